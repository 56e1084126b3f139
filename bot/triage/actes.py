"""What each order does to a request, in the transaction of the event that gave it.

Whatever changes a request that somebody else holds is asked to be confirmed first. What was done is
told in the thread of the request, in every tool, and its card is brought up to date there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.dialogue.etat import Bouton as BoutonDeLAcheteur
from bot.dossiers import conversations, depot
from bot.dossiers.conversations import ASSISTANT, FACILITATEUR
from bot.dossiers.tables import Dossier, Ligne, maintenant
from bot.dossiers.tables_du_triage import (
    CLOSE,
    EFFACEE,
    EN_ATTENTE,
    PRISE,
    Demande,
)
from bot.redaction.gabarits import ecrire
from bot.redaction.reponses import Dit
from bot.triage import boite, fiche, file, identites, questions
from bot.triage.cartes import Bouton, Carte
from bot.triage.collegues import Designe, designer
from bot.triage.ordres import CHANGENT, DOSSIER, DOUTE, PERSONNE, RAISON, Ordre, Reference
from bot.triage.reperes import demande_du_fil, entretien_avec, faire_attendre, trouver
from bot.triage.textes import dire
from bot.triage.venues import Lieu, Venue

# these are only done to a request that is open
SUR_UNE_OUVERTE = CHANGENT - {"rouvrir", "clore"}
# who does these to a request that nobody holds, holds it from then on
PRENNENT = frozenset({"demander", "repondre", "avis"})


@dataclass
class Actes:
    """Does what is ordered; `a_sonner` are the buyers' conversations in which something new is."""

    session: Session
    venue: Venue
    jour: datetime.date
    a_sonner: set[str] = field(default_factory=set)

    def agir(self, ordre: Ordre) -> None:
        """Do what an order says, or say why not."""
        if ordre.genre == "lister":
            liste = file.lister(self.session, ordre, self.venue.identite, self.jour)
            boite.lister(self.session, self.venue.outil, self._ici(False), liste)
        elif ordre.genre == "chiffres":
            self.repondre(file.compter(self.session, self.jour))
        elif ordre.genre == "aide":
            self.repondre(Carte(titre=dire("aide_titre"), texte=dire("aide")))
        elif ordre.manque is not None:
            self._demander_ce_qui_manque(ordre)
        else:
            for reference in (ordre.reference, *ordre.autres):
                self._agir_sur(replace(ordre, reference=reference, autres=()))

    def repondre(self, carte: Carte, demande: Demande | None = None, a_lui: bool = False) -> None:
        """Answer where the order was given: in its thread, or in one that begins under it."""
        boite.repondre(self.session, self.venue.outil, self._ici(a_lui), carte, demande)

    def _ici(self, a_lui: bool) -> Lieu:
        lieu = self.venue.lieu
        fil = lieu.fil or (None if self.venue.prive else lieu.message)
        return replace(lieu, fil=fil, message=None, pour=self.venue.identite if a_lui else None)

    def _agir_sur(self, ordre: Ordre) -> None:
        assert ordre.reference is not None
        demande = trouver(self.session, ordre.reference, self.jour.year)
        if demande is None:
            ecrite = ordre.reference.ecrite(self.jour.year)
            self.repondre(Carte(texte=dire("inexistante", reference=ecrite)))
        elif refus := _refus(demande, ordre):
            self.repondre(Carte(texte=dire(refus, reference=demande.reference)), demande)
        elif self._est_a_confirmer(demande, ordre):
            self._faire_confirmer(demande, ordre)
        else:
            self._par_genre()[ordre.genre](demande, ordre)

    def _par_genre(self) -> Mapping[str, Callable[[Demande, Ordre], None]]:
        return {
            "montrer": self._montrer,
            "prendre": self._prendre,
            "liberer": self._liberer,
            "passer": self._passer,
            "demander": self._demander,
            "repondre": self._repondre_a_l_acheteur,
            "commenter": self._commenter,
            "avis": self._donner_un_avis,
            "clore": self._clore,
            "rouvrir": self._rouvrir,
        }

    def _est_a_confirmer(self, demande: Demande, ordre: Ordre) -> bool:
        a_un_autre = demande.tenue_par not in (None, self.venue.identite)
        return a_un_autre and ordre.genre in CHANGENT and not ordre.confirme

    def _faire_confirmer(self, demande: Demande, ordre: Ordre) -> None:
        entier = replace(ordre, reference=Reference.de(demande.reference))
        tenue_par = identites.nommer(self.session, demande.tenue_par)
        self._retenir(replace(entier, confirme=True))
        self.repondre(questions.faire_confirmer(entier, tenue_par, self.jour.year), demande)

    def _demander_ce_qui_manque(self, ordre: Ordre) -> None:
        if ordre.manque in (DOSSIER, DOUTE, PERSONNE, RAISON):
            self._retenir(ordre)
        self.repondre(questions.demander_ce_qui_manque(ordre, self.jour.year))

    def _retenir(self, ordre: Ordre) -> None:
        """Remember an order that the next words of the same person, here, may complete."""
        faire_attendre(entretien_avec(self.session, self.venue), ordre)

    def _montrer(self, demande: Demande, ordre: Ordre) -> None:
        self.repondre(fiche.carte(self.session, demande, self.jour), demande)

    def _prendre(self, demande: Demande, ordre: Ordre) -> None:
        if demande.tenue_par == self.venue.identite:
            self.repondre(Carte(texte=dire("deja_a_vous", reference=demande.reference)), demande)
            return
        self._confier(demande, self.venue.identite)
        self._annoncer(demande, "prise")

    def _confier(self, demande: Demande, a: str) -> None:
        """Give a request to somebody; its buyer is told the first time."""
        deja = select(func.count()).select_from(Ligne)
        deja = deja.where(Ligne.dossier_id == demande.dossier_id, Ligne.nature == "prise")
        premiere = not self.session.scalar(deja)
        demande.tenue_par, demande.etat = a, PRISE
        self._noter(demande, "prise")
        if premiere:
            self._dire_a_l_acheteur(
                demande, Dit(dire("acheteur_prise", reference=demande.reference)), ASSISTANT
            )

    def _liberer(self, demande: Demande, ordre: Ordre) -> None:
        if demande.tenue_par is None:
            self.repondre(Carte(texte=dire("a_personne", reference=demande.reference)), demande)
            return
        demande.tenue_par, demande.etat = None, EN_ATTENTE
        self._noter(demande, "liberee")
        self._annoncer(demande, "liberee")

    def _passer(self, demande: Demande, ordre: Ordre) -> None:
        designe: Designe = designer(self.session, str(ordre.a))
        if designe.identite is None:
            connus = ", ".join(designe.noms)
            self.repondre(Carte(texte=dire(designe.sinon, a=ordre.a, connus=connus)), demande)
            return
        nom = identites.nommer(self.session, designe.identite)
        if designe.identite == demande.tenue_par:
            texte = dire("deja_a_lui", reference=demande.reference, a=nom)
            self.repondre(Carte(texte=texte), demande)
            return
        self._confier(demande, designe.identite)
        self._annoncer(demande, "passee", a=nom)

    def _demander(self, demande: Demande, ordre: Ordre) -> None:
        self._prendre_au_besoin(demande, ordre)
        demande.attend_acheteur = True
        self._dire_a_l_acheteur(demande, _a_repondre(dire("acheteur_demande", texte=ordre.texte)))
        self._noter(demande, "demande_de_precision", ordre.texte)
        self._annoncer(demande, "demandee", texte=ordre.texte)

    def _repondre_a_l_acheteur(self, demande: Demande, ordre: Ordre) -> None:
        self._prendre_au_besoin(demande, ordre)
        demande.repondue_le, demande.attend_acheteur = maintenant(), False
        self._dire_a_l_acheteur(demande, _a_repondre(str(ordre.texte)))
        self._noter(demande, "reponse", ordre.texte)
        self._annoncer(demande, "repondue", texte=ordre.texte)

    def _prendre_au_besoin(self, demande: Demande, ordre: Ordre) -> None:
        if demande.tenue_par is None:
            demande.tenue_par, demande.etat = self.venue.identite, PRISE
            self._noter(demande, "prise")

    def _commenter(self, demande: Demande, ordre: Ordre) -> None:
        self._noter(demande, "note", ordre.texte)
        self._annoncer(demande, "commentee", texte=ordre.texte)

    def _donner_un_avis(self, demande: Demande, ordre: Ordre) -> None:
        self._prendre_au_besoin(demande, ordre)
        demande.avis_valeur, demande.avis_raison = ordre.valeur, ordre.raison
        demande.avis_de = self.venue.identite
        self._noter(demande, "avis_du_facilitateur", f"{ordre.valeur} : {ordre.raison}")
        valeur = ecrire("avis", ordre.valeur)
        self._annoncer(demande, "avisee", valeur=valeur, raison=ordre.raison)
        phrase = dire(
            "phrase_dire_l_avis", reference=demande.reference, valeur=valeur, raison=ordre.raison
        )
        bouton = Bouton(dire("bouton_dire_l_avis"), phrase)
        self.repondre(Carte(texte=dire("dire_l_avis"), boutons=(bouton,)), demande)

    def _clore(self, demande: Demande, ordre: Ordre) -> None:
        demande.etat, demande.close_le, demande.attend_acheteur = CLOSE, maintenant(), False
        self._noter(demande, "close", ordre.raison)
        self._dire_a_l_acheteur(
            demande, Dit(dire("acheteur_close", reference=demande.reference)), ASSISTANT
        )
        # why is for the team: the buyer was answered
        self._annoncer(demande, "close_car" if ordre.raison else "close", raison=ordre.raison)

    def _rouvrir(self, demande: Demande, ordre: Ordre) -> None:
        demande.etat = PRISE if demande.tenue_par else EN_ATTENTE
        demande.close_le = None
        self._noter(demande, "rouverte")
        self._dire_a_l_acheteur(
            demande, Dit(dire("acheteur_rouverte", reference=demande.reference)), ASSISTANT
        )
        self._annoncer(demande, "rouverte")

    def _annoncer(self, demande: Demande, nom: str, **valeurs: object) -> None:
        """Tell what was done in the request's thread, everywhere, and here if this is not it."""
        qui = identites.nommer(self.session, self.venue.identite)
        annonce = Carte(texte=dire(nom, qui=qui, reference=demande.reference, **valeurs))
        self.session.flush()
        boite.montrer(self.session, demande)
        boite.dire_dans_le_fil(self.session, demande, annonce)
        if demande_du_fil(self.session, self.venue) is not demande:
            self.repondre(annonce, demande)

    def _dire_a_l_acheteur(self, demande: Demande, dit: Dit, de: str = FACILITATEUR) -> None:
        dossier = self.session.get(Dossier, demande.dossier_id)
        self.a_sonner |= conversations.pousser(self.session, dossier, de, dit)

    def _noter(self, demande: Demande, nature: str, texte: str | None = None) -> None:
        dossier = self.session.get(Dossier, demande.dossier_id)
        depot.noter(self.session, dossier, self.venue.identite, nature, texte)


def _refus(demande: Demande, ordre: Ordre) -> str | None:
    """Return why a request, as it stands, is not what an order is for."""
    if demande.etat == EFFACEE:
        return "est_effacee"
    if demande.etat == CLOSE and ordre.genre == "clore":
        return "deja_close"
    if demande.etat == CLOSE and ordre.genre in SUR_UNE_OUVERTE:
        return "est_close"
    return "pas_close" if demande.etat != CLOSE and ordre.genre == "rouvrir" else None


def _a_repondre(texte: str) -> Dit:
    """Return what a facilitator says, with what lets the buyer answer him."""
    bouton = BoutonDeLAcheteur(dire("bouton_acheteur"), dire("envoi_acheteur"))
    return Dit(texte, (bouton,))
