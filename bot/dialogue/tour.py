"""One turn of the conversation: what the message says, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.commandes import Commandes
from bot.dialogue.etat import Etat, Message, Parole, Tour
from bot.dialogue.intentions import Intentions
from bot.dialogue.interpretation import Interprete
from bot.dialogue.lu import Interpretation
from bot.dialogue.quantites import CONFIRMABLES
from bot.dialogue.redites import Redites
from bot.dialogue.suite import Suite
from bot.dialogue.tournures import (
    accepte_d_effacer,
    adopte_la_supposition,
    est_une_correction,
    est_une_question_ouverte,
    est_une_supposition,
    parle_d_un_autre_marche,
)
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import en_mois, est_un_delai

# answers that answer nothing when nothing was asked
SANS_OBJET = frozenset({"affirmer", "nier", "terminer_liste", "choisir"})


@dataclass(frozen=True)
class Meneur:
    """Leads the conversation: takes a message and a state, gives the next state and what to say."""

    referentiel: Referentiel
    intentions: Intentions
    interprete: Interprete
    suite: Suite
    commandes: Commandes
    redites: Redites

    def prendre(self, message: Message, etat: Etat) -> Tour:
        """Take a turn: the message, then what else it asks."""
        tour = self._prendre(message, etat)
        demandes = self.intentions.demandes_en_plus(message)
        if demandes and tour.etat.suivi.echecs > etat.suivi.echecs:
            tour = Tour(etat)  # the whole was not understood, its parts are
        for demande in demandes:
            suite = self._prendre(demande, tour.etat)
            tour = Tour(suite.etat, (*tour.paroles, *suite.paroles))
        return self.redites.eviter(tour, etat)

    def _prendre(self, message: Message, etat: Etat) -> Tour:
        """Take one demand. No step calls one before it: whatever is said, the turn ends."""
        message = self.intentions.recentrer(message, etat)
        if etat.suivi.motif == "recommencer":
            return self._efface_ou_non(message, etat)
        return self._dans_un_dossier(message, etat)

    def _dans_un_dossier(self, message: Message, etat: Etat) -> Tour:
        """Open another file when the message is about another contract."""
        if self._est_un_autre_marche(message, etat):
            return self._autre_marche(message, etat)
        return self._repondre(message, etat)

    def _repondre(self, message: Message, etat: Etat) -> Tour:
        supposes = etat.suivi.supposes
        etat = replace(etat, suivi=replace(etat.suivi.sans_relance(), supposes={}))
        lu = _adopter(self.interprete.interpreter(message, etat), supposes, message, etat)
        commande = self.commandes.trouver(message, etat)
        annule = message.intention == "annuler" and not lu.repond
        if commande and (lu.vide or annule or est_une_supposition(message)):
            return commande(message, etat, lu)
        paroles = self._repliques(message, etat, lu)
        if lu.vide:
            return self._sans_fait(message, etat, paroles)
        if lu.faits or lu.a_regler or lu.refuses or lu.remis_en_cause:
            return self._avec_faits(message, etat, lu, paroles)
        return self._dans_une_liste(etat, lu)

    def _efface_ou_non(self, message: Message, etat: Etat) -> Tour:
        """Erase when the buyer says yes; else go on where he was, and answer what he says."""
        if message.intention == "repeter":
            return Tour(etat, (Parole("utter_recommencer"),))
        if accepte_d_effacer(message):
            return self.commandes.retours.tout_effacer(message, etat, Interpretation())
        etat = replace(etat, suivi=etat.suivi.sans_motif())
        if message.intention == "nier":
            return self.suite.continuer(etat, (Parole("utter_rien_efface"),))
        tour = self._dans_un_dossier(message, etat)
        arrete = tour.etat.question is not None or tour.etat.suivi.interrompu
        return tour if arrete else self.suite.continuer(tour.etat, tour.paroles)

    def _est_un_autre_marche(self, message: Message, etat: Etat) -> bool:
        """Tell « j'ai un autre marché : … », once one is known."""
        possible = dict(message.classement).get("autre_marche", 0.0)
        sur = possible >= self.interprete.interventions.seuils["commande_forte"]
        return sur and etat.faits["objet"] is not None and parle_d_un_autre_marche(message)

    def _autre_marche(self, message: Message, etat: Etat) -> Tour:
        """Open another file with what the message says of it."""
        autre = self.commandes.retours.autre_dossier(etat)
        ouvre = replace(message, intention="verifier_faisabilite")
        tour = self._repondre(self.intentions.recentrer(ouvre, autre), autre)
        return Tour(tour.etat, (Parole("utter_autre_dossier"), *tour.paroles))

    def _dans_une_liste(self, etat: Etat, lu: Interpretation) -> Tour:
        """Take what adds to a list without ending it, and what cannot stand in it."""
        if lu.souhait is not None:
            liste = etat.suivi.liste if lu.liste is None else lu.liste
            return self._souhait(replace(etat, suivi=replace(etat.suivi, liste=liste)), lu.souhait)
        if lu.liste is not None:
            return _garder_la_liste_ouverte(etat, lu.liste)
        return Tour(etat, (Parole("utter_numero_inconnu"),))

    def _repliques(self, message: Message, etat: Etat, lu: Interpretation) -> tuple[Parole, ...]:
        """Answer what the message asks, besides what it says of the contract."""
        if self.interprete.est_une_question(message, etat) and not lu.repond:
            return (
                *self.intentions.question_comprise(message),
                Parole(f"utter_{message.question_du_guide}"),
            )
        sur = message.confiance >= self.interprete.interventions.seuils["replique"]
        if message.intention in self.interprete.interventions.reponses and lu.vide and sur:
            return (Parole(f"utter_{message.intention}"),)
        return ()

    def _sans_fait(self, message: Message, etat: Etat, paroles: tuple[Parole, ...]) -> Tour:
        decrit = message.intention.startswith(("dire_", "informer", "corriger"))
        if etat.question is None and decrit and etat.suivi.avis:
            return Tour(etat, paroles or (Parole("utter_que_faire"),))
        commence = decrit or message.intention == "verifier_faisabilite"
        if etat.question is None and commence:
            return self.suite.continuer(replace(etat, suivi=etat.suivi.sans_avis()), paroles)
        if etat.question is None and paroles:
            return Tour(etat, paroles)
        if etat.question is None and message.intention in SANS_OBJET:
            return Tour(etat, (Parole("utter_que_faire"),))
        suivi = replace(etat.suivi, echecs=0, interrompu=False)
        if paroles:  # the pending question stays, with its point to settle
            return Tour(replace(etat, suivi=suivi), paroles)
        redemande = message.intention == "verifier_faisabilite"
        if redemande and not est_une_question_ouverte(message):
            return self.suite.continuer(replace(etat, suivi=suivi))
        refuse = etat.suivi.candidat is not None or etat.suivi.proposition
        if message.intention == "nier" and refuse:
            return Tour(replace(etat, suivi=etat.suivi.sans_motif()))
        return self._incompris(message, etat)

    def _incompris(self, message: Message, etat: Etat) -> Tour:
        """Take what is said again after « est-ce bien cela ? »; else climb the ladder."""
        redit = self.commandes.incompris.redit(message, etat)
        if redit:
            return self._avec_faits(message, etat, redit, ())
        return self.commandes.incompris.relancer(message, etat)

    def _souhait(self, etat: Etat, souhait: tuple[str, str | None]) -> Tour:
        """Say why a wish cannot be an obligation, and offer a wording that can."""
        theme, axe = souhait
        if not theme:
            return self.suite.continuer(etat, (Parole("utter_souhait_hors_dossier"),))
        redactions = self.referentiel.perimetre[theme].redactions
        proposition = redactions[axe or next(iter(redactions))]
        demandee = self.referentiel.modalites.get(etat.question or "")
        a_retenir = demandee is not None and demandee.axe is not None
        valeurs = {"theme": theme, "proposition": proposition, "a_retenir": a_retenir}
        parole = Parole(gabarit="souhait", valeurs=valeurs)
        if not a_retenir:
            return self.suite.continuer(etat, (parole,))
        suivi = replace(etat.suivi.sans_motif(), motif="proposition", proposition=proposition)
        return Tour(replace(etat, suivi=suivi), (parole,))

    def _avec_faits(
        self, message: Message, etat: Etat, lu: Interpretation, paroles: tuple[Parole, ...]
    ) -> Tour:
        faits, refuses = self._dans_les_bornes(lu)
        paroles += tuple(
            Parole(f"utter_refus_{fait}", valeurs={"valeur": v}) for fait, v in refuses.items()
        )
        if refuses.keys() & self.referentiel.modalites.keys():
            return Tour(etat, paroles)
        contradiction = None if lu.adopte else self._contradiction(message, etat, faits)
        if contradiction:
            return Tour(contradiction, paroles)
        faits |= dict.fromkeys(lu.remis_en_cause)
        changes = {f: v for f, v in faits.items() if v != etat.faits[f]}
        nouvel_etat = self.suite.appliquer(etat, faits) if changes else etat
        nouvel_etat = replace(nouvel_etat, suivi=replace(nouvel_etat.suivi, echecs=0))
        if changes:
            avertissements = self.suite.avertir(etat.faits, nouvel_etat.faits)
            note = _prise_de_note(changes, etat.faits, nouvel_etat.faits)
            paroles = (note, *avertissements, *paroles)
        elif lu.faits and not paroles:
            paroles = (Parole("utter_deja_note"),)
        if lu.remis_en_cause:
            suivi = nouvel_etat.suivi.pour_une_autre_question()
            return Tour(replace(nouvel_etat, question=lu.remis_en_cause[0], suivi=suivi), paroles)
        tranche = changes and self.suite.verdict(nouvel_etat.faits) == "defavorable"
        if lu.a_regler and not tranche:
            return Tour(_a_regler(nouvel_etat, lu), paroles)
        if refuses and not changes and etat.question:
            return self._refuser(message, nouvel_etat, etat, paroles)
        return self.suite.continuer(nouvel_etat, paroles)

    def _refuser(
        self, message: Message, nouvel_etat: Etat, etat: Etat, paroles: tuple[Parole, ...]
    ) -> Tour:
        """Say why a value cannot be; refused again, it is one more that was not understood."""
        if etat.suivi.echecs:
            return self.commandes.incompris.relancer(message, etat)
        return Tour(replace(nouvel_etat, suivi=replace(nouvel_etat.suivi, echecs=1)), paroles)

    def _dans_les_bornes(self, lu: Interpretation) -> tuple[dict[str, Any], dict[str, Any]]:
        """Set apart absurd quantities: « 0 an », « 300 ans »."""
        refuses = dict(lu.refuses)
        faits: dict[str, Any] = {}
        for fait, valeur in lu.faits.items():
            bornes = self.referentiel.bornes.get(fait)
            quantite = _quantite(valeur)
            if bornes and quantite is not None and not bornes.minimum <= quantite <= bornes.maximum:
                refuses[fait] = valeur
            else:
                faits[fait] = valeur
        return faits, refuses

    def _contradiction(self, message: Message, etat: Etat, faits: Mapping[str, Any]) -> Etat | None:
        """Ask which is right when two statements about continuity do not go together.

        An isolated purchase, yet said to come back; or to last for years: then the execution may
        well be continuous, which the guide accepts.
        """
        ancienne = etat.faits.get("recurrence")
        nouvelle = faits.get("recurrence", ancienne)
        regle = etat.suivi.motif in ("contradiction", "continuite") and "recurrence" in faits
        if message.bouton or regle or not faits.keys() & {"recurrence", "duree_mois"}:
            return None
        oppose = {nouvelle, ancienne} == {"recurrent", "isole"} and not est_une_correction(message)
        duree = faits.get("duree_mois", etat.faits.get("duree_mois"))
        minimum = self.referentiel.parametres["duree_minimale"].valeur
        longue = nouvelle == "isole" and isinstance(duree, int | float) and duree >= minimum
        if not (oppose or longue):
            return None
        autres = {fait: valeur for fait, valeur in faits.items() if fait != "recurrence"}
        motif = "contradiction" if oppose else "continuite"
        suite = self.suite.appliquer(etat, {**autres, "recurrence": None})
        suivi = replace(suite.suivi.pour_une_autre_question(), motif=motif)
        return replace(suite, question="recurrence", suivi=suivi)


def _adopter(
    lu: Interpretation, supposes: Mapping[str, Any], message: Message, etat: Etat
) -> Interpretation:
    """Take what was just supposed when the buyer says so: « ok, on fait ça », « mettez 2 ans »."""
    if not supposes or est_une_supposition(message):
        return lu
    dit_oui = etat.question is None and message.intention == "affirmer"
    redit = bool(lu.faits) and all(v in supposes.values() for v in lu.faits.values())
    adopte = redit or (lu.vide and (dit_oui or adopte_la_supposition(message)))
    return replace(lu, faits=dict(supposes), adopte=True) if adopte else lu


def _quantite(valeur: Any) -> float | None:
    """Return a number, or a delay in months, to be held against bounds."""
    if est_un_delai(valeur):
        return en_mois(valeur)
    nombre = isinstance(valeur, int | float) and not isinstance(valeur, bool)
    return float(valeur) if nombre else None


def _garder_la_liste_ouverte(etat: Etat, liste: tuple[str, ...]) -> Tour:
    """Note an item, and ask whether there are others."""
    note = _prise_de_note({str(etat.question): list(liste)}, {}, {str(etat.question): list(liste)})
    suivi = replace(etat.suivi.sans_motif(), liste=liste, motif="encore")
    return Tour(replace(etat, suivi=suivi), (note,))


def _a_regler(etat: Etat, lu: Interpretation) -> Etat:
    """Ask the short question that settles what the words left open."""
    assert lu.a_regler is not None
    fait, motif, candidat = lu.a_regler
    if candidat is None and motif in CONFIRMABLES:
        motif = f"{motif}_seul"  # nothing to confirm: the value is asked for
    suivi = etat.suivi.sans_avis().pour_une_autre_question()
    suivi = replace(suivi, motif=motif, candidat=candidat)
    suivi = replace(suivi, indices=lu.indices)
    return replace(etat, question=fait, suivi=suivi)


def _prise_de_note(
    changes: Mapping[str, Any], avant: Mapping[str, Any], apres: Mapping[str, Any]
) -> Parole:
    notes = {fait: {"avant": avant.get(fait), "apres": apres.get(fait)} for fait in changes}
    return Parole(gabarit="note", valeurs={"notes": notes})
