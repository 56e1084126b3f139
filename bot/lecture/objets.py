"""Read the subject of a contract where the sentence plainly names it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.francais.mots import compiler, liste, longs_d_abord
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/objets"
# the words after a head, up to one that stops it; « de 24 mois » is no part of a subject, « de
# trois écoles » is; a word of a subject has four letters at least
SUITE = (
    r"(?: {de_un_nombre}(?= (?!{pas_un_objet}(?: |$))[^\W\d_]{4,})"
    r"| (?!{arrets}(?: |$))[^\W\d_]+"
    r"| {de}(?= (?:{determinant} )?[^\W\d_]{4,}))*"
)
TETES, INTRODUCTIONS = longs_d_abord(f"{FICHIER}.tetes"), longs_d_abord(f"{FICHIER}.introductions")
OBJET = compiler(
    rf"(?:(?<=^)|(?<= ))(?:{INTRODUCTIONS}|^) ?(?:{{article}} )?(?P<objet>{TETES}{SUITE})(?= |$)",
    FICHIER,
)
AMORCE = compiler(r"(?i)^{amorces}(?:[\s,:]+|(?<=['’ ]))", FICHIER)
INSUFFISANTES = frozenset(liste(f"{FICHIER}.insuffisantes"))
ARTICLES = frozenset(liste(f"{FICHIER}.articles"))


class Objets:
    """Read a subject, in a sentence or as an answer."""

    def lire(self, texte: Texte) -> Iterable[Lecture]:
        """Return the subject, as typed, when a known word introduces it."""
        trouve = OBJET.search(texte.plat)
        if not trouve:
            return
        jetons = list(texte.jetons_de(*trouve.span("objet")))
        # « nettoyage des », before what stops it
        while jetons and jetons[-1].forme in ARTICLES:
            jetons.pop()
        if jetons and " ".join(j.forme for j in jetons) not in INSUFFISANTES:
            debut, fin = jetons[0].debut, jetons[-1].fin
            yield Lecture("objet", texte.brut[debut:fin], debut, fin)

    def epurer(self, reponse: str) -> str:
        """Return an answer about the subject without its lead-in: « c'est un marché de »."""
        objet = " ".join(reponse.split())
        # one after the other, « alors, en fait, c'est un marché de »; never the whole answer
        while (sans_amorce := AMORCE.sub("", objet)) not in ("", objet):
            objet = sans_amorce
        objet = objet.strip(" .,;:!")
        return objet if "«" in objet else objet.strip('»" \u00a0')
