"""« 3 mois », « 10 % », « 9.2 »: a delay, a percentage, or the number of an article."""

from __future__ import annotations

from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.comprendre.reponses.commun import Demande, Repondeur
from bot.francais.mots import quelque_part
from bot.lecture.clause.delais import est_un_taux, lire_delai, lire_numero, lire_pourcentage
from bot.metier.valeurs import Unite, Valeur

UNITE: Unite = "mois"
SANS = "sans"
DANS_LE_CORPS = quelque_part("lecture/modalites.dans_le_corps")


class QuantiteDemandee(Repondeur):
    """Reads a quantity, in the unit of its card when none is said."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if demande.modalite.genre == "pourcentage" and est_un_taux(demande.texte):
            return Decisions(refus={demande.fait: demande.message.texte}, exclusif=True)
        valeur = self._valeur(demande)
        if valeur is None and _dans_le_corps(demande):
            return self._demander_l_article(demande)
        if valeur is None:
            return self.par_defaut(demande.modalite, demande.message, demande.etat)
        dites = rassembler(demande.dites, demande.etat)
        return Decisions({**dites, demande.fait: valeur}, exclusif=True)

    def _demander_l_article(self, demande: Demande) -> Decisions:
        """Ask which article, as a review asks for what it leaves to be told."""
        cartes = self.referentiel.modalites.values()
        revues = (m.fait for m in cartes if m.genre == "revue" and demande.fait in m.items)
        a_revoir: dict[str, Valeur | None] = {revue: [demande.fait] for revue in revues}
        return Decisions({**a_revoir, demande.fait: None}, exclusif=True)

    def _valeur(self, demande: Demande) -> Valeur | None:
        modalite, texte = demande.modalite, demande.texte
        lue: Valeur | None
        if modalite.genre == "delai":
            lue = lire_delai(texte, modalite.unite or UNITE)
        else:
            lue = (lire_numero if modalite.genre == "numero" else lire_pourcentage)(texte)
        if lue is None:
            lue = self.modalites.lire_reponse(demande.fait, texte)
        refuse = lue is None and demande.message.intention == "nier"
        return SANS if refuse and SANS in modalite.valeurs else lue


def _dans_le_corps(demande: Demande) -> bool:
    """Tell « la place : dans le corps du CCAP », told unasked."""
    numero = demande.modalite.genre == "numero" and demande.etat.question != demande.fait
    return numero and DANS_LE_CORPS.search(demande.texte.plat) is not None
