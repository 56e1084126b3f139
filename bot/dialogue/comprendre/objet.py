"""The contract's subject: taken as it was said, when it can be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.parties import est_une_interjection
from bot.dialogue.etat import Etat, Valeurs
from bot.dialogue.interventions import Interventions
from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.clause.changements import sans_guillemets
from bot.lecture.objets.lecture import Objets
from bot.metier.referentiel import Bornes

OBJET = "objet"
# « occupation de la cale », « un camion-benne »: a noun by its end, or by its article
UNE_CHOSE = compiler("{une_chose}", "lecture/objets")
# « j'ai le papier sous les yeux. « Entretien des aires de jeux. » Voilà »
PHRASE_SUIVANTE = re.compile(r"[.?!…;]\s+(?=\w)|\n")
# what parts a subject from another fact; a bare number may stand in a subject
SIGNES, NOMBRE = ",(:–", "nombre"
# « jviens de le dire, la tonte », « la tonte je vous l'ai écrit »: said to the assistant
DEJA_DIT = compiler(
    r"^\W*(?:{avant_de_redire}[ ,]+)*{redit}(?!\w)(?: {apres_avoir_redit})*[ ,.:;!]*"
    r"|[ ,.:;!]+(?:{avant_de_redire} )*{redit}(?: {apres_avoir_redit})*\W*$",
    "francais/tournures",
)
# « enlevez « à revoir » de l'objet »: what stands in it, to be left out
OTEZ = compiler(
    r"\b{otez_des_mots}(?P<avant>.+?) {dans_l_objet}\b"
    r"|\b{dans_l_objet} ?[,:]? ?{otez_des_mots}(?P<apres>[^.;!?]+)",
    "francais/tournures",
)
# « changez nettoyage des écoles en entretien des écoles », told of the known subject
REMPLACEZ = compiler(
    r"\b{remplacez_des_mots} (?P<avant>[^.;!?]+?) (?:{par_d_autres}) (?P<apres>[^.;!?]+)",
    "francais/tournures",
)
# « ce n'est pas le nettoyage des façades mais l'enlèvement des graffitis »: what follows it is
NIE_PUIS_DIT = compiler(
    r"\W*{ce_n_est_plus} [^.;!?]+?[ ,]+(?:{mais}|{c_est_lui}) ?", "lecture/nommees"
)
CITES = re.compile(r"[«\"“]")
GUILLEMETS, SIGNES_AU_BORD = ' «»"“”\u00a0', " ,;:–-\u00a0"
# a longer opening says something of the subject
MOTS_D_UN_OBJET = 10
PLUSIEURS_PHRASES = re.compile(r"[.?!…]\W+\w")


@dataclass(frozen=True)
class LecteurDObjet:
    """Takes the words of an answer to « quel est l'objet ? », or of a correction."""

    interventions: Interventions
    objets: Objets
    bornes: Mapping[str, Bornes]
    discrimine: Callable[[str], bool]

    def completer(self, faits: Valeurs, message: Message, etat: Etat) -> Valeurs:
        """Take what is bought as it was said, unless the message only answers the question.

        Words that discriminate are no subject: they would stand in the clause.
        """
        dits = self._completer(faits, message, etat)
        dit = str(dits.get(OBJET) or "")
        if est_une_interjection(dit) or self.discrimine(dit):
            return {fait: valeur for fait, valeur in dits.items() if fait != OBJET}
        return dits

    def reecrit(self, texte: str, etat: Etat) -> Valeurs:
        """Return the subject that « remplacez nettoyage des écoles par … » puts in its place.

        Or the known one without what « enlevez « à revoir » de l'objet » takes out of it.
        """
        remplace, connu = REMPLACEZ.search(plier(texte)), etat.faits.contrat.objet
        if remplace and connu and plier(remplace["avant"]).strip(GUILLEMETS) == plier(connu):
            autre = self.objets.epurer(sans_guillemets(texte[slice(*remplace.span("apres"))]))
            return {OBJET: autre} if autre and not self.discrimine(autre) else {}
        return self._sans_les_mots_otes(texte, etat)

    def _sans_les_mots_otes(self, texte: str, etat: Etat) -> Valeurs:
        dit, connu = OTEZ.search(plier(texte)), etat.faits.contrat.objet
        if not (dit and connu):
            return {}
        otes = (dit["avant"] or dit["apres"]).strip(GUILLEMETS)
        debut = plier(connu).find(otes)
        if debut < 0:
            return {OBJET: connu} if CITES.search(texte) else {}
        reste = (
            f"{connu[:debut].rstrip(GUILLEMETS)} {connu[debut + len(otes) :].lstrip(GUILLEMETS)}"
        )
        return {OBJET: reste.strip(SIGNES_AU_BORD) or connu}

    def retenir_le_probable(self, faits: Valeurs, dit: str, refuse: bool, etat: Etat) -> Etat:
        """Remember what is likely bought, read with too little confidence to be noted.

        Asked in its turn, « J’ai lu : … » is better than what was told already. `dit`: what was
        typed, if it may describe a purchase; `refuse`: no to what was proposed.
        """
        if etat.oral or etat.faits.contrat.objet or OBJET in faits:
            return etat
        decrit = bool(dit) and etat.suivi.avis is None and not self.discrimine(dit)
        lu = self.objets.probable(dit) if decrit else None
        garde = None if refuse and _est_propose(etat) else etat.suivi.objet_probable
        return replace(etat, suivi=replace(etat.suivi, objet_probable=lu or garde))

    def _completer(self, faits: Valeurs, message: Message, etat: Etat) -> Valeurs:
        if _est_propose(etat) and faits and OBJET not in faits and not message.dit.dit_non:
            # whoever goes on confirms
            return {**faits, OBJET: str(etat.suivi.candidat)}
        if dit := self._nomme(faits, message, etat):
            return {**faits, OBJET: dit}
        if etat.question == OBJET and set(faits) == {OBJET}:
            # as a whole, not only the words we know, unless sentences stand around them
            return faits if PLUSIEURS_PHRASES.search(message.texte) else self.lire(message) or faits
        # aloud, what is bought is told as the call opens: later, it stands in an answer
        if etat.oral and etat.question not in (None, OBJET):
            return {fait: valeur for fait, valeur in faits.items() if fait != OBJET}
        connu = etat.faits.contrat.objet
        deja_dit = connu and not (message.corrige or message.dit.nomme_l_objet)
        if deja_dit and _en_est_une_part(str(faits.get(OBJET) or ""), str(connu)):
            return {fait: valeur for fait, valeur in faits.items() if fait != OBJET}
        # « travaux réguliers, oui », « un marché de prestation classique, pas un accord-cadre »,
        # « qui j'appelle pour la fourrière »
        en_passant = message.dit.question or etat.question in faits or set(faits) != {OBJET}
        # « l'étude ergonomique, ce sera tous les deux ans finalement », of an action
        d_une_action = connu and etat.faits.axes and not message.dit.nomme_l_objet
        if d_une_action or (deja_dit and en_passant):
            return {fait: valeur for fait, valeur in faits.items() if fait != OBJET}
        return faits

    def _nomme(self, faits: Valeurs, message: Message, etat: Etat) -> str | None:
        """Return the « linge et nettoyage » of « l'objet c'est linge et nettoyage, et 4 ans »."""
        dit = message.dit
        # of a first description, what was learnt reads it better
        decrit = OBJET in faits and etat.faits.contrat.objet is None
        # « l'objet est faux » gives no other
        if not dit.nomme_l_objet or dit.conteste or (decrit and not message.corrige):
            return None
        objet = self._epurer(message, _apres_ce_que_ce_n_est_pas(dit.plie, dit.apres_l_objet))
        vide = dit.question or dit.dit_juste or self.objets.ne_nomme_rien(objet)
        return None if vide and not message.corrige else objet

    def lire(self, message: Message, insiste: bool = False) -> Valeurs:
        """Return the whole message as the subject; nothing when it is meant otherwise.

        `insiste`: it was asked already, and what names a thing is now meant as one.
        """
        seuils = self.interventions.seuils
        interdit = message.intention not in self.interventions.peut_etre_un_objet
        sur = message.confiance >= seuils["pas_un_objet"]
        notre_sujet = message.dit.nomme_le_plan or message.dit.parle_de_clause
        autre_chose = message.dit.question
        dit_le_plan = notre_sujet and message.intention != "dire_objet"
        nommes = {*self.interventions.nommer(message.dit.plie)}
        autre_chose = autre_chose or bool(nommes & self.interventions.jamais_un_objet)
        objet = self._epurer(message)
        # anything may be bought: what names a thing is one, however far from our subject
        chose = insiste or message.intention == "hors_sujet"
        chose = chose and self._nomme_une_chose(message.dit.plie)
        dit = message.intention == "dire_objet" and message.confiance >= seuils["objet_dit"]
        possible = dit or chose or self.objets.peut_en_etre_un(objet)
        if (interdit and sur) or autre_chose or dit_le_plan or not possible:
            return {}
        if self.discrimine(objet):
            return {}
        return {OBJET: objet}

    def est_dit_en_bref(self, message: Message) -> bool:
        """Tell « l'aide aux devoirs », « slt cest pr le ménage », that begin a conversation."""
        bref = len(message.texte.split()) <= MOTS_D_UN_OBJET and not message.lectures
        return bref and self.objets.en_a_l_air(message.texte)

    def _nomme_une_chose(self, plie: str) -> bool:
        """Tell « un camion-benne 3,5 t », « occupation de la cale » from small talk."""
        return self.objets.en_a_l_air(plie) or UNE_CHOSE.match(plie) is not None

    def _epurer(self, message: Message, depuis: int = 0) -> str:
        longueur = self.bornes[OBJET].longueur_maximale
        dit = _jusqu_a_la_suite(message, depuis) if depuis else message.texte
        dit = _sans_redite(sans_guillemets(dit))
        return self.objets.epurer(dit)[:longueur].strip()


def _est_propose(etat: Etat) -> bool:
    """Tell that it was just asked whether what was read is what is bought."""
    return etat.question == OBJET and etat.suivi.motif == "probable"


def _apres_ce_que_ce_n_est_pas(plie: str, depuis: int) -> int:
    """Return where the subject is told, past « ce n'est pas X mais »."""
    nie = NIE_PUIS_DIT.match(plie, depuis)
    return nie.end() if nie else depuis


def _sans_redite(dit: str) -> str:
    """Return « la tonte », of « je viens de le dire, la tonte »."""
    trouve = DEJA_DIT.search(plier(dit))
    return (dit[: trouve.start()] + dit[trouve.end() :] if trouve else "") or dit


def _en_est_une_part(dit: str, connu: str) -> bool:
    """Tell « oui, c'est du nettoyage », of the cleaning of premises that was told."""
    return {*plier(dit).split()} <= {*plier(connu).split()}


def _jusqu_a_la_suite(message: Message, depuis: int) -> str:
    """Return what is named, up to the sign that parts it from another sentence, or another fact."""
    phrase = PHRASE_SUIVANTE.search(message.texte, depuis)
    fin = phrase.start() if phrase else len(message.texte)
    faits = (lue.debut for lue in message.lectures if lue.fait not in (OBJET, NOMBRE))
    suivant = min((debut for debut in faits if depuis < debut < fin), default=fin)
    signe = max(message.texte.rfind(signe, depuis, suivant) for signe in SIGNES)
    return message.texte[depuis : signe if suivant < fin and signe > depuis else fin]
