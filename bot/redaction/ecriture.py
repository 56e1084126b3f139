"""How values are written in French: numbers, dates, delays, sums, lists."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

# French formats, by the Unicode CLDR data that everybody uses.
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

# writes numbers in words; the standard library for it
from num2words import num2words

from bot.francais.texte import minuscule
from bot.reglages import reglages

EN_LETTRES_JUSQU_A = 16
SINGULIERS = {
    "jours": "jour",
    "jours_ouvres": "jour ouvré",
    "jours_ouvrables": "jour ouvrable",
    "semaines": "semaine",
    "mois": "mois",
    "ans": "an",
}
PLURIELS = {"jours_ouvres": "jours ouvrés", "jours_ouvrables": "jours ouvrables"}
FEMININ = "semaines"


def nombre(valeur: float) -> str:
    """Write a number, with no more decimals than needed."""
    return str(format_decimal(valeur, format="#,##0.##", locale="fr_FR"))


def euros(valeur: float) -> str:
    """Write a sum: « 1 500 € », « 80,50 € »."""
    format_ = "#,##0" if float(valeur).is_integer() else "#,##0.00"
    return f"{format_decimal(valeur, format=format_, locale='fr_FR')}\u00a0€"


def date_longue(jour: datetime.date) -> str:
    """Write « 22 novembre 2026 », « 1er décembre 2026 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme} {format_date(jour, format='MMMM y', locale='fr_FR')}"


def jour(iso: str) -> str:
    """Write a day that was kept as text: « 2027-03-01 »."""
    return date_longue(datetime.date.fromisoformat(iso))


def delai(valeur: Mapping[str, Any]) -> str:
    """Write « deux mois », « une semaine », « 45 jours »."""
    combien, unite = valeur["nombre"], valeur["unite"]
    if combien == 1:
        return f"{'une' if unite == FEMININ else 'un'} {SINGULIERS[unite]}"
    en_lettres = isinstance(combien, int) and combien <= EN_LETTRES_JUSQU_A
    dit = num2words(combien, lang="fr") if en_lettres else nombre(combien)
    return f"{dit} {PLURIELS.get(unite, unite)}"


def enumerer(elements: Iterable[str]) -> str:
    """Write « a, b et c »."""
    return str(format_list([str(e) for e in elements], locale="fr_FR"))


def typographier(texte: str) -> str:
    """Write what a buyer typed with French apostrophes and no-break spaces."""
    texte = texte.replace("'", "’")
    # the space that is lacking too: « español? »
    return re.sub(r"(?<=\w) ?(?=[?!;:](?:\s|$))| (?=[?!;:»])|(?<=«) ", "\u00a0", texte)


def articles_de_loi(texte: str) -> str:
    """Write the articles that a text cites as codes do: « L2112-2 » is « L. 2112-2 »."""
    return re.sub(r"\b([LRD])(?=\d{3,4}-\d)", "\\1.\u00a0", texte)


def guichet() -> str | None:
    """Return the facilitator's desk as the settings name it: its name, how to reach it."""
    connus = (reglages().guichet_nom, reglages().guichet_contact)
    return ", ".join(connu for connu in connus if connu) or None


# for every template: messages and documents write values the same way
FILTRES = {
    ecriture.__name__: ecriture
    for ecriture in (
        *(nombre, euros, date_longue, jour, delai, enumerer),
        *(minuscule, typographier, articles_de_loi),
    )
}
