"""« CCAG travaux », « la 2 »: one value among a few."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.comprendre.apprises import VALEURS
from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.enonces import SUIVI, rythme_impossible
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.lecture.clause.selections import lire_selection
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import INCONNU
from bot.metier.valeurs import Valeur

# what « oui » and « non » take, asked about one value
PROPOSEES = {"attribue": "publiee", "a_notifier": "publiee"}
AXES = "axes"
CAPACITES = "demander_capacites"
REFUSEES = {"a_notifier": "preparation"}
# a few words need not resemble an answer that was learnt
MOTS_D_UN_OUI = 3


class Choix(Repondeur):
    """Reads a choice: said in so many words, by its words here, or by its number."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if demande.message.dit.demande_conseil:  # « faites au mieux » is not « faire mieux »
            return self.par_defaut(demande.modalite, demande.message, demande.etat)
        # « ça ne change rien ? » leaves nothing open
        rien = (None, INCONNU) if demande.message.dit.question else (None,)
        valeur = next((lue for lue in self._lues(demande) if lue not in rien), None)
        if valeur is None and demande.fait == SUIVI and rythme_impossible(demande.texte, True):
            return Decisions(refus={SUIVI: demande.message.texte}, exclusif=True)
        if valeur is None:
            return self.par_defaut(demande.modalite, demande.message, demande.etat)
        return Decisions({**rassembler(demande.dites, demande.etat), demande.fait: valeur})

    def _lues(self, demande: Demande) -> Iterator[Valeur | None]:
        """Yield what each way of reading takes, the surest first."""
        yield next((d.valeur for d in demande.dites if d.fait == demande.fait), None)
        motif, dit = demande.etat.suivi.motif or "", demande.message.dit
        yield PROPOSEES.get(motif) if demande.message.dit_oui else None
        yield REFUSEES.get(motif) if dit.dit_non else None
        # « on compte publier en mai » has the words of another stage
        yield self._apprise(demande) if demande.fait == ETAPE else None
        if self._peut_repondre(demande):
            yield self._par_ses_mots(demande)
        # « publiée le 2 septembre » gives its day in the same words
        yield self.modalites.lire_reponse(ETAPE, demande.texte) if demande.fait == ETAPE else None
        yield _par_son_rang(demande)
        yield self._apprise(demande)

    def _par_ses_mots(self, demande: Demande) -> Valeur | None:
        """Read a choice by its words; « non » answers not, of « non, je l'ai déjà dit »."""
        valeur = self.modalites.lire_reponse(demande.fait, demande.reste)
        ailleurs = demande.dites or demande.etat.question != demande.fait
        breve = len(demande.texte.brut.split()) <= MOTS_D_UN_OUI
        if not isinstance(valeur, bool) or breve or ailleurs:
            return valeur
        apprise, confiance = demande.message.reponses.get(demande.fait, (INCONNU, 0.0))
        semblable = confiance >= self.interventions.seuils["reponse_directe"]
        return valeur if VALEURS.get(apprise) is valeur and semblable else None

    def _apprise(self, demande: Demande) -> Valeur | None:
        """Take « je suis en train de l'écrire » for the stage that it was learnt to tell."""
        valeur = demande.message.apprises.get(demande.fait)
        if any(dite.fait == AXES for dite in demande.dites):
            return None  # « on vise l'insertion » names an axis, not the clause
        # what is left open is an order like « je ne sais pas », not a choice
        return None if valeur == INCONNU or self.est_un_ordre(demande.message) else valeur

    def _peut_repondre(self, demande: Demande) -> bool:
        """Leave out orders, and « l'heure non réalisée », « ce n'est pas encore publié ».

        Their « non » is about something else.
        """
        autres = {dite.fait for dite in demande.dites} - {demande.fait}
        dits_d_autres = {f"dire_{fait}" for fait in autres}
        # an intent named like another decision speaks of that one only, when nothing is left
        seule = demande.message.intention in dits_d_autres and not demande.message.dit.enumere
        ailleurs = "montants" in autres or seule
        # « essayer », without a question, asks for nothing that could be done
        demande_tout = demande.message.intention == CAPACITES and not demande.message.dit.question
        return not ailleurs and (demande_tout or not self.est_un_ordre(demande.message))


def _par_son_rang(demande: Demande) -> Valeur | None:
    """Read « la 2 », when nothing else is said."""
    valeurs = list(demande.modalite.valeurs)
    selection = lire_selection(demande.texte, {str(v): [] for v in valeurs})
    rangs = [v for v in valeurs if str(v) in selection.retenus]
    seul = len(rangs) == 1 and selection.reste == 0 and not selection.hors_liste
    return rangs[0] if seul else None
