"""« Tout garder », « change le plafond », « 10 % »: several decisions and their defaults.

A message is cut into statements; each goes to the decision that it names, with its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.comprendre.compris import Decisions
from bot.dialogue.comprendre.enonces import (
    MOTS_D_UN_RYTHME,
    REUNIONS,
    Enonce,
    EnoncesDuPlan,
    est_un_pourcentage,
    rassembler_les_enonces,
)
from bot.dialogue.comprendre.reponses.commun import RIEN_QUE_LA_FIN, Demande, Repondeur
from bot.dialogue.etat import Valeurs
from bot.francais.mots import compiler
from bot.francais.texte import Texte, plier
from bot.lecture.clause.actions import parle_du_contrat
from bot.lecture.clause.autres_penalites import est_rien_d_autre, plafond_en_euros
from bot.lecture.clause.delais import est_un_taux, lire_delai, lire_pourcentage
from bot.lecture.clause.selections import SAUF, Selection, lire_selection
from bot.lecture.clause.sommes import SOMME
from bot.metier.clause import decider_une_revue
from bot.metier.modalites import Modalite
from bot.metier.valeurs import Valeur

DES_PENALITES = ("penalites", "montants")
DELAI_EN_JOURS = "jours"
PLAFOND, NON_RANGE = "plafond", "non_range"
# « semestriel » can be nothing else
SEULS = ("frequence_suivi",)
# « on garde les deux garanties », « garder les deux »
TOUT_GARDER = compiler(
    r"\W*(?:{lecture/nommees.tete}[ ,]+)*{lecture/nommees.on_garde} (?:{tout} ?)?"
    r"(?:{lecture/nommees.toutes_ces} ?)?(?:{lecture/nommees.article} ?)*{ce_qui_est_montre}?\W*",
    "lecture/selections",
)
TOUT_CONVIENT = compiler(
    r"\W*(?:{lecture/nommees.tete}[ ,]+)*(?:{tout_convient}(?:\W+(?:{lecture/nommees.et} )?|$))+",
    "lecture/selections",
)
# « les actions 2 et 3 », of the list of an axis
DES_ACTIONS = compiler(r"\b{lecture/nommees.une_action} \d")
GARDE = compiler(r"\b{lecture/gestes.classes.garde} (?P<quoi>[^,;.!?]+)")
TOUT_RESTE = compiler(r"\b(?:{lecture/gestes.classes.garde}|{lecture/nommees.par_defaut})")
CHANGE = compiler(r"\b{a_changer}\b", "lecture/selections")


class Revue(Repondeur):
    """Takes the values said at once, asks for what is only named, keeps the rest."""

    def lire(self, demande: Demande) -> Decisions:
        """See `Repondeur`."""
        if _est_d_ailleurs(demande) or _finit_ce_qui_precede(demande):
            return Decisions()
        if entiere := self._d_emblee(demande):
            return entiere
        du_plan = EnoncesDuPlan(self)
        lus = du_plan.lire(demande.texte, demande.modalite, demande.etat)
        lue = rassembler_les_enonces(lus)
        au_passage = {f: v for f, v in _dits(demande).items() if f not in lue.refus}
        dits = {**lue.faits, **au_passage}
        if not dits and lue.refus.keys() == {REUNIONS}:
            return lue  # nothing else was answered
        if not (dits or lue.refus):
            dits = {**self._par_leur_genre(demande)}
        reste = _sans(demande.reste, [lu.texte for lu in lus if lu.regle])
        selection = lire_selection(reste, self.options(demande.modalite))
        if selection.hors_liste and not dits:  # « notification en mars 2027 »
            return Decisions(hors_liste=True, exclusif=True)
        a_changer = _a_changer(demande, selection, dits, lue.refus)
        if not (dits or a_changer or selection.aucun or lue.refus):
            return self.par_defaut(demande.modalite, demande.message, demande.etat)
        faits = demande.etat.faits.avec(dits)
        revue = decider_une_revue(demande.fait, a_changer, faits, self.referentiel)
        # « 10 % comme je disais », of what it can only be
        autres = [lu for lu in lus if not self._par_leur_genre(replace(demande, texte=lu.texte))]
        refus = {**lue.refus, **_perdus(autres, demande), **du_plan.par_ecrit(demande.texte)}
        return Decisions({**dits, **revue}, refus=refus, exclusif=True)

    def _d_emblee(self, demande: Demande) -> Decisions | None:
        """Read a cap that cannot be, and « on garde les deux »."""
        plie = demande.message.dit.plie
        garde = TOUT_GARDER.fullmatch(plie) or TOUT_CONVIENT.fullmatch(plie)
        return self._plafond_refuse(demande) or (
            self.regler(demande.modalite, None, demande.etat) if garde else None
        )

    def _plafond_refuse(self, demande: Demande) -> Decisions | None:
        """Refuse « 10 % par an » and « plafond 1 000 € », for a cap is a part of the amount."""
        if PLAFOND not in demande.modalite.items:
            return None
        en_euros = plafond_en_euros(demande.texte)
        dit = demande.message.texte if est_un_taux(demande.texte) else en_euros
        return Decisions(refus={PLAFOND: dit}, exclusif=True) if dit else None

    def _par_leur_genre(self, demande: Demande) -> dict[str, Valeur]:
        """Read « 5 % » and « 15 jours » for what they can only be among what is shown.

        A percentage, or a delay in days, that one decision alone of the review can hold.
        """
        cartes = (self.referentiel.modalites[fait] for fait in demande.modalite.items)
        lus = {carte.fait: self._de_son_genre(carte, demande.texte) for carte in cartes}
        return {fait: valeur for fait, valeur in lus.items() if valeur is not None}

    def _de_son_genre(self, carte: Modalite, texte: Texte) -> Valeur | None:
        if carte.genre == "pourcentage" and est_un_pourcentage(texte):
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
    dits = [lu for lu in lus if lu.perdu and not est_rien_d_autre(lu.texte)]
    perdus = [lu.dit for lu in dits if not _touche(lu.etendue, zones)]
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
    # « réunion manquée 150 € »: only guarantees are told in euros, and then refused
    en_euros = SOMME.search(demande.message.dit.plie) is not None
    somme = en_euros and PLAFOND not in demande.modalite.items
    return penalites or actions or somme or parle_du_contrat(demande.texte)


def _finit_ce_qui_precede(demande: Demande) -> bool:
    """Tell « c'est tout » after an action, in a message that was sent before the review."""
    entier = demande.message.entier
    suit = entier not in ("", demande.message.texte)
    return suit and RIEN_QUE_LA_FIN.fullmatch(demande.message.dit.plie) is not None


def _a_changer(
    demande: Demande, selection: Selection, dits: Valeurs, refus: Valeurs
) -> Sequence[str]:
    """Return what is to be asked: named without a value, or with one that cannot be had."""
    refuses = [fait for fait in demande.modalite.items if fait in refus]
    nommees = [fait for fait in _nommees(demande, selection) if not _gardee(fait, demande)]
    return [fait for fait in (*nommees, *refuses) if fait not in dits]


def _gardee(fait: str, demande: Demande) -> bool:
    """Tell « on garde la mise en demeure » from what is named to be changed."""
    libelle = plier(demande.modalite.valeurs[fait]).split()[-1]
    return any(libelle in trouve["quoi"].split() for trouve in GARDE.finditer(demande.texte.plat))


def _nommees(demande: Demande, selection: Selection) -> Sequence[str]:
    """Return what is named to change; « tout bon sauf la fréquence » names what is left out."""
    plat = demande.texte.plat
    # « les deux », « tout » are to be changed
    excepte = SAUF.search(plat) and not CHANGE.search(plat)
    garde = selection.tout and (excepte or TOUT_RESTE.search(plat))
    return selection.exclus if garde else selection.appliquer(demande.modalite.items, ())
