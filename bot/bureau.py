"""The facilitators' door: works what came from their tools, one after the other, in the background.

The tool was told « received » as soon as the event was kept (`bot.triage.reception`); what is done
of it, what is answered, and that it is done, are one transaction. A restart goes on where it was.
"""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import hmac
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.donnees import A_RENVOYER
from bot.dossiers.base import transaction
from bot.dossiers.conversations import Echange
from bot.dossiers.tables import maintenant
from bot.dossiers.tables_du_triage import Entretien
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.guichet import Entree, Guichet, donne_un_code
from bot.reglages import reglages
from bot.sonnette import SONNETTE
from bot.triage import boite, collegues, identites, reception
from bot.triage.actes import Actes
from bot.triage.cartes import Bouton, Carte
from bot.triage.ordres import DOUTE, ECRIVENT, SUR_UNE_DEMANDE, Ordre, Reference
from bot.triage.phrases import completer, lire
from bot.triage.references import ORDRES
from bot.triage.reperes import demande_du_fil, entretien_avec, ordre_qui_attend
from bot.triage.textes import dire
from bot.triage.venues import Lieu, Venue

journal = logging.getLogger(__name__)
# what was asked for is answered within this time, or means something else
ATTENTE = datetime.timedelta(minutes=15)
ESSAIS, REPOS_S, RONDE_S = 3, 1.0, 15.0
OUI = compiler(r"^\W*(?:{oui})(?:\W+(?:{oui}|{finit}))*\W*$", ORDRES)
FIN = compiler(r"^\W*(?:{fin})\W*$", ORDRES)
REMERCIE = compiler(r"^(?:\W|{remercie}(?!\w))*$", ORDRES)
DE_LA_FILE = frozenset({"lister", "chiffres"})


@dataclass(frozen=True)
class Verification:
    """Words that go to the buyers' dialogue, which a facilitator checks a contract with."""

    venue: Venue


class Bureau:
    """Works what came, in order, as long as the server lives."""

    def __init__(self, guichet: Guichet) -> None:
        self._guichet = guichet
        self._reveil = asyncio.Event()

    def reveiller(self) -> None:
        """Say, from the server's loop, that something came."""
        self._reveil.set()

    async def veiller(self) -> None:
        """Work for ever; a fault is tried again a little later."""
        while True:
            self._reveil.clear()
            try:
                while await self.traiter_le_suivant():
                    pass
            except Exception:
                journal.exception("un événement n’a pas pu être traité")
                await asyncio.sleep(REPOS_S)
                continue
            try:
                await asyncio.wait_for(self._reveil.wait(), RONDE_S)
            except asyncio.TimeoutError:
                continue

    async def traiter_le_suivant(self) -> bool:
        """Work the next event; False when there is none."""
        try:
            reste = await asyncio.to_thread(_traiter)
            if isinstance(reste, Verification):
                await self._verifier(reste.venue)
        except Exception:
            journal.exception("un événement est repris")
            return await asyncio.to_thread(_compter_un_echec)
        return bool(reste)

    async def _verifier(self, venue: Venue) -> None:
        """Lead a facilitator through the buyers' dialogue: asked again, it answers the same."""
        qui, quoi = _conversation(venue), _identifiant(venue)
        entree = Entree(qui, venue.texte, venue.outil, quoi, scelle=True)
        dits = await self._guichet.prendre(entree)
        if any((dit.custom or {}).get("type") == A_RENVOYER for dit in dits):
            raise RuntimeError("la vérification n’a pas été prise")
        await asyncio.to_thread(_repondre_a_la_verification, venue, dits)


def _compter_un_echec() -> bool:
    """Count a failure; what fails time after time is given up, and its author told."""
    with transaction() as session:
        evenement = reception.suivant(session)
        if evenement is None:
            return False
        evenement.essais += 1
        if evenement.essais >= ESSAIS:
            venue = reception.venue_de(evenement)
            boite.repondre(session, venue.outil, _a_lui(venue), Carte(texte=dire("panne")))
            reception.clore(evenement)
    return True


def _traiter() -> bool | Verification:
    a_sonner: set[str] = set()
    with transaction() as session:
        evenement = reception.suivant(session)
        if evenement is None:
            return False
        venue = reception.venue_de(evenement)
        if _traiter_une(session, venue, a_sonner):
            return Verification(venue)
        reception.clore(evenement)
    SONNETTE.sonner(a_sonner)
    return True


def _traiter_une(session: Session, venue: Venue, a_sonner: set[str]) -> bool:
    """Do what somebody says; return True when it is for the buyers' dialogue."""
    actes = Actes(session, venue, datetime.date.today())
    if not identites.est_facilitateur(session, venue.identite):
        if venue.prive or venue.nomme:
            actes.repondre(Carte(texte=dire("inconnu", identite=venue.identite)), a_lui=True)
        return False
    return _lire(session, venue, actes, a_sonner)


def _lire(session: Session, venue: Venue, actes: Actes, a_sonner: set[str]) -> bool:
    """Do what a facilitator says; return True when it is for the buyers' dialogue."""
    if len(venue.texte) > reception.TEXTE_AU_PLUS:
        actes.repondre(Carte(texte=dire("trop_long")), a_lui=True)
        return False
    identites.retenir_le_nom(session, venue.identite, venue.nom)
    entretien = entretien_avec(session, venue)
    ordre = _ordre(session, venue, entretien)
    entretien.attend = None
    if entretien.verifie and FIN.match(plier(venue.texte)):
        entretien.verifie = False
        actes.repondre(Carte(texte=dire("verification_finie")))
        return False
    if venue.prive and _va_a_la_verification(entretien, ordre):
        return True
    entretien.verifie = False
    _faire(venue, actes, _entendu(ordre, venue) if ordre and ordre.doute else ordre)
    a_sonner |= actes.a_sonner
    return False


def _faire(venue: Venue, actes: Actes, ordre: Ordre | None) -> None:
    """Do an order; say so when words that were said to us are not understood."""
    if ordre is not None and ordre.genre == "verifier":
        actes.repondre(Carte(texte=dire("en_prive")))
    elif ordre is not None:
        actes.agir(ordre)
    elif (venue.prive or venue.nomme) and not REMERCIE.match(plier(venue.texte)):
        actes.repondre(Carte(texte=dire("pas_compris")), a_lui=True)


def _ordre(session: Session, venue: Venue, entretien: Entretien) -> Ordre | None:
    """Return the order that somebody's words give, alone or with what he was asked."""
    demande = demande_du_fil(session, venue)
    fil = Reference.de(demande.reference) if demande else None
    attendu = _attendu(entretien)
    if attendu is not None and _se_confirme(attendu) and OUI.match(plier(venue.texte)):
        return replace(attendu, doute=False)
    if attendu is not None and not _se_confirme(attendu):
        complet = completer(attendu, venue.texte)
        if complet is not None:
            return complet
    return lire(venue.texte, fil, collegues.noms(session))


def _se_confirme(attendu: Ordre) -> bool:
    return attendu.confirme or (attendu.doute and attendu.reference is not None)


def _entendu(ordre: Ordre, venue: Venue) -> Ordre | None:
    """Return what is asked of a doubtful order: nothing when colleagues may be talking.

    What only shows needs no question.
    """
    a_nous = venue.prive or venue.nomme
    if ordre.genre not in ECRIVENT:
        return replace(ordre, doute=False) if a_nous else None
    return ordre if a_nous or ordre.manque == DOUTE else None


def _attendu(entretien: Entretien) -> Ordre | None:
    recent = entretien.quand is not None and maintenant() - entretien.quand < ATTENTE
    return ordre_qui_attend(entretien) if recent else None


def _va_a_la_verification(entretien: Entretien, ordre: Ordre | None) -> bool:
    """Tell whether words are for the buyers' dialogue, from « vérifie un marché » on.

    There, only what names a request, or the queue, is for the triage.
    """
    if not entretien.verifie or ordre is None or ordre.doute:
        return bool(entretien.verifie or (ordre and ordre.genre == "verifier"))
    nomme = ordre.genre in SUR_UNE_DEMANDE and ordre.reference is not None
    return not (nomme or ordre.genre in DE_LA_FILE)


def _repondre_a_la_verification(venue: Venue, dits: Iterable[Echange]) -> None:
    with transaction() as session:
        evenement = reception.suivant(session)
        assert evenement is not None
        for dit in dits:
            lieu = replace(venue.lieu, message=None)
            envoyer = boite.confier_un_code if donne_un_code(dit) else boite.repondre
            envoyer(session, venue.outil, lieu, _en_carte(dit))
        entretien_avec(session, venue).verifie = True
        reception.clore(evenement)


def _en_carte(dit: Echange) -> Carte:
    """Return what the buyers' dialogue says as a card; a button sends what it would type."""
    racine = reglages().url_publique or ""
    return Carte(
        texte=dit.texte.replace(" /documents/", f" {racine}/documents/"),
        boutons=tuple(Bouton(b["titre"], b["envoi"]) for b in dit.boutons),
    )


def _conversation(venue: Venue) -> str:
    """Return the name of a facilitator's own conversation, which no other channel can guess."""
    cle = f"verification/{venue.outil}/{venue.lieu.conversation}/{venue.identite}"
    secret = reglages().secret.encode()
    return f"{venue.outil}-{hmac.new(secret, cle.encode(), hashlib.sha256).hexdigest()[:40]}"


def _identifiant(venue: Venue) -> str:
    return hashlib.sha256(venue.evenement.encode()).hexdigest()[:40]


def _a_lui(venue: Venue) -> Lieu:
    return Lieu(venue.lieu.conversation, venue.lieu.fil, None, venue.lieu.service, venue.identite)
