"""Tell what a buyer asks to be written, apart from its greeting and from the form of a question.

« Bonjour, peut-on demander que les agents soient formés ? Merci » asks for an action. The words are
data (`data/lecture/obligations.yml`), as typed, in lower case.
"""

from __future__ import annotations

from bot.francais.mots import compiler

FICHIER = "lecture/obligations"
# a whole word, or one whose last letter is elided
AMORCES = compiler(r"(?:{amorces}(?:(?<=[’'])|(?!\w))[\s,.!]*)+(?=\S)", FICHIER)
# « peut-on demander que… », « on aimerait que…, pourriez-vous… »
DEMANDE = compiler(
    r"(?:(?:{salutations}|,)[\s,.!]*)*(?:{demandes}|{vouloir}\s*{suite_d_un_vouloir})", FICHIER
)
# « …, c'est possible ? », at the end
ACCORD = compiler(r"[,.;:!?]\s*{accord}\s*\?\s*$", FICHIER)
CONGE = compiler(r"[\s,.;:!?]*(?:{conges}[\s,.;:!?]*)+$", FICHIER)
# « je ne sais pas ce que c'est » is no stipulation: nobody speaks there, and nothing is asked
PARLE = compiler(r"\?|(?<![\w-])(?:{personnes}(?!\w)|{elidees})", FICHIER)
SIGNES = " .;?!,"
# shorter, it asks something of the guide: « peut-on imposer un GEIQ ? »
MOTS_D_UN_SOUHAIT = 7


def sans_politesse(dite: str) -> str:
    """Return the words of an action without what opens and what ends the message."""
    texte = dite.strip(SIGNES)
    if conge := CONGE.search(texte.lower()):
        texte = texte[: conge.start()].strip(SIGNES) or texte
    if amorce := AMORCES.match(texte.lower()):
        texte = texte[amorce.end() :]
    return texte


def demande_a_l_ecrire(dite: str) -> bool:
    """Tell a wish that has the form of a question."""
    assez_long = len(sans_politesse(dite).split()) >= MOTS_D_UN_SOUHAIT
    dite = dite.strip().lower()
    return assez_long and bool(DEMANDE.match(dite) or ACCORD.search(dite))


def demande_l_accord(dite: str) -> bool:
    """Tell « réserver le lot à un ESAT, c'est possible ? »: the wish is said, then leave asked."""
    accord = ACCORD.search(dite.strip().lower())
    return accord is not None and len(dite[: accord.start()].split()) >= MOTS_D_UN_SOUHAIT


def est_ecrite(dite: str) -> bool:
    """Tell words that may stand in a clause: once what opens them is gone, nobody speaks there."""
    return PARLE.search(sans_politesse(dite).lower()) is None
