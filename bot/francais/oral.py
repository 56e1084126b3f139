"""What is heard on the telephone, as it would have been typed.

A recogniser writes sounds: « deux temps » for « deux ans », « mono à tribu taire ». People
hesitate, repair what they said, speak to others. The words are data (`data/francais/oral.yml`);
here is in which order they are mended. The sentence keeps its own words wherever nothing is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# French number words, by a library kept by the speech-recognition team that needs it (Allo-Media).
from text_to_num import text2num

from bot.francais.mots import compiler, liste, longs_d_abord, themes, valeurs
from bot.francais.sons import Attendues, sons
from bot.francais.texte import plier

FICHIER = "francais/oral"
ESPACE = re.compile(r" (\?)?")


def _compiler(expression: str) -> re.Pattern[str]:
    """Compile an expression whose spaces go over a comma too, where the recogniser put one."""
    ecrite = compiler(expression, FICHIER).pattern
    return re.compile(ESPACE.sub(lambda m: " *" if m[1] else " +", ecrite))


ZEROS = frozenset({"0", "zero"})
# « v i n g t »
LETTRES = _compiler(r"\b(?:[a-z] ){2,}[a-z]\b")
# said twice in a row, up to four words, it is said once: « quatre ans quatre ans »
REDITE = _compiler(r"\b((?:(?!{ajoutent}\b)\w+ ){0,3}(?!{ajoutent}\b)\w{2,})(?: \1)+\b")
# begun, and begun again: « ti titulaire »
ENTAMEE = _compiler(r"\b(?!{mots_entiers}\b)(\w{2,5}) (?=\1\w)")
SUITE_DE_NOMBRES = _compiler(r"\b(?P<dits>{nombre_dit}) (?P<unite>{unites})\b")
# « trente mois, 3 0 »: said again after what it counts
REDIT_APRES = _compiler(r"\b(?P<dits>{nombre_dit}) (?P<unite>{unites}) (?P<redits>{nombre_dit})$")
DEUX_UNITES = _compiler(r"\b(?P<dit>{nombre_dit}) (?P<une>{unites}) (?P<autre>{unites})\b")
# « trois ans trente-six mois »: the same, said in two units
DITE_AUTREMENT = _compiler(
    r"\b(?P<dits>{nombre_dit}) (?P<une>{unites}) (?P<redits>{nombre_dit}) (?P<autre>{unites})\b"
)
CENTAINES = (
    _compiler(r"\b{cent_entendu}(?= {apres_cent}\b)"),
    _compiler(
        r"\b(?P<dit>{francais/nombres.chiffres}) {cent_entendu}"
        r"(?= (?:{apres_cent}|{apres_des_centaines})\b|$)",
    ),
)
# what tells that a number is one: it counts something, or another number follows
COMPTES = r"(?= (?:{{compte}}|(?!{{article}}\b){{nombre_dit}})\b)"
COMPTE_QUELQUE_CHOSE = _compiler(
    rf"\b(?!(?:{{francais/nombres.mots_de_nombre}}|{{unites}})\b)[a-z]{{3,}}{COMPTES.format()}"
)
# the word before a sentence that nothing parts from it
PHRASE = _compiler(r"\b(?!{sans_coupure_apres} )(?P<mot>\w+) (?={debuts_de_phrase}\b)")
QUESTION_A_PART = _compiler(r"(?P<mot>\w+) (?={motifs_d_appel}\b)")
# « je ne sais pas… si si, c'est quatre ans »
RETROUVE = _compiler(r"\b(?:{ne_sait_pas} )+(?:(?:ah|oh|mais|enfin) )*(?:{retrouve} )+(?=\w)")
FRANCHES = _compiler(r"\b{reprises_franches}(?= |$)")
REPRISES = _compiler(r"\b{reprises}(?= (?:{apres_une_reprise}|{nombre_dit})\b)")


def entendre(texte: str, sur_une_duree: bool = False, attendues: tuple[str, ...] = ()) -> str:
    """Return what was said as it would have been typed; nothing, of what was said to others.

    `sur_une_duree`: it was asked how long; `attendues`: what is said of what was asked.
    """
    texte = _sans(" ".join(texte.split()), RETROUVE)
    if entier := _en_entier(texte):
        return entier
    texte = _sans_apartes(texte)
    texte = _attendues(attendues).reconnaitre(texte)
    texte = _remplacer(texte, LETTRES, _sans_epeler)
    texte = _tout_remplacer(_nombres_a_l_oreille(texte), _entendus())
    if sur_une_duree:
        texte = _tout_remplacer(texte, _des_durees())
    # « catre euh ans »: what an hesitation parted is heard again
    texte = _tout_remplacer(_sans(_reprendre(texte), _motif("hesitations")), _entendus())
    texte = _mot_a_mot(texte)
    if entier := _en_entier(texte):
        return entier
    texte = _remplacer(texte, QUESTION_A_PART, r"\g<mot>. ")
    return _remplacer(texte, PHRASE, r"\g<mot>, ")


def _sans_epeler(trouve: re.Match[str]) -> str:
    """Return the number whose letters are said one by one; else the letters."""
    mot = trouve[0].replace(" ", "")
    return mot if _est_un_nombre([mot]) else trouve[0]


def _nombres_a_l_oreille(texte: str) -> str:
    """Write the numbers that are known by their sounds: « karant huit mois », « trant mois »."""
    return _remplacer(texte, COMPTE_QUELQUE_CHOSE, lambda lu: _nombre_a_l_oreille(lu[0]))


def _nombre_a_l_oreille(mot: str) -> str:
    """Return the number that a word sounds like, its last « e » said or not; else the word."""
    connus = _sons_des_nombres()
    return next((connus[dit] for dit in (sons(mot), sons(f"{mot}e")) if dit in connus), mot)


def rang_dit(texte: str) -> int | None:
    """Return the rank of a choice that is named by it, and nothing else: « la deuxième »."""
    vue = _vue(texte).strip()
    return next((int(rang) for rang, motif in _rangs() if motif.fullmatch(vue)), None)


def _en_entier(texte: str) -> str | None:
    """Return the plain words of an utterance that is known as a whole."""
    vue = _vue(texte).strip()
    return next((dit for dit, motif in _entiers() if motif.fullmatch(vue)), None)


def _mot_a_mot(texte: str) -> str:
    """Say once what was stammered, and ask which of two numbers, or of two units, is meant."""
    texte = _sans(_remplacer(texte, REDITE, r"\1"), ENTAMEE)
    texte = _remplacer(texte, DEUX_UNITES, _l_une_ou_l_autre)
    texte = _une_seule_duree(texte)
    texte = _remplacer(texte, REDIT_APRES, _une_seule_fois)
    return _remplacer(texte, SUITE_DE_NOMBRES, _l_un_ou_l_autre)


def _une_seule_fois(trouve: re.Match[str]) -> str:
    """Say « trente mois » of « trente mois trente », of « 3 0 mois trente »."""
    dits, redits = trouve["dits"].split(), trouve["redits"].split()
    if _nombre_dit(dits) == _nombre_dit(redits) or _epelle(dits, redits):
        return f"{trouve['dits']} {trouve['unite']}"
    return f"{trouve['redits']} {trouve['unite']}" if _epelle(redits, dits) else trouve[0]


def _une_seule_duree(texte: str) -> str:
    """Say « trente-six mois » of « trois ans trente-six mois », not of « un an six mois »."""
    for lue in DITE_AUTREMENT.finditer(_vue(texte)):
        if _en_mois(lue["dits"], lue["une"]) == _en_mois(lue["redits"], lue["autre"]):
            return texte[: lue.start()] + texte[lue.start("redits") :]
    return texte


def _en_mois(dits: str, unite: str) -> float | None:
    """Return how many months words say, None when they are no number."""
    nombre, mois = _nombre_dit(dits.split()), valeurs("francais/temps.mois_par_unite")
    par_unite = next((vaut for debut, vaut in mois.items() if unite.startswith(debut)), 1.0)
    return int(nombre) * par_unite if nombre else None


def _l_une_ou_l_autre(trouve: re.Match[str]) -> str:
    """« Quatre mois ans » may be either."""
    return f"{trouve['dit']} {trouve['une']} ou {trouve['dit']} {trouve['autre']}"


def _l_un_ou_l_autre(trouve: re.Match[str]) -> str:
    """« Quatorze quatre ans » are two numbers, of which one was meant."""
    dits, unite = trouve["dits"].split(), trouve["unite"]
    if nombre := _nombre_dit(dits):
        return f"{nombre} {unite}" if ZEROS.intersection(dits) else trouve[0]
    coupes = [(dits[:i], dits[i:]) for i in range(1, len(dits))]
    epele = next((a for paire in coupes for a, b in (paire, paire[::-1]) if _epelle(a, b)), None)
    if epele:
        return f"{' '.join(epele)} {unite}"
    deux = next(((a, b) for a, b in coupes if _est_un_nombre(a) and _est_un_nombre(b)), None)
    if deux is None:
        return trouve[0]
    return f"{' '.join(deux[0])} {unite} ou {' '.join(deux[1])} {unite}"


def _epelle(dits: list[str], chiffres: list[str]) -> bool:
    """Tell « quarante-huit » and « quatre, huit »: a number, and its digits one by one."""
    lus = [_nombre_dit([chiffre]) for chiffre in chiffres]
    return len(lus) > 1 and _nombre_dit(dits) == "".join(map(str, lus))


def _est_un_nombre(dits: list[str]) -> bool:
    return _nombre_dit(dits) is not None


def _nombre_dit(dits: list[str]) -> str | None:
    """Return in digits the number that words say, None when they say none, or several."""
    if len(dits) > 1 and dits[-1] in ZEROS:
        # « 3 0 »: a zero is only said of a number that is spelt
        dizaine = _nombre_dit(dits[:-1])
        return f"{dizaine}0" if dizaine else None
    if all(dit.isdecimal() for dit in dits):
        return dits[0] if len(dits) == 1 else None
    try:
        return str(text2num(" ".join(dits), "fr"))
    except ValueError:
        return None


def _sans_apartes(texte: str) -> str:
    """Leave out what is said to somebody in the room, called by name or not."""
    for trouve in reversed([*_motif("apartes").finditer(_vue(texte))]):
        reste = texte[trouve.end() :].split()
        nomme = bool(reste) and reste[0].istitle()
        texte = " ".join([texte[: trouve.start()].strip(), *reste[nomme:]])
    return texte.strip()


def _reprendre(texte: str) -> str:
    """Leave out what a repair takes the place of: « trois, non, quatre ans »."""
    for _ in range(texte.count(" ")):
        repris = _reprendre_une_fois(texte)
        if repris is None:
            break
        texte = repris
    return texte


def _reprendre_une_fois(texte: str) -> str | None:
    vue = _vue(texte)
    for reprise in (*FRANCHES.finditer(vue), *REPRISES.finditer(vue)):
        avant, apres = vue[: reprise.start()], vue[reprise.end() :]
        debut = _debut_de_ce_qui_est_repris(avant, apres)
        if debut is not None:
            return f"{texte[:debut]} {texte[reprise.end() :].strip(' ,')}".strip()
    return None


def _debut_de_ce_qui_est_repris(avant: str, apres: str) -> int | None:
    """Return where what is taken back begins: the last words of the kind that comes next."""
    dits = {genre: list(motif.finditer(avant)) for genre, motif in _genres()}
    suivants = {genre for genre, motif in _genres() if motif.search(apres)}
    repris = [dits[genre][-1] for genre in suivants if dits[genre]]
    if not repris:
        return None
    autres = [genre for genre, mentions in dits.items() if mentions and genre not in suivants]
    return min(mention.start() for mention in repris) if autres else 0


def _remplacer(texte: str, motif: re.Pattern[str], par: object) -> str:
    """Replace what is found in the folded text, where it stands in the text itself."""
    morceaux, position = [], 0
    for trouve in motif.finditer(_vue(texte)):
        dit = par(trouve) if callable(par) else trouve.expand(str(par))
        morceaux += [texte[position : trouve.start()], dit]
        position = trouve.end()
    return "".join([*morceaux, texte[position:]])


def _tout_remplacer(texte: str, remplacements: Iterable[tuple[str, re.Pattern[str]]]) -> str:
    for dit, motif in remplacements:
        texte = _remplacer(texte, motif, dit)
    return texte


def _sans(texte: str, motif: re.Pattern[str]) -> str:
    return " ".join(_remplacer(texte, motif, "").split())


def _vue(texte: str) -> str:
    """Return the text as it is matched: folded, of the same length, words and spaces alone."""
    return "".join(c if c.isalnum() else " " for c in plier(texte))


@cache
def _motif(nom: str) -> re.Pattern[str]:
    return _compiler(rf"\b{longs_d_abord(f'{FICHIER}.{nom}')}(?= |$)")


@cache
def _entiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiles(f"{FICHIER}.entiers", "{}"))


@cache
def _sons_des_nombres() -> dict[str, str]:
    return {sons(nombre): nombre for nombre in liste(f"{FICHIER}.nombres_a_l_oreille")}


@cache
def _des_durees() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiles(f"{FICHIER}.sur_une_duree", r"\b{}\b"))


@cache
def _rangs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiles(f"{FICHIER}.rangs", "(?:{{rang_tete}} )?{}(?: {{rang_queue}})?"))


@cache
def _genres() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiles(f"{FICHIER}.genres", r"\b{}\b"))


@cache
def _attendues(entieres: tuple[str, ...]) -> Attendues:
    return Attendues(entieres, liste(f"{FICHIER}.recolles"))


@cache
def _entendus() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what is meant with what is heard: words, then numbers, then what they count."""
    unites = _compiles(f"{FICHIER}.apres_un_nombre", r"(?P<nombre>\b{{nombre_dit}}) {}\b")
    return (
        *_compiles(f"{FICHIER}.entendus", r"\b{}\b"),
        *_compiles(f"{FICHIER}.colles", r"\b{}\b"),
        *_compiles(f"{FICHIER}.nombres", rf"\b{{}}{COMPTES}"),
        *((rf"\g<nombre> {dit}", motif) for dit, motif in unites),
        ("cent", CENTAINES[0]),
        (r"\g<dit> cent", CENTAINES[1]),
    )


def _compiles(nom: str, forme: str) -> Iterable[tuple[str, re.Pattern[str]]]:
    """Yield what each list of a table means, and its words."""
    for dit, groupe in themes(nom).items():
        yield dit, _compiler(forme.format(groupe))
