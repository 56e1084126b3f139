"""Every article and ruling that is cited anywhere, held against `data/metier/articles.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.donnees import DONNEES, RACINE
from bot.metier.articles import articles_cites

LISTE = yaml.safe_load((DONNEES / "metier" / "articles.yml").read_text(encoding="utf-8"))
ARTICLES = {a["article"]: a["confiance"] for a in LISTE["articles"]}
DECISIONS = {d["numero"]: d["confiance"] for d in LISTE["decisions"]}
NUMERO = re.compile(r"n°[ \u00a0\u202f]?(\d{6})\b")
# words by which a text says that it is not sure of what it says
RESERVE = re.compile(r"vérifi|pas lu|non lu|je ne sais pas|moyen|semble|divergent", re.I)
# what is only searched in a sentence, or says where our knowledge stands
PAS_DES_TEXTES = ("data/metier/articles.yml", "data/lecture/", "data/francais/", "data/nlu/")


def _textes() -> Iterator[tuple[str, str]]:
    """Yield each text that people read, with where it stands; a template is one text."""
    for fichier in sorted((RACINE / "templates").rglob("*.j2")):
        yield str(fichier.relative_to(RACINE)), fichier.read_text(encoding="utf-8")
    for fichier in (RACINE / "domain.yml", *sorted(DONNEES.rglob("*.yml"))):
        ou = str(fichier.relative_to(RACINE))
        if not ou.startswith(PAS_DES_TEXTES):
            contenu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
            yield from ((ou, texte) for texte in _chaines(contenu))


def _chaines(contenu: Any, cle: str = "") -> Iterator[str]:
    """Yield the texts of a file, a card of `sources.yml` as one; not the examples
    of questions, nor the ids of sources.
    """
    if isinstance(contenu, dict):
        if "repere" in contenu:
            yield " ".join(str(contenu[nom]) for nom in ("titre", "repere"))
            return
        for nom, valeur in contenu.items():
            yield from _chaines(valeur, str(nom))
    elif isinstance(contenu, list):
        for element in contenu:
            yield from _chaines(element, cle)
    elif isinstance(contenu, str) and cle not in ("examples", "source"):
        yield contenu


TEXTES = [(ou, texte) for ou, texte in _textes() if articles_cites(texte) or NUMERO.search(texte)]


def test_des_articles_sont_cites_dans_les_reponses_les_regles_et_les_documents() -> None:
    dossiers = {"/".join(ou.split("/")[:2]) for ou, _ in TEXTES}
    assert {"data/faq", "data/metier", "data/reponses", "templates/documents"} <= dossiers


@pytest.mark.parametrize(("ou", "texte"), TEXTES, ids=[f"{o} : {t[:60]}" for o, t in TEXTES])
def test_ce_qui_est_cite_est_connu_et_garde_son_poids(ou: str, texte: str) -> None:
    cites = {nom: ARTICLES.get(nom) for nom in articles_cites(texte)}
    cites |= {numero: DECISIONS.get(numero) for numero in NUMERO.findall(texte)}
    assert None not in cites.values(), f"{ou} : pas dans articles.yml : {cites}"
    assert "basse" not in cites.values(), f"{ou} : trop peu sûr pour être cité : {cites}"
    if "moyenne" in cites.values():
        assert RESERVE.search(texte), f"{ou} : dit comme sûr : {cites}"


def test_chaque_article_dit_sa_confiance_et_d_ou_elle_vient() -> None:
    assert {*ARTICLES.values(), *DECISIONS.values()} <= {"haute", "moyenne", "basse"}
    for carte in (*LISTE["articles"], *LISTE["decisions"]):
        assert carte["resume"]
        assert re.match(r"domaine\.md, [\d.]+", carte["repere"])


def test_un_arret_sur_un_critere_n_est_cite_que_comme_tel() -> None:
    for ou, texte in TEXTES:
        if "417580" in texte and not ou.endswith((".j2", "sources.yml")):
            assert re.search(r"critère", texte), ou
