"""Facilitators' sentences, each author read by a model that never saw him.

`python -m tests.banc.ordres` prints, of each: read right, asked although it was right, asked
wrongly, nothing done, a wrong thing shown, a wrong thing done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, Literal, TypeAlias

import yaml

from bot.donnees import RACINE
from bot.nlu.ordres import apprendre, phrases_apprises
from bot.triage.ordres import DOUTE, ECRIVENT, Ordre, Reference
from bot.triage.phrases import lire
from bot.triage.sens import ModeleDesOrdres

AUTEURS = (*"abcdefghijlmno", "sms", "politesse", "dictee", "salon", "oui_dire")
DIT = ("a", "texte", "valeur", "raison", "filtre", "lieu", "depuis")
ANNEE = 2026
Issue: TypeAlias = Literal["juste", "demandé", "demandé à tort", "rien fait", "montré", "faux"]


def cas_de(auteur: str) -> list[dict[str, Any]]:
    """Return the sentences of an author, each with what is expected of it."""
    fichier = RACINE / "tests" / "triage" / f"{auteur}.yml"
    cas: list[dict[str, Any]] = yaml.safe_load(fichier.read_text(encoding="utf-8"))
    return cas


def lue(ordre: Ordre | None) -> dict[str, Any]:
    """Return what was read of a sentence, as it is expected."""
    if ordre is None:
        return {"ordre": "aucun"}
    if ordre.manque not in (None, DOUTE):
        return {"ordre": "preciser"}
    dit = {nom: getattr(ordre, nom) for nom in DIT if getattr(ordre, nom)}
    dossier = {"dossier": ordre.reference.ecrite(ANNEE)} if ordre.reference else {}
    return {"ordre": ordre.genre, **dossier, **dit}


def issue(cas: dict[str, Any], noms: set[str], sens: ModeleDesOrdres | None = None) -> Issue:
    """Tell what a sentence leads to."""
    fil = Reference.de(cas["fil"]) if cas["fil"] else None
    ordre = lire(cas["dit"], fil, noms, sens)
    juste = lue(ordre and replace(ordre, doute=False)) == cas["attendu"]
    if ordre is not None and ordre.manque:
        if ordre.manque != DOUTE and juste:
            return "juste"
        return "demandé" if juste or cas["attendu"]["ordre"] == ordre.genre else "demandé à tort"
    if juste:
        return "juste"
    if ordre is None:
        return "rien fait"
    return "faux" if ordre.genre in ECRIVENT else "montré"


def mesurer(auteur: str) -> Counter[Issue]:
    """Count what an author's sentences lead to, read by a model that learnt from the others."""
    autres = [p for nom, siennes in phrases_apprises() if nom != auteur for p in siennes]
    sens = apprendre(autres)
    tous = cas_de(auteur)
    noms = {cas["attendu"]["a"] for cas in tous if "a" in cas["attendu"]}
    return Counter(issue(cas, noms, sens) for cas in tous)


def main() -> None:
    """Print the figures of each author, then of all."""
    comptes = {auteur: mesurer(auteur) for auteur in AUTEURS}
    for auteur, compte in comptes.items():
        print(auteur, compte.total(), dict(compte))
    tous: Counter[Issue] = sum(comptes.values(), Counter())
    print(f"tous {tous.total()} {dict(tous)} : {tous['juste'] / tous.total():.1%} justes")


if __name__ == "__main__":
    main()
