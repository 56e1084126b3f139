"""What a buyer asks of his own clause, where it is written there, and of the law for his file.

The words are data (`data/lecture/sa_clause.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.dialogue.comprendre.tournures import Tournures
from bot.dialogue.etat import Etat
from bot.francais.mots import cles, compiler, quelque_part, telle_quelle
from bot.metier.valeurs import en_nombre

FICHIER = "lecture/sa_clause"
SUJETS = {nom: telle_quelle(f"{FICHIER}.sujets.{nom}") for nom in cles(f"{FICHIER}.sujets")}
# the words of the clause, as they stand there: « … », "…", '…'
GUILLEMET = re.compile(r"[«»\"“”]|(?<!\w)['’](?=\w)")
EXPLICATIONS = {
    nom: telle_quelle(f"{FICHIER}.explications.{nom}") for nom in cles(f"{FICHIER}.explications")
}
DEMANDE_LE_SENS = compiler(r"(?<!\w){demande_le_sens}", FICHIER)
EN_GENERAL = compiler(r"(?<!\w){en_general}", FICHIER)
CE_QUI_EST_ECRIT = compiler(
    r"(?<!\w){ce_qui_est_ecrit}(?P<quoi>[^?.!;]+?)(?={fin_du_passage})", FICHIER
)
LIRE_UN_ARTICLE = quelque_part(f"{FICHIER}.lire_un_article")
OTER_UN_ARTICLE = quelque_part(f"{FICHIER}.oter_un_article")
SES_MOTS = quelque_part(f"{FICHIER}.demande_ses_mots")
# what is asked of people is answered by these decisions
DES_GENS = frozenset({"participants", "interlocuteurs"})
EXCLUSIF = quelque_part(f"{FICHIER}.exclusif")
OBLIGATION = compiler(r"(?<!\w){obligation}", FICHIER)
DE_CE_CONTRAT = compiler(r"(?<!\w){de_ce_contrat}(?!\w)", FICHIER)
CONCLUT = compiler("{conclut_qu_il_n_est_pas_tenu}", FICHIER)
D_AUTRE_CHOSE = compiler(r"\b(?:{demande_les_seuils}|{de_la_clause_seule})\b", FICHIER)


def sujet_demande(dit: Tournures, etat: Etat) -> str | None:
    """Return what is asked of the clause that was given; None of a question of the guide."""
    donnee = etat.suivi.clause_a_jour is not None
    if not donnee or not dit.question or dit.suppose:
        return None
    if EN_GENERAL.search(dit.plie) and not dit.parle_de_sa_clause:
        return None
    return next((nom for nom, motif in SUJETS.items() if motif.search(dit.plie)), None)


def explication_de(plie: str) -> str | None:
    """Return the response that says in plain words what those of a clause mean, if any does."""
    nom = next((nom for nom, motif in EXPLICATIONS.items() if motif.search(plie)), None)
    return nom and f"utter_explique/{nom}"


def explication_demandee(dit: Tournures, etat: Etat) -> str | None:
    """Return what explains « le projet de plan du titulaire s'applique », of one's own clause.

    What the guide explains too is only taken of the clause when it is said to be of it.
    """
    sienne = dit.parle_de_sa_clause or GUILLEMET.search(dit.texte)
    demande = dit.question and sienne and DEMANDE_LE_SENS.search(dit.plie)
    return explication_de(dit.plie) if etat.suivi.avis and demande and not dit.suppose else None


def demande_si_seuls(dit: Tournures) -> bool:
    """Tell « c'est que le lot 2 ? », of the lots that the clause binds."""
    return EXCLUSIF.search(dit.plie) is not None


def passage_demande(dit: Tournures, etat: Etat) -> str | None:
    """Return what « dans l'article sur les gants, y a écrit quoi » asks to read."""
    trouve = CE_QUI_EST_ECRIT.search(dit.plie) if etat.suivi.clause_a_jour is not None else None
    return dit.texte[slice(*trouve.span("quoi"))].strip(" ,:") if trouve else None


def ote_un_article(dit: Tournures) -> bool:
    """Tell « je peux supprimer l'article sur les données ? », whether it is asked or ordered."""
    return OTER_UN_ARTICLE.search(dit.plie) is not None


def interroge_sur_un_article(dit: Tournures, etat: Etat) -> bool:
    """Tell « c quoi l'art 9 ? », « l'article 11 en entier », once there is a clause."""
    if etat.suivi.clause_a_jour is None:
        return False
    lit = dit.question or LIRE_UN_ARTICLE.search(dit.plie)
    return ote_un_article(dit) or bool(lit and dit.article_cite)


def demande_ses_mots(dit: Tournures, nommes: Collection[str], etat: Etat) -> bool:
    """Tell « dans ma clause, qui convoque la réunion ? », which no value that was decided answers.

    `nommes`: the decisions that it names.
    """
    donnee = etat.suivi.clause_a_jour is not None and dit.question
    sienne = donnee and dit.parle_de_sa_clause and not DES_GENS.intersection(nommes)
    return sienne and SES_MOTS.search(dit.plie) is not None


def demande_l_obligation(dit: Tournures, etat: Etat) -> bool:
    """Tell « sommes-nous soumis à l'obligation ? », once what decides it is known."""
    connu = etat.suivi.avis or en_nombre(etat.faits["montant_ht"]) is not None
    if not connu or dit.suppose or D_AUTRE_CHOSE.search(dit.plie):
        return False
    nomme = OBLIGATION.search(dit.plie) and DE_CE_CONTRAT.search(dit.plie)
    return bool(nomme or CONCLUT.search(dit.plie))
