"""What each kind of order is read from: a clause, and what stands around it.

They are tried in the order of `LECTEURS`; each returns an order, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.francais.mots import cles, compiler
from bot.triage.dites import (
    Dite,
    est_anodin,
    est_pour_plus_tard,
    sans_la_fin,
    sans_la_politesse,
)
from bot.triage.extraits import Extrait
from bot.triage.listes import lire_une_liste
from bot.triage.ordres import Genre, Ordre
from bot.triage.references import ORDRES

ACHETEUR = compiler(r"[\s,]*(?<![\w'])(?:{acheteur})(?![\w])", ORDRES)
A_QUELQU_UN = re.compile(r"(?:^|(?<=\s))(?:a|pour|pr|vers|chez|sur)\s+(?P<nom>[^,;?!]+)")
PERSONNE_EN_PARTICULIER = compiler(r"^(?:{quelqu_un})\b", ORDRES)
APRES_UN_NOM = compiler(r"\s+(?:{apres_un_nom})\b.*$", ORDRES)
POUR = compiler(r"^{pour} (?=\S)", ORDRES)
C_EST_LUI_QUI = compiler(r"^{c_est} (?P<nom>[^,;?!]+?) qui {reprend}(?!\w)", ORDRES)
ATTRIBUE_LUI = compiler(r"^\W*{attribue_lui}(?!\w)", ORDRES)
RAISON = compiler(r"(?:^|[\s,;:.])(?:{raison})\s*:?\s*", ORDRES)
DEMANDE_QUOI = compiler(r"^(?:{finit}\W+)?{demande_quoi}(?:(?<=')|(?!\w))", ORDRES)
QUE = re.compile(r"^(?:en (?:lui |leur )?disant )?(?:que |qu')")
NOM_AU_PLUS = 4
# « pour Nadia Diallo »; « pour Nadia c'est réglé » tells something
POUR_UN_NOM = 3
LECTEURS: tuple[Callable[[Dite], Ordre | None], ...]


def _aide(dite: Dite) -> Ordre | None:
    return Ordre("aide") if not dite.nie and dite.commence_par("aide") is not None else None


def _verifier(dite: Dite) -> Ordre | None:
    verifie = not (dite.nie or dite.nommee) and dite.commence_par("verifier") is not None
    return Ordre("verifier") if verifie else None


def _simple(genre: Genre) -> Callable[[Dite], Ordre | None]:
    """Read an order that says nothing but which request it is about."""

    def lire(dite: Dite) -> Ordre | None:
        return Ordre(genre) if dite.ordonne(genre) and not est_pour_plus_tard(dite) else None

    return lire


def _liberer(dite: Dite) -> Ordre | None:
    """« je m'en occupe plus » is a negation that orders something."""
    libere = dite.ordonne("liberer") and not est_pour_plus_tard(dite)
    if libere or dite.commence_par("ne_plus") is not None:
        return Ordre("liberer")
    return None


def _passer(dite: Dite) -> Ordre | None:
    if (nom := _designe_avant(dite)) is not None:
        return Ordre("passer", a=nom)
    pour = _n_est_que_pour(dite)
    reste = dite.clause if pour else dite.commence_par("passer")
    if reste is None or dite.nie:
        return None
    a_qui = A_QUELQU_UN.search(reste.plie)
    if a_qui is None:
        return Ordre("passer") if dite.nommee and est_anodin(reste) else None
    nom = APRES_UN_NOM.sub("", sans_la_fin(reste.entre(*a_qui.span("nom"))).plie)
    debut = a_qui.start("nom")
    dit = reste.entre(debut, debut + len(nom)).taille()
    if ACHETEUR.match(dit.plie) or not dit or len(dit.plie.split()) > NOM_AU_PLUS:
        return None
    if PERSONNE_EN_PARTICULIER.match(dit.plie):
        return Ordre("passer")
    # « c'est pour demain » passes nothing on
    vague = pour or dite.commence_par("c_est_pour") is not None
    sur = dit.brut[0].isupper() or dit.brut[0] in "⟦@" or dite.commence_par("passe") is not None
    return Ordre("passer", a=dit.brut) if sur or not vague else None


def _n_est_que_pour(dite: Dite) -> bool:
    """Tell « PPS-12 pour Nadia »: before a colon, it would say whom a text is for."""
    court = len(sans_la_fin(dite.clause).plie.split()) <= POUR_UN_NOM
    return court and dite.nommee and dite.queue is None and bool(POUR.match(dite.clause.plie))


def _designe_avant(dite: Dite) -> str | None:
    """Return who is named before the order: « c'est Inès qui la prend, tu la lui attribues ? »."""
    lui = C_EST_LUI_QUI.match(dite.clause.plie)
    if lui is None or dite.nie or not ATTRIBUE_LUI.match(dite.suite.plie):
        return None
    return dite.clause.entre(*lui.span("nom")).brut


def _prendre(dite: Dite) -> Ordre | None:
    """« tu peux prendre la 12 ? » is said to a colleague."""
    a_un_autre = dite.a_toi and dite.commence_par("prendre_soi_meme") is not None
    return Ordre("prendre") if dite.ordonne("prendre") and not a_un_autre else None


def _avis(dite: Dite) -> Ordre | None:
    reste = dite.commence_par("avis")
    if reste is None or dite.nie:
        return None
    for valeur in cles(f"{ORDRES}.valeurs"):
        lue = compiler(rf"(?<!\w)(?:{{{ORDRES}.valeurs.{valeur}}})(?!\w)", ORDRES).search(
            reste.plie
        )
        if lue:
            return Ordre("avis", valeur=valeur, raison=_raison(dite, reste.entre(lue.end())))
    return None


def _raison(dite: Dite, reste: Extrait) -> str | None:
    """Return why: after the colon, after « car », or in the clause that follows."""
    if dite.queue:
        return dite.queue.brut or None
    apres = Extrait(f"{reste.brut} {dite.suite.brut}", f"{reste.plie} {dite.suite.plie}")
    car = RAISON.search(apres.plie)
    dite_apres = apres.entre(car.end()) if car else dite.suite
    return sans_la_fin(dite_apres).taille(" \t\n,;.:").brut or None


def _commenter(dite: Dite) -> Ordre | None:
    reste = dite.commence_par("commenter")
    if reste is None or (dite.nie and dite.queue is None):
        return None
    if dite.queue is not None:
        return Ordre("commenter", texte=dite.queue.brut)
    if que := QUE.match(reste.plie):
        return Ordre("commenter", texte=reste.entre(que.end()).brut)
    return (
        Ordre("commenter") if dite.commence_par("note") is not None and _est_court(reste) else None
    )


def _est_court(reste: Extrait) -> bool:
    return est_anodin(reste) or len(reste.plie.split()) <= 1


def _demander(dite: Dite) -> Ordre | None:
    reste = dite.commence_par("demander")
    if reste is None:
        return _reclamer(dite)
    if dite.nie:
        return None
    if dite.queue is not None:
        return Ordre("demander", texte=dite.queue.brut)
    dit, a_l_acheteur = _sans_l_acheteur(reste)
    lui = dite.commence_par("demander_lui") is not None
    # « demande traitée », « demande à Sophie si… » ask the buyer for nothing
    if not (a_l_acheteur or lui) and (dit and not DEMANDE_QUOI.match(dit.plie)):
        return None
    return Ordre("demander", texte=_propre(dit))


def _reclamer(dite: Dite) -> Ordre | None:
    """« il manque le CCTP, tu lui demandes ? »: what is missing, then the order."""
    manque = dite.commence_par("manque")
    suite = compiler(r"^{reclame}", ORDRES).match(dite.suite.plie)
    if manque is None or suite is None or dite.nie:
        return None
    return Ordre("demander", texte=_propre(manque))


def _repondre(dite: Dite) -> Ordre | None:
    reste = dite.commence_par("repondre")
    if reste is None or dite.nie:
        return None
    dit, a_l_acheteur = _sans_l_acheteur(reste)
    lui = dite.commence_par("repondre_lui") is not None
    verbe = dite.commence_par("reponds") is not None
    if dite.queue is not None:
        adresse = a_l_acheteur or lui or verbe or dite.commence_par("reponse") is not None
        return Ordre("repondre", texte=dite.queue.brut) if adresse else None
    que = QUE.match(dit.plie)
    # « dis à la 12 que… » is said to the buyer of the twelfth
    if not (a_l_acheteur or lui or verbe or (que and dite.nommee)):
        return None
    # the whole of what follows: « dis-lui que oui, et que… »
    fin = dite.entiere.plie.endswith(dite.suite.plie) and dite.suite
    texte = dit.entre(que.end() if que else 0)
    entier = f"{texte.brut}, {dite.suite.brut}" if fin and texte else texte.brut
    return Ordre("repondre", texte=entier.strip() or None)


def _sans_l_acheteur(reste: Extrait) -> tuple[Extrait, bool]:
    """Set aside « à l'acheteur », wherever it stands in what is said to him."""
    lu = ACHETEUR.search(reste.plie)
    return (reste.sans([lu.span()]), True) if lu else (reste, False)


def _propre(dit: Extrait) -> str | None:
    return sans_la_politesse(dit.taille()).taille().brut or None


LECTEURS = (
    _aide,
    _verifier,
    lire_une_liste,
    _simple("rouvrir"),
    _liberer,
    _prendre,
    _avis,
    _commenter,
    _demander,
    _passer,
    _repondre,
    _simple("clore"),
    _simple("montrer"),
)
