"""What an order needs besides being one: whom, which text, which opinion and why.

Which order a sentence gives is known already (`sens`); each reader here takes what it is about from
the whole sentence, or leaves it out: then it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.extraits import Extrait
from bot.triage.listes import lire_une_liste
from bot.triage.ordres import Genre, Ordre
from bot.triage.personnes import ACHETEUR, noms_propres, personne_dite
from bot.triage.references import ORDRES, nommees
from bot.triage.tournures import A_QUI, NOTE, QUE, UN_AVIS, Phrase, sans_apartes

DIT_QUE = compiler(rf"{A_QUI}\W+(?:{QUE})+", ORDRES)
# « réponds-lui ok pour mardi »: where the text begins is a guess
REPONDS = compiler(r"(?<!\w)(?:{reponds})(?!\w)", ORDRES)
POUR_NOUS = compiler(r"(?<!\w)(?:{pour_nous})(?!\w)", ORDRES)
VERS_LUI = compiler(r"^[\s,-]*(?:lui|leur|{acheteur})(?!\w)", ORDRES)
NOTE_QUE = compiler(rf"{NOTE}\W+{QUE}", ORDRES)
FINIT = compiler(r"(?:[\s,]|\bet )*\b(?:{finit})\W*$", ORDRES)
COMMENCE = compiler(r"^\W*(?:{finit})(?!\w)[\s,]*", ORDRES)
# what is asked for begins like this: « le CCAP », « si le marché est alloti », « de préciser… »
QUOI = compiler(r"(?<![\w'])(?:{demande_quoi})(?:(?<=')|(?!\w))", ORDRES)
ENUMERE = compiler(r"(?:(?:et|ou|ainsi que) )?(?:{demande_quoi})(?:(?<=')|(?!\w))", ORDRES)
INDIRECTE = compiler(r"(?:{indirecte})(?!\w)", ORDRES)
# whom it is asked, not « qui signe côté acheteur »; « obtiens de l'acheteur le CCAP »
DESTINATAIRE = compiler(
    r"[\s,]*(?<![\w'])(?=(?:a|aux?|aupres|par|pour|vers)\b)(?:{acheteur})(?!\w)", ORDRES
)
RIEN_DE_PRECIS = compiler(r"\W*(?:{rien_de_precis})\W*", ORDRES)
ON_DEMANDE = compiler(
    r"(?<!\w)(?:{on_demande})(?!\w)[- ]*(?:(?:lui|leur|moi|nous)(?!\w) *)?", ORDRES
)
IL_MANQUE = compiler(r"(?<![\w'])(?:{manque})(?:(?<=')|(?!\w)) *", ORDRES)
INFINITIF = re.compile(r"(?:lui |leur )?\w{2,}(?:er|ir|re)\b")
POUR_AVOIR = compiler(r"^[\s,]*(?:{pour_avoir})(?:(?<=')|(?!\w))\s*", ORDRES)
CLOT = compiler(r"(?<!\w)(?:{clot})(?!\w)", ORDRES)
# « clos, merci bien » gives none
MOTS_D_UNE_RAISON = 3
RAISON = compiler(r"(?:^|(?<=[\s,;:.(]))(?:{raison})(?:(?<=')|(?!\w))\s*:?\s*|:\s*", ORDRES)
EN_SUITE = re.compile(r"[,;.]\s*")
# « favorable, mais » is less than it says
NUANCE = compiler(r"(?<!\w)(?:{nuance})(?!\w)", ORDRES)
# « classe-le comme fini » says how, not why
CAR = compiler(
    r"(?<![\w'])(?:{explique}|(?:raisons?|motifs?)(?: suivante?s?)?)(?:(?<=')|(?!\w))\s*:?\s*|:\s*",
    ORDRES,
)
UN_MOT = re.compile(r"\w")
SIGNE = re.compile(r"\s*[,;:]")
BORDS = " \t\n,;.:"


@dataclass(frozen=True)
class Lecture:
    """A sentence, and the first names of those who may be meant in it."""

    phrase: Phrase
    noms: Collection[str]


def lire_selon(genre: Genre, phrase: Phrase, noms: Collection[str]) -> Ordre:
    """Return an order of a kind with what the sentence says of it."""
    lire, lecture = LECTEURS.get(genre), Lecture(phrase, noms)
    ordre = lire(lecture) if lire else Ordre(genre)
    part = genre in ("repondre", "demander")
    return replace(ordre, doute=True) if part and _est_pour_un_autre(lecture) else ordre


def raison_seule(texte: str) -> str | None:
    """Return the reason of « parce que les lots manquent », said alone."""
    dit = Extrait.de(texte)
    car = CAR.match(dit.plie)
    return _sans_bords(dit.entre(car.end())).brut or None if car else None


def _est_pour_un_autre(lecture: Lecture) -> bool:
    """Tell « réponds à Karim : … », « dis-moi : … », which the buyer must not read."""
    corps = lecture.phrase.corps
    nommes = noms_propres(corps, lecture.noms)
    nomme = any(corps.plie[:debut].endswith(" a ") for debut, _ in nommes)
    return nomme or bool(POUR_NOUS.search(corps.plie))


def _passer(lecture: Lecture) -> Ordre:
    corps, queue = lecture.phrase.corps, lecture.phrase.queue
    return Ordre("passer", a=personne_dite(corps, queue, lecture.noms))


def _avis(lecture: Lecture) -> Ordre:
    """Return the last opinion that stands before the reason; asked when it is not the only one."""
    dit = lecture.phrase.entiere
    premier = UN_AVIS.search(dit.plie)
    if premier is None:
        return Ordre("avis")
    debut = RAISON.search(dit.plie, premier.end()) or EN_SUITE.search(dit.plie, premier.end())
    lus = list(UN_AVIS.finditer(dit.plie, 0, debut.start() if debut else len(dit.plie)))
    entre = dit.plie[premier.end() : debut.end() if debut else None]
    nuance = NUANCE.search(entre) or (debut and NUANCE.match(dit.plie, debut.end()))
    valeurs = [str(lu.lastgroup) for lu in lus]
    raison = _raison(dit, debut) if debut else None
    doute = len(set(valeurs)) > 1 or bool(nuance)
    return Ordre("avis", valeur=valeurs[-1], raison=raison, doute=doute)


def _raison(dit: Extrait, debut: re.Match[str]) -> str | None:
    """Return why: after « car », after a colon, or in the clause that follows."""
    dite = _sans_la_fin(dit.entre(debut.end()))
    if encore := CAR.match(dite.plie):
        dite = dite.entre(encore.end())
    # « hors champ, la 12, c'est un achat »; what ends it is his
    nommee = next(nommees(dite), None)
    if nommee and nommee.place[0] == 0 and SIGNE.match(dite.plie, nommee.place[1]):
        dite = dite.entre(nommee.place[1])
    return _sans_bords(dite).brut or None


def _sans_bords(dite: Extrait) -> Extrait:
    debut = len(dite.plie) - len(dite.plie.lstrip(BORDS))
    return dite.entre(debut).taille(" \t\n,;:?")


def _clore(lecture: Lecture) -> Ordre:
    """Return the order with why: after « car », after a colon, or in the clause that follows."""
    dit = lecture.phrase.entiere
    clauses = [place for place, _ in dit.propositions()]
    fermes = [
        (lu.end(), fin) for debut, fin in clauses if (lu := CLOT.search(dit.plie, debut, fin))
    ]
    if not fermes:
        return Ordre("clore")
    # « dossier 10 : à clore » says no reason
    apres, fin = fermes[-1]
    debut = CAR.search(dit.plie, apres)
    suite = dit.entre(debut.end() if debut else fin)
    raison = _sans_bords(_sans_la_fin(suite))
    assez = debut is not None or _compter_les_mots(raison) >= MOTS_D_UNE_RAISON
    return Ordre("clore", raison=(raison.brut or None) if assez else None)


def _compter_les_mots(dite: Extrait) -> int:
    """Return how many words stand there: two in « c fini ✅ »."""
    return sum(UN_MOT.search(mot) is not None for mot in dite.plie.split())


def _commenter(lecture: Lecture) -> Ordre:
    return Ordre("commenter", texte=_dit(lecture.phrase, NOTE_QUE))


def _repondre(lecture: Lecture) -> Ordre:
    if dit := _dit(lecture.phrase, DIT_QUE):
        return Ordre("repondre", texte=dit)
    devine = _apres_le_verbe(lecture.phrase.corps)
    return Ordre("repondre", texte=devine, doute=devine is not None)


def _apres_le_verbe(corps: Extrait) -> str | None:
    verbe = REPONDS.search(corps.plie)
    if verbe is None:
        return None
    suite = corps.entre(verbe.end())
    vers_lui = VERS_LUI.match(suite.plie)
    return _propre(suite.entre(vers_lui.end() if vers_lui else 0).taille(" ?"))


def _dit(phrase: Phrase, que: re.Pattern[str]) -> str | None:
    """Return what is to be told: after the colon, or after « que »."""
    if phrase.queue is not None:
        return phrase.queue.brut or None
    # « note au dossier 12 que … »
    lu = que.search(phrase.tete.blanchi(dit.place for dit in phrase.nommees).plie)
    # « tu peux lui dire que c'est bon ? » asks nothing of the buyer
    return _propre(phrase.tete.entre(lu.end()).taille(" ?")) if lu else None


def _demander(lecture: Lecture) -> Ordre:
    phrase = lecture.phrase
    if phrase.queue is not None:
        return Ordre("demander", texte=_precis(phrase.queue.brut))
    corps = sans_apartes(phrase.corps)
    place = DESTINATAIRE.search(corps.plie)
    corps = corps.sans([place.span()] if place else [])
    objet = _objet(corps)
    # « il manque le CCAP » may only be told
    doute = objet is None and not ON_DEMANDE.search(corps.plie)
    return Ordre("demander", texte=_precis(objet or _manquant(corps)), doute=doute)


def _precis(dit: str | None) -> str | None:
    """Return what is asked of the buyer, unless it is « une pièce »."""
    return dit if dit and not RIEN_DE_PRECIS.fullmatch(plier(dit)) else None


def _objet(corps: Extrait) -> str | None:
    """Return what a verb is about: the words after it that begin as an object does."""
    for verbe in ON_DEMANDE.finditer(corps.plie):
        suite = corps.entre(verbe.end())
        while pour := POUR_AVOIR.match(suite.plie) or ACHETEUR.match(suite.plie):
            suite = suite.entre(pour.end())
        suite = Extrait(suite.brut.lstrip(), suite.plie.lstrip())
        if QUOI.match(suite.plie):
            return _premiere_clause(suite)
    return None


def _manquant(corps: Extrait) -> str | None:
    """Return what is said to be missing: « j'ai besoin du CCAP, demande-lui »."""
    suites = (corps.entre(lu.end()) for lu in IL_MANQUE.finditer(corps.plie))
    return next((_premiere_clause(s) for s in suites if not INFINITIF.match(s.plie)), None)


def _premiere_clause(dit: Extrait) -> str | None:
    """Return the first clause, with those that go on enumerating: « le RC, le CCAP et l'AE »."""
    fin = 0
    for (debut, apres), partie in dit.propositions():
        if debut and not ENUMERE.match(partie.plie):
            break
        fin = apres
    # the sign of « demande-lui s'il est alloti ? » is the buyer's question, not « tu peux ? »
    bords = " \t\n,;:.!" if INDIRECTE.match(dit.plie) else " \t\n,;:.?!"
    return _propre(dit.entre(0, fin).taille(bords))


def _propre(dit: Extrait) -> str | None:
    """Return a text without the politeness around it."""
    dit = dit.taille(" \t\n,;:")
    debut = COMMENCE.match(dit.plie)
    dit = _sans_la_fin(dit.entre(debut.end() if debut else 0)).taille(" \t\n,;:")
    return dit.brut if UN_MOT.search(dit.plie) else None


def _sans_la_fin(dit: Extrait) -> Extrait:
    while fin := FINIT.search(dit.plie):
        dit = dit.entre(0, fin.start())
    return dit


LECTEURS: Mapping[str, Callable[[Lecture], Ordre]] = {
    "lister": lambda lecture: lire_une_liste(lecture.phrase.tete),
    "passer": _passer,
    "avis": _avis,
    "clore": _clore,
    "commenter": _commenter,
    "repondre": _repondre,
    "demander": _demander,
}
