"""Read whether the need comes back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.francais.lexique import Mention
from bot.francais.mots import compiler
from bot.francais.portees import retenir
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/recurrence"
# what a denial tells
OPPOSE = {"recurrent": "isole", "isole": "recurrent"}
# at most five words between the reconduction and how often it comes
FOIS_DE_RECONDUCTION = compiler(r"{lecture/reconductions.reconduire} (?:[\w,]+ ){0,5}$")
# the sum, or the meeting, comes back; the need may not
RYTHME = compiler(r"{rythmes}\b", FICHIER)
D_AUTRE_CHOSE = compiler(r"(?<!\S)(?:{quantites} (?:\w+ )?|{rencontres} (?:\w+ ){0,4})$", FICHIER)
DOUTE = compiler(r"(?<!\S){doute} (?:(?!{fin_d_un_doute} )\S+ ){0,10}$", FICHIER)
EN_PLUS = compiler(r"(?<!\S){en_plus}$", FICHIER)
AU_BESOIN = compiler(r"(?<!\S){au_besoin}(?!\S)", FICHIER)
CONTINUITE = compiler(r"{continuite}(?!\S)", FICHIER)
UNE_OPERATION = compiler(r"{une_operation}(?!\S)", FICHIER)
# clues of the form that no single purchase has
EN_CADRE = frozenset({"cadre", "bons", "subsequents"})


def lire_recurrence(
    texte: Texte, trouvees: Sequence[Mention], formes: Sequence[Mention]
) -> list[Lecture]:
    """Return the recurrence that is said, or that what is said of it contradicts itself.

    `formes` are the mentions of the form: a framework for « un besoin ponctuel » is asked about.
    """
    lues = [m for m in trouvees if _dit_la_recurrence(m, texte)]
    principales = [m for m in lues if not _est_accessoire(m, texte)]
    principales = _l_un_ou_l_autre(principales, texte)
    mentions = retenir(principales, texte.plat, lambda a, b: _valeur(a) != _valeur(b))
    place = _place(mentions or lues, texte)
    if place is None:
        return []
    valeur = _seule_valeur(mentions)
    if valeur is None or (valeur == "isole" and _peut_revenir(texte, formes)):
        return [Lecture("recurrence", None, *place, nature="ambigu", motif="contradiction")]
    return [Lecture("recurrence", valeur, *place)]


def _seule_valeur(mentions: Sequence[Mention]) -> str | None:
    """Return the recurrence on which all mentions agree."""
    valeurs = {_valeur(mention) for mention in mentions}
    return valeurs.pop() if len(valeurs) == 1 else None


def _l_un_ou_l_autre(mentions: Sequence[Mention], texte: Texte) -> list[Mention]:
    """« Pas récurrent mais continu », « un seul chantier, en continu »: the one or the other."""
    nies = [m for m in mentions if m.theme == "recurrent" and m.nie]
    dits = [m for m in mentions if m.theme == "recurrent" and not m.nie]
    continus = {bool(CONTINUITE.match(texte.plat, m.debut)) for m in dits}
    de_l_autre = [m for m in nies if (not CONTINUITE.match(texte.plat, m.debut)) in continus]
    if True in continus:
        de_l_autre += [m for m in mentions if UNE_OPERATION.match(texte.plat, m.debut)]
    return [m for m in mentions if m not in de_l_autre]


def _place(mentions: Sequence[Mention], texte: Texte) -> tuple[int, int] | None:
    return texte.place(mentions[0].debut, mentions[-1].fin) if mentions else None


def _valeur(mention: Mention) -> str:
    """Return the recurrence that a mention tells: « pas récurrent » is isole."""
    return OPPOSE[mention.theme] if mention.nie else mention.theme


def _dit_la_recurrence(mention: Mention, texte: Texte) -> bool:
    """Leave out « reconductible une seule fois », « 200 000 € chaque année », what is in doubt."""
    if DOUTE.search(texte.plat, 0, mention.debut):
        return False
    if mention.theme == "isole":
        return not FOIS_DE_RECONDUCTION.search(texte.plat, 0, mention.debut)
    rythme = RYTHME.match(texte.plat, mention.debut)
    return not (rythme and D_AUTRE_CHOSE.search(texte.plat, 0, mention.debut))


def _est_accessoire(mention: Mention, texte: Texte) -> bool:
    """Tell « maintenance des ascenseurs et interventions ponctuelles »: the rest is not so."""
    en_plus = EN_PLUS.search(texte.plat, 0, mention.debut)
    return _valeur(mention) == "isole" and en_plus is not None


def _peut_revenir(texte: Texte, formes: Sequence[Mention]) -> bool:
    """Tell that a need said to be isolated may come up again: a framework, « en cas de besoin »."""
    en_cadre = any(m.theme in EN_CADRE and not m.nie for m in formes)
    return en_cadre or AU_BESOIN.search(texte.plat) is not None
