"""« Ambition : les deux », « change le CCAG en travaux »: a question that its answer names.

The words are data (`data/lecture/nommees.yml`, and the names of `data/interventions.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.francais.mots import compiler, quelque_part, themes
from bot.francais.texte import plier
from bot.lecture.clause.facilitateurs import FACILITATEUR, lire_facilitateur
from bot.lecture.clause.selections import CHIFFRE
from bot.metier.clause import axes_retenus, decider_une_revue, valeur_par_defaut
from bot.metier.contrat import INCONNU
from bot.metier.faits import Faits
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

FICHIER = "lecture/nommees"
INFORME, ACTIONS, AXES = "informer", "actions", "axes"
# left open
LAISSE = "passer"
LAISSEE = compiler(r"{laissee}\b", FICHIER)
PAR_DEFAUT = quelque_part(f"{FICHIER}.par_defaut")
LE_RESTE = quelque_part(f"{FICHIER}.le_reste")
ENSEMBLES = {
    nom: re.compile(rf"\b{mots}\b") for nom, mots in themes(f"{FICHIER}.ensembles").items()
}
# « le suivi est toujours annuel, je veux trimestriel »: what holds, then what is wanted
VOULU = compiler(r".*[ ,;:.]{voulu}[ ,:]+", FICHIER)
# « c'est la DRH qui suit le plan », « la DRH assurera le suivi »
SUIT_LE_PLAN = compiler(
    r"(?:{tete}[ ,]+)*(?:{c_est_lui} )?(?!{ce_n_est_plus}\b)(?P<qui>[^,;.?:]+?),? (?:{qui} )?"
    r"{suit_le_plan}"
    r"(?: {complement_du_plan})?\W*",
    FICHIER,
)
# « le service bâtiments pour le suivi », of a service only: « 3 mois pour le suivi » is none
POUR_LE_SUIVI = compiler(
    r"(?:{tete}[ ,]+)*(?P<qui>(?:{article} ?)?{lecture/modalites.fonctions}\b[^,;.?:]*?),? "
    r"{pour_le_suivi}\W*",
    FICHIER,
)
C_EST_LUI_QUI_SUIT = compiler(
    r"(?:{tete}[ ,]+)*{c_est_lui} (?!{ce_n_est_plus}\b)(?P<qui>[^,;.?:]+?),? {qui} {suit}\W*",
    FICHIER,
)
# « le service marchés suivra »
IL_SUIT = compiler(
    r"(?:{tete}[ ,]+)*(?P<qui>(?:{article} ?)?{lecture/modalites.fonctions}\b[^,;.?:]*?) {suit}\W*",
    FICHIER,
)
# « suivi par trimestre » names no service
SUIVI_PAR = compiler(
    r"(?:{tete}[ ,]+)*{suivi_par} (?P<qui>(?:{article}|{lecture/modalites.fonctions}\b)"
    r"[^,;.?:]+?)\W*",
    FICHIER,
)
# « ce n'est plus X qui suivra le plan, mais Y », « ne sera plus suivi par X mais par Y »
NE_SUIT_PLUS = compiler(
    r"(?:[^,;:.]{0,60}: ?)?(?:{tete}[ ,]+)*{ce_n_est_plus} [^,;:]+? {qui} (?:{suit_le_plan}|{suit})"
    r"(?: {complement_du_plan})?[ ,;.]+(?:{mais} |{c_est_lui} )+(?P<qui>[^,;.?:]+?)\W*",
    FICHIER,
)
N_EST_PLUS_SUIVI_PAR = compiler(
    r"[^,;:.]*?\b{ne_sera_plus_suivi} {par_quoi} [^;:]+?,? {mais_par} (?P<qui>[^,;.?:]+?)\W*",
    FICHIER,
)
PASSE_A = compiler(
    r"(?:{tete}[ ,]+)*(?:{article} ?)?{complement_du_plan} {passe_de} ?[^,;:]+? {passe_a} ?"
    r"(?P<qui>{lecture/modalites.fonctions}\b[^,;.?:]*?)\W*",
    FICHIER,
)
RETOMBE_SUR = compiler(
    r"(?:{tete}[ ,]+)*{retombe_sur} (?P<qui>(?:{article} ?)*{lecture/modalites.fonctions}\b"
    r"[^,;.?:]*?)\W*",
    FICHIER,
)
QUI_SUIT = (
    NE_SUIT_PLUS,
    N_EST_PLUS_SUIVI_PAR,
    PASSE_A,
    RETOMBE_SUR,
    SUIT_LE_PLAN,
    POUR_LE_SUIVI,
    C_EST_LUI_QUI_SUIT,
    IL_SUIT,
    SUIVI_PAR,
)
UN_SERVICE = compiler(r"(?:{article} ?)?{lecture/modalites.fonctions}\b", FICHIER)
SERVICE = "interlocuteurs"
# of the file, not of the clause
DU_DOSSIER = frozenset({"clause_insertion", "etape", "nature_contrat"})
TETE = r"(?:{tete}[ ,]+)*"
NOM = r"(?:{article} ?)*(?:NOMS)(?: {complement})?"
APRES_UN_VERBE = rf"{TETE}{{changer}} {NOM} ?(?:{{lien_net}}|{{lien_apres_un_verbe}}\b) ?"
SANS_VERBE = rf"{TETE}{NOM} ?,? ?(?:{{lien_net}}|{{lien_verbal}}\b) ?"
# « comme interlocuteur, mettez le service achats »
COMME = rf"{TETE}{{comme}} {NOM}[ ,:]+(?:{{changer}} |{{prendre}} )?"
# « plus de suivi trimestriel, semestriel suffit »: what is left, then what is wanted
QUITTE = rf"{TETE}{{ne_plus}} (?:{{article}} ?)*(?:NOMS) [^,;.]+[,;.] ?(?:{{mais}} )?"
# « numéro d'article 14 »
SUIVI_D_UN_NOMBRE = rf"{TETE}{NOM} ?(?=\d)"
# « supprime le plafond », of what may be left out
OTE = rf"{TETE}{{enlever}} ?{NOM}\W*$"
SANS = "sans"
# « le suivi est assuré par un tuteur » may be an action: there, the sign must be plain
NETTEMENT = rf"{TETE}{NOM} ?{{lien_net}} ?"

# « …, axes insertion », « ; pour les pénalités… »
ENTRE_NOMS = compiler(r"[,;.]|\b{et}\b", FICHIER)
EN_FIN = compiler(r"[ ,;.]+(?:{et}|{pour})\W*$", FICHIER)
COUPE = rf"(?:[,;]|\. )(?: ?{{et}}\b)? ?(?={TETE}(?:{{prendre}} )?{NOM}\b)"
EN_TETE = rf"{TETE}(?:{{changer}} |{{prendre}} )?{NOM}\b"
NOMS_SEULS = rf"(?:{TETE}{NOM}(?:[ ,]+|{{et}}\b)*)+"


@dataclass(frozen=True)
class Nommee:
    """Decisions named to take their defaults, or one that is named, with its answer."""

    defauts: Decisions
    question: tuple[Modalite, Message] | None


@dataclass(frozen=True)
class QuestionsNommees:
    """Finds the decisions that a message names, and what it says of each."""

    interventions: Interventions
    referentiel: Referentiel

    @cached_property
    def _motifs(self) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """Return, by decision, what leads to its answer: anywhere, and where actions are asked."""
        return {
            fait: (
                _compiler(noms, APRES_UN_VERBE, COMME, QUITTE, SANS_VERBE, *self._nombre(fait)),
                _compiler(noms, APRES_UN_VERBE, COMME, QUITTE, NETTEMENT),
            )
            for fait, noms in self._noms.items()
        }

    def _nombre(self, fait: str) -> Sequence[str]:
        return [SUIVI_D_UN_NOMBRE] if self.referentiel.modalites[fait].genre == "numero" else []

    @cached_property
    def _noms(self) -> Mapping[str, list[str]]:
        noms = self.interventions.noms_des_faits.items()
        return {fait: dits for fait, dits in noms if fait in self.referentiel.modalites}

    @cached_property
    def noms_du_plan(self) -> Sequence[str]:
        """Return the words that name what the clause decides, one decision or several."""
        dits = [nom for fait, noms in self._noms.items() if fait not in DU_DOSSIER for nom in noms]
        return [*dits, *(mots.pattern for mots in ENSEMBLES.values())]

    @cached_property
    def _en_tete(self) -> re.Pattern[str]:
        noms = [nom for dits in self._noms.values() for nom in dits]
        return _compiler(noms, EN_TETE)

    @cached_property
    def _coupes(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return where a sentence passes to another decision, and pieces that only hold names."""
        noms = [nom for dits in self._noms.values() for nom in dits]
        noms += [
            mots.pattern.removeprefix(r"\b").removesuffix(r"\b") for mots in ENSEMBLES.values()
        ]
        return _compiler(noms, COUPE), _compiler(noms, NOMS_SEULS)

    def en_tete(self, plie: str) -> Sequence[str]:
        """Return the decisions that a piece names, if it begins so: « suivi trimestriel »."""
        if dit_qui_suit(plie):
            return [SERVICE]
        if lire_facilitateur(plie):
            return [FACILITATEUR]
        return list(self.interventions.nommer(plie)) if self._en_tete.match(plie) else []

    def s_en_remet(self, plie: str) -> bool:
        """Tell « les actions par défaut », « modalités et pénalités par défaut », and no more."""
        noms, fois = PAR_DEFAUT.subn(" ", plie)
        nus = EN_FIN.sub("", noms.strip(" ,;."))
        return fois > 0 and self._coupes[1].fullmatch(nus) is not None

    def couper(self, message: Message) -> list[Message]:
        """Cut « ambition moyenne, axes insertion et égalité » by the decisions that it names.

        A piece that only holds names goes with what is said of them, « actions et modalités par
        défaut ».
        """
        coupe, noms_seuls = self._coupes
        places = [0, *(trouve.end() for trouve in coupe.finditer(message.dit.plie)), None]
        pieces = list[str]()
        en_attente = ""
        for debut, fin in pairwise(places):
            piece = message.texte[debut:fin]
            seuls = noms_seuls.fullmatch(plier(piece).strip(" ,;."))
            if seuls and pieces and PAR_DEFAUT.search(plier(pieces[-1])):
                pieces[-1] += piece
            elif seuls and fin is not None:
                en_attente += piece
            else:
                pieces.append(en_attente + piece)
                en_attente = ""
        return [replace(message, texte=EN_FIN.sub("", piece.strip(" ,;."))) for piece in pieces]

    def chercher(self, message: Message, modalite: Modalite | None, etat: Etat) -> Nommee:
        """Return what a message names, `modalite` being what is asked."""
        decidees = self._otee(message.dit.plie) or self._par_defaut(message, etat)
        return Nommee(decidees, self._trouver(message, modalite))

    def _otee(self, plie: str) -> Decisions | None:
        """Read « supprime le plafond », of what the clause may go without."""
        for fait, noms in self._noms.items():
            if SANS in self.referentiel.modalites[fait].valeurs and _compiler(noms, OTE).match(
                plie
            ):
                return Decisions({fait: SANS}, exclusif=True)
        return None

    def _trouver(
        self, message: Message, modalite: Modalite | None
    ) -> tuple[Modalite, Message] | None:
        """Return the decision that is named with an answer, and the answer as a message."""
        for motif in QUI_SUIT:
            if suit := motif.fullmatch(message.dit.plie):
                qui = message.texte[slice(*suit.span("qui"))]
                return self.referentiel.modalites[SERVICE], repondre(message, qui)
        libre = modalite is not None and modalite.libre
        for fait, motifs in self._motifs.items():
            # no action of the plan says which service follows it
            voulu = VOULU.match(message.dit.plie)
            nettement = libre and not voulu and self.referentiel.modalites[fait].genre != "texte"
            trouve = motifs[nettement].match(message.dit.plie)
            reste = message.texte[trouve.end() :].strip(" .") if trouve else ""
            if reste:
                voulu = VOULU.match(plier(reste))
                reste = reste[voulu.end() :] if voulu else reste
                return self.referentiel.modalites[fait], repondre(message, reste)
        return None

    def _par_defaut(self, message: Message, etat: Etat) -> Decisions:
        """Take the default of each decision named: « par défaut pour actions et modalités »."""
        plie = message.dit.plie
        du_reste = LE_RESTE.search(plie) and not message.dit.prend_les_defauts_d_une_question
        if not PAR_DEFAUT.search(plie) or du_reste:
            return Decisions()
        decisions: dict[str, Valeur] = {}
        for fait in self.designees(self._par_defaut_dits(plie), etat.faits):
            decisions |= self._defaut(fait, etat.faits.avec(decisions))
        return Decisions(decisions)

    def _par_defaut_dits(self, plie: str) -> str:
        """Return « les actions par défaut » without what is decided beside: « 200 € si… »."""
        pieces = (piece.strip() for piece in ENTRE_NOMS.split(plie))
        noms_seuls = self._coupes[1]
        # « par défaut, avec 300 € par réunion » names no delay of a meeting
        nommes = (p for p in pieces if PAR_DEFAUT.search(p) or noms_seuls.fullmatch(p))
        return " ".join(p for p in nommes if not CHIFFRE.search(p))

    def _defaut(self, fait: str, faits: Faits) -> dict[str, Valeur]:
        modalite = self.referentiel.modalites[fait]
        if modalite.genre == "revue":
            # what was left open is taken too
            laissees = {f: None for f in modalite.items if faits[f] == INCONNU}
            faits = faits.avec(laissees)
            return decider_une_revue(fait, (), faits, self.referentiel)
        return {fait: valeur_par_defaut(fait, faits, self.referentiel)}

    def tel_quel(self, fait: str, faits: Faits) -> dict[str, Valeur]:
        """Return a decision as it is, or by default; a review keeps what it shows."""
        decidee = faits[fait]
        revue = self.referentiel.modalites[fait].genre == "revue"
        return {fait: decidee} if decidee is not None and not revue else self._defaut(fait, faits)

    def designees(self, plie: str, faits: Faits) -> list[str]:
        """Return the decisions that are named, by their names or as a whole, in their order."""
        nommees = {*self.interventions.nommer(plie)}
        nommees |= {nom for nom, motif in ENSEMBLES.items() if motif.search(plie)}
        if ACTIONS in nommees:
            nommees |= self._actions_nommees(plie, faits)
            # « par défaut pour les actions de ces axes » changes no axis that was chosen
            nommees -= {AXES} if faits.axes else set()
        return [fait for fait in self.referentiel.modalites if fait in nommees]

    def _actions_nommees(self, plie: str, faits: Faits) -> set[str]:
        """Return the lists of actions of the axes that are named, else of all that are chosen."""
        retenus = axes_retenus(faits, self.referentiel)
        dits = [axe for axe in retenus if re.search(rf"\b(?:{'|'.join(axe.mots)})", plie)]
        listes = {self.referentiel.actions_de(axe.id).fait for axe in dits or retenus}
        # those that were chosen stay, while others are still asked for
        restent = {fait for fait in listes if faits[fait] is None}
        return listes if dits else restent or listes


def dit_qui_suit(plie: str) -> bool:
    """Tell « c'est la DRH qui suit le plan », « service bâtiments pour le suivi »."""
    return any(motif.fullmatch(plie) for motif in QUI_SUIT)


def est_un_service(plie: str) -> bool:
    """Tell « le bureau de l'habillement », by its first word."""
    return UN_SERVICE.match(plie) is not None


def _compiler(noms: list[str], *expressions: str) -> re.Pattern[str]:
    ensemble = "|".join(f"(?:{expression})" for expression in expressions)
    return compiler(ensemble.replace("NOMS", "|".join(noms)), FICHIER)


def repondre(message: Message, reste: str) -> Message:
    """Return an answer as a message of its own, meant as its words say."""
    dit = tournures(reste)
    voulu = (
        LAISSE
        if LAISSEE.match(dit.plie)
        else "prendre_defaut"
        if PAR_DEFAUT.fullmatch(dit.plie) or dit.demande_conseil
        else "affirmer"
        if dit.dit_oui
        else "nier"
        if dit.dit_non
        else INFORME
    )
    return replace(
        message,
        texte=reste,
        intention=voulu,
        confiance=1.0,
        question_du_guide=None,
        classement=(),
        lectures=(),
    )
