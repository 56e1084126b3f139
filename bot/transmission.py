"""What a buyer says to his facilitator, or of his request: taken at the door.

It is said to a person: nothing of it may be read as a fact of the contract, nor asked again.
"""

from __future__ import annotations

from bot.dialogue.etat import Bouton
from bot.dossiers.tables import Conversation
from bot.lecture.assemblage import lire
from bot.redaction.reponses import Dit, avec_boutons, repondre
from bot.redaction.tours import moment, poser
from bot.tour import TourEnCours
from bot.triage import acheteur, remise
from bot.triage.remise import A_PRECISER
from bot.triage.textes import dire

# in a conversation's memory: he was asked what to tell the facilitator
A_ECRIRE = "au_facilitateur"
# how the responses to what is not understood, or off the subject, are named
INCOMPRIS = ("utter_incompris", "utter_hors_sujet")
# what says that a message is about the contract too, and goes on to the dialogue
DU_CONTRAT = frozenset(
    {"duree_mois", "montant_ht", "forme_contrat", "recurrence", "nature_contrat"}
)


def transmettre(tour: TourEnCours, texte: str) -> bool:
    """Take what is meant for the facilitator; return False for what goes on to the dialogue."""
    ecrit, precise = _vient(tour.conversation, A_ECRIRE), _vient(tour.conversation, A_PRECISER)
    _retenir(tour.conversation, None)
    if ecrit:
        return _envoyer(tour, "" if acheteur.renonce(texte) else texte, renonce=True)
    message = acheteur.message_au_facilitateur(texte)
    if message is not None:
        return _envoyer(tour, message)
    if acheteur.demande_ou_on_en_est(texte):
        return _dire_ou_on_en_est(tour)
    return _preciser(tour, texte, sans_libelle=precise)


def proposer(tour: TourEnCours, texte: str) -> None:
    """Offer to pass on what the dialogue did not understand, while the facilitator waits for it."""
    demande = remise.demande_de(tour.session, tour.dossier) if tour.dossier else None
    perdu = any((dit.nom or "").startswith(INCOMPRIS) for dit in tour.dits)
    if demande is not None and demande.attend_acheteur and perdu and not texte.startswith("/"):
        bouton = Bouton(dire("bouton_transmettre"), f"réponds au facilitateur : {texte}")
        tour.dits.append(avec_boutons(_dit(tour, "utter_est_ce_pour_lui"), (bouton,)))


def _envoyer(tour: TourEnCours, message: str, renonce: bool = False) -> bool:
    demande = remise.demande_de(tour.session, tour.dossier) if tour.dossier else None
    if demande is None and not message:
        return False  # « envoie ça à un facilitateur » hands over
    if demande is None:
        tour.dits.append(_dit(tour, "utter_pas_de_demande"))
    elif message:
        remise.repondre_au_facilitateur(tour.session, demande, message)
        tour.dits.append(_dit(tour, "utter_transmis_au_facilitateur"))
    elif renonce:
        tour.dits.append(_dit(tour, "utter_rien_transmis"))
    else:
        _retenir(tour.conversation, A_ECRIRE)
        tour.dits.append(_dit(tour, "utter_que_lui_dire"))
        tour.montre = True
        return True
    _reprendre(tour)
    return True


def _dire_ou_on_en_est(tour: TourEnCours) -> bool:
    demande = remise.demande_de(tour.session, tour.dossier) if tour.dossier else None
    if demande is None:
        tour.dits.append(_dit(tour, "utter_pas_de_demande"))
    else:
        texte = remise.etat_pour_l_acheteur(demande)
        bouton = Bouton(dire("bouton_acheteur"), dire("envoi_acheteur"))
        tour.dits.append(Dit(texte, (bouton,)))
    _reprendre(tour)
    return True


def _preciser(tour: TourEnCours, texte: str, sans_libelle: bool) -> bool:
    """Note what the facilitator needs; what is said of the contract besides goes on."""
    demande = remise.demande_de(tour.session, tour.dossier) if tour.dossier else None
    if demande is None or not demande.attendu or texte.startswith("/"):
        return False
    dites = acheteur.particularites_dites(texte, demande.attendu, sans_libelle=sans_libelle)
    if not dites:
        return False
    remise.preciser(tour.session, demande, dites)
    notees = acheteur.noms(dites, "notes")
    restent = acheteur.noms(demande.attendu)
    nom = "utter_precisions_notees" if restent else "utter_tout_est_note"
    tour.dits.append(_dit(tour, nom, notees=", ".join(notees), restent=", ".join(restent)))
    if any(lue.fait in DU_CONTRAT and lue.nature == "fait" for lue in lire(texte)):
        return False
    _reprendre(tour)
    return True


def _reprendre(tour: TourEnCours) -> None:
    """Ask again what was being asked."""
    tour.dits += poser(tour.etat, tour.reference, tour.canal)
    tour.montre = True


def _dit(tour: TourEnCours, nom: str, **valeurs: str) -> Dit:
    return repondre(nom, moment(tour.etat, tour.reference), valeurs)


def _vient(conversation: Conversation, nom: str) -> bool:
    return bool((conversation.etat or {}).get(nom))


def _retenir(conversation: Conversation, nom: str | None) -> None:
    etat = conversation.etat or {}
    reste = {cle: v for cle, v in etat.items() if cle not in (A_ECRIRE, A_PRECISER)}
    conversation.etat = {**reste, **({nom: True} if nom else {})} or None
