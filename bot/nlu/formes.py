"""Learn what form a text tells from labelled texts: `python -m bot.nlu.formes FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.donnees import DONNEES, lire_yaml
from bot.lecture.ailleurs import du_contrat
from bot.lecture.assemblage import preparer
from bot.lecture.formes_apprises import FORME, RIEN, ModeleDesFormes, traits
from bot.nlu.objets import MARQUE, TEXTES, Vue, juger, phrases_ordinaires, textes_par_forme

# their authors noted no forms, or not all of them
SANS_FORMES = frozenset("fgprst")


class Etiquete(NamedTuple):
    """What is seen of a text, and what it tells of the form."""

    traits: frozenset[str]
    issue: str


def apprendre(textes: Iterable[Etiquete]) -> ModeleDesFormes:
    """Learn how likely each issue is; the same texts always give the same model."""
    textes = list(textes)
    issues = sorted({texte.issue for texte in textes})
    return ModeleDesFormes(
        {issue: juger([Vue(t.traits, t.issue == issue) for t in textes]) for issue in issues}
    )


def textes_appris() -> Iterator[tuple[str, Etiquete]]:
    """Yield the labelled texts with their author."""
    for dossier in TEXTES:
        for fichier in sorted(DONNEES.joinpath(*dossier).glob("*.yml")):
            if fichier.stem not in SANS_FORMES:
                for entree in lire_yaml(*dossier, fichier.name):
                    dites = entree["attendu"].get(FORME, RIEN)
                    issue = dites[0] if isinstance(dites, list) else dites
                    yield fichier.stem, etiqueter(str(entree["texte"]), issue)
    for auteur, issue, marque in textes_par_forme():
        yield auteur, etiqueter(MARQUE.sub(r"\1", marque), issue)


def etiqueter(texte: str, issue: str) -> Etiquete:
    """See a text as the assistant does."""
    return Etiquete(traits(du_contrat(preparer(texte))), issue)


def main() -> None:
    """Learn from all texts, and write the model to the file that is named, whole or not at all."""
    textes = [texte for _, texte in textes_appris()]
    textes += [Etiquete(traits(texte.mots.texte), RIEN) for texte in phrases_ordinaires()]
    apprendre(textes).enregistrer(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
