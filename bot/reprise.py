"""Coming back to a file: by its reference and code, or after somebody else wrote in it.

This is done at the door and not in the dialogue: a code must reach no log and no history.
"""

from __future__ import annotations

from bot.dialogue.etat import Bouton, Parole
from bot.dossiers import acces, conversations, depot
from bot.dossiers.conversations import ACHETEUR
from bot.dossiers.tables import Conversation
from bot.redaction.reponses import Dit, avec_boutons, repondre
from bot.redaction.tours import dire, moment, poser
from bot.tour import TourEnCours, garder_l_etat

ATTENDUE, VIENT = "reprise", "reprise_demandee"
MOTS_D_UN_CODE = 3  # « K7M4 - 2QXR »


def taire(conversation: Conversation, texte: str) -> str:
    """Return a message as it may be kept and read: without the code that it holds."""
    if _vient_d_etre_demandee(conversation) and _essaie(texte):
        return acces.CODE_TU  # mistyped, it is nearly the code
    return acces.taire_le_code(texte)


def reprendre(tour: TourEnCours, texte: str) -> bool:
    """Open the file that a message names, or ask for its code; return False if it names none."""
    attendue = _attendue(tour.conversation)
    essaie = _vient_d_etre_demandee(tour.conversation) and _essaie(texte)
    nommee = acces.lire_reference(texte)
    reference = nommee or attendue
    code = acces.lire_code(texte)
    _attendre(tour.conversation, attendue, vient=False)
    if reference is None or (nommee is None and code is None and not essaie):
        return False
    if reference == tour.reference:
        tour.dits += [_dit(tour, "utter_dossier_ouvert"), *_ou_on_en_est(tour)]
    elif code is None:
        _attendre(tour.conversation, reference)
        nom = "utter_demander_le_code" if nommee else "utter_code_illisible"
        tour.dits.append(_dit(tour, nom, demande=reference))
    else:
        _ouvrir(tour, reference, code)
    return True


def signaler_un_changement(tour: TourEnCours, texte: str) -> bool:
    """Say that the file changed since it was last shown here; the message is given back, not taken.

    Its answer was meant for a question, or facts, that are no longer those of the file.
    """
    if tour.dossier is None:
        return _signaler_un_effacement(tour, texte)
    if tour.dossier.version == tour.conversation.version_vue:
        return False
    dit = _dit(
        tour,
        "utter_dossier_change" if texte.startswith("/") else "utter_change_renvoyer",
        texte=texte,
    )
    if not texte.startswith("/"):
        dit = avec_boutons(dit, (Bouton("Renvoyer mon message", texte),))
    tour.dits += [dit, *_ou_on_en_est(tour)]
    return True


def _signaler_un_effacement(tour: TourEnCours, texte: str) -> bool:
    """Say that the file that was open here exists no more: it was erased elsewhere, or in time."""
    if tour.conversation.version_vue == 0:
        return False
    dit = _dit(tour, "utter_dossier_efface")
    if not texte.startswith("/"):
        dit = avec_boutons(dit, (Bouton("Renvoyer mon message", texte),))
    tour.dits.append(dit)
    tour.montre = True
    return True


def _ouvrir(tour: TourEnCours, reference: str, code: str) -> None:
    dossier = acces.ouvrir(tour.session, reference, code)
    if dossier is None:
        _attendre(tour.conversation, reference)
        tour.dits.append(_dit(tour, "utter_code_refuse", demande=reference))
        return
    _attendre(tour.conversation, None)
    conversations.rattacher(tour.session, tour.conversation, dossier)
    tour.dossier = dossier
    if (repris := tour.etat.repris()) != tour.etat:
        garder_l_etat(tour, repris)
    depot.noter(tour.session, dossier, ACHETEUR, "repris")
    tour.dits += [_dit(tour, "utter_dossier_repris"), *_ou_on_en_est(tour)]


def _ou_on_en_est(tour: TourEnCours) -> list[Dit]:
    """Show the file, and ask its pending question."""
    etat = tour.etat
    tour.montre = True
    recapitulatif = Parole(gabarit="recapitulatif", valeurs={"faits": etat.faits})
    montre = dire(recapitulatif, etat, tour.reference, tour.canal)
    pose = poser(etat, tour.reference, tour.canal, [recapitulatif])
    return [*([montre] if montre else []), *pose]


def _dit(tour: TourEnCours, nom: str, **valeurs: str) -> Dit:
    return repondre(nom, moment(tour.etat, tour.reference, tour.canal), valeurs)


def _essaie(texte: str) -> bool:
    """Tell a code mistyped from a change of subject: one has digits, and nothing else to say."""
    return any(c.isdigit() for c in texte) and len(texte.split()) <= MOTS_D_UN_CODE


def _attendue(conversation: Conversation) -> str | None:
    return (conversation.etat or {}).get(ATTENDUE)


def _vient_d_etre_demandee(conversation: Conversation) -> bool:
    return bool((conversation.etat or {}).get(VIENT))


def _attendre(conversation: Conversation, reference: str | None, vient: bool = True) -> None:
    """Remember the reference whose code is asked for, and whether this was asked just now."""
    etat = conversation.etat or {}
    reste = {nom: v for nom, v in etat.items() if nom not in (ATTENDUE, VIENT)}
    attente = {ATTENDUE: reference, VIENT: vient} if reference else {}
    conversation.etat = {**reste, **attente} or None
