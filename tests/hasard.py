"""Buyers who say anything: random messages, chained into conversations.

No model is needed: intents, confidences and rankings are drawn, the readings are the real ones.
"""

from __future__ import annotations

import datetime
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path

import yaml

from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat, Suivi, Tour
from bot.donnees import RACINE, questions_du_guide, referentiel
from bot.lecture.assemblage import lire
from bot.lecture.lectures import Lecture
from bot.metier.faits import Faits, faits_vides
from bot.redaction.clause import rediger
from bot.redaction.reponses import Dit
from bot.redaction.tours import dire, poser
from tests.phrases import entrainement

CONVERSATIONS = Path(__file__).parent / "conversations"
Prendre = Callable[[Message, Etat], Tour]
REFERENCE = "PPS-2026-000001"
SELECTION = "faq"  # Rasa's name for any question of the guide: each has its own
CANAL = "rest"
DOCUMENTS = ("clause", "pieces_consultation")
VIDES = faits_vides(referentiel())
ETAT_VIDE = Etat(VIDES)
JOUR = datetime.date(2026, 12, 1)
BALISES = re.compile(r"\s*<[^>]*>\s*")
COUPES = re.compile(r"(?<=[,.;:?!]) ")


@dataclass(frozen=True)
class Echange:
    """One turn: the state before it, its outcome, and the state as it is read back after it."""

    message: Message
    avant: Etat
    tour: Tour
    apres: Etat
    reference: str | None

    def dits(self, canal: str = CANAL) -> Iterator[Dit]:
        """Yield what is said, documents apart: the question comes last."""
        for parole in self.tour.paroles:
            dit = dire(parole, self.apres, self.reference, canal, self.quitte)
            if dit:
                yield dit
        yield from poser(self.apres, self.reference, canal, self.tour.paroles)

    @property
    def quitte(self) -> str | None:
        """Return the reference of the file that was open before the turn."""
        return REFERENCE if self.avant.faits != VIDES else None

    def boutons(self) -> list[str]:
        """Return the payloads of the buttons that are shown."""
        return [bouton.envoi for dit in self.dits() for bouton in dit.boutons]

    def textes(self) -> Iterator[tuple[str, str]]:
        """Yield the texts that are read, documents included, by the name of what says them."""
        for canal in (CANAL, "telephone"):
            # a list shown again has no text: its question follows
            dits = [dit for dit in self.dits(canal) if dit.texte or dit.custom is None]
            yield from ((dit.nom or "gabarit", dit.texte) for dit in dits)
        for parole in self.tour.paroles:
            if parole.document:
                for nom in DOCUMENTS:
                    yield nom, lire_un_document(nom, self.apres.faits, self.reference)


def converser(alea: random.Random, tours: int, prendre: Prendre) -> Iterator[Echange]:
    """Hold a conversation of some turns."""
    acheteur = Acheteur(alea, docilite=alea.random())
    etat, boutons = ETAT_VIDE, list[str]()
    for _ in range(tours):
        echange = echanger(acheteur.dire(boutons), etat, prendre)
        etat, boutons = echange.apres, echange.boutons()
        yield echange


def lire_un_document(nom: str, faits: Faits, reference: str | None) -> str:
    """Return a document as it is read, without its tags."""
    return unescape(BALISES.sub("\n", rediger(nom, faits, reference, JOUR).html))


def echanger(message: Message, avant: Etat, prendre: Prendre) -> Echange:
    """Take a turn; what is kept of the state passes through JSON, as in a file."""
    tour = prendre(message, avant)
    faits, suivi = json.loads(
        json.dumps([tour.etat.faits.en_donnees(), tour.etat.suivi.en_donnees()])
    )
    apres = Etat(Faits.depuis(faits, referentiel()), tour.etat.question, Suivi.depuis(suivi))
    reference = REFERENCE if tour.etat.avis_demande or apres.faits != VIDES else None
    return Echange(message, avant, tour, apres, reference)


@dataclass(frozen=True)
class Acheteur:
    """Draws what is said next; the more docile, the likelier to click and to be well understood."""

    alea: random.Random
    docilite: float

    def dire(self, boutons: list[str]) -> Message:
        """Return a click on a button just shown, or a sentence with what else it asks."""
        if boutons and self.alea.random() < self.docilite:
            return _clic(self.alea.choice(boutons))
        message = self._phrase()
        if self.alea.random() < 0.2:
            demandes = tuple(self._phrase() for _ in range(self.alea.randint(1, 2)))
            return replace(message, demandes=demandes)
        return message

    def _phrase(self) -> Message:
        texte, etiquette = self.alea.choice(_phrases())
        if self.alea.random() > self.docilite:
            etiquette = self.alea.choice(_etiquettes())
        if self.alea.random() < 0.4:
            morceaux = [texte.rstrip(" ,.;:?!"), *(self.alea.choice(_morceaux()) for _ in range(2))]
            self.alea.shuffle(morceaux)
            texte = self.alea.choice([" ", ", ", ". "]).join(morceaux)
        confiance = self.alea.choice([0.1, 0.25, 0.35, 0.5, 0.7, 0.9, 1.0])
        autres = self.alea.sample(_etiquettes(), 5)
        reste = (1 - confiance) / 2
        classement = [(etiquette, confiance)]
        for autre in autres:
            classement.append((autre, reste))
            reste /= 2
        classement.sort(key=lambda rang: -rang[1])
        intention, _, question = etiquette.partition("/")
        if confiance < 0.2:
            intention, question = "nlu_fallback", ""
        return Message(
            texte=texte,
            intention=intention,
            confiance=confiance,
            question_du_guide=etiquette if question else None,
            lectures=lire(texte),
            classement=tuple(classement),
        )


def _clic(envoi: str) -> Message:
    """Return what Rasa makes of a button's payload."""
    charge = re.fullmatch(r"/(\w+)(\{.*\})?", envoi)
    if not charge:  # words, as if they were typed: a question of the guide by its title, or else
        titres = {q.titre: nom for nom, q in questions_du_guide().items()}
        question = titres.get(envoi)
        dit = "faq" if question else "informer"
        return Message(envoi, dit, 1.0, question, lire(envoi), ((question or dit, 1.0),))
    entites = json.loads(charge[2] or "{}")
    lectures = tuple(Lecture(fait, valeur, 0, 0) for fait, valeur in entites.items())
    return Message(envoi, charge[1], 1.0, None, lectures, ((charge[1], 1.0),), bouton=True)


@cache
def _phrases() -> list[tuple[str, str]]:
    """Return sentences with what they mean, or with anything for those of the conversations."""
    dits = [
        (str(etape["dit"])[:2000], "informer")
        for fichier in sorted(CONVERSATIONS.rglob("*.yml"))
        for etape in yaml.safe_load(fichier.read_text(encoding="utf-8"))
        if "dit" in etape
    ]
    # the channels let no command through; a brace that is read is a value that we did not fill in
    return [dit for dit in (*dits, *entrainement()) if re.match(r"\s*[^\s/{][^{]*$", dit[0])]


@cache
def _morceaux() -> list[str]:
    phrases = [texte for texte, _ in _phrases() if len(texte) < 200]
    return sorted({bout.strip(" ,.;:?!") for texte in phrases for bout in COUPES.split(texte)})


@cache
def _etiquettes() -> list[str]:
    domaine = yaml.safe_load((RACINE / "domain.yml").read_text(encoding="utf-8"))
    return sorted({*domaine["intents"], *questions_du_guide()} - {SELECTION})
