"""What every kind of answer shares: the default, « c'est tout », what is no answer at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat
from bot.dialogue.interventions import Interventions
from bot.francais.mots import compiler
from bot.francais.texte import Texte, decouper
from bot.lecture.clause.actions import (
    MOTS_D_UNE_ACTION,
    ajoute_au_defaut,
    couper_le_choix,
    dit_autre_chose,
)
from bot.lecture.clause.changements import renvoie_a_ce_qui_precede
from bot.lecture.clause.demandes import est_ecrite
from bot.lecture.clause.items import noms_des_items
from bot.lecture.clause.modalites import Dite, LecteurDeModalites
from bot.lecture.clause.selections import Selection, lire_cases
from bot.lecture.clause.siennes import Siennes, lire_les_siennes
from bot.lecture.clause.souhaits import Souhaits
from bot.lecture.natures import NATURE
from bot.metier.clause import decider_une_revue, items_montres, liste_par_defaut, valeur_par_defaut
from bot.metier.modalites import A_COCHER, Modalite
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur

# orders, whatever words they share with an answer
ORDRES = frozenset(
    "rediger_clause obtenir_documents recapituler demander_les_lots repeter "
    "pourquoi_question pourquoi_resultat expliquer_question parler_facilitateur ne_sait_pas "
    "passer demander_capacites demander_la_suite demander_oui_ou_non demander_un_resume".split()
)
SOUHAIT = "exprimer_souhait"
# « c'est tout », while a wording is proposed that is neither taken nor left
REDACTION_EN_ATTENTE = "redaction_en_attente"
# « …, c'est tout », after what is told
FINI = compiler(
    r"(?<=\w)(?: *[,;.]+ *| )(?:et )?"
    r"(?:{lecture/actions.fin_de_liste}|{lecture/selections.fini})[ .!]*$"
)
RIEN_QUE_LA_FIN = compiler(
    r"\W*(?:(?:{lecture/actions.fin_de_liste}|{lecture/actions.autour_de_la_fin})(?:\W+|$))+"
)
# intents of messages that say something: their words may be meant as those of the clause
DISENT = ("dire_", "choisir", "exprimer", "informer")

# a longer sentence is not a choice because it holds a name of the list
MOTS_D_UN_ECART = 4
# « la première année » is no item
MOTS_APRES_UN_RANG = 2
# what words of the clause may resemble
ECRITES = frozenset({"faq", "hors_sujet"})
SANS_RAPPORT = frozenset({"hors_sujet", "insulter", "bavarder", "autre_langue", "nlu_fallback"})


@dataclass(frozen=True)
class Demande:
    """A decision that is asked for, and the message that may answer it.

    `texte`: the message cut into tokens; `dites`: what it decides without being asked.
    """

    modalite: Modalite
    message: Message
    texte: Texte
    etat: Etat
    dites: Sequence[Dite]

    @property
    def fait(self) -> str:
        """Return the name of the decision."""
        return self.modalite.fait

    @property
    def reste(self) -> Texte:
        """Return what is said besides other decisions: « en préparation, sans clause… »."""
        zones = [(dite.debut, dite.fin) for dite in self.dites if dite.fait != self.fait]
        jetons = (
            j
            for j in self.texte.jetons
            if not any(debut < j.fin and j.debut < fin for debut, fin in zones)
        )
        return Texte(self.texte.brut, jetons)


@dataclass(frozen=True)
class Repondeur:
    """What answers are read with; `listes` gives the words of the lists' items."""

    referentiel: Referentiel
    modalites: LecteurDeModalites
    listes: Mapping[str, Mapping[str, list[str]]]
    souhaits: Souhaits
    interventions: Interventions

    def lire(self, demande: Demande) -> Decisions:
        """Read the answer to a question of one kind."""
        raise NotImplementedError

    def retenir_la_proposition(self, etat: Etat) -> Decisions:
        """Take the wording that was offered in place of a wish, in the axis that it is for."""
        dite = str(etat.suivi.proposition)
        redactions = [
            r for carte in self.referentiel.perimetre.values() for r in carte.redactions.items()
        ]
        axe = next((axe for axe, redaction in redactions if redaction == dite), None)
        fait = self.referentiel.actions_de(axe).fait if axe else str(etat.question)
        deja = etat.faits.liste(fait)
        if fait == etat.question or deja is None:
            return Decisions(liste=(*etat.suivi.liste, dite), exclusif=True)
        return Decisions({fait: [*deja, dite]}, exclusif=True)

    def cochees(self, modalite: Modalite | None, message: Message, etat: Etat) -> Decisions:
        """Take the boxes that are ticked: the whole choice, but for the buyer's own words."""
        if modalite is None or modalite.genre not in A_COCHER:
            return Decisions()
        coches = lire_cases(message.texte, modalite.items)
        propres = [dit for dit in etat.suivi.liste if dit not in modalite.items]
        return self.regler(modalite, [*coches, *propres], etat) if coches else Decisions()

    def par_defaut(self, modalite: Modalite, message: Message, etat: Etat) -> Decisions:
        """Take « par défaut », « c'est tout », « oui » and « non » for what they mean here."""
        seuil = self.interventions.seuils["commande_forte"]  # a default is signed like the rest
        if not message.bouton and message.confiance < seuil:
            return Decisions()
        termine = etat.suivi.liste or modalite.genre == "revue"
        accepte = {
            "prendre_defaut": True,
            # « c’est bon » ends a list, or takes what is shown; a stage is neither
            "terminer_liste": not modalite.sans_oui,
            "affirmer": not modalite.sans_oui,
            # « non » to a wording that is proposed refuses the wording, not the list
            "nier": termine and not etat.suivi.proposition,
        }
        if not accepte.get(message.intention):
            return Decisions()
        if message.intention == "terminer_liste" and etat.suivi.proposition:
            return Decisions(refus={REDACTION_EN_ATTENTE: True}, exclusif=True)
        fini = message.intention in ("terminer_liste", "nier") and etat.suivi.liste
        return self.regler(modalite, list(etat.suivi.liste) if fini else None, etat)

    def regler(self, modalite: Modalite, valeur: list[str] | None, etat: Etat) -> Decisions:
        """Settle the question, with its default when no value is given."""
        if modalite.genre == "revue":
            revue = decider_une_revue(modalite.fait, valeur or (), etat.faits, self.referentiel)
            return Decisions(revue, exclusif=True)
        choisie: Valeur | None = valeur
        if choisie is None:
            defaut = valeur_par_defaut(modalite.fait, etat.faits, self.referentiel)
            choisie = list(etat.suivi.liste) or defaut
        return Decisions({modalite.fait: choisie}, exclusif=True)

    def couper_le_choix(
        self, modalite: Modalite, dits: str, etat: Etat
    ) -> tuple[tuple[str, ...], str]:
        """Cut what is chosen in a list, « par défaut » too, from an own action said with it."""
        defaut = liste_par_defaut(modalite.fait, etat.faits, self.referentiel)
        return couper_le_choix(dits, self.options(modalite), defaut)

    def siennes(self, modalite: Modalite, dits: str, etat: Etat) -> Siennes | None:
        """Return own actions with what leads to them, and what is picked beside them."""
        defaut = liste_par_defaut(modalite.fait, etat.faits, self.referentiel)
        return lire_les_siennes(dits, self.options(modalite), defaut, self.souhaits)

    def dit_une_action(self, dit: str) -> bool:
        """Tell words that may stand in a clause, once what is said around them is left out."""
        noyau = " ".join(self.souhaits.obligations(dit))
        dite = noyau if len(noyau.split()) >= MOTS_D_UNE_ACTION and "?" not in dit else dit
        return est_ecrite(dite)

    def en_actions(self, dits: str) -> list[str]:
        """Return own actions as they are noted: as they will stand in the clause, word for word."""
        return self.souhaits.obligations(dits) or [dits]

    def est_un_souhait(self, message: Message) -> bool:
        """Tell « des gens au RSA, combien, on verra », of which something may be written.

        The facts and the question that stand around it are not those of the contract.
        """
        noyau = " ".join(self.souhaits.obligations(message.texte))
        assez_dit = len(noyau.split()) >= MOTS_D_UNE_ACTION and "?" not in noyau
        return message.intention == SOUHAIT and assez_dit

    def est_une_commande(self, message: Message) -> bool:
        """Tell what is surely not meant as words of the clause."""
        sures = self.interventions.peut_etre_des_mots
        if message.intention in sures:
            return message.confiance >= sures[message.intention]
        libre = message.intention.startswith(DISENT) or message.intention == "nlu_fallback"
        return not libre and self.obeit(message)

    def est_un_ordre(self, message: Message) -> bool:
        """Tell « rédige la clause » or « retour », whatever words they share with an answer."""
        return message.intention in ORDRES and self.est_sur(message)

    def obeit(self, message: Message) -> bool:
        """Tell whether an intent is sure enough to be acted upon."""
        return message.confiance >= self.interventions.seuils["commande"]

    def est_sur(self, message: Message) -> bool:
        """Tell an intent that is surely meant."""
        return message.confiance >= self.interventions.seuils["ordre"]

    def defaut(self, demande: Demande) -> Sequence[str]:
        """Return what « par défaut » takes of a list."""
        return liste_par_defaut(demande.fait, demande.etat.faits, self.referentiel)

    def choisir(self, demande: Demande, selection: Selection) -> list[str]:
        """Return what the list holds once items are picked or left out, the buyer's own kept."""
        deja, items, defaut = demande.etat.suivi.liste, demande.modalite.items, self.defaut(demande)
        montres = items_montres(demande.modalite, demande.etat.faits, self.referentiel)
        choisis = selection.appliquer(items, deja or defaut, montres)
        if selection.retenus and ajoute_au_defaut(demande.texte, self.options(demande.modalite)):
            choisis = [item for item in items if item in choisis or item in defaut]
        gardes = [dit for dit in deja if dit not in choisis and dit not in selection.exclus]
        return [*gardes, *choisis]

    def renvoie_ailleurs(self, demande: Demande) -> bool:
        """Tell what kind of contract it is, a penalty, or what was said before."""
        # « ce n'est pas un marché, on verse une subvention »
        if any(lue.fait == NATURE for lue in demande.message.lectures):
            return True
        # « je baisse : 200 € par jour, plafonné à 3 000 € par an »
        if renvoie_a_ce_qui_precede(demande.message.texte) or dit_autre_chose(demande.texte):
            return True
        return self.modalites.penalites.sont_dites(demande.texte)

    def ne_dit_rien(self, demande: Demande) -> bool:
        """Tell an order, or words that neither resemble anything of ours nor say what to do."""
        message = demande.message
        concret = self.souhaits.est_concret(demande.texte)
        trop_court = len(message.texte.split()) < MOTS_D_UNE_ACTION
        if message.intention in SANS_RAPPORT and (trop_court or not concret):
            return True
        # « un tuteur par plombier débutant » resembles a question of the guide, and asks nothing
        ecrit = concret and not trop_court and self.dit_une_action(message.texte)
        return self.est_une_commande(message) and not (ecrit and message.intention in ECRITES)

    def texte_libre(self, message: Message) -> str:
        """Return the buyer's own words, on one line and not too long."""
        longueur = self.referentiel.bornes["texte_libre"].longueur_maximale
        return " ".join(message.texte.split())[:longueur].strip(" .,;:")

    def options(self, modalite: Modalite) -> Mapping[str, list[str]]:
        """Return the items of a list, each with the expressions that name it."""
        return noms_des_items(modalite.fait, self.referentiel) or self.listes[modalite.fait]


def redire(demande: Demande, dits: str) -> Demande:
    """Return the same question, answered by these words alone."""
    message = replace(demande.message, texte=dits)
    return replace(demande, message=message, texte=Texte(dits, decouper(dits)))
