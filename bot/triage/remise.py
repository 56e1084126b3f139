"""Handing over: a file becomes a request, once, and is shown wherever facilitators work."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.donnees import lire_yaml
from bot.dossiers import depot
from bot.dossiers.conversations import ACHETEUR
from bot.dossiers.tables import Conversation, Dossier
from bot.dossiers.tables_du_triage import CLOSE, EN_ATTENTE, PRISE, Demande
from bot.metier.contrat import INCONNU
from bot.redaction.ecriture import date_longue
from bot.triage import boite
from bot.triage.acheteur import PARTICULARITES, noms, question_dite
from bot.triage.cartes import Carte
from bot.triage.textes import dire

SAMEDI = 5
# in a conversation's memory: the buyer was just asked for what the facilitator needs
A_PRECISER = "precisions"
# who speaks here is a facilitator, checking a contract for himself: he hands nothing over
CANAUX_DES_FACILITATEURS = frozenset({"slack", "teams"})


def demande_de(session: Session, dossier: Dossier) -> Demande | None:
    """Return the request that a file is, None for one that was not handed over."""
    requete = select(Demande).where(Demande.dossier_id == dossier.id)
    demande: Demande | None = session.scalars(requete).first()
    return demande


def remettre(session: Session, dossier: Dossier, dit: str) -> Demande:
    """Hand a file over, with what its buyer asks; what is a request already stays the one it is.

    `dit` is the message that hands over. What is known of the contract is not asked again:
    `attendu` names the rest.
    """
    mots = question_dite(dit)
    connue = demande_de(session, dossier)
    if connue is not None:
        if mots and not connue.mots:
            preciser(session, connue, {"mots": mots})
        return connue
    demande = Demande(
        dossier_id=dossier.id,
        reference=dossier.reference,
        echeance=echeance(datetime.date.today()),
        mots=mots,
        attendu=[nom for nom in PARTICULARITES if not _est_su(nom, dossier, mots)],
    )
    session.add(demande)
    session.flush()
    depot.noter(session, dossier, ACHETEUR, "transmis", mots)
    boite.montrer(session, demande)
    return demande


def _est_su(nom: str, dossier: Dossier, mots: str | None) -> bool:
    connu = {"mots": mots, "lots": dossier.faits.get("lots")}
    return bool(connu.get(nom)) or (nom == "lancement" and _est_datee(dossier))


def _est_datee(dossier: Dossier) -> bool:
    return dossier.faits.get("date_lancement") not in (None, INCONNU)


def a_dire(demande: Demande, nouvelle: bool) -> dict[str, object]:
    """Return what the buyer is told when he hands over: when to expect what, what is missing."""
    return {
        "prevenu": boite.previennent(),
        "jour": date_longue(demande.echeance),
        "attendus": noms(demande.attendu or ()) if nouvelle else [],
        "etat": None if nouvelle else etat_pour_l_acheteur(demande),
    }


def attendre_des_precisions(conversation: Conversation) -> None:
    """Remember that the next message may say what the facilitator needs."""
    conversation.etat = {**(conversation.etat or {}), A_PRECISER: True}


def preciser(session: Session, demande: Demande, dites: Mapping[str, str]) -> None:
    """Note what the buyer says that the facilitator needs, and tell who holds the request."""
    for nom, dit in dites.items():
        setattr(demande, nom, dit)
    demande.attendu = [nom for nom in demande.attendu or () if nom not in dites]
    session.flush()
    depot.noter(session, _dossier(session, demande), ACHETEUR, "precisions")
    boite.montrer(session, demande)


def repondre_au_facilitateur(session: Session, demande: Demande, texte: str) -> None:
    """Take what a buyer says to his facilitator into the request's thread; a closed one reopens."""
    if demande.etat == CLOSE:
        demande.etat, demande.close_le = PRISE if demande.tenue_par else EN_ATTENTE, None
    demande.attend_acheteur = False
    session.flush()
    depot.noter(session, _dossier(session, demande), ACHETEUR, "reponse_au_facilitateur", texte)
    boite.montrer(session, demande)
    dite = dire("reponse_de_l_acheteur", reference=demande.reference, texte=texte)
    boite.dire_dans_le_fil(session, demande, Carte(texte=dite))


def etat_pour_l_acheteur(demande: Demande) -> str:
    """Return where a request stands, as its buyer is told."""
    nom = "attend" if demande.etat == PRISE and demande.attend_acheteur else demande.etat
    if demande.etat == PRISE and demande.repondue_le and not demande.attend_acheteur:
        nom = "repondue"
    jour = date_longue(demande.echeance)
    return dire(f"acheteur_etat_{nom}", reference=demande.reference, jour=jour)


def _dossier(session: Session, demande: Demande) -> Dossier | None:
    dossier: Dossier | None = session.get(Dossier, demande.dossier_id)
    return dossier


def echeance(jour: datetime.date) -> datetime.date:
    """Return when a request of a day is to be answered, working days alone being counted."""
    restent = int(lire_yaml("triage", "delais.yml")["reponse_jours_ouvres"])
    while restent:
        jour += datetime.timedelta(days=1)
        restent -= jour.weekday() < SAMEDI
    return jour
