"""The one door: takes a message to its outcome, in one transaction and in bounded time.

Turns run one after the other in a thread of their own: the loop that listens to everybody is free
to say in time that an answer is late, and nothing of a turn said to be undone is kept.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import uuid4

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from bot.donnees import A_RENVOYER
from bot.dossiers import acces, conversations, depot
from bot.dossiers.base import transaction
from bot.dossiers.conversations import ACHETEUR, ASSISTANT, Echange
from bot.ecoute import ecouter
from bot.entree import MESSAGE_TROP_LONG, MESSAGE_VIDE, preparer
from bot.redaction.oral import TELEPHONE
from bot.redaction.reponses import Dit, repondre
from bot.redaction.structures import envois
from bot.reprise import reprendre, signaler_un_changement, taire
from bot.sonnette import SONNETTE
from bot.tour import DONNE_LE_CODE, TourEnCours, accueillir, entamer
from bot.transmission import proposer, transmettre

journal = logging.getLogger(__name__)
# A buyer hears something within 5 s; the page, which waits no longer, must hear it first.
DELAI_S = 4.0
# of two at once, the second is worked again, on what the first one left
ESSAIS = 2
GARDEE, ABANDONNEE = "gardee", "abandonnee"

# as the history shows them; of a click, the button's title
SANS_MOTS = {MESSAGE_VIDE: "", MESSAGE_TROP_LONG: "[…]"}

# how a message is led through the dialogue (`bot.moteur`): sender, text, channel
Mener: TypeAlias = Callable[[str, str, str], Awaitable[None]]


@dataclass(frozen=True)
class Entree:
    """A message as it comes in: whose, what, by which channel, under which id of the client's.

    `scelle`: its answer is kept before it leaves, so a code stays the mark that stands for it.
    `douteux`: what a recogniser itself is hardly sure of having heard.
    """

    expediteur: str
    texte: str
    canal: str
    identifiant: str | None = None
    scelle: bool = False
    douteux: bool = False


class TropTard(RuntimeError):
    """The one who wrote was told that the message is not taken: nothing of it may be kept."""


class Issue:
    """Whether a message is kept or given up: never both."""

    def __init__(self) -> None:
        self._verrou = threading.Lock()
        self._close: str | None = None

    def garder(self) -> None:
        """Say, just before keeping it, that it is; raises `TropTard` if it was given up."""
        if not self._clore(GARDEE):
            raise TropTard

    @property
    def abandonnee(self) -> bool:
        """Tell whether it was given up."""
        return self._close == ABANDONNEE

    def abandonner(self) -> bool:
        """Give it up; return False if it is kept already, or about to be."""
        return self._clore(ABANDONNEE)

    def _clore(self, issue: str) -> bool:
        with self._verrou:
            self._close = self._close or issue
            return self._close == issue


class _Repetition(Exception):
    """Undoes all that a rehearsal wrote."""


class Guichet:
    """Takes messages."""

    def __init__(self, mener: Mener) -> None:
        self._mener = mener
        self._fil = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tours")
        self._boucle = asyncio.new_event_loop()
        self._debut: float | None = None

    @property
    def attente_s(self) -> float:
        """Return how long the present turn has been lasting."""
        debut = self._debut
        return 0.0 if debut is None else time.monotonic() - debut

    async def repeter(self, entree: Entree) -> None:
        """Work a message and keep nothing of it: what is read once is read before the first comes.

        Else whoever writes first waits for all tables, models and templates, past `DELAI_S` on a
        busy machine.
        """
        await asyncio.get_running_loop().run_in_executor(self._fil, self._repeter, entree)

    def _repeter(self, entree: Entree) -> None:
        with suppress(_Repetition), transaction() as session:
            self._repondre(session, entree)
            raise _Repetition

    async def prendre(self, entree: Entree) -> list[Echange]:
        """Return the answer to a message; never none: a fault is told in French.

        The same id again gives the same answer, and changes nothing.
        """
        issue = Issue()
        boucle = asyncio.get_running_loop()
        resultat = boucle.run_in_executor(self._fil, self._tenter, issue, entree)
        try:
            return await asyncio.wait_for(asyncio.shield(resultat), DELAI_S)
        except asyncio.TimeoutError:
            nom = "utter_retard" if issue.abandonner() else "utter_retard_incertain"
            journal.error("%s : %.1f s", nom, DELAI_S)
            return [hors_conversation(nom)]

    def _tenter(self, issue: Issue, entree: Entree) -> list[Echange]:
        if issue.abandonnee:
            return []  # nobody waits for it any more: it was in the queue for too long
        self._debut = time.monotonic()
        try:
            return self._tenir_ou_refaire(issue, entree)
        except TropTard:
            return []
        except Exception as panne:
            journal.exception("message non pris")
            # a server of databases that was lost at the last moment may have kept it all the same
            incertain = isinstance(panne, DBAPIError) and panne.connection_invalidated
            return [hors_conversation("utter_retard_incertain" if incertain else "utter_incident")]
        finally:
            self._debut = None

    def _tenir_ou_refaire(self, issue: Issue, entree: Entree) -> list[Echange]:
        for _ in range(ESSAIS - 1):
            try:
                return self._tenir(issue, entree)
            except (StaleDataError, IntegrityError):
                journal.warning("deux écritures à la fois : la seconde est reprise")
        return self._tenir(issue, entree)

    def _tenir(self, issue: Issue, entree: Entree) -> list[Echange]:
        """Work a message; all that it writes is kept with its answer, or nothing is."""
        identifiant = entree.identifiant or uuid4().hex
        with transaction() as session:
            donnee = conversations.deja_repondu(session, entree.expediteur, identifiant)
            if donnee is None:
                donnee = self._repondre(session, entree)
                conversations.retenir(session, entree.expediteur, identifiant, donnee)
                session.flush()
                issue.garder()
        SONNETTE.sonner([entree.expediteur])
        # the mark of a code is replaced when it is delivered, and nowhere before
        livres = donnee if entree.scelle else [_livrer(d) for d in donnee]
        return livres or [_phrase_seule("utter_deja_efface")]

    def _repondre(self, session: Session, entree: Entree) -> list[Echange]:
        conversation = conversations.ouvrir(session, entree.expediteur)
        dossier = conversations.dossier_de(session, conversation, pour_ecrire=True)
        montres = conversations.derniere_reponse(session, conversation.nom)
        boutons = {b["envoi"]: b["titre"] for m in montres for b in m.boutons}
        for montre in montres:
            boutons |= envois(montre.custom)
        dit = _entendu(entree, montres) if entree.canal == TELEPHONE else entree.texte
        texte = preparer(dit, boutons)
        tu = taire(conversation, texte)
        garde = Dit({**SANS_MOTS, **boutons}.get(texte, tu))
        recu = conversations.ajouter(session, conversation, dossier, ACHETEUR, garde)
        tour = TourEnCours(session, conversation, dossier, entree.canal, recu.id)
        if not montres and acces.lire_reference(texte):
            accueillir(tour)  # one who comes with a reference is told too whom he speaks to
        a_la_porte = reprendre(tour, texte) or signaler_un_changement(tour, texte)
        if not (a_la_porte or transmettre(tour, tu)):
            with entamer(tour):
                self._boucle.run_until_complete(self._mener(entree.expediteur, tu, entree.canal))
            proposer(tour, tu)
        if not tour.dits:
            raise RuntimeError("aucune réponse")
        session.flush()
        if tour.montre:
            conversation.version_vue = tour.dossier.version if tour.dossier else 0
        pousses = conversations.pousses(session, conversation)
        donnes = [
            conversations.ajouter(session, conversation, tour.dossier, ASSISTANT, dit)
            for dit in tour.dits
        ]
        conversation.remis = donnes[-1].id
        return [*pousses, *donnes]

    def fermer(self) -> None:
        """Let the present turn end, and take no more."""
        self._fil.shutdown(wait=True)
        self._boucle.close()


def _entendu(entree: Entree, montres: list[Echange]) -> str:
    """Return what was heard or keyed, given the choices that were just said."""
    choix = [bouton["envoi"] for montre in montres for bouton in montre.boutons]
    # what is doubtful answers no question: it is asked again; once all is said, a silence hangs up
    pendante = any((montre.custom or {}).get("question") for montre in montres)
    texte = "" if entree.douteux and pendante else entree.texte
    return ecouter(texte, choix, next((m.nom for m in reversed(montres) if m.nom), None))


def deposer(reference: str, texte: str, de: str, qui: str) -> bool:
    """Add a message to a file's conversation outside any turn; False when there is no such file.

    Channels show it at once where they can, and else with the next answer. `de` is « assistant »
    or « facilitateur », `qui` the one who speaks, for the journal.
    """
    with transaction() as session:
        dossier = acces.trouver(session, reference, pour_ecrire=True)
        if dossier is None:
            return False
        noms = conversations.pousser(session, dossier, de, Dit(texte))
        depot.noter(session, dossier, qui, "message", texte)
    SONNETTE.sonner(noms)
    return True


def relire(expediteur: str, depuis: int) -> list[Echange]:
    """Return what was said in a conversation after a cursor, for the client whose it is."""
    with transaction() as session:
        return [_livrer(dit) for dit in conversations.historique(session, expediteur, depuis)]


def ou_en_est(expediteur: str) -> int:
    """Return the cursor that comes after all that was said in a conversation."""
    with transaction() as session:
        return conversations.curseur(session, expediteur)


def hors_conversation(nom: str) -> Echange:
    """Return a sentence that no history holds: this delivery is to be made again, as it was."""
    return replace(_phrase_seule(nom), custom={"type": A_RENVOYER})


def _phrase_seule(nom: str) -> Echange:
    return Echange(0, ASSISTANT, repondre(nom, {}).texte, (), None, nom)


def donne_un_code(echange: Echange) -> bool:
    """Tell the one sentence that holds the mark of a code."""
    return echange.nom == DONNE_LE_CODE


def _livrer(echange: Echange) -> Echange:
    """Put the code in the hands of the one who is answered; a mark that was typed is only words."""
    if not donne_un_code(echange):
        return echange
    return replace(echange, texte=acces.reveler(echange.texte))
