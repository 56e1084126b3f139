"""The card of a request: what is seen of it at a glance, and what may be done to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.donnees import lire_yaml, referentiel
from bot.dossiers.tables import Document, Dossier
from bot.dossiers.tables_du_triage import CLOSE, EFFACEE, EN_ATTENTE, PRISE, Demande
from bot.francais.texte import minuscule
from bot.metier.contrat import INCONNU
from bot.metier.faits import Faits
from bot.metier.verdict import evaluer, evaluer_lots
from bot.redaction.ecriture import date_longue
from bot.redaction.gabarits import ecrire
from bot.reglages import reglages
from bot.triage import identites
from bot.triage.cartes import TEXTE, Bouton, Carte, Lien
from bot.triage.textes import dire

# what the buyer is asked for at the handing over, in the order of the card
PARTICULARITES = ("territoire", "lots", "part_main_oeuvre", "lancement", "contact")
DU_MARCHE = ("recurrence", "forme_contrat", "duree_mois", "montant_ht", "etape")
OUVERTES = (EN_ATTENTE, PRISE)


def faits_de(session: Session, demande: Demande) -> Faits:
    """Return what is known of a request's contract."""
    dossier = session.get(Dossier, demande.dossier_id)
    return Faits.depuis(dossier.faits if dossier else {}, referentiel())


def objet_de(faits: Faits) -> str:
    """Return what a contract is about, in the buyer's words."""
    objet = faits.contrat.objet
    return dire("carte_objet_inconnu") if objet in (None, INCONNU) else str(objet)


def en_retard(demande: Demande, jour: datetime.date) -> bool:
    """Tell a request that should have been answered, and was not."""
    return demande.etat in OUVERTES and not demande.repondue_le and demande.echeance < jour


def carte(session: Session, demande: Demande, jour: datetime.date | None = None) -> Carte:
    """Return the card of a request as it stands; of an erased one, nothing but that it is."""
    if demande.etat == EFFACEE:
        return Carte(titre=demande.reference, texte=dire("carte_effacee"))
    faits = faits_de(session, demande)
    lignes = _lignes(session, demande, faits, jour or datetime.date.today())
    return Carte(
        titre=f"{demande.reference} · {objet_de(faits)}",
        lignes=tuple((dire(f"ligne_{nom}"), valeur) for nom, valeur in lignes),
        liens=tuple(_liens(session, demande)),
        boutons=tuple(_boutons(demande)),
    )


def etat_de(session: Session, demande: Demande) -> str:
    """Return the state of a request in words."""
    attend = (
        "attend_acheteur" if demande.etat == PRISE and demande.attend_acheteur else demande.etat
    )
    return dire(f"etat_{attend}", qui=identites.nommer(session, demande.tenue_par))


def du_contrat(faits: Faits) -> tuple[tuple[str, str], ...]:
    """Return the lines that tell of a contract: the verdict and why, open points, what it is."""
    return (
        ("avis", " ; ".join(_avis(faits))),
        ("points", " ; ".join(dict.fromkeys(_points(faits))) or dire("aucun_point")),
        ("marche", " ; ".join(_marche(faits)) or dire("non_dit")),
    )


def _lignes(
    session: Session, demande: Demande, faits: Faits, jour: datetime.date
) -> Iterator[tuple[str, str]]:
    yield "etat", etat_de(session, demande)
    yield "mots", demande.mots or dire("sans_mots")
    avis, points, marche = du_contrat(faits)
    yield avis
    if demande.avis_valeur:
        valeur = ecrire("avis", demande.avis_valeur)
        qui = identites.nommer(session, demande.avis_de)
        yield (
            "avis_facilitateur",
            dire("avis_facilitateur", valeur=valeur, qui=qui, raison=demande.avis_raison),
        )
    yield points
    passee = "echeance_passee" if en_retard(demande, jour) else "echeance"
    yield "echeance", dire(passee, jour=date_longue(demande.echeance))
    yield marche
    if axes := faits["axes"]:
        yield "axes", ecrire("valeur", "axes", axes)
    for nom in PARTICULARITES:
        yield nom, _particularite(demande, nom, faits)


def _particularite(demande: Demande, nom: str, faits: Faits) -> str:
    if dit := getattr(demande, nom):
        return str(dit)
    if nom == "lots" and faits.lots:
        return ecrire("valeur", "lots", faits["lots"])
    date = faits.get("date_lancement")
    if nom == "lancement" and date not in (None, INCONNU):
        return ecrire("valeur", "date_lancement", date)
    return dire("non_dit")


def _avis(faits: Faits) -> Iterator[str]:
    """Yield the verdict by the rules, and why, lot by lot where they differ."""
    evaluation = evaluer_lots(faits, referentiel())
    yield ecrire("avis", evaluation.verdict) if evaluation.verdict else dire("avis_pas_encore")
    for lot, jugee in evaluation.lots:
        if jugee.verdict:
            nom = ecrire("nom_du_lot", lot.numero, None)
            yield f"{nom}\u00a0: {ecrire('avis', jugee.verdict)}"
    for contrat in faits.contrats:
        for constat in evaluer(contrat, referentiel()).constats:
            if constat.etat in ("non_rempli", "inconnu"):
                libelle = minuscule(referentiel().criteres[constat.critere].libelle)
                yield f"{libelle}\u00a0: {ecrire('constat', constat.faits, faits)}"


def _points(faits: Faits) -> Iterator[str]:
    """Yield what is missing, and what calls for care."""
    for contrat in faits.contrats:
        evaluation = evaluer(contrat, referentiel())
        for fait in (*evaluation.manquants, *evaluation.inconnus):
            yield f"à préciser : {ecrire('le_fait', fait)}"
        for vigilance in evaluation.vigilances:
            dite = referentiel().vigilances[vigilance]
            yield dite.libelle or dite.texte


def _marche(faits: Faits) -> Iterator[str]:
    connus = faits.contrat.faits()
    for nom in DU_MARCHE:
        if connus[nom] not in (None, INCONNU):
            yield ecrire("valeur", nom, connus[nom])
    if faits.lots:
        yield ecrire("valeur", "lots", faits["lots"])


def _liens(session: Session, demande: Demande) -> Iterator[Lien]:
    """Yield the last document of each kind; without a public address, nobody could follow one."""
    racine = reglages().url_publique
    if racine is None:
        return
    cartes = lire_yaml("documents.yml")["documents"]
    requete = select(Document).where(Document.dossier_id == demande.dossier_id)
    derniers = {d.type: d for d in session.scalars(requete.order_by(Document.id))}
    for nom, document in derniers.items():
        format_ = next(iter(cartes[nom]["formats"]))
        chemin = f"documents/{demande.reference}/{document.jeton}/{nom}.{format_}"
        yield Lien(cartes[nom]["titre"], f"{racine}/{chemin}")


def _boutons(demande: Demande) -> Iterator[Bouton]:
    """Yield what may be done to a request in its state; each stands for what would be typed."""
    reference = demande.reference
    if demande.etat == CLOSE:
        yield Bouton(dire("bouton_rouvrir"), f"rouvre {reference}")
        return
    if demande.etat == EN_ATTENTE:
        yield Bouton(dire("bouton_prendre"), f"je prends {reference}")
    else:
        yield Bouton(dire("bouton_liberer"), f"je libère {reference}")
    for nom, phrase in (
        ("repondre", f"réponds à {reference} : {TEXTE}"),
        ("demander", f"demande pour {reference} : {TEXTE}"),
        ("avis", f"avis sur {reference} : {TEXTE}"),
        ("passer", f"passe {reference} à : {TEXTE}"),
        ("commenter", f"note sur {reference} : {TEXTE}"),
    ):
        yield Bouton(dire(f"bouton_{nom}"), phrase, dire(f"champ_{nom}"))
    yield Bouton(dire("bouton_clore"), f"clos {reference}")
