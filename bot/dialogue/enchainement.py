"""A message of several parts is several messages: each is worked on the state that the last left.

« Ajoute le directeur aux participants et refais la clause » is two. Cut wherever it may be, a part
is tried; the cut stands when both sides stand by themselves. An object, an action of the buyer's
own, a list of names keeps its « et »: what follows says nothing alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import (
    Morceau,
    apres_ce_qui_est_ecarte,
    apres_le_merci,
    sans_le_reste,
)
from bot.dialogue.comprendre.tournures import REVIENT_AU_SIEN, tournures
from bot.dialogue.conduire.oublis import dire_les_oublis
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.decoupe import MORCEAUX_AU_PLUS, Decoupe
from bot.dialogue.essais import Essais
from bot.dialogue.etat import EFFACEMENT, PRECISION, Etat, Parole, Tour
from bot.dialogue.parts import (
    A_LA_FIN,
    AVANT_LA_CLAUSE,
    Part,
    dit_quelque_chose,
    en_un_avis,
    en_une_note,
    est_perdue,
    ordonne,
    prend_le_reste,
    presente,
    redire,
    reste,
)
from bot.dialogue.phrases import peut_se_couper
from bot.dialogue.reclamations import Reclamations
from bot.dialogue.relecture import Relecture
from bot.francais.texte import plier
from bot.lecture.clause.selections import ne_donne_que_des_rangs
from bot.metier.faits import LOTS
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION

# what may stand before words that come back to what is known
AVANT_DE_REVENIR = " ,;:.!…-–—"
# what is said of the clause where it is given
SANS_OBJET = (*A_LA_FIN, AVANT_LA_CLAUSE)


@dataclass(frozen=True)
class Enchainement:
    """Cuts messages, and works their parts in order."""

    referentiel: Referentiel
    essais: Essais
    decoupe: Decoupe
    suite: Suite
    relecture: Relecture
    reclamations: Reclamations

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Return the turn of a message, whole or part by part; thanks before it are no part."""
        message = self._sans_ce_qui_est_ecarte(_sans_revenir(_sans_merci(message)), etat)
        message = self._sans_le_reste(message, etat)
        if etat.suivi.avis and message.analyser and not message.bouton:
            if presente := self.reclamations.presente(message, etat):
                return self.suite.continuer(etat, (presente,))
            ordre = self.reclamations.ordre(message, etat)
            message = self.essais.message(ordre, message) if ordre else message
        coupes = self.decoupe.morceaux(message) if self._se_coupe(message, etat) else []
        entier = self.essais.essayer(message, etat)
        if 1 < len(coupes) <= MORCEAUX_AU_PLUS and not _est_d_un_bloc(entier.compris):
            parts = self.decoupe.couper(coupes, message, etat)
            entier = entier._replace(pris=self.essais.pesee.pris(entier))
            if len(parts) > 1 and _disent_plus(parts, entier):
                return self.rassembler(parts)
            if _hesitait(parts, message) or _interroge_seulement(parts, entier):
                return self._d_un_bloc(parts[0])
            if restes := self._restes(coupes, entier):
                return self.rassembler([entier, *restes])
            if perdues := self._perdues(coupes, entier, etat):
                tour = self._d_un_bloc(entier)
                return replace(tour, paroles=(*tour.paroles, *redire(perdues)))
        parts = self.relecture.parts(message, entier)
        return self.rassembler(parts) if parts else self._d_un_bloc(entier)

    def _sans_ce_qui_est_ecarte(self, message: Message, etat: Etat) -> Message:
        """Return what follows « des gants ? non, ça c'est le produit. », asked for actions."""
        demandee = self.essais.pesee.demandee(etat)
        suite = apres_ce_qui_est_ecarte(message.texte) if demandee and demandee.axe else ""
        return self.essais.message(suite, message) if suite and message.analyser else message

    def _sans_le_reste(self, message: Message, etat: Etat) -> Message:
        """Return « suivi trimestriel » of « suivi trimestriel, le reste ok », of a review."""
        revoit = self.essais.pesee.revoit(etat) and message.analyser and not message.bouton
        dit = sans_le_reste(message.texte) if revoit else ""
        return self.essais.message(dit, message) if dit else message

    def _restes(self, coupes: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return what is told beside « par défaut pour le reste », taken on the state it leaves."""
        if entier.pris != "sur" or not prend_le_reste(entier):
            return []
        restes, etat = list[Part](), entier.tour.etat
        for morceau in coupes:
            part = self.essais.peser(morceau.texte, entier.compris.message, etat)
            dit = part.poses | {*part.compris.lu.refuses}
            if part.pris == "sur" and dit and self.essais.pesee.est_net(part):
                restes.append(part)
                etat = part.tour.etat
        return restes

    def _perdues(self, coupes: Sequence[Morceau], entier: Part, etat: Etat) -> list[Part]:
        """Return the pieces that say something, which nothing of the whole took."""
        message, modalite = entier.compris.message, self.essais.pesee.demandee(etat)
        a_choisir = modalite is not None and modalite.genre in ("revue", "choix")
        if not a_choisir or entier.pris != "sur" or message.dit.question:
            return []
        parts = [self.essais.peser(dit, message, etat) for dit in self._dites(coupes, entier)]
        return [part for part in parts if est_perdue(part) and dit_quelque_chose(part)]

    def _dites(self, coupes: Sequence[Morceau], entier: Part) -> list[str]:
        """Return the pieces, but the numbers that axes were told by: « 1 et 4, pas d’égalité »."""
        axes = AXES in entier.changes
        dits = (m.texte for m in coupes)
        return [
            d
            for d in dits
            if not (axes and ne_donne_que_des_rangs(d, self.decoupe.entre_axes.noms))
        ]

    def _d_un_bloc(self, entier: Part) -> Tour:
        """Return the turn of a message that is one, then what else it asks."""
        compris, etat = entier.compris, entier.etat
        tour = dire_les_oublis(compris, entier.tour)
        if compris.en_plus and tour.etat.suivi.echecs > etat.suivi.echecs:
            tour = Tour(etat)  # the whole was not understood, its parts are
        for demande in compris.en_plus:
            part = self.essais.essayer(demande, tour.etat)
            if self._repond_a_la_suivante(part, etat):
                continue
            suite = part.tour
            remis = any(parole.document for parole in suite.paroles)
            dites = [p for p in tour.paroles if not (remis and p.reponse in A_LA_FIN)]
            tour = Tour(suite.etat, (*dites, *suite.paroles))
        return tour

    def _repond_a_la_suivante(self, part: Part, avant: Etat) -> bool:
        """Tell what else is asked, if it would answer a question that only this message brings."""
        suivante = part.etat.question != avant.question and part.etat.question in part.changes
        return suivante and not self.essais.pesee.est_net(part)

    def _se_coupe(self, message: Message, etat: Etat) -> bool:
        """Tell a message about the clause; what describes a contract is read as a whole."""
        if etat.suivi.motif in (EFFACEMENT, PRECISION) or etat.question == CONFIRMATION:
            return False
        apres = etat.question is None and etat.suivi.avis is not None
        decide = apres or etat.question in self.referentiel.modalites
        return decide and not etat.oral and peut_se_couper(message)

    def rassembler(self, parts: Sequence[Part]) -> Tour:
        """Confirm all at once, say back what nothing took, give what was asked for at the end."""
        prises = [part for part in parts if part.pris != "rien"]
        etat = parts[-1].tour.etat if parts[-1] in prises else parts[-1].etat
        dites = [[p for p in part.tour.paroles if reste(p)] for part in prises[:-1]]
        derniere = [p for p in prises[-1].tour.paroles if p.document is None]
        etat = replace(etat, suivi=etat.suivi.en_un_change(parts[0].etat.suivi))
        paroles = en_une_note(en_un_avis([*dites, derniere]))
        paroles += redire([p for p in parts if est_perdue(p)])
        if etat.question != parts[0].etat.question and not any(map(presente, derniere)):
            paroles += self.suite.presenter(etat)
        if not any(parole.document for part in prises for parole in part.tour.paroles):
            return Tour(etat, tuple(paroles))
        return self._remettre(etat, [p for p in paroles if p.reponse not in SANS_OBJET])

    def _remettre(self, etat: Etat, paroles: Sequence[Parole]) -> Tour:
        """Give the clause once all is said, unless a question is left."""
        if etat.question is not None:
            return Tour(etat, tuple(paroles))
        remise = self.suite.rediger(etat)
        return Tour(remise.etat, (*paroles, *remise.paroles))


def _sans_merci(message: Message) -> Message:
    """Return what « ok merci. et pour le gymnase ? » asks, as if it were typed alone."""
    suite = apres_le_merci(message.texte)
    if not suite or message.analyser is None:
        return message
    analyser = message.analyser
    return replace(analyser(suite), recu=message.recu, analyser=analyser)


def _sans_revenir(message: Message) -> Message:
    """Return what a message supposes, without its end, which says that nothing changes.

    So is « et si c'était 12 mois ? Pour l'instant, on garde 24 mois ». « C'était pour voir, on
    reste à 36 mois » supposes nothing any more.
    """
    revient = REVIENT_AU_SIEN.search(plier(message.texte))
    avant = message.texte[: revient.start()].rstrip(AVANT_DE_REVENIR) if revient else ""
    if not avant or message.analyser is None or message.bouton:
        return message
    question, signe, reste = avant.rpartition("?")
    if signe and not message.analyser(reste).lus:
        avant = f"{question}?"  # « …, ça irait ? On ne change rien, on garde 24 mois »
    suppose = message.analyser(avant)
    suppose = replace(suppose, entier=message.tout, recu=message.recu, analyser=message.analyser)
    return suppose if suppose.suppose else message


def _est_mal_lu(entier: Part, parts: Sequence[Part], dites: frozenset[str]) -> bool:
    """Tell a whole that is refused, or decides what none of its parts does.

    So is « retire l'axe égalité et mets 200 € par réunion » where that axis has « … par mois ».
    """
    autre_chose = bool(entier.decide) and not dites & entier.decide
    refuse = entier.compris.lu.refuses and not any(part.compris.lu.refuses for part in parts)
    return autre_chose or bool(refuse)


def _se_partagent(parts: Sequence[Part]) -> bool:
    """Tell « l'objet devient X, et la mise en demeure c'est 8 jours »: each decides its own."""
    decides = [fait for part in parts for fait in part.changes]
    prises = all(part.pris != "rien" and part.changes for part in parts)
    sure = any(part.pris == "sur" for part in parts)
    return prises and sure and len(decides) == len({*decides})


def _est_d_un_bloc(compris: Compris) -> bool:
    """Tell what is one, whatever it holds: another contract, lots, two options, a farewell."""
    conge = compris.message.dit.prend_conge
    return bool(compris.autre_marche or LOTS in compris.lu.faits or compris.options or conge)


def _hesitait(parts: Sequence[Part], message: Message) -> bool:
    """Tell that one part is left of « je sais pas. les deux »: what answers."""
    seule = parts[0].compris.message.texte if len(parts) == 1 else message.texte
    return message.dit.ignore and not tournures(seule).ignore


def _interroge_seulement(parts: Sequence[Part], entier: Part) -> bool:
    """Tell that a question is left of « c'est quoi une PMSMP ? je ne connais pas ».

    The whole answers as well a question that is not understood alone, if it decides nothing.
    """
    question, message = parts[0].compris.message.texte, entier.compris.message.texte
    reste = question.endswith("?") and not message.rstrip().endswith("?")
    return len(parts) == 1 and reste and (parts[0].pris != "rien" or bool(entier.changes))


def _disent_plus(parts: Sequence[Part], entier: Part) -> bool:
    """Tell that the parts say all that the whole does, and more when some are in doubt."""
    perdues = [part for part in parts if est_perdue(part)]
    interroge = any(part.compris.message.texte.endswith("?") for part in perdues)
    # « pourquoi annuel ? passe en semestriel » is lost as a whole
    if (interroge and entier.pris != "rien") or all(part.pris == "rien" for part in parts):
        return False
    # what « le reste par défaut » takes hangs on what was said before it
    if any(prend_le_reste(part) for part in parts):
        return True
    dites = frozenset[str]().union(*(part.changes for part in parts))
    if all(part.pris == "sur" for part in parts):
        if _est_mal_lu(entier, parts, dites):
            return True
        # the whole may keep words of the buyer's own, where its parts only choose
        return dites > entier.decide or (dites == entier.decide and entier.pris != "ses_mots")
    if dites == entier.decide and _se_partagent(parts):
        return True
    if dites > entier.decide or (entier.pris != "sur" and dites != entier.decide):
        return True
    ordonnent = any(ordonne(part.compris) for part in parts) and not ordonne(entier.compris)
    return ordonnent or (any(map(dit_quelque_chose, perdues)) and dites == entier.decide)
