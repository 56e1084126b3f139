"""The queue: which requests a filter keeps, and the figures of a month."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dossiers.tables import Dossier
from bot.dossiers.tables_du_triage import CLOSE, EFFACEE, EN_ATTENTE, Demande
from bot.francais.texte import plier
from bot.redaction.ecriture import date_longue
from bot.triage import fiche, ordres
from bot.triage.cartes import Bouton, Carte
from bot.triage.ordres import Ordre
from bot.triage.temps import jour_dit
from bot.triage.textes import dire

AU_PLUS = 15
# verdicts which, as they stand, keep a plan from being written
BLOQUANTS = ("defavorable", "sous_reserve", "hors_champ", "par_lot")
Garde: TypeAlias = Callable[[Demande], bool]


def lister(session: Session, ordre: Ordre, qui: str, jour: datetime.date) -> Carte:
    """Return the requests that an order asks for, the most pressing first."""
    filtre = ordre.filtre or ordres.EN_ATTENTE
    depuis = jour_dit(ordre.depuis, jour) if ordre.depuis else None
    if ordre.depuis and depuis is None:
        return Carte(texte=dire("date_illisible", depuis=ordre.depuis))
    garde = _garde(session, ordre, qui, jour, depuis)
    requete = select(Demande).where(Demande.etat != EFFACEE).order_by(Demande.echeance, Demande.id)
    trouvees = [demande for demande in session.scalars(requete) if garde(demande)]
    titre = dire(
        "liste",
        quoi=dire(f"liste_{filtre}"),
        ou=dire("liste_ou", lieu=ordre.lieu) if ordre.lieu else "",
        quand=dire("liste_quand", jour=date_longue(depuis)) if depuis else "",
        nombre=len(trouvees),
    )
    return _en_carte(session, titre, trouvees, jour)


def _garde(
    session: Session, ordre: Ordre, qui: str, jour: datetime.date, depuis: datetime.date | None
) -> Garde:
    """Return what keeps a request: its state, and its place, and its day, where they are said."""
    filtre = ordre.filtre or ordres.EN_ATTENTE
    dans_l_etat = _gardes(session, filtre, qui, jour)[filtre]
    lieu = plier(ordre.lieu or "")

    def garde(demande: Demande) -> bool:
        quand = demande.close_le if filtre == ordres.CLOTUREES else demande.cree_le
        assez_tard = depuis is None or bool(quand and quand.date() >= depuis)
        return dans_l_etat(demande) and lieu in plier(demande.territoire or "") and assez_tard

    return garde


def _gardes(session: Session, filtre: str, qui: str, jour: datetime.date) -> Mapping[str, Garde]:
    bloquants = set(
        session.scalars(select(Dossier.id).where(Dossier.verdict.in_(BLOQUANTS)))
        if filtre == ordres.BLOQUANTES
        else ()
    )
    return {
        ordres.EN_ATTENTE: lambda d: d.etat == EN_ATTENTE,
        ordres.MIENNES: lambda d: d.tenue_par == qui and d.etat in fiche.OUVERTES,
        ordres.EN_RETARD: lambda d: fiche.en_retard(d, jour),
        ordres.BLOQUANTES: lambda d: d.etat in fiche.OUVERTES and d.dossier_id in bloquants,
        ordres.CLOTUREES: lambda d: d.etat == CLOSE,
        ordres.TERRITOIRE: lambda d: d.etat in fiche.OUVERTES,
        ordres.DEPUIS: lambda d: True,
    }


def _en_carte(session: Session, titre: str, trouvees: list[Demande], jour: datetime.date) -> Carte:
    montrees = trouvees[:AU_PLUS]
    reste = len(trouvees) - len(montrees)
    suite = dire("liste_suite", nombre=reste) if reste else ""
    return Carte(
        titre=titre,
        texte=suite if trouvees else dire("liste_vide"),
        lignes=tuple((d.reference, _en_ligne(session, d, jour)) for d in montrees),
        boutons=tuple(
            Bouton(dire("bouton_montrer", reference=d.reference), f"montre {d.reference}")
            for d in montrees
        ),
    )


def _en_ligne(session: Session, demande: Demande, jour: datetime.date) -> str:
    passee = "echeance_passee" if fiche.en_retard(demande, jour) else "echeance"
    parties = (
        fiche.objet_de(fiche.faits_de(session, demande)),
        fiche.etat_de(session, demande),
        dire(passee, jour=date_longue(demande.echeance)),
    )
    return " · ".join(parties)


def compter(session: Session, jour: datetime.date) -> Carte:
    """Return the figures of the month that a day is of."""
    debut = datetime.datetime(jour.year, jour.month, 1)
    toutes: list[Any] = list(session.scalars(select(Demande).where(Demande.etat != EFFACEE)))
    chiffres: dict[str, object] = {
        "Reçues": sum(1 for d in toutes if d.cree_le >= debut),
        **_du_mois(toutes, debut),
        "En attente aujourd’hui": sum(1 for d in toutes if d.etat == EN_ATTENTE),
        "En retard aujourd’hui": sum(1 for d in toutes if fiche.en_retard(d, jour)),
    }
    titre = dire("chiffres_titre", mois=f"{_mois(jour)} {jour.year}")
    return Carte(titre=titre, lignes=tuple((nom, str(v)) for nom, v in chiffres.items()))


def _du_mois(toutes: list[Any], debut: datetime.datetime) -> dict[str, object]:
    """Return how many were answered, and closed, since a day, and in how long."""
    repondues = [d for d in toutes if d.repondue_le and d.repondue_le >= debut]
    delais = [(d.repondue_le - d.cree_le).total_seconds() / 86400 for d in repondues]
    return {
        "Répondues": len(repondues),
        "Closes": sum(1 for d in toutes if d.close_le and d.close_le >= debut),
        "Délai médian de réponse": _en_jours(median(delais)) if delais else "–",
    }


def _en_jours(duree: float) -> str:
    return f"{duree:.1f}\u00a0jour{'s' if duree >= 2 else ''}".replace(".", ",")


def _mois(jour: datetime.date) -> str:
    return date_longue(jour).split()[1]
