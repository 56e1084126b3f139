"""What is read of an activity that is verified: words, a click, who, where."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.canaux.teams.activites import ClicVide, Sejour, lire_l_activite
from bot.canaux.teams.texte import lire
from bot.donnees import RACINE
from bot.triage.venues import Venue
from tests.faux_teams import ACHETEUSE, CAMILLE, CANAL, EQUIPE, MOI, FauxTeams

TEXTES = yaml.safe_load((RACINE / "tests" / "teams" / "textes.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def faux() -> FauxTeams:
    return FauxTeams()


@pytest.mark.parametrize("cas", TEXTES, ids=[cas["dit"] for cas in TEXTES])
def test_ce_qui_est_tape_est_lu_sans_ce_que_teams_y_ajoute(cas: dict[str, Any]) -> None:
    entites = [
        {
            "type": "mention",
            "text": mention["text"],
            "mentioned": {"name": "Plan", **mention, "id": mention["id"].replace("MOI", MOI)},
        }
        for mention in cas.get("mentions", ())
    ]
    activite = {"text": cas["text"], "recipient": {"id": MOI}, "entities": entites}
    assert lire(activite) == (cas["lu"], cas.get("nomme", False))


@pytest.mark.parametrize("entites", [None, "", [None], [{"type": "mention"}], [{"mentioned": 1}]])
def test_des_entites_mal_ecrites_ne_genent_pas(entites: Any) -> None:
    assert lire({"text": "bonjour", "entities": entites}) == ("bonjour", False)


def test_sans_identite_de_l_assistant_une_mention_n_est_pas_la_sienne() -> None:
    mention = {"type": "mention", "text": "<at>X</at>", "mentioned": {"name": "X"}}
    assert lire({"text": "<at>X</at> oui", "entities": [mention]}) == ("X oui", False)


def _venue(faux: FauxTeams, *arguments: Any, **autres: Any) -> Venue:
    venue = lire_l_activite(faux.activite(*arguments, **autres))
    assert isinstance(venue, Venue)
    return venue


def test_un_clic_dit_sa_phrase_par_sa_valeur_ou_par_son_texte(faux: FauxTeams) -> None:
    phrase = "je prends PPS-2026-000001"
    for autres in (
        {"value": {"phrase": phrase}},
        {"value": {"phrase": phrase, "msteams": {"type": "messageBack"}}, "texte": "|EMPTY|"},
        {"texte": phrase},  # as a desktop client that loses the value
    ):
        venue = _venue(faux, conversation=CANAL, fil="1", **autres)
        assert (venue.texte, venue.identite) == (phrase, f"teams:{CAMILLE}")


def test_un_clic_emporte_le_texte_rempli_et_rien_d_autre(faux: FauxTeams) -> None:
    valeur = {
        "phrase": "réponds à PPS-2026-000001 : {texte}",
        "champ": "champ3",
        "champ3": " Oui, {texte} compris. ",
        "champ4": "ce qui est resté dans un autre champ",
        "identite": f"teams:{ACHETEUSE}",
        "from": {"aadObjectId": ACHETEUSE},
    }
    venue = _venue(faux, value=valeur)
    assert venue.texte == "réponds à PPS-2026-000001 : Oui, {texte} compris."
    assert venue.identite == f"teams:{CAMILLE}"
    assert _venue(faux, value={**valeur, "champ3": ""}).texte == "réponds à PPS-2026-000001 : "


@pytest.mark.parametrize("valeur", [None, "", "clic", [], {}, {"phrase": None}, {"phrase": {}}])
def test_une_valeur_qui_ne_dit_rien_laisse_la_parole_au_texte(faux: FauxTeams, valeur: Any) -> None:
    assert _venue(faux, "montre PPS-2026-000001", value=valeur).texte == "montre PPS-2026-000001"
    assert isinstance(lire_l_activite(faux.activite(value=valeur)), ClicVide)


def test_un_fichier_seul_n_est_pas_un_clic(faux: FauxTeams) -> None:
    fichier = {"contentType": "application/vnd.microsoft.teams.file.download.info"}
    assert lire_l_activite(faux.activite(attachments=[fichier])) is None


def test_deux_conversations_peuvent_avoir_le_meme_numero_de_message(faux: FauxTeams) -> None:
    ailleurs = {"id": "a:ailleurs", "conversationType": "personal"}
    venues = [
        _venue(faux, "oui", id="1575667808184"),
        _venue(faux, "oui", id="1575667808184"),
        _venue(faux, "oui", id="1575667808184", conversation=CANAL),
        _venue(faux, "oui", id="1575667808184", conversation=CANAL, fil="7"),
        lire_l_activite({**faux.activite("oui", id="1575667808184"), "conversation": ailleurs}),
    ]
    assert len({venue.evenement for venue in venues if isinstance(venue, Venue)}) == 4


def test_un_canal_n_est_pas_prive_et_son_fil_est_a_part(faux: FauxTeams) -> None:
    dans_le_canal = _venue(faux, "aide", conversation=CANAL, fil="42")
    assert (dans_le_canal.prive, dans_le_canal.nomme) == (False, True)
    assert (dans_le_canal.lieu.conversation, dans_le_canal.lieu.fil) == (CANAL, "42")
    assert not _venue(faux, "aide", conversation=CANAL, mention=False).nomme
    sans_genre = faux.activite("aide")
    del sans_genre["conversation"]["conversationType"]
    lue = lire_l_activite(sans_genre)
    assert isinstance(lue, Venue)
    assert lue.prive
    seul = _venue(faux, "aide", de=CAMILLE.upper())
    assert (seul.prive, seul.lieu.fil, seul.identite) == (True, None, f"teams:{CAMILLE}")


def test_une_installation_dit_ou_l_on_peut_ecrire(faux: FauxTeams) -> None:
    choisi = {"tenant": {"id": "x"}, "settings": {"selectedChannel": {"id": CANAL}}}
    installee = faux.activite(conversation=EQUIPE, type="installationUpdate", action="add")
    sejour = lire_l_activite({**installee, "channelData": choisi})
    assert isinstance(sejour, Sejour)
    assert (sejour.lieu.conversation, sejour.arrive, sejour.prive_de) == (CANAL, True, None)
    seul = lire_l_activite(faux.activite(type="installationUpdate", action="remove-upgrade"))
    assert isinstance(seul, Sejour)
    assert (seul.arrive, seul.prive_de) == (False, f"teams:{CAMILLE}")


def test_un_autre_qui_arrive_n_est_pas_l_application(faux: FauxTeams) -> None:
    autre = faux.activite(type="conversationUpdate", membersAdded=[{"id": "29:quelqu-un"}])
    assert lire_l_activite(autre) is None
    assert lire_l_activite({**autre, "membersAdded": "tous"}) is None
