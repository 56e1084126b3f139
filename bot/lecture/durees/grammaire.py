"""The words of durations as symbols, and the turns of phrase as patterns over these symbols."""

from __future__ import annotations

import re

from bot.francais.mots import compiler, liste
from bot.francais.symboles import motif
from bot.lecture.dates import DATE

FICHIER = "lecture/durees"

# one symbol for each list of words; where two fit, the first here wins
SYMBOLES = {
    "": "sans_sens",
    "n": "niee",
    "x": "d_autre_chose",
    "D": "duree",
    "€": "somme",
    "Z": "sans_reconduction",
    "V": "vague",
    "T": "total",
    "L": "sans_depasser",
    "B": "borne",
    "M": "ou_plus",
    "C": "francais/corrections.reprises",
    "P": "plus",
    "G": "de_reconduction",
    "R": "reconduction",
    "I": "initiale",
    "r": "fois",
    "E": "entre",
    "H": "voire",
    "A": "ou",
    "O": "dont",
    "U": "sinon",
    "Q": "ferme",
    "S": "marche_subsequent",
    "N": "nombre",
}
MOTIFS = {signe: motif(f"{{{nom}}}", FICHIER) for signe, nom in SYMBOLES.items()}
# a date is no number: « un an à compter du 1er mars 2027, reconductible trois fois »
MOTIFS[""] = motif(rf"{{sans_sens}}|(?:{{avant_une_date}} )?{DATE.pattern}", FICHIER)
# a duration with its parts as groups, read once its symbol is found: alone, or within other words,
# as in « pas deux ans »
(DUREE,) = liste("lecture/durees.duree")
SEULE, QUELQUE_PART = motif(DUREE, FICHIER), compiler(DUREE, FICHIER)

# What an answer about reconductions says when it says nothing else: « 3 reconductions d'un an ».
RECONDUCTIONS_SEULES = re.compile(
    r"w*(?:Rw{0,4})?(?P<n>N)(?:w?r|w?R)(?:[wrR]{0,4}(?P<p>D))?[w€]*\|?"
    r"|[wrR]*(?P<p2>D)w{0,2}(?P<n2>N)r[w€]*\|?|[wC]*Z[w€]*\|?"
)

# The first that fits wins: what says more comes before what says less. « w » is any other word; its
# repetitions are bounded, since a duration and its reconductions stand close. Groups: t total,
# f firm part, n number of reconductions, p their length; a digit after: another order of words.
GRAMMAIRE = {
    # « quatre ans dont deux fermes »
    "total_dont_ferme": re.compile(r"(?P<t>D)[wT|]{0,3}O[Ow]{0,2}(?P<f>[DN])w{0,2}Q"),
    # « 4 ans (2 ans fermes + 2 x 1 an) »: the whole, then what it is made of
    "total_detaille": re.compile(r"(?P<t>D)T?(?P<f>D)Q(?=w?[PNR|])"),
    # « 30 mois si on reconduit, sinon 15 »
    "sinon": re.compile(
        r"(?:T[wT]{0,3})?(?:(?P<t>D)[wRT|]{0,6}U(?P<f>D)|(?P<t2>D)[wRT|]{0,8}(?P<f2>D)U)"
    ),
    # « quatre ans dont un an de reconduction »
    "total_dont": re.compile(r"(?P<t>D)w{0,4}Ow{0,2}D(?!w?Q)"),
    # « un an reconductible dans la limite de quatre ans »
    "limite": re.compile(
        r"(?P<f>D)Q?[wP]{0,4}R[wNr]{0,6}T[wT]{0,3}(?P<t>D)"
        r"|(?P<f2>D)Q?[wP]{0,4}R[wNr]{0,3}D?[wB]{0,5}(?P<t2>D)T(?!w{0,3}D)"
        r"|(?P<f3>D)Q?[wP]{0,4}R[wNrD]{0,5}Lw{0,2}(?P<t3>D)"
    ),
    # « 104 semaines, soit deux ans »: few say it twice; without it, « plusieurs durées » is asked
    "egalite": re.compile(r"(?P<f>D)Q?T(?P<t>D)(?!Q?w{0,3}Nw?R|Q?[wP]{0,4}R)"),
    # « quatre ans en tout », « une durée totale de quatre ans fermes »
    "total": re.compile(
        r"(?P<t>D)w{0,3}T(?!w{0,3}D)|T[wT]{0,3}(?P<t2>D)(?!Q?w{0,4}(?:[RP]|Nw?[Rr]))(?P<q>\|?Q)?"
    ),
    # « un an, renouvelable une fois voire deux », « … et peut-être une ou deux reconductions »
    "reconductions_en_nombre_ouvert": re.compile(
        r"DQ?[wP]{0,5}R[wTr]{0,3}(?:[wN]r?Hw{0,2}N|(?:E[wN]w{1,2}|[wN]r?A)N(?=[rR|]|$))r?"
        r"|DQ?[wPH]{0,4}[wN]A[wN]w?R(?:w{0,2}D)?"
    ),
    # « un an reconductible trois fois », « deux reconductions de six mois après un an »,
    # « 2 ans ferme puis 1 an x2 », « 36 mois, puis une reconduction de douze »
    "reconductions": re.compile(
        r"(?P<f3>D)Q?[wP]{0,5}Rw{0,4}Nr?C(?P<n3>N)r?"
        r"|(?P<f7>D)Q?w{0,2}Pw{0,2}(?P<p7>D)r(?P<n7>N)"
        r"|(?P<f6>D)Q?[wP]{0,5}R[wr]{1,5}(?P<p6>D)w{0,2}(?P<n6>N)r"
        r"|Rw{0,4}(?P<n5>N)r?w{0,3}Iw{0,3}(?P<f5>D)(?:w{0,3}Rw{0,2}(?P<p5>D))?"
        r"|(?P<n4>N)w?Rw{0,2}(?P<p4>D)[wP]{1,4}(?P<f4>D)|"
        r"(?P<f>D)Q?(?:[|A]?[wP]{0,5}|\|w{6,10})R[wTR]{0,4}(?P<n>N)(?:r?w?(?P<p8>N)(?=$|\|)|r?(?:w{0,3}r?w{0,5}(?P<p>D))?)"
        r"|(?P<f2>D)Q?(?:\||w{0,4}P?)w{0,2}(?P<n2>N)w?[Rr](?:w?(?P<p9>N)(?=$|\|)|(?:[wR]{0,4}(?P<p2>D))?)"
    ),
    # « deux ans + un an + un an »
    "somme": re.compile(r"[DN]Q?(?:w{0,2}[RG])?(?:[w|]{0,2}P[wP]{0,3}[DN]Q?(?:w{0,2}[RG])?)+"),
    # « deux ans et un an de reconduction », « 24 mois ferme, reconductible 24 mois »
    "base_et_reconduction": re.compile(
        r"(?P<f>D)[wQI]{0,5}(?P<p>D)G(?!w{0,3}[DN])|(?P<f2>D)Q\|?w?R(?P<p2>D)(?![wP|]{0,3}[DNr])"
    ),
    # « 4 x 12 mois »
    "multiple": re.compile(r"(?P<n>N)rw{0,2}(?P<f>D)|(?P<f2>D)r(?P<n2>N)(?!w?[RD])"),
    # « une durée initiale de deux ans »: seldom alone; without it, no firm part
    "initiale": re.compile(r"Iw{0,3}(?P<t>D)(?!Q?\|?[wP]{0,5}(?:R|Nw?[Rr]))"),
    # « entre deux et quatre ans », « plusieurs années »
    "fourchette": re.compile(r"E[DN][wP]{1,2}D|[DN][AH]D|DHN|D\|?AHN|ND|Vw{0,3}D?"),
    # « plus de deux ans »
    "borne": re.compile(r"[BLM]w?D|DM"),
    # « deux ans sans reconduction »
    "sans_reconduction": re.compile(r"(?P<t>D)Q?w{0,3}Z"),
    # « deux ans reconductibles »
    "reconduction_sans_nombre": re.compile(
        r"(?P<f>D)Q?(?:[wPB]{0,5}R(?:[wr]{0,5}D)?|w\|Nr)|Rw{0,3}Nr"
    ),
    # « 24 mois, non, 36 », « pas deux ans mais trois », « 36 mois, finalement le DGS veut 24 »
    "corrigee": re.compile(
        r"(?P<f3>D)[w|]{0,3}C[wC|]{0,5}(?P<n3>N)(?=$|\|)|(?P<f>[Dn])[w|]{0,3}C[C|]{0,2}(?P<n>N)(?![wR]?[rR])|(?P<f2>n)[w|]{0,3}(?P<n2>N)(?![wR]?[rR])"
    ),
    # « deux ans », « deux ans fermes », « 24 mois, ferme »
    "simple": re.compile(r"(?P<t>D)(?P<q>\|?Q)?"),
}
