"""Numbers that no reader took: one may answer the pending question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.lexique import Mention
from bot.francais.mots import compiler, juste_apres, telle_quelle
from bot.francais.texte import Jeton, Texte
from bot.lecture.ailleurs import compte_des_choses, est_nie
from bot.lecture.dates import DATE
from bot.lecture.lectures import AUTRE_CHOSE, Lecture
from bot.lecture.montants.argent import est_un_autre_prix

MONTANT = "montant_ht"
# with a unit, it is a duration that was left out on purpose: « depuis 2 ans »
DUREE_DIVERSE = juste_apres("francais/temps.unite")
# « 300 000, non pardon 350 000 »
CORRIGE = compiler(
    r"(?:[,.] )*(?:{avant} )?{reprises}(?:[ ,]+{reprises})*(?: ,)?", "francais/corrections"
)
FOURCHETTE = telle_quelle("lecture/nombres.fourchette")
# nothing between, for a number alone
AJOUTS = compiler(r"(?:{lecture/nombres.ajout}(?: |$))*")
# « gardiennage, 4 ans, 300 000 »: an item of its own, that big and round, can only be the amount
AVANT_UN_MONTANT = compiler(r"(?:^|[,;:.\n-]|\b{lecture/nombres.annonce_un_montant}) ?$")
APRES_UN_MONTANT = re.compile(r" ?(?:$|[,;.!\n])")
MONTANT_NU, ROND = 10_000, 500


def lire_nombres_seuls(
    texte: Texte, lues: Sequence[Lecture], formes: Sequence[Mention]
) -> list[Lecture]:
    """Return a number, or a sum, that no reader took, nothing when a quantity was read.

    What counts holders or lots counts nothing else: « 3 entreprises titulaires ».
    """
    tous = [jeton for jeton in texte.jetons if jeton.nombre is not None]
    if any(lue.nature != "indice" for lue in lues):
        return _montant_sans_unite(texte, lues)
    if not tous or _compte_de_la_forme(texte, formes):
        return []
    nus = _nus(texte)
    return _en_reponse(nus, texte) if nus else [_indice(tous, AUTRE_CHOSE)]


def _montant_sans_unite(texte: Texte, lues: Sequence[Lecture]) -> list[Lecture]:
    """Return the one number, among facts, that may well be the amount: it is asked about."""
    if any(lue.fait == MONTANT for lue in lues):
        return []
    places = dict(zip(texte.jetons, texte.debuts, strict=True))
    gros = [j for j in _nus(texte) if _vaut_un_montant(j.nombre)]
    seuls = [j for j in gros if _est_a_part(j, places[j], texte)]
    return [
        Lecture(MONTANT, j.nombre, j.debut, j.fin, "ambigu", "doute")
        for j in seuls
        if len(gros) == 1
    ]


def _vaut_un_montant(nombre: float | None) -> bool:
    return nombre is not None and nombre >= MONTANT_NU and nombre % ROND == 0


def _est_a_part(jeton: Jeton, debut: int, texte: Texte) -> bool:
    """Tell an item of its own from a postcode, or from what counts something."""
    avant, apres = texte.plat[:debut], texte.plat[debut + len(jeton.forme) :]
    return bool(AVANT_UN_MONTANT.search(avant) and APRES_UN_MONTANT.match(apres))


def _nus(texte: Texte) -> list[Jeton]:
    """Return the numbers that count nothing that is said."""
    places = zip(texte.jetons, texte.debuts, strict=True)
    return [j for j, debut in places if j.nombre is not None and _est_nu(j, debut, texte)]


def _compte_de_la_forme(texte: Texte, formes: Sequence[Mention]) -> bool:
    comptes = (jeton for m in formes for jeton in texte.jetons_de(m.debut, m.fin))
    return any(jeton.nombre is not None for jeton in comptes)


def _en_reponse(nombres: list[Jeton], texte: Texte) -> list[Lecture]:
    """Return what several numbers say together, by what stands between them."""
    entre = _entre(nombres, texte)
    if len(nombres) == 2 and FOURCHETTE.fullmatch(entre):
        return [_indice(nombres, "fourchette")]
    if CORRIGE.fullmatch(entre):  # the last value counts
        return [_indice(nombres[-1:])]
    if not AJOUTS.fullmatch(entre):
        return []  # each counts something else
    if est_un_autre_prix(texte):
        return [_indice(nombres, "vague")]
    return [_indice(nombres, "illisible" if any(j.douteux for j in nombres) else None)]


def _entre(nombres: list[Jeton], texte: Texte) -> str:
    """Return the words that stand between the numbers."""
    nus, (debut, fin) = set(nombres), (nombres[0].debut, nombres[-1].fin)
    return " ".join(j.forme for j in texte.jetons if debut <= j.debut < fin and j not in nus)


def _indice(nombres: list[Jeton], motif: str | None = None) -> Lecture:
    valeurs = [jeton.nombre for jeton in nombres if jeton.nombre is not None]
    return Lecture("nombre", valeurs, nombres[0].debut, nombres[-1].fin, "indice", motif)


def _est_d_une_date(debut: int, texte: Texte) -> bool:
    return any(date.start() <= debut < date.end() for date in DATE.finditer(texte.plat))


def _est_nu(jeton: Jeton, debut: int, texte: Texte) -> bool:
    """Tell « 36 », which may be an answer, from « 3 entreprises », « pas 2 ans », a date."""
    fin = debut + len(jeton.forme)
    mesure = DUREE_DIVERSE.match(texte.plat, fin)  # « depuis 2 ans »: else it was read
    ailleurs = est_nie(texte, debut) or _est_d_une_date(debut, texte)
    return not (mesure or ailleurs or compte_des_choses(texte, debut, fin))
