"""A message becomes what is understood of it: each question about it is asked once, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.comprendre.apprises import ReponsesApprises
from bot.dialogue.comprendre.autre_marche import comme_une_ouverture
from bot.dialogue.comprendre.comparaison import LecteurDeComparaison
from bot.dialogue.comprendre.compris import (
    Compris,
    Decisions,
    Lu,
    adopter,
    avec_sa_longueur_seule,
)
from bot.dialogue.comprendre.contrat import LecteurDuContrat
from bot.dialogue.comprendre.d_emblee import SANS_CONTENU
from bot.dialogue.comprendre.decisions import LecteurDeDecisions
from bot.dialogue.comprendre.en_toutes_lettres import ARTICLE, CONGE, REDIGER, EnToutesLettres
from bot.dialogue.comprendre.etiquette import Etiquettes
from bot.dialogue.comprendre.intention import Intentions
from bot.dialogue.comprendre.lots import (
    dit_des_lots,
    lots_nommes,
    situer_les_lots,
    trie_des_lots,
)
from bot.dialogue.comprendre.lots_nommes import LotsNommes
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.probable import INCOMPRIS, ReponsesAttendues
from bot.dialogue.comprendre.soin import soigner_les_mots
from bot.dialogue.etat import EFFACEMENT, Etat
from bot.lecture.comparaison import compare
from bot.lecture.lectures import Lecture
from bot.lecture.natures import MARCHE, NATURE, ne_repond_qu_un_marche
from bot.metier.faits import faits_vides


@dataclass(frozen=True)
class Comprehension:
    """Understands messages in the light of where the file stands."""

    apprises: ReponsesApprises
    lettres: EnToutesLettres
    intentions: Intentions
    etiquettes: Etiquettes
    decisions: LecteurDeDecisions
    contrat: LecteurDuContrat
    attendues: ReponsesAttendues
    comparaison: LecteurDeComparaison
    lots: LotsNommes

    def comprendre(self, message: Message, avant: Etat) -> Compris:
        """Return what a message means, where the file stands."""
        message = _dit_un_marche(message) if _repond_un_marche(message, avant) else message
        message = self.apprises.situer(self.lots.numeroter(message, avant), avant)
        voulue = self.lettres.vouloir(message, avant)
        en_plus = self.intentions.en_plus(message)
        message = self.intentions.decider(message, avant, voulue)
        etat = _ou_l_on_en_est(avant)
        autre_marche = self.intentions.est_un_autre_marche(message, etat)
        if autre_marche:
            etat = etat.autre(faits_vides(self.intentions.referentiel))
            ouvre = comme_une_ouverture(message)
            message = self.intentions.decider(ouvre, etat, self.lettres.vouloir(ouvre, etat))
        nommes = lots_nommes(message) if etat.faits.lots else ()
        trie = trie_des_lots(message)
        message = situer_les_lots(message, etat)
        supposes = {} if autre_marche else avant.suivi.supposes
        # « non, on garde les 4 ans », said of it, corrects nothing that was decided before
        decide = replace(etat, suivi=replace(etat.suivi, historique=())) if supposes else etat
        decisions = self.decisions.lire(*self.etiquettes.sous_l_etiquette(message, decide))
        if trie and dit_des_lots(message):
            decisions = Decisions()  # « pas de plan sur le lot 2 » is no wish, whatever is asked
        lu = self.contrat.lire(message, etat, decisions)
        lu, options = self.comparaison.lire(adopter(lu, supposes, message, etat), message, etat)
        lu = soigner_les_mots(lu, etat.question, self.intentions.referentiel)
        # « non merci, je n'en veux pas, au revoir » answers nothing
        lu = Lu() if voulue == CONGE else lu
        # no word of a whole message that orders the clause is an action, or a name
        if voulue == REDIGER and message.dit.ordonne_la_clause:
            lu = avec_sa_longueur_seule(lu, etat)
        ailleurs = message.intention in SANS_CONTENU - {INCOMPRIS}
        dit = "" if ailleurs or message.bouton or message.dit.dit_non else message.tout
        refuse = message.dit.dit_non or message.intention == "nier"
        etat = self.contrat.objet.retenir_le_probable(lu.faits, dit, refuse, etat)
        # « comparez avec et sans clause » tells neither
        seul = message.intention == ARTICLE or compare(message.texte)
        return Compris(
            message=message,
            etat=etat,
            lu=lu,
            probable=self.attendues.probable(message, etat),
            autre_marche=autre_marche,
            en_plus=() if options or seul else en_plus,
            lots=nommes,
            options=options,
            renonce=bool(supposes) and message.dit.dit_non and lu.vide,
        )


def _repond_un_marche(message: Message, etat: Etat) -> bool:
    """Tell « disons marché », asked what kind of contract it is."""
    return etat.question == NATURE and ne_repond_qu_un_marche(message.dit.plie)


def _dit_un_marche(message: Message) -> Message:
    dite = Lecture(NATURE, MARCHE, 0, len(message.texte))
    intention = replace(message, intention="informer", confiance=1.0, question_du_guide=None)
    return replace(intention, lectures=(dite,), classement=())


def _ou_l_on_en_est(avant: Etat) -> Etat:
    """Return the state that a message is read in; once erasing was offered, the one before."""
    etat = avant
    if avant.suivi.motif == EFFACEMENT:
        etat = replace(avant, suivi=avant.suivi.sans_motif())
    return etat.au_debut_d_un_tour()
