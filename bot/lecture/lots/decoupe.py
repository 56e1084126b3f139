"""Cut a message by the lots that it names: what is said of the whole, and of each.

Lots with letters have the number of their letter: « lot B » is the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import plier
from bot.lecture.lots.consignes import lire_les_consignes
from bot.lecture.lots.nommes import FICHIER, NOMBRE, Nomme, compter, nommer

CHOSE = compiler(r" ?:? ?(?!{pas_une_chose}\b)[a-z][a-z' -]{2,40}", FICHIER)
AMORCES = compiler(r"\W*(?:{amorce}(?:(?!\w)\W*|(?<=')))*", FICHIER)
# a comma or a point within a number is no end; a colon is one before a lot: « 2 lots : lot 1… »
BORNE = compiler(
    r"(?P<paragraphe>\n\s*\n)|(?P<phrase>[;\n]|(?<!\d)\.|\.(?!\d))|(?<!\d),|,(?!\d)|[()]"
    rf"|[:–—-](?=\s*(?:{{amorce}} )*{{lot}} (?:{{numero}})?{NOMBRE})",
    FICHIER,
)
JOINTURE = compiler(r" (?={jointure} )", FICHIER)
JOINT_EN_TETE = compiler(r" {jointure}(?= )", FICHIER)
DE_L_ENSEMBLE = quelque_part(f"{FICHIER}.de_l_ensemble")
CHACUN = quelque_part(f"{FICHIER}.chacun")
# of each of the lots named, or of them together, and not of the contract
D_EUX = compiler(r"\b(?:{chacun}|{a_eux_tous})\b", FICHIER)
# a capital: « le lot a 4 ans » names none
EN_CAPITALES = compiler(r"\b(?i:{lot}) [A-I](?:{et}[A-I])*(?![\w'’])", FICHIER)
CHIFFRES_DES_LETTRES = str.maketrans("ABCDEFGHI", "123456789")


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
    to be, up to `fin_du_compte`; `consigne` what is to be done (keep alone, drop) of `vises`.
    """

    plie: str
    nommes: tuple[Nomme, ...]
    parties: dict[tuple[int, ...], list[Morceau]]
    compte: int | None
    fin_du_compte: int
    consigne: str | None
    vises: frozenset[int] = frozenset()
    enumeres: bool = False

    @property
    def numeros(self) -> frozenset[int]:
        """Return the numbers of the lots that are named."""
        return frozenset(n for nomme in self.nommes for n in nomme.numeros)


def en_chiffres(texte: str) -> str:
    """Write « lots A et B » with digits, each sign in its place."""
    return EN_CAPITALES.sub(lambda dits: dits[0].translate(CHIFFRES_DES_LETTRES), texte)


def decouper(texte: str) -> Decoupe:
    """Cut a message into what it says of the whole and of each lot."""
    plie = plier(en_chiffres(texte))
    compte, place = compter(plie)
    nommes = nommer(plie, compte)
    parties: dict[tuple[int, ...], list[Morceau]] = {}
    morceaux = [*_morceler(plie, nommes)]
    enumeres = _sont_enumeres(morceaux, plie)
    for numeros, morceau in _attribuer(morceaux, plie, enumeres):
        parties.setdefault(numeros, []).append(morceau)
    consigne, vises = lire_les_consignes(plie, nommes)
    return Decoupe(plie, nommes, parties, compte, place, consigne, vises, enumeres)


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
        d_eux = len(courants) > 1 and D_EUX.search(plie, morceau.debut, morceau.fin)
        du_tout = not d_eux and DE_L_ENSEMBLE.search(plie, morceau.debut, morceau.fin)
        if morceau.force == 2 or fini or du_tout or (rang > dernier and enumeres):
            courants = ()
        yield courants, morceau


def _sont_enumeres(morceaux: Sequence[Morceau], plie: str) -> bool:
    """Tell « lot 1 vestes, lot 2 bottes, lot 3 casques, 4 ans »: what comes last is of them all."""
    debut = next((rang for rang, morceau in enumerate(morceaux) if morceau.nomme), 0)
    dits = [*takewhile(lambda morceau: morceau.nomme, morceaux[debut:])]
    return len(dits) > 1 and all(_nomme_une_chose(morceau, plie) for morceau in dits)


def _nomme_une_chose(morceau: Morceau, plie: str) -> bool:
    """Tell a lot after which stand a few words, and no number."""
    suite = plie[morceau.nomme.fin : morceau.fin] if morceau.nomme else ""
    return CHOSE.fullmatch(suite) is not None


def _decrits_en_phrases(morceaux: Sequence[Morceau]) -> bool:
    """Tell that a sentence that names no lot stands between two lots."""
    places = [rang for rang, morceau in enumerate(morceaux) if morceau.nomme]
    entre = morceaux[places[0] : places[-1]] if places else []
    return any(m.force and m.nomme is None for m in entre)
