"""Turns of phrase that tell how a message is meant, each looked for once, when it is first asked.

The words are data (`data/francais/tournures.yml`); here is where in a message they count.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from bot.dialogue.comprendre.expres import CONVENANCE, FICHIER
from bot.dialogue.comprendre.sujets_nommes import SujetsNommes
from bot.francais.mots import compiler, quelque_part, qui_commence

REVIENT = quelque_part(f"{FICHIER}.revient_sur")
REDIT = quelque_part(f"{FICHIER}.redit")
CORRECTION = quelque_part(f"{FICHIER}.correction")
BESOIN_DIT = quelque_part(f"{FICHIER}.besoin_dit")
QUESTION_OUVERTE = quelque_part(f"{FICHIER}.question_ouverte")
INTERROGATION = compiler(
    r"^{question_en_tete}\b|\b{question_sans_signe}\b|\b{question_en_fin}$", FICHIER
)
SUPPOSITION = quelque_part(f"{FICHIER}.supposition")
FIN_DE_PHRASE = re.compile(r"[.?!;\n]\s*(?=\w)")
# « . » goes over lines: a supposition may end on another
SUPPOSITION_FRANCHE = compiler(r"(?s:(?:{demande_d_entree}[ ,.!]+)*{supposition_franche})", FICHIER)
POUR_VOIR = quelque_part(f"{FICHIER}.pour_voir")
REVIENT_AU_SIEN = qui_commence(f"{FICHIER}.revient_au_sien")
SERVICE_CONTINU = quelque_part(f"{FICHIER}.service_continu")
CONDITION_EN_TETE = qui_commence(f"{FICHIER}.condition_en_tete")
SI = quelque_part(f"{FICHIER}.si")
ESSAI = quelque_part(f"{FICHIER}.essai")
ADOPTION = compiler(r"\b{adoption_verbe} {donc}?{adoption_objet}\b(?! ?:)", FICHIER)
PROCHAIN_CONTRAT = quelque_part("lecture/etapes.prochain_contrat")
TOUS_LES_DEFAUTS = compiler(
    r"\b{tout_le_reste}\b[^.;!?\n]*\b{defaut}\b|\b{defaut}\b[^.;!?\n]*\b{tout_le_reste}\b",
    FICHIER,
)
DEFAUTS_D_UNE_QUESTION = compiler(
    r"\b{reste_ou_tout} (?:{d_une_question} {prend_le_defaut}|{prend_le_defaut} {d_une_question})"
    r"\W*$",
    FICHIER,
)
PAREIL = quelque_part(f"{FICHIER}.pareil")
DEFAUT = quelque_part(f"{FICHIER}.defaut")
AJOUT = quelque_part(f"{FICHIER}.ajout")
CHOIX_MODIFIE = compiler(
    r"(?:(?:{demande_d_entree}|{correction}|{non}),? )*{choix_modifie}", FICHIER
)
INCHANGE = compiler(r"\b(?:{lecture/nommees.inchange}|{lecture/nommees.a_changer})")
SOUHAIT = compiler(r"\b{souhait_verbe} {souhait_suite}", FICHIER)
DECLARATION = compiler(r"(?:{declaration_tete},? )*{declaration}(?! {declaration_sauf}\b)", FICHIER)
CONTESTATION = quelque_part(f"{FICHIER}.contestation")
OBJECTION = quelque_part(f"{FICHIER}.objection")
OUI = compiler(r"{oui}\b", FICHIER)
ACCORD = compiler(r"(?:(?:{oui}|{consentement}|{prend_la_redaction})\b[ ,.!]*)+", FICHIER)
NON = compiler(r"{non}\b", FICHIER)
ENUMERE = compiler(r"\w[,;.] ?\w| {et} ", FICHIER)
IGNORANCE = quelque_part(f"{FICHIER}.ignorance")
IGNORE_D_ENTREE = compiler(
    r"(?:(?:{demande_d_entree}|{avant_l_ignorance})[ ,.!…]*)*{ignorance}(?: {apres_l_ignorance})*"
    r"(?= *(?:[^\w\s'’]|$)| {raison_d_ignorer}\b)",
    FICHIER,
)
PASSE = compiler(
    r"(?:^|[^\w\s'’] *){passe_la_question}\W*$|^\W*{passe_la_question}(?= *[,.;!…])", FICHIER
)
INACHEVEE = compiler(r"(?<!\S){inachevee}\W*$", FICHIER)
IGNORE_LEQUEL = qui_commence(f"{FICHIER}.ignore_lequel")
# nobody can read aloud four consonants alone, or five in a row
IMPRONONCABLE = re.compile(r"^[^aeiouy]{4,}$|[^aeiouy]{5,}")


class Tournures(SujetsNommes):
    """How a text is meant, by its words alone; `plie` is the text folded, of the same length."""

    @cached_property
    def inachevee(self) -> bool:
        """Tell « c'est un besoin qui », cut off: what it resembles is not what was to be said."""
        return INACHEVEE.search(self.plie) is not None

    @cached_property
    def corrige(self) -> bool:
        """Tell « finalement… », which takes back what was said."""
        return bool(CORRECTION.search(self.plie))

    @cached_property
    def apres_la_correction(self) -> str | None:
        """Return what follows the last « …, non attendez, … » of a text, if it has one."""
        *_, derniere = [None, *CORRECTION.finditer(self.plie)]
        return None if derniere is None else self.texte[derniere.end() :]

    @cached_property
    def dit_non(self) -> bool:
        """Tell « non, 15 jours »."""
        return bool(NON.match(self.plie))

    @cached_property
    def dit_oui(self) -> bool:
        """Tell « oui », « oui, HT »."""
        return bool(OUI.match(self._nu))

    @property
    def apres_l_accord(self) -> str | None:
        """Return « et la 2 aussi » of « oui, et la 2 aussi »; None of what agrees to nothing."""
        accord = None if self.objecte or self.question else ACCORD.match(self.plie)
        return self.texte[accord.end() :] if accord else None

    @cached_property
    def laisse_tel_quel(self) -> bool:
        """Tell « rien à changer », of whatever is named beside."""
        return INCHANGE.search(self.plie) is not None

    @cached_property
    def dit_le_besoin(self) -> bool:
        """Tell « le besoin est récurrent », said outright."""
        return bool(BESOIN_DIT.search(self.plie)) and not self.question

    @cached_property
    def enumere(self) -> bool:
        """Tell that two things are said: « en préparation, et pas de clause »."""
        return bool(ENUMERE.search(self.plie))

    @cached_property
    def question_ouverte(self) -> bool:
        """Tell « c'est quoi… ? » from « …, est-ce possible ? », which states facts as well."""
        return bool(QUESTION_OUVERTE.search(self.plie))

    @cached_property
    def question(self) -> bool:
        """Tell that something is asked, whatever it is."""
        # « ?? pas d'info » asks nothing, « ? » does
        sans_tete = self.texte.lstrip(" ?") or self.texte
        return "?" in sans_tete or self.interroge

    @cached_property
    def interroge(self) -> bool:
        """Tell « est-ce que… », « combien… », whose very words ask; « récurrent ? » only doubts."""
        return bool(INTERROGATION.search(self._nu)) or self.question_ouverte

    @cached_property
    def demande_si_ca_convient(self) -> bool:
        """Tell « ça passe du coup ? », « c'est ok ou pas ? »; « comment ça marche ? » asks more."""
        fermee = self.question and not self.question_ouverte
        return fermee and bool(CONVENANCE.search(self.plie))

    @cached_property
    def plusieurs_phrases(self) -> bool:
        """Tell that something is said besides the sentence that ends the text."""
        return any(signe in self.texte.rstrip(" ?!.") for signe in ".?!;\n")

    @cached_property
    def suppose(self) -> bool:
        """Tell words of a supposition, or a value that is tried."""
        return bool(SUPPOSITION.search(self._nu)) or self.essaie

    @cached_property
    def suite_d_une_supposition(self) -> int | None:
        """Return where the sentences after the last supposition start; None of what it asks."""
        *_, derniere = [None, *SUPPOSITION.finditer(self.plie)]
        fin = derniere and FIN_DE_PHRASE.search(self.plie, derniere.end())
        return fin.end() if fin and fin[0][0] != "?" else None

    @cached_property
    def suppose_franchement(self) -> bool:
        """Tell « et si… », « imaginons… » at the head."""
        return bool(SUPPOSITION_FRANCHE.match(self._nu))

    @cached_property
    def pour_voir(self) -> bool:
        """Tell « je ne décide rien, c'est juste pour voir »."""
        pour_voir = POUR_VOIR.search(self.plie)
        return pour_voir is not None and not REVIENT_AU_SIEN.search(self.plie)

    @cached_property
    def nomme_un_service_continu(self) -> bool:
        """Tell « et si on prend la maintenance avec ? »."""
        return SERVICE_CONTINU.search(self.plie) is not None

    @cached_property
    def pose_une_condition(self) -> bool:
        """Tell « si c'est l'accord-cadre mono de 3 ans ? »."""
        return self.question and CONDITION_EN_TETE.search(self._nu) is not None

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
    def vise_le_prochain_contrat(self) -> bool:
        """Tell « préparez plutôt la clause du prochain contrat », « pour le renouvellement »."""
        return bool(PROCHAIN_CONTRAT.search(self.plie)) and not self.question

    @cached_property
    def dit_pareil(self) -> bool:
        """Tell « idem », « c'est pareil pour tous », of what was said of something else."""
        return bool(PAREIL.search(self.plie))

    @cached_property
    def dit_par_defaut(self) -> bool:
        """Tell « par défaut », in these words."""
        return bool(DEFAUT.search(self.plie))

    @cached_property
    def prend_tous_les_defauts(self) -> bool:
        """Tell « tout par défaut », « par défaut pour tout le reste »."""
        tous = TOUS_LES_DEFAUTS.search(self.plie)
        return bool(tous) and not self.prend_les_defauts_d_une_question

    @cached_property
    def prend_les_defauts_d_une_question(self) -> bool:
        """Tell « le reste par défaut pour les modalités »."""
        return bool(DEFAUTS_D_UNE_QUESTION.search(self.plie))

    @cached_property
    def ajoute(self) -> bool:
        """Tell « ajoute… » from a whole new choice."""
        return bool(AJOUT.search(self.plie))

    @cached_property
    def modifie_un_choix(self) -> bool:
        """Tell « ajoute la santé », « mettez aussi l'égalité », « enlève l'égalité »."""
        return bool(CHOIX_MODIFIE.match(self.plie))

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
        ignore = IGNORANCE.search(self.plie)
        # « récurrent ou isolé ? aucune idée »: a question that the buyer answers
        return ignore is not None and ("?" in self.plie[: ignore.start()] or not self.question)

    @cached_property
    def ignore_d_entree(self) -> bool:
        """Tell « je ne sais pas, c'est l'UGAP qui gère », whatever the reason."""
        return bool(IGNORE_D_ENTREE.match(self._nu)) and self.ignore

    @cached_property
    def passe(self) -> bool:
        """Tell « je regarde… passe », which ends by leaving what is asked."""
        return bool(PASSE.search(self._nu)) and not self.question

    @property
    def approuve_sans_reserve(self) -> bool:
        """Tell « oui, c'est bien ça », and nothing that does not hold."""
        return self.approuve and not self.objecte

    @cached_property
    def ignore_lequel(self) -> bool:
        """Tell « je ne sais pas si c'est l'un ou l'autre », without asking which."""
        return bool(IGNORE_LEQUEL.search(self.plie)) and not self.question

    @cached_property
    def revient_sur(self) -> bool:
        """Tell « revenez sur la forme », which puts what it names in question."""
        return bool(REVIENT.search(self.plie)) and not self.question

    @cached_property
    def redit(self) -> bool:
        """Tell « non, j'avais dit… », which corrects one thing and undoes no other."""
        return bool(REDIT.search(self.plie))

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
