"""What is asked before an order is done: what it lacks, whether it was meant, and given.

A button answers with the sentence that gives the order whole: what it does can be typed.
"""

from __future__ import annotations

from bot.redaction.gabarits import ecrire
from bot.triage.cartes import Bouton, Carte
from bot.triage.ordres import DOUTE, TEXTE, Ordre
from bot.triage.textes import dire

A_RECONNAITRE = {
    "prendre": "je prends {reference}",
    "liberer": "je libère {reference}",
    "passer": "passe {reference} à {a}",
    "demander": "demande pour {reference} : {texte}",
    "repondre": "réponds à {reference} : {texte}",
    "commenter": "note sur {reference} : {texte}",
    "avis": "avis {valeur} sur {reference} : {raison}",
    "clore": "clos {reference}",
    "rouvrir": "rouvre {reference}",
    "montrer": "montre {reference}",
}


def phrase_de(ordre: Ordre, annee: int) -> str:
    """Return the sentence that gives an order, whole."""
    phrase = A_RECONNAITRE[ordre.genre].format(**_dits(ordre, annee))
    return f"{phrase} : {ordre.raison}" if ordre.genre == "clore" and ordre.raison else phrase


def demander_ce_qui_manque(ordre: Ordre, annee: int) -> Carte:
    """Return the question that an order must have answered before it is done."""
    manque = str(ordre.manque)
    if manque == DOUTE:
        return _demander_si_c_est_bien_cela(ordre, annee)
    dits = _dits(ordre, annee)
    exemple = dire(f"exemple_{ordre.genre}", **dits) if manque == TEXTE else ""
    return Carte(texte=dire(f"manque_{manque}", exemple=exemple, **dits))


def faire_confirmer(ordre: Ordre, tenue_par: str, annee: int) -> Carte:
    """Return the question asked of what changes a request that somebody else holds."""
    phrase = f"je confirme : {phrase_de(ordre, annee)}"
    dits = _dits(ordre, annee)
    texte = dire("confirmer", tenue_par=tenue_par, phrase=phrase, reference=dits["reference"])
    return Carte(texte=texte, boutons=(Bouton(dire("bouton_confirmer"), phrase),))


def _demander_si_c_est_bien_cela(ordre: Ordre, annee: int) -> Carte:
    dits = _dits(ordre, annee)
    oui = Bouton(dire("bouton_oui"), phrase_de(ordre, annee))
    non = Bouton(dire("bouton_non"), dire("phrase_non"))
    return Carte(texte=dire(f"doute_{ordre.genre}", **dits), boutons=(oui, non))


def _dits(ordre: Ordre, annee: int) -> dict[str, str]:
    return {
        "reference": ordre.reference.ecrite(annee) if ordre.reference else "",
        "texte": ordre.texte or "",
        "a": ordre.a or "",
        "valeur": ecrire("avis", ordre.valeur) if ordre.valeur else "",
        "raison": ordre.raison or "",
    }
