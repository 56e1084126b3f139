"""French sentences of facilitators, read into orders; what asks for nothing is left alone.

Which order a sentence gives is judged (`jugement`, by the learnt model of `sens`); readers take
what it needs (`lecteurs`, `personnes`), and of which requests (`visees`). What is not sure is asked
before it is done, never guessed: see `Ordre.manque`. The words are in `data/triage/ordres.yml`, the
sentences to learn from in `data/triage/phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import cast

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.extraits import Extrait
from bot.triage.jugement import FAIT, FAIT_UN_JOUR, MONTRE, Juge
from bot.triage.lecteurs import lire_selon, raison_seule
from bot.triage.ordres import DOSSIER, ECRIVENT, PERSONNE, RAISON, Genre, Ordre, Reference
from bot.triage.personnes import nom_seul
from bot.triage.references import ORDRES, une_reference
from bot.triage.sens import AUCUN, ModeleDesOrdres, modele
from bot.triage.tournures import Phrase, couper, sans_l_assistant, sans_queue
from bot.triage.visees import Visees, porter_sur, visees

MENTION_EN_TETE = re.compile(r"⟦[a-z]+:[^⟧]+⟧")
TU = re.compile(r"\W*(?:tu|vous|t'|peux|pourrais|pouvez|est-ce que tu|on)\b")
CONFIRME = compiler(r"^(?:{confirme})\s*[:,]\s*(?=\w)", ORDRES)
# « oui », « merci », « ok »: nothing is done by these alone
ACQUIESCE = compiler(r"^(?:\W|(?:{oui}|{remercie}|{finit}|{fin})(?!\w))*$", ORDRES)
CONDITION = compiler("{condition}", ORDRES)
PROPOSE = compiler(r"(?:^|[,;:.!?\n]\W*)(?:{propose})(?:(?<=')|(?!\w))[^,;:.!?\n]*\?", ORDRES)
RACONTE = compiler(r"^\W*(?:{raconte}|(?:{en_parle})?\W*(?:{est_deja_fait}))(?!\w)", ORDRES)
# « Awa disait de passer la 12, mais je préfère attendre »
ATTEND = compiler(r"(?<!\w)(?:{attend})(?!\w)", ORDRES)


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
    return _ordre(couper(dite), fil, Juge(noms, sens or modele()))


def _ordre(phrase: Phrase, fil: Reference | None, juge: Juge) -> Ordre | None:
    dit, clause = juge.juger(phrase)
    genre, avance = dit
    if phrase.queue and juge.n_introduit_rien(dit, phrase.queue):
        return _ordre(sans_queue(phrase), fil, juge)
    if genre == AUCUN:
        return None
    ordre = lire_selon(cast(Genre, genre), phrase, juge.noms)
    doute = ordre.doute
    doute |= genre in ECRIVENT and not _est_voulu(phrase, genre, clause, juge)
    doute |= juge.ordonne_encore(phrase, genre)
    demandes = visees(phrase, fil, clause)
    doute |= avance < _seuil(genre, phrase, demandes)
    # a note is of the one request that it tells of: « note que l'acheteur du 10 est absent »
    sienne = genre == "commenter" and len(demandes.references) == 1
    doute |= demandes.douteux and bool(demandes.references) and not sienne
    return replace(porter_sur(ordre, demandes, fil), doute=doute)


def _est_voulu(phrase: Phrase, genre: str, clause: tuple[int, int] | None, juge: Juge) -> bool:
    """Tell what somebody wants done, now, from what he proposes, tells of, denies or puts off."""
    dite = phrase.ordre.plie
    if PROPOSE.search(dite) or ATTEND.search(dite) or _raconte(phrase, clause):
        return False
    if any(CONDITION.match(partie.plie) for _, partie in phrase.ordre.propositions()):
        return False
    return juge.tient_sans_ce_qui_est_nie(phrase, genre)


def _seuil(genre: str, phrase: Phrase, demandes: Visees) -> float:
    """Return how far ahead of all else an order must be."""
    if genre not in ECRIVENT:
        return MONTRE
    un_jour = bool(demandes.references) and all(dit.vague for dit in phrase.nommees)
    return FAIT_UN_JOUR if un_jour else FAIT


def _raconte(phrase: Phrase, clause: tuple[int, int] | None) -> bool:
    """Tell « elle demande le CCAP », « la 12 a été rouverte », which somebody else did."""
    blanchie = phrase.ordre.blanchi(dit.place for dit in phrase.nommees)
    dite = blanchie.entre(*clause) if clause else blanchie
    return bool(RACONTE.match(dite.plie))


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
