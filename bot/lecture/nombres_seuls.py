"""Numbers that no reader took: one may answer the pending question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.francais.lexique import Mention
from bot.francais.mots import compiler, juste_apres, telle_quelle
from bot.francais.texte import Jeton, Texte
from bot.lecture.ailleurs import compte_des_choses, est_nie
from bot.lecture.dates import DATE
from bot.lecture.lectures import AUTRE_CHOSE, Lecture
from bot.lecture.montants.argent import est_un_autre_prix

# with a unit, it is a duration that was left out on purpose: « depuis 2 ans »
DUREE_DIVERSE = juste_apres("francais/temps.unite")
# « 300 000, non pardon 350 000 »
CORRIGE = compiler(
    r"(?:, )?(?:{avant} )?{reprises}(?:[ ,]+{reprises})*(?: ,)?", "francais/corrections"
)
FOURCHETTE = telle_quelle("lecture/nombres.fourchette")
# nothing between, for a number alone
AJOUTS = compiler(r"(?:{lecture/nombres.ajout}(?: |$))*")


def lire_nombres_seuls(
    texte: Texte, lues: Sequence[Lecture], formes: Sequence[Mention]
) -> list[Lecture]:
    """Return a number, or a sum, that no reader took, nothing when a quantity was read.

    What counts holders or lots counts nothing else: « 3 entreprises titulaires ».
    """
    tous = [jeton for jeton in texte.jetons if jeton.nombre is not None]
    lue = any(lue.nature != "indice" for lue in lues)
    if lue or not tous or _compte_de_la_forme(texte, formes):
        return []
    nus = _nus(texte)
    return _en_reponse(nus, texte) if nus else [_indice(tous, AUTRE_CHOSE)]


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
