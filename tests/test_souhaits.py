"""Own obligations as buyers write them (`souhaits.yml`): what cannot hold is caught, with why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.lecture.assemblage import lecteur, souhaits

SOUHAITS = yaml.safe_load((Path(__file__).parent / "souhaits.yml").read_text(encoding="utf-8"))
# « un module sur ce que demande le label… »: a label as the content of a training
LICITES_ARRETES = 1


def _empechement(dit: str) -> str | None:
    return souhaits().empechement(lecteur().preparer(dit))


@pytest.mark.parametrize(
    "cas", SOUHAITS["illicites"], ids=[c["dit"] for c in SOUHAITS["illicites"]]
)
def test_un_souhait_illicite_ou_vague_est_arrete_avec_sa_raison(cas: dict[str, str]) -> None:
    assert _empechement(cas["dit"]) == cas["pourquoi"]


def test_les_souhaits_licites_passent() -> None:
    arretes = [dit for dit in SOUHAITS["licites"] if _empechement(dit)]
    assert len(SOUHAITS["licites"]) >= 60
    assert len(arretes) <= LICITES_ARRETES, arretes


AVEUGLES = yaml.safe_load(
    (Path(__file__).parent / "cas" / "souhaits_aveugles.yml").read_text(encoding="utf-8")
)
# of these 58: decided without a question
DECIDES = 0.8
# wishes on purpose, in the conversations
DISCRIMINENT = re.compile(
    r"femmes|hommes|des Français|(?:habitants|gens) de la commune|chômeurs de la métropole"
)


def _verdict(dit: str) -> str:
    return souhaits().juger(lecteur().preparer(dit))


def test_aucun_public_licite_n_est_refuse() -> None:
    refuses = [c["dit"] for c in AVEUGLES if c["licite"] and _verdict(c["dit"]) == "illicite"]
    assert refuses == []


def test_aucun_souhait_qui_discrimine_n_est_pris() -> None:
    pris = [c["dit"] for c in AVEUGLES if not c["licite"] and _verdict(c["dit"]) == "licite"]
    assert pris == []


@pytest.mark.parametrize(
    "dit",
    [
        "lutter contre le sexisme, embaucher seulement des hommes",
        "améliorer la sécurité et exclure les plus de 55 ans",
        "Former l'équipe aux gestes et postures. Réserver les postes de nuit aux hommes.",
    ],
)
def test_ce_qui_est_licite_ne_couvre_pas_ce_qui_ne_l_est_pas(dit: str) -> None:
    assert _verdict(dit) != "licite"


@pytest.mark.parametrize(
    "dit",
    ["ce n'est pas trop petit, notre marché ?", "une dame passe le soir, après les cours"],
)
def test_ce_qui_ne_parle_que_du_contrat_n_est_pas_un_souhait_illicite(dit: str) -> None:
    assert _verdict(dit) == "licite"


def test_peu_de_souhaits_font_poser_une_question() -> None:
    decides = [cas for cas in AVEUGLES if _verdict(cas["dit"]) != "douteux"]
    assert len(decides) >= DECIDES * len(AVEUGLES)


def test_ce_qui_se_dit_d_ordinaire_n_est_pas_arrete() -> None:
    dits = set(_messages_des_conversations())
    assert len(dits) > 1000
    arretes = [dit for dit in dits if _verdict(dit) == "illicite" and not DISCRIMINENT.search(dit)]
    assert arretes == []


def _messages_des_conversations() -> Iterator[str]:
    for fichier in (Path(__file__).parent / "conversations").rglob("*.yml"):
        for tour in yaml.safe_load(fichier.read_text(encoding="utf-8")):
            if isinstance(tour.get("dit"), str):
                yield tour["dit"]


SANS_CHIFFRE = yaml.safe_load(
    (Path(__file__).parent / "cas" / "souhaits_sans_chiffre.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("cas", SANS_CHIFFRE, ids=[c["dit"] for c in SANS_CHIFFRE])
def test_un_souhait_sans_chiffre_est_pris_s_il_dit_quoi_faire(cas: dict[str, str | None]) -> None:
    assert _empechement(str(cas["dit"])) == cas["arrete_par"]
