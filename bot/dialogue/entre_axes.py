"""Where a message passes from an axis to its actions, or to another axis.

« Santé, prévention » is an axis and an action of it; « l'axe santé et sécurité » is one axis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.dialogue.comprendre.axes import AXES, UNE_ACTION, nomme_un_axe
from bot.dialogue.comprendre.parties import RENVOI, Morceau
from bot.dialogue.comprendre.probable import OUI_OU_NON
from bot.dialogue.parts import Part
from bot.dialogue.pesee import Pesee
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.changements import sans_rien_d_autre, sans_seulement
from bot.lecture.clause.selections import (
    Selection,
    est_une_raison,
    lire_selection,
    ne_donne_que_des_rangs,
)
from bot.metier.modalites import A_COCHER, Modalite
from bot.metier.referentiel import Referentiel

# « la santé, oui », « l’égalité, non plus », « non merci »
MOTS_D_UN_NON = 2


@dataclass(frozen=True)
class EntreAxes:
    """Tells whether two pieces of a sentence are apart, when axes are spoken of."""

    referentiel: Referentiel
    pesee: Pesee

    def separe(self, part: Part, suite: Part, entre: str) -> bool | None:
        """Tell two messages from one; None when what they say of axes does not tell.

        `entre`: what stands between them.
        """
        nomme = AXES in part.changes
        if nomme and _de_l_un_d_eux(part, suite):
            return False
        if suite.pris != "sur" or RENVOI.search(suite.compris.message.dit.plie):
            siennes = nomme and "," in entre and self.oblige(suite)
            return True if siennes else None
        des_axes = nomme or part.compris.message.dit.question_ouverte
        rangs = self._choisit_dans_une_liste(part) and ne_donne_que_des_rangs(
            suite.compris.message.texte, self.noms
        )
        if rangs or (des_axes and self._est_encore_des_axes(suite)):
            return False  # « en santé, 2 et 3 », « l'axe santé et sécurité », « comparez A et B »
        leurs_actions = des_axes and "," in entre and self._choisit_leurs_actions(suite)
        return True if leurs_actions or self._passe_a_un_autre_axe(part, suite) else None

    def poursuit(self, part: Part, suite: Part) -> bool:
        """Tell « La santé, non. », which goes on with the list that was just answered.

        « Le tutorat. Les forums. » too; « insertion. 1 et 3 » passes to the actions of an axis.
        """
        demandee = self.pesee.demandee(part.etat)
        siennes = part.pris == "ses_mots"  # what follows his own words may be of them
        if demandee is None or siennes or demandee.fait not in part.changes:
            return False
        message = suite.compris.message
        if message.intention in OUI_OU_NON and len(message.texte.split()) <= MOTS_D_UN_NON:
            return demandee.fait == AXES or demandee.axe is not None
        if demandee.axe is None and self._choisit_leurs_actions(suite):
            return False
        return self._en_nomme_d_autres(part.compris.message.texte, message.texte, demandee)

    def _en_nomme_d_autres(self, avant: str, apres: str, demandee: Modalite) -> bool:
        """Tell more items of a list: by their names, or by their ranks as those before."""
        if not (demandee.fait == AXES or demandee.axe):
            return False
        deja, suite = self._lire(avant, demandee), self._lire(apres, demandee)
        if suite.reste or not (deja.retenus or deja.exclus):
            return False
        return bool(suite.nommes or (not deja.nommes and (suite.exclus or suite.retenus)))

    def _lire(self, dit: str, demandee: Modalite) -> Selection:
        axe = self.referentiel.axes[demandee.axe] if demandee.axe else None
        options = self.noms if axe is None else {a.id: a.mots for a in axe.actions}
        return lire_selection(Texte(dit, lire_nombres(decouper(dit))), options)

    def recoller(self, coupes: Sequence[Morceau]) -> list[Morceau]:
        """Return the pieces with the names of axes whole: « l'axe insertion et emploi »."""
        entiers = list[Morceau]()
        for morceau in coupes:
            avant = plier(entiers[-1].texte) if entiers else ""
            suite = plier(morceau.entre + morceau.texte)
            if any(avant.endswith(a) and suite.startswith(b) for a, b in self._bouts):
                debut = entiers.pop()
                morceau = Morceau(debut.entre, debut.texte + morceau.entre + morceau.texte)
            entiers.append(morceau)
        return entiers

    @cached_property
    def _bouts(self) -> Sequence[tuple[str, str]]:
        """Return what stands on each side of the « et » in the names of axes."""
        noms = (plier(axe.court).partition(" ") for axe in self.referentiel.axes.values())
        return [(f"axe {tete}", f" {reste}") for tete, _, reste in noms if " " in reste]

    @cached_property
    def noms(self) -> Mapping[str, Sequence[str]]:
        """Return the words of each axis."""
        return {axe.id: axe.mots for axe in self.referentiel.axes.values()}

    def oblige(self, suite: Part) -> bool:
        """Tell an action of the buyer's own: « santé, organiser deux visites par an »."""
        dit = suite.compris.message.texte
        ecrite = suite.pris == "ses_mots" and self.pesee.ne_change_que_des_actions(suite)
        if not ecrite or est_une_raison(dit) or self.pesee.axes.ne_nomme_qu_eux(dit):
            return False
        return bool(self.pesee.axes.souhaits.obligations(dit))

    def _est_encore_des_axes(self, suite: Part) -> bool:
        """Tell one more axis, « rien d'autre », or why: « l'égalité, on a peu de femmes »."""
        dit = suite.compris.message.texte
        explique = est_une_raison(dit) and self.pesee.ne_change_que_des_actions(suite)
        nomme = self.pesee.axes.ne_nomme_qu_eux(dit) and not self._choisit_leurs_actions(suite)
        return explique or nomme or sans_rien_d_autre(dit) == ""

    def _passe_a_un_autre_axe(self, part: Part, suite: Part) -> bool:
        """Tell « prévention, égalité »: an action, then one more axis."""
        axe = AXES in suite.poses and self.pesee.axes.ne_nomme_qu_eux(suite.compris.message.texte)
        ailleurs = not self.pesee.axes.ne_nomme_qu_eux(part.compris.message.texte)
        return axe and ailleurs and self.pesee.ne_change_que_des_actions(part)

    def _choisit_leurs_actions(self, suite: Part) -> bool:
        """Tell « tutorat », « prévention », actions of the axis just named, not its very name."""
        if suite.pris != "sur" or not self.pesee.ne_change_que_des_actions(suite):
            return False
        dit = sans_seulement(suite.compris.message.texte)
        choisis = (self.referentiel.axes[axe] for axe in suite.etat.faits.axes)
        actions = {action.id: action.mots for axe in choisis for action in axe.actions}
        nomme = lire_selection(Texte(dit, decouper(dit)), actions).nommes
        return bool(nomme) and not nomme_un_axe(dit, self.referentiel)

    def _choisit_dans_une_liste(self, part: Part) -> bool:
        """Tell items that were picked in a list, the one that is asked for or another."""
        modalites = (self.referentiel.modalites.get(fait) for fait in part.changes)
        return any(m is not None and m.genre in A_COCHER for m in modalites)


def _de_l_un_d_eux(part: Part, suite: Part) -> bool:
    """Tell « axe insertion, action : … », of an axis that was chosen before: it leaves none out."""
    avant, apres = {*part.etat.faits.axes}, {*part.tour.etat.faits.axes}
    return apres < avant and UNE_ACTION.match(suite.compris.message.dit.plie) is not None
