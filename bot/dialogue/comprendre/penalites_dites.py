"""What a message does to the penalties: completed, chosen alone, restored, taken out.

An amount goes with its breach. Asked which breaches cost something, those that are told with theirs
are the only ones, unless something is said of the others; once chosen, they stay.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.comprendre.compris import Decisions, rassembler
from bot.dialogue.etat import Etat, Valeurs, dernier_change
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.autres_penalites import (
    elles_seules,
    est_rien_d_autre,
    laisse_les_montants,
    parle_des_autres,
    plafond_en_euros,
    prime,
    rien_d_autre,
    sans_nom,
)
from bot.lecture.clause.modalites import Dite
from bot.lecture.clause.montants_redits import ramenee, remise, remplacee
from bot.lecture.clause.penalites import RESTE, TOUS, Penalites, n_est_pas_du_plan
from bot.metier.clause import liste_par_defaut
from bot.metier.contrat import INCONNU
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Montant, Valeur, avec_une_somme, somme_d_un, sont_des_montants

PENALITES, MONTANTS, PLAFOND = "penalites", "montants", "plafond"
# what nothing took, said back
NON_RANGE = "non_range"
FICHIER = "lecture/nommees"
TETE = r"(?:{tete}[ ,]+)*"
ENLEVE = compiler(rf"{TETE}{{enlever}} ?", FICHIER)
# « enlève le lot 4, et remets 50 € par jour »: the sum is of what is put, not of what is taken out
MET_UNE_SOMME = compiler(r"[ ,;](?:{remettre}|{ajouter}|{changer})\b[^.;]*\d", FICHIER)
REMET_LES_AUTRES = compiler(
    rf"{TETE}{{remettre}} ?{{les_autres}}(?: {{lecture/nommees.dans_la_liste.penalites}})?\W*$",
    FICHIER,
)


@dataclass(frozen=True)
class PenalitesDites:
    """Reads them in the light of what is already decided."""

    referentiel: Referentiel
    penalites: Penalites

    def changer(self, plie: str, texte: Texte, etat: Etat) -> Decisions:
        """Take out penalties named by their breach or amount, put back those left out.

        An amount may be told again: « remplace la pénalité de 400 € par 250 € ».
        """
        if choisies := self._sans_montant(texte, etat):
            return choisies
        if chiffrees := self._chiffrees_autrement(texte, etat):
            return Decisions(chiffrees, exclusif=True)
        if (gardees := self._choisies(plie, texte, etat)) is not None:
            return Decisions({PENALITES: self._dans_l_ordre(gardees)}, exclusif=True)
        ailleurs = n_est_pas_du_plan(texte)
        if ailleurs or (ENLEVE.match(plie) and not MET_UNE_SOMME.search(plie)):
            return self._oter(texte, ailleurs, etat)
        if (periode := self.penalites.periode_seule(texte)) and MONTANTS in dernier_change(etat):
            return self._changer_d_unite(periode, etat)
        return Decisions()

    def _chiffrees_autrement(self, texte: Texte, etat: Etat) -> Valeurs:
        """Return « les montants, on verra », an amount in place of another, « remettez-la »."""
        if etat.suivi.avis and laisse_les_montants(texte):
            return {MONTANTS: dict(etat.faits.montants)}
        if montants := self._remplacer(texte, etat):
            return {**_choisies_deja(etat), MONTANTS: montants}
        remises = self._remises(texte)
        return self.choisir(remises, texte, etat) if remises else {}

    def _remises(self, texte: Texte) -> dict[str, Montant]:
        """Return what « le projet de plan n'en a pas, remettez-la, à 50 € » is due for again."""
        nommes = [*self.penalites.nommees(texte)]
        cartes = self.referentiel.manquements
        dite = remise(texte, cartes[nommes[0]].court) if len(nommes) == 1 else None
        lues = self.lire(dite) if dite else {}
        return {nom: montant for nom, montant in lues.items() if nom in nommes}

    def _choisies(self, plie: str, texte: Texte, etat: Etat) -> Collection[str] | None:
        """Return all breaches, « remets les autres », or those with an amount, « rien d'autre »."""
        deja, montants = etat.faits.penalites, etat.faits.montants
        if REMET_LES_AUTRES.match(plie) and deja is not None:
            return {*deja, *self._par_defaut(etat)}
        # « justificatif 30 €, rien d'autre » tells one more with its amount
        if self.lire(texte) or not (montants and est_rien_d_autre(texte)):
            return None
        if not self._en_parle(texte, etat):
            return None
        sommes = dict(self.penalites.sommes(texte))
        ainsi = [nom for nom, m in montants.items() if somme_d_un(m) in sommes]
        # « ces deux-là », « les trois autres »: as many as have one, or have none
        comptes = {str(len(montants)), str(len(deja or ()) - len(montants))}
        if ainsi or not elles_seules(texte) or comptes & {*texte.plat.split()}:
            return ainsi or montants
        return _viennent_d_etre_chiffrees(etat) or montants

    def _en_parle(self, texte: Texte, etat: Etat) -> bool:
        """Tell « rien d'autre » of penalties: named so, or what the last message told.

        Chosen before, those that have no amount stay while one is told.
        """
        dernier, decidees = dernier_change(etat), etat.faits.penalites is not None
        sans_rien_nommer = decidees and not elles_seules(texte)
        juste_avant = PENALITES in dernier if sans_rien_nommer else MONTANTS in dernier
        return juste_avant or self.penalites.annonce(texte)

    def _par_defaut(self, etat: Etat) -> Sequence[str]:
        return liste_par_defaut(PENALITES, etat.faits, self.referentiel)

    def _sans_montant(self, texte: Texte, etat: Etat) -> Decisions | None:
        """Read « pas de pénalité pour les heures », « seule la réunion est pénalisée »."""
        # « réunion 300, pas de pénalité sur le plan » gives an amount, in euros without saying so
        if self.lire(texte) or self.penalites.sont_a_nous(texte):
            return None
        gardees = self.penalites.seules(texte) or self._eux_seuls(texte, etat)
        if not gardees and (otees := self.penalites.refusees(texte)):
            deja = etat.faits.penalites
            deja = self._par_defaut(etat) if deja is None else deja
            gardees = frozenset({*deja} - otees)
        if not gardees:
            return None
        montants = {nom: m for nom, m in etat.faits.montants.items() if nom in gardees}
        return Decisions(
            {PENALITES: self._dans_l_ordre(gardees), MONTANTS: montants}, exclusif=True
        )

    def _eux_seuls(self, texte: Texte, etat: Etat) -> frozenset[str]:
        """Return the breaches of « rien d'autre que les heures », of those that have an amount."""
        if not (rien_d_autre(texte) and self._en_parle(texte, etat)):
            return frozenset()
        return self.penalites.nommees(texte) & etat.faits.montants.keys()

    def _oter(self, texte: Texte, ailleurs: bool, etat: Etat) -> Decisions:
        """Take out the breaches that cost the sum; `ailleurs`: only the sum, it is the works'."""
        sommes = dict(self.penalites.sommes(texte))
        if not sommes:
            return self._absente(texte, etat)
        otes = {nom for nom, m in etat.faits.montants.items() if somme_d_un(m) in sommes}
        if not (otes or ailleurs) and (dits := self.lire(texte)):
            # « enlevez le plan, l'action 400 € » tells what another costs
            exclus = self.penalites.nommees(texte) - dits.keys()
            return Decisions(self.choisir(dits, texte, etat, exclus=exclus), exclusif=True)
        if not otes:
            motif = "penalite_du_marche" if ailleurs else "penalite_absente"
            return Decisions(refus={motif: next(iter(sommes.values()))}, exclusif=True)
        return self._sans(otes, ailleurs, etat)

    def _absente(self, texte: Texte, etat: Etat) -> Decisions:
        """Refuse « enlève la pénalité sur les heures », of which none is due."""
        nomme = self.penalites.nommee(texte)
        if etat.faits.penalites is None or nomme is None or nomme[0] in etat.faits.penalites:
            return Decisions()
        return Decisions(refus={"manquement_absent": nomme[1]}, exclusif=True)

    def _sans(self, otes: Collection[str], ailleurs: bool, etat: Etat) -> Decisions:
        gardes = {nom: m for nom, m in etat.faits.montants.items() if nom not in otes}
        faits: dict[str, Valeur | None] = {MONTANTS: gardes}
        if etat.faits.penalites is not None and not ailleurs:
            faits[PENALITES] = [m for m in etat.faits.penalites if m not in otes]
        return Decisions(faits, exclusif=True)

    def _changer_d_unite(self, periode: str, etat: Etat) -> Decisions:
        """Read « non, j'avais dit par demi-journée », of the amount that was just given."""
        montants = dict(etat.faits.montants)
        for nom in _viennent_d_etre_chiffrees(etat):
            montants[nom] = self.penalites.compter_par(nom, periode, somme_d_un(montants[nom]))
        return Decisions({MONTANTS: montants}, exclusif=True)

    def sont_a_nous(self, texte: Texte, etat: Etat) -> bool:
        """Tell what is about the penalties that the clause has."""
        du = self.penalites.sont_a_nous(texte) or self._ramener(texte, etat)
        return bool(etat.faits.penalites and du)

    def avec(self, dites: Sequence[Dite], texte: Texte, etat: Etat) -> Decisions:
        """Return the decisions of a sentence; a cap in euros is refused with its reason."""
        zones = tuple((dite.debut, dite.fin) for dite in dites)
        faits = rassembler(dites, etat)
        montants = {nom: m for dite in dites for nom, m in dite.montants.items()}
        refus = self.a_cote(texte, etat)
        if montants:
            faits |= self.choisir(montants, texte, etat)
            if autrement := self.penalites.autrement_dites(texte):
                refus[MONTANTS] = autrement
        elif autre := self.penalites.du_marche(texte):
            refus["penalite_du_marche"] = autre
        return Decisions(faits, zones, refus=refus)

    def sans_dite(self, texte: Texte, etat: Etat) -> Decisions:
        """Refuse « pénalité : 150 € », « pénalités plafonnées à 3 000 € », with the reason."""
        if autrement := self.penalites.lire_autrement(texte):
            return Decisions(refus={MONTANTS: autrement}, exclusif=True)
        if autre := self.penalites.du_marche(texte):
            return Decisions(refus={"penalite_du_marche": autre})
        if a_cote := self.a_cote(texte, etat):
            return Decisions(refus=a_cote, exclusif=True)
        # it does not say what for
        if etat.suivi.avis and (unite := sans_nom(texte)):
            return Decisions(refus={"unite": unite}, exclusif=True)
        seule = self.penalites.sans_manquement(texte)
        return Decisions(refus={"manquement": seule}, exclusif=True) if seule else Decisions()

    def a_cote(self, texte: Texte, etat: Etat) -> dict[str, Valeur | None]:
        """Refuse a cap in euros and a bonus; before the verdict, « un maximum de … » is no cap."""
        dits = {PLAFOND: plafond_en_euros(texte), "prime": prime(texte)} if etat.suivi.avis else {}
        return {fait: dit for fait, dit in dits.items() if dit}

    def _remplacer(self, texte: Texte, etat: Etat) -> dict[str, Montant]:
        """Return the amounts once one that some breach costs is replaced; else nothing.

        Where none costs it, the one breach that is named costs the new one.
        """
        lue = remplacee(texte)
        if lue is None:
            return self._ramener(texte, etat)
        avant, apres = lue
        montants, nommes = dict(etat.faits.montants), self.penalites.nommees(texte)
        vises = {nom: m for nom, m in montants.items() if somme_d_un(m) == avant}
        vises = self.penalites.comptes_ainsi(vises, texte)
        # « les justificatifs à 30 € au lieu de 50 », where the plan costs 50 too
        vises = {nom: m for nom, m in vises.items() if nom in nommes} or vises
        remplaces = {nom: avec_une_somme(m, apres) for nom, m in vises.items()}
        if not vises and len(nommes) == 1 and self.penalites.sont_dites(texte):
            remplaces = {nom: avec_une_somme(montants.get(nom, apres), apres) for nom in nommes}
        return {**montants, **remplaces} if remplaces else {}

    def _ramener(self, texte: Texte, etat: Etat) -> dict[str, Montant]:
        """Return the amounts once « 800 € l'action, c'est trop, mettez 500 » is heard."""
        lue, montants = ramenee(texte), dict(etat.faits.montants)
        if lue is None or self._dit_entier(texte, lue[1]):
            return {}
        avant, apres = lue
        nommes = self.penalites.nommees(texte) & montants.keys()
        dus = {nom for nom, m in montants.items() if somme_d_un(m) in avant}
        if not dus and self.penalites.annonce(texte):
            dus = {*nommes}
        vises = dus & nommes or dus
        ramenes = {nom: avec_une_somme(montants[nom], apres) for nom in vises}
        return {**montants, **ramenes} if len(ramenes) == 1 else {}

    def _dit_entier(self, texte: Texte, somme: float) -> bool:
        """Tell « la pénalité du plan passe à 300 € par semaine », which says of what, by what."""
        dits = (m for lue, _ in self.penalites.lire(texte, convenues=True) for m in lue.values())
        return any(somme_d_un(montant) == somme for montant in dits)

    def lire(self, texte: Texte) -> dict[str, Montant]:
        """Return the amounts of a message that answers about penalties, by breach."""
        lues = self.penalites.lire(texte, demandees=True)
        montants = {nom: montant for lue, _ in lues for nom, montant in lue.items()}
        somme = None if montants else self.penalites.pour_des_rangs(texte)
        return montants if somme is None else {TOUS: somme}

    def dire_les_perdues(self, lue: Decisions, texte: Texte) -> Decisions:
        """Say back « 300 € par stagiaire non accueilli », which is due for nothing of ours."""
        echange = remplacee(texte) is not None
        if echange or MONTANTS not in lue.faits or {*lue.refus} - {"jour_suppose"}:
            return lue
        perdues = self.penalites.perdues(texte)
        return replace(lue, refus={**lue.refus, NON_RANGE: " ; ".join(perdues)}) if perdues else lue

    def choisir(
        self,
        dits: Mapping[str, Montant],
        texte: Texte,
        etat: Etat,
        nommes: Collection[str] = (),
        exclus: Collection[str] = (),
        avec_les_autres: bool = False,
    ) -> dict[str, Valeur | None]:
        """Return the breaches and the amounts, once these are said.

        `nommes`: breaches chosen by name, `exclus`: left out, `avec_les_autres`: what is said
        elsewhere keeps those that are not told. Not asked for, and before they are chosen, amounts
        choose none.
        """
        montants = dict(dits)
        pour_tous, pour_le_reste = montants.pop(TOUS, None), montants.pop(RESTE, None)
        otes = {*exclus} | self.penalites.refusees(texte)
        base = self._base(texte, etat, {*nommes} - montants.keys(), nommes)
        # all of them cost it, or those that are left out are told by name
        tous = pour_tous is not None or pour_le_reste is not None or otes
        if base is None and etat.question == PENALITES and etat.faits.penalites is None:
            garde = tous or avec_les_autres or parle_des_autres(texte)
            base = self._par_defaut(etat) if garde else etat.faits.montants
        # « 500 € si l'action n'est pas faite » leaves none out
        opposes = self._opposes(montants, texte, etat)
        choisis = ({*(base or ())} - otes - opposes) | montants.keys()
        vises = choisis or self._par_defaut(etat)
        sommes = {nom: m for nom, m in etat.faits.montants.items() if nom not in opposes}
        if pour_le_reste is not None:
            # of those that this message leaves, else of those that have no amount yet
            reste = self.penalites.repartir(pour_le_reste, vises)
            sommes = {**sommes, **reste} if montants else {**reste, **sommes}
        if pour_tous is not None:
            sommes |= self.penalites.repartir(pour_tous, vises)
        sommes |= montants
        if base is None:
            return {MONTANTS: sommes}
        return {
            PENALITES: self._dans_l_ordre(choisis),
            MONTANTS: {nom: m for nom, m in sommes.items() if nom in choisis},
        }

    def _opposes(self, montants: Mapping[str, Montant], texte: Texte, etat: Etat) -> set[str]:
        """Return what the sum was wrongly of: « 150 € c'est l'action, pas la réunion »."""
        dues = {somme_d_un(montant) for montant in montants.values()}
        deja = etat.faits.montants
        nies = self.penalites.opposees(texte) & deja.keys()
        return {n for n in nies if n not in montants and somme_d_un(deja[n]) in dues}

    def _base(
        self, texte: Texte, etat: Etat, sans_montant: Collection[str], nommes: Collection[str]
    ) -> Collection[str] | None:
        """Return the breaches that amounts add to, None while nothing is to be chosen yet."""
        demandees = etat.question == PENALITES
        if rien_d_autre(texte):
            return {*nommes, *_viennent_d_etre_chiffrees(etat)}
        # « 300 € par réunion, rien sur le plan » leaves one out; several sums tell them over
        refusees = self.penalites.refusees(texte)
        plusieurs = len(nommes) - len(sans_montant) > 1
        if demandees and ({*sans_montant} - refusees or (refusees and plusieurs)):
            return nommes
        if etat.faits[PENALITES] == INCONNU:
            return etat.faits.montants  # left open, but for what was told
        if etat.faits.penalites is not None or not demandees:
            return etat.faits.penalites
        return etat.suivi.liste or None

    def _dans_l_ordre(self, choisis: Collection[str]) -> list[str]:
        return [m for m in self.referentiel.manquements if m in choisis]


def _choisies_deja(etat: Etat) -> dict[str, Valeur]:
    """Return the breaches as they are, once chosen."""
    return {} if etat.faits.penalites is None else {PENALITES: list(etat.faits.penalites)}


def _viennent_d_etre_chiffrees(etat: Etat) -> Collection[str]:
    """Return the breaches whose amount was just given."""
    avant = dernier_change(etat)
    if MONTANTS not in avant:
        return ()
    montants = avant[MONTANTS]
    deja = montants if sont_des_montants(montants) else {}
    return [nom for nom, montant in etat.faits.montants.items() if deja.get(nom) != montant]
