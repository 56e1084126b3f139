"""Cut a message by the lots that it names: what is said of the whole, and of each.

Lots with letters have the number of their letter: « lot B » is the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.francais.mots import compiler, juste_apres, quelque_part, telle_quelle, valeurs
from bot.francais.texte import plier

FICHIER = "lecture/lots"
EN_LETTRES, RANGS = valeurs(f"{FICHIER}.en_lettres"), valeurs(f"{FICHIER}.rangs")
# the file's names are matched the longest first: « deuxieme » holds « deux »
_LETTRES = "|".join(sorted(EN_LETTRES, key=len, reverse=True))
_RANG = "|".join(sorted(RANGS, key=len, reverse=True))
_NOMBRE = rf"(?:\d{{1,2}}|{_LETTRES})(?!\w)"
_NUMERO = rf"(?:{{numero}})?{_NOMBRE}(?! ?{{compte_autre_chose}}(?!\w))"
_LISTE = rf"{_NUMERO}(?:(?:{{et}}|{{jusqu_a}})(?:le )?{_NUMERO})*"
# « lot 1 à 6 », « lot 1 et 2 »; « lot 1 à 20 000 € » gives a sum
_SUITE = rf"(?:(?: et |{{jusqu_a}}){_NUMERO}(?! ?\d))"
MENTION = compiler(
    rf"\b(?:{{des_lots}} (?P<numeros>{_LISTE})|{{un_lot}} (?P<un>{_NUMERO}{_SUITE}?)"
    rf"|(?P<rang>{_RANG}) {{lot}}\b"
    rf"|(?P<autres>{{les_autres}})(?!\w)|le (?P<suivant>{_RANG})(?!\w| {{lot}}))",
    FICHIER,
)
NUMERO = re.compile(_NOMBRE)
JUSQU_A = telle_quelle(f"{FICHIER}.jusqu_a")
CHOSE = compiler(r" ?:? ?(?!{pas_une_chose}\b)[a-z][a-z' -]{2,40}", FICHIER)
ENTRE_DEUX_LOTS = compiler("{et}(?:{amorce} ?)*", FICHIER)
COMPTE = compiler(
    rf"\b(?P<n>{_NOMBRE}) (?:{{qualificatif}} )?{{lot}}\b(?! {{choses}})"
    rf"|\b{{alloti}} (?P<en>{_NOMBRE})|\b(?P<zones>{_NOMBRE}) {{un_titulaire_par_zone}}\b",
    FICHIER,
)
AMORCES = compiler(r"\W*(?:{amorce}(?:(?!\w)\W*|(?<=')))*", FICHIER)
# a comma or a point within a number is no end; a colon is one before a lot: « 2 lots : lot 1… »
BORNE = compiler(
    r"(?P<paragraphe>\n\s*\n)|(?P<phrase>[;\n]|(?<!\d)\.|\.(?!\d))|(?<!\d),|,(?!\d)|[()]"
    rf"|[:–—-](?=\s*(?:{{amorce}} )*{{lot}} (?:{{numero}})?{_NOMBRE})",
    FICHIER,
)
JOINTURE = compiler(r" (?={jointure} )", FICHIER)
JOINT_EN_TETE = compiler(r" {jointure}(?= )", FICHIER)
DE_L_ENSEMBLE = quelque_part(f"{FICHIER}.de_l_ensemble")
CHACUN = quelque_part(f"{FICHIER}.chacun")
A_EUX_TOUS = quelque_part(f"{FICHIER}.a_eux_tous")
GARDER = compiler(r"\b{garder} (?:{amorce} ?)*$", FICHIER)
GARDER_APRES = juste_apres(f"{FICHIER}.garder_apres")
D_UN_FAIT = compiler(r"(?:\d(?! ?[\d ]|\d*{lot}\b)|\b{fait_d_un_lot}\b)[^,.;?!\n]*$", FICHIER)
ECARTER = compiler(r"\b{ecarter} (?:{amorce} ?)*$", FICHIER)
ECARTER_APRES = juste_apres(f"{FICHIER}.ecarter_apres")
REMETTRE = compiler(r"\b{remettre} (?:{amorce} ?)*$", FICHIER)
REMETTRE_APRES = juste_apres(f"{FICHIER}.remettre_apres")
REPRENDRE = quelque_part(f"{FICHIER}.reprendre")
LES_AUTRES = 0
# what a message asks to do of the lots that it names
GARDER_SEULS, METTRE_DE_COTE, REPRENDRE_TOUT = "garder", "ecarter", "reprendre"
REMETTRE_CEUX_LA = "remettre"
LOTS_AU_PLUS = 50
# a capital: « le lot a 4 ans » names none
EN_CAPITALES = compiler(r"\b(?i:{lot}) [A-I](?:{et}[A-I])*(?![\w'’])", FICHIER)
CHIFFRES_DES_LETTRES = str.maketrans("ABCDEFGHI", "123456789")


@dataclass(frozen=True)
class Nomme:
    """Lots that a message names at one place, by their numbers; those that it does not, by 0."""

    numeros: tuple[int, ...]
    debut: int
    fin: int


@dataclass(frozen=True)
class Morceau:
    """A piece of a message; `force`: it begins a sentence (1) or a paragraph (2).

    `nomme` are the lots that it names; `reste`: what is said after it is no more of them.
    """

    debut: int
    fin: int
    force: int
    nomme: Nomme | None = None
    reste: bool = False


@dataclass(frozen=True)
class Decoupe:
    """A message cut by the lots that it names.

    `parties` are the spans of what is said of each set of lots; `compte` is how many lots are said
    to be, up to `fin_du_compte`; `consigne` what is to be done of those that are named (keep them
    alone, drop them).
    """

    plie: str
    nommes: tuple[Nomme, ...]
    parties: dict[tuple[int, ...], list[Morceau]]
    compte: int | None
    fin_du_compte: int
    consigne: str | None
    enumeres: bool = False

    @property
    def numeros(self) -> frozenset[int]:
        """Return the numbers of the lots that are named."""
        return frozenset(n for nomme in self.nommes for n in nomme.numeros)


def est_a_eux_tous(decoupe: Decoupe, morceau: Morceau) -> bool:
    """Tell « les lots 1 et 3 pèsent 1,3 M€ ensemble », of them together and not of each."""
    dit = A_EUX_TOUS.search(decoupe.plie, morceau.debut, morceau.fin) is not None
    return dit and not CHACUN.search(decoupe.plie, morceau.debut, morceau.fin)


def en_chiffres(texte: str) -> str:
    """Write « lots A et B » with digits, each sign in its place."""
    return EN_CAPITALES.sub(lambda dits: dits[0].translate(CHIFFRES_DES_LETTRES), texte)


def decouper(texte: str) -> Decoupe:
    """Cut a message into what it says of the whole and of each lot."""
    plie = plier(en_chiffres(texte))
    compte, place = _compter(plie)
    nommes = _nommer(plie, compte)
    parties: dict[tuple[int, ...], list[Morceau]] = {}
    morceaux = [*_morceler(plie, nommes)]
    enumeres = _sont_enumeres(morceaux, plie)
    for numeros, morceau in _attribuer(morceaux, plie, enumeres):
        parties.setdefault(numeros, []).append(morceau)
    return Decoupe(plie, nommes, parties, compte, place, _consigne(plie, nommes), enumeres)


def _compter(plie: str) -> tuple[int | None, int]:
    """Return how many lots there are said to be, and where; one is none."""
    for nombre, fin in map(lire_un_compte, COMPTE.finditer(plie)):
        if nombre is not None:
            return nombre, fin
    return None, 0


def lire_un_compte(trouve: re.Match[str]) -> tuple[int | None, int]:
    """Return how many lots `COMPTE` found, and where it ends; None of a lot alone."""
    nombre = _lire_un_numero(next(groupe for groupe in trouve.groups() if groupe))
    return (nombre if 1 < nombre <= LOTS_AU_PLUS else None), trouve.end()


def _lire_un_numero(dit: str) -> int:
    return int(EN_LETTRES.get(dit) or RANGS.get(dit) or dit)


def _nommer(plie: str, compte: int | None) -> tuple[Nomme, ...]:
    """Return the lots named; those that nothing but « et le » parts are named together."""
    nommes: list[Nomme] = []
    en_lots = compte is not None
    for trouve in MENTION.finditer(plie):
        # « les autres », « le second », where no lot is spoken of, are others of something else
        en_lots = en_lots or bool(trouve["numeros"] or trouve["un"] or trouve["rang"])
        if not en_lots:
            continue
        nomme = Nomme(_numeros(trouve), *trouve.span())
        if nommes and ENTRE_DEUX_LOTS.fullmatch(plie, nommes[-1].fin, nomme.debut):
            avant = nommes.pop()
            nomme = Nomme((*avant.numeros, *nomme.numeros), avant.debut, nomme.fin)
        nommes.append(nomme)
    return tuple(nommes)


def _numeros(trouve: re.Match[str]) -> tuple[int, ...]:
    if trouve["autres"]:
        return (LES_AUTRES,)
    if rang := trouve["rang"] or trouve["suivant"]:
        return (_lire_un_numero(rang),)
    liste = trouve["numeros"] or trouve["un"]
    dits = [_lire_un_numero(dit) for dit in NUMERO.findall(liste)]
    if len(dits) == 2 and JUSQU_A.search(liste):
        return tuple(range(dits[0], min(dits[1], LOTS_AU_PLUS) + 1))
    return tuple(dict.fromkeys(dits))


def _morceler(plie: str, nommes: Sequence[Nomme]) -> Iterator[Morceau]:
    """Cut a message so that no piece names lots at two places."""
    for debut, fin, force in _bornes(plie, nommes):
        dedans = [nomme for nomme in nommes if debut <= nomme.debut < fin]
        coupes = [debut, *_coupes(dedans, plie, debut), fin]
        if not dedans:
            yield Morceau(debut, fin, force)
        for nomme, de, a in zip(dedans, coupes, coupes[1:], strict=False):
            suivi = force if de == debut else 0
            yield Morceau(de, a, suivi, nomme, not _en_tete(nomme, plie, de, a))


def _bornes(plie: str, nommes: Sequence[Nomme]) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces between two signs, outside « les lots 1, 2 et 3 »."""
    debut = force = 0
    for borne in BORNE.finditer(plie):
        if any(nomme.debut <= borne.start() < nomme.fin for nomme in nommes):
            continue
        yield debut, borne.start(), force
        debut, force = borne.end(), 2 if borne["paragraphe"] else 1 if borne["phrase"] else 0
    yield debut, len(plie), force


def _coupes(dedans: Sequence[Nomme], plie: str, debut: int) -> Iterator[int]:
    """Yield where « 4 ans pour le lot 1 et 18 mois pour le lot 2 » is cut."""
    en_tete = bool(dedans) and bool(AMORCES.fullmatch(plie, debut, dedans[0].debut))
    for nomme, suivant in pairwise(dedans):
        joints = [j.start() for j in JOINTURE.finditer(plie, nomme.fin, suivant.debut)]
        amorce = _debut_de_l_amorce(plie, nomme.fin, suivant.debut)
        sans_joint = amorce if en_tete else nomme.fin
        yield (joints[-1] if en_tete else joints[0]) if joints else sans_joint


def _debut_de_l_amorce(plie: str, debut: int, fin: int) -> int:
    """Return where « pour le » begins, before a lot."""
    mots = [mot.start() for mot in re.finditer(r"\S+", plie[debut:fin])]
    tetes = (debut + place for place in mots if AMORCES.fullmatch(plie, debut + place, fin))
    return next(tetes, fin)


def _en_tete(nomme: Nomme, plie: str, debut: int, fin: int) -> bool:
    """Tell « le lot 2 dure… », whose facts follow, from « 18 mois pour le lot 2 »."""
    precede = not AMORCES.fullmatch(plie, debut, nomme.debut)
    return not (precede and not plie[nomme.fin : fin].strip())


def _attribuer(
    morceaux: Sequence[Morceau], plie: str, enumeres: bool
) -> Iterator[tuple[tuple[int, ...], Morceau]]:
    """Tell which lots each piece is about: those it names, or those of the piece before it."""
    en_phrases = _decrits_en_phrases(morceaux)
    dernier = max((i for i, m in enumerate(morceaux) if m.nomme), default=-1)
    courants: tuple[int, ...] = ()
    for rang, morceau in enumerate(morceaux):
        if morceau.nomme:
            courants = morceau.nomme.numeros
            yield courants, morceau
            courants = () if morceau.reste else courants
            continue
        # what ends the message is of the last lot if each lot has sentences of its own
        fini = rang > dernier and morceau.force == 1 and not en_phrases
        # « lots 1 et 2 : nettoyage, 50 000 € chacun » tells it of them, not of all
        d_eux = len(courants) > 1 and CHACUN.search(plie, morceau.debut, morceau.fin)
        du_tout = not d_eux and DE_L_ENSEMBLE.search(plie, morceau.debut, morceau.fin)
        if morceau.force == 2 or fini or du_tout or (rang > dernier and enumeres):
            courants = ()
        yield courants, morceau


def _sont_enumeres(morceaux: Sequence[Morceau], plie: str) -> bool:
    """Tell « lot 1 vestes, lot 2 bottes, lot 3 casques, 4 ans »: what comes last is of them all."""
    nommes = [rang for rang, morceau in enumerate(morceaux) if morceau.nomme]
    suivis = len(nommes) > 1 and nommes == [*range(nommes[0], nommes[-1] + 1)]
    dits = [morceaux[rang] for rang in nommes]
    return suivis and all(_nomme_une_chose(morceau, plie) for morceau in dits)


def _nomme_une_chose(morceau: Morceau, plie: str) -> bool:
    """Tell a lot after which stand a few words, and no number."""
    suite = plie[morceau.nomme.fin : morceau.fin] if morceau.nomme else ""
    return CHOSE.fullmatch(suite) is not None


def _decrits_en_phrases(morceaux: Sequence[Morceau]) -> bool:
    """Tell that a sentence that names no lot stands between two lots."""
    places = [rang for rang, morceau in enumerate(morceaux) if morceau.nomme]
    entre = morceaux[places[0] : places[-1]] if places else []
    return any(m.force and m.nomme is None for m in entre)


def _consigne(plie: str, nommes: Sequence[Nomme]) -> str | None:
    """Return what is to be done of the lots that are named, if anything."""
    if REPRENDRE.search(plie):
        return REPRENDRE_TOUT
    consignes = (_consigne_d_un_lot(plie, nomme) for nomme in nommes)
    return next(filter(None, consignes), None)


def _consigne_d_un_lot(plie: str, nomme: Nomme) -> str | None:
    """Return what is to be done of a lot, by the words around its name."""
    if GARDER.search(plie, 0, nomme.debut) and REMETTRE_APRES.match(plie, nomme.fin):
        return REMETTRE_CEUX_LA
    garde = GARDER.search(plie, 0, nomme.debut) or GARDER_APRES.match(plie, nomme.fin)
    # « c'est la durée du lot 1 seulement » tells what a fact is of, and leaves no lot out
    if garde and not D_UN_FAIT.search(plie, 0, nomme.debut):
        return GARDER_SEULS
    if REMETTRE.search(plie, 0, nomme.debut):
        return REMETTRE_CEUX_LA
    if ECARTER.search(plie, 0, nomme.debut) or ECARTER_APRES.match(plie, nomme.fin):
        return METTRE_DE_COTE
    return None
