"""Read a choice in a numbered list: « la 1 et la 3 », « tout sauf l'illettrisme »."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from bot.francais.mots import (
    compiler,
    juste_apres,
    liste,
    quelque_part,
    telle_quelle,
    valeurs,
)
from bot.francais.texte import Texte, decouper

FICHIER = "lecture/selections"
ORDINAUX = valeurs(f"{FICHIER}.ordinaux")
SAUF = quelque_part(f"{FICHIER}.sauf")
PAS_LE = quelque_part(f"{FICHIER}.pas_le")
IL_RESTE = quelque_part(f"{FICHIER}.il_reste")
TOUT = quelque_part(f"{FICHIER}.tout")
LES_AUTRES = quelque_part(f"{FICHIER}.les_autres")
FINI = quelque_part(f"{FICHIER}.fini")
ON_VEUT = quelque_part(f"{FICHIER}.on_veut")
# « les 4 » is everything, where there are four
TOUS_LES_N = compiler(r"\b{les} (\d+)(?: {elements})?(?= ?(?:[,.;:!(]|$))", FICHIER)
# « vos 2 », « mes 3 axes » counts, and gives no rank
COMPTE = compiler(r"\b{a_plusieurs} \d+\b", FICHIER)
AUCUN = compiler("^{aucun}", FICHIER)
INTERVALLE = compiler(r"\b(\d+) {jusqu_a} (?:{article} )?(\d+)\b", FICHIER)
# « les 2 premières », « les premières 2 »
BOUTS = compiler(
    r"\b{les} (?P<n>\d+) (?P<bout>{premiers})e?s?\b"
    r"|\b{les} (?P<bout2>{premiers})e?s? (?P<n2>\d+)\b",
    FICHIER,
)
# « des élèves de troisième », « un stage de 3e »: a school year is no rank
UN_NIVEAU = compiler(rf"\b{{avant_un_niveau}} (?:{'|'.join(map(re.escape, ORDINAUX))})\b", FICHIER)
# « une dernière », « une deuxième à nous »: one more, and no rank
UN_DE_PLUS = compiler(
    rf"\b{{un_de_plus}} (?:{'|'.join(map(re.escape, ORDINAUX))}|{{dernier}})\b", FICHIER
)
PREMIER = telle_quelle(f"{FICHIER}.premier")
UN_DERNIER = telle_quelle(f"{FICHIER}.dernier")
NUMERO = compiler(
    r"(?<![\w,])(?<!\d\.){numero}?(\d+)(?!\.\d)(?: ?{ordinal}\b)?"
    r"(?= *(?:$|[,.;!?/+)]| {apres_un_numero}(?: |$)| {politesse}))",
    FICHIER,
)
ECHANGE = compiler(
    r"\b{remplacer}\w* (?P<remplace>.+?) {par} (?P<par>.+)"
    r"|\b(?:{enlever}\w*|{pas_celui}) (?P<retire>.+?) {et_puis}+{mettre} (?P<mets>.+)"
    r"|\b{mettre} (?P<pose>.+?) {a_la_place}(?P<au_lieu>.+)",
    FICHIER,
)
EXPLIQUE = compiler(r" (?:[,.;:!?(] {explique}|{raison})", FICHIER)
EN_RAISON = compiler("{explique}", FICHIER)
CHIFFRE = re.compile(r"\d")
AUTOUR = " ,;:.("
MOT = re.compile(r"\w+")
# beside what is named: « j'ai dit pas d'égalité », « l'égalité non », « la santé seulement »
NIE = quelque_part(f"{FICHIER}.nie")
NIE_AVANT = compiler(r"\b{nie}(?: {article_nie})* $", FICHIER)
NIE_AUSSI = compiler(r" (?:{aussi_nie}|,) {partitif} $", FICHIER)
NIE_APRES = compiler(
    r" (?:(?:, )?{non}|(?:, )?{francais/negations.reprises})(?= [,;.!)]|$)", FICHIER
)
PRIS_APRES = juste_apres(f"{FICHIER}.pris")
# where what is left out ends: « enlève l'égalité et remets la santé »
TOURNANT = compiler(r"[.;!?]|\b{tournant}\b", FICHIER)
TOURNANT_OU_VIRGULE = compiler(r"[.;!?,]|\b{tournant}\b", FICHIER)
# « le 2 on a pas le temps », told apart from what is taken
EN_TETE_D_UN_MORCEAU = compiler(r"(?:^|[,;.!?:]|\b{mais})\s*(?:{article} )?$", FICHIER)
LAISSE_APRES = compiler(r" {laisse_apres}[^,;.]*", FICHIER)
# « les 2 que tu proposes », « ok pour les 2 »
N_PROPOSES = compiler(
    r"\b{ceux_qui_sont_proposes} (?P<n>\d+)(?: {elements})?(?: {que_vous_proposez})?"
    r"(?: {politesse})?$",
    FICHIER,
)
REPRISE = quelque_part(f"{FICHIER}.reprise")
# « n'oubliez pas la santé », « pourquoi pas la santé » leave nothing out
SANS_NIER = quelque_part(f"{FICHIER}.sans_nier")
# from two other words on, « tout » is not about the list: « tout ce qui touche à la santé »
RESTE_AVEC_TOUT = 2
# « je verrais bien tout sauf l'égalité »
RESTE_AVEC_SAUF = 4
# no list is longer: « de 1 à 999999999999 » must not be counted up
DERNIER_RANG = 99
# a title is written as it is, and another name is an expression
UN_BLANC = re.escape(" ")
LETTRES_D_UNE_RACINE = 5
LIAISONS = frozenset(liste(f"{FICHIER}.liaisons"))


Etendue: TypeAlias = tuple[int, int]


class Place(NamedTuple):
    """Where a sentence means an item: its rank in the list, from 1, and a span of `plat`."""

    rang: int
    debut: int
    fin: int
    nommee: bool = False


@dataclass(frozen=True)
class Selection:
    """What a sentence picks in a list: items taken, items left out, numbers that are not in it.

    `sauf_ailleurs`: what is left out is not in it: « tout, sauf la fréquence ».
    `tout`: everything, but what is left out; `nommes`: those taken by name; `reste` counts the
    words that say something else; `en_tete`: none stands before what is picked.
    """

    retenus: tuple[str, ...] = ()
    exclus: tuple[str, ...] = ()
    tout: bool = False
    aucun: bool = False
    hors_liste: tuple[int, ...] = ()
    nommes: tuple[str, ...] = ()
    reste: int = 0
    sauf_ailleurs: bool = False
    en_tete: bool = False

    @property
    def vide(self) -> bool:
        """Tell that nothing in the sentence is about the list."""
        return not (self.retenus or self.exclus or self.tout or self.aucun or self.hors_liste)

    def appliquer(
        self, ids: Sequence[str], defaut: Sequence[str], montres: Sequence[str] | None = None
    ) -> list[str]:
        """Return the items of the list that are meant; « pas la 2 » takes from the default.

        `montres`: those that stand before the buyer, of which « toutes » speaks.
        """
        if self.tout:
            base: Sequence[str] = ids if montres is None else montres
        elif self.retenus or not self.exclus:
            base = self.retenus
        else:
            base = defaut
        return [item for item in ids if item in base and item not in self.exclus]


def lire_selection(texte: Texte, options: Mapping[str, Sequence[str]]) -> Selection:
    """Read a sentence against items, each with the expressions that name it, in their order."""
    plat = texte.plat
    # « c'est tout » must not be read as « tout »
    for sans_choix in (FINI, SANS_NIER, ON_VEUT):
        plat = sans_choix.sub(" ", plat)
    plat = " ".join(plat.split())
    if AUCUN.match(plat):
        return Selection(aucun=True)
    plat = REPRISE.split(plat)[-1].strip() or plat
    zones = _zones_ecartees(plat)
    # before « les 4 » is taken for a number
    tous = TOUS_LES_N.search(_effacer(plat, zones).rstrip(AUTOUR))
    les_n = int(tous[1]) == len(options) if tous else False
    plat = _effacer(plat, [tous.span()] if tous else [])
    places = _places(plat, options)
    redit = _redit(plat, zones, places)
    ecartees = _ecartees(plat, places, [(0, redit)] if redit else zones)
    prises = [place for place in places if place not in ecartees]
    nommes = _de_rang([place for place in prises if place.nommee], options)
    siens = racines_des_titres(options[item] for item in nommes)
    reste, reste_ecarte = _autres_mots(plat, places, zones, siens)
    excepte = bool(zones and ecartees) and TOUT.search(plat[: zones[0][0]]) is not None
    tout = reste < (RESTE_AVEC_SAUF if excepte else RESTE_AVEC_TOUT)
    tout = tout and _prend_tout(plat, zones, ecartees)
    return Selection(
        retenus=_de_rang(prises, options),
        exclus=_de_rang(ecartees, options),
        # beside names, « tout » says nothing more than they do
        tout=(les_n or tout) and not (prises or redit),
        hors_liste=_hors_liste(places, len(options)),
        nommes=nommes,
        reste=reste + reste_ecarte,
        sauf_ailleurs=reste_ecarte > 0 and not ecartees,
        en_tete=bool(places) and not any(_autres_mots(plat[: places[0].debut], (), ())),
    )


def avant_la_raison(texte: Texte) -> Texte:
    """Return what is chosen, without why: « la santé, on a du mal à recruter »."""
    raison = EXPLIQUE.search(texte.plat)
    jetons = texte.jetons_de(0, raison.start()) if raison else texte.jetons
    return Texte(texte.brut, jetons)


def est_une_raison(dit: str) -> bool:
    """Tell « on a peu de femmes », said after what is chosen: why it is."""
    return EN_RAISON.match(Texte(dit, decouper(dit)).plat) is not None


def _prend_tout(plat: str, zones: Sequence[Etendue], ecartees: Sequence[Place]) -> bool:
    """Tell « tout », « tout sauf… », « pas l'égalité, les autres oui »."""
    return bool(TOUT.search(_effacer(plat, zones)) or (ecartees and LES_AUTRES.search(plat)))


def _de_rang(places: Sequence[Place], options: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    rangs = {place.rang for place in places}
    return tuple(item for rang, item in enumerate(options, 1) if rang in rangs)


def _hors_liste(places: Sequence[Place], combien: int) -> tuple[int, ...]:
    return tuple(sorted(place.rang for place in places if not 1 <= place.rang <= combien))


def _zones_ecartees(plat: str) -> list[Etendue]:
    """Return where what is left out stands: after « sauf », as far as what is taken again."""
    zones = list[Etendue]()
    for sauf, tournants in ((SAUF, TOURNANT), (PAS_LE, TOURNANT_OU_VIRGULE)):
        for ecarte in sauf.finditer(plat):
            tournant = tournants.search(plat, ecarte.end())
            zones.append((ecarte.start(), tournant.start() if tournant else len(plat)))
    return sorted(zones)


def _redit(plat: str, zones: Sequence[Etendue], places: Sequence[Place]) -> int:
    """Return where what is left is told over, « sauf l'insertion : donc l'égalité », or 0."""
    reste = IL_RESTE.search(plat, zones[0][0]) if zones else None
    suivent = reste and any(place.debut >= reste.end() for place in places)
    return reste.end() if reste and suivent else 0


def _ecartees(plat: str, places: Sequence[Place], zones: Sequence[Etendue]) -> list[Place]:
    """Return the items that are left out, and not taken again: « pas d'égalité… enfin si »."""
    niees = _niees(plat, places, zones)
    return [place for place in niees if not _repris(place, places, niees)]


def _niees(plat: str, places: Sequence[Place], zones: Sequence[Etendue]) -> list[Place]:
    """Return the items that are denied by what is beside them, or stand after « sauf »."""
    ecartees = list[Place]()
    for rang, place in enumerate(places):
        nie = _est_niee(plat, place, ecartees) or _laisse(plat, place, places)
        nie = nie and not _decrit(plat, place, [p for p in places[:rang] if p not in ecartees])
        dedans = any(debut <= place.debut < fin for debut, fin in zones)
        if nie or (dedans and not PRIS_APRES.match(plat, place.fin)):
            ecartees.append(place)
    return ecartees


def _est_niee(plat: str, place: Place, ecartees: Sequence[Place]) -> bool:
    """Tell « pas la 2 », « la 2 non », and what goes on with one that is denied, « ni la 3 »."""
    avant = plat[: place.debut]
    suite = NIE_AUSSI.search(avant)
    aussi = suite is not None and any(autre.fin == suite.start() for autre in ecartees)
    return bool(NIE_AVANT.search(avant) or aussi or NIE_APRES.match(plat, place.fin))


def _decrit(plat: str, place: Place, prises: Sequence[Place]) -> bool:
    """Tell « embauches sans discrimination »: one item, which its own words cannot leave out."""
    siennes = (p for p in prises if p.rang == place.rang and p.nommee)
    return any(not TOURNANT_OU_VIRGULE.search(plat[p.fin : place.debut]) for p in siennes)


def _laisse(plat: str, place: Place, places: Sequence[Place]) -> bool:
    """Tell « le 2 on a pas le temps » from « le 2, on ne prend pas le 3 »."""
    dit = LAISSE_APRES.match(plat, place.fin)
    seul = EN_TETE_D_UN_MORCEAU.search(plat[: place.debut]) is not None
    return dit is not None and seul and not any(place.fin < p.debut < dit.end() for p in places)


def compte_les_proposes(texte: Texte) -> int | None:
    """Return 2 of « ok pour les 2 », « les deux que vous proposez », and nothing else said."""
    plat = " ".join(texte.plat.split()).strip(" .,!")
    trouve = N_PROPOSES.search(plat)
    avant = MOT.findall(plat[: trouve.start()]) if trouve else []
    return int(trouve["n"]) if trouve and all(mot in LIAISONS for mot in avant) else None


def _repris(nie: Place, places: Sequence[Place], ecartees: Sequence[Place]) -> bool:
    """Tell « pas d'égalité… enfin si, égalité aussi »: what is taken again later is taken."""
    return any(p.rang == nie.rang and p.debut > nie.debut and p not in ecartees for p in places)


def _autres_mots(
    plat: str,
    places: Sequence[Place],
    zones: Sequence[Etendue],
    siens: Collection[str] = (),
) -> tuple[int, int]:
    """Return how many words say something else: outside what is left out, and in it.

    `siens`: how the words begin that are of the titles of what is named.
    """
    nu = _effacer(plat, [(place.debut, place.fin) for place in places])
    for mots_d_un_choix in (SAUF, TOUT, LES_AUTRES, NIE):
        nu = mots_d_un_choix.sub(_blanc, nu)
    mots = (m for m in MOT.finditer(nu) if m[0] not in LIAISONS)
    autres = [m.start() for m in mots if m[0][:LETTRES_D_UNE_RACINE] not in siens]
    dedans = sum(any(debut <= place < fin for debut, fin in zones) for place in autres)
    return len(autres) - dedans, dedans


def racines_des_titres(noms: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return how the long words of titles begin: « amélioration des conditions » is « améliorer ».

    Among what names items, a title is written as it is, the longest first.
    """
    titres = (nom for siens in noms for nom in siens if UN_BLANC in nom)
    mots = (mot for titre in titres for mot in MOT.findall(titre.replace(UN_BLANC, " ")))
    return frozenset(m[:LETTRES_D_UNE_RACINE] for m in mots if len(m) >= LETTRES_D_UNE_RACINE)


def _effacer(plat: str, etendues: Iterable[Etendue]) -> str:
    """Blank some spans; what is left keeps its place."""
    for debut, fin in etendues:
        plat = plat[:debut] + " " * (fin - debut) + plat[fin:]
    return plat


def sans_les_titres(texte: Texte, options: Mapping[str, Sequence[str]]) -> str:
    """Return what a sentence says beside names of several words: « lutter contre le sexisme »."""
    places = _places(texte.plat, options)
    titres = [(p.debut, p.fin) for p in places if " " in texte.plat[p.debut : p.fin]]
    return _effacer(texte.plat, titres)


def reperer(texte: Texte, options: Mapping[str, Sequence[str]]) -> tuple[Sequence[Place], int]:
    """Return where a sentence gives numbers and names, in order, and how many other words.

    A number is not bounded by the list: it may be of another one, « la 5 pour l'égalité ».
    """
    places = _places(texte.plat, options)
    return places, sum(_autres_mots(texte.plat, places, ()))


def donne_un_rang(dit: str) -> bool:
    """Tell « la 1 », « la première et la troisième », whatever they are of."""
    return bool(CHIFFRE.search(dit) or _places(Texte(dit, decouper(dit)).plat, {}))


def ne_donne_que_des_rangs(dit: str, listes: Mapping[str, Sequence[str]]) -> bool:
    """Tell « et 3 », « et 5 pour l'égalité », which go on with the numbers before them.

    `listes`: of what the numbers may be told to be, each with the expressions that name it.
    """
    places, reste = reperer(Texte(dit, decouper(dit)), listes)
    return any(not place.nommee for place in places) and not reste


def lire_cases(brut: str, items: Collection[str]) -> list[str]:
    """Return the items of a message that is nothing but their ids, as boxes that are ticked send.

    They are no words of the buyer's: « actions_acheteur, suivi ». Nothing when it is anything else.
    """
    noms = [nom.strip() for nom in brut.split(",")]
    return [item for item in items if item in noms] if all(nom in items for nom in noms) else []


def lire_echange(
    texte: Texte, options: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what « remplace l'égalité par la santé » takes out and puts in, or nothing."""
    echange = ECHANGE.search(texte.plat)
    if echange is None:
        return (), ()
    ote = echange["remplace"] or echange["retire"] or echange["au_lieu"]
    mis = echange["par"] or echange["mets"] or echange["pose"]
    return _de_rang(_places(ote, options), options), _de_rang(_places(mis, options), options)


def lire_noms(texte: Texte, options: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the items that a sentence names, when it says nothing else and gives no number."""
    selection = lire_selection(texte, options)
    seuls = selection.reste == 0 and not CHIFFRE.search(texte.plat)
    return selection.retenus if seuls else ()


def _places(plat: str, options: Mapping[str, Sequence[str]]) -> list[Place]:
    """Return where items are meant, by number first, in the order of the sentence."""
    numeros = [*_numeros(plat, len(options))]
    plat = _effacer(plat, [(place.debut, place.fin) for place in numeros])
    return sorted([*numeros, *_noms(plat, options)], key=lambda place: place.debut)


def _noms(plat: str, options: Mapping[str, Sequence[str]]) -> Iterator[Place]:
    for rang, siens in enumerate(options.values(), 1):
        # « légalité », « lillettrisme »: an apostrophe is easily forgotten
        motif = re.compile(rf"\b[ld]?(?:{'|'.join(siens)})(?!\w)") if siens else None
        lus = [nom.span() for nom in motif.finditer(plat)] if motif else []
        yield from (Place(rang, *lu, nommee=True) for lu in lus)
        plat = _effacer(plat, lus)


def _numeros(plat: str, combien: int) -> Iterator[Place]:
    """Return the ranks that a sentence gives; those that are not in the list too."""
    for trouve in INTERVALLE.finditer(plat):
        dernier = min(int(trouve[2]), DERNIER_RANG)
        yield from (Place(n, *trouve.span()) for n in range(int(trouve[1]), dernier + 1))
    plat = INTERVALLE.sub(_blanc, plat)
    for trouve in BOUTS.finditer(plat):
        yield from (Place(n, *trouve.span()) for n in _bout(trouve, combien))
    for sans_rang in (BOUTS, UN_NIVEAU, COMPTE, UN_DE_PLUS):
        plat = sans_rang.sub(_blanc, plat)
    for trouve in NUMERO.finditer(plat):
        yield Place(int(trouve[1]), *trouve.span())
    for trouve in MOT.finditer(plat):
        if trouve[0] in ORDINAUX:
            yield Place(int(ORDINAUX[trouve[0]]), *trouve.span())
        elif UN_DERNIER.match(trouve[0]):
            yield Place(combien, *trouve.span())


def _blanc(trouve: re.Match[str]) -> str:
    return " " * len(trouve[0])


def _bout(trouve: re.Match[str], combien: int) -> Iterable[int]:
    """Return the ranks of « les 3 premières », or a number out of the list, whatever it is."""
    n = int(trouve["n"] or trouve["n2"])
    if n > combien:  # the dialogue says how many there are
        return (n,)
    premiers = PREMIER.fullmatch(trouve["bout"] or trouve["bout2"])
    return range(1, n + 1) if premiers else range(combien - n + 1, combien + 1)
