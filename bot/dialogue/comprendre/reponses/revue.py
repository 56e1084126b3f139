"""« Tout garder », « change le plafond », « 10 % »: several decisions and their defaults.

A message is cut into statements; each goes to the decision that it names, with its value.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.enonces import Enonce, EnoncesDuPlan, rassembler_les_enonces
from bot.dialogue.comprendre.reponses.commun import RIEN_QUE_LA_FIN, Demande, Repondeur
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.actions import parle_du_contrat
from bot.lecture.clause.delais import est_un_taux, lire_delai, lire_pourcentage
from bot.lecture.clause.selections import Selection, lire_selection
from bot.metier.clause import decider_une_revue
from bot.metier.modalites import Modalite
from bot.metier.valeurs import Valeur

DES_PENALITES = ("penalites", "montants")
DELAI_EN_JOURS = "jours"
PLAFOND, NON_RANGE = "plafond", "non_range"
# « semestriel » can be nothing else
SEULS = ("frequence_suivi",)
MOTS_D_UN_RYTHME = 5
# « les actions 2 et 3 », of the list of an axis
DES_ACTIONS = compiler(r"\b{lecture/nommees.une_action} \d")
GARDE = compiler(r"\b{garder}\b", "lecture/selections")


class Revue(Repondeur):
    """Takes the values said at once, asks for what is only named, keeps the rest."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if _est_d_ailleurs(demande) or _finit_ce_qui_precede(demande):
            return Decisions()
        if PLAFOND in demande.modalite.items and est_un_taux(demande.texte):
            return Decisions(refus={PLAFOND: demande.message.texte}, exclusif=True)
        lus = EnoncesDuPlan(self).lire(demande.texte, demande.modalite, demande.etat)
        lue = rassembler_les_enonces(lus)
        dits = {**lue.faits, **_dits(demande)} or self._par_leur_genre(demande)
        reste = _sans(demande.reste, [lu.texte for lu in lus if lu.regle])
        selection = lire_selection(reste, self.options(demande.modalite))
        if selection.hors_liste and not dits:  # « notification en mars 2027 »
            return Decisions(hors_liste=True, exclusif=True)
        a_changer = [fait for fait in _nommees(demande, selection) if fait not in dits]
        if not (dits or a_changer or selection.aucun or lue.refus):
            return self.par_defaut(demande.modalite, demande.message, demande.etat)
        faits = demande.etat.faits.avec(dits)
        revue = decider_une_revue(demande.fait, a_changer, faits, self.referentiel)
        refus = {**lue.refus, **_perdus(lus, demande)}
        return Decisions({**dits, **revue}, refus=refus, exclusif=True)

    def _par_leur_genre(self, demande: Demande) -> dict[str, Valeur]:
        """Read « 5 % » and « 15 jours » for what they can only be among what is shown.

        A percentage, or a delay in days, that one decision alone of the review can hold.
        """
        cartes = (self.referentiel.modalites[fait] for fait in demande.modalite.items)
        lus = {carte.fait: self._de_son_genre(carte, demande.texte) for carte in cartes}
        return {fait: valeur for fait, valeur in lus.items() if valeur is not None}

    def _de_son_genre(self, carte: Modalite, texte: Texte) -> Valeur | None:
        if carte.genre == "pourcentage" and ("%" in texte.plat or "pour cent" in texte.plat):
            return lire_pourcentage(texte)
        if carte.unite == DELAI_EN_JOURS and "jour" in texte.plat:
            return lire_delai(texte, DELAI_EN_JOURS)
        seul = carte.fait in SEULS and len(texte.jetons) <= MOTS_D_UN_RYTHME
        return self.modalites.lire_reponse(carte.fait, texte) if seul else None


def _dits(demande: Demande) -> dict[str, Valeur]:
    """Return the values said of what is shown."""
    return {d.fait: d.valeur for d in demande.dites if d.fait in demande.modalite.items}


def _perdus(lus: Sequence[Enonce], demande: Demande) -> dict[str, Valeur]:
    """Return the statements that nothing took, to be said back."""
    zones = [(dite.debut, dite.fin) for dite in demande.dites]
    perdus = [lu.dit for lu in lus if lu.perdu and not _touche(lu.etendue, zones)]
    return {NON_RANGE: perdus} if perdus else {}


def _touche(etendue: tuple[int, int], zones: Sequence[tuple[int, int]]) -> bool:
    return any(debut < etendue[1] and etendue[0] < fin for debut, fin in zones)


def _sans(texte: Texte, regles: Sequence[Texte]) -> Texte:
    """Return a sentence without the statements that said all that they had to."""
    pris = {jeton.debut for regle in regles for jeton in regle.jetons}
    return Texte(texte.brut, (jeton for jeton in texte.jetons if jeton.debut not in pris))


def _est_d_ailleurs(demande: Demande) -> bool:
    """Tell penalties, told or refused, whatever they are due for, « prix révisables », actions."""
    penalites = any(dite.fait in DES_PENALITES for dite in demande.dites)
    actions = DES_ACTIONS.search(demande.message.dit.plie) is not None
    return penalites or actions or parle_du_contrat(demande.texte)


def _finit_ce_qui_precede(demande: Demande) -> bool:
    """Tell « c'est tout » after an action, in a message that was sent before the review."""
    entier = demande.message.entier
    suit = entier not in ("", demande.message.texte)
    return suit and RIEN_QUE_LA_FIN.fullmatch(demande.message.dit.plie) is not None


def _nommees(demande: Demande, selection: Selection) -> Sequence[str]:
    """Return what is named to change; « tout garder sauf la fréquence » names what is left out."""
    garde = selection.tout and GARDE.search(demande.texte.plat)
    return selection.exclus if garde else selection.appliquer(demande.modalite.items, ())
