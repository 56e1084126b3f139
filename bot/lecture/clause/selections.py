"""Read a choice in a numbered list: « la 1 et la 3 », « tout sauf l'illettrisme »."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.francais.mots import compiler, liste, quelque_part, telle_quelle, valeurs
from bot.francais.texte import Texte

FICHIER = "lecture/selections"
ORDINAUX = valeurs(f"{FICHIER}.ordinaux")
DERNIER = frozenset(liste(f"{FICHIER}.dernier"))
SAUF = quelque_part(f"{FICHIER}.sauf")
IL_RESTE = quelque_part(f"{FICHIER}.il_reste")
TOUT = quelque_part(f"{FICHIER}.tout")
LES_AUTRES = quelque_part(f"{FICHIER}.les_autres")
FINI = quelque_part(f"{FICHIER}.fini")
# « les 4 » is everything, where there are four
TOUS_LES_N = compiler(r"\b{les} (\d+)(?: {elements})?$", FICHIER)
AUCUN = compiler("^{aucun}", FICHIER)
INTERVALLE = compiler(r"\b(\d+) {jusqu_a} (?:{article} )?(\d+)\b", FICHIER)
# « les 2 premières », « les premières 2 »
BOUTS = compiler(
    r"\b{les} (?P<n>\d+) (?P<bout>{premiers})e?s?\b"
    r"|\b{les} (?P<bout2>{premiers})e?s? (?P<n2>\d+)\b",
    FICHIER,
)
PREMIER = telle_quelle(f"{FICHIER}.premier")
UN_DERNIER = telle_quelle(f"{FICHIER}.dernier")
NUMERO = compiler(
    r"(?<![\w,]){numero}?(\d+)(?= *(?:$|[,.;!?/+)]| {apres_un_numero}(?: |$)| {politesse}))",
    FICHIER,
)
ECHANGE = compiler(
    r"\b{remplacer}\w* (?P<remplace>.+?) {par} (?P<par>.+)"
    r"|\b(?:{enlever}\w*|{pas_celui}) (?P<retire>.+?) {et_puis}+{mettre} (?P<mets>.+)"
    r"|\b{mettre} (?P<pose>.+?) {a_la_place}(?P<au_lieu>.+)",
    FICHIER,
)
CHIFFRE = re.compile(r"\d")
MOT = re.compile(r"\w+")
# from two other words on, « tout » is not about the list: « tout ce qui touche à la santé »
RESTE_AVEC_TOUT = 2
# no list is longer: « de 1 à 999999999999 » must not be counted up
DERNIER_RANG = 99
LIAISONS = frozenset(liste(f"{FICHIER}.liaisons"))


@dataclass(frozen=True)
class Selection:
    """What a sentence picks in a list: items taken, items left out, numbers that are not in it.

    `sauf_ailleurs`: what is left out is not in it: « tout, sauf la fréquence ».
    `tout`: everything, but what is left out; `nommes`: those taken by name; `reste` counts the
    words that say something else.
    """

    retenus: tuple[str, ...] = ()
    exclus: tuple[str, ...] = ()
    tout: bool = False
    aucun: bool = False
    hors_liste: tuple[int, ...] = ()
    nommes: tuple[str, ...] = ()
    reste: int = 0
    sauf_ailleurs: bool = False

    @property
    def vide(self) -> bool:
        """Tell that nothing in the sentence is about the list."""
        return not (self.retenus or self.exclus or self.tout or self.aucun or self.hors_liste)

    def appliquer(self, ids: Sequence[str], defaut: Sequence[str]) -> list[str]:
        """Return the items of the list that are meant; « pas la 2 » takes from the default."""
        if self.tout:
            base: Sequence[str] = ids
        elif self.retenus or not self.exclus:
            base = self.retenus
        else:
            base = defaut
        return [item for item in ids if item in base and item not in self.exclus]


def lire_selection(texte: Texte, options: Mapping[str, Sequence[str]]) -> Selection:
    """Read a sentence against items, each with the expressions that name it, in their order."""
    # « c'est tout » must not be read as « tout »
    plat = " ".join(FINI.sub(" ", texte.plat).split())
    if AUCUN.match(plat):
        return Selection(aucun=True)
    sauf = SAUF.search(plat)
    if sauf and (redite := _ce_qui_reste(plat[sauf.end() :], options)):
        return redite
    avant, apres = (plat[: sauf.start()].strip(), plat[sauf.end() :]) if sauf else (plat, "")
    tous_les_n = TOUS_LES_N.search(avant)
    tout = bool(TOUT.search(avant)) or bool(tous_les_n and int(tous_les_n[1]) == len(options))
    avant = TOUT.sub(" ", TOUS_LES_N.sub(" ", avant))
    tout, apres = tout or bool(LES_AUTRES.search(apres)), LES_AUTRES.sub(" ", apres)
    retenus, nommes, hors, reste = _items(avant, options)
    exclus, _, hors_exclus, reste_exclus = _items(apres, options)
    return Selection(
        retenus=tuple(retenus),
        exclus=tuple(exclus),
        # beside names, « tout » says nothing more than they do
        tout=tout and not retenus and reste < RESTE_AVEC_TOUT,
        hors_liste=(*hors, *hors_exclus),
        nommes=nommes,
        reste=reste + reste_exclus,
        sauf_ailleurs=reste_exclus > 0 and not [*exclus, *hors_exclus],
    )


def _ce_qui_reste(plat: str, options: Mapping[str, Sequence[str]]) -> Selection | None:
    """« Sauf l'insertion : donc l'égalité et la santé »: what is told over is what is taken."""
    reste = IL_RESTE.search(plat)
    if reste is None:
        return None
    retenus, nommes, hors, autres = _items(plat[reste.end() :], options)
    exclus, _, _, autres_exclus = _items(plat[: reste.start()], options)
    gardes = [item for item in retenus if item not in exclus]
    if not gardes:
        return None
    return Selection(
        retenus=tuple(gardes),
        exclus=tuple(exclus),
        hors_liste=tuple(hors),
        nommes=nommes,
        reste=autres + autres_exclus,
    )


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
    return tuple(_items(ote, options)[0]), tuple(_items(mis, options)[0])


def lire_noms(texte: Texte, options: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the items that a sentence names, when it says nothing else and gives no number."""
    selection = lire_selection(texte, options)
    seuls = selection.reste == 0 and not CHIFFRE.search(texte.plat)
    return selection.retenus if seuls else ()


def _items(
    plat: str, options: Mapping[str, Sequence[str]]
) -> tuple[list[str], tuple[str, ...], list[int], int]:
    """Return the items meant, those named, numbers out of the list, how many other words."""
    ids = list(options)
    numeros, plat = _numeros(plat, len(ids))
    nommes, plat = _noms(plat, options)
    reste = [mot for mot in MOT.findall(plat) if mot not in LIAISONS]
    retenus = [i for rang, i in enumerate(ids, 1) if rang in numeros or i in nommes]
    hors_liste = sorted(n for n in numeros if not 1 <= n <= len(ids))
    return retenus, nommes, hors_liste, len(reste)


def _noms(plat: str, options: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], str]:
    """Return the items named by a sentence, and the sentence without them."""
    nommes = []
    for identifiant, siens in options.items():
        # « légalité », « lillettrisme »: an apostrophe is easily forgotten
        motif = re.compile(rf"\b[ld]?(?:{'|'.join(siens)})(?!\w)") if siens else None
        if motif and motif.search(plat):
            nommes.append(identifiant)
            plat = motif.sub(" ", plat)
    return tuple(nommes), plat


def _numeros(plat: str, combien: int) -> tuple[set[int], str]:
    """Return the ranks meant by a sentence, and the sentence without them."""
    numeros: set[int] = set()
    for debut, fin in INTERVALLE.findall(plat):
        numeros |= set(range(int(debut), min(int(fin), DERNIER_RANG) + 1))
    plat = INTERVALLE.sub(" ", plat)
    for trouve in BOUTS.finditer(plat):
        numeros |= _bout(trouve, combien)
    plat = BOUTS.sub(" ", plat)
    numeros |= set(_ordinaux(plat.split(), combien))
    numeros |= {int(n) for n in NUMERO.findall(plat)}
    plat = NUMERO.sub(" ", plat)
    return numeros, " ".join(mot for mot in plat.split() if not _est_un_ordinal(mot))


def _bout(trouve: re.Match[str], combien: int) -> set[int]:
    """Return the ranks of « les 3 premières », or a number out of the list, whatever it is."""
    n = int(trouve["n"] or trouve["n2"])
    if n > combien:  # the dialogue says how many there are
        return {n}
    premiers = PREMIER.fullmatch(trouve["bout"] or trouve["bout2"])
    return set(range(1, n + 1) if premiers else range(combien - n + 1, combien + 1))


def _ordinaux(mots: Sequence[str], combien: int) -> Iterator[int]:
    for mot in mots:
        if mot in ORDINAUX:
            yield int(ORDINAUX[mot])
        elif mot in DERNIER:
            yield combien


def _est_un_ordinal(mot: str) -> bool:
    return mot in ORDINAUX or UN_DERNIER.match(mot) is not None
