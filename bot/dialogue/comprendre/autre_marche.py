"""« Et pour l'entretien de la mairie, 1 an renouvelable ? »: another contract, described."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture
from bot.metier.contrat import FAITS_DU_CONTRAT
from bot.metier.situation import CONFIRMATION

# with fewer facts of its own, another name may be that of the same contract
FAITS_D_UN_AUTRE = 2
LETTRES_D_UN_MOT_PLEIN = 5
# « commençons par l'étude : … »
ANNONCE = compiler(
    r"(?:(?:{demande_d_entree}|{interpelle})[ ,.!]+)*{annonce_un_autre}"
    r"(?P<quoi>[^\W\d_][^\d:,.;?!]{2,60}?) ?[:,] ",
    "francais/tournures",
)
OUVRE = "verifier_faisabilite"


def en_decrit_un_autre(message: Message, etat: Etat) -> bool:
    """Tell another contract than the one that was understood, or judged.

    Nothing of its name is of the one that is known, and it comes with facts of its own.
    """
    connu = etat.faits.contrat.objet
    compris = etat.suivi.avis is not None or etat.question == CONFIRMATION
    # « et si c'était l'entretien de tous les lycées, 4 ans ? » is supposed of the one at hand
    suppose = message.dit.pose_une_condition and message.suppose
    if connu is None or not compris or message.bouton or message.contredit or suppose:
        return False
    annonce = _annonce(message)
    objet = _objet_decrit(message) or (annonce and str(annonce.valeur))
    return bool(objet) and not _mots_pleins(str(connu)) & _mots_pleins(str(objet))


def _objet_decrit(message: Message) -> str | None:
    """Return the one subject that is told with facts of its own, not named as a correction is."""
    objets = [str(lue.valeur) for lue in message.lus if lue.fait == OBJET]
    autres = {lue.fait for lue in message.lus} & {*FAITS_DU_CONTRAT} - {OBJET}
    if len(objets) != 1 or len(autres) < FAITS_D_UN_AUTRE or message.dit.nomme_l_objet:
        return None
    return objets[0]


def _annonce(message: Message) -> Lecture | None:
    """Return the purchase of « passons à l'étude : un prestataire, 6 mois, 40 000 € HT »."""
    dits = {lue.fait for lue in message.lus} & {*FAITS_DU_CONTRAT}
    dite = ANNONCE.match(message.dit.plie) if len(dits) > FAITS_D_UN_AUTRE else None
    if dite is None or message.dit.question or message.suppose:
        return None
    place = dite.span("quoi")
    if tournures(message.texte[slice(*place)]).nomme_un_fait:
        return None  # « prenons la durée : 3 ans, dont 1 an ferme, 200 000 € »
    return Lecture(OBJET, message.texte[slice(*place)].strip(), *place)


def comme_une_ouverture(message: Message) -> Message:
    """Return what opens a file: « et pour X, ça marcherait ? » supposes nothing."""
    annonce = None if _objet_decrit(message) else _annonce(message)
    if annonce is not None:
        return replace(message, lectures=(annonce, *message.lectures), intention=OUVRE)
    debut = next((lue.debut for lue in message.lus if lue.fait == OBJET), 0)
    dit = message.texte[debut:]
    lue = message.analyser(dit) if message.suppose and message.analyser else message
    return replace(message, texte=lue.texte, lectures=lue.lectures, intention=OUVRE)


def _mots_pleins(dit: str) -> set[str]:
    return {mot for mot in plier(dit).split() if len(mot) >= LETTRES_D_UN_MOT_PLEIN}
