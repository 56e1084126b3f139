"""Plays every file of `tests/conversations/<behaviour>/<what_the_user_does>.yml`.

A file is a list of steps. `dit` is what the user types, `clique` the title of a button just shown;
`canal` is where, for this step and those after it (« telephone » speaks in a short form). Then,
about the answer to that step: `contient` / `ne_contient_pas` (pieces of text, whatever the case,
accents aside), `phrases_au_plus` (how many sentences at most), `boutons` (titles that must be
offered), `slots` (values now held), `projet` (decisions of the clause now held), `demande` (the
pending question, null for none), `reponses` (names of domain responses that were given),
`clause_contient` / `clause_ne_contient_pas` / `pieces_contient` (pieces of the documents that were
given), `custom` (of each type, what its
structure holds at least; null when none may be given). In place of `dit`, `coche` answers a list by
these ids, as the boxes of the page do; `modifie` clicks in the recap, on the line of a fact.
In every conversation, no sentence of the assistant's is said three times running.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.francais.texte import plier
from tests.assistant import Assistant, documents_donnes

CONVERSATIONS = Path(__file__).parent / "conversations"
FICHIERS = sorted(CONVERSATIONS.rglob("*.yml"))
TOURS = 3
FIN_DE_PHRASE = re.compile(r"(?<=[.?!]) ")
CLES = {"dit", "clique", "canal", "contient", "ne_contient_pas", "phrases_au_plus"}
CLES |= {"boutons", "slots", "projet", "demande", "reponses", "custom", "coche", "modifie"}
CLES |= {"clause_contient", "clause_ne_contient_pas", "pieces_contient"}


@pytest.mark.parametrize(
    "fichier", FICHIERS, ids=[str(f.relative_to(CONVERSATIONS))[:-4] for f in FICHIERS]
)
async def test_conversation(fichier: Path, assistant: Assistant) -> None:
    expediteur = uuid.uuid4().hex
    montre = Montre()
    derniers_tours: list[set[str]] = []
    canal = "rest"
    for etape in yaml.safe_load(fichier.read_text(encoding="utf-8")):
        assert set(etape) <= CLES, f"clé inconnue : {set(etape) - CLES}"
        canal = etape.get("canal", canal)
        reponses = await assistant.dire(expediteur, montre.envoi(etape), canal)
        montre = Montre.depuis(reponses)
        _verifier_les_mots(etape, reponses, montre.boutons)
        _verifier_les_structures(etape, montre)
        _verifier_les_documents(etape, documents_donnes(reponses))
        await _verifier_l_etat(etape, expediteur, assistant)
        derniers_tours = [*derniers_tours, _phrases(reponses)][-TOURS:]
        redites = set.intersection(*derniers_tours) if len(derniers_tours) == TOURS else set()
        assert not redites, f"{etape} : dit trois fois de suite : {redites}"


@dataclass(frozen=True)
class Montre:
    """What an answer shows to be clicked, and its structures by type."""

    boutons: dict[str, str] = field(default_factory=dict)
    structures: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def depuis(cls, reponses: list[dict[str, Any]]) -> Montre:
        boutons = [b for r in reponses for b in r.get("buttons") or []]
        structures = [r["custom"] for r in reponses if "custom" in r]
        return cls({b["title"]: b["payload"] for b in boutons}, {s["type"]: s for s in structures})

    def envoi(self, etape: dict[str, Any]) -> str:
        """Return what the buyer sends: what he types, or what a click sends."""
        if "clique" in etape:
            return self.boutons[etape["clique"]]
        if "coche" in etape:
            options = {o["valeur"] for o in self.structures["choix_multiples"]["options"]}
            assert options >= set(etape["coche"]), f"{etape} : pas parmi {options}"
            return ", ".join(etape["coche"])
        if "modifie" in etape:
            lignes = {ligne["slot"]: ligne for ligne in self.structures["recapitulatif"]["lignes"]}
            return str(lignes[etape["modifie"]]["modifier"])
        return str(etape["dit"])


def _phrases(reponses: list[dict[str, Any]]) -> set[str]:
    """Return the sentences of an answer, sources and the items of lists apart."""
    lignes = [ligne for r in reponses for ligne in r.get("text", "").splitlines()]
    dites = [ligne for ligne in lignes if not ligne.startswith(("Source", "•", "✔", "✘", "?"))]
    phrases = {phrase for ligne in dites for phrase in FIN_DE_PHRASE.split(ligne)}
    return {phrase for phrase in phrases if " " in phrase}


def _verifier_les_mots(
    etape: dict[str, Any], reponses: list[dict[str, Any]], boutons: dict[str, str]
) -> None:
    texte = _plat("\n".join(r.get("text", "") for r in reponses))
    assert texte.strip(), f"{etape} : pas de réponse"
    for morceau in etape.get("contient", []):
        assert _plat(morceau) in texte, f"{etape} : « {morceau} » absent de\n{texte}"
    for morceau in etape.get("ne_contient_pas", []):
        assert _plat(morceau) not in texte, f"{etape} : « {morceau} » présent dans\n{texte}"
    dites = [phrase for r in reponses for phrase in FIN_DE_PHRASE.split(r.get("text", ""))]
    assert len(dites) <= etape.get("phrases_au_plus", len(dites)), f"{etape} : trop long : {dites}"
    for titre in etape.get("boutons", []):
        assert titre in boutons, f"{etape} : pas de bouton « {titre} » parmi {list(boutons)}"


def _verifier_les_structures(etape: dict[str, Any], montre: Montre) -> None:
    for type_, attendu in etape.get("custom", {}).items():
        obtenu = montre.structures.get(type_)
        assert _contient(obtenu, attendu), f"{etape} : {type_} = {obtenu}"


def _verifier_les_documents(etape: dict[str, Any], documents: dict[str, str]) -> None:
    lus = {nom: _plat(texte) for nom, texte in documents.items()}
    for cle, nom in (("clause_contient", "clause"), ("pieces_contient", "pieces_consultation")):
        for morceau in etape.get(cle, []):
            assert _plat(morceau) in lus[nom], f"{etape} : « {morceau} » absent de {nom}"
    for morceau in etape.get("clause_ne_contient_pas", []):
        assert _plat(morceau) not in lus["clause"], f"{etape} : « {morceau} » est dans la clause"


def _contient(obtenu: Any, attendu: Any) -> bool:
    """Tell whether a structure holds at least what is expected of it."""
    if isinstance(attendu, dict) and isinstance(obtenu, dict):
        return all(_contient(obtenu.get(nom), valeur) for nom, valeur in attendu.items())
    if isinstance(attendu, list) and isinstance(obtenu, list):
        return len(attendu) == len(obtenu) and all(map(_contient, obtenu, attendu))
    if isinstance(attendu, str) and isinstance(obtenu, str):
        return _plat(obtenu) == _plat(attendu)
    return bool(obtenu == attendu)


async def _verifier_l_etat(etape: dict[str, Any], expediteur: str, assistant: Assistant) -> None:
    slots = await assistant.slots(expediteur)
    for nom, valeur in etape.get("slots", {}).items():
        assert slots[nom] == valeur, f"{etape} : {nom} = {slots[nom]!r}"
    for nom, valeur in etape.get("projet", {}).items():
        decide = (slots["projet"] or {}).get(nom)
        assert decide == valeur, f"{etape} : {nom} = {decide!r}"
    if "demande" in etape:
        assert slots["requested_slot"] == etape["demande"], f"{etape} : {slots['requested_slot']}"
    donnees = await assistant.noms_des_reponses(expediteur)
    for nom in etape.get("reponses", []):
        assert nom in donnees, f"{etape} : {nom} absent de {donnees}"


def _plat(texte: str) -> str:
    return " ".join(plier(texte).split())
