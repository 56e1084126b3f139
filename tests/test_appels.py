"""Simulated callers, who speak as recognisers write; and every prompt, within its words."""

from __future__ import annotations

import math
import re
import shutil
import statistics
import struct
import subprocess
import wave
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.canaux.telephone.appels import DEBUT
from bot.donnees import RACINE, referentiel
from bot.ecoute import QUESTION, ecouter
from bot.metier.criteres import VIGILANCES
from bot.metier.faits import faits_vides
from bot.metier.valeurs import Valeur
from bot.metier.verdict import evaluer
from bot.redaction.messages import formuler
from bot.redaction.oral import TELEPHONE, a_voix_haute, duree_dite, epeler, euros_dits, voix
from bot.redaction.reponses import _reponses_parlees, repondre
from tests.appels import AVANT, BANQUE, Appel, Bilan, appeler, banque, noter_les_reponses, secondes
from tests.assistant import Assistant

MOTS_D_UNE_QUESTION, MOTS_D_UNE_PHRASE = 20, 25
SECONDES_MEDIANES, SECONDES_AU_PLUS = 90, 180
QUESTIONS_MEDIANES = 4
PART_JUSTE, PART_FAUSSE_EN_SILENCE = 0.95, 0.01
# nothing that has to be seen; a reference and a code are spelt, digit by digit
A_VOIR = re.compile(r"[\d€%«»()<>\[\]{}*_#/@•✔✘⚠]|https?|\b[A-Z]{2,}\b|[^\W\d_]\.[^\W\d_]")
CANDIDATS = {
    "recurrence": "besoin récurrent",
    "forme_contrat": "plusieurs titulaires, à marchés subséquents",
    "fin_sans_debut": "31 décembre 2030",
}
MOMENT = {
    "canal": TELEPHONE, "candidat": "deux ans et demi, ou vingt-sept mois", "motif": None,
    "dossier": "PPS-2026-000001", "code": "K7M4-2QXR", "conservation": 365, "cite": "",
    "quitte": None, "ouverture": None,
}  # fmt: skip
ENTENDUS = yaml.safe_load(BANQUE.with_name("entendus.yml").read_text(encoding="utf-8"))
BOUCLES = yaml.safe_load(BANQUE.with_name("boucles.yml").read_text(encoding="utf-8"))
FILS = yaml.safe_load(BANQUE.with_name("fils.yml").read_text(encoding="utf-8"))
UN_APPEL = ("des fournitures", "récurent", "mars chez à un tituler", "deux temps", "au revoir")


@pytest.mark.parametrize("cas", ENTENDUS["défaits"], ids=lambda cas: cas["entendu"])
def test_ce_que_le_telephone_fait_aux_mots_est_defait(cas: dict[str, str]) -> None:
    assert _entendre(cas) == cas["dit"]


@pytest.mark.parametrize("cas", ENTENDUS["intacts"], ids=lambda cas: cas["entendu"])
def test_ce_qui_a_ete_bien_entendu_reste_comme_il_est(cas: dict[str, str]) -> None:
    assert _entendre(cas) == cas["entendu"]


def _entendre(cas: dict[str, str]) -> str:
    return ecouter(cas["entendu"], (), f"{QUESTION}{cas.get('question')}")


async def test_presque_toutes_les_reponses_parlees_sont_comprises(assistant: Assistant) -> None:
    notes = [note async for note in noter_les_reponses(banque()["reponses"], assistant)]
    rates = [note for note in notes if not note.juste]
    assert len(rates) <= (1 - PART_JUSTE) * len(notes), rates
    silences = [note for note in notes if note.silence]
    assert len(silences) <= PART_FAUSSE_EN_SILENCE * len(notes), silences


async def test_presque_tous_les_appels_menent_au_bon_avis_en_peu_de_temps(
    assistant: Assistant,
) -> None:
    bilans = [await appeler(cas, assistant) for cas in banque()["appels"]]
    rates = [bilan for bilan in bilans if not bilan.juste]
    assert len(rates) <= (1 - PART_JUSTE) * len(bilans), rates
    assert not [bilan for bilan in bilans if bilan.silence]
    assert statistics.median(bilan.questions for bilan in bilans) <= QUESTIONS_MEDIANES
    assert statistics.median(bilan.secondes for bilan in bilans) <= SECONDES_MEDIANES
    assert max(bilan.secondes for bilan in bilans) <= SECONDES_AU_PLUS
    _rien_a_voir(bilans)


def _rien_a_voir(bilans: Sequence[Bilan]) -> None:
    """Check all that was said, but what is spelt."""
    for bilan in bilans:
        for dit in bilan.dits:
            parle = dit.partition("Notez votre dossier")[0]
            assert not A_VOIR.search(parle), dit
            assert len(parle.split()) <= 2 * MOTS_D_UNE_PHRASE, dit


async def test_qui_ne_repond_jamais_a_la_question_n_est_pas_retenu(assistant: Assistant) -> None:
    """« Isolé » then « quatre ans », again and again: no call turns in circles."""
    appel = Appel(assistant)
    await appel.dire(DEBUT)
    for tour in range(30):
        reponse = await appel.dire(("", "les deux", "krok krok", "c'est bleu")[tour % 4])
        if reponse.fini:
            break
    assert reponse.fini
    assert appel.secondes <= SECONDES_AU_PLUS


@pytest.mark.parametrize("cas", BOUCLES, ids=lambda cas: cas["dits"][0])
async def test_une_question_sans_reponse_n_est_posee_que_cinq_fois(
    cas: dict[str, Any], assistant: Assistant
) -> None:
    appel = Appel(assistant)
    for avant in AVANT[cas["question"]]:
        await appel.dire(avant)
    reponses = [await appel.dire(cas["dits"][i % len(cas["dits"])]) for i in range(5)]
    sortie = [reponse.question for reponse in reponses].index(None)
    assert reponses[sortie - 1].clavier
    assert "Nous n’y arrivons pas" in reponses[sortie].dire
    assert "Notez votre dossier" in reponses[sortie].dire


@pytest.mark.parametrize("cas", FILS, ids=lambda cas: " / ".join(cas["dits"]))
async def test_ce_qui_est_dit_de_suite_est_note(cas: dict[str, Any], assistant: Assistant) -> None:
    appel = Appel(assistant)
    for dit in (*AVANT[cas["question"]], *cas["dits"]):
        await appel.dire(dit)
    slots = await appel.slots()
    assert {fait: slots[fait] for fait in cas["faits"]} == cas["faits"]


def _questions() -> Iterator[tuple[str, str]]:
    for nom, variantes in _reponses_parlees().items():
        if nom.startswith("utter_question_"):
            for variante in variantes:
                motifs = [c["value"] for c in variante.get("condition", [])]
                yield nom, motifs[0] if motifs else ""


@pytest.mark.parametrize(("nom", "motif"), _questions())
def test_une_question_tient_en_vingt_mots_et_ses_choix_ont_une_touche(nom: str, motif: str) -> None:
    question = nom.removeprefix("utter_question_")
    candidat = CANDIDATS.get(motif) or CANDIDATS.get(question) or MOMENT["candidat"]
    dite = repondre(nom, {**MOMENT, "motif": motif or None, "candidat": candidat})
    parle = a_voix_haute(dite.texte)
    assert len(parle.split()) <= MOTS_D_UNE_QUESTION, parle
    assert not A_VOIR.search(parle), parle
    for rang, _ in enumerate(dite.boutons):
        assert ("un", "deux", "trois")[rang] in parle.lower(), f"{parle} : touche {rang + 1}"


@pytest.mark.parametrize("nom", [n for n in _reponses_parlees() if "question_" not in n])
def test_ce_qui_est_dit_se_dit_d_un_souffle(nom: str) -> None:
    for variante in _reponses_parlees()[nom]:
        phrases = re.split(r"(?<=[.?!]) ", a_voix_haute(variante["text"].format(**MOMENT)))
        for phrase in phrases:
            if "comme" not in phrase and "P, P, S" not in phrase:
                assert len(phrase.split()) <= MOTS_D_UNE_PHRASE, phrase
                assert not A_VOIR.search(phrase), phrase


def test_un_avis_tient_en_deux_phrases_ou_se_dit_son_mot() -> None:
    guide = referentiel()
    valeurs: Iterator[tuple[Any, ...]] = product(
        ("recurrent", "isole", "inconnu"),
        ("marche", "accord_cadre_mono", "multi_bons_de_commande", "multi_marches_subsequents"),
        (12.0, 36.0, 60.0, "inconnu"),
        (None, 12.0),
        (None, "notifiee", "publiee"),
        (None, "concession", "autre"),
    )
    mots = {"favorable", "défavorable", "sous réserve", "hors du champ"}
    for recurrence, forme, duree, ferme, etape, nature in valeurs:
        dits: dict[str, Valeur | None] = {
            "recurrence": recurrence,
            "forme_contrat": forme,
            "duree_mois": duree,
            "duree_ms_mois": duree if forme == "multi_marches_subsequents" else None,
            "duree_ferme_mois": ferme,
            "etape": etape,
            "nature_contrat": nature,
        }
        faits = faits_vides(guide).avec(dits)
        if evaluer(faits.contrat, guide).verdict is None:
            continue
        donnees = {"faits": faits, "precedent": None, "ensemble": faits}
        dit = a_voix_haute(formuler("verdict", donnees, TELEPHONE).texte)
        assert any(mot in dit for mot in mots), dit
        assert len(re.split(r"(?<=[.?!]) ", dit)) == 2, dit
        assert len(dit.split()) <= 2 * MOTS_D_UNE_PHRASE, dit
        assert not A_VOIR.search(dit), dit
        assert nature != "concession" or "concession" in dit
        assert etape != "notifiee" or nature or "notifié" in dit or "sous réserve" in dit, dit


def test_ce_qui_demande_de_veiller_a_sa_forme_parlee() -> None:
    assert voix()["vigilances"].keys() == VIGILANCES.keys()


def test_les_nombres_se_disent_en_francais() -> None:
    dites = {12: "un an", 48: "quatre ans", 30: "deux ans et demi", 18: "dix-huit mois"}
    assert {mois: duree_dite(mois) for mois in dites} == dites
    assert duree_dite(27) == "vingt-sept mois"
    assert euros_dits(200_000) == "deux cent mille euros"
    assert euros_dits(2_000_000) == "deux millions d’euros"
    assert a_voix_haute("216\u00a0000\u00a0€ HT (L2112-2-1), soit 5\u00a0%") == (
        "deux cent seize mille euros hors taxes, soit cinq pour cent"
    )
    assert a_voix_haute("guichet@ville.fr, 01 23 45 67 89") == (
        "guichet arobase ville point fr, zéro un, vingt-trois, quarante-cinq, soixante-sept, "
        "quatre-vingt-neuf"
    )
    assert epeler("K7M4-2QXR").startswith("K comme Kléber, 7, M comme Marcel, 4, 2, Q comme")
    assert epeler("PPS-2026-000012") == "P, P, S, 2 0 2 6, 0 0 0 0 1 2"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="make test installs espeak-ng")
async def test_un_appel_entier_s_entend(assistant: Assistant) -> None:
    """A call as sound, kept in var/appel.wav: its length, its silences, no clipping."""
    appel = Appel(assistant)
    for dit in (DEBUT, *UN_APPEL):
        await appel.dire(dit)
    garde = RACINE / "var" / "appel.wav"
    garde.parent.mkdir(exist_ok=True)
    texte = "\n".join(appel.dits)
    subprocess.run(["espeak-ng", "-v", "fr", "-s", "165", "-w", garde, texte], check=True)
    son = Son.lire(garde)
    # spelt signs take longer than words do
    assert 0.7 * secondes(texte) <= son.secondes <= 1.8 * secondes(texte)
    assert son.part_muette < 0.4
    assert son.plus_long_silence_s < 3
    assert son.part_ecretee < 0.001


class Son:
    """A recording, as far as a machine can listen to it."""

    def __init__(self, echantillons: Sequence[int], par_seconde: int) -> None:
        self.secondes = len(echantillons) / par_seconde
        pas = par_seconde // 20
        blocs = [echantillons[i : i + pas] for i in range(0, len(echantillons), pas)]
        forces = [math.sqrt(sum(e * e for e in bloc) / len(bloc)) for bloc in blocs]
        muets = "".join("_" if force < 150 else "x" for force in forces)
        self.part_muette = muets.count("_") / len(muets)
        self.plus_long_silence_s = max(map(len, re.findall("_*", muets))) / 20
        self.part_ecretee = sum(abs(e) >= 32767 for e in echantillons) / len(echantillons)

    @classmethod
    def lire(cls, fichier: Path) -> Son:
        with wave.open(str(fichier)) as son:
            octets = son.readframes(son.getnframes())
            return cls(struct.unpack(f"<{len(octets) // 2}h", octets), son.getframerate())
