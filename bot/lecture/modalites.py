"""Read decisions about the clause: « réunion sous 3 mois », « 50 € par heure », « CCAG travaux »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.francais.lexique import Lexique
from bot.francais.texte import Texte

UNITES = {"jour": "jours", "j": "jours", "semaine": "semaines", "mois": "mois", "an": "ans", "annee": "ans"}  # fmt: skip
MOIS_PAR_UNITE = {"jours": 1 / 30, "semaines": 7 / 30, "mois": 1.0, "ans": 12.0}
DELAI = r"(?P<n>\d+(?:[.,]\d+)?) ?(?P<u>jours?|j|semaines?|mois|ans?|annees?)\b"
# « une réunion tous les 3 mois » gives a rhythm, not a delay
RYTHME = re.compile(r"\b(?:tous|toutes) les\b|\bpar\b|\bchaque\b")
POURCENT = r"(?P<n>\d+(?:[.,]\d+)?) ?(?:%|pour ?cents?)"
# an amount that says HT is the contract's
EUROS = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?)(?: ?(?:€|euros?|balles)(?! ?ht\b)|"
    r"(?= ?(?:par|/) ?(?:jour|heure|absence|action|document|reunion|manquement))|"
    r"(?<=\d\d)(?= pour (?:(?:le|la|les|l|un|une|chaque|tout|toute) )?"
    r"(?:retard|bilan|absence|action|justificatif|document|rapport|reunion|manquement)))"
)
# « 100 par jour » is no delay
TAUX = re.compile(r"\d ?(?:€|euros?|%|par|/)")
PAR_MANQUEMENT = re.compile(r" ?(?:par|de l|l|pour|/|les?|chaque)\b")
SANS_PENALITE = re.compile(
    r"(?:non ,? ?)?(?:(?:on|je|nous) (?:ne |n )?\w+ )?(?:aucune|pas de|sans|zero) penalites?"
    r"(?: du tout| svp| merci| non plus)?"
)
# a value said with the name of its decision, before or after it
LIENS = r"(?: [^\W\d]+| ,| :){0,6}? "
NOMMES = {
    "delai_reunion": (r"reunions?(?! (?:de |du )?(?:bilan|suivi))", DELAI),
    "delai_bilan": (r"bilans?(?: annuels?)?", DELAI),
    "mise_en_demeure": (r"mises? en demeure", DELAI),
    "plafond": (r"plafon\w+", POURCENT),
}
# what is late, when the words do not say
EN_RETARD = "justificatif"
PENALISE = re.compile(r"\bpenali\w*|\bamendes?\b|\b(?:par|de l|l|/) ?(?:heure|absence|action|jour|manquement|document|reunion|justificatif|rapport|bilan)s?\b")  # fmt: skip


@dataclass(frozen=True)
class Dite:
    """A decision said in a sentence, and where it stands in it, as typed."""

    fait: str
    valeur: Any
    debut: int
    fin: int


@dataclass(frozen=True)
class LecteurDeModalites:
    """Words of the choices (`data/lecture/modalites.yml`) and of the breaches.

    `spontanes` are plain enough to be read in any sentence; `reponses` only where their question
    is pending.
    """

    spontanes: Mapping[str, Lexique]
    reponses: Mapping[str, Lexique]
    manquements: Mapping[str, list[str]]

    def lire(self, texte: Texte) -> list[Dite]:
        """Return what a sentence decides without being asked."""
        dites = [*_nommees(texte), *self._montants(texte)]
        for fait, lexique in self.spontanes.items():
            dites += self._choix(fait, lexique, texte)
        if SANS_PENALITE.fullmatch(texte.plat):
            dites.append(Dite("penalites", [], 0, len(texte.brut)))
        return dites

    def lire_reponse(self, fait: str, texte: Texte) -> Any:
        """Return the choice that answers a question about `fait`, None when there is none."""
        dites = self._choix(fait, self.reponses[fait], texte) if fait in self.reponses else []
        return dites[0].valeur if len({d.valeur for d in dites}) == 1 else None

    def _choix(self, fait: str, lexique: Lexique, texte: Texte) -> list[Dite]:
        dites = []
        for mention in lexique.chercher(texte):
            place = texte.place(mention.debut, mention.fin)
            if mention.theme in ("oui", "non"):
                dites.append(Dite(fait, (mention.theme == "oui") != mention.nie, *place))
            elif not mention.nie:
                dites.append(Dite(fait, mention.theme, *place))
        return dites

    def _montants(self, texte: Texte) -> Iterable[Dite]:
        """« 50 € par heure et 100 € par jour de retard »: each amount with the breach beside it."""
        if not PENALISE.search(texte.plat):
            return
        sommes = list(EUROS.finditer(texte.plat))
        for rang, somme in enumerate(sommes):
            suivante = sommes[rang + 1].start() if rang + 1 < len(sommes) else len(texte.plat)
            precedente = sommes[rang - 1].end() if rang else 0
            penalise = "penali" in texte.plat[: somme.start()]
            if not (penalise or PAR_MANQUEMENT.match(texte.plat, somme.end())):
                continue
            manquement = self._manquement(texte.plat[somme.end() : suivante]) or self._manquement(
                texte.plat[precedente : somme.start()]
            )
            if manquement:
                montant = {manquement: _nombre(somme["n"])}
                yield Dite("montants", montant, *texte.place(somme.start(), somme.end()))

    def _manquement(self, morceau: str) -> str | None:
        """Return the breach that is named first."""
        places = {
            nom: trouve.start()
            for nom, mots in self.manquements.items()
            if (trouve := re.search(rf"\b(?:{'|'.join(mots)})\b", morceau))
        }
        if not places and re.search(r"\bretards?\b", morceau):
            return EN_RETARD
        return min(places, key=lambda nom: places[nom]) if places else None


def lire_delai(texte: Texte, unite: str) -> dict[str, Any] | None:
    """Return a delay as number and unit; a bare number is in the unit of the question."""
    trouve = re.search(DELAI, texte.plat)
    if trouve:
        return _delai(trouve)
    nu = re.fullmatch(r"\D*?(\d+)\D*", texte.plat)
    return {"nombre": _nombre(nu[1]), "unite": unite} if nu and not TAUX.search(nu[0]) else None


def lire_pourcentage(texte: Texte) -> float | None:
    """Return « 5 % », or a bare number."""
    trouve = re.search(POURCENT, texte.plat) or re.fullmatch(r"\D*?(?P<n>\d+(?:[.,]\d+)?)\D*", texte.plat)  # fmt: skip
    return _nombre(trouve["n"]) if trouve else None


def en_mois(delai: Mapping[str, Any]) -> float:
    """Return the length of a delay, in months of thirty days."""
    return float(delai["nombre"] * MOIS_PAR_UNITE[delai["unite"]])


def _nommees(texte: Texte) -> Iterable[Dite]:
    for fait, (nom, valeur) in NOMMES.items():
        # « 3 mois pour la réunion » binds closer than « réunion et 1 mois »
        pour = re.search(
            rf"{valeur} pour (?:la |le |l |les )?(?:premiere )?(?:{nom})\b", texte.plat
        )
        apres = re.search(rf"\b(?:{nom}){LIENS}{valeur}", texte.plat)
        avant = re.search(
            rf"{valeur}(?: (?!apres|de retard)[^\W\d]+){{0,4}} (?:{nom})\b", texte.plat
        )
        trouve = pour or apres or avant
        if trouve and not RYTHME.search(trouve[0]):
            lue = _nombre(trouve["n"]) if fait == "plafond" else _delai(trouve)
            yield Dite(fait, lue, *texte.place(trouve.start(), trouve.end()))


def _delai(trouve: re.Match[str]) -> dict[str, Any]:
    unite = trouve["u"] if trouve["u"] in ("mois", "j") else trouve["u"].rstrip("s")
    return {"nombre": _nombre(trouve["n"]), "unite": UNITES[unite]}


def _nombre(chiffres: str) -> float:
    valeur = float(chiffres.replace(",", "."))
    return int(valeur) if valeur.is_integer() else valeur
