"""What the buyer just said: all that is known of it before the file is looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.dialogue.comprendre.tournures import Tournures, tournures
from bot.lecture.lectures import AUTRE_CHOSE, Lecture
from bot.metier.valeurs import Valeur

# « corriger » alone; below, its words must say so
CORRECTION_SURE = 0.6
# several facts stand in a longer one, and one misread is easily overlooked
MESSAGE_LONG = 200
# a quantity told alone, less likely the contract's than this, is confirmed before the verdict:
# of 720 texts of four authors that nothing was learnt from, 1.7 % were then wrong without being
# shown, instead of 2.9 %, and 22 % of those that were right were shown, instead of 19 %
SURE = 0.95
DU_CONTRAT_LUI_MEME = frozenset({"objet", "forme_contrat", "recurrence", "nature_contrat", "lots"})
# below, a delay or a penalty rather than the contract's duration or amount
PLUS_PETIT_QUE_LE_CONTRAT = {"duree_mois": 6, "duree_ferme_mois": 6, "montant_ht": 5000}
# « 5 ans fermes, pas 2 ans »; with more words, an action may last as long
MOTS_D_UNE_PARTIE_FERME = 6
# the words of a wish count when this intent is at all possible; without them it needs some length
SOUHAIT_POSSIBLE, MOTS_D_UN_SOUHAIT = 0.08, 3


@dataclass(frozen=True)
class Message:
    """What the buyer just said, as understood.

    `question_du_guide` is the id of the answer when a question of the guide is asked;
    `classement` gives the likeliest intents with their confidence, best first. `bouton`: the
    message is a click on a button, so that its facts are meant to the letter. `expres`: it asks
    in so many words for what `intention` says, and nothing in it is an answer. `demandes`: what
    else it asks for, in other parts of the sentence (« la clause, et je veux parler à… »).
    `entier`: all that was typed, when `texte` is only what stands before the question at its end.
    `recu`: the day it came. `reponses`: the value that it gives to each question, were it asked,
    and how likely; `apprises`: what it surely answers. `analyser` parses a part of it as a message
    of its own. `parle_d_items`: it speaks of items of lists, and decides of none.
    """

    texte: str
    intention: str
    confiance: float = 1.0
    question_du_guide: str | None = None
    lectures: tuple[Lecture, ...] = ()
    classement: tuple[tuple[str, float], ...] = ()
    bouton: bool = False
    expres: bool = False
    demandes: tuple[Message, ...] = ()
    entier: str = ""
    recu: datetime.date = field(default_factory=datetime.date.today)
    reponses: Mapping[str, tuple[str, float]] = field(default_factory=dict, hash=False)
    apprises: Mapping[str, Valeur] = field(default_factory=dict, hash=False)
    analyser: Callable[[str], Message] | None = field(default=None, compare=False)
    parle_d_items: bool = False

    def doute_de(self, fait: str, question: str | None) -> bool:
        """Tell a fact that is to be confirmed: of a long message, or read with less than all."""
        if len(self.tout) > MESSAGE_LONG:
            return True
        dites = [lue for lue in self.lus if lue.fait == fait]
        seule = fait != question and not self._parle_du_contrat
        return any(not lue.sure or (seule and lue.part < SURE) for lue in dites)

    @cached_property
    def _parle_du_contrat(self) -> bool:
        """Tell words that say whose quantity it is: what is bought, in what form, « la durée »."""
        autres = {lue.fait for lue in self.lus} & DU_CONTRAT_LUI_MEME
        return bool(autres) or self.dit.nomme_un_fait or self.corrige

    @property
    def tout(self) -> str:
        """Return all that was typed, the question at the end included."""
        return self.entier or self.texte

    @property
    def dit(self) -> Tournures:
        """Return how it is meant by its words alone."""
        return tournures(self.texte)

    @cached_property
    def lus(self) -> tuple[Lecture, ...]:
        """Return the facts that it states, questions included."""
        return tuple(lue for lue in self.lectures if lue.nature == "fait")

    @cached_property
    def decrit_un_marche(self) -> bool:
        """Tell « du mobilier scolaire, chaque rentrée »: what is bought, and something of it."""
        faits = {lue.fait for lue in self.lus}
        return "objet" in faits and len(faits) > 1

    @cached_property
    def nombre_nu(self) -> Lecture | None:
        """Return the bare number that may be a quantity: « 36 », not « 3 entreprises ».

        « Je ne sais pas, je l'ai dit deux fois » gives none.
        """
        if self.dit.ignore and self.dit.redit:
            return None
        nus = (lue for lue in self.lectures if lue.fait == "nombre" and lue.motif != AUTRE_CHOSE)
        return next(nus, None)

    @cached_property
    def corrige(self) -> bool:
        """Tell that the buyer says that what was said before no longer holds."""
        sur = self.intention == "corriger" and self.confiance >= CORRECTION_SURE
        return sur or self.dit.corrige

    @property
    def contredit(self) -> bool:
        """Tell « non, 15 jours », of what was just noted."""
        return self.corrige or self.dit.dit_non

    @cached_property
    def change_le_contrat(self) -> bool:
        """Tell « le montant passe à 3,5 M€ », which answers no question about the clause."""
        if not self.dit.nomme_un_fait:
            return self._ne_dit_que_sa_partie_ferme
        # « par an » beside it leaves an amount open, and no less the contract's
        dits = [
            lue
            for lue in self.lectures
            if lue.nature == "fait"
            or (lue.nature == "ambigu" and lue.fait in PLUS_PETIT_QUE_LE_CONTRAT)
        ]
        petits = (
            isinstance(lue.valeur, int | float)
            and lue.valeur < PLUS_PETIT_QUE_LE_CONTRAT.get(lue.fait, 0)
            for lue in dits
        )
        return self.corrige or (bool(dits) and not all(petits))

    @property
    def _ne_dit_que_sa_partie_ferme(self) -> bool:
        """Tell « 5 ans fermes », « 5 ans fermes, pas 2 ans », which is of no action."""
        fermes = any(lue.fait == "duree_ferme_mois" for lue in self.lus)
        return fermes and len(self.texte.split()) <= MOTS_D_UNE_PARTIE_FERME

    @cached_property
    def suppose(self) -> bool:
        """Tell « et si la durée passait à 4 ans ? » from a fact."""
        dit = self.dit
        if self.intention == "faq" and dit.question_ouverte:
            return False
        dits = bool(self.lus) or self.essaie_une_forme
        if dit.pour_voir and dits:
            return True
        if self._dit_avant_de_supposer or self._dit_apres_avoir_suppose:
            return False
        franche = dits and dit.suppose_franchement
        # « oui ou non, je peux le faire en multi ? »
        essaie = dit.suppose or dit.demande_oui_ou_non
        return franche or (self.intention == "supposer" and essaie)

    @cached_property
    def essaie_une_forme(self) -> bool:
        """Tell « oui ou non, je peux le faire en multi ? », which asks about another form."""
        formes = (lue for lue in self.lectures if lue.fait == "forme_contrat")
        return any({*lue.indices} & {"mono", "multi", "bons", "subsequents"} for lue in formes)

    @property
    def _dit_avant_de_supposer(self) -> bool:
        """Tell « 75 000 € HT, si je me fie au dossier »."""
        si = self.dit.place_du_si
        if si is None or not self.lus or "?" in self.dit.plie:
            return False
        return all(lue.fin <= si for lue in self.lus)

    @property
    def _dit_apres_avoir_suppose(self) -> bool:
        """Tell « je demande si ce serait illégal. Les MS durent deux mois. »."""
        suite = self.dit.suite_d_une_supposition
        if suite is None or not self.lus or "?" in self.dit.plie[suite:]:
            return False
        return not self.dit.suppose_franchement and all(lue.debut >= suite for lue in self.lus)

    @cached_property
    def essaie_une_valeur(self) -> bool:
        """Tell « 3 ans, c'est bon ? », which asks about a value rather than gives it."""
        faits = {lue.fait for lue in self.lus} - {"duree_ferme_mois"}
        return len(faits) == 1 and self.dit.question and self.dit.essaie

    @cached_property
    def declare(self) -> bool:
        """Tell « et c'est un accord-cadre »: something is read there, and nothing is asked."""
        return bool(self.lectures) and self.dit.declare

    @cached_property
    def demande_si_c_est_possible(self) -> bool:
        """Tell « 450 000 € HT : un plan est-il possible ? », « 4 ans, c bon ? ».

        And « gardiennage du port, 3 ans, ça passe en MAPA ? », which describes what it asks about.
        """
        decrit = self.decrit_un_marche and self.dit.question and self.dit.essaie
        demande = self.dit.parle_d_un_plan or self.dit.demande_si_ca_convient or decrit
        return bool(self.lus) and demande and not self.dit.question_ouverte

    @property
    def dit_oui(self) -> bool:
        """Tell « oui », « oui, HT », whatever the rest resembles."""
        return self.intention == "affirmer" or self.dit.dit_oui

    @property
    def consent_a_effacer(self) -> bool:
        """Tell a click on « tout effacer », or a plain yes, asked whether to erase everything."""
        clique = self.bouton and self.intention == "recommencer"
        return clique or self.dit.consent

    @cached_property
    def exprime_un_souhait(self) -> bool:
        """Tell « je veux que le titulaire… », what the contractor should do."""
        possible = dict(self.classement).get("exprimer_souhait", 0.0) >= SOUHAIT_POSSIBLE
        assez_dit = len(self.texte.split()) >= MOTS_D_UN_SOUHAIT
        sur = self.intention == "exprimer_souhait" and assez_dit
        return sur or (possible and self.dit.veut_que)
