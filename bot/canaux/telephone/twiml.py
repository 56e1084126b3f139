"""TwiML, Twilio's language: what is said, how the answer is listened to. Text is never markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from bot.canaux.telephone.appels import Reponse
from bot.redaction.oral import est_epele, voix
from bot.redaction.reponses import repondre as reponse_de

LANGUE, VOIX = "fr-FR", "Polly.Lea-Neural"
PAROLE_ET_TOUCHES, TOUCHES = "dtmf speech", "dtmf"
# how long a caller may keep silent, or stop within a sentence
SILENCE_S, PAUSE_S = "6", "2"
# said slowly: what is asked to be, and what is to be written down
LENT, A_NOTER = "75%", "85%"


def repondre(reponse: Reponse, suite: str) -> bytes:
    """Return an answer, said, then listened to, or the end; what comes next goes to `suite`."""
    racine = Element("Response")
    if reponse.fini:
        _dire(racine, reponse)
        SubElement(racine, "Hangup")
    else:
        _dire(SubElement(racine, "Gather", _ecoute(reponse, suite)), reponse)
    return _ecrire(racine)


def patienter(suite: str) -> bytes:
    """Return a phrase to wait by, after which the answer is asked for again."""
    racine = Element("Response")
    _phrase(racine, reponse_de("utter_telephone_patienter", {}).texte)
    SubElement(racine, "Redirect", {"method": "POST"}).text = suite
    return _ecrire(racine)


def rien() -> bytes:
    """Return an answer to what asks for none."""
    return _ecrire(Element("Response"))


def _ecoute(reponse: Reponse, suite: str) -> dict[str, str]:
    """Return how the answer is listened to: one key for a choice, « # » after months."""
    attributs = {
        "input": TOUCHES if reponse.clavier else PAROLE_ET_TOUCHES,
        "language": LANGUE,
        "action": suite,
        "method": "POST",
        "timeout": SILENCE_S,
        "finishOnKey": "#",
        "actionOnEmptyResult": "true",
        "bargeIn": "true",
    }
    if any(option["touche"] == "1" for option in reponse.options):
        attributs["numDigits"] = "1"
    if reponse.clavier:
        return attributs
    indices = voix()["indices"]
    hints = [*indices.get(reponse.question or "ouverture", ()), *indices["tous"]]
    return {**attributs, "speechTimeout": PAUSE_S, "hints": ", ".join(hints)}


def _dire(parent: Element, reponse: Reponse) -> None:
    for phrase in reponse.phrases:
        _phrase(parent, phrase, LENT if reponse.lent else A_NOTER if est_epele(phrase) else None)


def _phrase(parent: Element, texte: str, debit: str | None = None) -> None:
    dite = SubElement(parent, "Say", {"voice": VOIX, "language": LANGUE})
    if debit is not None:
        dite = SubElement(dite, "prosody", {"rate": debit})
    dite.text = texte


def _ecrire(racine: Element) -> bytes:
    ecrit: bytes = tostring(racine, encoding="utf-8", xml_declaration=True)
    return ecrit
