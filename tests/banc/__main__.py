"""`make bench`."""

from __future__ import annotations

from tests.banc import modeles
from tests.banc.comprehension import PARTIES, Mesures, mesurer
from tests.banc.conversation import durees_par_serveur
from tests.banc.entrainement import entrainer

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
    rasa = _ligne("Rasa par défaut (DIET)", mesurer(modeles.rasa_par_defaut()))
    erreurs = (1 - assistant.justesse) / (1 - rasa.justesse)
    print(f"erreurs : {erreurs:.2f} × Rasa ; temps : {assistant.ms / rasa.ms:.2f} × Rasa")

    print("\nconversation guidée entière, par HTTP, temps médian d’un message", flush=True)
    durees = durees_par_serveur()
    for nom, ms in durees.items():
        print(f"  {nom:18}{ms:8.1f} ms{ms / durees['plancher']:7.1f} × le plancher")


def _ligne(nom: str, mesures: Mesures) -> Mesures:
    m = mesures
    print(
        f"{nom:26}{m.justesse:8.1%}{m.macro_f1:10.1%}{m.entites:9.1%}{m.valeurs:9.1%}{m.rejet:8.1%}"
        f"{m.refus_a_tort:14.1%}{m.ms:8.1f}{m.mo:8.0f}{m.ko:12.1f}",
        flush=True,
    )
    return mesures


if __name__ == "__main__":
    main()
