"""Which order a sentence gives, as a whole or in one of its clauses, and what else it orders.

The learnt model (`sens`) judges what it is shown; what denies, supposes or puts off orders nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.francais.mots import compiler
from bot.triage.extraits import Extrait
from bot.triage.ordres import ECRIVENT
from bot.triage.references import ORDRES, une_reference
from bot.triage.sens import AUCUN, ModeleDesOrdres, Sens
from bot.triage.tournures import Phrase, couper, sans_apartes, vue

NIE, NE_NIE_PAS = compiler("{nie}", ORDRES), compiler("{ne_nie_pas}", ORDRES)
SUPPOSE = compiler("^{suppose}", ORDRES)
PLUS_TARD = compiler(r"\b(?:{plus_tard})\b", ORDRES)
PUIS = compiler(r"^(?:(?:{puis}) )+", ORDRES)
ENCHAINE = compiler(r" (?:{puis}) ", ORDRES)
# these say nothing to anybody
SANS_TEXTE = frozenset({"prendre", "liberer", "passer", "clore", "rouvrir"})
# these speak to the buyer
PARLENT = frozenset({"demander", "repondre"})
LUI = re.compile(r"\blui\b")
# how far ahead of all else an order must be to be taken for sure, if it shows something, if it
# writes: chosen with each author left out in turn (`python -m tests.banc.ordres`)
MONTRE, FAIT = 0.2, 0.5
# … and writes on « le 14 », which may be a day
FAIT_UN_JOUR = 0.6
# the same of a clause alone, within a sentence that gives no order as a whole
SEULE = 0.6
SEULES = {AUCUN: math.inf, **dict.fromkeys(("lister", "montrer", "chiffres", "aide"), 1.0)}


@dataclass(frozen=True)
class Juge:
    """Judges sentences by a model; `noms` are the colleagues who may be meant in them."""

    noms: Collection[str]
    sens: ModeleDesOrdres

    def juger(self, phrase: Phrase) -> tuple[Sens, tuple[int, int] | None]:
        """Return what is ordered, and in which clause: « clos, c'est un doublon de la 29 »."""
        entiere = self._voir(phrase)
        clauses = list(sans_apartes(phrase.ordre).propositions())
        if len(clauses) < 2:
            return entiere, None
        seules = [(self._juger_seule(clause, phrase), place) for place, clause in clauses]
        sures = [lue for lue in seules if lue[0].avance >= SEULES.get(lue[0].genre, SEULE)]
        genres = {seule.genre for seule, _ in sures}
        if len(genres) != 1 or not genres | {entiere.genre} <= genres | {AUCUN}:
            return entiere, None
        sure = max(sures, key=lambda lue: lue[0].avance)
        # « l'avis défavorable du 36, c'est Élodie qui l'avait rendu »
        raconte = entiere.genre == AUCUN and entiere.avance > sure[0].avance
        return (entiere, None) if raconte else sure

    def n_introduit_rien(self, dit: Sens, queue: Extrait) -> bool:
        """Tell that no text follows the sign: an order does, or what it is of.

        « Il a été clos à tort : merci de le rouvrir », « à confier à Élodie : n° 92 ».
        """
        if dit.genre == AUCUN:
            return True
        if dit.genre in SANS_TEXTE and une_reference(queue.brut):
            return True
        return self._est_apres_le_signe(dit, queue)

    def ordonne_encore(self, phrase: Phrase, genre: str) -> bool:
        """Tell « je libère celle-ci et je prends la 12 », of which only one would be done.

        Of « dis-lui qu'il peut publier, et clos-le », the buyer must not read the last words.
        """
        parts = [
            Extrait.de(part)
            for _, clause in sans_apartes(phrase.ordre).propositions()
            for part in ENCHAINE.split(clause.brut)
        ]
        autres = [self._juger_seule(part, phrase) for part in parts[1:] and parts]
        ecrivent = any(s.genre in ECRIVENT - {genre} and s.avance >= SEULE for s in autres)
        return ecrivent or self._ordonne_apres_le_texte(phrase)

    def tient_sans_ce_qui_est_nie(self, phrase: Phrase, genre: str) -> bool:
        """Tell whether an order stands without the clauses that deny, suppose, or put off."""
        clauses = [clause for _, clause in sans_apartes(phrase.ordre).propositions()]
        restent = [clause.brut for clause in clauses if not _n_ordonne_rien(clause.plie)]
        # « je ne m'en occupe plus » orders something
        if len(restent) == len(clauses) or genre == "liberer":
            return True
        seul = self._voir_seul(", ".join(restent), phrase)
        return bool(restent) and seul.genre == genre and seul.avance >= FAIT

    def _est_apres_le_signe(self, tete: Sens, queue: Extrait) -> bool:
        """Tell « conflit d'intérêts : je rends la 12 »: its sign introduces the order, and no text.

        No buyer reads « dis-lui » in what is said to him: « il attend : dis-lui que oui ».
        """
        coupee = couper(queue)
        seule = self._juger_seule(queue, coupee)
        if seule.avance < SEULE:
            return False
        parle_de_lui = seule.genre in PARLENT and bool(LUI.search(coupee.ordre.plie))
        return parle_de_lui or (tete.avance < SEULE and seule.genre in SANS_TEXTE)

    def _ordonne_apres_le_texte(self, phrase: Phrase) -> bool:
        """Tell « dis-lui qu'il peut publier, et clos-le »."""
        dits = phrase.tete.entre(len(phrase.ordre.plie)).propositions()
        suites = [(PUIS.match(clause.plie), clause) for _, clause in dits]
        ajoutees = [clause.entre(puis.end()) for puis, clause in suites if puis]
        jugees = [self._juger_seule(clause, phrase) for clause in ajoutees]
        return any(seule.genre != AUCUN and seule.avance >= SEULE for seule in jugees)

    def _juger_seule(self, clause: Extrait, phrase: Phrase) -> Sens:
        if _n_ordonne_rien(clause.plie) or une_reference(clause.brut):
            return Sens(AUCUN, 0.0)
        return self._voir_seul(clause.brut, phrase)

    def _voir_seul(self, dit: str, phrase: Phrase) -> Sens:
        """Judge a part of a sentence, of which a text follows where one does in the whole."""
        return self._voir(couper(Extrait.de(f"{dit}{' :' if phrase.queue else ''}")))

    def _voir(self, phrase: Phrase) -> Sens:
        return self.sens.juger(vue(phrase, self.noms))


def _n_ordonne_rien(clause: str) -> bool:
    nie = NIE.search(NE_NIE_PAS.sub(" ", clause))
    return bool(nie or SUPPOSE.match(clause) or PLUS_TARD.search(clause))
