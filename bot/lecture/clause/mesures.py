"""Read how much of an action is told: « 100 heures par an », « 4 par an, pour le tutorat »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.francais.mots import compiler, liste
from bot.francais.texte import minuscule, plier
from bot.lecture.clause.selections import LIAISONS

FICHIER = "lecture/actions"
MOT = re.compile(r"[^\W\d_]+")
QUANTIFIE = compiler(r"\d ?{quantites}(?!\w)", FICHIER)
# « un apprenti par an », « contrôler les EPI tous les mois »
TAUX = compiler(r"(?:\b{un_nombre}\b.*)?\b{taux}\b", FICHIER)
NOMBRES = re.compile(r"\d[\d ]*(?:[%a-zà]* ?\d+)? ?%?")
QUANTITE_NUE = compiler(
    r"\W*(?:{un_nombre} ?{en_temps})?(?: ?{taux})*(?: (?:et )?{taux})*\W*", FICHIER
)
# « 8 % ensuite », « 600 à 900 par an »: numbers, units and steps, and no name
UNITES = compiler(
    r"%|\b(?:{nom_d_une_quantite}|{en_temps}|{taux}|{etapes}|{un_nombre}|{pour_cent})(?!\w)",
    FICHIER,
)
UN_COMPTE = compiler(r"\d|\b{une}\b", FICHIER)
COMPTE = compiler(r"%|\b(?:{taux}|{etapes}|{comptees})\b", FICHIER)
EN_HEURES = compiler(r"\d ?{heures}\b", FICHIER)
# « non, 3 par an », of « 2 visites par an »
AU_MEME_RYTHME = compiler(r"(?P<nombre>\d+) (?P<taux>{taux})", FICHIER)
# « la 6 avec 200 h par an »
RANG_MESURE = compiler(
    r"(?:^|(?<=[,;.] )|(?<= et ))(?:{article} ?)?(?P<rang>\d{1,2})"
    r"(?:{vers_sa_mesure}|(?P<sep>,)) (?P<mesure>{un_nombre} ?"
    r"(?:(?:%|{pour_cent}\b)(?: d\w+ \w+)?|{comptees}\b|(?(sep)(?!)|\w+(?= {taux})))"
    r"(?: ?{taux})*)"
    r"(?= *(?:$|[,;.)]|{entre_actions}\b))",
    FICHIER,
)
# « la 4, menée par une association »; as typed
RANG_PRECISE = compiler(
    r"(?i:(?:^|(?<=[,;.] )|(?<= et ))(?:{article} ?)?(?P<rang>\d{1,2}), "
    r"(?P<suite>{participe}[^,;.]*?)(?= *(?:$|[,;.]| {entre_actions} (?:{article} ?)?\d)))",
    FICHIER,
)
# « la 1 (+ 200 h par an) »
ENTRE_PARENTHESES = re.compile(r"\b(?P<rang>\d{1,2}) \((?:\+ ?)?(?P<mesure>\d[^()]*)\)")
UNE = re.compile(r"\w+e\b")
EN_UNE_ACTION = liste(f"{FICHIER}.en_une_action")[0]
A_HAUTEUR = liste(f"{FICHIER}.a_hauteur")[0]
# « 100 heures par an | pour le recrutement »
DE_QUOI_D_ABORD = compiler(r"^{de_quoi_d_abord}", FICHIER)
DE_QUOI = compiler(r" {de_quoi} ", FICHIER)
PRECISE = compiler(r"[ ,]*\b{precisions}\b[ ,]*", FICHIER)


def dit_sa_mesure(dite: str) -> bool:
    """Tell « un tuteur par apprenti », « 20 heures », which the name of an action would lose."""
    return bool(TAUX.search(plier(dite)) or QUANTIFIE.search(plier(dite)))


def est_une_quantite(dite: str) -> bool:
    """Tell « 8 % ensuite », « 4 par an », of an action, from « 4 stagiaires par an »."""
    plie = DE_QUOI_D_ABORD.sub("", plier(dite))
    autres = MOT.findall(UNITES.sub(" ", PRECISE.sub(" ", plie)))
    compte = COMPTE.search(plie) is not None and UN_COMPTE.search(plie) is not None
    somme = "€" in dite
    return compte and not somme and all(mot in LIAISONS for mot in autres)


def completer(action: str, quantite: str) -> str:
    """Return an action with how much of it is told after it: « 600 à 900, je veux dire par an »."""
    dite = quantite.strip(" .,;:!")
    for precision in reversed([*PRECISE.finditer(plier(dite))]):
        dite = f"{dite[: precision.start()]} {dite[precision.end() :]}".strip()
    action = minuscule(action)
    if (autre := AU_MEME_RYTHME.fullmatch(plier(dite))) and (
        avant := re.search(rf"\b\d+(?= [^\d,;]*\b{re.escape(autre['taux'])}\b)", plier(action))
    ):
        return f"{action[: avant.start()]}{autre['nombre']}{action[avant.end() :]}"
    nombres = NOMBRES.match(dite)
    deja = plier(action).find(plier(nombres[0]).strip()) if nombres else -1
    if nombres is None or deja < 0:
        return f"{action}, {dite}"
    return f"{action[:deja]}{dite}{action[deja + len(nombres[0].strip()) :]}"


def quantite_de(dite: str) -> tuple[str, str] | None:
    """Cut « 100 heures par an | pour le recrutement »: how much, and of what."""
    de_quoi = DE_QUOI.search(plier(dite))
    if de_quoi is None or not est_une_quantite(dite[: de_quoi.start()]):
        return None
    return dite[: de_quoi.start()], dite[de_quoi.end() :]


def nommer_les_mesurees(dits: str, titres: Sequence[str]) -> str:
    """Return « la 6 avec 200 h par an » with the title of the sixth in the place of its number.

    « La 4, menée par une association » too.
    """
    dits = ENTRE_PARENTHESES.sub(rf"\g<rang> {A_HAUTEUR} de \g<mesure>", dits)
    for trouve in reversed([*RANG_MESURE.finditer(plier(dits))]):
        rang, mesure = int(trouve["rang"]), dits[slice(*trouve.span("mesure"))]
        if 1 <= rang <= len(titres):
            de = "d’" if mesure.startswith("u") else "de "
            dite = f"{minuscule(titres[rang - 1])} {A_HAUTEUR} {de}{mesure}"
            dits = f"{dits[: trouve.start()]}{dite}{dits[trouve.end() :]}"
    for trouve in reversed([*RANG_PRECISE.finditer(dits)]):
        if 1 <= int(trouve["rang"]) <= len(titres):
            titre = minuscule(titres[int(trouve["rang"]) - 1])
            # « menée » is said of « la 4 », an action
            de = EN_UNE_ACTION if UNE.match(trouve["suite"]) else ","
            dite = f"{titre}{de} {trouve['suite']}"
            dits = f"{dits[: trouve.start()]}{dite}{dits[trouve.end() :]}"
    return dits


def est_en_heures(dite: str) -> bool:
    """Tell « 100 heures par an »: no delay, no amount and no rhythm of the plan is told so."""
    return EN_HEURES.search(plier(dite)) is not None
