"""A message of several parts is several messages: each is worked on the state that the last left.

« Ajoute le directeur aux participants et refais la clause » is two. Cut wherever it may be, a part
is tried; the cut stands when both sides stand by themselves. An object, an action of the buyer's
own, a list of names keeps its « et »: what follows says nothing alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dialogue.comprendre.axes import AXES
from bot.dialogue.comprendre.comprehension import Comprehension
from bot.dialogue.comprendre.contrat import OUI_OU_NON
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import (
    INTERJECTION,
    RENVOI,
    Morceau,
    morceaux,
)
from bot.dialogue.comprendre.reponses.commun import A_COCHER
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.conduire.conduite import Conduite
from bot.dialogue.conduire.oublis import dire_les_oublis
from bot.dialogue.conduire.suite import Suite
from bot.dialogue.etat import EFFACEMENT, PRECISION, Etat, Parole, Tour
from bot.dialogue.parts import (
    A_LA_FIN,
    ORDRES,
    Part,
    dit_quelque_chose,
    en_une_note,
    est_perdue,
    ordonne,
    prend_le_reste,
    presente,
    redire,
    reste,
)
from bot.dialogue.pesee import Pesee
from bot.dialogue.reclamations import Reclamations
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.clause.changements import (
    change_une_liste,
    lire_changement,
    mene_a_un_ordre,
    reecrit,
    vide_une_liste,
)
from bot.lecture.clause.selections import ne_donne_que_des_rangs
from bot.metier.contrat import FAITS_DU_CONTRAT
from bot.metier.faits import LOTS
from bot.metier.referentiel import Referentiel
from bot.metier.situation import CONFIRMATION

# a longer message is a text that is pasted: it is read as a whole
SIGNES_AU_PLUS = 400
# each piece costs a classification or two
MORCEAUX_AU_PLUS = 8
MAIS = "mais"
FIN_DE_PHRASE = (".", ";", "!", "?", "\n")


# what is left out of the rest, whose value comes next
SAUF_EN_FIN = compiler(r"\b{sauf} (?:\w+[ ']){1,3}\w+$", "lecture/selections")


@dataclass(frozen=True)
class Enchainement:
    """Cuts messages, and works their parts in order."""

    referentiel: Referentiel
    comprehension: Comprehension
    conduite: Conduite
    pesee: Pesee
    suite: Suite
    reclamations: Reclamations

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Return the turn of a message, whole or part by part."""
        if etat.suivi.avis and message.analyser and not message.bouton:
            if presente := self.reclamations.presente(message, etat):
                return self.suite.continuer(etat, (presente,))
            ordre = self.reclamations.ordre(message, etat)
            message = self._message(ordre, message) if ordre else message
        coupes = self._morceaux(message) if self._se_coupe(message, etat) else []
        relus = _relus(message)
        entier = self._essayer(message, etat)
        d_un_bloc = entier.compris.autre_marche or LOTS in entier.compris.lu.faits
        if 1 < len(coupes) <= MORCEAUX_AU_PLUS and not d_un_bloc:
            parts = self._couper(coupes, message, etat)
            entier = entier._replace(pris=self.pesee.pris(entier))
            if len(parts) > 1 and _disent_plus(parts, entier):
                return self._rassembler(parts)
            if perdues := self._perdues(coupes, entier, etat):
                tour = self._d_un_bloc(entier)
                return replace(tour, paroles=(*tour.paroles, *redire(perdues)))
        parts = (
            self._avec_sa_question(relus, entier)
            or self._avec_la_suite(relus, entier)
            or self._avec_ce_qui_la_cache(relus, entier)
        )
        return self._rassembler(parts) if parts else self._d_un_bloc(entier)

    def _avec_sa_question(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return « on est en préparation » and the question after it, which hid the answer."""
        *avant, finale = relus or [Morceau("", "")]
        if not avant or not finale.texte.endswith("?") or entier.compris.options:
            return []
        message = entier.compris.message
        dit = "".join(morceau.entre + morceau.texte for morceau in avant)
        dite = self._peser(self._message(dit, message), entier.etat)
        nouveaux = _poses(dite) - _poses(entier)
        repond = entier.etat.question in nouveaux and self._interroge_a_part(finale.texte, entier)
        # what is bought is told in words of the buyer's own
        dit_sure = dite.pris == "sur" or (dite.pris == "ses_mots" and repond)
        if not dit_sure or not nouveaux or not (_se_detache(finale.entre) or repond):
            return []
        question = self._essayer(self._message(finale.texte, message), dite.tour.etat)
        # « un marché de 4 ans. Dans ce cas ? » supposes what it says before
        suppose = message.dit.suppose_franchement
        ensemble = suppose and not question.compris.message.suppose
        return [] if ensemble else [dite, question._replace(pris="sur")]

    def _interroge_a_part(self, texte: str, entier: Part) -> bool:
        """Tell « est-ce que ça suffit ? », « on est obligés ? » from « ou un accord-cadre ? »."""
        lu = entier.compris.message
        if lu.suppose or lu.essaie_une_valeur:
            return False
        if tournures(texte.rstrip(" ?")).question:
            return True
        seule = self._essayer(self._message(texte, lu), entier.etat).compris
        # « …, ou un accord-cadre ? » names the other answer
        return seule.lu.interroge and not (seule.lu.dit_un_fait or seule.message.lectures)

    def _avec_la_suite(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return a contract that is described, then « le reste par défaut, donnez la clause »."""
        etat = entier.tour.etat
        if len(relus) < 2 or not _decrit(entier) or not _peut_se_couper(entier.compris.message):
            return []
        suites = list[Part]()
        for morceau in relus[1:]:
            part = self._peser(self._message(morceau.texte, entier.compris.message), etat)
            if part.pris == "sur" and (prend_le_reste(part) or ordonne(part.compris)):
                suites.append(part)
                etat = part.tour.etat
        return [entier._replace(pris="sur"), *suites] if suites else []

    def _avec_ce_qui_la_cache(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return « oui, toute l'année », and « pour le montant je l'ai mis », which hid it."""
        etat, message = entier.etat, entier.compris.message
        # what is read of it, compared, said of a lot or left open, hides nothing
        lu = entier.compris.lu
        lue = bool(LOTS in lu.faits or lu.a_regler or entier.compris.options)
        cachee = etat.question in FAITS_DU_CONTRAT and etat.question not in _poses(entier)
        autre = etat.oral or message.suppose or message.dit.question
        if len(relus) < 2 or lue or not cachee or autre:
            return []
        dite = self._peser(self._message(relus[0].texte, message), etat)
        # « oui », « non » may be said of what was just noted
        seul = dite.compris.message.intention in OUI_OU_NON
        if seul or dite.pris != "sur" or etat.question not in _poses(dite):
            return []
        reste = "".join(morceau.entre + morceau.texte for morceau in relus[1:])
        suite = self._message(reste.lstrip(" ,.;"), message)
        return [dite, self._peser(suite, dite.tour.etat)]

    def _perdues(self, coupes: Sequence[Morceau], entier: Part, etat: Etat) -> list[Part]:
        """Return the pieces that say something, which nothing of the whole took."""
        message, modalite = entier.compris.message, self.pesee.demandee(etat)
        a_choisir = modalite is not None and modalite.genre in ("revue", "choix")
        if not a_choisir or entier.pris != "sur" or message.dit.question:
            return []
        parts = [
            self._peser(self._message(dit, message), etat) for dit in self._dites(coupes, entier)
        ]
        return [part for part in parts if est_perdue(part) and dit_quelque_chose(part)]

    def _dites(self, coupes: Sequence[Morceau], entier: Part) -> list[str]:
        """Return the pieces, but the numbers that axes were told by: « 1 et 4, pas d’égalité »."""
        axes = AXES in entier.changes
        dits = (m.texte for m in coupes)
        return [d for d in dits if not (axes and ne_donne_que_des_rangs(d, self._noms_des_axes))]

    def _d_un_bloc(self, entier: Part) -> Tour:
        """Return the turn of a message that is one, then what else it asks."""
        compris, etat = entier.compris, entier.etat
        tour = dire_les_oublis(compris, entier.tour)
        if compris.en_plus and tour.etat.suivi.echecs > etat.suivi.echecs:
            tour = Tour(etat)  # the whole was not understood, its parts are
        for demande in compris.en_plus:
            suite = self._essayer(demande, tour.etat).tour
            remis = any(parole.document for parole in suite.paroles)
            dites = [p for p in tour.paroles if not (remis and p.reponse in A_LA_FIN)]
            tour = Tour(suite.etat, (*dites, *suite.paroles))
        return tour

    def _se_coupe(self, message: Message, etat: Etat) -> bool:
        """Tell a message about the clause; what describes a contract is read as a whole."""
        if etat.suivi.motif in (EFFACEMENT, PRECISION) or etat.question == CONFIRMATION:
            return False
        apres = etat.question is None and etat.suivi.avis is not None
        decide = apres or etat.question in self.referentiel.modalites
        return decide and not etat.oral and _peut_se_couper(message)

    def _morceaux(self, message: Message) -> list[Morceau]:
        """Cut a message; « tout par défaut » comes after what is told, before what is ordered.

        It takes what is left, wherever it is said: « santé, tout par défaut, sans insertion ».
        """
        coupes = _menes(morceaux(message.texte))
        defauts = [m for m in coupes if tournures(m.texte).prend_tous_les_defauts]
        if not defauts or len(coupes) > MORCEAUX_AU_PLUS:
            return coupes
        dits = [m for m in coupes if m not in defauts]
        ordres = list[Morceau]()
        while dits and self._message(dits[-1].texte, message).intention in ORDRES:
            ordres.insert(0, dits.pop())
        return [*dits, *defauts, *ordres]

    def _couper(self, coupes: Sequence[Morceau], message: Message, etat: Etat) -> list[Part]:
        parts = list[Part]()
        courant = coupes[0].texte
        for morceau in coupes[1:]:
            part = self._peser(self._message(courant, message), etat)
            suite = self._peser(self._message(morceau.texte, message), part.tour.etat)
            if self._passe_a_autre_chose(part, suite, morceau.entre):
                parts.append(part)
                etat, courant = part.tour.etat, morceau.texte
            else:
                courant += morceau.entre + morceau.texte
        return [*parts, self._peser(self._message(courant, message), etat)]

    def _message(self, texte: str, entier: Message) -> Message:
        assert entier.analyser is not None
        part = entier.analyser(texte)
        return replace(part, entier=entier.entier or entier.texte, recu=entier.recu)

    def _peser(self, message: Message, etat: Etat) -> Part:
        """Try a part, and tell how surely it is a message."""
        part = self._essayer(message, etat)
        return part._replace(pris=self.pesee.pris(part))

    def _essayer(self, message: Message, etat: Etat) -> Part:
        compris = self.comprehension.comprendre(message, etat)
        tour = self.conduite.conduire(compris, etat)
        return Part(compris, etat, tour)

    def _passe_a_autre_chose(self, part: Part, suite: Part, entre: str) -> bool:
        """Tell that a piece is a message of its own, after what was said before it."""
        if suite.pris != "sur" or RENVOI.search(suite.compris.message.dit.plie):
            return False
        if AXES in part.changes and self.pesee.axes.ne_nomme_qu_eux(suite.compris.message.texte):
            return False  # « l'axe santé et sécurité » is one
        if self._choisit_dans_une_liste(part) and ne_donne_que_des_rangs(
            suite.compris.message.texte, self._noms_des_axes
        ):
            return False  # « en santé, 2 et 3 »
        # « refais la clause en trimestriel »
        if self.pesee.est_net(suite) or (ordonne(part.compris) and suite.changes):
            return True
        demandee = self.referentiel.modalites.get(part.etat.question or "")
        # « la 1 et la 3 » are of one list: the second answers no other question
        choisit = part.etat.question in part.changes
        en_liste = choisit and demandee is not None and demandee.genre in A_COCHER
        repond = suite.etat.question in suite.changes
        # the buyer's own words go on, but over the end of a sentence
        finie = part.pris == "sur" or (part.pris == "ses_mots" and entre.startswith(FIN_DE_PHRASE))
        # « j'ai dit 3 et 4 » tells one answer over again
        liee = en_liste or part.compris.message.dit.redit or bool(part.changes & suite.changes)
        if not finie or not repond or liee:
            return False
        if not choisit:
            return True
        # « non, on n'en a pas mis » says it twice: the second answers the same question
        redit = self._essayer(suite.compris.message, part.etat)
        return not redit.changes & part.changes

    @cached_property
    def _noms_des_axes(self) -> Mapping[str, Sequence[str]]:
        return {axe.id: axe.mots for axe in self.referentiel.axes.values()}

    def _choisit_dans_une_liste(self, part: Part) -> bool:
        """Tell items that were picked in a list, the one that is asked for or another."""
        modalites = (self.referentiel.modalites.get(fait) for fait in part.changes)
        return any(m is not None and m.genre in A_COCHER for m in modalites)

    def _rassembler(self, parts: Sequence[Part]) -> Tour:
        """Confirm all at once, say back what nothing took, give what was asked for at the end."""
        prises = [part for part in parts if part.pris != "rien"]
        etat = parts[-1].tour.etat if parts[-1] in prises else parts[-1].etat
        dites = [p for part in prises[:-1] for p in part.tour.paroles if reste(p)]
        derniere = [p for p in prises[-1].tour.paroles if p.document is None]
        etat = replace(etat, suivi=etat.suivi.en_un_change(parts[0].etat.suivi))
        paroles = [*en_une_note([*dites, *derniere]), *redire([p for p in parts if est_perdue(p)])]
        if etat.question != parts[0].etat.question and not any(map(presente, derniere)):
            paroles += self.suite.presenter(etat)
        if not any(parole.document for part in prises for parole in part.tour.paroles):
            return Tour(etat, tuple(paroles))
        return self._remettre(etat, [p for p in paroles if p.reponse not in A_LA_FIN])

    def _remettre(self, etat: Etat, paroles: Sequence[Parole]) -> Tour:
        """Give the clause once all is said, unless a question is left."""
        if etat.question is not None:
            return Tour(etat, tuple(paroles))
        remise = self.suite.rediger(etat)
        return Tour(remise.etat, (*paroles, *remise.paroles))


def _poses(part: Part) -> frozenset[str]:
    """Return what a part leaves noted that was not."""
    return frozenset(part.etat.faits.differences(part.tour.etat.faits))


def _se_detache(entre: str) -> bool:
    """Tell a question that is a sentence of its own, or that « mais » sets against the rest."""
    return entre.startswith(FIN_DE_PHRASE) or MAIS in entre.split()


def _decrit(part: Part) -> bool:
    """Tell what describes a contract, up to its verdict and the question after it."""
    avis, etat = part.etat.suivi.avis, part.tour.etat
    return avis is None and etat.suivi.avis is not None and etat.question is not None


def _relus(message: Message) -> list[Morceau]:
    """Cut what was typed; not a click, nor a message that was made of another."""
    fait = message.entier not in ("", message.texte)
    typee = message.analyser is not None and not message.bouton
    return morceaux(message.texte) if typee and not fait else []


def _peut_se_couper(message: Message) -> bool:
    """Tell what is typed, and short, from a click, a text that is pasted, a supposition, lots."""
    if message.analyser is None or message.bouton or message.suppose:
        return False
    de_lots = any(lue.fait == LOTS for lue in message.lectures)
    un_article = message.dit.question and message.dit.article_cite is not None
    return len(message.texte) <= SIGNES_AU_PLUS and not (de_lots or un_article)


def _disent_plus(parts: Sequence[Part], entier: Part) -> bool:
    """Tell that the parts say all that the whole does, and more when some are in doubt."""
    if all(part.pris == "rien" for part in parts):
        return False
    # what « le reste par défaut » takes hangs on what was said before it
    if any(prend_le_reste(part) for part in parts):
        return True
    dites = frozenset[str]().union(*(part.changes for part in parts))
    if all(part.pris == "sur" for part in parts):
        return dites >= entier.changes
    if entier.pris != "sur" or dites > entier.changes:
        return True
    ordonnent = any(ordonne(part.compris) for part in parts) and not ordonne(entier.compris)
    return ordonnent or any(est_perdue(part) and dit_quelque_chose(part) for part in parts)


def _menes(coupes: Sequence[Morceau]) -> list[Morceau]:
    """Return the pieces with those that only lead to the next put before it."""
    menes = list[Morceau]()
    for morceau in coupes:
        if menes and _mene_a(menes[-1].texte, morceau):
            avant = menes.pop()
            morceau = Morceau(avant.entre, avant.texte + morceau.entre + morceau.texte)
        menes.append(morceau)
    return menes


def _d_une_liste(*dits: str) -> bool:
    return all(ne_donne_que_des_rangs(dit, {}) for dit in dits)


def _mene_a(courant: str, morceau: Morceau) -> bool:
    """Tell the « non » of « non, enlève ça », « la 1 ne va pas, mets la 2 »: no answers."""
    if vide_une_liste(courant):
        return True  # « modifie les actions santé : enlève toutes et mets la 2 »
    if lire_changement(courant) is None:
        echange = lire_changement(courant + morceau.entre + morceau.texte)
        if echange is not None and echange.mode == "remplace":
            return True
    if SAUF_EN_FIN.search(plier(courant)) or _d_une_liste(courant, morceau.texte):
        return True  # « tout par défaut sauf le suivi, tous les trimestres »; « 1 et 4 »
    interjection = INTERJECTION.fullmatch(plier(courant)) is not None
    ordre = change_une_liste(morceau.texte) or reecrit(morceau.texte)
    suit = morceau.entre.startswith(",") and ordre
    return suit and (interjection or mene_a_un_ordre(courant))
