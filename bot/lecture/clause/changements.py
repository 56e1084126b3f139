"""Read a change of a list that is named, or that goes without saying: added, taken out, alone.

« Ajoute le CSE aux participants », « participants en plus : le CSE », « il manque le CSE dans les
participants », « juste A et B ». The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from bot.francais.mots import compiler, themes
from bot.francais.texte import plier

FICHIER = "lecture/nommees"
TETE = r"(?:(?:{tete}|{redit})[ ,:!]+)*"
# between a list's name and what is said of it
LIEN = r"[ ,]*(?:{lien_net}|{lien_verbal}\b)?[ ,:]*"
AJOUTE = compiler(rf"{TETE}(?:{{ajouter}}|{{manquer}}) ?(?:{{en_plus}}|{{sup}})?[ ,:]*", FICHIER)
ENLEVE = compiler(rf"{TETE}{{enlever}} ?", FICHIER)
SEUL = compiler(rf"{TETE}{{seulement}}[ ,:]*", FICHIER)
EN_PLUS = compiler(rf"{TETE}{{sup}}[ ,:]*", FICHIER)
REMETS_LES = compiler(rf"{TETE}(?:{{ajouter}}|{{manquer}}|{{remettre}})[- ]*{{pronom}}?", FICHIER)
TETE_SEULE = compiler(TETE, FICHIER)
APRES_LE_NOM = compiler(rf"{LIEN}", FICHIER)
INVITE = compiler(
    r"(?:^|[,;.] ?)(?:{et} )?(?P<qui>[^,;.]+?) (?:{est_invite} )?{aux} "
    r"{reunions}\W*$",
    FICHIER,
)
LISTES = {
    nom: re.compile(rf"(?:^|\b| ){mots}(?!\w)")
    for nom, mots in themes(f"{FICHIER}.dans_la_liste").items()
}
PARTICIPANTS = "participants"
# what becomes of a list: items come in, go out, or stand alone in it
Mode: TypeAlias = Literal["ajoute", "enleve", "seul"]


class Changement(NamedTuple):
    """A change: how, of which list when it is named, the items as typed, where it begins.

    `entiers`: the items with the name of the list among them.
    """

    mode: Mode
    nommee: str | None
    items: str
    debut: int = 0
    entiers: str = ""


def lire_changement(dit: str) -> Changement | None:
    """Return the change that a message asks for."""
    verbe = _verbe(plier(dit))
    if verbe:
        mode, fin = verbe
        entiers = dit[fin:].strip(" .!")
        return Changement(mode, *_sans_la_liste(entiers), entiers=entiers)
    return _sous_le_nom(dit) or _invite(dit)


def change_une_liste(dit: str) -> bool:
    """Tell « ajoutez… », « participants en plus : … », from words that decide nothing of it."""
    return lire_changement(dit) is not None


def renvoie_a_ce_qui_precede(dit: str) -> bool:
    """Tell « remettez-les », of what was just told."""
    return REMETS_LES.fullmatch(plier(dit).strip(" .!")) is not None


def sans_tete(dit: str) -> str:
    """Return a message without what leads to it: « je viens de dire : … »."""
    tete = TETE_SEULE.match(plier(dit))
    return dit[tete.end() :] if tete else dit


def _verbe(plie: str) -> tuple[Mode, int] | None:
    """Return what the head of a text does, and where it ends."""
    tetes: tuple[tuple[re.Pattern[str], Mode], ...] = (
        (AJOUTE, "ajoute"),
        (ENLEVE, "enleve"),
        (EN_PLUS, "ajoute"),
        (SEUL, "seul"),
    )
    trouvees = ((motif.match(plie), mode) for motif, mode in tetes)
    return next(((mode, tete.end()) for tete, mode in trouvees if tete), None)


def _sous_le_nom(dit: str) -> Changement | None:
    """Read « participants : ajoutez le PLIE », « dans les participants, juste A et B »."""
    plie = plier(dit)
    tete = TETE_SEULE.match(plie)
    debut = tete.end() if tete else 0
    for nom, motif in LISTES.items():
        trouve = motif.match(plie, debut)
        lien = APRES_LE_NOM.match(plie, trouve.end()) if trouve else None
        verbe = _verbe(plie[lien.end() :]) if lien else None
        if lien and verbe:
            mode, fin = verbe
            return Changement(mode, nom, dit[lien.end() + fin :].strip(" .!"))
    return None


def _invite(dit: str) -> Changement | None:
    """Read « suivi trimestriel, et CSE invité aux réunions »."""
    invite = INVITE.search(plier(dit))
    if invite is None:
        return None
    debut, fin = invite.span("qui")
    return Changement("ajoute", PARTICIPANTS, dit[debut:fin], debut)


def _sans_la_liste(dit: str) -> tuple[str | None, str]:
    """Return the list that is named, and the words without its name."""
    plie = plier(dit)
    for nom, motif in LISTES.items():
        if trouve := motif.search(plie):
            return nom, f"{dit[: trouve.start()]} {dit[trouve.end() :]}".strip(" ,:")
    return None, dit
