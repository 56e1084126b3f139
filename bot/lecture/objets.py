"""Read the subject of a contract where the sentence plainly names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

# « de 24 mois » is no part of a subject, « de trois écoles » is
PAS_UN_OBJET = "mois|annees?|semaines?|jours?|titulaires?|lots?|euros?|mille|millions?|reconductions?|prestataires?|entreprises?|attributaires?|marches?|bons?|fois|heures?|an|duree|montant|budget|accord|contrat"


class Objets:
    """Words with which a subject starts, and those at which it stops (`data/lecture/objets.yml`)."""

    def __init__(self, donnees: Mapping[str, Any]) -> None:
        tetes, introductions = _ou(donnees["tetes"]), _ou(donnees["introductions"])
        article = r"(?:(?:le|la|les|l|du|de la|des|un|une) )?"
        suite = rf"(?: (?:de|d) (?:\d+|une?)(?= (?!(?:{PAS_UN_OBJET})(?: |$))[^\W\d_]{{4,}})| (?!(?:{_ou(donnees['arrets'])})(?: |$))[^\W\d_]+| (?:de|d|des|du)(?= (?:(?:la|le|les|l|nos|notre|leurs?) )?[^\W\d_]{{4,}}))*"
        self._motif = re.compile(
            rf"(?:(?<=^)|(?<= ))(?:{introductions}|^) ?{article}(?P<objet>(?:{tetes}){suite})(?= |$)"
        )
        self._insuffisantes = frozenset(donnees["insuffisantes"])
        self._articles = frozenset(donnees["articles"])
        self._amorce = re.compile(
            rf"^(?:{'|'.join(donnees['amorces'])})(?:[\s,:]+|(?<=['’ ]))", re.IGNORECASE
        )

    def lire(self, texte: Texte) -> Iterable[Lecture]:
        """Return the subject, as typed, when a known word introduces it."""
        trouve = self._motif.search(texte.plat)
        if not trouve:
            return
        jetons = list(texte.jetons_de(*trouve.span("objet")))
        while jetons and jetons[-1].forme in self._articles:
            jetons.pop()
        if jetons and " ".join(j.forme for j in jetons) not in self._insuffisantes:
            debut, fin = jetons[0].debut, jetons[-1].fin
            yield Lecture("objet", texte.brut[debut:fin], debut, fin)

    def epurer(self, reponse: str) -> str:
        """Return the answer to « quel est l'objet ? » without its lead-in (« c'est un marché de »)."""
        objet = " ".join(reponse.split())
        while (sans_amorce := self._amorce.sub("", objet)) not in ("", objet):
            objet = sans_amorce
        objet = objet.strip(" .,;:!")
        return objet if "«" in objet else objet.strip('»" \u00a0')


def _ou(expressions: Sequence[str]) -> str:
    return "|".join(sorted(expressions, key=len, reverse=True))
