"""Whole answers to a question, for those that no word list reads: « H24, astreinte comprise ».

They are learnt from answers (`data/lecture/reponses`), beside the sentences of all intents that
answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.donnees import DONNEES, lire_yaml
from bot.nlu.modele import AUTRE_SUJET, ModeleIntentions
from bot.nlu.vues import VueDesVecteurs, VueTextuelle

REPONSES = "lecture", "reponses"
# what leaves any question open, and what answers none
TOUTES, INCONNU, AUTRE = "toutes", "inconnu", "autre"
# intents whose sentences are answers by themselves, or may be
SONT_DES_REPONSES = {
    "dire_recurrent": "recurrence/recurrent",
    "dire_isole": "recurrence/isole",
    "ne_sait_pas": f"{TOUTES}/{INCONNU}",
}
EN_SONT_PEUT_ETRE = frozenset(
    "affirmer nier informer corriger dire_etape dire_clause_insertion passer refuser_de_dire "
    "prendre_defaut contester_resultat".split()
)


def modele_vierge() -> ModeleIntentions:
    """Return what learns them."""
    return ModeleIntentions(
        {
            "mots": VueTextuelle(ngram_range=(1, 2), token_pattern=r"\S+"),
            "lettres": VueTextuelle(analyzer="char_wb", ngram_range=(3, 4)),
            "vecteurs": VueDesVecteurs(),
        }
    )


def reponses_apprises(exemples: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return sentences with the question and the value that they answer; `exemples`: of intents."""
    apprises = list(_dites())
    for phrase, etiquette in exemples:
        if etiquette not in EN_SONT_PEUT_ETRE:
            apprises.append((phrase, SONT_DES_REPONSES.get(etiquette, AUTRE_SUJET)))
    return apprises


def _dites() -> Iterator[tuple[str, str]]:
    for fichier in sorted(DONNEES.joinpath(*REPONSES).glob("*.yml")):
        for valeur, phrases in lire_yaml(*REPONSES, fichier.name).items():
            question = TOUTES if valeur == INCONNU else fichier.stem
            etiquette = AUTRE_SUJET if valeur == AUTRE else f"{question}/{valeur}"
            yield from ((phrase, etiquette) for phrase in phrases)


def reponses(texte: str, modele: ModeleIntentions) -> dict[str, tuple[str, float]]:
    """Return the likeliest answer to each question, and how likely, were that question asked.

    Under `toutes`: how likely it is that the buyer leaves open whatever is asked.
    """
    rangs = modele.classer(texte)  # the likeliest first
    dites = dict[str, tuple[str, float]]()
    for nom, confiance in rangs:
        question, _, valeur = nom.partition("/")
        if valeur:
            dites.setdefault(question, (valeur, confiance))
    ouverte = dites.get(TOUTES, (INCONNU, 0.0))
    return {q: max(dite, ouverte, key=lambda dite: dite[1]) for q, dite in dites.items()}
