"""The messages made from templates: a text, and where there is one, the structure beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from bot.dialogue.comprendre.sa_clause import explication_de
from bot.francais.texte import plier
from bot.metier.faits import Faits
from bot.redaction.avis import (
    ecrire_l_obligation,
    obligation_en_bref,
    sources_citees,
    structurer_l_avis,
)
from bot.redaction.choix import structurer_le_choix
from bot.redaction.gabarits import rendre
from bot.redaction.progression import structurer_la_progression
from bot.redaction.recapitulatif import (
    structurer_ce_qui_est_compris,
    structurer_le_recapitulatif,
)
from bot.redaction.reponses import Dit, repondre
from bot.redaction.sa_clause import (
    article_de_la_clause,
    article_sur,
    ligne_qui_repond,
    passages_sur,
)
from bot.redaction.structures import Structure

Valeurs = Mapping[str, object]


def formuler(gabarit: str, valeurs: Valeurs, canal: str | None = None) -> Dit:
    """Return what a template says, with the structure that it was made from."""
    structurer = STRUCTURES.get(gabarit)
    if structurer is None:
        return Dit(texte=rendre(gabarit, valeurs, canal))
    structure, en_plus = structurer(valeurs)
    texte = rendre(gabarit, {**valeurs, **en_plus, "structure": structure}, canal)
    return Dit(texte=texte, custom=structure)


def _verdict(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    faits, precedent = _faits(valeurs), cast("str | None", valeurs["precedent"])
    ensemble = cast("Faits", valeurs["ensemble"])
    avis = structurer_l_avis(faits, precedent, ensemble)
    return avis, {"sources": sources_citees(faits), "obligation": obligation_en_bref(ensemble)}


def _verdict_par_lot(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    faits = _faits(valeurs)
    return None, {"obligation": obligation_en_bref(faits), "sources": sources_citees(faits)}


def _recapitulatif(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    return structurer_le_recapitulatif(_faits(valeurs)), {}


def _confirmation(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    return structurer_ce_qui_est_compris(_faits(valeurs), valeurs["corrige"] is True), {}


def _presentation(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    choix = structurer_le_choix(str(valeurs["fait"]), _faits(valeurs))
    if choix is not None:
        sans_liste = {**valeurs, "structure": choix, "avec_la_liste": False}
        choix["texte"] = rendre("presentation", sans_liste)
    return choix, {"avec_la_liste": True}


def _article(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    faits, numero = _faits(valeurs), cast("str | None", valeurs["numero"])
    demande = str(valeurs["demande"])
    article = article_de_la_clause(faits, numero) if numero else article_sur(faits, demande)
    # of a whole article, only the words that are asked about are explained
    cites = [demande]
    if article is not None and "\n" not in article.texte:
        cites.append(plier(article.texte))
    explication = next(filter(None, map(explication_de, cites)), None)
    dite = repondre(explication, {}).texte if explication else None
    return None, {"article": article, "explication": dite}


def _sa_clause(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    sujet, passage = (cast("str | None", valeurs[nom]) for nom in ("sujet", "passage"))
    if valeurs["interroge"]:
        return None, {"passages": ligne_qui_repond(str(passage), _faits(valeurs))}
    return None, {"passages": passages_sur(sujet, passage, _faits(valeurs))}


def _obligation(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    return None, {"texte": ecrire_l_obligation(_faits(valeurs))["texte"]}


def _obligation_du_dossier(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    obligation = ecrire_l_obligation(_faits(valeurs))
    return None, {"valeur": obligation["valeur"], "texte": obligation["texte"]}


def _element(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    """Say of each decision what it means, or why it is asked for."""
    dit = "pourquoi" if valeurs["pourquoi"] else "exemple"
    elements = cast("Sequence[tuple[str, str]]", valeurs["elements"])
    decisions = [nom for genre, nom in elements if genre == "decision"]
    return None, {"dites": {nom: repondre(f"utter_{dit}_{nom}", {}).texte for nom in decisions}}


def _combien(valeurs: Valeurs) -> tuple[Structure | None, Valeurs]:
    rang = structurer_la_progression(
        str(valeurs["question"]), _faits(valeurs), str(valeurs["parcours"])
    )
    return None, {"reste": rang["sur"] - rang["fait"] + 1}


def _faits(valeurs: Valeurs) -> Faits:
    return cast("Faits", valeurs["faits"])


STRUCTURES: Mapping[str, Callable[[Valeurs], tuple[Structure | None, Valeurs]]] = {
    "verdict": _verdict,
    "verdict_d_un_lot": _verdict,
    "verdict_par_lot": _verdict_par_lot,
    "recapitulatif": _recapitulatif,
    "confirmation": _confirmation,
    "presentation": _presentation,
    "obligation": _obligation,
    "article": _article,
    "combien": _combien,
    "element": _element,
    "sa_clause": _sa_clause,
    "obligation_du_dossier": _obligation_du_dossier,
}
