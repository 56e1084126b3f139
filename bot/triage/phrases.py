"""French sentences of facilitators, read into orders; what asks for nothing is left alone.

A learnt model tells which order a sentence gives (`sens`), readers take what it is about
(`lecteurs`). What is not sure is asked before it is done, never guessed: see `Ordre.manque`.
The words are in `data/triage/ordres.yml`, the sentences to learn from in `data/triage/phrases`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, cast

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.extraits import Extrait
from bot.triage.lecteurs import lire_selon, nom_seul, raison_seule
from bot.triage.ordres import DOSSIER, ECRIVENT, PERSONNE, RAISON, Genre, Ordre, Reference
from bot.triage.references import ORDRES, Nommee, une_reference
from bot.triage.sens import AUCUN, ModeleDesOrdres, Sens, modele
from bot.triage.tournures import Phrase, couper, sans_apartes, sans_l_assistant, sans_queue, vue

MENTION_EN_TETE = re.compile(r"⟦[a-z]+:[^⟧]+⟧")
TU = re.compile(r"\W*(?:tu|vous|t'|peux|pourrais|pouvez|est-ce que tu|on)\b")
CONFIRME = compiler(r"^(?:{confirme})\s*[:,]\s*(?=\w)", ORDRES)
# « oui », « merci », « ok »: nothing is done by these alone
ACQUIESCE = compiler(r"^(?:\W|(?:{oui}|{remercie}|{finit}|{fin})(?!\w))*$", ORDRES)
NIE, NE_NIE_PAS = compiler("{nie}", ORDRES), compiler("{ne_nie_pas}", ORDRES)
SUPPOSE = compiler("^{suppose}", ORDRES)
CONDITION = compiler("{condition}", ORDRES)
PROPOSE = compiler(r"(?:^|[,;:.!?\n]\W*)(?:{propose})(?:(?<=')|(?!\w))[^,;:.!?\n]*\?", ORDRES)
# « je prends la 12 ou la 13 »: which one is asked
OU = re.compile(r"\bou\b")
# « clos, doublon du 31 », « c'est le même que le 31 »
COMPARE = compiler(r"(?<!\w)(?:{compare})\W+$", ORDRES)
PUIS = compiler(r"^(?:(?:{puis}) )+", ORDRES)
ENCHAINE = compiler(r" (?:{puis}) ", ORDRES)
RACONTE = compiler(r"^\W*(?:{raconte}|(?:{en_parle})?\W*(?:{est_deja_fait}))(?!\w)", ORDRES)
# « Awa disait de passer la 12, mais je préfère attendre »
ATTEND = compiler(r"(?<!\w)(?:{attend})(?!\w)", ORDRES)
PLUS_TARD = compiler(r"\b(?:{plus_tard})\b", ORDRES)
# what leaves a request meant, alone in a clause: « je prends, la 29 stp »
SEULEMENT_NOMMEE = compiler(r"\W*(?:(?:{finit})(?!\w)\W*)*", ORDRES)
# these may be done to several requests at once
A_PLUSIEURS = frozenset({"prendre", "liberer", "montrer", "clore", "rouvrir"})
# these say nothing to anybody
SANS_TEXTE = frozenset({"prendre", "liberer", "passer", "clore", "rouvrir"})
# these speak to the buyer
PARLENT = frozenset({"demander", "repondre"})
LUI = re.compile(r"\blui\b")
# how far ahead of all else an order must be to be taken for sure, if it shows something, if it
# writes: chosen with each author left out in turn (`python -m tests.banc.ordres`)
MONTRE, FAIT = 0.2, 0.5
# … and writes on « le 14 », which may be a day
FAIT_UN_JOUR = 0.6
# the same of a clause alone, within a sentence that gives no order as a whole
SEULE = 0.6
SEULES = {AUCUN: math.inf, **dict.fromkeys(("lister", "montrer", "chiffres", "aide"), 1.0)}


class Nommes(NamedTuple):
    """The requests that a sentence is about; `douteux`: it may only tell of them."""

    references: tuple[Reference, ...]
    douteux: bool


def lire(
    texte: str,
    fil: Reference | None,
    noms: Collection[str] = (),
    sens: ModeleDesOrdres | None = None,
) -> Ordre | None:
    """Return the order that a sentence gives, None when it asks for nothing.

    `fil` is the request of the thread, which an order is about unless it names another; `noms` are
    the names of colleagues, folded: what is said to one of them is not said to us.
    """
    dite = sans_l_assistant(Extrait.de(texte))
    if confirme := CONFIRME.match(dite.plie):
        ordre = lire(dite.entre(confirme.end()).brut, fil, noms, sens)
        return replace(ordre, confirme=True) if ordre else None
    if ACQUIESCE.match(dite.plie) or _s_adresse_a_un_collegue(dite, noms):
        return None
    if seule := une_reference(dite.brut):
        return Ordre("montrer", seule)
    return _ordre(couper(dite), fil, noms, sens or modele())


def _ordre(
    phrase: Phrase, fil: Reference | None, noms: Collection[str], sens: ModeleDesOrdres
) -> Ordre | None:
    (genre, avance), clause = _juger(phrase, noms, sens)
    if phrase.queue and _n_introduit_rien(Sens(genre, avance), phrase.queue, noms, sens):
        return _ordre(sans_queue(phrase), fil, noms, sens)
    if genre == AUCUN:
        return None
    ordre = lire_selon(cast(Genre, genre), phrase, noms)
    doute = ordre.doute
    doute |= genre in ECRIVENT and not _est_voulu(phrase, genre, clause, noms, sens)
    doute |= _ordonne_encore(phrase, genre, noms, sens)
    nommes = _nommees(phrase, fil, clause)
    doute |= avance < _seuil(genre, phrase, nommes)
    # a note is of the one request that it tells of: « note que l'acheteur du 10 est absent »
    sienne = genre == "commenter" and len(nommes.references) == 1
    doute |= nommes.douteux and bool(nommes.references) and not sienne
    return replace(_sur(ordre, nommes, fil), doute=doute)


def _est_voulu(
    phrase: Phrase,
    genre: str,
    clause: tuple[int, int] | None,
    noms: Collection[str],
    sens: ModeleDesOrdres,
) -> bool:
    """Tell what somebody wants done, now, from what he proposes, tells of, denies or puts off."""
    dite = phrase.ordre.plie
    if PROPOSE.search(dite) or ATTEND.search(dite) or _raconte(phrase, clause):
        return False
    if any(CONDITION.match(partie.plie) for _, partie in phrase.ordre.propositions()):
        return False
    return _tient_sans_ce_qui_est_nie(phrase, genre, noms, sens)


def _seuil(genre: str, phrase: Phrase, nommes: Nommes) -> float:
    """Return how far ahead of all else an order must be."""
    if genre not in ECRIVENT:
        return MONTRE
    un_jour = bool(nommes.references) and all(dit.vague for dit in phrase.nommees)
    return FAIT_UN_JOUR if un_jour else FAIT


def _est_apres_le_signe(
    tete: Sens, queue: Extrait, noms: Collection[str], sens: ModeleDesOrdres
) -> bool:
    """Tell « conflit d'intérêts : je rends la 12 »: its sign introduces the order, and no text.

    No buyer reads « dis-lui » in what is said to him: « il attend la réponse : dis-lui que oui ».
    """
    coupee = couper(queue)
    seule = _juger_seule(queue, coupee, noms, sens)
    if seule.avance < SEULE:
        return False
    parle_de_lui = seule.genre in PARLENT and bool(LUI.search(coupee.ordre.plie))
    return parle_de_lui or (tete.avance < SEULE and seule.genre in SANS_TEXTE)


def _juger(
    phrase: Phrase, noms: Collection[str], sens: ModeleDesOrdres
) -> tuple[Sens, tuple[int, int] | None]:
    """Return what a sentence orders, and in which clause: « clos, c'est un doublon de la 29 »."""
    entiere = sens.juger(vue(phrase, noms))
    clauses = list(sans_apartes(phrase.ordre).propositions())
    if len(clauses) < 2:
        return entiere, None
    seules = [(_juger_seule(clause, phrase, noms, sens), place) for place, clause in clauses]
    sures = [lue for lue in seules if lue[0].avance >= SEULES.get(lue[0].genre, SEULE)]
    genres = {seule.genre for seule, _ in sures}
    if len(genres) != 1 or not genres | {entiere.genre} <= genres | {AUCUN}:
        return entiere, None
    sure = max(sures, key=lambda lue: lue[0].avance)
    # « l'avis défavorable du 36, c'est Élodie qui l'avait rendu »
    raconte = entiere.genre == AUCUN and entiere.avance > sure[0].avance
    return (entiere, None) if raconte else sure


def _juger_seule(
    clause: Extrait, phrase: Phrase, noms: Collection[str], sens: ModeleDesOrdres
) -> Sens:
    if _n_ordonne_rien(clause.plie) or une_reference(clause.brut):
        return Sens(AUCUN, 0.0)
    return sens.juger(vue(couper(Extrait.de(f"{clause.brut}{' :' if phrase.queue else ''}")), noms))


def _n_introduit_rien(
    dit: Sens, queue: Extrait, noms: Collection[str], sens: ModeleDesOrdres
) -> bool:
    """Tell that no text follows the sign: an order does, or what it is of.

    « Il a été clos à tort : merci de le rouvrir », « à confier à Élodie : n° 92 ».
    """
    if dit.genre == AUCUN:
        return True
    if dit.genre in SANS_TEXTE and une_reference(queue.brut):
        return True
    return _est_apres_le_signe(dit, queue, noms, sens)


def _ordonne_encore(
    phrase: Phrase, genre: str, noms: Collection[str], sens: ModeleDesOrdres
) -> bool:
    """Tell « je libère celle-ci et je prends la 12 », of which only one would be done.

    Of « dis-lui qu'il peut publier, et clos-le », the buyer must not read the last words.
    """
    parts = [
        Extrait.de(part)
        for _, clause in sans_apartes(phrase.ordre).propositions()
        for part in ENCHAINE.split(clause.brut)
    ]
    autres = [_juger_seule(part, phrase, noms, sens) for part in parts[1:] and parts]
    ecrivent = any(s.genre in ECRIVENT - {genre} and s.avance >= SEULE for s in autres)
    return ecrivent or _ordonne_apres_le_texte(phrase, noms, sens)


def _ordonne_apres_le_texte(phrase: Phrase, noms: Collection[str], sens: ModeleDesOrdres) -> bool:
    """Tell « dis-lui qu'il peut publier, et clos-le »."""
    dits = phrase.tete.entre(len(phrase.ordre.plie)).propositions()
    suites = [(PUIS.match(clause.plie), clause) for _, clause in dits]
    ajoutees = [clause.entre(puis.end()) for puis, clause in suites if puis]
    jugees = [_juger_seule(clause, phrase, noms, sens) for clause in ajoutees]
    return any(seule.genre != AUCUN and seule.avance >= SEULE for seule in jugees)


def _raconte(phrase: Phrase, clause: tuple[int, int] | None) -> bool:
    """Tell « elle demande le CCAP », « la 12 a été rouverte », which somebody else did."""
    blanchie = phrase.ordre.blanchi(dit.place for dit in phrase.nommees)
    dite = blanchie.entre(*clause) if clause else blanchie
    return bool(RACONTE.match(dite.plie))


def _tient_sans_ce_qui_est_nie(
    phrase: Phrase, genre: str, noms: Collection[str], sens: ModeleDesOrdres
) -> bool:
    """Tell whether an order stands without the clauses that deny, suppose, or put off."""
    clauses = [clause for _, clause in sans_apartes(phrase.ordre).propositions()]
    restent = [clause.brut for clause in clauses if not _n_ordonne_rien(clause.plie)]
    # « je ne m'en occupe plus » orders something
    if len(restent) == len(clauses) or genre == "liberer":
        return True
    reste = couper(Extrait.de(f"{', '.join(restent)}{' :' if phrase.queue else ''}"))
    seul = sens.juger(vue(reste, noms))
    return bool(restent) and seul.genre == genre and seul.avance >= FAIT


def _n_ordonne_rien(clause: str) -> bool:
    nie = NIE.search(NE_NIE_PAS.sub(" ", clause))
    return bool(nie or SUPPOSE.match(clause) or PLUS_TARD.search(clause))


def _sur(ordre: Ordre, nommes: Nommes, fil: Reference | None) -> Ordre:
    """Say which request an order is about: the one that it names, else the thread's."""
    if not nommes.references:
        return ordre if nommes.douteux else ordre.sur(fil)
    premiere, *autres = nommes.references
    if not autres:
        return ordre.sur(premiere)
    # of several, which one is meant is asked for, unless it is done to each
    plusieurs = ordre.genre in A_PLUSIEURS
    return replace(ordre.sur(premiere), autres=tuple(autres)) if plusieurs else ordre


def _nommees(phrase: Phrase, fil: Reference | None, clause: tuple[int, int] | None) -> Nommes:
    """Return the requests that a sentence is about."""
    racontes = [dit for dit in phrase.nommees if _est_raconte(dit, phrase, clause)]
    sujets = [dit for dit in phrase.nommees if dit not in racontes]
    if clause and (dans := [dit for dit in sujets if clause[0] <= dit.place[0] < clause[1]]):
        # « la 12 est le double de la 13, clos la 13 »
        sujets = dans
    if not sujets and fil:
        return Nommes((), False)
    # « le 59 » may be a place, or a day: it is a request when nothing else is
    dits = sujets or racontes
    sures = [dit for dit in dits if not dit.vague]
    if any(OU.search(phrase.tete.plie[a.place[1] : b.place[0]]) for a, b in pairwise(dits)):
        return Nommes((), True)
    return Nommes(
        tuple(dict.fromkeys(dit.reference for dit in sures or dits)), bool(racontes and not sujets)
    )


def _est_raconte(dit: Nommee, phrase: Phrase, clause: tuple[int, int] | None) -> bool:
    """Tell a request that is only told of: « c’est un doublon du 29 »."""
    debut = dit.place[0]
    dehors = debut >= len(phrase.ordre.plie) or sans_apartes(phrase.tete).plie[debut] == " "
    if dehors or COMPARE.search(phrase.tete.plie[:debut]):
        return True
    if clause is None or dit.place[0] < clause[1]:
        return False
    blanchie = phrase.ordre.blanchi(autre.place for autre in phrase.nommees)
    dans = next((d, f) for (d, f), _ in phrase.ordre.propositions() if d <= dit.place[0] < f)
    return not SEULEMENT_NOMMEE.fullmatch(blanchie.plie, *dans)


def completer(attendu: Ordre, texte: str) -> Ordre | None:
    """Return an order with what it lacked, when a text is that and nothing else.

    What goes to a buyer, or in a note, is never taken from what is said next: it may be to anyone.
    """
    if attendu.manque == DOSSIER:
        dite = une_reference(texte)
        return attendu.sur(dite) if dite else None
    if attendu.manque == PERSONNE and (nom := nom_seul(texte)):
        return replace(attendu, a=nom)
    if attendu.manque == RAISON and (raison := raison_seule(texte)):
        return replace(attendu, raison=raison)
    return None


def _s_adresse_a_un_collegue(phrase: Extrait, noms: Collection[str]) -> bool:
    """Tell « Karim, tu prends la 12 ? », « @Sophie tu regardes ? »."""
    if mention := MENTION_EN_TETE.match(phrase.brut):
        return mention.end() < len(phrase.brut)
    premier = re.match(r"\W*([\w-]+)(.*)", phrase.plie, re.S)
    if premier is None:
        return False
    nom, reste = premier.groups()
    a_lui = bool(re.match(r"\W*,", reste) or TU.match(reste))
    return nom in {plier(n).split()[0] for n in noms if n.strip()} and a_lui
