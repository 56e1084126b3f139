"""Sending to Teams: the token, the threads, and what each refusal means."""

from __future__ import annotations

import datetime
import email.utils
import logging
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import delete

from bot.dossiers.base import preparer, session, transaction
from bot.dossiers.tables_du_triage import Salon
from bot.envois.outil import Definitive, Disparu, Passagere
from bot.envois.teams import salons
from bot.envois.teams.connecteur import Connecteur, ouvrir
from bot.reglages import Teams, reglages
from bot.triage.cartes import Carte
from bot.triage.venues import Lieu
from tests.faux_teams import CAMILLE, CANAL, MOT_DE_PASSE, FauxTeams

DIT = Carte(titre="PPS-2026-000001", texte="favorable")


@pytest.fixture
def faux(regler: Callable[..., None]) -> FauxTeams:
    faux = FauxTeams()
    regler(**faux.reglages())
    preparer(reglages().base)
    with session() as courante:
        courante.execute(delete(Salon))
    return faux


@pytest.fixture
async def connecteur(faux: FauxTeams) -> AsyncIterator[Connecteur]:
    ouvert = ouvrir(reglages())
    assert ouvert is not None
    yield ouvert
    await ouvert.fermer()


@pytest.fixture
def salle(connecteur: Connecteur) -> Lieu:
    lieu = connecteur.salle()
    assert lieu is not None
    return lieu


async def test_une_carte_se_poste_puis_se_remplace_et_se_repond_dans_son_fil(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    poste = await connecteur.publier(salle, DIT, "1")
    assert poste.conversation == CANAL
    assert poste.message in faux.messages[CANAL]
    await connecteur.modifier(poste, Carte(titre="PPS-2026-000001", texte="prise"))
    fil = Lieu(CANAL, fil=poste.message)
    reponse = await connecteur.publier(fil, Carte(texte="bien reçu"), "2")
    assert "prise" in faux.textes(CANAL)[0]
    assert faux.textes(f"{CANAL};messageid={poste.message}") == ["bien reçu"]
    assert reponse.message != poste.message
    assert len(faux.jetons) == 1  # one token for all of it


async def test_un_groupe_et_une_personne_n_ont_pas_de_fils(
    faux: FauxTeams, connecteur: Connecteur
) -> None:
    for conversation in ("19:abc@thread.v2", f"a:{CAMILLE}", "19:a_b@unq.gbl.spaces"):
        await connecteur.publier(Lieu(conversation, fil="12"), DIT, "1")
        assert len(faux.messages[conversation]) == 1


async def test_le_jeton_se_renouvelle_avant_sa_fin_et_une_fois_quand_il_est_refuse(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    faux.duree_des_jetons_s = 0
    await connecteur.publier(salle, DIT, "1")
    await connecteur.publier(salle, DIT, "2")
    assert len(faux.jetons) == 2
    faux.duree_des_jetons_s = 3600
    await connecteur.publier(salle, DIT, "3")
    faux.jetons.append("un autre a été donné")  # the service forgets the one that we hold
    await connecteur.publier(salle, DIT, "4")
    assert len(faux.messages[CANAL]) == 4
    assert len(faux.jetons) == 5


async def test_un_jeton_toujours_refuse_attend_qu_on_y_remedie(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    faux.en_panne(401, 401)
    with pytest.raises(Passagere, match="http_401"):
        await connecteur.publier(salle, DIT, "1")
    await connecteur.publier(salle, DIT, "1")


async def test_un_secret_faux_attend_aussi_et_ne_se_lit_nulle_part(
    faux: FauxTeams, regler: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    regler(TEAMS_APP_PASSWORD="autre-secret")
    autre = ouvrir(reglages())
    assert autre is not None
    with caplog.at_level(logging.DEBUG), pytest.raises(Passagere, match="jeton_401") as faute:
        await autre.publier(Lieu(CANAL), DIT, "1")
    assert "secret" not in caplog.text
    assert "secret" not in repr(faute.value)
    await autre.fermer()


async def test_ni_secret_ni_jeton_ni_mots_ne_sont_au_journal(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu, caplog: pytest.LogCaptureFixture
) -> None:
    faux.en_panne(201, 500)
    with caplog.at_level(logging.DEBUG):
        await connecteur.publier(salle, DIT, "1")
        with pytest.raises(Passagere):
            await connecteur.publier(salle, DIT, "2")
    assert "n’aboutit pas : http_500" in caplog.text
    for secret in (MOT_DE_PASSE, faux.jetons[0], DIT.texte):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    ("statut", "attendue", "arrivee"),
    [
        (429, Passagere, False),
        (412, Passagere, False),
        (408, Passagere, False),
        (500, Passagere, True),
        (502, Passagere, True),
        (503, Passagere, True),
        (504, Passagere, True),
        (400, Definitive, None),
        (413, Definitive, None),
    ],
)
async def test_ce_qui_passe_se_retente_et_le_reste_non(
    faux: FauxTeams,
    connecteur: Connecteur,
    salle: Lieu,
    statut: int,
    attendue: type[Exception],
    arrivee: bool | None,
) -> None:
    faux.en_panne(statut)
    with pytest.raises(attendue) as faute:
        await connecteur.publier(salle, DIT, "1")
    assert str(faute.value) == f"http_{statut}"
    assert getattr(faute.value, "arrivee", None) is arrivee


async def test_l_application_ecartee_de_la_salle_attend_d_y_revenir(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    """Nothing is lost; but somebody who shut his own door is not waited for."""
    for statut in (403, 404):
        faux.en_panne(statut, statut)
        with pytest.raises(Passagere):
            await connecteur.publier(salle, DIT, "1")
        with pytest.raises(Definitive):
            await connecteur.publier(Lieu(f"a:{CAMILLE}"), DIT, "1")


async def test_retry_after_se_lit_en_secondes_ou_en_date(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    dans_une_heure = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    for dit, attendu in (
        ("7", 7.0),
        ("-3", None),
        ("inf", None),
        (email.utils.format_datetime(dans_une_heure, usegmt=True), 3600.0),
        ("bientot", None),
    ):
        faux.en_panne(429, Retry_After=dit)
        with pytest.raises(Passagere) as faute:
            await connecteur.publier(salle, DIT, "1")
        assert faute.value.attente_s == (attendu and pytest.approx(attendu, abs=5))


async def test_ce_qui_a_disparu_se_dit(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    with pytest.raises(Disparu):
        await connecteur.modifier(Lieu(CANAL, message="inconnu"), DIT)


async def test_un_service_trop_lent_peut_avoir_pris_le_message(
    connecteur: Connecteur, salle: Lieu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.envois.teams.connecteur.DELAI_S", 0.0)
    with pytest.raises(Passagere, match="delai") as faute:
        await connecteur.publier(salle, DIT, "1")
    assert faute.value.arrivee


async def test_un_service_qui_ne_repond_pas_se_retente(
    faux: FauxTeams, connecteur: Connecteur, salle: Lieu
) -> None:
    await connecteur.publier(salle, DIT, "1")
    faux.arreter()
    with pytest.raises(Passagere):
        await connecteur.publier(salle, DIT, "2")


@pytest.mark.parametrize(
    "service",
    ["https://pirate.example/", "http://127.0.0.1:80/", "http://localhost.pirate.example/"],
)
async def test_le_jeton_ne_va_a_nulle_autre_adresse(
    faux: FauxTeams, connecteur: Connecteur, service: str
) -> None:
    with pytest.raises(Definitive, match="service_non_permis"):
        await connecteur.publier(Lieu(CANAL, service=service), DIT, "1")
    assert faux.jetons == []


def test_sans_canal_regle_c_est_le_dernier_ou_l_application_a_ete_installee(
    faux: FauxTeams, regler: Callable[..., None]
) -> None:
    regler(TEAMS_CANAL_TRIAGE="")
    lus = _teams()
    assert salons.salle(lus) is None
    for conversation, prive_de in (("c1", None), ("c2", None), ("a:1", f"teams:{CAMILLE}")):
        with transaction() as courante:
            salons.installer(courante, Lieu(conversation, service=faux.service), prive_de)
    assert salons.salle(lus) == Lieu("c2", service=faux.service)
    with transaction() as courante:  # heard of again, it is not a new installation
        assert not salons.installer(courante, Lieu("c1", service=faux.service), None)
    assert salons.salle(lus) == Lieu("c2", service=faux.service)
    with transaction() as courante:
        salons.quitter(courante, "c2")
    assert salons.salle(lus) == Lieu("c1", service=faux.service)


def test_sans_adresse_connue_c_est_celle_des_reglages(
    faux: FauxTeams, regler: Callable[..., None]
) -> None:
    assert salons.service(_teams(), CANAL) == f"{faux.adresse}/"
    with transaction() as courante:
        salons.installer(courante, Lieu("a:1", service=faux.service), f"teams:{CAMILLE}")
    assert salons.service(_teams(), CANAL) == faux.service
    with session() as courante:
        courante.execute(delete(Salon))
    regler(TEAMS_SERVICE_URLS="")
    assert salons.service(_teams(), CANAL) == "https://smba.trafficmanager.net/teams/"


def _teams() -> Teams:
    teams = reglages().teams
    assert teams is not None
    return teams
