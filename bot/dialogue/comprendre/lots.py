"""What a message says of lots, in the light of those that the file knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.dialogue.comprendre.forme import FORME
from bot.dialogue.comprendre.lots_nommes import noms_comptes
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.objet import OBJET
from bot.dialogue.etat import Etat
from bot.francais.mots import quelque_part
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture
from bot.lecture.lots.consignes import (
    GARDER_SEULS,
    METTRE_DE_COTE,
    REMETTRE_CEUX_LA,
    REPRENDRE_TOUT,
)
from bot.lecture.lots.decoupe import decouper
from bot.lecture.lots.nommes import LES_AUTRES
from bot.lecture.lots.sommes import DES_LOTS, ENSEMBLE, MONTANT
from bot.metier.faits import LOTS
from bot.metier.valeurs import LotDit, sont_des_lots

# what a lot says anew replaces it along with what went with it
VA_AVEC = {"duree_mois": ("duree_ferme_mois",)}
PAR_LOT = "par_lot"
CONSIGNES = (GARDER_SEULS, METTRE_DE_COTE, REMETTRE_CEUX_LA, REPRENDRE_TOUT)
MARCHE, DE_CADRE = "marche", ("accord_cadre", "multi_")
SANS_CADRE = quelque_part("lecture/lots.sans_cadre")


def situer_les_lots(message: Message, etat: Etat) -> Message:
    """Return the message with what it says of lots as the whole list that the file is to hold.

    A lot that is spoken of alone, when the file has no other, is the contract: the readings of the
    message as a whole hold, and it has a number. Otherwise they hold for what is said of no lot.
    """
    connus = {lot.numero: lot.en_donnees() for lot in etat.faits.lots}
    message = _partager_le_montant(message, connus)
    connus = _sans_leurs_montants(connus, message)
    lue = lots_lus(message)
    if lue is None:
        lectures = _par_lot(message.lectures, list(connus.values()))
        return replace(message, lectures=(*lectures, *_changes(connus, etat)))
    autres = [lecture for lecture in message.lectures if lecture is not lue]
    lue = _avec_la_valeur_proposee(lue, message, etat)
    lue = _dans_leur_cadre(lue, message, etat)
    lots = (
        _consigne(lue, connus, message) if lue.nature == "indice" else _tous(lue, connus, message)
    )
    if lots is None:
        return message
    if lue.motif == "seul" and connus.keys() - _numeros(lue):
        autres = [a for a in autres if not (a.debut < lue.fin and lue.debut < a.fin)]
    fait = replace(lue, valeur=lots, nature="fait")
    return replace(message, lectures=_par_lot([*autres, fait], lots))


def _avec_la_valeur_proposee(lue: Lecture, message: Message, etat: Etat) -> Lecture:
    """« C'est la durée du lot 1 seulement », of the value that was asked about, is that lot's."""
    candidat, fait, numeros = etat.suivi.candidat, etat.question, _numeros(lue)
    nomme = lue.nature == "indice" and lue.motif in (None, "seul") and len(numeros) == 1
    demande = fait in ("duree_mois", MONTANT) and not message.dit.question
    if not (nomme and demande and isinstance(candidat, int | float)):
        return lue
    dit: LotDit = {"numero": numeros[0], str(fait): candidat}
    return replace(lue, valeur=[dit], nature="fait")


def _dans_leur_cadre(lue: Lecture, message: Message, etat: Etat) -> Lecture:
    """« Les autres lots ont un titulaire unique », of an accord-cadre, are of it still."""
    cadre = (etat.faits.contrat.forme_contrat or "").startswith(DE_CADRE)
    if not cadre or SANS_CADRE.search(plier(message.texte)):
        return lue
    du_cadre = {FORME: "accord_cadre_mono"}
    return replace(
        lue,
        valeur=[{**lot, **(du_cadre if lot.get(FORME) == MARCHE else {})} for lot in _dits(lue)],
    )


def _partager_le_montant(message: Message, connus: Mapping[int, LotDit]) -> Message:
    """Take an amount said of all the lots at once as that of the whole, not of each.

    « Les lots 1 et 3 pèsent 1,3 million ensemble », of four, is of none: it is asked about.
    """
    de_plusieurs = (lue for lue in message.lectures if lue.motif in (DES_LOTS, ENSEMBLE))
    montant = next(de_plusieurs, None)
    if montant is None:
        return message
    autres = [lue for lue in message.lectures if lue is not montant]
    lue = lots_lus(message)
    if lue is None or connus.keys() - _numeros(lue):
        dite = any(autre.fait == MONTANT for autre in autres) or _ont_leurs_montants(connus, lue)
        demande = montant.motif == ENSEMBLE and not dite
        a_regler = [replace(montant, nature="ambigu")] if demande else []
        return replace(message, lectures=(*autres, *a_regler))
    sans = [{nom: v for nom, v in lot.items() if nom != MONTANT} for lot in _dits(lue)]
    du_tout = replace(montant, nature="fait", motif=None)
    gardes = [autre for autre in autres if autre is not lue]
    return replace(message, lectures=(*gardes, du_tout, replace(lue, valeur=sans)))


def _ont_leurs_montants(connus: Mapping[int, LotDit], lue: Lecture | None) -> bool:
    """Tell that what the lots named cost is known of each."""
    return lue is not None and all(connus.get(n, {}).get(MONTANT) for n in _numeros(lue))


def _sans_leurs_montants(connus: Mapping[int, LotDit], message: Message) -> dict[int, LotDit]:
    """Forget what each lot costs, of « 20 M€ c'est le total », which they do not add to."""
    total = None if message.suppose else _total_dit(message)
    dits = [float(lot.get(MONTANT) or 0) for lot in connus.values()]
    if total is None or not all(dits) or sum(dits) == total:
        return {**connus}
    return {n: _sans(lot, MONTANT) for n, lot in connus.items()}


def _total_dit(message: Message) -> float | None:
    """Return the amount of the whole, told of no lot."""
    lue = lots_lus(message)
    if lue is not None and (lue.motif == "seul" or any(MONTANT in lot for lot in _dits(lue))):
        return None
    dits = (lue for lue in message.lectures if lue.fait == MONTANT and lue.nature == "fait")
    return next((lue.nombre for lue in dits), None)


def _sans(lot: LotDit, nom: str) -> LotDit:
    return {autre: valeur for autre, valeur in lot.items() if autre != nom}


def _changes(connus: Mapping[int, LotDit], etat: Etat) -> list[Lecture]:
    """Return the lots of the file as the message leaves them, when it says nothing else of them."""
    lots = list(connus.values())
    change = lots != [lot.en_donnees() for lot in etat.faits.lots]
    return [Lecture(LOTS, lots, 0, 0)] if change else []


def lots_lus(message: Message) -> Lecture | None:
    """Return what was read of lots, if anything."""
    return next((lue for lue in message.lectures if lue.fait == LOTS), None)


def trie_des_lots(message: Message) -> bool:
    """Tell « on garde que le lot 2 », « laissez tomber le lot 3 »."""
    lue = lots_lus(message)
    return lue is not None and lue.nature == "indice" and lue.motif in CONSIGNES


def dit_des_lots(message: Message) -> bool:
    """Tell that the message changes what the file holds of lots."""
    lue = lots_lus(message)
    return lue is not None and lue.nature == "fait"


def lots_nommes(message: Message) -> tuple[int, ...]:
    """Return the lots that a message names without saying anything of them."""
    if any(lue.motif == ENSEMBLE for lue in message.lectures):
        return ()  # what they cost together is said
    lue = lots_lus(message)
    return tuple(_numeros(lue)) if lue and lue.nature == "indice" else ()


def _dits(lue: Lecture) -> list[LotDit]:
    return lue.valeur if sont_des_lots(lue.valeur) else []


def _numeros(lue: Lecture) -> list[int]:
    return [int(lot["numero"]) for lot in _dits(lue)]


def _tous(lue: Lecture, connus: Mapping[int, LotDit], message: Message) -> list[LotDit]:
    """Return the lots known, completed and corrected by what is said of them."""
    dits, nommes = _nommer(_dits(lue), message), _numeros(lue)
    lots: dict[int, LotDit] = {**connus}
    if lue.motif == "compte" and message.corrige:
        lots = {numero: lot for numero, lot in connus.items() if numero in nommes}
    seul = lue.motif == "seul" and not connus.keys() - set(nommes)
    for dit in dits:
        for numero in _vises(dit, dits, lots, comptes=lue.motif == "compte"):
            connu = lots.get(numero, {})
            neuf = {} if seul else _sans_l_objet_connu(dit, connu, message)
            lots[numero] = _complete(connu, neuf, numero)
    seuls = _les_seuls_qui_comptent(message, lots)
    return [_a_part(lots[n]) if seuls and n not in seuls else lots[n] for n in sorted(lots)]


def _les_seuls_qui_comptent(message: Message, lots: Mapping[int, LotDit]) -> frozenset[int]:
    """Return the lots of « il y en a quatre, je ne suis que le 3 », when some are counted."""
    coupe = decouper(message.texte)
    garde = coupe.compte is not None and coupe.consigne == GARDER_SEULS
    return coupe.numeros & lots.keys() if garde and "?" not in message.texte else frozenset()


def _a_part(lot: LotDit) -> LotDit:
    return {**lot, "ecarte": True}


def _vises(dit: LotDit, dits: list[LotDit], lots: Mapping[int, LotDit], comptes: bool) -> list[int]:
    """Return the lots that something is said of; « les autres » are those that are set apart.

    « Que le lot 3, les autres 3 ans » names it; else they are those that have no value of their
    own. `comptes`: all were counted, which names none.
    """
    if dit["numero"] != LES_AUTRES:
        return [int(dit["numero"])]
    a_part = {int(autre["numero"]) for autre in dits if len(autre) > 1 or not comptes}
    a_part = a_part - {LES_AUTRES} or _qui_l_ont_dit(dit, lots)
    return [numero for numero in lots if numero not in a_part] or [*lots]


def _qui_l_ont_dit(dit: LotDit, lots: Mapping[int, LotDit]) -> set[int]:
    """Return the lots that have a value of their own of what is said."""
    return {numero for numero, lot in lots.items() if lot.keys() & dit.keys() - {"numero"}}


def _sans_l_objet_connu(dit: LotDit, connu: LotDit, message: Message) -> LotDit:
    """Leave a subject that is known as it is, unless it is corrected."""
    if not connu.get(OBJET) or message.corrige:
        return dit
    return {nom: valeur for nom, valeur in dit.items() if nom != OBJET}


def _nommer(dits: list[LotDit], message: Message) -> list[LotDit]:
    """Give the lots that are counted their subjects, said after: « deux lots : a et b »."""
    objets = [message.texte[a:b] for a, b in noms_comptes(message.texte, message.lectures)]
    if len(objets) != len(dits):
        return dits
    return [{OBJET: nom, **dit} for dit, nom in zip(dits, objets, strict=True)]


def _complete(lot: LotDit, dit: LotDit, numero: int) -> LotDit:
    perimes = {va_avec for fait in dit for va_avec in VA_AVEC.get(fait, ())}
    garde = {nom: valeur for nom, valeur in lot.items() if nom not in perimes}
    return {**garde, **dit, "numero": numero}


def _consigne(lue: Lecture, connus: Mapping[int, LotDit], message: Message) -> list[LotDit] | None:
    """Set aside the lots that the buyer leaves out; None when nothing is to be done of them."""
    nommes = {*_numeros(lue)}
    ecartes: set[int] = {n for n, lot in connus.items() if lot.get("ecarte")}
    if "?" in message.texte:
        return None
    if lue.motif == GARDER_SEULS:
        ecartes = connus.keys() - nommes
    elif lue.motif == METTRE_DE_COTE:
        ecartes |= nommes
    elif lue.motif == REMETTRE_CEUX_LA and ecartes & nommes:
        ecartes -= nommes
    elif lue.motif != REPRENDRE_TOUT:
        return None
    else:
        ecartes = set()
    # some lot must be left to judge, and lots that are not known are no lots of ours
    if not connus.keys() - ecartes or nommes - connus.keys():
        return None
    sans = {n: {k: v for k, v in lot.items() if k != "ecarte"} for n, lot in connus.items()}
    return [_a_part(lot) if n in ecartes else lot for n, lot in sans.items()]


def _par_lot(lectures: Iterable[Lecture], lots: list[LotDit]) -> tuple[Lecture, ...]:
    """Take « 50 000 € par lot » as the amount of each, once the lots are known."""
    gardees, montant = [], None
    for lecture in lectures:
        if lots and lecture.motif == PAR_LOT and lecture.nombre:
            montant = lecture
        elif lecture.fait != LOTS or lecture.nature != "fait":
            gardees.append(lecture)
    fait = next((lu for lu in lectures if lu.fait == LOTS and lu.nature == "fait"), None)
    if montant is not None:
        lots = [{**lot, "montant_ht": float(montant.nombre or 0)} for lot in lots]
        fait = Lecture(LOTS, lots, montant.debut, montant.fin)
    return (*gardees, *([fait] if fait else []))
