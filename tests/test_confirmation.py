"""What is to be confirmed before the verdict: of long words, of unsure ones, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import MESSAGE_LONG, Message
from bot.dialogue.etat import Etat
from bot.lecture.lectures import Lecture
from bot.metier.situation import CONFIRMATION
from tests.hasard import ETAT_VIDE, VIDES, echanger

CONNUS = {"objet": "nettoyage", "recurrence": "recurrent", "forme_contrat": "marche"}
PRESQUE_FINI = replace(ETAT_VIDE, faits=VIDES.avec({**CONNUS, "montant_ht": 200_000.0}))


def _dire(message: Message, etat: Etat) -> Etat:
    return echanger(message, etat, meneur().prendre).apres


def _duree(mois: float, *, sure: bool = True, entier: str = "") -> Message:
    lue = Lecture("duree_mois", mois, 0, 5, sure=sure)
    return Message("cinq ans", "dire_duree", lectures=(lue,), entier=entier)


def test_un_fait_sur_et_court_n_est_pas_a_confirmer() -> None:
    apres = _dire(_duree(60.0), PRESQUE_FINI)
    assert apres.suivi.avis == "favorable"
    assert apres.suivi.a_confirmer == ()


def test_un_fait_peu_sur_est_a_confirmer() -> None:
    apres = _dire(_duree(60.0, sure=False), PRESQUE_FINI)
    assert (apres.question, apres.suivi.avis) == (CONFIRMATION, None)
    assert apres.suivi.a_confirmer == ("duree_mois",)


def test_un_long_message_compte_aussi_la_question_qui_le_finit() -> None:
    apres = _dire(_duree(60.0, entier="x" * (MESSAGE_LONG + 1)), PRESQUE_FINI)
    assert apres.question == CONFIRMATION


def test_un_fait_redit_surement_n_est_plus_a_confirmer() -> None:
    douteux = _dire(_duree(60.0, sure=False), PRESQUE_FINI)
    apres = _dire(_duree(48.0), douteux)
    assert apres.suivi.avis == "favorable"


def test_un_avis_defavorable_attend_lui_aussi_d_etre_confirme() -> None:
    apres = _dire(_duree(12.0, sure=False), PRESQUE_FINI)
    assert (apres.question, apres.suivi.avis) == (CONFIRMATION, None)


def test_ce_qui_est_defait_n_est_plus_a_confirmer() -> None:
    douteux = _dire(_duree(60.0, sure=False), PRESQUE_FINI)
    apres = _dire(Message("retour", "revenir"), douteux)
    assert apres.question == "duree_mois"
