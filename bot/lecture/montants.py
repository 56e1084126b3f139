"""Read the amount of a contract, in euros excluding tax for its whole duration."""

from __future__ import annotations

import re

from bot.francais.colles import ILLISIBLE
from bot.francais.mots import compiler, mots
from bot.francais.texte import Texte
from bot.lecture.ailleurs import CHOSES, est_nie, est_une_annee, parle_d_avant
from bot.lecture.lectures import Lecture

N = r"(?P<n>-?\d+(?:\.\d+)?)"
MILLIERS, MILLIONS = mots("francais/monnaie.milliers"), mots("francais/monnaie.millions")
MONNAIE = mots("francais/monnaie.euros")
MONTANT = re.compile(
    rf"(?<![\w.°]){N}(?: (?:(?P<k>{MILLIERS})|(?P<m>{MILLIONS})))?(?: d)?(?: (?P<monnaie>{MONNAIE}))?(?= |$)"
    r"(?P<ht> (?:hors taxes?|hors tva|h t|ht))?(?P<ttc> (?:toutes taxes(?: comprises)?|t t c|ttc))?"
)
# what no mark reaches over
FINS, CHIFFRES = "?!;\n", "0123456789"
# a number before one of these counts something else than money
AUTRE_CHOSE = re.compile(
    rf" (?:ans?|annees?|mois|semaines?|jours?|semestres?|trimestres?|fois|reconductions?|periodes?|{CHOSES})(?= |$)"
)
MARQUE_AVANT = re.compile(
    r"\b(?:montant|budget|estimee?s?|estimation|plafonne?e?|maxi(?:mum|mal)?|max|valeur|enveloppe|cout\w*|"
    r"prix|chiffree?|evaluee?|vaut|represente|tourne autour|environ|minimum|mini|hauteur|taxes|ht|ttc|lot"
    r")\b[^\d?!;\n]*$"
)
# « budget de 2,5 m », not « une clôture d'environ 10 m »
ARGENT_JUSTE_AVANT = re.compile(
    r"\b(?:montant|budget|estimee?s?|estimation|plafon\w*|valeur|enveloppe|cout\w*|chiffree?|evaluee?|vaut|"
    r"taxes|ht|ttc)(?: \S+){0,2} $"
)
# sums of money that are not the contract's
AUTRE_SOMME_AVANT = re.compile(
    r"\b(?:penalites?|amendes?|smic|caution|retenue|taux (?:horaire|journalier)|tjm|panier moyen|prix (?:unitaire|moyen)|indemnite|seuils?|capital|avances?|"
    r"subventions?|chiffre d affaires|depasser)\b[^?!;\n]*$|\b(?:heures|precedente?)\b[^?!;,\n]*$|"
    # « en 2025 on a dépensé », not « on dépense »
    r"\b(?:a|ai|ont|avons|avez) (?:deja )?(?:depense|paye|coute|debourse)s? $|\beconomies? de $|"
    # « une assurance de 2 millions d'euros », not the purchase of insurance
    r"\b(?:une|leur|son|sa|cette) (?:assurance|garantie|couverture)(?: \w+){0,3} de $"
)
AUTRE_SOMME_APRES = re.compile(
    r" (?:de |d )?(?:penalites?|amendes?|caution|avance|subvention|factures?|tva(?! (?:comprise|incluse))|chiffre d affaires|capital|benefices?)\b"
)
UNITAIRE = re.compile(
    r" (?:par|/|de l|l[ae]?|du|au|pour une|chaque) ?(?:heure|jour|repas|couvert|h|journee|agent|"
    r"personne|passage|intervention|absence|document|m²|m³|metre|km|kilometre|tonne|kilo|kg|litre|"
    r"unite)s?\b"
)
PRIX_UNITAIRE = re.compile(rf"\d (?:{MONNAIE}){UNITAIRE.pattern}")
AUTRE_MONNAIE = re.compile(r" (?:de |d )?(?:dollars?|francs?|livres?|chf|usd|gbp|xpf|cfp)\b")
AUTRE_PRIX = re.compile(
    rf"\d(?: (?:{MONNAIE}))?(?:{UNITAIRE.pattern}|{AUTRE_MONNAIE.pattern}|{AUTRE_SOMME_APRES.pattern})"
    r"|\bseuils? (?:de |des |d |a )?\d"
)
MULTIPLIE_AVANT = re.compile(r"\d (?:fois|x) $")
MULTIPLIE_APRES = re.compile(r" (?:fois|x) \d")
FOIS_PAR_AN = {"mois": 12, "mensuel": 12, "trimestre": 4, "semestre": 2}
PERIODE = re.compile(
    r"(?<!\w)(?:par an|/ ?an|annuel(?:le|lement|s)?|par annees?|(?<!toute )l annee|chaque annee|par mois|"
    r"mensuel(?:le|lement|s)?|/ ?mois|par trimestre|par semestre|tous les ans)\b"
)
# « tous les ans, un titulaire, 36 mois, 200 000 € »: far from the amount, they tell the recurrence
LOIN_DU_MONTANT = re.compile(r"(?:tous les ans|chaque annee)(?: ,[^,]*){2,}$")
PAR_LOT = re.compile(
    r"\b(?:par lot|chaque lot|pour un lot|le lot|du lot|lot (?:n ?°? ?)?\d{1,2}(?= |$))\b|/ ?lot\b"
)
PAR_PARTIE = re.compile(
    r"\b(?:(?:par|chaque) (?:site|batiment|ecole|agence|commune|vehicule|poste|commande|bon|prestation|"
    r"session|seance|stagiaire|eleve|formation|dossier|mission|titulaire|attributaire|tranche|membre|"
    r"adherent|ms|marche subsequent)|chacune?s?)\b"
)
TTC = re.compile(r"\b(?:ttc|toutes taxes|t t c|(?:tva|taxes?) (?:comprises?|incluses?))\b")
HT = re.compile(r"\b(?:ht|hors taxes?|h t|hors (?:la )?tva|nets? de taxes?|sans (?:la )?tva)\b")
BORNE = re.compile(
    r"\b(?:moins de|plus de|plus d|moins d|au dessus de|au dessous de|en dessous de|inferieure? a|"
    r"superieure? a|moitie de|tiers de|quart de|au moins|minimum|mini|au dela de|sous les|sous)(?: un| une| de)? $"
)
FOURCHETTE = re.compile(
    r"\d (?:(?:€|euros?|eur|k|m|ht|ttc) )*(?:et|a|ou|-|/|\+|plus|voire|maxi(?:mum)?|max) (?:de )?$|entre $"
)
# « soixante dis mille »: the word between was part of the number
ROND, MOT_ENTRE_DEUX = frozenset({"100", "1000", "1000000"}), re.compile(r"\d [a-z]{2,9} $")
# « 1 M 200 »: 1,2 million, or a million and 200 euros
APRES_DES_MILLIONS = re.compile(r"\d (?:m|k|me|ke) $")
CORRECTION = compiler(r"\b{francais/corrections.reprises}\b")
VAGUE = re.compile(
    r"\b(?:un|1) (?:petit|gros|bon) millions?\b|"
    r"\b(?:une (?:centaine|dizaine|vingtaine|cinquantaine|trentaine|quinzaine)|quelques|plusieurs) "
    r"(?:de |d )?(?:centaines |dizaines )?(?:de )?(?:k|milliers?|millions?|mille|000)\b(?: d)?(?: euros?)?"
    rf"|{ILLISIBLE}"
)
# a bare number is an amount from here on, if money is spoken of; and without more, from there on
SEUIL_MARQUE = 1e3
SEUIL_SANS_MARQUE = 1e6
# « 350.000 », thousands apart, and nothing else: no year, no postal code
SEUIL_SEUL = 1e4
MINIMUM_ET_MAXIMUM = re.compile(
    r"\bmini(?:mum)? (?:de )?\d\S* (?:\S+ ){0,3}maxi(?:mum)? (?:de )?\d\S*"
)
POUR_LE_TOUT_AVANT = re.compile(r"\b(?:soit|donc|(?:ca|ce qui) fait|total|tout)(?: de)? $")
# « 400 000 €, soit 100 000 € par an » tells the whole, then its parts
MIS_POUR = re.compile(r"\b(?:soit|donc|(?:ca|ce qui) fait)(?: de)? $|\( $")
DONT = re.compile(r"\bdont $")
# « 12 lots de 50 000 € »
CHACUN_DES = re.compile(rf"\b(?!1 )\d+ {CHOSES} (?:de|d|a) $")
PARTIE = re.compile(rf" (?:(?:{PERIODE.pattern})|{PAR_LOT.pattern}|{PAR_PARTIE.pattern})")
POUR_LE_TOUT_APRES = re.compile(
    r" (?:au total|en tout|sur (?:toute )?la duree|sur \d+ (?:ans|mois)|pour la duree|toutes? \w+ comprise?s?)\b"
)


def est_un_autre_prix(texte: Texte) -> bool:
    """Tell « 10 000 € le mètre carré », « 200 000 dollars »: no amount of the contract."""
    return bool(AUTRE_PRIX.search(texte.plat))


def lire_montants(texte: Texte) -> list[Lecture]:
    """Return what the sentence says of the contract's amount; at most one fact or one ambiguity."""
    trouves = [t for t in MONTANT.finditer(texte.plat) if _est_un_montant(t, texte)]
    for motif, expression in (("fourchette", MINIMUM_ET_MAXIMUM), ("vague", VAGUE)):
        ouvert = expression.search(texte.plat)
        if ouvert and not trouves:
            return [_ambigu(None, motif, texte, *ouvert.span())]
    if not trouves:
        return []
    retenu = _choisir(trouves, texte)
    if retenu is None:
        return [_ambigu(None, "fourchette", texte, trouves[0].start(), trouves[-1].end())]
    return [_lecture(retenu, trouves, texte)]


def _est_un_montant(trouve: re.Match[str], texte: Texte) -> bool:
    return _dit_de_l_argent(trouve, texte) and not _est_une_autre_somme(trouve, texte)


def _dit_de_l_argent(trouve: re.Match[str], texte: Texte) -> bool:
    if trouve["monnaie"] or trouve["ht"] or trouve["ttc"]:
        return True
    (jeton, *_) = texte.jetons_de(*trouve.span("n"))
    if AUTRE_CHOSE.match(texte.plat, trouve.end()) or est_une_annee(jeton, texte):
        return False
    if trouve["k"]:
        return True
    if trouve["m"]:
        return not trouve["n"].startswith("-") and _clef_de_millions(trouve, texte)
    return _se_lit_sans_monnaie(trouve, texte)


def _est_une_autre_somme(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell a penalty, a unit price, what a former contract cost."""
    debut, fin = trouve.span()
    if est_nie(texte, debut) or parle_d_avant(texte, debut):
        return True
    if AUTRE_SOMME_AVANT.search(texte.plat, _apres(FINS, texte.plat, debut), debut):
        return True
    autres = (AUTRE_SOMME_APRES, UNITAIRE, AUTRE_MONNAIE)
    return any(expression.match(texte.plat, fin) for expression in autres)


def _apres(signes: str, plat: str, position: int) -> int:
    """Return where the words start that reach a position without passing one of the signs."""
    return max(plat.rfind(signe, 0, position) for signe in signes) + 1


def _se_lit_sans_monnaie(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « budget 60 000 », « 350.000 », « 1 500 000 » from a number of anything."""
    plat = texte.plat
    nombre = abs(float(trouve["n"]))
    if _est_tout_le_message(trouve, texte):
        return nombre >= SEUIL_SEUL
    if nombre < SEUIL_MARQUE or PRIX_UNITAIRE.search(plat, 0, trouve.start()):
        return False  # « 4 € le repas, et 60 000 par an »
    return nombre >= SEUIL_SANS_MARQUE or bool(
        BORNE.search(plat, 0, trouve.start())
        or _est_marque(trouve, plat)
        or PERIODE.match(plat, trouve.end() + 1)
        or PAR_LOT.match(plat, trouve.end() + 1)
        or TTC.match(plat, trouve.end() + 1)
        or HT.match(plat, trouve.end() + 1)
        or POUR_LE_TOUT_APRES.match(plat, trouve.end())
    )


def _est_marque(trouve: re.Match[str], plat: str) -> bool:
    """Tell what « budget », « environ » announce, with no other number between."""
    debut = trouve.start()
    return bool(MARQUE_AVANT.search(plat, _apres(FINS + CHIFFRES, plat, debut), debut))


def _clef_de_millions(trouve: re.Match[str], texte: Texte) -> bool:
    """« 24 m » may be months, « 1,5 m » a length: « m » alone counts millions only of money."""
    plat, (debut, fin) = texte.plat, texte.place(*trouve.span("m"))
    if trouve["m"] != "m" or HT.match(plat, trouve.end() + 1):
        return True
    if texte.brut[debut:fin] == "m":
        return bool(ARGENT_JUSTE_AVANT.search(plat, 0, trouve.start()))
    return "." in trouve["n"] or _est_marque(trouve, plat)


def _est_tout_le_message(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell a message that is a number, written as sums are."""
    (jeton, *_) = texte.jetons_de(*trouve.span("n"))
    separe = not texte.brut[jeton.debut : jeton.fin].lstrip("-").isdigit()
    return trouve.group() == texte.plat and separe


def _a_l_anglaise(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « 150,000 € », which means thousands."""
    debut, fin = texte.place(*trouve.span("n"))
    return bool(re.search(r",\d{3}$", texte.brut[debut:fin]) and not (trouve["k"] or trouve["m"]))


def _valeur(trouve: re.Match[str], texte: Texte) -> float:
    milliers = trouve["k"] or _a_l_anglaise(trouve, texte)
    return round(float(trouve["n"]) * (1e3 if milliers else 1e6 if trouve["m"] else 1), 2)


def _choisir(trouves: list[re.Match[str]], texte: Texte) -> re.Match[str] | None:
    """Choose among several amounts: corrected, excluding tax, for the whole, or said twice."""
    dernier = trouves[-1]
    if len({_valeur(t, texte) for t in trouves}) == 1:
        return dernier
    if CORRECTION.search(texte.plat, trouves[-2].end(), dernier.start()):
        return dernier
    hors_taxe = [t for t in trouves if t["ht"]]
    if len(hors_taxe) == 1 and any(t["ttc"] for t in trouves):
        return hors_taxe[0]
    decomposes = [t for t in trouves if not _detaille(t, texte)]
    if len(decomposes) == 1:
        return decomposes[0]
    entiers = [t for t in trouves if _pour_le_tout(t, texte)]
    return entiers[0] if len(entiers) == 1 else None


def _detaille(trouve: re.Match[str], texte: Texte) -> bool:
    """Tell « soit 100 000 € par an », « dont 50 000 € d'options »: parts of the sum before."""
    if DONT.search(texte.plat, 0, trouve.start()):
        return True
    partie = PARTIE.match(texte.plat, trouve.end())
    return bool(partie and MIS_POUR.search(texte.plat, 0, trouve.start()))


def _pour_le_tout(trouve: re.Match[str], texte: Texte) -> bool:
    avant = POUR_LE_TOUT_AVANT.search(texte.plat, 0, trouve.start())
    return bool(avant or POUR_LE_TOUT_APRES.match(texte.plat, trouve.end()))


def _lecture(trouve: re.Match[str], trouves: list[re.Match[str]], texte: Texte) -> Lecture:
    motif = _motif_d_ambiguite(trouve, trouves, texte)
    place = (trouve.start(), trouve.end())
    if motif == "par_periode":
        return _ambigu(_valeur(trouve, texte) * _fois_par_an(trouve, texte), motif, texte, *place)
    if motif:
        return _ambigu(_valeur(trouve, texte) if motif != "borne" else None, motif, texte, *place)
    return Lecture("montant_ht", _valeur(trouve, texte), *texte.place(*place))


def _fois_par_an(trouve: re.Match[str], texte: Texte) -> int:
    """Return how often a year the period comes, of « 12 000 € par mois »."""
    plat = texte.plat
    dite = PERIODE.search(plat, trouve.end()) or PERIODE.search(plat)
    mot = dite.group() if dite else ""
    return next((fois for nom, fois in FOIS_PAR_AN.items() if nom in mot), 1)


def _motif_d_ambiguite(
    trouve: re.Match[str], trouves: list[re.Match[str]], texte: Texte
) -> str | None:
    plat = texte.plat
    debut = max((t.end() for t in trouves if t.end() < trouve.start()), default=0)
    fin = min((t.start() for t in trouves if t.start() > trouve.end()), default=len(plat))
    alentour = plat[debut:fin]
    coupe = trouve["n"] in ROND and MOT_ENTRE_DEUX.search(plat, 0, trouve.start())
    jetons = texte.jetons_de(*trouve.span())
    if APRES_DES_MILLIONS.search(plat, 0, trouve.start()):
        return "vague"
    if coupe or any(jeton.douteux for jeton in jetons) or _a_l_anglaise(trouve, texte):
        return "illisible"
    multiplie = MULTIPLIE_AVANT.search(plat, 0, trouve.start()) or MULTIPLIE_APRES.match(
        plat, trouve.end()
    )
    if multiplie or FOURCHETTE.search(plat, 0, trouve.start()):
        return "fourchette"
    avant = LOIN_DU_MONTANT.sub("", plat[debut : trouve.start()])
    dit_la_periode = PERIODE.search(avant + plat[trouve.start() : fin])
    par_periode = dit_la_periode and not _pour_le_tout(trouve, texte)
    if TTC.search(alentour) and not trouve["ht"]:
        return "vague" if par_periode else "ttc"
    if par_periode:
        return "vague" if PAR_LOT.search(alentour) else "par_periode"
    if PAR_LOT.search(alentour) and not _pour_le_tout(trouve, texte):
        return "par_lot"
    tout_pres = plat[plat.rfind(",", debut, trouve.start()) + 1 or debut : trouve.end()]
    tout_pres += plat[trouve.end() : fin].split(",")[0]
    par_partie = PAR_PARTIE.search(tout_pres) or CHACUN_DES.search(plat, 0, trouve.start())
    if par_partie and not _pour_le_tout(trouve, texte):
        return "vague"
    return "borne" if BORNE.search(plat, 0, trouve.start()) else None


def _ambigu(valeur: float | None, motif: str, texte: Texte, debut: int, fin: int) -> Lecture:
    return Lecture("montant_ht", valeur, *texte.place(debut, fin), nature="ambigu", motif=motif)
