"""What a quantity is seen by: its unit and value, the words around it, the quantities beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.francais.texte import FINS_DE_PROPOSITION, Texte
from bot.lecture.mentions.extraction import Quantite

# words that govern nothing: the noun that a quantity belongs to stands beyond them
OUTILS = frozenset(
    "le la les l un une des de du d a au aux en et ou est sont sera seront etre ete ce cette ces c "
    "qui que qu se s sur pour par dans avec ne n pas plus il elle on nous vous je j ils elles y "
    "son sa ses leur leurs notre nos mon ma mes : ( ) , - = / + fait dure".split()
)
RACINE, PRES, LOIN = 6, 4, 12
MARQUES = {"duree": "<D>", "somme": "<S>", "date": "<T>", "nombre": "<N>"}


class Suite:
    """A sentence as words and quantities, each quantity one item."""

    def __init__(self, texte: Texte, quantites: Sequence[Quantite]) -> None:
        self.formes: list[str] = []
        self.places: list[int] = []
        debuts = {bisect_left(texte.debuts, q.debut): q for q in quantites}
        i = 0
        while i < len(texte.jetons):
            quantite = debuts.get(i)
            if quantite is None:
                self.formes.append(texte.jetons[i].forme)
                i += 1
            else:
                self.places.append(len(self.formes))
                self.formes.append(MARQUES[quantite.genre])
                i = max(bisect_left(texte.debuts, quantite.fin), i + 1)
        self.fins = [i for i, f in enumerate(self.formes) if f in FINS_DE_PROPOSITION]

    def proposition(self, place: int) -> tuple[int, int]:
        """Return the span of the clause that holds an item, its final sign left out."""
        suivante = bisect_left(self.fins, place)
        debut = self.fins[suivante - 1] + 1 if suivante else 0
        return debut, self.fins[suivante] if suivante < len(self.fins) else len(self.formes)


def racine(mot: str) -> str:
    """Return what the forms of a word have in common, more or less."""
    return mot if mot.startswith("<") else mot[:RACINE]


def traits(texte: Texte, quantites: Sequence[Quantite]) -> list[list[str]]:
    """Return what is seen of each quantity, as names."""
    suite = Suite(texte, quantites)
    return [
        [
            *_d_elle_meme(texte, quantite),
            *_parmi_les_autres(quantite, quantites),
            *_mots(suite, suite.places[rang]),
            *_longueur(suite),
        ]
        for rang, quantite in enumerate(quantites)
    ]


def _longueur(suite: Suite) -> Iterator[str]:
    yield f"long={min(int(math.log2(len(suite.formes))), 6)}"


def _d_elle_meme(texte: Texte, quantite: Quantite) -> Iterator[str]:
    yield f"g={quantite.genre}"
    mots = texte.plat[quantite.debut : quantite.fin].split()
    for mot in mots[1:]:
        yield f"u={mot}"
    yield f"g={quantite.genre} v={_valeur(quantite)}"


def _valeur(quantite: Quantite) -> str:
    valeur = quantite.valeur
    if isinstance(valeur, tuple):
        return "".join("-x"[part is not None] for part in valeur)
    if quantite.genre == "somme":
        return f"{round(2 * math.log10(max(valeur, 1)))}"
    return str(valeur) if valeur in (12, 24, 36, 48, 60) else f"~{round(2 * math.log2(max(valeur, 0.1)))}"


def _parmi_les_autres(quantite: Quantite, toutes: Sequence[Quantite]) -> Iterator[str]:
    du_genre = [q for q in toutes if q.genre == quantite.genre]
    genre = quantite.genre
    rang = du_genre.index(quantite)
    yield f"{genre} n={min(len(du_genre), 4)} rang={min(rang, 3)}"
    if len(du_genre) == 1:
        yield f"{genre} seule"
    valeurs = [q.valeur for q in du_genre if not isinstance(q.valeur, tuple)]
    if isinstance(quantite.valeur, tuple) or len(valeurs) < 2:
        return
    if quantite.valeur == max(valeurs):
        yield f"{genre} max"
    if quantite.valeur == min(valeurs):
        yield f"{genre} min"
    autres = sum(valeurs) - quantite.valeur
    if abs(autres - quantite.valeur) < 0.1:
        yield f"{genre} somme des autres"


def _mots(suite: Suite, place: int) -> Iterator[str]:
    debut, fin = suite.proposition(place)
    avant = suite.formes[max(debut, place - LOIN) : place][::-1]
    apres = suite.formes[place + 1 : min(fin, place + 1 + LOIN)]
    for cote, mots in (("<", avant), (">", apres)):
        yield from _d_un_cote(cote, mots)
    yield f"={' '.join(avant[:1])}_{' '.join(apres[:1])}"
    gouverneur = next((m for m in avant if m not in OUTILS and not m.startswith("<")), "")
    yield f"gouv={racine(gouverneur)}"
    sujet = next((m for m in suite.formes[debut:place] if m not in OUTILS), "")
    yield f"sujet={racine(sujet)}"
    # what the clause before was about
    precedente, _ = suite.proposition(max(debut - 2, 0))
    if precedente < debut:
        for mot in suite.formes[max(precedente, debut - LOIN) : debut]:
            if mot not in OUTILS:
                yield f"avant={racine(mot)}"


def _d_un_cote(cote: str, mots: Sequence[str]) -> Iterator[str]:
    pleins = [*mots[:PRES], *["^"] * (PRES - len(mots))]
    for i, mot in enumerate(pleins[:PRES]):
        yield f"{cote}{i}={racine(mot)}"
    yield f"{cote}01={' '.join(map(racine, pleins[:2]))}"
    yield f"{cote}012={' '.join(map(racine, pleins[:3]))}"
    virgule = False
    for i, mot in enumerate(mots):
        virgule = virgule or mot == ","
        if mot not in OUTILS:
            yield f"{cote}{'loin' if virgule else 'pres'}={racine(mot)}"
            if i < PRES:
                yield f"{cote}tout pres={racine(mot)}"
    # the nearest quantity, and what stands between
    entre = next((i for i, mot in enumerate(mots) if mot.startswith("<")), None)
    if entre is not None:
        yield f"{cote}voisine={mots[entre]}"
        if entre <= PRES:
            yield f"{cote}voisine={' '.join(map(racine, mots[: entre + 1]))}"
