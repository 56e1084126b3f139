"""What the whole of a message hides, read again in its parts: an answer behind a question, a stage.

The whole is right in what it takes; what a part by itself adds to it is taken besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.etape_datee import LANCEMENT, NOTIFICATION
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import FIN_DE_PHRASE, INTERJECTION, Morceau, morceaux
from bot.dialogue.comprendre.probable import OUI_OU_NON
from bot.dialogue.comprendre.tournures import tournures
from bot.dialogue.decoupe import Decoupe
from bot.dialogue.essais import Essais
from bot.dialogue.etat import Etat
from bot.dialogue.parts import Part, ordonne, prend_le_reste
from bot.dialogue.phrases import peut_se_couper, phrases, recoller
from bot.francais.texte import plier
from bot.lecture.etapes import ETAPE
from bot.metier.contrat import FAITS_DU_CONTRAT
from bot.metier.faits import LOTS

MAIS = "mais"
DE_L_ETAPE = frozenset({ETAPE, LANCEMENT, NOTIFICATION})


@dataclass(frozen=True)
class Relecture:
    """Reads a message again, in the parts that the whole of it hides."""

    essais: Essais
    decoupe: Decoupe

    def parts(self, message: Message, entier: Part) -> list[Part]:
        """Return the parts to take one after the other; none when the whole hides nothing."""
        relus = _relus(message)
        return (
            self._avec_ses_defauts(relus, entier)
            or self._avec_sa_question(relus, entier)
            or self._avec_la_suite(relus, entier)
            or self._avec_ce_qui_la_cache(relus, entier)
            or self._avec_son_etape(relus, entier)
        )

    def _avec_ses_defauts(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return a contract that is described, and « tout par défaut, sauf le suivi » after it.

        What the defaults take hangs on the verdict, and on what is left out of them.
        """
        etat, message = entier.etat, entier.compris.message
        ouvre = _ouvre(etat) and not etat.oral and message.dit.prend_tous_les_defauts
        debut = self._debut_des_defauts(relus, message) if ouvre and peut_se_couper(message) else 0
        decrit = self.essais.peser(recoller(relus[:debut]), message, etat) if debut else None
        if decrit is None or not _decrit(decrit):
            return []
        dite = recoller(relus[debut:]).lstrip(" ,.;")
        suite = replace(self.essais.message(dite, message), analyser=message.analyser)
        apres = self.decoupe.couper(self.decoupe.morceaux(suite), suite, decrit.tour.etat)
        return [decrit._replace(pris="sur"), *apres]

    def _debut_des_defauts(self, relus: Sequence[Morceau], message: Message) -> int:
        """Return the rank of the piece where the sentence of the defaults begins to say no fact."""
        debut = 0
        for phrase in phrases(relus):
            for rang, morceau in enumerate(phrase):
                if tournures(morceau.texte).prend_tous_les_defauts:
                    avant = self.essais.message(recoller(phrase[:rang]), message) if rang else None
                    return debut + (rang if avant and avant.lus else 0)
            debut += len(phrase)
        return 0

    def _avec_sa_question(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return « on est en préparation » and the question after it, which hid the answer."""
        *avant, finale = relus or [Morceau("", "")]
        if not avant or not finale.texte.endswith("?") or entier.compris.options:
            return []
        message = entier.compris.message
        avant_elle = recoller(avant)
        dite = self.essais.peser(avant_elle, message, entier.etat)
        # « bof, ça vaut le coup ? » answers nothing
        repondu = dite.compris.message.intention in OUI_OU_NON
        if INTERJECTION.fullmatch(plier(avant_elle)) and not repondu:
            return []
        if not _se_detache(finale.entre) and self.essais.pesee.ne_fait_que_nommer(dite):
            return []  # « le plafond, c'est obligatoire ? »
        nouveaux = dite.poses - entier.poses
        attendue = entier.etat.question in nouveaux or _ouvre(entier.etat)
        repond = attendue and self._interroge_a_part(finale.texte, entier)
        # what is bought is told in words of the buyer's own
        dit_sure = dite.pris == "sur" or (dite.pris == "ses_mots" and repond)
        if not dit_sure or not nouveaux or not (_se_detache(finale.entre) or repond):
            return []
        question = self.essais.essayer(self.essais.message(finale.texte, message), dite.tour.etat)
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
        seule = self.essais.essayer(self.essais.message(texte, lu), entier.etat).compris
        # « …, ou un accord-cadre ? » names the other answer
        return seule.lu.interroge and not (seule.lu.dit_un_fait or seule.message.lectures)

    def _avec_la_suite(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return a contract that is described, then « le reste par défaut, donnez la clause »."""
        etat = entier.tour.etat
        if len(relus) < 2 or not _decrit(entier) or not peut_se_couper(entier.compris.message):
            return []
        suites = list[Part]()
        for morceau in relus[1:]:
            part = self.essais.peser(morceau.texte, entier.compris.message, etat)
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
        cachee = etat.question in FAITS_DU_CONTRAT and etat.question not in entier.poses
        autre = etat.oral or message.suppose or message.dit.question
        if len(relus) < 2 or lue or not cachee or autre:
            return []
        dite = self.essais.peser(relus[0].texte, message, etat)
        # « oui », « non » may be said of what was just noted, unless a value is proposed
        propose = etat.suivi.candidat is not None
        seul = not propose and dite.compris.message.intention in OUI_OU_NON
        if seul or dite.pris != "sur" or etat.question not in dite.poses:
            return []
        suite = recoller(relus[1:]).lstrip(" ,.;")
        return [dite, self.essais.peser(suite, message, dite.tour.etat)]

    def _avec_son_etape(self, relus: Sequence[Morceau], entier: Part) -> list[Part]:
        """Return a contract that is described first, and « on publie en janvier » beside it."""
        etat, message = entier.tour.etat, entier.compris.message
        lue = entier.compris.options or etat.faits.etape is not None or not entier.changes
        if len(relus) < 2 or lue or not (_ouvre(entier.etat) and peut_se_couper(message)):
            return []
        for morceau in relus[1:]:
            part = self.essais.peser(morceau.texte, message, etat)
            if part.pris == "sur" and ETAPE in part.changes <= DE_L_ETAPE:
                return [entier._replace(pris="sur"), part]
        return []


def _ouvre(etat: Etat) -> bool:
    """Tell that nothing is asked yet: whatever is told of the contract is welcome."""
    return etat.question is None and etat.suivi.avis is None


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
