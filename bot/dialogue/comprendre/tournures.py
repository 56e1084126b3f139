"""Turns of phrase that tell how a message is meant, each looked for once, when it is first asked.

The words are data (`data/francais/tournures.yml`); here is where in a message they count.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from bot.dialogue.comprendre.expres import FICHIER, DemandesExpresses
from bot.francais.mots import compiler

REVIENT = compiler(r"\b{revient_sur}\b", FICHIER)
REDIT = compiler(r"\b{redit}\b", FICHIER)
CORRECTION = compiler(r"\b{correction}\b", FICHIER)
OBJET_CORRIGE = compiler(r"\b{objet_corrige}", FICHIER)
QUESTION_OUVERTE = compiler(r"\b{question_ouverte}\b", FICHIER)
INTERROGATION = compiler(
    r"^{question_en_tete}\b|\b{question_sans_signe}\b|\b{question_en_fin}$", FICHIER
)
SUPPOSITION = compiler(r"\b{supposition}\b", FICHIER)
# « . » goes over lines: a supposition may end on another
SUPPOSITION_FRANCHE = compiler("(?s:{supposition_franche})", FICHIER)
SI = compiler(r"\b{si}\b", FICHIER)
ESSAI = compiler(r"\b{essai}\b", FICHIER)
ADOPTION = compiler(r"\b{adoption_verbe} {donc}?{adoption_objet}\b", FICHIER)
NOTRE_SUJET = compiler(r"\b{plan_de_progres}\b", FICHIER)
PLAN = compiler(r"\b{plan}\b", FICHIER)
NOTRE_MARCHE = compiler(r"\b{notre_marche}", FICHIER)
AUTRE_MARCHE = compiler(r"\b{autre}\b.*\b{un_dossier}\b", FICHIER)
FAIT_DU_CONTRAT = compiler(r"\b{fait_du_contrat}", FICHIER)
CONTRAT = compiler(r"\b{contrat}\b", FICHIER)
CLAUSE_DEJA_LA = compiler(r"(?<!\S){lecture/etapes.clause_deja_la}(?!\S)")
CLAUSE = compiler("{clause}", FICHIER)
TOUS_LES_DEFAUTS = compiler(
    r"\b{tout_le_reste}\b.*\b{defaut}\b|\b{defaut}\b.*\b{tout_le_reste}\b", FICHIER
)
AJOUT = compiler(r"\b{ajout}\b", FICHIER)
CHOIX_MODIFIE = compiler(
    r"(?:(?:{demande_d_entree}|{correction}|{non}),? )*{choix_modifie}", FICHIER
)
SOUHAIT = compiler(r"\b{souhait_verbe} {souhait_suite}", FICHIER)
DECLARATION = compiler(r"(?:{declaration_tete},? )*{declaration}(?! {declaration_sauf}\b)", FICHIER)
CONTESTATION = compiler(r"\b{contestation}\b", FICHIER)
OBJECTION = compiler(r"\b{objection}\b", FICHIER)
OUI = compiler(r"{oui}\b", FICHIER)
NON = compiler(r"{non}\b", FICHIER)
AXES = compiler(r"\b{axes}\b", FICHIER)
CHACUN = compiler(r"\b{chacun}\b", FICHIER)
LE_TOUT = compiler(r"\b{le_tout}\b", FICHIER)
POUR_LE_TOUT = compiler(r"\b{pour_le_tout}\b", FICHIER)
ENUMERE = compiler(r"\w[,;] ?\w| {et} ", FICHIER)
DEGRE = compiler(r"\b{lecture/modalites.degres_d_ambition}\b")
IGNORANCE = compiler(r"\b{ignorance}\b", FICHIER)
# nobody can read aloud four consonants alone, or five in a row
IMPRONONCABLE = re.compile(r"^[^aeiouy]{4,}$|[^aeiouy]{5,}")


class Tournures(DemandesExpresses):
    """How a text is meant, by its words alone; `plie` is the text folded, of the same length."""

    @cached_property
    def corrige(self) -> bool:
        """Tell « finalement… », which takes back what was said."""
        return bool(CORRECTION.search(self.plie))

    @cached_property
    def dit_non(self) -> bool:
        """Tell « non, 15 jours »."""
        return bool(NON.match(self.plie))

    @cached_property
    def dit_oui(self) -> bool:
        """Tell « oui », « oui, HT »."""
        return bool(OUI.match(self._nu))

    @cached_property
    def nomme_l_objet(self) -> bool:
        """Tell « l'objet est le gardiennage »."""
        return bool(OBJET_CORRIGE.search(self.plie))

    @cached_property
    def enumere(self) -> bool:
        """Tell that two things are said: « en préparation, et pas de clause »."""
        return bool(ENUMERE.search(self.plie))

    @property
    def apres_l_objet(self) -> int:
        """Return where what « l'objet devient » leads to begins."""
        nomme = OBJET_CORRIGE.search(self.plie)
        return nomme.end() if nomme else 0

    @cached_property
    def question_ouverte(self) -> bool:
        """Tell « c'est quoi… ? » from « …, est-ce possible ? », which states facts as well."""
        return bool(QUESTION_OUVERTE.search(self.plie))

    @cached_property
    def question(self) -> bool:
        """Tell that something is asked, whatever it is."""
        # « ?? pas d'info » asks nothing, « ? » does
        sans_tete = self.texte.lstrip(" ?") or self.texte
        return "?" in sans_tete or bool(INTERROGATION.search(self._nu)) or self.question_ouverte

    @cached_property
    def plusieurs_phrases(self) -> bool:
        """Tell that something is said besides the sentence that ends the text."""
        return any(signe in self.texte.rstrip(" ?!.") for signe in ".?!;\n")

    @cached_property
    def suppose(self) -> bool:
        """Tell words of a supposition, or a value that is tried."""
        return bool(SUPPOSITION.search(self._nu)) or self.essaie

    @cached_property
    def suppose_franchement(self) -> bool:
        """Tell « et si… », « imaginons… » at the head."""
        return bool(SUPPOSITION_FRANCHE.match(self._nu))

    @cached_property
    def place_du_si(self) -> int | None:
        """Return where the first « si » stands."""
        si = SI.search(self._nu)
        return si.start() if si else None

    @cached_property
    def essaie(self) -> bool:
        """Tell « 3 ans, c'est bon ? », « je pourrais faire 1 an ? »."""
        return bool(ESSAI.search(self.plie))

    @cached_property
    def adopte(self) -> bool:
        """Tell « ok, on fait ça », once « et si… ? » was answered."""
        return bool(ADOPTION.search(self.plie))

    @cached_property
    def declare(self) -> bool:
        """Tell « et c'est un accord-cadre »: told, not asked."""
        return bool(DECLARATION.match(self._nu)) and not self.question

    @cached_property
    def nomme_le_plan(self) -> bool:
        """Tell that our very subject is named."""
        return bool(NOTRE_SUJET.search(self.plie))

    @cached_property
    def parle_d_un_plan(self) -> bool:
        """Tell « un plan », « un plan social » too."""
        return bool(PLAN.search(self.plie))

    @cached_property
    def est_notre_sujet(self) -> bool:
        """Tell that the plan, or a contract to be passed, is named."""
        return self.nomme_le_plan or bool(NOTRE_MARCHE.search(self.plie))

    @cached_property
    def nomme_un_autre_marche(self) -> bool:
        """Tell « j'ai un autre marché : … » from « essayer du nouveau »."""
        return bool(AUTRE_MARCHE.search(self.plie))

    @cached_property
    def nomme_un_fait(self) -> bool:
        """Tell that the contract's own duration, amount… is spoken of, not a delay or a penalty."""
        return bool(FAIT_DU_CONTRAT.search(self.plie))

    @cached_property
    def parle_d_un_contrat(self) -> bool:
        """Tell « marché d'assurance, 4 ans »."""
        return bool(CONTRAT.search(self.plie)) or self.nomme_un_fait

    @cached_property
    def parle_de_clause(self) -> bool:
        """Tell that the clause is named."""
        return bool(CLAUSE.search(self.plie))

    @cached_property
    def dit_une_clause_deja_la(self) -> bool:
        """Tell « il y a déjà une clause dans le contrat »."""
        return bool(CLAUSE_DEJA_LA.search(self.plie)) and not self.question

    @cached_property
    def prend_tous_les_defauts(self) -> bool:
        """Tell « tout par défaut », « par défaut pour tout le reste »."""
        return bool(TOUS_LES_DEFAUTS.search(self.plie))

    @cached_property
    def ajoute(self) -> bool:
        """Tell « ajoute… » from a whole new choice."""
        return bool(AJOUT.search(self.plie))

    @cached_property
    def modifie_un_choix(self) -> bool:
        """Tell « ajoute la santé », « mettez aussi l'égalité », « enlève l'égalité »."""
        return bool(CHOIX_MODIFIE.match(self.plie))

    @cached_property
    def parle_des_axes(self) -> bool:
        """Tell that axes are named as such: « ajoute l'axe santé »."""
        return bool(AXES.search(self.plie))

    @cached_property
    def veut_que(self) -> bool:
        """Tell « je veux que le titulaire… »."""
        return bool(SOUHAIT.search(self.plie))

    @cached_property
    def conteste(self) -> bool:
        """Tell « ce n'est pas bon », « le montant est faux »."""
        return bool(CONTESTATION.search(self.plie))

    @cached_property
    def objecte(self) -> bool:
        """Tell « mais », « sauf », after which something does not hold."""
        return bool(OBJECTION.search(self.plie))

    @cached_property
    def ignore(self) -> bool:
        """Tell « je ne sais pas le montant »; not « je ne sais pas ce que c'est », a question."""
        return bool(IGNORANCE.search(self.plie)) and not self.question

    @cached_property
    def dit_un_degre(self) -> bool:
        """Tell « ambition forte »."""
        return bool(DEGRE.search(self.plie))

    @cached_property
    def parle_de_chacun(self) -> bool:
        """Tell « ils dureront 30 mois », of marchés subséquents."""
        return bool(CHACUN.search(self.plie))

    @cached_property
    def parle_du_tout(self) -> bool:
        """Tell « l'accord-cadre dure 4 ans », « en tout »."""
        return bool(LE_TOUT.search(self.plie))

    @cached_property
    def revient_sur(self) -> bool:
        """Tell « revenez sur la forme », which puts what it names in question."""
        return bool(REVIENT.search(self.plie)) and not self.question

    @cached_property
    def redit(self) -> bool:
        """Tell « non, j'avais dit… », which corrects one thing and undoes no other."""
        return bool(REDIT.search(self.plie))

    @cached_property
    def compte_le_tout(self) -> bool:
        """Tell « 4 ans en tout », « sans reconduction », asked how often it is renewed."""
        return bool(POUR_LE_TOUT.search(self.plie))

    @cached_property
    def est_du_charabia(self) -> bool:
        """Tell keys struck at random from a foreign language, which has vowels."""
        lus = re.findall(r"[^\W\d_]+", self.plie)
        return bool(lus) and 2 * sum(bool(IMPRONONCABLE.search(mot)) for mot in lus) >= len(lus)

    @cached_property
    def est_d_une_autre_ecriture(self) -> bool:
        """Tell Arabic, Cyrillic or Chinese letters from ours."""
        lettres = [signe for signe in self.plie if signe.isalpha()]
        return 2 * sum(not signe.isascii() for signe in lettres) > len(lettres)


@lru_cache(maxsize=64)
def tournures(texte: str) -> Tournures:
    """Return the turns of phrase of a text: messages made of one another share them."""
    return Tournures(texte)
