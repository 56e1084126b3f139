"""What the buyer bought and wrote, with the words mended that are surely typed wrong."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.comprendre.compris import Lu
from bot.dialogue.comprendre.objet import OBJET
from bot.francais.graphies import soigner
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur, est_une_liste


def soigner_les_mots(lu: Lu, question: str | None, referentiel: Referentiel) -> Lu:
    """Mend the object, the service and own actions; `question`: of what the open list is."""
    modalites = referentiel.modalites
    faits = {f: _soigner(f == OBJET, modalites.get(f), dit) for f, dit in lu.faits.items()}
    demandee = modalites.get(question or "")
    liste = tuple(_mot(demandee, dit) for dit in lu.liste) if lu.liste else lu.liste
    return replace(lu, faits=faits, liste=liste)


def _soigner(objet: bool, modalite: Modalite | None, dit: Valeur | None) -> Valeur | None:
    """Mend what is kept as it is told; a list, but for the items that it picks."""
    if isinstance(dit, str):
        return soigner(dit) if objet or (modalite and modalite.genre == "texte") else dit
    if est_une_liste(dit) and modalite and modalite.libre:
        return [_mot(modalite, item) for item in dit]
    return dit


def _mot(modalite: Modalite | None, dit: str) -> str:
    return dit if modalite and dit in modalite.items else soigner(dit)
