"""Read « 7 : rémunéré à part. Le 4, tous les six mois »: values told under the ranks of a list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.francais.mots import compiler
from bot.francais.texte import plier

# « le 3 mars », « la 6, c'est quoi » give no value
RANG = compiler(
    r"(?:^|(?<=[.;,\n] )|(?<=[.;,\n])|(?<= et ))"
    r"(?:{numero} ?(?P<nomme>\d{1,2})(?: ?[:=] ?| (?!\d|{pas_une_valeur}(?!\w)))"
    r"|(?P<seul>\d{1,2}) ?[:=] ?(?!{pas_une_valeur}(?!\w)))",
    "lecture/rangs",
)


def nommer_les_rangs(dit: str, noms: Sequence[str]) -> str:
    """Return what is told with the names of what is shown in the place of their ranks."""
    for trouve in reversed([*RANG.finditer(plier(dit))]):
        rang = int(trouve["nomme"] or trouve["seul"])
        if 1 <= rang <= len(noms):
            debut, fin = trouve.span()
            dit = f"{dit[:debut]}{noms[rang - 1]} {dit[fin:]}"
    return dit
