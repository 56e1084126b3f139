"""One turn on its file: what the dialogue makes of a message, what is kept of it, what is said.

It writes in the transaction that `bot.guichet` opened, and answers whole: outcome, documents, next
question. Nothing here knows Rasa.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.conduire.appel import FIN, REPETITION
from bot.dialogue.etat import Etat, Suivi, Tour
from bot.documents.production import apercevoir, conserver, ecrire
from bot.donnees import referentiel
from bot.dossiers import acces, conversations, depot, effacement
from bot.dossiers.conversations import ACHETEUR
from bot.dossiers.tables import Conversation, Dossier
from bot.metier.faits import Faits, faits_vides
from bot.redaction.gabarits import rendre
from bot.redaction.oral import TELEPHONE
from bot.redaction.reponses import Dit, repondre
from bot.redaction.structures import Documents
from bot.redaction.tours import a_redire, dire, moment, poser
from bot.triage import remise

DONNE_LE_CODE = "utter_code"
A_TELECHARGER = "utter_a_telecharger"
TRANSMISSION = "transmission"
# in what is kept of a file: the blanks that were listed with its last documents
MANQUES = "manques"


@dataclass
class TourEnCours:
    """What a turn works on. `message_id` is the buyer's message in the history.

    `montre` tells that the answer shows where the file stands now.
    """

    session: Session
    conversation: Conversation
    dossier: Dossier | None
    canal: str
    message_id: int
    dits: list[Dit] = field(default_factory=list)
    montre: bool = False

    @property
    def reference(self) -> str | None:
        """Return the reference of the file that is open."""
        return self.dossier.reference if self.dossier else None

    @property
    def etat(self) -> Etat:
        """Return where the dialogue stands, from the file, or from the conversation without one."""
        return lire_etat(self.conversation, self.dossier)


_en_cours: ContextVar[TourEnCours | None] = ContextVar("tour", default=None)


@contextmanager
def entamer(tour: TourEnCours) -> Iterator[None]:
    """Make a turn the one that actions work on."""
    jeton = _en_cours.set(tour)
    try:
        yield
    finally:
        _en_cours.reset(jeton)


def en_cours() -> TourEnCours | None:
    """Return the turn under way, None outside any."""
    return _en_cours.get()


def lire_etat(conversation: Conversation | None, dossier: Dossier | None) -> Etat:
    """Rebuild where a dialogue stands."""
    garde: Mapping[str, Any] = {}
    if dossier is not None:
        garde = dossier.etat or {}
    elif conversation is not None:
        garde = conversation.etat or {}
    return Etat(
        faits=Faits.depuis(dossier.faits if dossier else {}, referentiel()),
        question=garde.get("question"),
        suivi=Suivi.depuis(garde.get("suivi")),
    )


def accueillir(tour: TourEnCours) -> list[Dit]:
    """Say what the assistant is, to one who comes for the first time."""
    dits = [repondre("utter_accueil", moment(tour.etat, tour.reference, tour.canal))]
    tour.dits += dits
    return dits


def tenir(tour: TourEnCours, message: Message) -> list[Dit]:
    """Take a message: move the file on, and return what is said of it."""
    avant = tour.etat.a_voix_haute() if tour.canal == TELEPHONE else tour.etat
    issue = meneur().prendre(message, avant)
    redites = _a_redire(tour) if REPETITION in issue.paroles else []
    quitte = tour.reference
    _ranger(tour, avant, issue.etat)
    issue = _remettre_au_facilitateur(tour, issue, message.texte)
    poser_la_suite = poser(issue.etat, tour.reference, tour.canal, issue.paroles)
    dits = [
        *_dire(tour, issue, redites, quitte),
        *_remettre(tour, issue),
        *_donner_le_code(tour, issue.etat),
        *([] if FIN in issue.paroles else poser_la_suite),
    ]
    tour.dits += dits
    tour.montre = True
    return dits


def _donner_le_code(tour: TourEnCours, etat: Etat) -> Iterator[Dit]:
    """Give the reference of a file with a new code: when asked, and with its first verdict."""
    if tour.dossier is None:
        if etat.code_demande:
            yield repondre("utter_pas_encore_de_code", moment(etat, None, tour.canal))
    elif etat.code_demande or (etat.suivi.avis and tour.dossier.code_empreinte is None):
        # heard once, it is asked for again to be written down: the same is said
        deja = _code_deja_dit(tour) if tour.canal == TELEPHONE else None
        marque = deja or acces.donner_un_code(tour.dossier)
        ici = moment(etat, tour.reference, tour.canal)
        yield repondre(DONNE_LE_CODE, ici, {"code": marque})


def _code_deja_dit(tour: TourEnCours) -> str | None:
    """Return the mark of the code that this conversation was given, if it still opens the file."""
    dits = conversations.dits_sous(tour.session, tour.conversation.nom, DONNE_LE_CODE)
    dossier = tour.dossier
    return next((m for dit in dits if dossier and (m := acces.marque_de(dossier, dit))), None)


def _ranger(tour: TourEnCours, avant: Etat, apres: Etat) -> None:
    """Keep what a message changed, in the file, in a new one, or nowhere any more."""
    if apres.dossier_efface:
        effacement.tout_effacer(tour.session, tour.conversation)
        tour.dossier = None
    elif apres.autre_dossier:
        conversations.rattacher(tour.session, tour.conversation, None)
        tour.dossier = None
    if tour.dossier is None and (apres.avis_demande or apres.faits != faits_vides(referentiel())):
        _ouvrir_un_dossier(tour)
    garder_l_etat(tour, apres)
    if tour.dossier is None:
        return
    if apres.faits != avant.faits:
        depot.noter(tour.session, tour.dossier, ACHETEUR, "faits_changes")
    if apres.suivi.avis and apres.suivi.avis != avant.suivi.avis:
        depot.noter(tour.session, tour.dossier, ACHETEUR, "avis_rendu")


def _remettre_au_facilitateur(tour: TourEnCours, issue: Tour, texte: str) -> Tour:
    """Hand the file over when its buyer asks for it, and say what becomes of it.

    A facilitator who checks a contract for himself hands nothing over.
    """
    if not issue.etat.avis_demande or tour.dossier is None:
        return issue
    dite: dict[str, object] = {"soi": tour.canal in remise.CANAUX_DES_FACILITATEURS}
    if not dite["soi"]:
        nouvelle = remise.demande_de(tour.session, tour.dossier) is None
        demande = remise.remettre(tour.session, tour.dossier, texte)
        dite |= remise.a_dire(demande, nouvelle)
        if nouvelle:
            remise.attendre_des_precisions(tour.conversation)
    paroles = (
        replace(p, valeurs={**p.valeurs, "remise": dite}) if p.gabarit == TRANSMISSION else p
        for p in issue.paroles
    )
    return replace(issue, paroles=tuple(paroles))


def _ouvrir_un_dossier(tour: TourEnCours) -> None:
    tour.dossier = depot.creer(tour.session, tour.conversation)
    conversations.rattacher(tour.session, tour.conversation, tour.dossier)
    depot.noter(tour.session, tour.dossier, ACHETEUR, "ouvert")


def garder_l_etat(tour: TourEnCours, apres: Etat) -> None:
    """Keep where the dialogue stands, in the file, or in the conversation without one."""
    etat = {"question": apres.question, "suivi": apres.suivi.en_donnees()}
    if tour.dossier is None:
        tour.conversation.etat = {**(tour.conversation.etat or {}), **etat}
        return
    tour.dossier.faits = apres.faits.en_donnees()
    tour.dossier.etat = {**etat, MANQUES: (tour.dossier.etat or {}).get(MANQUES)}
    tour.dossier.verdict = apres.suivi.avis


def _dire(tour: TourEnCours, issue: Tour, redites: list[Dit], quitte: str | None) -> Iterator[Dit]:
    for parole in issue.paroles:
        dit = dire(parole, issue.etat, tour.reference, tour.canal, quitte)
        if dit is not None:
            yield dit
        if parole == REPETITION:
            yield from redites


def _a_redire(tour: TourEnCours) -> list[Dit]:
    """Return what was answered to the message before this one."""
    dits = conversations.derniere_reponse(tour.session, tour.conversation.nom, tour.message_id)
    return a_redire((dit.nom, dit.texte) for dit in dits)


def _remettre(tour: TourEnCours, issue: Tour) -> Iterator[Dit]:
    """Hand over the documents of a turn."""
    for parole in issue.paroles:
        if parole.document is not None:
            yield from _remettre_un(tour, issue.etat, parole.document)


def _remettre_un(tour: TourEnCours, etat: Etat, demande: str) -> Iterator[Dit]:
    """Say what was written and what is left to fill in, then where the documents are."""
    assert tour.dossier is not None  # opened with the first fact: no document comes before it
    ici = moment(etat, tour.reference)
    # « rédige la clause » while a list is open: it holds what was chosen so far
    documents = ecrire(demande, etat.dits, tour.reference, datetime.date.today())
    manques = list(dict.fromkeys(manque for d in documents for manque in d.manques))
    # listed once: they are said to be the same as long as they are
    deja = (tour.dossier.etat or {}).get(MANQUES)
    reste: dict[str, object] = {"faits": etat.dits, "manques": manques, "memes": deja == manques}
    tour.dossier.etat = {**(tour.dossier.etat or {}), MANQUES: manques}
    # given again, it is said in fewer words
    dit = f"utter_{demande}_{'prete' if deja is None else 'refaite'}"
    pret = repondre(dit, ici, {"reste": rendre("reste", reste)})
    yield replace(pret, custom=apercevoir(documents[0]))
    donnes = conserver(tour.session, tour.dossier, documents)
    ou = repondre(A_TELECHARGER, ici, {"adresses": "\n".join(_adresses(donnes))})
    yield replace(ou, custom=donnes)
    depot.noter(tour.session, tour.dossier, ACHETEUR, "document_remis")
    yield repondre(f"utter_apres_{demande}", ici)


def _adresses(donnes: Documents) -> Iterator[str]:
    """Yield a line for each format of each document."""
    for document in donnes["documents"]:
        for adresse in document["formats"].values():
            yield f"{document['titre']}\u00a0: {adresse}"
