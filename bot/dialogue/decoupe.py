"""Where a message passes to another one: cut by sentence, then wherever a sentence may pass.

A sentence is a message, unless it is nothing by itself. Within one, a cut stands when both sides
stand by themselves, or when they say less together than one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import (
    CONCLUSION,
    RENVOI,
    SINON,
    Morceau,
    apres_le_reste,
    avec_l_exception,
    est_une_exception,
    est_une_interjection,
    menes,
    morceaux,
)
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.entre_axes import EntreAxes
from bot.dialogue.essais import Essais
from bot.dialogue.etat import Etat
from bot.dialogue.parts import (
    ORDRES,
    Part,
    dit_quelque_chose,
    est_perdue,
    ordonne,
    prend_le_reste,
    se_demande,
)
from bot.dialogue.pesee import Pesee
from bot.dialogue.phrases import phrases, recoller, une_par_phrase
from bot.dialogue.sans_reponse import SansReponse
from bot.francais.texte import Texte, decouper
from bot.lecture.clause.actions import commence_par_ce_qui_precede
from bot.lecture.clause.changements import change_une_liste
from bot.lecture.clause.siennes import est_annoncee
from bot.metier.modalites import A_COCHER
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

# each piece costs a classification or two
MORCEAUX_AU_PLUS = 8
FIN_DE_LISTE = "terminer_liste"


@dataclass(frozen=True)
class Decoupe:
    """Cuts messages into parts."""

    referentiel: Referentiel
    essais: Essais

    @cached_property
    def entre_axes(self) -> EntreAxes:
        """Return what tells axes from their actions."""
        return EntreAxes(self.referentiel, self.pesee)

    @cached_property
    def sans_reponse(self) -> SansReponse:
        """Return what tells words that answer nothing."""
        return SansReponse(self.essais, self.entre_axes)

    @property
    def pesee(self) -> Pesee:
        """Return what weighs the parts."""
        return self.essais.pesee

    def morceaux(self, message: Message) -> list[Morceau]:
        """Cut a message; « tout par défaut » comes after what is told, before what is ordered.

        It takes what is left, wherever it is said: « santé, tout par défaut, sans insertion ».
        """
        entiers = self.entre_axes.recoller(morceaux(message.texte))
        coupes = [m for morceau in menes(entiers) for m in apres_le_reste(morceau)]
        if message.suppose:
            coupes = une_par_phrase(coupes)
        defauts = [m for m in coupes if tournures(m.texte).prend_tous_les_defauts]
        if not defauts or len(coupes) > MORCEAUX_AU_PLUS:
            return coupes
        dits = [m for m in coupes if m not in defauts]
        exceptions = [m for m in dits if est_une_exception(m)]
        dits = [m for m in dits if m not in exceptions]
        defauts = [piece for m in (*defauts, *exceptions) for piece in avec_l_exception(m)]
        ordres = list[Morceau]()
        while dits and self.essais.message(dits[-1].texte, message).intention in ORDRES:
            ordres.insert(0, dits.pop())
        return [*dits, *defauts, *ordres]

    def couper(self, coupes: Sequence[Morceau], message: Message, etat: Etat) -> list[Part]:
        """Return the parts of each sentence, on the state that those before it leave.

        A sentence that is nothing by itself goes on with the part before it.
        """
        parts = list[Part]()
        vue = etat.question
        for phrase in phrases(coupes):
            ou = parts[-1].tour.etat if parts else etat
            nouvelles = self._membres(phrase, message, ou, vue)
            if parts and self.sans_reponse.commente_sa_question(parts[-1], nouvelles):
                continue
            nouvelles = self._de_ce_qui_est_demande(parts, nouvelles, phrase, message) or nouvelles
            if parts and self._hesitait(parts[-1], nouvelles[0]):
                nouvelles = self._membres(phrase, message, parts.pop().etat, vue)
            suivie = parts and self._suivie(parts[-1], nouvelles, phrase, message)
            parts = [*parts[:-1], suivie] if suivie else [*parts, *nouvelles]
        return parts

    def _de_ce_qui_est_demande(
        self,
        parts: Sequence[Part],
        nouvelles: Sequence[Part],
        phrase: Sequence[Morceau],
        message: Message,
    ) -> list[Part]:
        """Return « mets 5 % » as the answer to what « c'est quoi le plafond ? » asks about."""
        if not parts or any(part.pris == "sur" for part in nouvelles):
            return []
        avant, question = parts[-1], parts[-1].compris.message
        nommes = self.pesee.interventions.nommer(question.dit.plie)
        demandes = [fait for fait in nommes if fait in self.referentiel.modalites]
        if not question.texte.endswith("?") or len(demandes) != 1:
            return []
        lues = self._membres(
            phrase, message, replace(avant.tour.etat, question=demandes[0]), demandes[0]
        )
        return lues if demandes[0] in lues[0].changes else []

    def _suivie(
        self,
        avant: Part,
        nouvelles: Sequence[Part],
        phrase: Sequence[Morceau],
        message: Message,
    ) -> Part | None:
        """Return a part with the sentence that goes on with it, if it takes no less so."""
        if AXES in avant.changes and self.entre_axes.oblige(nouvelles[0]):
            return None  # « santé. Organiser deux visites par an. »
        # « non !! gardez tout », « pas l'insertion. seulement la santé » answer once
        suit = _est_une_interjection(avant) or nouvelles[0].pris == "ses_mots"
        # « j'ai pas demandé l'insertion ! juste la santé »
        d_axes = AXES in avant.changes and nouvelles[0].compris.lu.souhait is not None
        finit = _finit_la_liste(avant, nouvelles[0]) or _conclut(nouvelles[0])
        allonge = self._repond_par_des_actions(avant) and self._ajoute_une_action(
            avant, nouvelles[0]
        )
        # « suivi trimestriel. Sinon par défaut »: of the same question
        complete = SINON.match(nouvelles[0].compris.message.dit.plie) is not None
        redit = (
            self.entre_axes.poursuit(avant, nouvelles[0])
            or finit
            or allonge
            or d_axes
            or complete
            or (suit and self._redit(avant, nouvelles[0]))
        )
        if not (redit or self._continue(avant, nouvelles)):
            return None
        suivi = avant.compris.message.texte + recoller(phrase)
        ensemble = self.essais.peser(suivi, message, avant.etat)
        return None if _perd(ensemble, [avant, *([] if redit else nouvelles)]) else ensemble

    def _hesitait(self, avant: Part, suite: Part) -> bool:
        """Tell « je sais pas. les deux », which leaves open nothing that it then answers."""
        return avant.compris.message.dit.ignore and self._redit(avant, suite)

    def _continue(self, avant: Part, nouvelles: Sequence[Part]) -> bool:
        """Tell a sentence that hangs on the one before it, or is of the list that it fills."""
        premiere = nouvelles[0]
        if RENVOI.search(premiere.compris.message.dit.plie) or avant.compris.message.dit.redit:
            return True
        rien = avant.pris == "rien" or all(part.pris == "rien" for part in nouvelles)
        mots = premiere.pris == avant.pris == "ses_mots" and avant.changes & premiere.changes
        return rien or bool(mots)

    def _membres(
        self, coupes: Sequence[Morceau], message: Message, etat: Etat, vue: str | None
    ) -> list[Part]:
        """Return the parts of a sentence, on a state; `vue` is the question that was asked."""
        parts = list[Part]()
        courant = self.essais.peser(coupes[0].texte, message, etat)
        courant = self.sans_reponse.si_elle_repond(courant, vue)
        for morceau in coupes[1:]:
            suite = self.essais.peser(morceau.texte, message, courant.tour.etat)
            lie = courant.compris.message.texte + recoller([morceau])
            ensemble = self.essais.peser(lie, message, courant.etat)
            if self._est_a_part(courant, suite, ensemble, message):
                parts.append(courant)
                courant = self.sans_reponse.si_elle_repond(suite, vue)
            else:
                courant = self.sans_reponse.si_elle_repond(ensemble, vue)
        return [*parts, courant]

    def _est_a_part(self, part: Part, suite: Part, ensemble: Part, message: Message) -> bool:
        """Tell another message from « l'égalité, | oui », « la santé, | non », one answer."""
        if message.dit.prend_tous_les_defauts and _se_perd(part, suite, ensemble):
            return True
        if self.entre_axes.poursuit(part, suite):
            return _perd(ensemble, [part])
        return self._se_separent(part, suite, ensemble)

    def _se_separent(self, part: Part, suite: Part, ensemble: Part) -> bool:
        """Tell two messages, « tout par défaut, sauf pas de pénalités », from one, « 1 et 3 »."""
        if part.compris.message.dit.ignore and suite.compris.lu.vide:
            return ordonne(suite.compris)  # « je sais pas, mets rien » leaves one question open
        if _conclut(suite) or self._complete_une_action(part, suite):
            return False  # « …, point. », « un parrainage, | assuré par les anciens »
        if suite.compris.message.dit.question and self.pesee.ne_fait_que_nommer(part):
            return False  # « le plafond, | c'est obligatoire ? »
        if prend_le_reste(part) and suite.pris == "sur" and suite.changes:
            return True
        return self._passe_a_autre_chose(part, suite, ensemble)

    def _complete_une_action(self, part: Part, suite: Part) -> bool:
        complete = commence_par_ce_qui_precede(suite.compris.message.texte)
        return complete and self._repond_par_des_actions(part)

    def _repond_par_des_actions(self, part: Part) -> bool:
        demandee = self.pesee.demandee(part.etat)
        return demandee is not None and bool(demandee.axe) and demandee.fait in part.changes

    def _ajoute_une_action(self, avant: Part, suite: Part) -> bool:
        """Tell « Nous aimerions aussi… », « J'ajoute une action à nous : … », of the same axis.

        The actions of the next one were not shown yet.
        """
        demandee, dit = self.pesee.demandee(avant.etat), suite.compris.message.texte
        axe = self.pesee.axes.axe_d_une_action(Texte(dit, decouper(dit)))
        ecrite = est_annoncee(dit, self.pesee.axes.souhaits) or suite.pris == "ses_mots"
        return ecrite and demandee is not None and axe in (None, demandee.axe)

    def _passe_a_autre_chose(self, part: Part, suite: Part, ensemble: Part) -> bool:
        """Tell that a piece is a message of its own, after what was said before it."""
        d_axes = self.entre_axes.separe(part, suite, _entre(part, suite, ensemble))
        if d_axes is not None:
            return d_axes
        seule = part.pris == "sur" and not _est_une_interjection(part)
        if suite.pris != "sur" or RENVOI.search(suite.compris.message.dit.plie):
            seule = seule and not self.pesee.choisit_quoi_revoir(ensemble)
            return seule and suite.pris == "rien" and _oublie(ensemble, part)
        if self._est_un_element_de_plus(part, suite, ensemble):
            return False  # « le titulaire et le CCAS », a service that is a buyer too
        # « refais la clause en trimestriel »
        if self.pesee.est_net(suite) or (ordonne(part.compris) and suite.changes):
            return True
        if part.pris != "sur" or self._est_liee(part, suite, ensemble):
            return False
        # « on n'en a pas, mais je veux surtout de la sécurité »: together, they say less
        if seule and _perd(ensemble, [part, suite]):
            return True
        return suite.etat.question in suite.changes and not self._dit_deux_fois(part, suite)

    def _est_un_element_de_plus(self, part: Part, suite: Part, ensemble: Part) -> bool:
        """Tell what by itself would decide otherwise, and together makes a list longer."""
        autrement = not suite.changes & ensemble.changes
        ordonne_une_liste = change_une_liste(suite.compris.message.texte)
        nomme = ordonne_une_liste or self.pesee.nomme_ce_qu_elle_decide(suite)
        return autrement and not nomme and _allonge_la_liste(part, ensemble)

    def _est_liee(self, part: Part, suite: Part, ensemble: Part) -> bool:
        """Tell pieces that are of one list, or tell one answer over again."""
        demandee = self.pesee.demandee(part.etat)
        # « la 1 et la 3 » are of one list: the second answers no other question
        choisit = part.etat.question in part.changes & ensemble.changes
        en_liste = choisit and demandee is not None and demandee.genre in A_COCHER
        # « j'ai dit 3 et 4 » tells one answer over again
        redit = part.compris.message.dit.redit
        return en_liste or redit or bool(part.changes & suite.changes)

    def _dit_deux_fois(self, part: Part, suite: Part) -> bool:
        """Tell « non, on n'en a pas mis »: the second answers the same question."""
        return part.etat.question in part.changes and self._redit(part, suite)

    def _redit(self, part: Part, suite: Part) -> bool:
        """Tell that what follows a part answers the same question."""
        return bool(self.essais.essayer(suite.compris.message, part.etat).changes & part.changes)


def _allonge_la_liste(part: Part, ensemble: Part) -> bool:
    """Tell that a list is longer with what follows it."""
    avant, avec = part.compris.lu.faits, ensemble.compris.lu.faits
    communes = ((avant.get(fait), valeur) for fait, valeur in avec.items())
    return any(
        est_une_liste(dites) and est_une_liste(toutes) and len(toutes) > len(dites)
        for dites, toutes in communes
    )


def _finit_la_liste(part: Part, suite: Part) -> bool:
    """Tell « prévention. C'est tout. », which ends that list, and answers nothing after it."""
    dite = part.etat.question in part.changes
    return dite and suite.compris.message.intention == FIN_DE_LISTE


def _entre(part: Part, suite: Part, ensemble: Part) -> str:
    """Return what stands between a part and what follows it."""
    dite, derniere = part.compris.message.texte, suite.compris.message.texte
    return ensemble.compris.message.texte[len(dite) : -len(derniere)]


def _conclut(part: Part) -> bool:
    """Tell « point final », which answers nothing."""
    return CONCLUSION.fullmatch(part.compris.message.dit.plie.strip(" .!")) is not None


def _est_une_interjection(part: Part) -> bool:
    return est_une_interjection(part.compris.message.texte)


def _perd(ensemble: Part, parts: Sequence[Part]) -> bool:
    """Tell that parts decide more, one after the other, than they do together."""
    if se_demande(ensemble):
        return False  # « attribué mais pas notifié » is asked about
    # « non, en plus » undoes more than it says
    dites = (part for part in parts if ordonne(part.compris) or not part.compris.lu.vide)
    prises = [part.changes for part in dites if part.pris != "rien"]
    seules = frozenset[str]().union(*prises)
    return bool(seules) and (ensemble.pris == "rien" or seules > ensemble.changes)


def _se_perd(part: Part, suite: Part, ensemble: Part) -> bool:
    """Tell what nothing took, alone or after a part: no default may hide it."""
    if suite.pris != "rien" or not (est_perdue(suite) and dit_quelque_chose(suite)):
        return False
    seul, avec = part.tour.etat, ensemble.tour.etat
    return part.pris != "rien" and (seul.faits, seul.suivi.liste) == (avec.faits, avec.suivi.liste)


def _oublie(ensemble: Part, part: Part) -> bool:
    """Tell that what a part decides is lost with what follows it: « c'est bon, continue »."""
    if ordonne(part.compris):
        return not ordonne(ensemble.compris)
    demande = se_demande(ensemble) or part.compris.lu.vide
    return not demande and not part.changes <= ensemble.changes
