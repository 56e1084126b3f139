"""What is said of a turn, whole: the outcome, the documents, then the next question."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from bot.dialogue.conduire.appel import REPRISES
from bot.dialogue.etat import LAQUELLE, PRECISION, RESTE, Bouton, Etat, Parole
from bot.donnees import referentiel
from bot.lecture.durees.periodes import FIN_SANS_DEBUT
from bot.metier.situation import CONFIRMATION
from bot.metier.verdict import lots_sans
from bot.redaction.choix import structurer_le_choix
from bot.redaction.ecriture import date_longue, enumerer, typographier
from bot.redaction.gabarits import ecrire, rendre
from bot.redaction.messages import formuler
from bot.redaction.oral import TELEPHONE
from bot.redaction.progression import structurer_la_progression
from bot.redaction.recapitulatif import structurer_ce_qui_est_compris
from bot.redaction.reponses import Dit, avec_boutons, repondre
from bot.redaction.structures import Ecoute, Structure
from bot.reglages import reglages

QUESTION = "utter_question_"
INCOMPRIS = "utter_incompris"
# asked again anyway, or no use twice
PAS_A_REDIRE = (QUESTION, INCOMPRIS, "utter_repeter", "utter_accueil")
PRESENTATION = "presentation"
RECAPITULATIFS = ("confirmation", "recapitulatif")


def dire(
    parole: Parole,
    etat: Etat,
    reference: str | None,
    canal: str | None = None,
    quitte: str | None = None,
) -> Dit | None:
    """Return a sentence of the dialogue as it is said; None when nothing is left to say.

    `quitte` is the reference of the file that was open before the turn.
    """
    if parole.gabarit:
        dit = formuler(parole.gabarit, {**parole.valeurs, "reference": reference}, canal)
        return dit if dit.texte else None
    if parole.reponse is None:
        return None
    ici = {**moment(etat, reference, canal), "quitte": quitte}
    # they may quote the buyer
    valeurs = {n: typographier(v) if isinstance(v, str) else v for n, v in parole.valeurs.items()}
    dit = repondre(parole.reponse, ici, valeurs)
    return avec_boutons(dit, parole.boutons) if dit.texte else None


def poser(
    etat: Etat, reference: str | None, canal: str | None = None, paroles: Iterable[Parole] = ()
) -> Iterator[Dit]:
    """Give the pending question, if there is one, the way that this moment asks it.

    Before one that is answered from a list stands the list, before « est-ce exact ? » what was
    read, unless `paroles` of this turn showed it: asked again, it can be clicked again.
    """
    if canal == TELEPHONE:
        yield replace(_question(etat, reference, canal), custom=ecoute(etat))
        return
    # a wish is in doubt: one question at a time
    if etat.question is None or etat.suivi.motif == PRECISION:
        return
    # while a wording is offered, « la retenez-vous ? » is what is asked; the others stand above
    seule = etat.suivi.proposition is not None or etat.suivi.motif == RESTE
    if not seule and not _est_montree(etat.question, paroles):
        montre = _structure_de(etat.question, etat)
        yield from [] if montre is None else [Dit(custom=montre)]
    progression = structurer_la_progression(etat.question, etat.faits, etat.parcours)
    yield replace(_question(etat, reference, canal), custom=progression)


def _question(etat: Etat, reference: str | None, canal: str | None) -> Dit:
    """Return the pending question; nothing, by telephone, when there is none."""
    if etat.question is None:
        return Dit()
    question = repondre(f"{QUESTION}{etat.question}", moment(etat, reference, canal))
    if etat.suivi.motif == LAQUELLE and canal != TELEPHONE:
        en_plus = _boutons_des_lignes(etat)
    else:
        en_plus = _lues(etat, canal)
    question = replace(question, boutons=(*en_plus, *question.boutons))
    if lots := lots_sans(etat.question, etat.faits, referentiel()):
        return replace(question, texte=ecrire("pour_des_lots", lots, question.texte))
    return question


def ecoute(etat: Etat) -> Ecoute:
    """Return how the answer to the pending question is to be listened to."""
    return {
        "type": "ecoute",
        "question": etat.question,
        "clavier": etat.suivi.echecs >= REPRISES,
        "lent": etat.suivi.lent,
    }


def _est_montree(question: str, paroles: Iterable[Parole]) -> bool:
    if question == CONFIRMATION:
        return any(parole.gabarit in RECAPITULATIFS for parole in paroles)
    return any(p.gabarit == PRESENTATION and p.valeurs["fait"] == question for p in paroles)


def _structure_de(question: str, etat: Etat) -> Structure | None:
    """Return what a question is answered from, if anything."""
    if question == CONFIRMATION:
        return structurer_ce_qui_est_compris(etat.faits)
    return structurer_le_choix(question, etat.faits, etat.suivi.liste)


def _boutons_des_lignes(etat: Etat) -> Iterator[Bouton]:
    """Yield a button for each line, asked which one is wrong."""
    for ligne in structurer_ce_qui_est_compris(etat.faits)["lignes"]:
        yield Bouton(ligne["libelle"], ligne["modifier"])


def moment(etat: Etat, reference: str | None, canal: str | None = None) -> dict[str, Any]:
    """Return what the conditions of responses look at, and what their sentences name."""
    suivi = etat.suivi
    return {
        "motif": suivi.motif or ("rappel" if suivi.rappels else None),
        "candidat": _candidat(etat, canal),
        "canal": canal,
        "ouverture": _ouverture(etat),
        "dossier": reference,
        "conservation": reglages().conservation_jours,
    }


def _candidat(etat: Etat, canal: str | None) -> str | None:
    """Return how what is proposed with a question is written: values, or the date of an end."""
    propose: object = etat.suivi.candidat
    if etat.question is None or propose is None:
        return None
    if etat.suivi.motif == FIN_SANS_DEBUT:
        return date_longue(datetime.date.fromisoformat(str(propose)))
    valeurs = propose if isinstance(propose, tuple) else (propose,)
    dits = [rendre("candidat", {"fait": etat.question, "propose": v}, canal) for v in valeurs]
    return ", ou ".join(dits) if canal == TELEPHONE else enumerer(dits)


def _lues(etat: Etat, canal: str | None) -> Iterator[Bouton]:
    """Yield the values that were read, of which one is to be chosen."""
    if etat.question and isinstance(etat.suivi.candidat, tuple):
        for valeur in etat.suivi.candidat:
            titre = rendre("candidat", {"fait": etat.question, "propose": valeur}, canal)
            yield Bouton(titre, f"/informer{json.dumps({etat.question: valeur})}")


def _ouverture(etat: Etat) -> str | None:
    """Return the words that lead to a question asked again, or to the next item of a list."""
    enumere = etat.suivi.motif == "encore"
    if not (enumere or etat.suivi.rappels):
        return None
    return rendre("ouverture", {"rang": etat.suivi.rappels, "enumere": enumere})


def a_redire(dits: Iterable[tuple[str | None, str]]) -> list[Dit]:
    """Keep, of an answer's names and texts, what is said again when asked to repeat.

    Not the question, which is asked again anyway, nor « je n'ai pas compris ».
    """
    return [
        Dit(texte=texte, nom=nom)
        for nom, texte in dits
        if texte and not (nom or "").startswith(PAS_A_REDIRE)
    ]
