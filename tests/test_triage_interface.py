"""What the tools rely on: cards and arrivals survive the table, an event is kept once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from bot.demarrage.facilitateur import main
from bot.dossiers import base
from bot.reglages import reglages
from bot.triage import identites, reception
from bot.triage.cartes import Bouton, Carte, Lien
from bot.triage.remise import echeance
from bot.triage.venues import Lieu, Venue

VENUE = Venue("slack", "Ev1", "slack:U1", "Sophie", Lieu("C1", fil="1.2"), False, True, "je prends")
CARTE = Carte(
    "PPS-2026-000012",
    "Nettoyage",
    (("avis", "favorable"),),
    (Lien("Clause", "https://exemple.fr/documents/x"),),
    (Bouton("Répondre", "réponds à PPS-2026-000012 : {texte}", "Votre réponse"),),
)


def test_une_carte_et_une_venue_reviennent_telles_quelles_de_la_base() -> None:
    assert Carte.depuis(CARTE.en_donnees()) == CARTE
    assert Venue.depuis(VENUE.en_donnees()) == VENUE


def test_un_bouton_dit_la_phrase_qu_on_aurait_tapee() -> None:
    assert CARTE.boutons[0].phrase_avec("oui") == "réponds à PPS-2026-000012 : oui"


def test_un_evenement_recu_trois_fois_n_est_garde_qu_une() -> None:
    base.preparer(reglages().base)
    assert [reception.retenir(VENUE) for _ in range(3)] == [True, False, False]
    with base.transaction() as session:
        evenement = reception.suivant(session)
        assert evenement is not None
        assert Venue.depuis(evenement.venue) == VENUE
        reception.clore(evenement)
    with base.transaction() as session:
        assert reception.suivant(session) is None
    assert not reception.retenir(VENUE)


def test_un_facilitateur_est_nomme_par_les_reglages_puis_ajoute_ou_retire_sans_redemarrage(
    regler: Callable[..., None],
) -> None:
    base.preparer(reglages().base)
    regler(SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", SLACK_FACILITATEURS="U1,U2")
    with base.transaction() as session:
        assert identites.est_facilitateur(session, "slack:U1")
        assert not identites.est_facilitateur(session, "slack:U3")
        identites.changer(session, "slack:U1", actif=False)
        identites.changer(session, "slack:U3", actif=True)
        session.flush()
        assert not identites.est_facilitateur(session, "slack:U1")
        assert identites.facilitateurs(session) == {"slack:U2": None, "slack:U3": None}
        session.rollback()


def test_make_facilitateur_ajoute_retire_et_refuse_ce_qui_n_est_pas_un_identifiant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--ajoute", "slack:UNOUVEAU"]) == 0
    assert "slack:UNOUVEAU" in capsys.readouterr().out
    assert main(["--retire", "slack:UNOUVEAU"]) == 0
    assert "slack:UNOUVEAU" not in capsys.readouterr().out
    assert main(["--ajoute", "UNOUVEAU"]) == 2
    assert "n’est pas un identifiant" in capsys.readouterr().err


def test_l_echeance_saute_les_fins_de_semaine() -> None:
    assert echeance(datetime.date(2026, 11, 27)) == datetime.date(2026, 12, 4)
