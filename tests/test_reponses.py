"""Every text that the assistant may say, in every state that can ask for it, with nothing missing.

The states of a response are the values of the slots that its conditions name; those of a template,
the facts and decisions of the data, each missing in turn.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, product
from typing import Any

import pytest

from bot.dialogue.assemblage import meneur
from bot.dialogue.comprendre.message import Message
from bot.dialogue.comprendre.quantites import A_NOMMER, CONFIRMABLES, QUANTITES
from bot.dialogue.comprendre.sa_clause import SUJETS
from bot.dialogue.conduire.lots import dire_l_avis
from bot.donnees import RACINE, questions_du_guide, referentiel
from bot.lecture.lectures import Lecture
from bot.metier.contrat import INCONNU
from bot.metier.faits import LOTS, Faits, faits_vides
from bot.metier.modalites import A_COCHER, Modalite
from bot.metier.situation import CONFIRMATION, lots_lies, situer
from bot.metier.valeurs import LotDit
from bot.metier.verdict import PAR_LOT, evaluer, evaluer_lots
from bot.redaction.messages import formuler
from bot.redaction.reponses import _reponses
from tests.hasard import (
    CANAL,
    DOCUMENTS,
    ETAT_VIDE,
    REFERENCE,
    echanger,
    lire_un_document,
)
from tests.textes import defauts

GUIDE = referentiel()
REPONSES: dict[str, list[dict[str, Any]]] = _reponses()
# what the door alone says (`bot.reprise`, `bot.tour`), of a file that exists
A_LA_PORTE = {"code", "demande", "texte", "quitte", "adresses", "reste", "notees", "restent"}
D_UN_DOSSIER = {f"utter_{nom}" for nom in (
    "code", "demander_le_code", "code_illisible", "dossier_ouvert", "dossier_repris",
    "dossier_change", "change_renvoyer", "autre_dossier", "a_telecharger", "clause_prete",
    "clause_refaite", "precisions_notees", "tout_est_note",
)}  # fmt: skip
CANAUX = (CANAL, "telephone")
# read with the file, not heard
TUS_AU_TELEPHONE = {"note", "obligation", "confirmation"}
TOURS_SUR_UN_POINT = 4
DOSSIERS_AU_HASARD = 50
AVIS = ("favorable", "favorable_avec_vigilance", "sous_reserve", "defavorable")
OBJETS = (None, INCONNU, "le nettoyage d'une école : sols ; vitres")
DES_LOTS: list[LotDit] = [
    {"numero": 1},
    {
        "numero": 2,
        "objet": "les vitres : l'extérieur",
        "duree_mois": 30.0,
        "duree_ferme_mois": 12.0,
    },
    {"numero": 3, "forme_contrat": "multi_bons_de_commande", "montant_ht": 80.5},
    {"numero": 4, "forme_contrat": "multi_marches_subsequents", "duree_ms_mois": 30.0},
    {"numero": 5, "duree_mois": INCONNU, "forme_contrat": "marche"},
    {"numero": 6, "duree_mois": 12.0, "ecarte": True},
]
PROPRES = "former deux personnes par an"
DUREES = (None, INCONNU, 12.0, 30.0, 60.0)
PAR_GENRE: dict[str, list[Any]] = {
    "delai": [{"nombre": 1, "unite": "semaines"}, {"nombre": 45, "unite": "jours"}],
    "pourcentage": [5.0, 7.5],
    "texte": [PROPRES],
    "date": ["2026-08-21", "2027-03-01"],
}

Etats = Iterator[dict[str, Any]]


def _valeurs(fait: str) -> list[Any]:
    """Return values of a fact or decision, missing and unknown included."""
    if fait in GUIDE.modalites:
        return [None, INCONNU, *_valeurs_decidees(GUIDE.modalites[fait])]
    choix = next((q.valeurs for q in GUIDE.questions if q.fait == fait), {})
    du_contrat = {
        "objet": OBJETS,
        "duree_ferme_mois": (None, 12.0),
        "montant_ht": (None, INCONNU, 80.5, 150_000.0),
        "montants": (
            None,
            {"plan": {"somme": 100.0, "par": "par semaine de retard"}},
            dict.fromkeys(GUIDE.manquements, 80.5),
        ),
        LOTS: (DES_LOTS, DES_LOTS[:2], None),
        "poursuivre": (None, True),
        "particularites": (None, ["tranches"], ["marche_reserve", "sans_maximum"]),
    }
    return [None, INCONNU, *choix] if choix else list(du_contrat.get(fait, DUREES))


def _valeurs_decidees(modalite: Modalite) -> list[Any]:
    toutes = list(modalite.valeurs)
    if modalite.genre in A_COCHER:
        return [[], toutes[:1], toutes, *([[*toutes, PROPRES]] if modalite.libre else [])]
    return [*toutes, *PAR_GENRE.get(modalite.genre, [])]


VALEURS = {fait: _valeurs(fait) for fait in faits_vides(GUIDE)}
VIDES = faits_vides(GUIDE)
# a marché being prepared
REDIGEABLE = {"etape": "preparation", "nature_contrat": None}
TOUT_DIT = VIDES.avec({fait: v[-1] for fait, v in VALEURS.items()} | REDIGEABLE)


def _dossiers() -> Iterator[Faits]:
    """Yield files: each fact in turn missing, unknown, of another value; nothing; anything."""
    yield from (TOUT_DIT.avec({fait: v}) for fait, valeurs in VALEURS.items() for v in valeurs)
    yield VIDES
    alea = random.Random(1)
    for _ in range(DOSSIERS_AU_HASARD):
        yield VIDES.avec({fait: alea.choice(valeurs) for fait, valeurs in VALEURS.items()})


def _contrats_avec_avis() -> Iterator[Faits]:
    """Yield the contracts, as facts, that have a verdict."""
    contrat = ("recurrence", "forme_contrat", "duree_ms_mois", "duree_mois", "duree_ferme_mois")
    objets = cycle(OBJETS)
    for valeurs in product(*(VALEURS[fait] for fait in contrat)):
        faits = VIDES.avec({**dict(zip(contrat, valeurs, strict=True)), "objet": next(objets)})
        if evaluer(faits.contrat, GUIDE).verdict:
            yield faits
    natures, etapes = VALEURS["nature_contrat"], VALEURS["etape"]
    for nature, etape in product(natures, etapes):
        yield TOUT_DIT.avec({"nature_contrat": nature, "etape": etape})


def _verdict() -> Etats:
    precedents = cycle((None, *AVIS, PAR_LOT))
    for faits in _contrats_avec_avis():
        yield {"faits": faits, "precedent": next(precedents), "ensemble": faits}


def _avis_des_lots(gabarit: str) -> Etats:
    """Yield what is told of files whose lots differ, or do not."""
    precedents = cycle((None, *AVIS, PAR_LOT))
    for faits, lots in product(_contrats_avec_avis(), VALEURS[LOTS]):
        for parole in dire_l_avis(faits.avec({LOTS: lots}), next(precedents), GUIDE):
            if parole.gabarit == gabarit and situer(parole.valeurs["faits"], GUIDE).verdict:  # type: ignore[arg-type]
                yield {**parole.valeurs}


def _verdict_par_lot() -> Etats:
    return _avis_des_lots("verdict_par_lot")


def _verdict_d_un_lot() -> Etats:
    return _avis_des_lots("verdict_d_un_lot")


def _lot_par_lot() -> Etats:
    for faits, lots in product(_contrats_avec_avis(), VALEURS[LOTS]):
        if lots:
            yield {"faits": faits.avec({LOTS: lots})}


def _lot_sans_avis() -> Etats:
    lots = VIDES.avec({LOTS: DES_LOTS}).lots
    yield from (
        {"lots": dits, "inconnu": inconnu}
        for dits, inconnu in product((lots, lots[:1]), (True, False))
    )


def _supposition() -> Etats:
    for reels in (VIDES, TOUT_DIT, TOUT_DIT.avec({"recurrence": "isole"})):
        for fait, valeurs in VALEURS.items():
            for valeur in valeurs:
                if valeur not in (None, INCONNU) and fait not in ("duree_ferme_mois", "poursuivre"):
                    supposes = {fait: valeur}
                    yield {"supposes": supposes, "faits": reels.avec(supposes), "reels": reels}


def _comparaison() -> Etats:
    formes, durees = VALEURS["forme_contrat"][2:], DUREES[2:]
    options = [{"forme_contrat": f, "duree_mois": d} for f, d in product(formes, durees)]
    options += [{"recurrence": "isole"}, {"duree_ms_mois": 30.0}, {LOTS: DES_LOTS}]
    for connus, une, autre in product((VIDES, TOUT_DIT), options, options):
        yield {"options": [une, autre], "faits": [connus.avec(une), connus.avec(autre)]}


def _presentation() -> Etats:
    for modalite in GUIDE.modalites.values():
        if modalite.presentee:
            yield from ({"fait": modalite.fait, "faits": faits} for faits in _dossiers())


def _recapitulatif() -> Etats:
    for faits, reference in product(_dossiers(), (None, REFERENCE)):
        yield {"faits": faits, "reference": reference}


def _confirmation() -> Etats:
    for faits, corrige in product(_dossiers(), (True, False)):
        if faits != VIDES:  # there is something to confirm
            yield {"faits": faits, "corrige": corrige}


def _transmission() -> Etats:
    remise = {"soi": False, "etat": None, "prevenu": True, "jour": "4 décembre 2026"}
    remises: tuple[dict[str, Any] | None, ...] = (
        None,
        {**remise, "attendus": []},
        {**remise, "attendus": ["le territoire", "les lots"], "prevenu": False},
    )
    for faits, dite in product(_dossiers(), remises):
        yield {"faits": faits, "reference": REFERENCE, "remise": dite}


def _clause_au_contrat() -> Etats:
    for jour in (None, INCONNU, "2020-01-31", "2099-12-31"):
        yield {"faits": VIDES.avec({"date_notification": jour})}


def _obligation() -> Etats:
    return ({"faits": faits} for faits in _dossiers())


def _obligation_du_dossier() -> Etats:
    manques = (None, "montant_ht", *(m.fait for m in GUIDE.modalites.values() if m.decisive))
    return ({"faits": faits, "manque": manque} for faits in _dossiers() for manque in manques)


def _sa_clause() -> Etats:
    demandes = [(sujet, None) for sujet in SUJETS] + [(None, "le tutorat"), (None, "les gants")]
    # each writes the whole clause: in turn
    reponses = cycle((None, True, False))
    for (sujet, passage), faits in zip(cycle(demandes), _dossiers(), strict=False):
        lies = [lot.numero for lot in lots_lies(faits, GUIDE)]
        oui = next(reponses) if lies else None
        interroge = passage is not None and lies != []
        sa_clause = {"sujet": sujet, "passage": passage, "interroge": interroge, "faits": faits}
        yield {**sa_clause, "lies": lies, "oui": oui}


def _note() -> Etats:
    for fait, valeurs in VALEURS.items():
        for avant, apres in product(valeurs, repeat=2):
            tu = fait == "poursuivre" or (fait == "duree_ferme_mois" and apres is None)
            if avant != apres and not tu:
                yield {"notes": {fait: {"avant": avant, "apres": apres}}}
    yield {"notes": {fait: {"avant": None, "apres": TOUT_DIT[fait]} for fait in GUIDE.modalites}}


def _retour() -> Etats:
    yield from ({"rendus": {fait: v}} for fait, valeurs in VALEURS.items() for v in valeurs)
    yield from ({"rendus": rendus} for rendus in (VIDES, TOUT_DIT))


def _action_propre() -> Etats:
    yield {"actions": ["former deux apprentis par an"], "ailleurs": []}
    yield {"actions": ["une visite de site", "10 % d’apprentis"], "ailleurs": ["santé et sécurité"]}


def _a_ecrire() -> Etats:
    yield from ({"action": dite} for dite in ("gardez les deux apprentis", "une visite de site"))


def _souhait() -> Etats:
    for theme, carte in GUIDE.perimetre.items():
        for proposition, a_retenir in product(carte.redactions.values(), (True, False)):
            dit = "la DRH" if theme == "non_mesurable" else None
            vises = ("sexe", "age") if theme == "discrimination" else ()
            yield {
                "theme": theme,
                "proposition": proposition,
                "a_retenir": a_retenir,
                "dit": dit,
                "vises": vises,
            }


def _axes_conseilles() -> Etats:
    yield from ({"faits": faits} for faits in _dossiers() if faits.axes)


def _ou_on_en_est() -> Etats:
    for faits, question, a_jour in product(_dossiers(), (None, "axes"), (None, True, False)):
        yield {"faits": faits, "question": question, "clause_a_jour": a_jour, "redigeable": a_jour}


def _conge() -> Etats:
    for reference, reste, avis in product((None, REFERENCE), (None, "objet"), (None, *AVIS)):
        yield {"reference": reference, "reste": reste, "avis": avis}


def _candidat() -> Etats:
    for fait in ("recurrence", "forme_contrat", *QUANTITES):
        dits = [v for v in VALEURS[fait] if v not in (None, INCONNU)]
        yield from ({"fait": fait, "propose": valeur} for valeur in dits)


def _ouverture() -> Etats:
    yield from (
        {"rang": rang, "enumere": enumere} for rang in range(9) for enumere in (True, False)
    )


def _reste() -> Etats:
    manques: tuple[list[str], ...] = ([], ["un point"], ["un point", "un autre"])
    yield from ({"faits": faits, "manques": m} for faits, m in product(_dossiers(), manques))


def _question_comprise() -> Etats:
    yield from ({"titre": question.titre} for question in questions_du_guide().values())


def _non_retenu() -> Etats:
    yield {"dits": ["4 ans"]}
    yield {"dits": ["4 ans", "30 centimes par heure"]}


def _sans_montant() -> Etats:
    yield {"noms": [*GUIDE.manquements][:1]}
    yield {"noms": [*GUIDE.manquements]}


def _laissees() -> Etats:
    yield from _sans_montant()


def _non_range() -> Etats:
    yield {"dits": ["on verra bien après"]}
    yield {"dits": ["on verra bien après", "comme la dernière fois"]}


def _valeurs_notees() -> Etats:
    for faits in _dossiers():
        dits = [fait for fait in GUIDE.modalites if faits[fait] not in (None, [])]
        if dits:
            yield {"faits": faits, "nommes": dits, "rappel": False}
            yield {"faits": faits, "nommes": dits, "rappel": True}


def _article() -> Etats:
    for faits in _dossiers():
        for numero, demande in product(("9", "25"), ("article 9", "c'est quoi la mise en demeure")):
            lu = {"demande": demande, "faits": faits}
            yield {"numero": numero, "ote": numero == "25", **lu}
    yield {"numero": None, "demande": "les gants", "ote": True, "faits": faits}


def _sanction() -> Etats:
    for faits in _dossiers():
        if faits.penalites is not None:
            for manquement in GUIDE.manquements:
                yield {"faits": faits, "manquement": manquement}


def _annonce() -> Etats:
    for faits in _dossiers():
        if evaluer_lots(faits, GUIDE).verdict not in (None, "defavorable", "hors_champ"):
            yield {"faits": faits}


def _avis_inchange() -> Etats:
    for faits in _dossiers():
        if evaluer_lots(faits, GUIDE).verdict is not None:
            yield {"faits": faits}


def _deja_note() -> Etats:
    yield {"faits": {"duree_mois": 48.0}}
    yield {"faits": {"duree_mois": 48.0, "forme_contrat": "marche"}}


def _avec_la_duree() -> Etats:
    for ferme, montant in product((None, 12.0), (None, INCONNU, 80_000.0)):
        if ferme or montant == 80_000.0:
            yield {"ferme": ferme, "gardee": None, "montant": montant}
            yield {"ferme": None, "gardee": ferme, "montant": montant}


def _element() -> Etats:
    actions = [("action", a.id) for axe in GUIDE.axes.values() for a in axe.actions]
    autres = [("axe", axe) for axe in GUIDE.axes] + [("manquement", m) for m in GUIDE.manquements]
    decisions = [("decision", fait) for fait, m in GUIDE.modalites.items() if m.genre != "revue"]
    dossiers = list(_dossiers())
    for rang, element in enumerate([*actions, *autres, *decisions]):
        faits = dossiers[rang % len(dossiers)]
        for elements, pourquoi in product(([element], [element, actions[0]]), (False, True)):
            yield {"elements": elements, "pourquoi": pourquoi, "faits": faits}


def _vigilance() -> Etats:
    yield from ({"faits": faits} for faits in _dossiers())


def _combien() -> Etats:
    for faits in _dossiers():
        question = situer(faits, GUIDE).question
        if question not in (None, CONFIRMATION):
            yield {"question": question, "faits": faits, "parcours": "guide"}


GABARITS: dict[str, Callable[[], Etats]] = {
    etats.__name__.removeprefix("_"): etats
    for etats in (
        _verdict, _verdict_par_lot, _verdict_d_un_lot, _lot_sans_avis, _lot_par_lot, _supposition,
        _comparaison, _presentation, _recapitulatif, _transmission, _obligation, _note, _retour,
        _souhait,
        _action_propre, _conge, _candidat, _ouverture, _question_comprise, _reste,
        _confirmation, _axes_conseilles, _clause_au_contrat, _non_retenu, _sans_montant, _laissees,
        _deja_note, _avec_la_duree, _annonce, _non_range, _valeurs_notees, _sanction, _article,
        _sa_clause, _obligation_du_dossier, _avis_inchange, _a_ecrire, _element, _vigilance,
        _combien,
    )
} | dict.fromkeys(("suite", "oui_ou_non", "resume"), _ou_on_en_est)  # fmt: skip


def test_chaque_gabarit_a_ses_etats() -> None:
    gabarits = {fichier.stem for fichier in (RACINE / "templates" / "messages").rglob("*.j2")}
    assert gabarits - {"valeurs", "dits"} == GABARITS.keys()


@pytest.mark.parametrize("guichet", [None, "Maison de l’emploi"])
@pytest.mark.parametrize("gabarit", GABARITS)
def test_un_gabarit_se_lit_dans_chaque_etat(
    gabarit: str, guichet: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if guichet:
        monkeypatch.setenv("GUICHET_NOM", guichet)
    for valeurs, canal in product(GABARITS[gabarit](), CANAUX):
        dit = formuler(gabarit, valeurs, canal)
        if canal == "telephone" and gabarit in TUS_AU_TELEPHONE and not dit.texte:
            continue
        for texte in (dit.texte, *_textes_montres(dit.custom)):
            assert not defauts(texte), f"{valeurs} : {defauts(texte)}"


# of a structure, what is for programs, and what may say nothing
# what these quote of the buyer's message
CITENT = {
    "utter_incompris_1",
    "utter_incompris_reponse_1",
    "utter_rien_note",
    "utter_souhait_garde",
}
REFUS_CITES = {"utter_refus_montants", "utter_refus_plafond", "utter_refus_manquement"}
REFUS_CITES |= {"utter_refus_penalite_du_marche", "utter_refus_penalite_absente"}
REFUS_CITES |= {"utter_refus_manquement_absent", "utter_refus_action_du_guide"}
REFUS_CITES |= {"utter_refus_action_a_reecrire", "utter_refus_action_absente"}
REFUS_CITES |= {"utter_refus_action_a_ajouter", "utter_refus_actions_notees"}
REFUS_CITES |= {"utter_refus_action_sans_axe"}
REFUS_CITES |= {"utter_refus_frequence_suivi", "utter_refus_reunions_repetees"}
REFUS_CITES |= {"utter_refus_reunions_par_ecrit", "utter_refus_unite", "utter_refus_prime"}
REFUS_CITES |= {"utter_action_presente", "utter_refus_organisateur", "utter_refus_non_range"}
CLES_MUETTES = {"type", "id", "slot", "valeur", "modifier", "verdict", "etat", "constat"}


def _textes_montres(structure: Any) -> Iterator[str]:
    """Yield the texts of a structure that somebody reads."""
    if isinstance(structure, str):
        yield structure
    elif isinstance(structure, list):
        yield from (texte for element in structure for texte in _textes_montres(element))
    elif isinstance(structure, dict):
        lus = (valeur for nom, valeur in structure.items() if nom not in CLES_MUETTES)
        yield from (texte for valeur in lus for texte in _textes_montres(valeur))


def test_les_documents_se_lisent_dans_chaque_etat() -> None:
    redigeables = [faits for faits in _dossiers() if situer(faits, GUIDE).redigeable]
    assert len(redigeables) > DOSSIERS_AU_HASARD
    for faits, document in product(redigeables, DOCUMENTS):
        texte = lire_un_document(document, faits, None)
        assert not defauts(texte), f"{faits}, {document} : {defauts(texte)}"


@pytest.mark.parametrize("nom", sorted(REPONSES))
def test_une_variante_et_une_seule_convient_a_chaque_etat(nom: str) -> None:
    conditions = [_conditions(variante) for variante in REPONSES[nom]]
    valeurs = {
        slot: {None, "une autre", *(c[slot] for c in conditions if slot in c)}
        for slot in {slot for c in conditions for slot in c}
    }
    sans_condition = [c for c in conditions if not c]
    for combinaison in product(*valeurs.values()):
        slots = dict(zip(valeurs, combinaison, strict=True))
        tenues = [c for c in conditions if c and all(slots[n] == v for n, v in c.items())]
        assert len(tenues or sans_condition) == 1, f"{slots} : {tenues or sans_condition}"


@pytest.mark.parametrize("nom", sorted(REPONSES))
def test_une_reponse_se_lit_et_ne_nomme_que_ce_qu_elle_a(nom: str) -> None:
    conditions = [_conditions(variante) for variante in REPONSES[nom]]
    for variante, condition in zip(REPONSES[nom], conditions, strict=True):
        texte, motif = variante["text"], condition.get("motif")
        nommes = {champ for _, champ, _, _ in string.Formatter().parse(texte) if champ is not None}
        cite = {"valeur"} if nom in REFUS_CITES else {"cite"} if nom in CITENT else set()
        assert nommes <= {"candidat", "ouverture", "dossier", "conservation", *cite, *A_LA_PORTE}
        assert "candidat" not in nommes or motif in A_NOMMER
        assert "ouverture" not in nommes or motif in ("rappel", "encore")
        a_un_dossier = {"dossier": None} in conditions or nom in D_UN_DOSSIER
        assert "dossier" not in nommes or a_un_dossier
        assert not nommes & A_LA_PORTE or nom in D_UN_DOSSIER
        titres = [bouton["title"] for bouton in variante.get("buttons", [])]
        for dit in (texte.format(**dict.fromkeys(nommes, "mot")), *titres):
            assert not defauts(dit), defauts(dit)


@pytest.mark.parametrize("motif", ["contradiction", *CONFIRMABLES, "unite", "vague"])
def test_un_point_a_regler_se_demande_avec_ou_sans_valeur(motif: str) -> None:
    """Whatever a reader leaves open of a quantity, asked about at first and then again."""
    connus: dict[str, Any] = {"duree_mois": 48.0, "objet": "nettoyage", "recurrence": "recurrent"}
    for fait, valeur, deja in product(QUANTITES, (None, 12.0), ({}, connus)):
        lue = Lecture(fait, valeur, 0, 4, nature="ambigu", motif=motif)
        message = Message("cela", "informer", lectures=(lue,))
        etat = replace(ETAT_VIDE, faits=VIDES.avec(deja))
        for tour in range(TOURS_SUR_UN_POINT):
            echange = echanger(message, etat, meneur().prendre)
            for nom, texte in echange.textes():
                assert not defauts(texte), f"{lue}, {nom} : {defauts(texte)}"
            etat = echange.apres
            # an amount by the year waits for the duration
            attend = motif == "par_periode" and fait == "montant_ht" and not deja
            assert tour > 0 or etat.question == fait or attend


def _conditions(variante: dict[str, Any]) -> dict[str, Any]:
    """Return the slots that a variation asks for, with their values."""
    return {condition["name"]: condition["value"] for condition in variante.get("condition", [])}
