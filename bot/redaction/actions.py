"""Word an action of the buyer's own as an obligation of the contractor, with an indicator.

« On veut former deux apprentis » becomes « Le titulaire est tenu de former deux apprentis ». It is
shown to the buyer, who words it otherwise if it is not what he means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.donnees import lire_yaml
from bot.francais.mots import compiler
from bot.metier.modalites import Indicateur

FICHIER = "lecture/obligations"
# a whole word, or one whose last letter is elided
AMORCES = compiler(r"(?:{amorces}(?:(?<=[’'])|(?!\w))\s*)+(?=\S)", FICHIER)
SUJET = compiler(r"{sujets}\s+", FICHIER)
DEVOIR = compiler(r"{devoirs}\s*", FICHIER)
# a verb at the head, and something after it
INFINITIF = compiler(r"(?!{pas_un_verbe}\b)(?:se |s[’'])?[^\W\d]+{infinitif}\b", FICHIER)
TROISIEME_PERSONNE = compiler(r"(?:se |s[’'])?[^\W\d]+{troisieme_personne}\b", FICHIER)
SUBORDONNEE = re.compile(r"qu(?:e |['’])")
VOYELLE = re.compile(r"[aâàeéèêiîoôuûhyœ]", re.IGNORECASE)
CARTES = ("metier", "indicateurs_propres.yml")


@dataclass(frozen=True)
class ActionPropre:
    """An action of the buyer's own: what follows « Le titulaire », and how it is measured."""

    redaction: str
    indicateur: Indicateur


def action_propre(dite: str) -> ActionPropre:
    """Return an obligation in the third person made of what the buyer wrote."""
    return ActionPropre(_obligation(dite), _indicateur(dite))


def _obligation(dite: str) -> str:
    texte = dite.strip(" .;")
    if amorce := AMORCES.match(texte.lower()):
        texte = texte[amorce.end() :]
    sujet = SUJET.match(texte.lower())
    if sujet:
        texte = texte[sujet.end() :]
    if devoir := DEVOIR.match(texte.lower()):
        texte = texte[devoir.end() :]
    elif sujet and TROISIEME_PERSONNE.match(texte.lower()):
        return texte
    texte = texte[:1].lower() + texte[1:] if not texte[:2].isupper() else texte
    if subordonnee := SUBORDONNEE.match(texte.lower()):
        # « que 100 % des agents suivent… » keeps its subjunctive
        return f"fait en sorte {texte[: subordonnee.end()]}{texte[subordonnee.end() :]}"
    if INFINITIF.match(texte.lower()):
        return f"est tenu {'d’' if VOYELLE.match(texte) else 'de '}{texte}"
    return f"met en œuvre l’action suivante\u00a0: {texte}"


@cache
def _cartes() -> list[tuple[re.Pattern[str], Indicateur]]:
    """Return the indicators that may be proposed, by the words they go with; the last fits all."""
    return [(re.compile(carte.pop("mots")), Indicateur(**carte)) for carte in lire_yaml(*CARTES)]


def _indicateur(dite: str) -> Indicateur:
    """Return the first indicator whose words stand in the action."""
    return next(indicateur for mots, indicateur in _cartes() if mots.search(dite.lower()))
