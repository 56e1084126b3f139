"""Put together what is said of the contract's form, over several sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.dialogue.etat import Etat
from bot.lecture.formes import FAIBLES, encore_vrais, resoudre_forme
from bot.lecture.lectures import Lecture
from bot.metier.contrat import INCONNU


def lire_la_forme(
    lectures: list[Lecture], etat: Etat, faits: dict[str, Any], corrige: bool
) -> tuple[tuple[str, ...], dict[str, Any], tuple[str, str, None] | None]:
    """Put together what was just said of the form and what was said of it before.

    Return the clues to keep, the form if it is settled (`forme_contrat`), and else the point that
    a short question must settle: fact, point (`resoudre_forme`), no proposed value. `corrige`: the
    buyer takes back what he said, so that the form he told may be asked about again.
    """
    dits = indices_dits(lectures)
    if etat.question == "forme_contrat" and etat.suivi.motif == "titulaires" and not dits:
        dits = _nombre_de_titulaires(lectures)
    faibles = not set(dits) - FAIBLES and not {"simple", "un_titulaire"} <= set(dits)
    hors_question = faibles and not _discute_la_forme(etat)
    if not dits or hors_question:
        return (), _forme_redite(dits, etat), None
    deja_dits = () if {"simple", "non_cadre"} & set(dits) else _deja_dits(dits, etat)
    avant = encore_vrais(frozenset(dits), frozenset((*etat.suivi.indices, *deja_dits)))
    indices = avant | frozenset(dits)
    if etat.suivi.motif in ("mixte", "mode"):
        indices = frozenset(dits) | {"multi"}
    forme, point = resoudre_forme(indices)
    forme = forme or faits.get("forme_contrat")  # plain by itself, whatever was said before
    if forme:
        return (), {"forme_contrat": forme}, None
    deja_connue = etat.faits.get("forme_contrat") not in (None, INCONNU)
    if not point or (deja_connue and etat.question != "forme_contrat" and not corrige):
        return (), {}, None
    return tuple(sorted(indices)), {}, ("forme_contrat", point, None)


def indices_dits(lectures: Sequence[Lecture]) -> list[str]:
    """Return the clues of the form that a sentence holds (`data/lecture/formes.yml`)."""
    indices: Iterator[list[str]] = (
        lue.indices for lue in lectures if lue.fait == "forme_contrat" and lue.nature == "indice"
    )
    return next(indices, [])


def _forme_redite(dits: Sequence[str], etat: Etat) -> dict[str, Any]:
    """« C'est un marché simple », once more: nothing new, but nothing that was not understood."""
    forme, _ = resoudre_forme(frozenset(dits))
    return {"forme_contrat": forme} if forme and forme == etat.faits.get("forme_contrat") else {}


def _discute_la_forme(etat: Etat) -> bool:
    """Tell that the form is asked about, or what an unfavorable verdict rests on."""
    plusieurs = (etat.faits.contrat.forme_contrat or "").startswith("multi_")
    en_cause = etat.suivi.avis == "defavorable" and plusieurs
    return etat.question == "forme_contrat" or (etat.question is None and en_cause)


def _deja_dits(dits: Sequence[str], etat: Etat) -> tuple[str, ...]:
    """Return what still holds of the form that was told.

    « Finalement un seul titulaire » keeps the framework; « et c'est un accord-cadre », the single
    holder.
    """
    forme = etat.faits.contrat.forme_contrat or ""
    if forme.startswith(("multi_", "accord_cadre")):
        return ("cadre",)
    return ("mono",) if forme == "marche" and set(dits) <= {"cadre", "bons"} else ()


def _nombre_de_titulaires(lectures: list[Lecture]) -> list[str]:
    nombres: list[float] = next((lue.nombres for lue in lectures if lue.fait == "nombre"), [])
    return [] if len(nombres) != 1 else ["mono"] if nombres[0] == 1 else ["multi"]
