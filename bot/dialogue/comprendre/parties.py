"""Cut a message into what it says and what it asks: « 4 ans, mais c'est quoi un titulaire ? »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.dialogue.comprendre.tournures import tournures
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
from bot.lecture.clause.sommes import SOMME

FICHIER = "francais/parties"
PHRASES = re.compile(r"[.;!\n]+|\?+")
# « rédige la clause et je veux parler à quelqu'un »: where a sentence may pass to another request
JOINTURE = compiler(",? {jointure} |, ", FICHIER)
EN_FIN = compiler(",? {jointure}$", FICHIER)
# a comma is followed by a question of its own if it starts like one; « c'est possible ? » does not
QUESTION_FINALE = compiler(
    r"(?i:(?P<reponse>[^?]{2,}?)(?:[.!;\n]\s*(?P<phrase>[^.!;?\n]+\?)|"
    r"(?:,|(?={opposition})) ?"
    r"(?P<suite>(?:{avant_une_question},? )*{interrogatif}[^.!;?\n]+\??))\s*)",
    FICHIER,
)
# « c'est quoi, et est-ce que c'est obligatoire ? »
TETE_DE_QUESTION = compiler(
    r"(?i:(?:{avant_une_question},? )*(?:{interrogatif}|{interrogatif_de_suite}))", FICHIER
)
QUESTION_EN_FIN = compiler(r"(?i:\b{interrogatif_en_fin}$)", FICHIER)
# « l'égalité, ça veut dire quoi ? »: of what is named before it, which it does not choose
QUESTION_REPRISE = compiler(
    r"(?i:(?:{autour_de_la_question},? )*{question_reprise}(?:,? {autour_de_la_question})*[ ?]*)",
    FICHIER,
)
# « …, et refais la clause »: where a message may pass to another one
ENTRE_MESSAGES = compiler("(?i:{entre_messages})", FICHIER)
# what is quoted is one thing, whatever it holds
CITE = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
INSECABLE = compiler("(?i:{insecables})", FICHIER)
INTERJECTION = compiler(r"(?:{interjections}[ ,!.]*)+", FICHIER)
CONCLUSION = compiler(r"{conclusions}", FICHIER)
MERCI = compiler(r"(?:{avant_un_merci}[ ,!.]+)*{remerciements}\W*[.!]\s*(?=\w)", FICHIER)
QUESTION_REDITE = compiler(r"{question_redite} ?[:.,]\s*(?=\w)", FICHIER)
LIEU = compiler("{lieu}", FICHIER)
# what one says, asks oneself about, and sets aside
ECARTE = compiler(
    r"[^?]*[^?\s][^?]*\?+ ?(?:\w{1,3} )?{lecture/selections.non}\b[ ,]*"
    r"(?:{lecture/nommees.cela_est})[^.;!]*[.;!]+ *(?=\w)"
)
LE_RESTE_CONVIENT = compiler("{lecture/nommees.le_reste_convient}")
RENVOI = compiler(r"\b{renvoi}\b", FICHIER)
SINON = compiler("{sinon}", FICHIER)
# « tout par défaut sauf le suivi, semestriel »
SAUF = compiler("(?:^| ){sauf} ", FICHIER)
# what is left out of the rest, whose value comes next
SAUF_EN_FIN = compiler(r"\b{excepte} (?:\w+[ ']){1,3}\w+$", "lecture/selections")
# the end of a sentence
FIN_DE_PHRASE = (".", ";", "!", "?", "\n")
# pieces of a sentence that are looked at: each costs a classification
PARTIES_AU_PLUS = 4


class QuestionFinale(NamedTuple):
    """A question that ends a message, and what stands before it.

    `entiere`: it is a sentence of its own, not the end of one.
    """

    reponse: str
    question: str
    entiere: bool


class Morceau(NamedTuple):
    """A piece of a message, and what stands between it and the one before it."""

    entre: str
    texte: str


def est_une_interjection(texte: str) -> bool:
    """Tell « bon, dommage ! », « je le rappelle », which say nothing of their own."""
    return INTERJECTION.fullmatch(plier(texte).strip(" .,!")) is not None


def sans_le_reste(texte: str) -> str:
    """Return « clause courte » of « clause courte, le reste ok »: the rest stays as it is shown.

    « 200 € par réunion, rien d'autre » tells it of penalties.
    """
    coupes = [] if SOMME.search(plier(texte)) else morceaux(texte)
    dits = [m for m in coupes if not LE_RESTE_CONVIENT.fullmatch(plier(m.texte).strip(" .,!"))]
    recolles = "".join(morceau.entre + morceau.texte for morceau in dits)
    return recolles if dits and len(dits) < len(coupes) else ""


def morceaux(texte: str) -> list[Morceau]:
    """Return the pieces of a message, cut wherever it may pass to another one."""
    pieces, entre, debut = list[Morceau](), "", 0
    for coupe in [*_coupures(texte), None]:
        piece = texte[debut : coupe.start() if coupe else len(texte)]
        # a question keeps its mark
        piece += "?" if coupe and coupe.group().startswith("?") else ""
        if piece.strip():
            pieces.append(Morceau(entre, piece.strip()))
            entre = ""
        if coupe:
            entre += texte[coupe.start() : coupe.end()]
            debut = coupe.end()
            entre += " " if texte[debut : debut + 1] == " " and not entre.endswith(" ") else ""
    return pieces


def apres_ce_qui_est_ecarte(dit: str) -> str:
    """Return « le tutorat » of « des gants ? non, ça c'est le produit. Le tutorat »."""
    ecarte = ECARTE.match(plier(dit))
    return dit[ecarte.end() :] if ecarte else ""


def apres_le_merci(texte: str) -> str | None:
    """Return « comparez avec deux ans » of « Je vous remercie. Comparez avec deux ans ».

    So is what follows « je répète ma question : … ».
    """
    plie = plier(texte)
    merci = MERCI.match(plie) or QUESTION_REDITE.match(plie)
    return texte[merci.end() :] if merci else None


def avec_l_exception(defauts: Morceau) -> list[Morceau]:
    """Return « le reste par défaut », and « pas de pénalités » after its « sauf »."""
    sauf = SAUF.search(defauts.texte)
    if sauf is None:
        return [defauts]
    dit = defauts.texte
    exception = Morceau(f"{defauts.entre}{sauf.group()}", dit[sauf.end() :])
    avant = dit[: sauf.start()]
    return [Morceau(defauts.entre, avant), exception] if avant else [exception]


def apres_le_reste(defauts: Morceau) -> list[Morceau]:
    """Return « le reste par défaut », and « santé » after its sign: « … : santé »."""
    avant, signe, apres = defauts.texte.partition(":")
    tous = tournures(avant).prend_tous_les_defauts and SAUF.search(avant) is None
    if not (tous and apres.strip()):
        return [defauts]
    return [Morceau(defauts.entre, avant.strip()), Morceau(signe, apres.strip())]


def est_une_exception(morceau: Morceau) -> bool:
    """Tell « sauf pas de pénalités », set apart by a comma."""
    return SAUF.match(morceau.texte) is not None


def _coupures(texte: str) -> list[re.Match[str]]:
    """Return where a message may be cut, but in what it quotes."""
    cites = [dit.span() for un in (CITE, INSECABLE) for dit in un.finditer(texte)]
    return [c for c in ENTRE_MESSAGES.finditer(texte) if not _est_dans(c.start(), cites)]


def _est_dans(place: int, etendues: Sequence[tuple[int, int]]) -> bool:
    return any(debut < place < fin for debut, fin in etendues)


def question_finale(texte: str) -> QuestionFinale | None:
    """Return the question that ends a message, if something stands before it."""
    trouvee = QUESTION_FINALE.fullmatch(texte)
    if trouvee is None or LIEU.fullmatch(plier(trouvee["reponse"]).strip(" ,")):
        return None
    question = trouvee["phrase"] or trouvee["suite"]
    return QuestionFinale(trouvee["reponse"].strip(" ,"), question.strip(), bool(trouvee["phrase"]))


def parties(texte: str) -> list[tuple[str, str]]:
    """Return the sentences and the pieces of each, with the sentence that they belong to."""
    coupees = []
    for phrase in _couper(texte, PHRASES):
        morceaux = [m for m in _couper(phrase, JOINTURE) if m != phrase]
        coupees += [(partie, phrase) for partie in [phrase, *morceaux][:PARTIES_AU_PLUS]]
    return coupees


def est_une_question_parmi_d_autres(partie: str, phrase: str) -> bool:
    """Tell a piece that asks, in a sentence that asks something else besides."""
    pieces = _couper(phrase, JOINTURE)
    questions = [p for p in pieces if TETE_DE_QUESTION.match(p) or QUESTION_EN_FIN.search(p)]
    return len(questions) > 1 and partie in questions


def _couper(texte: str, separateur: re.Pattern[str]) -> list[str]:
    """Cut a text after its separators; a question keeps its mark."""
    coupes = [0, *(trouve.end() for trouve in separateur.finditer(texte)), len(texte)]
    morceaux = [texte[debut:fin].strip(" ,;.!\n") for debut, fin in pairwise(coupes)]
    return [EN_FIN.sub("", morceau) for morceau in morceaux if morceau]


def menes(coupes: Sequence[Morceau]) -> list[Morceau]:
    """Return the pieces with those that only lead to the next put before it."""
    reunis = list[Morceau]()
    for morceau in coupes:
        interroge = QUESTION_REPRISE.fullmatch(morceau.texte) is not None
        while reunis and _se_joint(reunis[-1].texte, morceau, interroge):
            avant = reunis.pop()
            morceau = Morceau(avant.entre, avant.texte + morceau.entre + morceau.texte)
        reunis.append(morceau)
    return reunis


def _se_joint(courant: str, morceau: Morceau, interroge: bool) -> bool:
    """Tell what leads to a piece; all that a question is about does, back to « oui, mais »."""
    nomme = interroge and morceau.entre.strip() == ","
    return nomme or _mene_a(courant, morceau)


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
    if LIEU.fullmatch(plier(courant)):
        return True
    if vide_une_liste(courant) or _d_une_liste(courant, morceau.texte):
        return True  # « modifie les actions santé : enlève toutes et mets la 2 »; « 1 et 4 »
    if not morceau.entre.startswith(FIN_DE_PHRASE) and _annonce(courant, morceau):
        return True
    interjection = INTERJECTION.fullmatch(plier(courant)) is not None
    ordre = change_une_liste(morceau.texte) or reecrit(morceau.texte)
    suit = morceau.entre.startswith(",") and ordre
    return suit and (interjection or mene_a_un_ordre(courant))
