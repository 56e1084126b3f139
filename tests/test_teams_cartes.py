"""Cards as Teams shows them: nothing that people wrote is markup, and all of it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.envois.teams.cartes import TAILLE_MAXIMALE, activite, adaptative, phrase_du_clic
from bot.triage.cartes import Bouton, Carte, Lien
from tests.faux_teams import boutons, en_texte

MOTS = "**gras** _penché_ [ici](https://pirate.example) <b>&lt;</b> # titre\n- {{DATE(2026-01-01)}}"
CARTE = Carte(
    titre="PPS-2026-000001 – nettoyage",
    texte=MOTS,
    lignes=(("Avis", "favorable\ncar 48 mois"), ("Question", MOTS)),
    liens=(Lien("Clause (docx)", "https://a.fr/documents/1"), Lien("Pièces", "https://a.fr/2")),
    boutons=(
        Bouton("Je prends", "je prends PPS-2026-000001"),
        *(Bouton(f"Choix {n}", f"choix {n}") for n in range(4)),
        Bouton("Répondre", "réponds à PPS-2026-000001 : {texte}", "Votre réponse"),
        Bouton("Commenter", "commente PPS-2026-000001 : {texte}", "Votre commentaire"),
    ),
)


def _elements(noeud: Any) -> list[dict[str, Any]]:
    """Return every element of a card."""
    if isinstance(noeud, list):
        return [element for enfant in noeud for element in _elements(enfant)]
    if not isinstance(noeud, dict):
        return []
    enfants = [element for enfant in noeud.values() for element in _elements(enfant)]
    return [noeud, *enfants] if "type" in noeud else enfants


def test_aucun_mot_de_l_acheteur_n_est_du_balisage() -> None:
    """A run of text holds no markup; the other elements that would read some are not used."""
    genres = {element["type"] for element in _elements(adaptative(CARTE))}
    assert genres == {
        *("AdaptiveCard", "RichTextBlock", "TextRun", "ActionSet", "Action.Submit"),
        *("Action.ShowCard", "Action.OpenUrl", "Input.Text", "messageBack"),
    }
    texte = en_texte(activite(CARTE))
    assert MOTS.splitlines()[0] in texte
    # else a date would be shown in the reader's own format
    assert "{{DATE" not in texte
    assert "- {\u2060{DATE(2026-01-01)}}" in texte


def test_tous_les_boutons_sont_la_par_rangs_et_ceux_a_remplir_ont_chacun_leur_champ() -> None:
    carte = adaptative(CARTE)
    rangs = [bloc["actions"] for bloc in carte["body"] if bloc["type"] == "ActionSet"]
    assert [len(rang) for rang in rangs] == [3, 3, 1]
    donnees = boutons(carte)
    assert next(iter(donnees)) == "Je prends"
    retour = donnees["Je prends"]["msteams"]
    assert retour["text"] == donnees["Je prends"]["phrase"] == "je prends PPS-2026-000001"
    # a value that was lost on the way must not leave « {texte} » to be sent to a buyer
    assert "msteams" not in donnees["Répondre…"]
    champs = [e["id"] for e in _elements(carte) if e["type"] == "Input.Text"]
    assert len(set(champs)) == 2
    assert [donnees[titre]["champ"] for titre in ("Répondre…", "Commenter…")] == champs
    clic = {**donnees["Répondre…"], champs[0]: "Oui.", champs[1]: "resté là"}
    assert phrase_du_clic(clic) == "réponds à PPS-2026-000001 : Oui."


def test_ce_qui_n_est_qu_une_phrase_est_un_message_ordinaire() -> None:
    phrase = MOTS.splitlines()[0]
    message = activite(Carte(texte=phrase))
    assert message == {"type": "message", "text": phrase, "textFormat": "plain"}
    assert en_texte(activite(Carte(texte=MOTS))).split() == MOTS.replace("{{", "{\u2060{").split()


def test_une_carte_se_dit_aussi_sans_carte() -> None:
    message = activite(CARTE)
    assert message["summary"] == CARTE.titre
    assert message["attachments"][0]["content"]["fallbackText"] == CARTE.en_texte()
    assert activite(Carte(texte="un\ndeux", liens=CARTE.liens))["summary"] == "un"


@pytest.mark.parametrize(
    "carte",
    [
        Carte(titre="longue", texte="mot " * 20_000, boutons=CARTE.boutons),
        Carte(titre="longue", texte="court", lignes=(("Question", "é" * 30_000),)),
        Carte(texte="sans un blanc" * 5_000),
        Carte(titre="tout", texte="a " * 9_000, lignes=(("B", "b " * 9_000), ("C", "c " * 9_000))),
    ],
)
def test_une_carte_trop_longue_est_abregee_et_le_dit(carte: Carte) -> None:
    message = activite(carte)
    assert len(json.dumps(message).encode()) <= 2 * TAILLE_MAXIMALE
    assert len(json.dumps(message, ensure_ascii=False).encode()) <= TAILLE_MAXIMALE
    texte = en_texte(message)
    assert "(la suite est trop longue pour Teams)" in texte
    assert len(texte) > 3_500
    # what is short stays whole
    for bouton in carte.boutons:
        assert bouton.titre in texte


def test_ce_qui_tient_n_est_pas_abrege() -> None:
    message = activite(Carte(titre="juste", texte="mot " * 3_000))
    assert "trop longue" not in en_texte(message)
