"""Sentences drawn at random from the words that the readers look for: what hardly anybody writes.

Readers must be harmless on them: few words repeated over and over, words glued, mistyped or cut,
numbers with any unit, signs, digits of other scripts, up to the longest message that is let in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bot.donnees import DONNEES
from bot.entree import LONGUEUR_MAXIMALE

MOTS = sorted(
    {
        mot
        for fichier in (DONNEES / "lecture").glob("*.yml")
        for mot in re.findall(r"[^\W\d_]+", fichier.read_text(encoding="utf-8"))
    }
)
NOMBRES = [
    *"0 1 2 3 4 7 12 24 36 48 99 150 350 1000 2027 60000 200000 06 -1 -5 1,5 2.5 350,75".split(),
    *"1.500 150,000 1'000 999999999999 12345678901234 1e400 1/2 24/24 zéro virgule demi".split(),
    *"un une deux trois quatre dix vingt cent cents mille million millions milliards et".split(),
    *("200 000", "1 200 000", "1\u202f100\u202f000", "9" * 400),
]
UNITES = (
    "€ euros k k€ M M€ m me keuros HT TTC % ans an mois moi jours semaines trimestres semestres "
    "fois x X × m2 m² m3 km km2 cm dm2 ha l kg g t h h30 kWh °C ° n° R+ CO2 T2 bac+ 3x8 2x4 e er "
    "ème lots titulaires"
).split()
SIGNES = [*"+-*/=?!.,;:()'’\"«»%€°\n\t …–—−", "--", "---", "((", "))", "' '", "   ", ", ,"]
ETRANGES = [*"²³¹⁴½¼Ⅳ①③٣٥۷３３５〇٪＋－€£𝟛\u200b\u200d\ufeff\u0301œßİıǰ😀", "inf", "nan", "NaN"]
TOURNURES = (
    "3 ans|1 an reconductible 3 fois|du 1er janvier 2027 au 31/12/2030|200 000 € HT par an|1M5|"
    "2k5€|350m2|1,2M5€|12€50|bureaux de 350m2|plusieurs titulaires|un seul titulaire|chaque année|"
    "pas d'accord-cadre|accord-cadre à bons de commande|marchés subséquents|parce qu'un seul|"
    "s'il n'y avait|c'était|une fois|sans reconduction|entre 1 et 3 ans|plus de|moins de|ni|"
    "au lieu de|nettoyage des locaux|marché de|qu'est-ce que|non pardon|en fait|donc|finalement"
).split("|")
RESERVES: list[list[str]] = [MOTS, NOMBRES, UNITES, TOURNURES, SIGNES, ETRANGES]
# how often each, and each length, is drawn
POIDS = (5, 5, 5, 4, 2, 1)
LONGUEURS = {8: 3, 20: 5, 40: 5, 100: 4, 300: 2, LONGUEUR_MAXIMALE: 1}
SEPARATEURS = (" ", " ", " ", "", ", ", ". ", "\n")


def phrases(graine: int, combien: int) -> Iterator[str]:
    """Yield random sentences, the same ones for the same seed."""
    tirage = random.Random(graine)
    for _ in range(combien):
        yield _phrase(tirage)


def _phrase(tirage: random.Random) -> str:
    mots = [_mot(tirage) for _ in range(tirage.choice((1, 2, 3, 5, 50)))]
    (longueur,), phrase = tirage.choices(list(LONGUEURS), list(LONGUEURS.values())), ""
    while len(phrase) < longueur:
        phrase += tirage.choice(mots) + tirage.choice(SEPARATEURS)
    return phrase[:longueur]


def _mot(tirage: random.Random) -> str:
    (reserve,) = tirage.choices(RESERVES, POIDS)
    mot = tirage.choice(reserve)
    accident = tirage.random()
    if accident < 0.1:  # mistyped
        place = tirage.randrange(len(mot))
        return mot[:place] + tirage.choice("aeinrst0 ") + mot[place + 1 :]
    if accident < 0.25:  # glued to another
        return mot + tirage.choice(tirage.choice(RESERVES))
    return mot.upper() if accident < 0.3 else mot
