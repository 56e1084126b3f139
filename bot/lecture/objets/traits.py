"""What a word is seen by, as the first or as the last of what is bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from bot.francais.mots import compiler, liste
from bot.francais.texte import FINS_DE_PROPOSITION, Texte

FICHIER = "lecture/objets"
OUTILS = frozenset(liste("lecture/resolution.outils"))
DETERMINANTS = frozenset(liste(f"{FICHIER}.determinants"))
LIENS = frozenset(liste(f"{FICHIER}.articles"))
SIGNES = frozenset(".,;:!?()=/+-*×\n%€")
TETE = compiler(r"{tetes}(?= |$)", FICHIER)
ARRET = compiler(r"{arrets}(?= |$)", FICHIER)
# letters that a word's forms have in common, more or less; and those that tell a noun from a verb
RACINE, FINALE = 6, 3
# no subject is longer; how many words are seen as a bag, on each side
MOTS_AU_PLUS, AVANT, APRES = 60, 8, 7
# lengths are seen as such up to there, then alike
LONGUEUR, DES_MOTS = 12, 3
# the position in a text, its length: by powers of two
RANG, TAILLE = 5, 6
# what links the items of a list, and what ends one of them
LIAISONS = frozenset(", et ou & / puis ainsi".split())
FINS_D_UN_MEMBRE = frozenset(",.;:!?()/\n")
# no item is longer
D_UN_MEMBRE = 14


class Mots:
    """A text's words, and what stands around each."""

    def __init__(self, texte: Texte) -> None:
        """Shorten each word to what its forms have in common."""
        self.texte = texte
        self.formes = [jeton.forme for jeton in texte.jetons]
        self._racines = [_racine(forme) for forme in self.formes]
        self._vus: dict[tuple[re.Pattern[str], int], bool] = {}

    def forme(self, place: int) -> str:
        """Return a word; beyond the text, a mark."""
        return self.formes[place] if 0 <= place < len(self.formes) else "^"

    def racine(self, place: int) -> str:
        """Return what a word's forms have in common."""
        return self._racines[place] if 0 <= place < len(self.formes) else "^"

    def suite(self, debut: int, fin: int) -> str:
        """Return some words, shortened."""
        return " ".join(map(self.racine, range(debut, fin)))

    def tournure(self, debut: int, fin: int) -> str:
        """Return some words, only tools and signs as they are: « , le _ et »."""
        places = range(max(debut, 0), min(fin, len(self.formes)))
        return " ".join("_" if self.pleins[i] else self.formes[i] for i in places)

    @cached_property
    def capitales(self) -> list[bool]:
        """Tell which words start with a capital."""
        brut = self.texte.brut
        return [brut[jeton.debut : jeton.debut + 1].isupper() for jeton in self.texte.jetons]

    @cached_property
    def pleins(self) -> list[bool]:
        """Tell which words are more than tools and signs."""
        return [forme not in OUTILS and forme not in SIGNES for forme in self.formes]

    def peut_commencer(self, place: int) -> bool:
        """Tell a word that may be the first of a subject: its article is none of it."""
        return self.formes[place] not in SIGNES and self.formes[place] not in DETERMINANTS

    def est_une_tete(self, place: int) -> bool:
        """Tell a word that subjects often start with."""
        return place < len(self.formes) and self._est(TETE, place)

    def est_un_arret(self, place: int) -> bool:
        """Tell a word that often follows a subject, and seldom stands in one."""
        return place < len(self.formes) and self._est(ARRET, place)

    def _est(self, motif: re.Pattern[str], place: int) -> bool:
        """Tell a word that an expression starts with; each is looked at once."""
        if (motif, place) not in self._vus:
            trouve = motif.match(self.texte.plat, self.texte.debuts[place])
            self._vus[motif, place] = trouve is not None
        return self._vus[motif, place]

    def ouvre_un_membre(self, place: int) -> bool:
        """Tell a word after which an item of a list starts."""
        forme = self.formes[place]
        return forme in LIAISONS or forme in FINS_D_UN_MEMBRE

    def nom(self, debut: int, fin: int) -> int:
        """Return the first of some words that is no article, or where they end."""
        return next((i for i in range(debut, fin) if self.formes[i] not in DETERMINANTS), fin)

    def avant(self, place: int) -> int:
        """Return where the word stands that comes before one and its articles."""
        place -= 1
        while place >= 0 and self.formes[place] in DETERMINANTS:
            place -= 1
        return place

    def limite(self, debut: int) -> int:
        """Return the last place where what starts somewhere may end."""
        fin = debut
        while fin - debut < MOTS_AU_PLUS and fin + 1 < len(self.formes):
            if self.formes[fin + 1] in FINS_DE_PROPOSITION - {";"}:
                break
            fin += 1
        return fin

    def est_ouvert(self, debut: int, fin: int) -> bool:
        """Tell what opens a parenthesis or a quotation, and does not close it."""
        jetons = self.texte.jetons
        dit = self.texte.brut[jetons[debut].debut : jetons[fin].fin]
        return dit.count("(") > dit.count(")") or dit.count("«") > dit.count("»")


def _racine(forme: str) -> str:
    if forme[:1].isdigit():
        return "9" if len(forme) <= 2 else "999"
    return forme[:RACINE]


def _finale(forme: str) -> str:
    return forme[-FINALE:] if len(forme) > FINALE + 1 else forme


def _ordre(nombre: int, au_plus: int) -> int:
    return min((nombre + 1).bit_length() - 1, au_plus)


def du_premier(mots: Mots, place: int) -> Iterator[str]:
    """Yield what is seen of a word as the first of a subject."""
    avant = mots.avant(place)
    article = " ".join(mots.formes[avant + 1 : place])
    mot, precedent = mots.racine(place), mots.racine(avant)
    yield f"m={mot}"
    yield f"M={mots.forme(place)}"
    yield f"m3={_finale(mots.forme(place))}"
    yield f"m2={mots.forme(place)[-2:]}"
    yield f"m>={mots.suite(place, place + 2)}"
    yield f">={mots.racine(place + 1)}"
    yield f">>={mots.suite(place + 1, place + 3)}"
    yield f"a={article}"
    yield f"P={mots.forme(avant)}"
    yield f"Pa={mots.forme(avant)} {article}"
    yield f"Pm={precedent} {mot}"
    yield f"Pm3={precedent} {_finale(mots.forme(place))}"
    for rang in range(3):
        yield f"p{rang}={mots.racine(avant - rang)}"
        yield f"pp{rang}={mots.suite(avant - rang, avant + 1)}"
    yield f"t<={mots.tournure(avant - 2, place)}"
    tete = mots.est_une_tete(place)
    yield f"t={tete} {precedent}"
    yield f"t={tete}"
    yield f"C={mots.capitales[place]}{mots.capitales[avant + 1]}"
    yield f"L={_ordre(len(mots.formes), TAILLE)}"
    yield f"R={_ordre(sum(mots.pleins[:place]), RANG)}"
    yield from _autour(mots, avant, place, tete)
    yield from _membre_precedent(mots, avant, article, tete)


def _membre_precedent(mots: Mots, avant: int, article: str, tete: bool) -> Iterator[str]:
    """Yield what is seen of the item before one, in a list: « la pose et l'entretien »."""
    liaison = mots.forme(avant)
    if liaison not in LIAISONS:
        return
    debut = avant
    while debut > 0 and avant - debut < D_UN_MEMBRE and not mots.ouvre_un_membre(debut - 1):
        debut -= 1
    nom = mots.nom(debut, avant)
    precedente = " ".join(mots.formes[debut:nom])
    nomme = mots.est_une_tete(nom)
    yield f"kt={liaison} {nomme} {tete}"
    yield f"k={liaison} {nomme} {precedente == article}"
    yield f"ka={liaison} {precedente} {article}"
    yield f"kP={mots.forme(debut - 1)} {mots.forme(debut - 2)}"
    yield f"kl={min(avant - debut, D_UN_MEMBRE) // 2} {liaison}"
    yield f"km={mots.racine(nom)}"


def _autour(mots: Mots, avant: int, place: int, tete: bool) -> Iterator[str]:
    """Yield what is seen of the clause that holds a word."""
    debut = avant
    while debut >= 0 and mots.formes[debut] not in FINS_DE_PROPOSITION:
        debut -= 1
    dits = [mots.racine(i) for i in range(avant, debut, -1) if mots.pleins[i]][:AVANT]
    yield from (f"<{dit}" for dit in dits)
    yield f"<0={' '.join(dits[:1])}"
    yield f"<1={' '.join(dits[1:2])}"
    yield f"<01={' '.join(dits[:2])}"
    yield f"1={not dits} {mots.racine(place)}"
    yield f"1={not dits} {tete}"
    yield f"1={not dits} {avant < 0} {mots.forme(avant) in ('^', chr(10))}"
    yield f"c={mots.racine(debut - 1)}"
    for rang in range(place + 1, min(place + 1 + APRES, len(mots.formes))):
        if mots.formes[rang] in FINS_DE_PROPOSITION:
            yield f"f={rang - place}"
            break
        if mots.pleins[rang]:
            yield f"+{mots.racine(rang)}"


def du_dernier(mots: Mots, debut: int, place: int) -> Iterator[str]:
    """Yield what is seen of a word as the last of a subject that starts somewhere."""
    suivant, mot = mots.forme(place + 1), mots.forme(place)
    longueur = place - debut + 1
    yield f"L={min(longueur, LONGUEUR)}"
    yield f"L>={min(longueur // DES_MOTS, DES_MOTS)} {suivant}"
    yield f"o={mot in LIENS or mot in SIGNES}"
    yield f"m={mots.racine(place)}"
    yield f"M={mot}"
    yield f"m3={_finale(mot)}"
    yield f"-m={mots.suite(place - 1, place + 1)}"
    yield f"m>={mots.suite(place, place + 2)}"
    yield f"M>={mot} {mots.racine(place + 1)}"
    yield f"m>>={mots.suite(place, place + 3)}"
    yield f"s>={mots.racine(debut)} {suivant}"
    yield f"p>={mots.racine(mots.avant(debut))} {suivant}"
    yield f">={mots.racine(place + 1)}"
    yield f">>={mots.suite(place + 1, place + 3)}"
    yield f">>>={mots.suite(place + 1, place + 4)}"
    yield f">2={mots.racine(place + 2)}"
    yield f">3={mots.racine(place + 3)}"
    if place + 1 == len(mots.formes):
        yield "fin"
        return
    yield f"F={suivant}"
    yield f"F>={suivant} {mots.forme(place + 2)}"
    yield f"F3={_finale(suivant)}"
    yield f"F2={suivant[-2:]}"
    yield f"C={mots.capitales[place + 1]} {suivant in LIENS}"
    yield f"t4={mots.tournure(place + 1, place + 5)}"
    yield f"t6={mots.tournure(place + 1, place + 7)}"
    yield f"A={mots.est_un_arret(place + 1)}"
    yield from _ensuite(mots, place + 1)
    yield from _membre_suivant(mots, debut, place + 1)


def _membre_suivant(mots: Mots, debut: int, liaison: int) -> Iterator[str]:
    """Yield what is seen of what would be the next item of a list: « , la pose » or « , 4 ans »."""
    lien = mots.forme(liaison)
    if lien not in LIAISONS and lien not in SIGNES:
        return
    fin = liaison + 1
    while fin < len(mots.formes) and fin - liaison < D_UN_MEMBRE and not mots.ouvre_un_membre(fin):
        fin += 1
    nom = mots.nom(liaison + 1, fin)
    article = " ".join(mots.formes[liaison + 1 : nom])
    premier = " ".join(mots.formes[mots.avant(debut) + 1 : debut])
    dedans = mots.formes[debut:liaison]
    bloque = mots.est_un_arret(nom)
    coupe = any(map(mots.est_un_arret, range(liaison + 1, fin)))
    clos = mots.forme(fin)
    yield f"k={lien} {bloque}"
    yield f"k={lien} {bloque} {mots.est_une_tete(nom)} {clos}"
    yield f"kc={lien} {coupe} {mots.est_une_tete(nom)} {clos}"
    yield f"ka={lien} {article == premier} {article in dedans} {article}"
    yield f"ka={lien} {premier} {article} {bloque}"
    yield f"km={lien} {mots.racine(nom)}"
    yield f"km3={lien} {_finale(mots.forme(nom))} {article}"
    yield f"kl={lien} {min(fin - liaison, D_UN_MEMBRE) // 2} {clos}"
    yield f"kd={lien} {',' in dedans} {'et' in dedans} {clos}"
    yield from _liste(mots, lien, liaison)


def _liste(mots: Mots, lien: str, place: int) -> Iterator[str]:
    """Yield whether a list goes on to its « et » before what seldom stands in a subject."""
    for rang in range(place + 1, min(place + 1 + 2 * D_UN_MEMBRE, len(mots.formes))):
        forme = mots.formes[rang]
        if forme != "," and (forme in FINS_D_UN_MEMBRE or mots.est_un_arret(rang)):
            yield f"K={lien} {'.' if forme in FINS_D_UN_MEMBRE else 'A'}"
            return
        if forme in ("et", "ou"):
            yield f"K={lien} et"
            yield f"K={lien} et {mots.forme(rang + 1)} {mots.forme(place + 1)}"
            return


def _ensuite(mots: Mots, place: int) -> Iterator[str]:
    """Yield what is seen of what would follow a subject."""
    plein = next((i for i in range(place, min(place + 6, len(mots.formes))) if mots.pleins[i]), -2)
    yield f"g={mots.racine(plein)}"
    yield f"Fg={mots.forme(place)} {mots.racine(plein)}"
    yield f"g3={_finale(mots.forme(plein))}"
    for rang in range(place + 1, min(place + APRES, len(mots.formes))):
        if mots.formes[rang] in FINS_DE_PROPOSITION:
            break
        yield f"+{mots.racine(rang)}"


def premiers(mots: Mots) -> Sequence[int]:
    """Return the words that may be the first of a subject."""
    return [place for place in range(len(mots.formes)) if mots.peut_commencer(place)]
