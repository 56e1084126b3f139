"""Cards in Block Kit: within Slack's limits, and nothing that was typed does anything."""

from __future__ import annotations

import json

import pytest

from bot.envois.slack.blocs import accueil, blocs, repli, saisie
from bot.triage.cartes import Bouton, Carte, Lien

ENORME = Carte(
    titre="T" * 400,
    texte="mot <!channel> & <https://exemple.fr|ici> @here " * 400,
    lignes=tuple((f"Ligne {rang}", "v" * 150 * rang) for rang in range(40)),
    liens=(Lien("La clause", "https://exemple.fr/documents/x"),),
    boutons=tuple(Bouton("B" * 100, f"montre PPS-2026-{rang:06d}") for rang in range(60)),
)


def test_une_carte_enorme_tient_dans_ce_que_slack_accepte() -> None:
    faits = blocs(ENORME)
    assert len(faits) <= 50
    for bloc in faits:
        if bloc["type"] == "header":
            assert len(bloc["text"]["text"]) <= 150
        if bloc["type"] == "section":
            textes = [bloc["text"]] if "text" in bloc else bloc["fields"]
            plafond = 3000 if "text" in bloc else 2000
            assert all(len(texte["text"]) <= plafond for texte in textes)
        if bloc["type"] == "actions":
            boutons = bloc["elements"]
            assert len(boutons) <= 25
            assert all(len(b["text"]["text"]) <= 75 for b in boutons)
    assert len(accueil((ENORME, ENORME, ENORME))["blocks"]) <= 100
    assert len(repli(ENORME)) <= 40_000


def test_les_boutons_d_un_message_ont_chacun_leur_nom() -> None:
    noms = [
        bouton["action_id"]
        for bloc in accueil((ENORME, ENORME))["blocks"]
        if bloc["type"] == "actions"
        for bouton in bloc["elements"]
    ]
    assert noms
    assert len(noms) == len(set(noms))


@pytest.mark.parametrize("tape", ["<!channel>", "<@U123>", "<https://x.fr|ici>", "<!here|@here>"])
def test_ce_qui_est_tape_ne_mentionne_personne(tape: str) -> None:
    carte = Carte(titre=None, texte=tape, lignes=((tape, tape),))
    ecrit = json.dumps(blocs(carte)) + repli(carte)
    assert tape not in ecrit
    assert "&lt;" in ecrit


def test_un_titre_est_du_texte_seul() -> None:
    (titre,) = blocs(Carte(titre="<!channel>"))
    assert titre["text"] == {"type": "plain_text", "text": "&lt;!channel&gt;", "emoji": False}


def test_le_formulaire_garde_sa_memoire() -> None:
    vue = saisie("Demander à l’acheteur de la ville", "{}")
    assert vue["private_metadata"] == "{}"
    assert len(vue["title"]["text"]) <= 24
