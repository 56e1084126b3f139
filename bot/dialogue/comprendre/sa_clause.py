"""What a buyer asks of his own clause, where it is written there, and of the law for his file.

The words are data (`data/lecture/sa_clause.yml`).
"""

from __future__ import annotations

from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import cles, compiler, quelque_part, telle_quelle

FICHIER = "lecture/sa_clause"
SUJETS = {nom: telle_quelle(f"{FICHIER}.sujets.{nom}") for nom in cles(f"{FICHIER}.sujets")}
EN_GENERAL = compiler(r"(?<!\w){en_general}", FICHIER)
CE_QUI_EST_ECRIT = compiler(
    r"(?<!\w){ce_qui_est_ecrit}(?P<quoi>[^?.!;]+?)(?={fin_du_passage})", FICHIER
)
EXCLUSIF = quelque_part(f"{FICHIER}.exclusif")
OBLIGATION = compiler(r"(?<!\w){obligation}", FICHIER)
DE_CE_CONTRAT = compiler(r"(?<!\w){de_ce_contrat}(?!\w)", FICHIER)
CONCLUT = compiler("{conclut_qu_il_n_est_pas_tenu}", FICHIER)
DEMANDE_LES_SEUILS = compiler(r"\b{demande_les_seuils}\b", FICHIER)


def sujet_demande(dit: Tournures, etat: Etat) -> str | None:
    """Return what is asked of the clause that was given; None of a question of the guide."""
    donnee = etat.suivi.clause_a_jour is not None
    if not donnee or not dit.question or dit.suppose:
        return None
    if EN_GENERAL.search(dit.plie) and not dit.parle_de_sa_clause:
        return None
    return next((nom for nom, motif in SUJETS.items() if motif.search(dit.plie)), None)


def demande_si_seuls(dit: Tournures) -> bool:
    """Tell « c'est que le lot 2 ? », of the lots that the clause binds."""
    return EXCLUSIF.search(dit.plie) is not None


def passage_demande(dit: Tournures, etat: Etat) -> str | None:
    """Return what « dans l'article sur les gants, y a écrit quoi » asks to read."""
    trouve = CE_QUI_EST_ECRIT.search(dit.plie) if etat.suivi.clause_a_jour is not None else None
    return dit.texte[slice(*trouve.span("quoi"))].strip(" ,:") if trouve else None


def demande_l_obligation(dit: Tournures, etat: Etat) -> bool:
    """Tell « sommes-nous soumis à l'obligation ? », once there is a verdict."""
    if not etat.suivi.avis or dit.suppose or DEMANDE_LES_SEUILS.search(dit.plie):
        return False
    nomme = OBLIGATION.search(dit.plie) and DE_CE_CONTRAT.search(dit.plie)
    return bool(nomme or CONCLUT.search(dit.plie))
