"""A facilitator's day in Slack: the whole assistant, a stand-in that behaves as Slack does."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.donnees import RACINE
from tests.faux_slack import CANAL, EQUIPE, JETON, MOI, SECRET, Appelant, FauxSlack
from tests.serveur import Serveur

MARCHE = "Nettoyage de bureaux, récurrent, marché à un seul titulaire, 4 ans, 200 000 € HT"
SOPHIE, KARIM = "USOPHIE", "UKARIM"
PATIENCE_S = 120.0


def attendre(vrai: Callable[[], Any]) -> Any:
    """Wait for something to be so, as long as a slow machine may take."""
    fin = time.monotonic() + PATIENCE_S
    while not (trouve := vrai()):
        assert time.monotonic() < fin, "rien n’est venu"
        time.sleep(0.1)
    return trouve


@pytest.fixture(scope="module")
def faux() -> Iterator[FauxSlack]:
    faux = FauxSlack()
    yield faux
    faux.fermer()


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory, faux: FauxSlack) -> Iterator[Serveur]:
    serveur = Serveur(
        tmp_path_factory.mktemp("slack"),
        SLACK_BOT_TOKEN=JETON,
        SLACK_SIGNING_SECRET=SECRET,
        SLACK_CANAL_TRIAGE=CANAL,
        SLACK_FACILITATEURS=f"{SOPHIE},{KARIM}",
        SLACK_API_URL=faux.api,
        URL_PUBLIQUE="https://assistant.exemple.fr",
    )
    try:
        serveur.attendre_pret()
        yield serveur
    finally:
        serveur.arreter()


@pytest.fixture(scope="module")
def slack(serveur: Serveur) -> Appelant:
    return Appelant(serveur.url)


@pytest.fixture
def acheteur() -> str:
    return uuid.uuid4().hex


def remettre(serveur: Serveur, faux: FauxSlack, acheteur: str) -> tuple[str, dict[str, Any]]:
    """Have a buyer hand a contract over; return its reference and its card."""
    serveur.dire(acheteur, MARCHE)
    serveur.dire(acheteur, "je veux l'avis du facilitateur")
    statut, suivi = serveur.appeler(f"/conversations/{acheteur}/tracker")
    assert statut == 200
    reference = suivi["slots"]["dossier"]
    return reference, attendre(lambda: carte_de(faux, reference))


def carte_de(faux: FauxSlack, reference: str) -> dict[str, Any] | None:
    return next((m for m in faux.cartes() if reference in m["text"]), None)


def dit_a(serveur: Serveur, acheteur: str, attendu: str) -> bool:
    """Tell whether a buyer finds something in his next answer."""
    return any(attendu in r.get("text", "") for r in serveur.dire(acheteur, "récapitulatif"))


def test_une_journee(serveur: Serveur, faux: FauxSlack, slack: Appelant, acheteur: str) -> None:
    reference, carte = remettre(serveur, faux, acheteur)
    fil = carte["ts"]
    assert "En attente" in carte["text"]
    precise = serveur.dire(acheteur, "Lille, 3 lots, 60 % de main d'œuvre, mars 2027")
    assert "C’est noté pour le facilitateur" in precise[0]["text"]
    attendre(lambda: "Lille" in carte["text"])
    # she claims it by a click, he is told that it is hers
    assert slack.clique(SOPHIE, carte, "Je prends") == 200
    attendre(lambda: "Prise par Sophie Martin" in carte["text"])
    assert slack.dit(KARIM, "je prends", fil=fil) == 200
    attendre(lambda: any("tenue par Sophie Martin" in dit for dit in faux.fil(fil)))
    # she asks, he answers in the chat, and it comes back into the thread
    slack.dit(SOPHIE, "demande à l'acheteur le CCAP", fil=fil)
    attendre(lambda: any("demande à l’acheteur" in dit for dit in faux.fil(fil)))
    reponses = serveur.dire(acheteur, "où en est ma demande ?")
    assert any("attend une précision" in r.get("text", "") for r in reponses)
    serveur.dire(acheteur, "réponds au facilitateur : il est sur <notre> profil & <!channel>")
    dit = attendre(lambda: [d for d in faux.fil(fil) if "L’acheteur répond" in d])
    assert "&lt;notre&gt; profil &amp; &lt;!channel&gt;" in dit[0]
    # she answers by the form of a button
    assert slack.clique(SOPHIE, carte, "Répondre") == 200
    vue = attendre(lambda: [d for m, d in faux.appels if m == "views.open"])[-1]["view"]
    slack.geste(
        {
            "type": "view_submission",
            "team": {"id": EQUIPE},
            "user": {"id": SOPHIE},
            "view": {
                "id": "V1",
                "hash": "h",
                "private_metadata": vue["private_metadata"],
                "state": {"values": {"saisie": {"saisie": {"value": "C'est bon, publiez."}}}},
            },
        }
    )
    attendre(lambda: any("C’est bon, publiez." in d for d in faux.fil(fil)))
    assert dit_a(serveur, acheteur, "C'est bon, publiez.")
    slack.dit(SOPHIE, "note interne : relancer le 15", fil=fil)
    slack.dit(SOPHIE, "avis défavorable car le lot 3 est trop court", fil=fil)
    attendre(lambda: "défavorable, Sophie Martin" in carte["text"])
    assert "Avis des règles\u00a0: favorable" in carte["text"]
    slack.dit(SOPHIE, "clos", fil=fil)
    attendre(lambda: "État\u00a0: Close" in carte["text"])
    # one card, whatever happened to it
    assert len([m for m in faux.cartes() if reference in m["text"]]) == 1
    # she is told the queue in private, and in the application's home
    slack.dit(SOPHIE, "les chiffres du mois", canal="DSOPHIE")
    attendre(lambda: any("Reçues" in m["text"] for m in faux.cartes("DSOPHIE")))
    slack.evenement({"type": "app_home_opened", "user": SOPHIE, "tab": "home"})
    vues = attendre(lambda: [d for m, d in faux.appels if m == "views.publish"])
    assert vues[-1]["user_id"] == SOPHIE
    # the buyer erases: the card and the thread hold nothing more
    serveur.dire(acheteur, "effacer mes données")
    serveur.dire(acheteur, "oui")
    attendre(lambda: "effacée" in carte["text"])
    attendre(lambda: not any("profil" in dit or "publiez" in dit for dit in faux.fil(fil)))
    assert "Nettoyage" not in json.dumps(carte)


def test_la_commande_verifie_sans_rien_ouvrir(slack: Appelant, serveur: Serveur) -> None:
    avant = _compter(serveur, "dossiers")
    rendu = slack.commande("nettoyage de bureaux, récurrent, un seul titulaire, 4 ans")
    assert rendu["response_type"] == "ephemeral"
    assert "favorable" in rendu["text"]
    assert "/plan-progres" in slack.commande("")["text"]
    assert _compter(serveur, "dossiers") == avant


def test_l_adresse_est_verifiee_par_slack(slack: Appelant) -> None:
    corps = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    assert slack.appeler(corps, "application/json") == (200, '{"challenge":"abc"}')


def test_ce_qui_n_est_pas_signe_ou_date_est_refuse(
    serveur: Serveur, slack: Appelant, faux: FauxSlack, acheteur: str
) -> None:
    reference, _ = remettre(serveur, faux, acheteur)
    avant = _compter(serveur, "evenements")
    phrase = f"je prends {reference}"
    assert slack.dit(SOPHIE, phrase, signe=False) == 401
    assert slack.dit(SOPHIE, phrase, moment=int(time.time()) - 600) == 401
    assert Appelant(serveur.url, "autre-secret").dit(SOPHIE, phrase) == 401
    autre = {"type": "event_callback", "team_id": "TAUTRE", "event_id": "E", "event": {}}
    attendre(lambda: any(m == "auth.test" for m, _ in faux.appels))
    assert slack.appeler(json.dumps(autre).encode(), "application/json")[0] == 403
    assert slack.appeler(b"[", "application/json")[0] == 400
    assert _compter(serveur, "evenements") == avant


def test_un_evenement_repete_est_traite_une_fois(
    serveur: Serveur, slack: Appelant, faux: FauxSlack, acheteur: str
) -> None:
    reference, carte = remettre(serveur, faux, acheteur)
    for essai in range(3):
        phrase = f"réponds à {reference} : une seule fois"
        slack.dit(SOPHIE, phrase, numero=f"Ev-{acheteur}", **{"X-Slack-Retry-Num": str(essai)})
    attendre(lambda: [d for d in faux.fil(carte["ts"]) if "une seule fois" in d])
    recus = [r.get("text", "") for r in serveur.dire(acheteur, "récapitulatif")]
    assert recus.count("une seule fois") == 1


def test_ce_que_dit_une_application_ou_qui_est_modifie_est_ignore(
    serveur: Serveur, slack: Appelant
) -> None:
    avant = _compter(serveur, "evenements")
    message = {"type": "message", "channel": CANAL, "text": "je prends la 1", "ts": "1.1"}
    slack.evenement({**message, "user": MOI, "bot_id": "B1"})
    slack.evenement({**message, "user": SOPHIE, "subtype": "message_changed"})
    slack.evenement({**message, "subtype": "message_deleted"})
    assert _compter(serveur, "evenements") == avant


def test_les_pannes_de_slack_ne_perdent_ni_ne_doublent_rien(
    serveur: Serveur, faux: FauxSlack, acheteur: str
) -> None:
    faux.pannes.append(("chat.postMessage", 429, {"Retry-After": "1"}, {"ok": False}))
    faux.pannes.append(("chat.postMessage", 503, {}, "<html>indisponible</html>"))
    faux.pannes_apres.append(("chat.postMessage", 500, {}, "<html>panne</html>"))
    reference, _ = remettre(serveur, faux, acheteur)
    attendre(lambda: not faux.pannes and not faux.pannes_apres)
    attendre(lambda: _compter(serveur, "envois WHERE etat = 'a_envoyer'") == 0)
    assert len([m for m in faux.cartes() if reference in m["text"]]) == 1


def test_un_arret_brutal_ne_perd_rien(
    serveur: Serveur, slack: Appelant, faux: FauxSlack, acheteur: str
) -> None:
    reference, carte = remettre(serveur, faux, acheteur)
    assert slack.dit(SOPHIE, f"je prends {reference}") == 200
    for pid in serveur.descendants():
        os.kill(pid, signal.SIGKILL)
    attendre(lambda: "Prise par Sophie Martin" in carte["text"])


def test_aucun_secret_dans_les_journaux(serveur: Serveur) -> None:
    for journal in (RACINE / "var").glob(f"*-{serveur.port}.log"):
        texte = journal.read_text(encoding="utf-8")
        assert JETON not in texte, journal
        assert SECRET not in texte, journal


DEMANDES, ARRETS = 200, 10


@pytest.mark.long
def test_deux_facilitateurs_au_hasard_et_dix_arrets_brutaux(
    serveur: Serveur, slack: Appelant, faux: FauxSlack
) -> None:
    alea = random.Random(21)
    references = {uuid.uuid4().hex: "" for _ in range(DEMANDES)}
    for acheteur in references:
        references[acheteur] = _remettre_vite(serveur, acheteur)
    actes = [
        (qui, phrase.format(reference), f"Ev-{reference}-{qui}-{phrase[:5]}")
        for reference in references.values()
        for qui in (SOPHIE, KARIM)
        for phrase in ("je prends {0}", "réponds à {0} : réponse à {0}")
    ]
    alea.shuffle(actes)
    pas = len(actes) // ARRETS
    for rang, (qui, phrase, numero) in enumerate(actes):
        if rang % pas == pas - 1:
            for pid in serveur.descendants():
                os.kill(pid, signal.SIGKILL)
        for _ in range(alea.choice((1, 1, 2, 3))):  # as a tool that was not told in time
            attendre(lambda q=qui, p=phrase, n=numero: _envoyer(slack, q, p, n))  # type: ignore[misc]
    attendre(lambda: _compter(serveur, "evenements WHERE traite_le IS NULL") == 0)
    attendre(lambda: _compter(serveur, "envois WHERE etat = 'a_envoyer'") == 0)
    siennes = tuple(references.values())
    with sqlite3.connect(f"file:{Path(serveur.base)}?mode=ro", uri=True) as base:
        for acheteur, reference in references.items():
            rang = int(reference.split("-")[2])
            prises = "SELECT COUNT(*) FROM journal WHERE nature = 'prise' AND dossier_id = ?"
            assert base.execute(prises, (rang,)).fetchone() == (1,), reference
            dits = "SELECT texte FROM messages WHERE de = 'facilitateur' AND conversation = ?"
            assert base.execute(dits, (acheteur,)).fetchall() == [(f"réponse à {reference}",)]
    titres = [m["text"].split(" ")[0] for m in faux.cartes()]
    assert sorted(titre for titre in titres if titre in siennes) == sorted(siennes)


def _remettre_vite(serveur: Serveur, acheteur: str) -> str:
    serveur.dire(acheteur, MARCHE)
    for reponse in serveur.dire(acheteur, "je veux l'avis du facilitateur"):
        if trouvee := re.search(r"PPS-\d{4}-\d{6}", reponse.get("text", "")):
            return trouvee[0]
    raise AssertionError("aucune référence")


def _envoyer(slack: Appelant, qui: str, phrase: str, numero: str) -> bool:
    """Send an event again until it is taken, as Slack would for a while."""
    try:
        return slack.dit(qui, phrase, numero=numero) == 200
    except OSError:
        return False


def _compter(serveur: Serveur, table: str) -> int:
    with sqlite3.connect(f"file:{Path(serveur.base)}?mode=ro", uri=True) as base:
        return int(base.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
