"""What a quantity is seen by: its unit and value, the words around it, the quantities beside it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bot.francais.mots import cles, compiler, liste, mots
from bot.francais.texte import FINS_DE_PROPOSITION, Texte
from bot.lecture.mentions.extraction import Quantite

FICHIER = "lecture/roles"
OUTILS = frozenset(liste("lecture/resolution.outils"))
PERSONNES = frozenset(liste("lecture/resolution.personnes"))
GOUVERNENT = {
    role: compiler(rf"\b{mots(f'{FICHIER}.{role}.mots')}(?!\w)") for role in cles(FICHIER)
}
# letters that a word's forms have in common, more or less
RACINE = 6
# words seen one by one, and as a bag
PRES, LOIN = 4, 12
MARQUES = {"duree": "<D>", "somme": "<S>", "date": "<T>", "nombre": "<N>"}
# what contracts last, seen as such; other durations by their size
DUREES_D_UN_CONTRAT = frozenset({12.0, 24.0, 36.0, 48.0, 60.0})
# how far a governing word stands: by pairs of words, the same beyond
PAS, ECART = 2, 4
LONGUEUR, COMPTE, RANG = 6, 4, 3
FINS_DE_PHRASE = frozenset(".?!\n")
PRESQUE = 0.1
# where the words of each list stand
Dits: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]


class Suite:
    """A sentence as words and quantities, each quantity one item."""

    def __init__(self, texte: Texte, quantites: Sequence[Quantite]) -> None:
        """Put a mark in the place of each quantity."""
        self.formes: list[str] = []
        self.places: list[int] = []
        debuts = {bisect_left(texte.debuts, q.debut): q for q in quantites}
        rang = 0
        while rang < len(texte.jetons):
            quantite = debuts.get(rang)
            if quantite is None:
                self.formes.append(texte.jetons[rang].forme)
                rang += 1
            else:
                self.places.append(len(self.formes))
                self.formes.append(MARQUES[quantite.genre])
                rang = max(bisect_left(texte.debuts, quantite.fin), rang + 1)
        self._fins = [i for i, f in enumerate(self.formes) if f in FINS_DE_PROPOSITION]
        self._fins_de_phrase = [i for i in self._fins if self.formes[i] in FINS_DE_PHRASE]

    def proposition(self, place: int) -> tuple[int, int]:
        """Return the span of the clause that holds an item, its final sign left out."""
        return self._entre(self._fins, place)

    def phrase(self, place: int) -> tuple[int, int]:
        """Return the span of the sentence that holds an item, its final sign left out."""
        return self._entre(self._fins_de_phrase, place)

    def _entre(self, fins: Sequence[int], place: int) -> tuple[int, int]:
        suivante = bisect_left(fins, place)
        debut = fins[suivante - 1] + 1 if suivante else 0
        return debut, fins[suivante] if suivante < len(fins) else len(self.formes)


def traits(texte: Texte, quantites: Sequence[Quantite]) -> list[list[str]]:
    """Return what is seen of each quantity, as names, each once."""
    suite = Suite(texte, quantites)
    longueur = f"long={min(int(math.log2(len(suite.formes) or 1)), LONGUEUR)}"
    dits = {
        role: [trouve.span() for trouve in expression.finditer(texte.plat)]
        for role, expression in GOUVERNENT.items()
    }
    return [
        sorted(
            {
                longueur,
                *_d_elle_meme(texte, quantite),
                *_parmi_les_autres(quantite, quantites),
                *_mots(suite, suite.places[rang]),
                *(_nu(suite, suite.places[rang]) if quantite.genre == "nombre" else ()),
                *_gouverneurs(texte, quantite, dits),
                *_d_ailleurs(quantite, dits),
            }
        )
        for rang, quantite in enumerate(quantites)
    ]


def _racine(mot: str) -> str:
    return mot if mot.startswith("<") else mot[:RACINE]


def _d_elle_meme(texte: Texte, quantite: Quantite) -> Iterator[str]:
    yield f"v={_valeur(quantite)}"
    yield from (f"u={mot}" for mot in texte.plat[quantite.debut : quantite.fin].split()[1:])


def _valeur(quantite: Quantite) -> str:
    valeur = quantite.valeur
    if isinstance(valeur, tuple):  # which parts of a date are said
        return "".join("-x"[part is not None] for part in valeur)
    if quantite.genre == "somme":
        return f"{round(2 * math.log10(max(valeur, 1)))}"
    precise = valeur in DUREES_D_UN_CONTRAT
    return str(valeur) if precise else f"~{round(2 * math.log2(max(valeur, PRESQUE)))}"


def _parmi_les_autres(quantite: Quantite, toutes: Sequence[Quantite]) -> Iterator[str]:
    """Tell the only one, the largest, the first, the sum of the others."""
    du_genre = [q for q in toutes if q.genre == quantite.genre]
    yield f"n={min(len(du_genre), COMPTE)} rang={min(du_genre.index(quantite), RANG)}"
    if len(du_genre) == 1:
        yield "seule"
    if isinstance(quantite.valeur, tuple) or len(du_genre) == 1:
        return
    valeurs = [q.nombre for q in du_genre]
    if quantite.valeur == max(valeurs):
        yield "max"
    if quantite.valeur == min(valeurs):
        yield "min"
    if abs(sum(valeurs) - 2 * quantite.valeur) < PRESQUE:
        yield "somme des autres"
    if somme_de_precedentes(quantite.valeur, valeurs[: du_genre.index(quantite)]):
        yield "somme de precedentes"


def somme_de_precedentes(valeur: float, avant: Sequence[float]) -> bool:
    """Tell the last of « 2 mois, puis 40 mois et 3 mois, soit 45 mois »."""
    sommes = (sum(avant[rang:]) for rang in range(len(avant) - 1))
    return any(abs(somme - valeur) < PRESQUE for somme in sommes)


def _mots(suite: Suite, place: int) -> Iterator[str]:
    """Return the words of its clause, by side and distance, and what those beside are about."""
    debut, fin = suite.proposition(place)
    avant = suite.formes[max(debut, place - LOIN) : place][::-1]
    apres = suite.formes[place + 1 : min(fin, place + 1 + LOIN)]
    yield from _d_un_cote("<", avant)
    yield from _d_un_cote(">", apres)
    yield f"={' '.join(avant[:1])}_{' '.join(apres[:1])}"
    yield f"gouv={_racine(next(filter(_nomme, avant), ''))}"
    yield f"sujet={_racine(next(filter(_est_plein, suite.formes[debut:place]), ''))}"
    dite = slice(*suite.phrase(place))
    yield from _de_la_phrase(suite.formes[dite])
    yield from _des_phrases_voisines(suite, dite.start, dite.stop)
    precedente, _ = suite.proposition(max(debut - 2, 0))
    if precedente < debut:
        dits = suite.formes[max(precedente, debut - LOIN) : debut]
        yield from (f"avant={_racine(mot)}" for mot in dits if _est_plein(mot))
    if fin + 1 < len(suite.formes):
        suivants = suite.formes[fin + 1 : fin + 1 + LOIN]
        yield from (f"suite={_racine(mot)}" for mot in suivants if _est_plein(mot))


def _nu(suite: Suite, place: int) -> Iterator[str]:
    """Tell a number that counts nothing, after a duration: « 36 mois ici et 48 là »."""
    debut, _ = suite.phrase(place)
    apres = [mot for mot in suite.formes[place + 1 : place + 2] if _est_plein(mot)]
    suit = MARQUES["duree"] in suite.formes[debut:place]
    avant = suite.formes[place - 1] if place else "^"
    yield f"nu={not apres} {suit}"
    yield f"nu={not apres} {suit} {_racine(avant)}"


def _est_plein(mot: str) -> bool:
    return mot not in OUTILS


def _de_la_phrase(dits: Sequence[str]) -> Iterator[str]:
    """Return what the whole sentence is about, how it starts, and who speaks in it."""
    yield from (f"phrase={_racine(mot)}" for mot in dits if _nomme(mot))
    yield from (f"qui={mot}" for mot in dits if mot in PERSONNES)
    yield f"ouvre={' '.join(map(_racine, dits[:1]))}"
    yield f"ouvre={' '.join(map(_racine, dits[:2]))}"


def _des_phrases_voisines(suite: Suite, debut: int, fin: int) -> Iterator[str]:
    """Tell who speaks beside, and how what follows opens: « c'est l'État, 5 ans. Nous, … »."""
    precedente = suite.formes[suite.phrase(max(debut - 2, 0))[0] : debut]
    suivante = suite.formes[fin + 1 : suite.phrase(min(fin + 1, len(suite.formes) - 1))[1]]
    yield from (f"qui avant={mot}" for mot in precedente if mot in PERSONNES)
    yield from (f"qui ensuite={mot}" for mot in suivante if mot in PERSONNES)
    yield f"ensuite={' '.join(suivante[:1])}"
    yield f"ensuite={' '.join(suivante[:2])}"


def _nomme(mot: str) -> bool:
    """Tell a word that is more than a tool, and no quantity."""
    return _est_plein(mot) and not mot.startswith("<")


def _d_un_cote(cote: str, dits: Sequence[str]) -> Iterator[str]:
    proches = [_racine(mot) for mot in [*dits[:PRES], *["^"] * (PRES - len(dits))]]
    yield from (f"{cote}{rang}={mot}" for rang, mot in enumerate(proches))
    yield f"{cote}01={' '.join(proches[:2])}"
    yield f"{cote}012={' '.join(proches[:3])}"
    virgule = next((rang for rang, mot in enumerate(dits) if mot == ","), LOIN)
    for rang, mot in enumerate(dits):
        if _est_plein(mot):
            yield f"{cote}{'pres' if rang < virgule else 'loin'}={_racine(mot)}"
            if rang < PRES:
                yield f"{cote}tout pres={_racine(mot)}"
    # the nearest quantity, and what stands between
    voisine = next((rang for rang, mot in enumerate(dits) if mot.startswith("<")), None)
    if voisine is not None:
        yield f"{cote}voisine={dits[voisine]}"
        if voisine <= PRES:
            yield f"{cote}voisine={' '.join(map(_racine, dits[: voisine + 1]))}"


def _gouverneurs(texte: Texte, quantite: Quantite, dits: Dits) -> Iterator[str]:
    """Tell which lists of governing words stand in its clause, and the nearest one before it."""
    debut = texte.debut_de_proposition(quantite.debut)
    fin = debut + len(texte.proposition(quantite.debut))
    plus_proche = (0, 0, "")
    for role, places in dits.items():
        avant = [place for place in places if debut <= place[0] and place[1] <= quantite.debut]
        if avant:
            yield f"gouverne<{role}"
            yield f"gouverne<{role} a {_ecart(texte.plat[avant[-1][1] : quantite.debut])}"
            plus_proche = max(plus_proche, (avant[-1][1], avant[-1][1] - avant[-1][0], role))
        if premier := next((p for p in places if quantite.fin <= p[0] and p[1] <= fin), None):
            yield f"gouverne>{role}"
            yield f"gouverne>{role} a {_ecart(texte.plat[quantite.fin : premier[0]])}"
    yield f"gouverne={plus_proche[2]}"


def _d_ailleurs(quantite: Quantite, dits: Dits) -> Iterator[str]:
    """Tell which of them stand anywhere before it, or after: « Il peut être reconduit… »."""
    if quantite.genre != "duree":
        return  # what is said around tells as much of sums and dates
    for role, places in dits.items():
        if places and places[0][0] < quantite.debut:
            yield f"texte<{role}"
        if places and places[-1][0] > quantite.debut:
            yield f"texte>{role}"


def _ecart(entre: str) -> int:
    return min(entre.count(" ") // PAS, ECART)
