"""The settings: what is wrong is said in one line, and a channel exists only with its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.canaux import ouverts
from bot.donnees import RACINE
from bot.redaction.ecriture import guichet
from bot.reglages import COURRIEL, SLACK, TEAMS, TELEPHONE, ReglageFaux, Reglages

UN_SLACK = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_SIGNING_SECRET": "secret"}
UN_TEAMS = {
    "TEAMS_APP_ID": "11111111-2222",
    "TEAMS_APP_PASSWORD": "mot-de-passe-secret",
    "TEAMS_TENANT_ID": "33333333-4444",
}
UN_COURRIEL = {
    "SMTP_URL": "smtps://moi:secret@courriel.exemple.fr:465",
    "COURRIEL_EXPEDITEUR": "assistant@exemple.fr",
}


@pytest.mark.parametrize(
    ("environnement", "attendu"),
    [
        ({"PORT": "abc"}, "PORT=abc"),
        ({"PORT": "70000"}, "PORT=70000"),
        ({"PROFIL": "prod"}, "PROFIL=prod"),
        ({"CONSERVATION_JOURS": "un an"}, "CONSERVATION_JOURS=un an"),
        ({"CONSERVATION_JOURS": "0"}, "CONSERVATION_JOURS=0"),
        ({"PROFIL": "production"}, "RASA_TOKEN, SECRET_SESSION"),
        ({"PROFIL": "production", "RASA_TOKEN": "x"}, "SECRET_SESSION"),
        ({"URL_PUBLIQUE": "pps.exemple.fr"}, "URL_PUBLIQUE : il faut une adresse entière"),
        ({"URL_PUBLIQUE": "https://"}, "URL_PUBLIQUE : il faut une adresse entière"),
        ({"URL_PUBLIQUE": "https://a.fr:http"}, "URL_PUBLIQUE : il faut une adresse entière"),
        ({"URL_PUBLIQUE": "https://a.fr/\nx"}, "URL_PUBLIQUE : il faut une adresse entière"),
        ({"URL_PUBLIQUE": "https://[a.fr"}, "URL_PUBLIQUE : il faut une adresse entière"),
        ({"MENTIONS_LEGALES_URL": "javascript:x"}, "MENTIONS_LEGALES_URL : il faut"),
        ({"REDIS_URL": "http://redis:6379"}, "REDIS_URL : il faut une adresse entière"),
        ({"ORIGINES": "*"}, "ORIGINES : il faut une adresse entière"),
        ({"ORIGINES": "https://a.fr, b.fr"}, "ORIGINES : il faut une adresse entière"),
        ({"ORIGINES": "https://a.fr/page"}, "ORIGINES : une origine s’écrit"),
        ({"ORIGINES": "https://moi:secret@a.fr"}, "sans chemin"),
        ({"SLACK_BOT_TOKEN": "xoxb-secret"}, "il faut aussi SLACK_SIGNING_SECRET"),
        ({"SLACK_FACILITATEURS": "U1"}, "il faut aussi SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET"),
        ({**UN_SLACK, "SLACK_SIGNING_SECRET": "se cret"}, "SLACK_SIGNING_SECRET : ni espace"),
        ({**UN_SLACK, "SLACK_BOT_TOKEN": "secret\n"}, "SLACK_BOT_TOKEN : ni espace"),
        ({**UN_SLACK, "SLACK_API_URL": "slack.com"}, "SLACK_API_URL : il faut une adresse entière"),
        ({**UN_SLACK, "SLACK_API_URL": "http://slack.com"}, "SLACK_API_URL : .+ il faut https"),
        ({"TEAMS_APP_ID": "x", "TEAMS_TENANT_ID": "y"}, "il faut aussi TEAMS_APP_PASSWORD"),
        ({**UN_TEAMS, "TEAMS_LOGIN_URL": "ftp://a.fr"}, "TEAMS_LOGIN_URL : il faut"),
        ({**UN_TEAMS, "TEAMS_OPENID_URL": "http://a.fr"}, "TEAMS_OPENID_URL : .+ il faut https"),
        ({**UN_TEAMS, "TEAMS_SERVICE_URLS": "https://a.fr, b"}, "TEAMS_SERVICE_URLS : il faut"),
        ({**UN_TEAMS, "TEAMS_SERVICE_URLS": "http://127.a.fr"}, "TEAMS_SERVICE_URLS : .+ https"),
        ({"TWILIO_AUTH_TOKEN": "secrét"}, "TWILIO_AUTH_TOKEN : ni espace, ni accent"),
        ({"SMTP_URL": "smtp://a.fr"}, "il faut aussi COURRIEL_EXPEDITEUR"),
        ({**UN_COURRIEL, "SMTP_URL": "https://moi:secret@a.fr"}, "SMTP_URL : il faut une adresse"),
    ],
)
def test_un_reglage_faux_se_dit_en_une_ligne(environnement: dict[str, str], attendu: str) -> None:
    with pytest.raises(ReglageFaux, match=attendu) as faute:
        Reglages.lire(environnement)
    (ligne,) = str(faute.value).splitlines()
    assert "secret" not in ligne


def test_sans_reglage_tout_a_sa_valeur() -> None:
    lus = Reglages.lire({"PORT": "", "SLACK_BOT_TOKEN": "", "ORIGINES": " , "})
    assert (lus.port, lus.hote, lus.profil) == (5005, "127.0.0.1", "developpement")
    assert lus.conservation_jours == 365
    assert lus.origines == frozenset()
    assert (lus.slack, lus.teams, lus.telephone, lus.courriel) == (None, None, None, None)
    with pytest.raises(ReglageFaux, match="SECRET_SESSION manque"):
        _ = lus.secret


def test_un_groupe_entier_se_lit_et_ses_services_sont_les_vrais() -> None:
    lus = Reglages.lire({**UN_SLACK, **UN_TEAMS, **UN_COURRIEL, "TWILIO_AUTH_TOKEN": "secret"})
    assert lus.slack
    assert lus.slack.api == "https://slack.com/api/"
    assert lus.slack.facilitateurs == frozenset()
    assert lus.teams
    assert lus.teams.connexion == "https://login.microsoftonline.com/"
    assert lus.teams.openid.startswith("https://login.botframework.com/")
    assert lus.teams.services == ("https://smba.trafficmanager.net/",)
    assert lus.telephone
    assert lus.courriel
    assert "secret" not in repr(lus)


def test_une_doublure_sur_cette_machine_peut_remplacer_un_service() -> None:
    lus = Reglages.lire(
        {
            **UN_SLACK,
            "SLACK_API_URL": "http://localhost:8001/api",
            "SLACK_FACILITATEURS": "U1, U2,",
            **UN_TEAMS,
            "TEAMS_SERVICE_URLS": "http://127.0.0.1:8002,http://[::1]:8002/",
        }
    )
    assert lus.slack
    assert lus.slack.api == "http://localhost:8001/api/"
    assert lus.slack.facilitateurs == {"U1", "U2"}
    assert lus.teams
    assert lus.teams.services == ("http://127.0.0.1:8002/", "http://[::1]:8002/")


def test_une_adresse_est_gardee_comme_elle_se_compare() -> None:
    lus = Reglages.lire(
        {
            "ORIGINES": "https://WWW.Exemple.fr:443/, http://localhost:3000, http://[::1]:80",
            "URL_PUBLIQUE": "https://pps.exemple.fr/",
        }
    )
    assert lus.url_publique == "https://pps.exemple.fr"
    assert lus.origines == {"https://www.exemple.fr", "http://localhost:3000", "http://[::1]"}


def test_un_canal_n_existe_qu_avec_ses_reglages() -> None:
    toujours = ["rest", "widget", "script", "page", "documents", "sante", "telephone"]
    assert _noms({}) == toujours
    assert _noms(UN_TEAMS) == [*toujours, "teams"]
    assert _noms(UN_SLACK) == [*toujours, "slack"]


def _noms(environnement: dict[str, str]) -> list[str]:
    return [canal.name() for canal in ouverts.canaux_ouverts(Reglages.lire(environnement))]


def test_ce_qui_change_dans_l_environnement_se_relit(regler: Callable[..., Any]) -> None:
    regler(GUICHET_NOM="Guichet d’essai", GUICHET_CONTACT="01 02 03 04 05")
    assert guichet() == "Guichet d’essai, 01 02 03 04 05"
    regler(GUICHET_NOM="", GUICHET_CONTACT="")
    assert guichet() is None


def test_chaque_reglage_est_documente() -> None:
    dits = (RACINE / "docs" / "installation.md").read_text(encoding="utf-8")
    lus = (RACINE / "bot" / "reglages.py").read_text(encoding="utf-8")
    groupes = [nom for noms in (SLACK, TEAMS, TELEPHONE, COURRIEL) for nom in sum(noms, ())]
    seuls = "PORT HOTE PROFIL URL_PUBLIQUE ORIGINES DATABASE_URL RASA_TOKEN SECRET_SESSION"
    autres = "GUICHET_NOM GUICHET_CONTACT MENTIONS_LEGALES_URL CONSERVATION_JOURS REDIS_URL"
    for nom in [*groupes, *seuls.split(), *autres.split()]:
        assert f"`{nom}`" in dits, nom
        assert f'"{nom}"' in lus, nom
