"""The way of a message through the dialogue, file by file: `python -m tests.chemin`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.reponses.commun import Demande
from bot.dialogue.etat import Etat
from bot.donnees import RACINE, referentiel
from bot.lecture.assemblage import lire
from bot.metier.faits import faits_vides

# typical messages of one conversation, with the intent that the model gives them
CONVERSATION = (
    ("bonjour", "saluer"),
    ("nettoyage des écoles, récurrent, un seul titulaire", "informer"),
    ("je ne sais pas", "ne_sait_pas"),
    ("4 ans", "informer"),
    ("3", "informer"),
    ("et si c’était 1 an ?", "supposer"),
    ("200 000 € HT", "informer"),
    ("récapitulatif", "recapituler"),
    ("en préparation", "dire_etape"),
    ("non", "nier"),
    ("insertion et égalité", "choisir_axes"),
    ("la 1 et la 3", "choisir"),
    ("en fait 3 ans", "corriger"),
)
# what a message is, not where it goes; and what every kind of answer inherits
CE_QU_IL_PORTE = {"message.py", "tournures.py", "compris.py", "etat.py", "commun.py"}


def parcourir() -> Iterator[tuple[str, list[str]]]:
    """Play the conversation; give each message with the files that it goes through, in order."""
    etat = Etat(faits_vides(referentiel()))
    for texte, intention in CONVERSATION:
        rangs = ((intention, 0.9),)
        message = Message(texte, intention, 0.9, lectures=lire(texte), classement=rangs)
        with _suivre() as fichiers:
            etat = meneur().prendre(message, etat).etat
        yield texte, fichiers


def retours(fichiers: list[str]) -> int:
    """Count how often a file is entered again once it was left."""
    return len(fichiers) - len(set(fichiers))


@contextmanager
def _suivre() -> Iterator[list[str]]:
    """Note each file whose functions are given the message, or what was understood of it."""
    fichiers: list[str] = []

    def noter(appel: FrameType, evenement: str, _: object) -> None:
        ou = Path(appel.f_code.co_filename)
        if evenement != "call" or RACINE / "bot" not in ou.parents or ou.name in CE_QU_IL_PORTE:
            return
        portes = (isinstance(v, Message | Demande | Compris) for v in appel.f_locals.values())
        nom = str(ou.relative_to(RACINE))
        # « <genexpr> » and the like are part of the function that holds them
        if any(portes) and not appel.f_code.co_name.startswith("<") and [nom] != fichiers[-1:]:
            fichiers.append(nom)

    sys.setprofile(noter)
    try:
        yield fichiers
    finally:
        sys.setprofile(None)


def main() -> None:
    for texte, fichiers in parcourir():
        print(f"« {texte} » : {len(fichiers)} étapes, {retours(fichiers)} retours")
        print("   " + " → ".join(Path(fichier).stem for fichier in fichiers))


if __name__ == "__main__":
    main()
