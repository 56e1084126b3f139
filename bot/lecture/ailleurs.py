"""What is counted, lasts or costs in a sentence, and is not the contract."""

from __future__ import annotations

import re

from bot.francais.texte import Jeton, Texte

# units of areas, volumes, lengths, weights, powers…; a bare « m » may be millions
MESURES = (
    r"[kcdhm]?m[²³]|[kcm]m|ml|metres?|kilometres?|hectares?|ha|[hcd]l|litres?|[km]?g|kilos?|grammes?|tonnes?|"
    r"[kmg]?wh|[kmg]w|kwc|kva|volts|watts|degres"
)
# what a number counts when it is neither months, euros nor reconductions
CHOSES = (
    r"(?:lots?|titulaires?|attributaires?|prestataires?|entreprises?|societes?|fournisseurs?|boites?|"
    r"operateurs?|candidats?|pages?|agents?|repas|personnes?|"
    r"habitants?|communes?|sites?|ecoles?|logements?|postes?|%|pour ?cents?|salaries?|eleves?|"
    r"stagiaires?|places?|vehicules?|batiments?|marches?|etp|bons?|axes?|heures?|minutes?|secondes?|"
    rf"{MESURES})"
)
# things and people that last, or have an age
SUJETS = (
    r"(?:festivals?|salons?|foires?|expositions?|evenements?|manifestations?|concerts?|spectacles?|"
    r"saisons?|seances?|sessions?|ateliers?|sejours?|voyages?|mandats?|mandatures?|procedures?|"
    r"consultations?|appels? d offres|passation|analyse|negociations?|bail|baux|stages?|apprenti\w*|"
    r"alternant\w*|trajets?|interventions?|vacances|batiments?|immeubles?|vehicules?|camions?|voitures?|"
    r"materiels?|toitures?|chaudieres?|enfants?|eleves?|fils|fille|collegues?|salariee?s?|agents?|"
    r"directeur|directrice|maire|lois?|code|guide|reglementation|bilans?|rapports?|plants?|personnes?|candidate?s?|beneficiaires?|residente?s?)"
)
DURENT = r"(?:dur\w+|prend\w*|prennent|a|ont|aura|avai\w+|fait|font|demande\w*|limite\w*|impose\w*|autorise\w*|preconise\w*|recommande\w*|exige\w*|porte\w*|couvre\w*|est restee?|reste\w*|court)"
DU_CONTRAT = r"(?:marches?|contrats?|accords?|cadres?|qui|que)"
# « la procédure dure environ », before a duration
AUTRE_SUJET = rf"{SUJETS}(?: (?!{DU_CONTRAT} )[a-z]+){{0,4}}? {DURENT}(?: [a-z]+){{0,2}}?"
CONTRATS = r"(?:marche|contrat|accord cadre|titulaire|prestataire|convention)"
AUTREFOIS = re.compile(
    r"(?:^|[.?!;:\n,] )(?:(?:et|mais|or|car|dans|pour|avec|sur|sous|le|la|l|notre|nos|mon|votre|du) )*"
    rf"(?:(?:ancien(?:ne)?|precedente?|dernier|derniere) {CONTRATS}|"
    rf"{CONTRATS} (?:precedente?|sortante?|d avant|actuel(?:le)?|en cours(?! de))|"
    r"(?:an|annee) (?:dernier|derniere|passee?|precedente?))\b"
)
MAINTENANT = re.compile(
    r"\b(?:celui ci|celle ci|ce (?:marche|contrat)|cette (?:fois|annee)|nouve(?:au|lle)|prochaine?|"
    r"future?|maintenant|desormais|mais|(?:on|nous|je) (?!\w*(?:ais|ait|ions)\b))|"
    r", (?:duree|montant|budget|plafond|maximum)\b"
)
NIE = re.compile(r"\b(?:pas|au lieu de|plutot que|et non)(?: de| d)? $")
COMPTE = re.compile(rf" (?:(?:k )?{CHOSES}(?= |$)|j (?:/|sur) \d)")
# « 24h/24, 7 jours sur 7 »
RAPPORT = re.compile(r"\b(?:heures?|j|jours?) (?:/|sur) $")
# no longer are the words that stand just before a number
PORTEE = 40
DES_ANNEES = range(2015, 2100)


def parle_d_avant(texte: Texte, position: int) -> bool:
    """Tell « l'ancien contrat, de 3 ans, était de 300 000 € », and not what it is renewed by.

    What the former contract was holds up to the end of the clause, or to a word that comes back
    to the one at hand: « celui-ci », « mais », « on repart ».
    """
    propos = texte.plat[texte.debut_de_proposition(position) : position]
    dits = list(AUTREFOIS.finditer(propos))
    return bool(dits) and not MAINTENANT.search(propos, dits[-1].end())


def est_une_annee(jeton: Jeton, texte: Texte) -> bool:
    """Tell « 2027 », which is no sum: « 2 027 € » is one."""
    return jeton.nombre in DES_ANNEES and texte.brut[jeton.debut : jeton.fin].isdigit()


def est_nie(texte: Texte, position: int) -> bool:
    """Tell what follows « ce n'est pas », « au lieu de »."""
    return bool(NIE.search(texte.plat, max(position - PORTEE, 0), position))


def compte_des_choses(texte: Texte, debut: int, fin: int) -> bool:
    """Tell the number of « 3 entreprises », « 2 minutes », and the last of « 24h/24 »."""
    rapport = RAPPORT.search(texte.plat, max(debut - PORTEE, 0), debut)
    return bool(rapport or COMPTE.match(texte.plat, fin))
