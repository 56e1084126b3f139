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
from bot.lecture.clause.demandes import FICHIER, sans_politesse
from bot.metier.modalites import Indicateur

# « le prestataire de restauration accueillera… »: who it is, is said there
SUJET = compiler(r"{sujets}\s+(?!de\b|du\b|des\b|d[’'])", FICHIER)
# « pour l'accueil, former… »: set after what is done
CADRE = compiler(r"{cadres}\b[^,;:?.]{2,60}, (?=[^.?]+$)", FICHIER)
DEVOIR = compiler(r"{devoirs}\s*", FICHIER)
# a verb at the head, and something after it
INFINITIF = compiler(r"(?!{pas_un_verbe}\b)(?:se |s[’'])?[^\W\d]+{infinitif}\b", FICHIER)
TROISIEME_PERSONNE = compiler(r"(?:se |s[’'])?[^\W\d]+{troisieme_personne}\b", FICHIER)
SUBORDONNEE = re.compile(r"qu(?:e |['’])")
VOYELLE = re.compile(r"[aâàeéèêiîoôuûhyœ]", re.IGNORECASE)
SANS_VERBE = "met en œuvre l’action suivante"
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
    texte = sans_politesse(dite)
    if cadre := CADRE.match(texte.lower()):
        reste = _obligation(texte[cadre.end() :])
        if not reste.startswith(SANS_VERBE):
            return f"{reste}, {_sans_majuscule(texte[: cadre.end() - 2])}"
    sujet = SUJET.match(texte.lower())
    if sujet:
        texte = texte[sujet.end() :]
    if devoir := DEVOIR.match(texte.lower()):
        texte = texte[devoir.end() :]
    elif sujet and TROISIEME_PERSONNE.match(texte.lower()):
        return texte
    texte = _sans_majuscule(texte)
    if subordonnee := SUBORDONNEE.match(texte.lower()):
        # « que 100 % des agents suivent… » keeps its subjunctive
        return f"fait en sorte {texte[: subordonnee.end()]}{texte[subordonnee.end() :]}"
    if INFINITIF.match(texte.lower()):
        return f"est tenu {'d’' if VOYELLE.match(texte) else 'de '}{texte}"
    return f"{SANS_VERBE}\u00a0: {texte}"


def _sans_majuscule(texte: str) -> str:
    """Return what no longer begins a sentence; « PMSMP » keeps its letters."""
    return texte if texte[:2].isupper() else texte[:1].lower() + texte[1:]


@cache
def _cartes() -> list[tuple[re.Pattern[str], Indicateur]]:
    """Return the indicators that may be proposed, by the words they go with; the last fits all."""
    return [(re.compile(carte.pop("mots")), Indicateur(**carte)) for carte in lire_yaml(*CARTES)]


def _indicateur(dite: str) -> Indicateur:
    """Return the first indicator whose words stand in the action."""
    return next(indicateur for mots, indicateur in _cartes() if mots.search(dite.lower()))
