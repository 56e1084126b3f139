"""Read a choice among the items of a numbered list: « la 1 et la 3 », « tout sauf l'illettrisme »."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.francais.texte import Texte

ORDINAUX = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8,
}  # fmt: skip
SAUF = re.compile(
    r"\b(?:sauf|hors|hormis|excepte|a part|mais pas|enleve\w*|retire\w*|supprime\w*|ni|"
    r"(?:moins|sans|pas)(?= (?:la|le|les|l|celle|celui|\d)\b)|sans(?= \w+ ni\b))\b"
)
TOUT = re.compile(
    r"\b(?:tou(?:t|s|tes?)(?! les (?:mois|ans|jours|semaines|trimestres|semestres|\d))|l ensemble|l integralite|la totalite)\b"
)
# « ni la santé ni l'égalité, les autres oui »
LES_AUTRES = re.compile(r"\b(?:les|tous les|toutes les) autres\b")
# « c'est tout » ends a list, and is no choice in it
FINI = re.compile(r"\b(?:c est|cest|c|ct|sest|ce sera|ca sera|voila|pas du|malgre|en) tout\b")
TOUS_LES_N = re.compile(r"\bles (\d+)$")
AUCUN = re.compile(r"^(?:non ,? ?)?(?:(?:je|on|nous) )?(?:(?:ne )?(?:veux|veut|voulons) )?(?:aucune?s?|rien|zero|pas de penalites?)(?: (?:de|d|axe|action|penalite)\b.*)?(?: [.!]|$)")  # fmt: skip
INTERVALLE = re.compile(r"\b(\d+) (?:a|jusqu a|jusque|au) (?:la |le |l )?(\d+)\b")
BOUTS = re.compile(r"\bles (\d+) (premier|dernier)e?s?\b|\bles (premier|dernier)e?s? (\d+)\b")
# a number stands for an item when nothing is counted by it: « 3 demi-journées » is not the third
NUMERO = re.compile(r"(?<![\w,])(?:n ?° ?|numero )?(\d+)(?= *(?:$|[,.;!?/+)]| et | ou | puis | plus | a(?:u|vec)? | sauf | pas | mais | s il | stp| svp| svp))")  # fmt: skip
ECHANGE = re.compile(
    r"\b(?:remplac|chang|troqu)\w* (?P<remplace>.+?) (?:par|pour|contre) (?P<par>.+)|"
    r"\b(?:enlev|retir|supprim)\w* (?P<retire>.+?) (?:, |et |puis )+"
    r"(?:mets|mettez|mettre|ajout\w*|prends|prenez|prendre) (?P<mets>.+)"
)
RESTE_AVEC_TOUT = 2
LIAISONS = frozenset(
    "non ni la le les l et ou puis plus avec je j ai on veux prends prend garde retiens choisis mets mettez "
    "ajoute ajoutez aussi surtout plutot seulement uniquement juste bien sur d accord ok oui va pour "
    "alors donc de du des d a un une axe axes action actions point points numero option options svp "
    "stp merci voila celle celui ceux celles sera seront c est ce sont ca qui parle sur au aux en "
    "vais prendre choisir retenir il y faut faudrait voudrais souhaite pour me nous interesse "
    "interessent dans modalites changer change modifier penalites penalite manquements quand "
    "pour commencer par".split()
)


@dataclass(frozen=True)
class Selection:
    """What a sentence picks in a list: items taken, items left out, numbers that are not in it.

    `tout`: everything, but what is left out; `nommes`: those taken by name; `reste` counts the words that say something else.
    """

    retenus: tuple[str, ...] = ()
    exclus: tuple[str, ...] = ()
    tout: bool = False
    aucun: bool = False
    hors_liste: tuple[int, ...] = ()
    nommes: tuple[str, ...] = ()
    reste: int = 0

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
    plat = " ".join(FINI.sub(" ", texte.plat).split())
    if AUCUN.match(plat):
        return Selection(aucun=True)
    sauf = SAUF.search(plat)
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
        # « tout » beside names says nothing more than they do: « tout ce qui touche à la santé »
        tout=tout and not retenus and reste < RESTE_AVEC_TOUT,
        hors_liste=(*hors, *hors_exclus),
        nommes=nommes,
        reste=reste + reste_exclus,
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
    ote = echange["remplace"] or echange["retire"]
    mis = echange["par"] or echange["mets"]
    return tuple(_items(ote, options)[0]), tuple(_items(mis, options)[0])


def lire_noms(texte: Texte, options: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the items that a sentence names, when it says nothing else and gives no number."""
    selection = lire_selection(texte, options)
    seuls = selection.reste == 0 and not re.search(r"\d", texte.plat)
    return selection.retenus if seuls else ()


def _items(
    plat: str, options: Mapping[str, Sequence[str]]
) -> tuple[list[str], tuple[str, ...], list[int], int]:
    """Return the items meant, those named, numbers out of the list, how many other words."""
    ids = list(options)
    numeros, plat = _numeros(plat, len(ids))
    nommes = set()
    for identifiant, mots in options.items():
        # « légalité », « lillettrisme »: an apostrophe is easily forgotten
        motif = re.compile(rf"\b[ld]?(?:{'|'.join(mots)})(?!\w)") if mots else None
        if motif and motif.search(plat):
            nommes.add(identifiant)
            plat = motif.sub(" ", plat)
    reste = [mot for mot in re.findall(r"\w+", plat) if mot not in LIAISONS]
    retenus = [i for rang, i in enumerate(ids, 1) if rang in numeros or i in nommes]
    hors_liste = sorted(n for n in numeros if not 1 <= n <= len(ids))
    return retenus, tuple(nommes), hors_liste, len(reste)


def _numeros(plat: str, combien: int) -> tuple[set[int], str]:
    """Return the ranks meant by a sentence, and the sentence without them."""
    numeros: set[int] = set()
    for debut, fin in INTERVALLE.findall(plat):
        numeros |= set(range(int(debut), min(int(fin), 99) + 1))
    plat = INTERVALLE.sub(" ", plat)
    for trouve in BOUTS.finditer(plat):
        n = int(trouve[1] or trouve[4])
        if n > combien:
            numeros.add(n)  # out of the list, whatever it is
            continue
        premiers = (trouve[2] or trouve[3]) == "premier"
        numeros |= set(range(1, n + 1) if premiers else range(combien - n + 1, combien + 1))
    plat = BOUTS.sub(" ", plat)
    mots = plat.split()
    numeros |= {ORDINAUX[mot] for mot in mots if mot in ORDINAUX}
    numeros |= {combien} if {"dernier", "derniere"} & set(mots) else set()
    numeros |= {int(n) for n in NUMERO.findall(plat)}
    plat = NUMERO.sub(" ", plat)
    sans_ordinaux = (m for m in plat.split() if m not in ORDINAUX and not m.startswith("dernier"))
    return numeros, " ".join(sans_ordinaux)
