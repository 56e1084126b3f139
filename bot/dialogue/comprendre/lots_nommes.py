"""« Les cocktails : quatre titulaires », « 300k le nord »: lots called by their names or ranks.

Their names are put in numbers, then the message is read anew: readers know numbered lots. A name is
known from the file, or from the message: « 3 lots, nord, centre et sud », « un lot nord,
un lot sud ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.dialogue.comprendre.lots_gardes import (
    autres_que,
    gardes_par_leurs_noms,
    gardes_par_leurs_numeros,
    les_lots,
)
from bot.dialogue.comprendre.lots_mesures import PAS_UN_NOM, UN_MOT, numeroter_les_mesures
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.sommes_des_lots import sommes_par_lot
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, noms, quelque_part, valeurs
from bot.francais.texte import plier
from bot.lecture.lectures import Lecture
from bot.lecture.lots.nommes import COMPTE, lire_un_compte
from bot.metier.contrat import Lot
from bot.metier.faits import DU_CONTRAT
from bot.metier.situation import CONFIRMATION
from bot.metier.valeurs import en_nombre

FICHIER, OBJET = "lecture/lots", "objet"
RANGS, EN_LETTRES = valeurs(f"{FICHIER}.rangs"), valeurs(f"{FICHIER}.en_lettres")
# what opens a part of a message, up to the name of a lot
TETE = r"(?P<tete>(?:^|[;.,:\n] ?|\b{lot_et} )(?:{devant_un_lot} )*)"
SUITE = r"(?= ?(?:[:=,;]|{apres_un_lot}\b))"
# beside a number, a name need not open a part: « 300k le nord », « 1 an pour le gardiennage »
NOMME = r"(?:{article_d_un_lot}?{lot} (?:d[eu]s? |d')?|{article_d_un_lot})"
NON_COMPLETE = r"(?!\w| {complement_d_un_nom})"
# « le lot 1 oui, le 2 non », asked whether the need comes back
RECURRENCES = noms(f"{FICHIER}.recurrences")
OUI_D_UN_LOT = compiler(
    r"(?i)(?P<lots>{lot} [\d, et]*\d) ?[:,]?(?: {est})? ?(?:(?P<oui>{dit_oui})|{dit_non})\b",
    FICHIER,
)
DES_LOTS = quelque_part(f"{FICHIER}.lot")
SANS_NUMERO = (*DU_CONTRAT, "etape", "clause_insertion", CONFIRMATION, None)
# after how many lots there are, or « les lots, c'est », their names
APRES_LE_COMPTE = compiler(r"(?:[^:;.\n\d]{0,30}:|(?: {sorte_de_lots})?[ ,(]*{sont}?)\s*", FICHIER)
LES_LOTS = compiler(r"\b{tous_les_lots} ?(?:{sont}|[:=,] ?)+ *", FICHIER)
ENTRE_DEUX = compiler(r" ?, (?:{lot_et} )?| {lot_et} ", FICHIER)
FIN_DES_NOMS = re.compile(r"[:;.\n\d€()]")
UN_NOM = compiler(rf"{PAS_UN_NOM}{UN_MOT}(?: {UN_MOT}){{0,6}}", FICHIER)
MOT = re.compile(UN_MOT)
# « un lot nord, un lot sud »: each is told apart
UN_LOT_DE = compiler(rf"\b{{un}} {{lot}} {{devant_un_nom}}?(?P<nom>{PAS_UN_NOM}{UN_MOT})", FICHIER)
# what tells a quantity, which may be that of a lot
CHIFFRE = re.compile(r"\d")

Place = tuple[int, int]


@dataclass(frozen=True)
class LotsNommes:
    """Numbers the lots that a message calls by their names or ranks; `lire` reads a sentence."""

    lire: Callable[[str], Sequence[Lecture]]

    def numeroter(self, message: Message, etat: Etat) -> Message:
        """Return the message with its lots numbered, and read anew; itself when none is named."""
        if message.bouton:
            return message
        texte = self._en_numeros(message, etat)
        if texte == message.texte:
            return message
        return replace(message, texte=texte, lectures=tuple(self.lire(texte)))

    def _en_numeros(self, message: Message, etat: Etat) -> str:
        texte, lots = _numeroter_un_a_un(message.texte), etat.faits.lots
        if mesures := numeroter_les_mesures(texte, lots):
            return mesures
        if len(lots) < 2:
            return _par_les_noms_comptes(texte, message.lectures)
        if message.dit.nomme_l_objet or (etat.question == OBJET and not message.lectures):
            return texte  # « objet : nettoyage, sûreté et accueil » names no lot
        texte = _redire_les_noms(texte, len(lots))
        texte = autres_que(texte, [lot.numero for lot in lots])
        for motif, numeros in _motifs(lots):
            texte = _remplacer(texte, motif, numeros)
        texte = gardes_par_leurs_noms(texte, _appeles(lots))
        if etat.question in SANS_NUMERO or DES_LOTS.search(plier(texte)):
            texte = gardes_par_leurs_numeros(texte)
        texte = _par_leurs_noms(texte, _noms_connus(lots, etat.faits.contrat.objet))
        if etat.question == "recurrence":
            texte = OUI_D_UN_LOT.sub(_en_recurrence, texte)
        if etat.question == "montant_ht":
            connus = [lot.numero for lot in lots]
            mois = en_nombre(etat.faits.contrat.duree_mois)
            texte = sommes_par_lot(texte, connus, mois, self.lire)
        return texte


def _par_les_noms_comptes(texte: str, lues: Iterable[Lecture]) -> str:
    """Give numbers to lots named beside numbers, once « deux lots : … » said what each is."""
    places = noms_comptes(texte, lues)
    fin = max((place[1] for place in places), default=0)
    return texte[:fin] + _par_leurs_noms(texte[fin:], _par_numero(texte, places))


def noms_comptes(texte: str, lues: Iterable[Lecture]) -> list[Place]:
    """Return where « deux lots : cocktails et plateaux-repas » names each; none when unsure."""
    plie = plier(texte)
    compte = next(((n, fin) for n, fin in map(lire_un_compte, COMPTE.finditer(plie)) if n), None)
    if compte is None:
        return []
    combien, fin = compte
    ouvre = APRES_LE_COMPTE.match(plie, fin)
    noms = _enumeres(plie, ouvre.end() if ouvre else fin, combien)
    return [] if any(_touche(lue, place) for lue in lues for place in noms) else noms


def _touche(lue: Lecture, place: Place) -> bool:
    """Tell a fact, « récurrent », where a name would stand."""
    dite = lue.nature == "fait" and lue.fait not in ("objet", "lots", "forme_contrat")
    return dite and lue.debut < place[1] and place[0] < lue.fin


def _mots_nus(plie: str, debut: int, fin: int, combien: int) -> list[Place]:
    """Return the words of « nord centre sud », when there are so many."""
    mots = MOT.finditer(plie, debut, fin)
    parts = [mot.span() for mot in mots if mot.group() not in ("et", "ou")]
    return parts if len(parts) == combien else []


def _enumeres(plie: str, debut: int, combien: int) -> list[Place]:
    """Return where so many names stand in a row, parted by « , » and « et », or bare."""
    arret = FIN_DES_NOMS.search(plie, debut)
    fin = arret.start() if arret else len(plie)
    coupes = [debut, *(n for c in ENTRE_DEUX.finditer(plie, debut, fin) for n in c.span()), fin]
    parts = [(a, b) for a, b in zip(coupes[::2], coupes[1::2], strict=True) if plie[a:b].strip()]
    if len(parts) < combien:
        parts = _mots_nus(plie, debut, fin, combien)
    noms = [_sans_blancs(plie, *part) for part in islice(parts, combien)]
    return noms if all(UN_NOM.fullmatch(plie[a:b]) for a, b in noms) else []


def _sans_blancs(plie: str, debut: int, fin: int) -> Place:
    dit = plie[debut:fin]
    return debut + len(dit) - len(dit.lstrip(" ,")), fin - len(dit) + len(dit.rstrip(" ,"))


def _par_numero(texte: str, noms: Iterable[Place]) -> dict[int, str]:
    return {rang: texte[a:b] for rang, (a, b) in enumerate(noms, 1)}


def _numeroter_un_a_un(texte: str) -> str:
    """Give numbers to « un lot légumes, un lot fruits », told one by one."""
    dits = [*UN_LOT_DE.finditer(plier(texte))]
    if len(dits) < 2:
        return texte
    for rang, dit in reversed([*enumerate(dits, 1)]):
        nom = texte[slice(*dit.span("nom"))]
        texte = f"{texte[: dit.start()]}; lot {rang} : {nom},{texte[dit.end() :]}"
    return texte


def _redire_les_noms(texte: str, combien: int) -> str:
    """Give numbers to « les lots, c'est nord, centre et sud », of a file that has three."""
    plie = plier(texte)
    trouve = LES_LOTS.search(plie)
    noms = _enumeres(plie, trouve.end(), combien) if trouve else []
    if trouve is None or not noms:
        return texte
    dits = " ; ".join(f"lot {rang} : {texte[a:b]}" for rang, (a, b) in enumerate(noms, 1))
    return f"{texte[: trouve.start()]}{dits}{texte[noms[-1][1] :]}"


def _noms_connus(lots: Sequence[Lot], objet: str | None) -> Mapping[int, str]:
    """Return what each lot is called: its subject, else a part of « nettoyage et gardiennage »."""
    dits = {lot.numero: lot.dit.objet for lot in lots if lot.dit.objet}
    if dits or not objet:
        return dits
    parts = ENTRE_DEUX.split(objet)
    tetes = [MOT.search(part.removeprefix("le ").removeprefix("la ")) for part in parts]
    if len(parts) != len(lots) or not all(tetes):
        return {}
    return {lot.numero: t.group() for lot, t in zip(lots, tetes, strict=True) if t}


def _par_leurs_noms(texte: str, noms: Mapping[int, str]) -> str:
    """Give numbers to lots named beside numbers, anywhere: « 300k le nord 250k le sud »."""
    if not CHIFFRE.search(texte):
        return texte
    plie = plier(texte)
    dits = {numero: re.escape(plier(nom)) for numero, nom in noms.items()}
    nommes = [n for n, dit in dits.items() if re.search(rf"\b{dit}\b", plie)]
    # several may do without an article: « 300k le nord, 120k centre »
    devant = rf"(?P<tete>\b){NOMME}{'?' if len(nommes) > 1 else ''}"
    for numero in nommes:
        motif = compiler(rf"{devant}{dits[numero]}{NON_COMPLETE}", FICHIER)
        texte = _remplacer(texte, motif, f"le lot {numero}")
    return texte


def _motifs(lots: tuple[Lot, ...]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield how lots may be called, with the words that number them."""
    numeros = [lot.numero for lot in lots]
    for combien in range(2, len(numeros)):
        compte = "|".join([str(combien), *(mot for mot, n in EN_LETTRES.items() if n == combien)])
        premiers = rf"{TETE}{{les_premiers_avant}} (?:{compte}) {{les_premiers_apres}}{SUITE}"
        yield compiler(premiers, FICHIER), les_lots(numeros[:combien]).removeprefix("les ")
    for lot in lots:
        rangs = "|".join([str(lot.numero), *(mot for mot, n in RANGS.items() if n == lot.numero)])
        noms = [rf"{{article_d_un_lot}}(?:{rangs})"]
        if lot.dit.objet:
            noms.append(rf"{{article_d_un_lot}}?{re.escape(plier(lot.dit.objet))}")
        if tete := _tete_d_un_seul(lot, lots):
            noms.append(rf"{{article_d_un_lot}}{re.escape(tete)}")
        for nom in noms:
            yield compiler(rf"{TETE}(?:{nom}){SUITE}", FICHIER), f"lot {lot.numero}"


def _appeles(lots: Sequence[Lot]) -> Mapping[str, int]:
    """Return what lots are called, with the number of each: their subjects, and what opens them."""
    tetes = {tete: lot.numero for lot in lots if (tete := _tete_d_un_seul(lot, lots))}
    return tetes | {plier(lot.dit.objet): lot.numero for lot in lots if lot.dit.objet}


def _tete_d_un_seul(lot: Lot, lots: Sequence[Lot]) -> str | None:
    """Return the « maintenance » of « maintenance CVC », when no other lot is called so."""
    tetes = [MOT.search(plier(autre.dit.objet or "")) for autre in lots]
    dites = [tete.group() for tete in tetes if tete]
    mienne = MOT.search(plier(lot.dit.objet or ""))
    return mienne.group() if mienne and dites.count(mienne.group()) == 1 else None


def _en_recurrence(dit: re.Match[str]) -> str:
    return f"{dit['lots']} {RECURRENCES['revient' if dit['oui'] else 'une_fois']}"


def _remplacer(texte: str, motif: re.Pattern[str], numeros: str) -> str:
    trouve = motif.search(plier(texte))
    if trouve is None:
        return texte
    suite = texte[trouve.end() :]
    # « le lot 1 250k »: no number of the lot
    virgule = "," if suite.lstrip()[:1].isdigit() else ""
    return f"{texte[: trouve.end('tete')]}{numeros}{virgule}{suite}"
