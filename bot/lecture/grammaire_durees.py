"""The words of durations as symbols, and the turns of phrase as patterns over these symbols."""

from __future__ import annotations

import re

from bot.francais.mots import mots
from bot.francais.symboles import motif
from bot.lecture.ailleurs import AUTRE_SUJET, CHOSES

N = r"-?\d+(?:\.\d+)?"
UNITE = mots("francais/temps.unite")
# « une année scolaire et demie »
CIVILE = r"(?: (?:scolaires?|civiles?|budgetaires?|comptables?|calendaires?|pleine?s?|entiere?s?))?"
DUREE = (
    rf"(?P<n>{N}) (?:(?:seule?s?|petite?s?|bonnes?|longues?) )?(?P<unite>{UNITE}){CIVILE}(?: et (?P<demi>demie?)(?= |$)| (?P<moitie>1 / 2)|"
    rf" (?:et )?(?P<m>{N}) (?P<petite>mois|trimestres?|semestres?)(?= |$))?"
)
DUREE_SANS_GROUPE = re.sub(r"\?P<\w+>", "?:", DUREE)
RECONDUIRE = mots("lecture/reconductions.reconduire")
PREAVIS = (
    "preavis|delais?(?! (?:global|total|d execution|de realisation|contractuel))|garanties?|garantis?|reunions?|penalites?|retard|age|anciennete|experience|"
    "conges|(?:la )?retraite|valables?|stages?|cdd|precedente?|ancienne?|d avant|enfants?|jeunes|demandeurs|seniors?|contrats? d apprentissage"
)

EN_PLUS = r"(?: (?:tacite|expresse|eventuelle|possible))?(?: :)?(?: (?:de|d))?"
RANG = r"(?:(?:second|deuxiem|troisiem|quatriem|cinquiem)e)"
PREPARER = r"(?:preparer|lancer|rediger|monter|passer|publier|analyser|choisir|attribuer|notifier|negocier|recruter)"

MOTIFS = {
    # no symbol: when the contract starts, a condition, what only bounds the count that follows
    "": motif(
        rf"si (?:(?!{RECONDUIRE})[a-z]+ ){{1,8}},|d abord|"
        rf"(?:(?<=, )|(?<=avec )|(?<=et ))(?:au )?(?:maximum|maxi|max|plus)(?: de)?(?= \d+ (?:fois|{RECONDUIRE}|periodes?))|"
        r"a (?:compter|partir) (?:de (?:la |sa |l )?|du )(?:notification|signature|reception|date|debut)"
        r"(?: (?:du|de la) (?:marche|contrat|notification))?"
    ),
    # « pas deux ans »: no duration, but the unit of what comes instead
    "n": motif(
        rf"(?:au lieu|plutot que|et non|non pas|et pas|pas) (?:de |d )?(?:les |environ |moins de |plus de )?{DUREE_SANS_GROUPE}"
    ),
    # durations that are not the contract's: past, to come, periods, negated
    "x": motif(
        r"depuis (?:une (?:dizaine|quinzaine|vingtaine|trentaine) d annees|des annees|(?:quelques|plusieurs) annees)|"
        rf"(?:il y a|depuis|contre|(?:avi\w+ (?:pense|prevu|envisage)|pensi\w+|envisagi\w+)(?: a)?|durait|faisait|courait|avait dure|dans(?: les)?|d ici|sous|(?:tous|toutes) les|chaque|apres|avant|au bout de|a l issue de|au terme de|hors(?! tax| tva)(?: [a-z]+){{0,5}}?|"
        rf"{AUTRE_SUJET}|(?:elue?s?|nommee?s?) (?:[a-z]+ ){{0,3}}?pour|"
        rf"(?:{PREAVIS}) (?:[a-z]+ ){{0,6}}?(?:{N} a )?|ages? de|(?:ages?|agees) (?:de|d) (?:moins|plus) (?:de|d)|"
        rf"moins de(?= 26)|(?<!pour )(?<!sur )les|premiers|deux premiers)"
        rf" ?(?:les |environ |moins de |plus de )?{DUREE_SANS_GROUPE}|"
        rf"{DUREE_SANS_GROUPE} (?:de (?:{PREAVIS})|apres|plus tard|d anciennete|d experience|d age|pour (?:la |le |l )?{PREPARER}|avant|qui suivent|suivante?s?|que|qu|(?:sur|a) l autre)"
        rf"|ni {N} ni {DUREE_SANS_GROUPE}|(?:pas|et non|au lieu de) {N}|{N} (?:{UNITE} |fois |passages? )?(?:par|/) (?:{UNITE})"
        rf"|{DUREE_SANS_GROUPE} (?:par|/) (?:sites?|commandes?|bons?|interventions?|personnes?|agents?|stagiaires?|beneficiaires?|salaries?)"
        rf"|{N} (?:h|heures?|j|jours?) ?(?:sur|/) ?{N}(?: (?:h|heures?|j|jours?)(?= |$))?"
    ),
    "D": motif(DUREE),
    # a sum of money, with what bounds it: « max 400 000 HT »
    "€": motif(
        rf"(?:(?:maximum|maxi|max|plafond\w*|limite|jusqu a|au plus|soit|donc|total|ce qui fait|(?:au|en) total)(?: (?:maximum|max|total|estime|de|d|a))* )?"
        rf"(?:\d{{4,}}(?:\.\d+)?|{N} (?:k|ke|keuros?|mille|millions?|(?:[km] )?(?:€|euros?|eur)))(?! (?:de |d )?(?:{UNITE}|{CHOSES})(?= |$))"
    ),
    "Z": motif(
        rf"^aucune?$|(?:a l |l )?exclusion (?:de |d )(?:toute? |une )?(?:{RECONDUIRE})|(?:sans|aucune?|pas(?: (?:prevu|envisage|souhaite|voulu|question|besoin|possible))?(?: de)?|ni|non) (?:(?:aucune )?(?:faculte|possibilite|droit) (?:de |d |a )?)?(?:tacite(?:ment)? )?(?:{RECONDUIRE})|"
        rf"{RECONDUIRE} (?:: )?(?:aucune?|non|neant)|ne (?:l[ea] |se )?{RECONDUIRE} pas"
    ),
    "V": motif(
        rf"soit {DUREE_SANS_GROUPE} (?:, )?(?:ou )?soit(?= {N} {UNITE}(?: |$))|"
        r"(?:certaine?s|quelques uns|la plupart)(?: [a-z]+){0,3}(?= \d)|"
        r"(?:plusieurs|quelques) (?:annees|mois)|pluriannuel\w*|jusqu (?:a|en)(?: [a-z]+){0,2} 20\d\d|"
        r"(?:termine|echeance|expire|fin|acheve)(?: [a-z]+){0,3} 20\d\d|longue duree|"
        rf"de une? a(?= {N} )|"
        r"une (?:dizaine|quinzaine|vingtaine|trentaine) (?:de mois|d annees)|(?:duree|temps) du chantier|"
        rf"{N} (?:hivers?|saisons?|campagnes?|vagues?|sessions?|phases?|etapes?|missions?)(?: [a-z]+)? (?:de|d)(?= {N} )"
    ),
    "T": motif(
        r"(?:en comptant|y compris|avec) (?:toutes )?(?:(?:les|la) )?(?:(?<=les )\d+ )?(?:reconductions?|renouvellements?|options)|"
        r"(?:comprend|comprenant|inclut|incluant|englobe) (?:toutes? )?(?:les )?(?:eventuelles? )?(?:reconductions?|renouvellements?|options|prolongations?)|"
        r"(?:toutes )?(?:les )?(?:reconductions?|renouvellements?|options) (?:eventuelles? )?(?:comprise?s?|compris|incluse?s?|inclus|confondue?s|dedans|comptee?s)|"
        r"(?:au|en) total|en tout|tout compris|"
        rf"duree (?:totale|maximale|maximum|max|globale|complete)(?! (?:de |des )?{RECONDUIRE})|"
        r"(?:ce qui|ca|cela|qui) (?:nous )?(?:fait|fera|donne|represente|(?:a|m)mene a)|"
        r"(?:porte|portent|portera|portant) (?:l ensemble|le tout|le total|la duree(?: totale)?) a|"
        r"(?:j|on|nous) (?:obtien[st]|obtenons|arriv\w+ a|en arriv\w+ a)|pour un total de|pour (?:atteindre|arriver a)|"
        r"(?:on|nous|cela|ca) (?:atteint|atteindra|attein\w+|(?:est|sera|sommes|serons|monte|montera) a)|"
        rf"tout {RECONDUIRE}|si (?:(?:on|nous|tout|est|elle|il) )*{RECONDUIRE}(?: (?:a chaque fois|tout|bien))?|"
        r"maximum|maxi|max|au plus|donc|(?:dans la )?limite (?:de|a)|plafonnee?s? a|jusqu a|soit|total"
    ),
    "B": motif(
        r"(?:plus|moins) (?:de|d)|a peine|sans (?:pouvoir )?(?:de)?passer|(?:au|en) dessous de|(?:superieure?|inferieure?) a|presque|au dela de|pas loin de|"
        r"(?:la )?moitie (?:de|d)|(?:le )?(?:tiers|quart) (?:de|d)"
    ),
    "M": motif(r"(?:ou|et) (?:plus|moins)(?! (?:de|d|une?|\d)(?: |$))|et des poussieres|(?:(?:au )?minimum|mini|au moins)(?: de| d)?"),
    "C": motif(mots("francais/corrections.reprises")),
    # one more period of a length that is said: « + reconduction de 6 mois »
    "P": motif(
        rf"(?:\+|plus|puis) (?:reconduction|renouvellement|prolongation){EN_PLUS}(?= {N} {UNITE}(?: |$))|"
        rf"(?<!\d )(?:(?:tranche|periode|annee) (?:optionnelle|conditionnelle)(?: \d)?|option){EN_PLUS}(?= {N} {UNITE}(?: |$))|"
        rf"{RANG} (?:periode|tranche|phase)(?: (?:optionnelle|conditionnelle|ferme))?{EN_PLUS}(?= {N} {UNITE}(?: |$))|"
        rf"(?:periode|tranche|phase) \d{EN_PLUS}(?= {N} {UNITE}(?: |$))|"
        r"\+|plus|puis"
    ),
    # « deux années de reconduction » adds to what was said before
    "G": motif(
        r"(?:(?<=an )|(?<=ans )|(?<=annee )|(?<=annees )|(?<=mois ))(?:en option )?de (?:tacite )?"
        r"(?:reconduction|renouvellement|prolongation)s?(?: tacites?| expresses?| eventuelles?)?|"
        r"(?:(?<=an )|(?<=ans )|(?<=annee )|(?<=annees )|(?<=mois ))(?:(?:de plus|en plus|supplementaires?) )?(?:(?:opt|condit)ionnel(?:le)?s?|en option)"
    ),
    "R": motif(rf"(?:avec ou sans (?:les )?)?{RECONDUIRE}(?: \.(?= (?:d|de|x|\d+) ))?|(?:periodes?|annees?|tranches?) (?:optionnelle|conditionnelle)s?"),
    "I": motif(r"(?:duree|periode) (?:initiale|ferme)"),
    "r": motif(r"periodes?|tranches? annuelles?|fois|x|\*|×|options?"),
    "E": motif(r"entre"),
    "H": motif(rf"peut etre(?! {RECONDUIRE})|voire"),
    "A": motif(r"a|ou|-|/"),
    "O": motif(r"dont"),
    "Q": motif(r"fermes?|(?:pour|sur) la (?:premiere periode|periode initiale|premiere tranche)"),
    "S": motif(r"(?:marches? )?subsequents?|ms"),
    "K": motif(r"accords? cadres?"),
    "N": motif(rf"{N}(?! {CHOSES}(?: |$))"),
}  # fmt: skip

# What an answer about reconductions says when it says nothing else: « 3 reconductions d'un an ».
RECONDUCTIONS_SEULES = re.compile(
    r"w*(?:Rw{0,4})?(?P<n>N)(?:r|w?R)(?:[wrR]{0,4}(?P<p>D))?[w€]*"
    r"|[wrR]*(?P<p2>D)w{0,2}(?P<n2>N)r[w€]*|[wC]*Z[w€]*"
)

# « w » is any other word. Groups: t total, f firm part, n number of reconductions, p their length.
GRAMMAIRE = {
    "total_dont_ferme": re.compile(r"(?P<t>D)w{0,2}Ow{0,2}(?P<f>[DN])w?Q"),
    "total_dont": re.compile(r"(?P<t>D)w{0,4}Ow{0,2}D(?!w?Q)"),
    "limite": re.compile(
        r"(?P<f>D)Q?[wP]{0,4}R[wNr]{0,6}T[wT]{0,3}(?P<t>D)"
        r"|(?P<f2>D)Q?[wP]{0,4}R[wNr]{0,3}D?w{0,5}(?P<t2>D)T(?!w{0,3}D)"
    ),
    "egalite": re.compile(r"(?P<f>D)Q?T(?P<t>D)(?!Q?w{0,3}Nw?R|Q?[wP]{0,4}R)"),
    "total": re.compile(
        r"(?P<t>D)w{0,3}T(?!w{0,3}D)|T[wT]{0,3}(?P<t2>D)(?!Q?w{0,4}(?:[RP]|Nw?[Rr]))"
    ),
    "reconductions": re.compile(
        r"(?P<f3>D)Q?[wP]{0,5}Rw{0,4}Nr?C(?P<n3>N)r?"
        r"|(?P<f6>D)Q?[wP]{0,5}R[wr]{1,5}(?P<p6>D)w{0,2}(?P<n6>N)r"
        r"|Rw{0,4}(?P<n5>N)r?w{0,3}Iw{0,3}(?P<f5>D)(?:w{0,3}Rw{0,2}(?P<p5>D))?"
        r"|(?P<n4>N)w?Rw{0,2}(?P<p4>D)[wP]{1,4}(?P<f4>D)|"
        r"(?P<f>D)Q?[|A]?[wP]{0,5}R[wTR]{0,4}(?P<n>N)r?(?:w{0,3}r?w{0,5}(?P<p>D))?"
        r"|(?P<f2>D)Q?w{0,4}P?w{0,2}(?P<n2>N)w?[Rr](?:[wR]{0,4}(?P<p2>D))?"
    ),
    "somme": re.compile(r"[DN]Q?(?:w{0,2}[RG])?(?:[w|]{0,2}P[wP]{0,3}[DN]Q?(?:w{0,2}[RG])?)+"),
    "base_et_reconduction": re.compile(r"(?P<f>D)[wQI]{0,5}(?P<p>D)G(?!w{0,3}[DN])"),
    "multiple": re.compile(r"(?P<n>N)rw{0,2}(?P<f>D)|(?P<f2>D)r(?P<n2>N)(?!w?[RD])"),
    "initiale": re.compile(r"Iw{0,3}(?P<t>D)(?!Q?[wP]{0,5}(?:R|Nw?[Rr]))"),
    "fourchette": re.compile(r"E[DN]w{1,2}D|[DN][AH]D|DHN|ND|Vw{0,3}D?"),
    "borne": re.compile(r"[BM]w?D|DM"),
    "sans_reconduction": re.compile(r"(?P<t>D)Q?w{0,3}Z"),
    "reconduction_sans_nombre": re.compile(
        r"(?P<f>D)Q?(?:[wPB]{0,5}R(?:[wr]{0,5}D)?|w\|Nr)|Rw{0,3}Nr"
    ),
    "corrigee": re.compile(
        r"(?P<f>[Dn])[w|]{0,3}C[C|]{0,2}(?P<n>N)(?![wR]?[rR])|(?P<f2>n)[w|]{0,3}(?P<n2>N)(?![wR]?[rR])"
    ),
    "simple": re.compile(r"(?P<t>D)(?P<q>Q?)"),
}
