"""Whatever is said, a turn ends, soon, in a state that can be kept, with words that can be read."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import random
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from graphlib import TopologicalSorter
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.etat import Etat, Suivi, Tour
from bot.donnees import RACINE, referentiel
from bot.lecture.assemblage import lire
from bot.metier.modalites import A_COCHER, Modalite
from bot.metier.situation import situer
from bot.metier.valeurs import Valeur
from tests.hasard import ETAT_VIDE, VIDES, Acheteur, Echange, Prendre, converser, echanger
from tests.textes import defauts

TOURS, TOURS_DU_LONG = 400, 20_000
TOURS_D_UNE_CONVERSATION = 60
APPELS_IMBRIQUES = 120
SECONDES_DE_CALCUL, MESURES = 0.2, 3
MESSAGES_PAR_DEPART = 60
# what words leave open, said when nothing is asked any more
CE_QUI_RESTE_A_REGLER = """15 000 € par an|120 000 € TTC|entre 2 et 4 ans|1 an reconductible|
plusieurs titulaires|on notifie en mars|0 an|un accord-cadre""".replace("\n", "").split("|")
CONNUS: dict[str, Valeur] = {"recurrence": "recurrent", "forme_contrat": "marche"}
CONNUS |= {"objet": "nettoyage", "duree_mois": 48.0, "montant_ht": 200000.0}
FINIS: list[dict[str, Valeur]] = [
    {"nature_contrat": "concession"},
    {"nature_contrat": "autre", "duree_mois": 36.0},
    {**CONNUS, "recurrence": "isole"},
    {**CONNUS, "forme_contrat": "multi_bons_de_commande"},
    {**CONNUS, "etape": "notifiee"},
    {**CONNUS, "duree_mois": "inconnu"},
]


def test_aucune_etape_d_un_tour_n_en_appelle_une_qui_la_precede() -> None:
    appels = {
        f"{module.__name__}.{nom}": _appelees(fonction, module, proprietaire)
        for module in _modules()
        for proprietaire in [None, *_classes(module)]
        for nom, fonction in _fonctions(module, proprietaire)
    }
    commandes = "bot.dialogue.conduire.commandes.Commandes"
    assert f"{commandes}._vers_la_clause" in appels[f"{commandes}._avancer"]
    TopologicalSorter(appels).prepare()  # raises when there is a cycle


def test_quoi_qu_on_dise_le_tour_s_acheve_et_se_lit() -> None:
    _jouer(TOURS, _peu_profond)


@pytest.mark.long
def test_quoi_qu_on_dise_le_tour_s_acheve_vite_et_se_lit() -> None:
    _jouer(TOURS_DU_LONG, lambda message, etat: _vite(_peu_profond, message, etat))


def _departs() -> Iterator[Etat]:
    """Yield states where nothing is asked, the verdict told or not, and where a question is."""
    yield ETAT_VIDE
    for faits in FINIS:
        fini = Etat(VIDES.avec(faits))
        yield fini
        yield replace(fini, suivi=Suivi(avis=situer(fini.faits, referentiel()).verdict))
    yield from (Etat(VIDES, question=question.fait) for question in referentiel().questions)


@pytest.mark.parametrize("avant", _departs(), ids=lambda etat: etat.question or "rien")
def test_aucun_message_ne_reste_sans_reponse(avant: Etat) -> None:
    alea = random.Random(0)
    acheteur = Acheteur(alea, docilite=0.5)
    dits = [Message(texte, "informer", lectures=lire(texte)) for texte in CE_QUI_RESTE_A_REGLER]
    for message in [*dits, *(acheteur.dire([]) for _ in range(MESSAGES_PAR_DEPART))]:
        echange = echanger(message, avant, meneur().prendre)
        repond = any(dit.texte for dit in echange.dits()) or echange.tour.etat.code_demande
        assert repond, f"« {message.texte} » ({message.intention})"


def _jouer(tours: int, prendre: Prendre) -> None:
    """Hold conversations of random lengths, by seed, until there were that many turns."""
    graine = joues = 0
    while joues < tours:
        graine += 1
        alea = random.Random(graine)
        for echange in converser(alea, alea.randint(1, TOURS_D_UNE_CONVERSATION), prendre):
            joues += 1
            ou = f"graine {graine}, « {echange.message.texte} »"
            _verifier_l_etat(echange, ou)
            for nom, texte in echange.textes():
                assert not defauts(texte), f"{ou}, {nom} : {defauts(texte)}"


def _verifier_l_etat(echange: Echange, ou: str) -> None:
    etat = echange.tour.etat
    assert Suivi.depuis(json.loads(json.dumps(etat.suivi.en_donnees()))) == etat.suivi, ou
    assert json.loads(json.dumps(dict(etat.faits))) == etat.faits, ou
    if etat.suivi.liste and etat.question:
        assert _peut_contenir(referentiel().modalites[etat.question], etat.suivi.liste), ou


def _peut_contenir(modalite: Modalite, liste: tuple[str, ...]) -> bool:
    """Tell whether what is chosen so far belongs to the list that is asked for."""
    autres = set(liste) - modalite.valeurs.keys()
    d_ailleurs = {item for autre in referentiel().modalites.values() for item in autre.valeurs}
    propres = modalite.libre and not autres & d_ailleurs
    return modalite.genre in A_COCHER and (propres or not autres)


def _peu_profond(message: Message, etat: Etat) -> Tour:
    """Take a turn with few nested calls."""
    limite = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + APPELS_IMBRIQUES)
    try:
        return meneur().prendre(message, etat)
    finally:
        sys.setrecursionlimit(limite)


def _vite(prendre: Prendre, message: Message, etat: Etat) -> Tour:
    """Take a turn in little time; one that was slow is measured anew, others share the machine."""
    durees: list[float] = []
    while True:
        debut = time.process_time()
        tour = prendre(message, etat)
        durees.append(time.process_time() - debut)
        if min(durees) <= SECONDES_DE_CALCUL:
            return tour
        assert len(durees) <= MESURES, f"« {message.texte} » : {durees}"


def _modules() -> list[ModuleType]:
    fichiers = sorted((RACINE / "bot" / "dialogue").rglob("*.py"))
    noms = (".".join(f.relative_to(RACINE).with_suffix("").parts) for f in fichiers)
    return [importlib.import_module(nom) for nom in noms]


def _classes(module: ModuleType) -> list[type]:
    return [c for _, c in inspect.getmembers(module, inspect.isclass) if _est_d_ici(c, module)]


def _fonctions(
    module: ModuleType, proprietaire: type | None
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions of a module, or the methods of one of its classes, by qualified name."""
    for _, fonction in inspect.getmembers(proprietaire or module, inspect.isfunction):
        if fonction.__code__.co_filename == module.__file__:  # not those that `dataclass` writes
            yield fonction.__qualname__, fonction


def _est_d_ici(chose: Any, module: ModuleType) -> bool:
    return bool(chose.__module__ == module.__name__)


def _appelees(
    fonction: Callable[..., Any], module: ModuleType, proprietaire: type | None
) -> set[str]:
    """Return what a function calls or hands over, through `self` and the types of its fields."""
    arbre = ast.parse(textwrap.dedent(inspect.getsource(fonction)))
    trouvees = set()
    for noeud in ast.walk(arbre):
        cible: Any = None
        if isinstance(noeud, ast.Attribute):
            cible = _suivre(noeud, proprietaire)
        elif isinstance(noeud, ast.Name):
            cible = getattr(module, noeud.id, None)
        if inspect.isfunction(cible) and cible.__module__.startswith("bot.dialogue."):
            trouvees.add(f"{cible.__module__}.{cible.__qualname__}")
    return trouvees


def _suivre(noeud: ast.expr, proprietaire: type | None) -> Any:
    """Return the class of `self.suite`, the function of `self.suite.continuer`."""
    if isinstance(noeud, ast.Name):
        return proprietaire if noeud.id == "self" else None
    if not isinstance(noeud, ast.Attribute):
        return None
    porteur = _suivre(noeud.value, proprietaire)
    if not inspect.isclass(porteur):
        return None
    return get_type_hints(porteur).get(noeud.attr) or getattr(porteur, noeud.attr, None)
