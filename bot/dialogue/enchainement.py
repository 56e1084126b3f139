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
    avec_l_exception,
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
            parts = self._couper(_phrases(coupes), message, etat)
            entier = entier._replace(pris=self.pesee.pris(entier))
            if len(parts) > 1 and _disent_plus(parts, entier):
                return self._rassembler(parts)
            if restes := self._restes(coupes, entier):
                return self._rassembler([entier, *restes])
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
        dit = _dit(avant)
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
        # « oui », « non » may be said of what was just noted, unless a value is proposed
        propose = etat.suivi.candidat is not None
        seul = not propose and dite.compris.message.intention in OUI_OU_NON
        if seul or dite.pris != "sur" or etat.question not in _poses(dite):
            return []
        suite = self._message(_dit(relus[1:]).lstrip(" ,.;"), message)
        return [dite, self._peser(suite, dite.tour.etat)]

    def _restes(self, coupes: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return what is told beside « par défaut pour le reste », taken on the state it leaves."""
        if entier.pris != "sur" or not prend_le_reste(entier):
            return []
        restes, etat = list[Part](), entier.tour.etat
        for morceau in coupes:
            part = self._peser(self._message(morceau.texte, entier.compris.message), etat)
            dit = _poses(part) | {*part.compris.lu.refuses}
            if part.pris == "sur" and dit and self.pesee.est_net(part):
                restes.append(part)
                etat = part.tour.etat
        return restes

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
        defauts = [piece for m in defauts for piece in avec_l_exception(m)]
        ordres = list[Morceau]()
        while dits and self._message(dits[-1].texte, message).intention in ORDRES:
            ordres.insert(0, dits.pop())
        return [*dits, *defauts, *ordres]

    def _couper(
        self, phrases: Sequence[Sequence[Morceau]], message: Message, etat: Etat
    ) -> list[Part]:
        """Return the parts of each sentence, on the state that those before it leave.

        A sentence that is nothing by itself goes on with the part before it.
        """
        parts = list[Part]()
        for phrase in phrases:
            ou = parts[-1].tour.etat if parts else etat
            nouvelles = self._membres(phrase, message, ou)
            suivie = parts and self._suivie(parts[-1], nouvelles, phrase, message)
            parts = [*parts[:-1], suivie] if suivie else [*parts, *nouvelles]
        return parts

    def _suivie(
        self,
        avant: Part,
        nouvelles: Sequence[Part],
        phrase: Sequence[Morceau],
        message: Message,
    ) -> Part | None:
        """Return a part with the sentence that goes on with it, if it takes no less so."""
        # « non !! gardez tout », « pas l'insertion. seulement la santé » answer once
        suit = _est_une_interjection(avant) or nouvelles[0].pris == "ses_mots"
        # « j'ai pas demandé l'insertion ! juste la santé »
        d_axes = AXES in avant.changes and nouvelles[0].compris.lu.souhait is not None
        redit = d_axes or (suit and self._redit(avant, nouvelles[0]))
        if not (redit or self._continue(avant, nouvelles)):
            return None
        dit = avant.compris.message.texte + _dit(phrase)
        ensemble = self._peser(self._message(dit, message), avant.etat)
        return None if _perd(ensemble, [avant, *([] if redit else nouvelles)]) else ensemble

    def _continue(self, avant: Part, nouvelles: Sequence[Part]) -> bool:
        """Tell a sentence that hangs on the one before it, or is of the list that it fills."""
        premiere = nouvelles[0]
        if RENVOI.search(premiere.compris.message.dit.plie) or avant.compris.message.dit.redit:
            return True
        rien = avant.pris == "rien" or all(part.pris == "rien" for part in nouvelles)
        mots = premiere.pris == avant.pris == "ses_mots" and avant.changes & premiere.changes
        return rien or bool(mots)

    def _membres(self, coupes: Sequence[Morceau], message: Message, etat: Etat) -> list[Part]:
        """Return the parts of a sentence."""
        parts = list[Part]()
        courant = self._peser(self._message(coupes[0].texte, message), etat)
        for morceau in coupes[1:]:
            suite = self._peser(self._message(morceau.texte, message), courant.tour.etat)
            dit = courant.compris.message.texte + morceau.entre + morceau.texte
            ensemble = self._peser(self._message(dit, message), courant.etat)
            if self._passe_a_autre_chose(courant, suite, ensemble, morceau.entre):
                parts.append(courant)
                courant = suite
            else:
                courant = ensemble
        return [*parts, courant]

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

    def _passe_a_autre_chose(self, part: Part, suite: Part, ensemble: Part, entre: str) -> bool:
        """Tell that a piece is a message of its own, after what was said before it."""
        seule = part.pris == "sur" and not _est_une_interjection(part)
        if suite.pris != "sur" or RENVOI.search(suite.compris.message.dit.plie):
            return seule and suite.pris == "rien" and _oublie(ensemble, part)
        if AXES in part.changes and self.pesee.axes.ne_nomme_qu_eux(suite.compris.message.texte):
            return False  # « l'axe santé et sécurité » is one
        if self._choisit_dans_une_liste(part) and ne_donne_que_des_rangs(
            suite.compris.message.texte, self._noms_des_axes
        ):
            return False  # « en santé, 2 et 3 »
        # « refais la clause en trimestriel »
        if self.pesee.est_net(suite) or (ordonne(part.compris) and suite.changes):
            return True
        if part.pris != "sur" or self._est_liee(part, suite):
            return False
        # « on n'en a pas, mais je veux surtout de la sécurité »: together, they say less
        if seule and _perd(ensemble, [part, suite]):
            return True
        return suite.etat.question in suite.changes and not self._dit_deux_fois(part, suite)

    def _est_liee(self, part: Part, suite: Part) -> bool:
        """Tell pieces that are of one list, or tell one answer over again."""
        demandee = self.pesee.demandee(part.etat)
        # « la 1 et la 3 » are of one list: the second answers no other question
        choisit = part.etat.question in part.changes
        en_liste = choisit and demandee is not None and demandee.genre in A_COCHER
        # « j'ai dit 3 et 4 » tells one answer over again
        redit = part.compris.message.dit.redit
        return en_liste or redit or bool(part.changes & suite.changes)

    def _dit_deux_fois(self, part: Part, suite: Part) -> bool:
        """Tell « non, on n'en a pas mis »: the second answers the same question."""
        return part.etat.question in part.changes and self._redit(part, suite)

    def _redit(self, part: Part, suite: Part) -> bool:
        """Tell that what follows a part answers the same question."""
        return bool(self._essayer(suite.compris.message, part.etat).changes & part.changes)

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


def _dit(coupes: Sequence[Morceau]) -> str:
    return "".join(morceau.entre + morceau.texte for morceau in coupes)


def _est_une_interjection(part: Part) -> bool:
    return INTERJECTION.fullmatch(part.compris.message.dit.plie.strip(" .!")) is not None


def _perd(ensemble: Part, parts: Sequence[Part]) -> bool:
    """Tell that parts decide more, one after the other, than they do together."""
    lu = ensemble.compris.lu
    if lu.a_regler or lu.remis_en_cause or lu.interroge:
        return False  # « attribué mais pas notifié » is asked about
    # « non, en plus » undoes more than it says
    dites = (part for part in parts if ordonne(part.compris) or not part.compris.lu.vide)
    prises = [part.changes for part in dites if part.pris != "rien"]
    seules = frozenset[str]().union(*prises)
    return bool(seules) and (ensemble.pris == "rien" or seules > ensemble.changes)


def _oublie(ensemble: Part, part: Part) -> bool:
    """Tell that what a part decides is lost with what follows it: « c'est bon, continue »."""
    if ordonne(part.compris):
        return not ordonne(ensemble.compris)
    lu = ensemble.compris.lu
    demande = lu.a_regler or lu.remis_en_cause or lu.interroge or part.compris.lu.vide
    return not demande and not part.changes <= ensemble.changes


def _phrases(coupes: Sequence[Morceau]) -> list[list[Morceau]]:
    """Return the pieces by sentence."""
    phrases = list[list[Morceau]]()
    for morceau in coupes:
        if phrases and not morceau.entre.startswith(FIN_DE_PHRASE):
            phrases[-1].append(morceau)
        else:
            phrases.append([morceau])
    return phrases


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
    perdues = [part for part in parts if est_perdue(part)]
    interroge = any(part.compris.message.texte.endswith("?") for part in perdues)
    if interroge or all(part.pris == "rien" for part in parts):
        return False
    # what « le reste par défaut » takes hangs on what was said before it
    if any(prend_le_reste(part) for part in parts):
        return True
    dites = frozenset[str]().union(*(part.changes for part in parts))
    if all(part.pris == "sur" for part in parts):
        # the whole may keep words of the buyer's own, where its parts only choose
        return dites > entier.decide or (dites == entier.decide and entier.pris != "ses_mots")
    if dites > entier.decide or (entier.pris != "sur" and dites != entier.decide):
        return True
    ordonnent = any(ordonne(part.compris) for part in parts) and not ordonne(entier.compris)
    return ordonnent or (any(map(dit_quelque_chose, perdues)) and dites == entier.decide)


def _menes(coupes: Sequence[Morceau]) -> list[Morceau]:
    """Return the pieces with those that only lead to the next put before it."""
    menes = list[Morceau]()
    for morceau in coupes:
        if menes and _mene_a(menes[-1].texte, morceau):
            avant = menes.pop()
            morceau = Morceau(avant.entre, avant.texte + morceau.entre + morceau.texte)
        menes.append(morceau)
    return menes


def _annonce(courant: str, morceau: Morceau) -> bool:
    """Tell what names the thing that the rest of the sentence puts, or puts in its place."""
    if SAUF_EN_FIN.search(plier(courant)):
        return True  # « tout par défaut sauf le suivi, tous les trimestres »
    if lire_changement(courant) is not None:
        return False
    echange = lire_changement(courant + morceau.entre + morceau.texte)
    return echange is not None and echange.mode == "remplace"


def _d_une_liste(*dits: str) -> bool:
    return all(ne_donne_que_des_rangs(dit, {}) for dit in dits)


def _mene_a(courant: str, morceau: Morceau) -> bool:
    """Tell the « non » of « non, enlève ça », « la 1 ne va pas, mets la 2 »: no answers."""
    if vide_une_liste(courant) or _d_une_liste(courant, morceau.texte):
        return True  # « modifie les actions santé : enlève toutes et mets la 2 »; « 1 et 4 »
    if not morceau.entre.startswith(FIN_DE_PHRASE) and _annonce(courant, morceau):
        return True
    interjection = INTERJECTION.fullmatch(plier(courant)) is not None
    ordre = change_une_liste(morceau.texte) or reecrit(morceau.texte)
    suit = morceau.entre.startswith(",") and ordre
    return suit and (interjection or mene_a_un_ordre(courant))
