"""`make bench`; `python -m tests.banc conversation`, `lecture` or `widget` prints one table."""

from __future__ import annotations

import sys

from tests.banc import modeles
from tests.banc.comprehension import PARTIES, Mesures, mesurer
from tests.banc.conversation import JEUNE, RAFALE, VIEUX, mesurer_la_conversation
from tests.banc.entrainement import entrainer
from tests.banc.lecture_en_ms import CARACTERES, mesurer_la_lecture
from tests.banc.lectures import dire_les_lectures
from tests.banc.widget import RALENTI, mesurer_le_widget

COLONNES = "justesse  macro-F1  entités  valeurs   rejet  refus à tort      ms      Mo  Ko/message"


def main() -> None:
    """Print the tables."""
    e = entrainer()
    print(f"entraînement : {e.secondes:.0f} s, dont {e.calcul:.0f} de calcul ; {e.mo:.1f} Mo\n")
    print("phrases tenues à part (tests/comprehension), analysées par /model/parse")
    print(f"{'':26}{COLONNES}", flush=True)
    assistant = _ligne("assistant", mesurer(modeles.ASSISTANT))
    for partie in PARTIES:
        _ligne(f"  sans {partie}", mesurer(modeles.ASSISTANT, partie))
    print("\ntextes tenus à part (tests/comprehension/mentions), par leur pire fait")
    dire_les_lectures()
    dire_le_cout_de_la_lecture()
    dire_la_conversation()
    dire_le_widget()
    _comparer_a_rasa(assistant)


def _comparer_a_rasa(assistant: Mesures) -> None:
    """Print Rasa's recommended pipeline beside the assistant: last, since it trains for an hour."""
    print(f"\n{'':26}{COLONNES}", flush=True)
    rasa = _ligne("Rasa par défaut (DIET)", mesurer(modeles.rasa_par_defaut(), rasa_entier=True))
    erreurs = (1 - assistant.justesse) / (1 - rasa.justesse)
    print(f"erreurs : {erreurs:.2f} × Rasa ; temps : {assistant.ms / rasa.ms:.2f} × Rasa")


def dire_le_cout_de_la_lecture() -> None:
    """Print what reading a message costs, by its length."""
    cout = mesurer_la_lecture()
    print(
        "\nlecture, temps médian d’un message",
        f"  message court (« oui », « 4 ans »…)          {cout.court:8.1f} ms",
        f"  {CARACTERES} caractères collés                     {cout.colle:8.1f} ms"
        f"  {cout.colle / cout.court:.0f} × un message court (100 ms au plus)",
        sep="\n",
        flush=True,
    )


def dire_le_widget() -> None:
    """Print what the widget costs a slow computer."""
    w = mesurer_le_widget()
    print(
        f"\nwidget, dans un Chromium {RALENTI} fois ralenti",
        f"  une frappe, dans un champ nu                 {w.champ_nu:8.1f} ms",
        f"  une frappe, conversation de 3 messages       {w.frappe_vide:8.1f} ms",
        f"  une frappe, 200 messages dont 20 avis        {w.frappe:8.1f} ms"
        f"  {w.frappe / w.champ_nu:.2f} × le champ nu (16 ms au plus)",
        f"  le bouton, du script chargé à sa peinture    {w.lanceur:8.1f} ms  (100 au plus)",
        sep="\n",
    )


def dire_la_conversation() -> None:
    """Print what a message costs over HTTP, how it grows, and what the processes hold."""
    c = mesurer_la_conversation()
    print(
        "\nconversation par HTTP, temps médian d’un message",
        f"  plancher (Rasa, réponse toute faite, SQLite) {c.plancher:8.1f} ms",
        f"  conversation guidée, jusqu’à la clause       {c.guidee:8.1f} ms"
        f"  {c.guidee / c.plancher:.1f} × le plancher",
        f"  message {JEUNE}                                   {c.jeune:8.1f} ms",
        f"  message {VIEUX}                                  {c.vieux:8.1f} ms"
        f"  {c.vieux / c.jeune:.2f} × le message {JEUNE}",
        f"  {RAFALE} messages l’un après l’autre              {c.en_file:8.0f} ms",
        f"  les {RAFALE} mêmes à la fois                      {c.en_rafale:8.0f} ms"
        f"  {c.en_rafale / c.en_file:.2f} ×",
        f"« Prêt » en {c.pret_s:.0f} s ; tous les processus : {c.pss_mo:.0f} Mo (PSS)",
        sep="\n",
    )


def _ligne(nom: str, mesures: Mesures) -> Mesures:
    m = mesures
    print(
        f"{nom:26}{m.justesse:8.1%}{m.macro_f1:10.1%}{m.entites:9.1%}{m.valeurs:9.1%}{m.rejet:8.1%}"
        f"{m.refus_a_tort:14.1%}{m.ms:8.1f}{m.mo:8.0f}{m.ko:12.1f}",
        flush=True,
    )
    return mesures


if __name__ == "__main__":
    tables = {
        "conversation": dire_la_conversation,
        "lecture": dire_le_cout_de_la_lecture,
        "widget": dire_le_widget,
    }
    tables.get(sys.argv[-1], main)()
