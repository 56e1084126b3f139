"""Whole answers to a question, for those that no word list reads: « H24, astreinte comprise ».

They are learnt from answers (`data/lecture/reponses`), beside the sentences of all intents that
answer nothing. What answers one question says something else to the others: each has its own
label for it, and its answers are only weighed against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.donnees import DONNEES, lire_yaml
from bot.nlu.modele import Couts, ModeleIntentions, Vraies
from bot.nlu.vues import VueDesVecteurs, VueTextuelle

REPONSES = "lecture", "reponses"
# what leaves any question open, and what answers none
TOUTES, INCONNU, AUTRE = "toutes", "inconnu", "autre"
OUVERTE = TOUTES, INCONNU
# intents whose sentences are answers by themselves, or may be
SONT_DES_REPONSES = {
    "dire_recurrent": ("recurrence", "recurrent"),
    "dire_isole": ("recurrence", "isole"),
    "dire_marche": ("forme_contrat", "marche"),
    "dire_accord_cadre_mono": ("forme_contrat", "accord_cadre_mono"),
    "dire_multi_bons": ("forme_contrat", "multi_bons_de_commande"),
    "dire_multi_subsequents": ("forme_contrat", "multi_marches_subsequents"),
    "ne_sait_pas": OUVERTE,
}
EN_SONT_PEUT_ETRE = frozenset(
    "affirmer nier informer corriger dire_etape dire_clause_insertion passer refuser_de_dire "
    "prendre_defaut contester_resultat".split()
)
# what answers nothing is countless, and seldom said to a question: answers prevail by this much
RETENUE = 2.0
Reponses = set[tuple[str, str]]


def modele_vierge() -> ModeleIntentions:
    """Return what learns them."""
    return ModeleIntentions(
        {
            "mots": VueTextuelle(ngram_range=(1, 2), token_pattern=r"\S+"),
            "lettres": VueTextuelle(analyzer="char_wb", ngram_range=(3, 4)),
            "vecteurs": VueDesVecteurs(),
        }
    )


def apprendre(modele: ModeleIntentions, exemples: Iterable[tuple[str, str]]) -> None:
    """Teach a model what sentences answer; `exemples`: those of intents, with their labels."""
    dites = reponses_dites()
    for phrase, intention in exemples:
        if phrase not in dites and intention not in EN_SONT_PEUT_ETRE:
            repond = SONT_DES_REPONSES.get(intention)
            dites[phrase] = {repond} if repond else set()
    noms = sorted({dite for phrase in dites.values() for dite in phrase})
    vraies, pesees = _marquer(list(dites.values()), noms)
    autres = np.array([valeur == AUTRE for _, valeur in noms])
    part = len(dites) / (len(noms) * vraies.sum(axis=0))
    couts = pesees * np.where(vraies & ~autres, part, 1.0)
    modele.ajuster(list(dites), ["/".join(nom) for nom in noms], vraies, couts)
    modele.constantes[autres] -= RETENUE


def reponses_dites() -> dict[str, Reponses]:
    """Return the sentences of `data/lecture/reponses`, with what each answers to which question."""
    dites: dict[str, Reponses] = {}
    for fichier in sorted(DONNEES.joinpath(*REPONSES).glob("*.yml")):
        for valeur, phrases in lire_yaml(*REPONSES, fichier.name).items():
            dite = OUVERTE if valeur == INCONNU else (fichier.stem, valeur)
            for phrase in phrases:
                dites.setdefault(phrase, set()).add(dite)
    return dites


def _marquer(phrases: Sequence[Reponses], noms: Sequence[tuple[str, str]]) -> tuple[Vraies, Couts]:
    """Tell which labels are true of each sentence, and which are not known of it: they weigh 0.

    A sentence that is listed as no answer to one question may answer another.
    """
    vraies = np.array([[nom in dites for nom in noms] for dites in phrases])
    pesees = np.ones(vraies.shape)
    for rang, dites in enumerate(phrases):
        questions = {question for question, _ in dites}
        if TOUTES in questions:
            continue
        ignore = {valeur for _, valeur in dites} == {AUTRE}
        for place, (question, valeur) in enumerate(noms):
            if question not in (*questions, TOUTES):
                vraies[rang, place] = valeur == AUTRE and not ignore
                pesees[rang, place] = not ignore
    return vraies, pesees


def reponses(texte: str, modele: ModeleIntentions) -> dict[str, tuple[str, float]]:
    """Return the likeliest answer to each question, and how likely, were that question asked.

    Under `toutes`: how likely it is that the buyer leaves open whatever is asked.
    """
    par_question: dict[str, dict[str, float]] = {}
    for nom, poids in modele.peser(texte).items():
        question, _, valeur = nom.partition("/")
        par_question.setdefault(question, {})[valeur] = poids
    ouverte = par_question.pop(TOUTES, {})
    parts = {question: _parts({**poids, **ouverte}) for question, poids in par_question.items()}
    dites = {question: _la_plus_probable(part) for question, part in parts.items()}
    if parts:
        dites[TOUTES] = INCONNU, min(part[INCONNU] for part in parts.values())
    return dites


def _parts(poids: Mapping[str, float]) -> dict[str, float]:
    total = sum(poids.values())
    return {valeur: p / total for valeur, p in poids.items()}


def _la_plus_probable(parts: Mapping[str, float]) -> tuple[str, float]:
    return max(((v, p) for v, p in parts.items() if v != AUTRE), key=lambda dite: dite[1])
