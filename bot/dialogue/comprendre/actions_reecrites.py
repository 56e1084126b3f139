"""Actions that are noted and told otherwise: in more words, in fewer.

« Tutorat : un tuteur par personne », « enlève le mot plutôt ». Nothing else of their lists changes.
The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.dialogue.comprendre.actions_deplacees import ActionsDeplacees
from bot.dialogue.comprendre.actions_visees import ActionsVisees
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.actions import MOTS_D_UNE_ACTION, NUMEROTEE, SE_FAIT, est_un_nom
from bot.lecture.clause.changements import (
    FICHIER,
    MAL_DITE,
    TETE,
    enleve_ce_qui_est_nomme,
    lire_changement,
    lire_remplacements,
    remet,
    sans_guillemets,
    sans_tete,
)
from bot.lecture.clause.demandes import est_ecrite
from bot.lecture.clause.mesures import (
    completer,
    dit_sa_mesure,
    est_en_heures,
    est_une_quantite,
    quantite_de,
)
from bot.lecture.clause.selections import lire_selection
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import Valeur, est_une_liste

SIGNES = ' :,.;«»“”"\u00a0'
# « ds action tutorat : un tuteur par personne »
ETIQUETTE = compiler(
    rf"{TETE}(?:{{est_de}} )?(?:{{sous}} )?(?:{{article}}(?: |(?<=')))?"
    r"(?P<une>{action_seule} (?:{sous} )?)?"
    r"(?P<nom>[^:,.;]{3,40}?) ?: ?(?P<dit>.+)$",
    FICHIER,
)
# « non, écris plutôt : … », « corrigez l'action : … », « la 2.3 c'est … », « et le référent : … »
REDITE = compiler(rf"{TETE}(?P<tete>[^:]*?) ?(?::|{{est_dit}}) ?(?P<dit>[^:;]+)$", FICHIER)
ORDONNE = compiler(r"\b(?:{redire_une_action})(?:[- ](?:{pronom}|{a_la_place_seul}))*", FICHIER)
ORDRES = compiler(
    r"\b(?:{redire_une_action}|{remettre}|{pronom}|{a_la_place_seul}|{tete})(?:\b|(?=-))", FICHIER
)
L_ACTION = compiler(r"^(?:{sous} )?(?:{article} ?)?(?:{une_action_ou_phrase}\b ?)?", FICHIER)
LES_MOTS = compiler(
    rf"{TETE}{{enlever}} ?(?:{{les_mots}} (?P<dits>.+?)|(?P<cites>[«“\"][^«»“”\"]+[»”\"]))\W*$",
    FICHIER,
)
# « 720 heures au lieu de 650 »
AU_LIEU_D_UN_NOMBRE = compiler(
    r"(?<![\d.,])(?P<mis>\d+)(?: {lecture/penalites.compte})?,? {lecture/penalites.au_lieu_de} "
    r"(?P<ote>\d+)(?![\d.,]?\d| ?€)",
    FICHIER,
)
JE_VOULAIS_DIRE = compiler(r"[ ,.]+{lecture/actions.precisions}\W*$")
# « change l'action en : … »
MENE_A = compiler(r" (?:{lien_apres_un_verbe})\W*$", FICHIER)
# « les gars », « le mot gars », of an action; « un tutorat » is one
LE_MOT = compiler(r"(?i)^(?:{les_mots} |{article_defini} ?)?", FICHIER)
UN_NOUVEAU = compiler(r"(?:{lecture/actions.nouveau})\b")
MOTS_D_UN_MOT = 3
AUTRE_PHRASE = re.compile(r"[.;:!?\n]\s*\S")
# longer, a sentence that counts and names an action says more than how it is done
MOTS_D_UNE_MESURE = 12

Reecrites: TypeAlias = tuple[dict[str, list[str]], list[str]]
"""The lists that change, whole, and the actions that were written anew."""


@dataclass(frozen=True)
class ActionsReecrites:
    """Reads what is told of an action of some list."""

    referentiel: Referentiel
    visees: ActionsVisees
    deplacees: ActionsDeplacees

    def lire(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites:
        """Return the lists that change, and the words of the buyer that come into them.

        What is said where actions are asked for is one more.
        """
        if completee := self._quantite_d_une(dit, listes, etat):
            return completee
        if echangee := self._nombre_echange(dit, listes):
            return echangee
        if est_une_quantite(dit):
            return self._de_l_axe_nomme(dit, listes, etat)
        if mots := mots_remplaces(dit, [p for _, p in self.visees.toutes_les_propres(listes)]):
            avant, mis = mots
            fait = next(fait for fait, liste in listes.items() if avant in liste)
            return _a_sa_place(fait, avant, mis, listes)
        if renombree := self._renombree(dit, listes, etat):
            return renombree
        dite = self._reprise(dit, listes, etat) or self._relistee(dit, listes, etat)
        dite = dite or self._redite(dit, listes, etat)
        if dite := dite or self._precisee(dit, listes):
            return dite
        if etat.question not in listes and (mesuree := self._mesuree(dit, listes)):
            return mesuree
        return self._sans_les_mots(dit, listes) or self.deplacees.lire(dit, listes, etat), []

    def _quantite_d_une(
        self, dit: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Reecrites | None:
        """Read « 100 heures par an pour le recrutement »: how much, of an action that is noted."""
        quantite, quoi = quantite_de(sans_tete(dit)) or ("", "")
        for fait, dites in self.visees.otees(quoi, listes, etat).items() if quoi else ():
            if dites[-1] in listes.get(fait, ()):
                return self._mise_a_la_place(fait, dites[-1], quantite, listes)
        return None

    def _nombre_echange(self, dit: str, listes: Mapping[str, list[str]]) -> Reecrites | None:
        """Read « 720 heures au lieu de 650 », of the one own action that counts 650."""
        trouve = AU_LIEU_D_UN_NOMBRE.search(plier(dit))
        if trouve is None:
            return None
        ote = re.compile(rf"(?<![\d.,]){re.escape(trouve['ote'])}(?![\d.,]?\d)")
        siennes = [d for d in self.visees.toutes_les_propres(listes) if ote.search(d[1])]
        if len(siennes) != 1:
            return None
        fait, propre = siennes[0]
        return _a_sa_place(fait, propre, ote.sub(trouve["mis"], propre, count=1), listes)

    def _de_l_axe_nomme(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites:
        """Complete the last action, of the axis of « pour l'insertion 100 heures par an »."""
        axe, quantite = self.visees.axe_nomme(dit)
        vise = self.referentiel.actions_de(axe.id).fait if axe else None
        la = {fait: dits for fait, dits in listes.items() if vise in (None, fait)}
        return self._completee(sans_tete(quantite), la, etat)

    def _renombree(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites | None:
        """Read « plutôt 4 visites par an », in the place of « 2 visites par an »."""
        mis = sans_tete(dit).strip(SIGNES)
        # « 3 visites par an », of the list that is asked about, is no correction of another's
        ouverte = etat.question in listes and mis == dit.strip(SIGNES)
        la = {f: dits for f, dits in listes.items() if f == etat.question or not ouverte}
        for fait, propre in self.visees.toutes_les_propres(la):
            if _sans_les_nombres(propre) == _sans_les_nombres(mis):
                return _a_sa_place(fait, propre, mis, listes)
        return None

    def _completee(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites:
        """Complete the last action with « 4 par an », said after it; nothing else is decided so."""
        if etat.question not in (None, *listes) and not est_en_heures(dit):
            return {}, []
        visees = self._dernieres(listes, etat) or self._seule_notee(listes, etat)
        for fait, derniers in visees.items():
            return self._mise_a_la_place(fait, derniers[-1], dit, listes)
        return {}, []

    def _mise_a_la_place(
        self, fait: str, action: str, quantite: str, listes: Mapping[str, list[str]]
    ) -> Reecrites:
        """Say how much of an action; that of the guide keeps the words of its title."""
        mis = completer(self.referentiel.modalites[fait].valeurs.get(action, action), quantite)
        return _a_sa_place(fait, action, mis, listes)

    def _seule_notee(
        self, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the action of the guide that was noted last, when it came alone."""
        if len(etat.suivi.liste) == 1 and etat.question in listes:
            return {str(etat.question): etat.suivi.liste}
        changees = {f: avant for f, avant in dernier_change(etat).items() if f in listes}
        changees.pop(str(etat.question), None)
        neuves = {fait: _neuves(listes[fait], avant) for fait, avant in changees.items()}
        return {fait: dits for fait, dits in neuves.items() if len(dits) == 1}

    def _relistee(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites | None:
        """Read « non : 1) … 2) … », in the place of the own actions that were just noted."""
        parts = [part.strip(SIGNES) for part in NUMEROTEE.split(sans_tete(dit))]
        if parts[0] or len(parts) <= 2 or not all(map(est_un_nom, parts[1:])):
            return None
        for fait in self._dernieres(listes, etat):
            propres = [propre for f, propre in self.visees.toutes_les_propres(listes) if f == fait]
            return {fait: [*(d for d in listes[fait] if d not in propres), *parts[1:]]}, parts[1:]
        return None

    def _reprise(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites | None:
        """Read « 300 heures de plus par an, je voulais dire », in the place of what it tells."""
        fin = JE_VOULAIS_DIRE.search(plier(dit))
        mis = dit[: fin.start()].strip(SIGNES) if fin else ""
        if len(mis.split()) < MOTS_D_UNE_ACTION or lire_changement(dit) or not est_ecrite(mis):
            return None
        for fait, visees in (
            self.visees.propres(mis, listes) or self._dernieres(listes, etat)
        ).items():
            if visees[-1] in listes[fait]:
                return _a_sa_place(fait, visees[-1], mis, listes)
        return None

    def _redite(self, dit: str, listes: Mapping[str, list[str]], etat: Etat) -> Reecrites | None:
        """Put words in the place of the one own action that is to be told otherwise."""
        trouve = REDITE.match(plier(dit))
        if trouve is None:
            return None
        tete = dit[slice(*trouve.span("tete"))]
        mis = sans_guillemets(dit[slice(*trouve.span("dit"))].strip()).strip(SIGNES)
        # « remets : recruter, 100 heures par an », of one that is there in other words
        remise = self.visees.propres(mis, listes) if remet(tete) and dit_sa_mesure(mis) else {}
        change = lire_changement(dit)
        # « mets plutôt : … » adds nothing
        if change and not remise and (change.mode != "ajoute" or not ORDONNE.search(plier(tete))):
            return None
        numerotee = self.visees.par_leur_article(tete, listes)
        ordonnee = ORDONNE.search(plier(tete)) is not None and est_un_nom(mis)
        if not (numerotee or remise or ordonnee or SE_FAIT.match(plier(mis))) or not est_ecrite(
            mis
        ):
            return None
        for fait, visees in (
            numerotee or remise or self._a_redire(tete, mis, listes, etat)
        ).items():
            return _a_sa_place(fait, visees[-1], mis, listes)
        return None

    def _a_redire(
        self, tete: str, mis: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the action that is told otherwise: named, like what is told, or told last."""
        ordre = ORDONNE.search(MAL_DITE.sub(" ", plier(tete)))
        quoi = ORDRES.sub(" ", MAL_DITE.sub(" ", plier(tete))).strip(SIGNES)
        quoi = L_ACTION.sub("", MENE_A.sub("", quoi))
        if quoi and not self.visees.est_un_axe(quoi):
            return self.visees.propres(quoi, listes)
        if ordre is None:
            return {}
        du_meme_axe = {fait: dits for fait, dits in listes.items() if self._en_parle(mis, fait)}
        pareilles = self.visees.propres(mis, du_meme_axe) or self.visees.propres(mis, listes)
        dernieres = self._dernieres(listes, etat)
        # « corrigez l'action : … » may be any; « non, écris plutôt : … », the last
        nommee = "action" in plier(tete)
        return pareilles or dernieres if nommee else dernieres or pareilles

    def _dernieres(
        self, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the own actions that were told last."""
        propres: dict[str, list[str]] = {}
        for fait, propre in self.visees.toutes_les_propres(listes):
            propres.setdefault(fait, []).append(propre)
        return self.visees.dernieres(propres, etat) or {
            fait: dits[-1:] for fait, dits in propres.items() if fait in dernier_change(etat)
        }

    def _en_parle(self, dit: str, fait: str) -> bool:
        """Tell words that name the axis of a list."""
        axe = self.referentiel.axes[str(self.referentiel.modalites[fait].axe)]
        return re.search(rf"\b(?:{'|'.join(axe.mots)})\b", plier(dit)) is not None

    def _precisee(self, dit: str, listes: Mapping[str, list[str]]) -> Reecrites | None:
        """Read « tutorat : un tuteur par personne »; its name stays, which says what it is."""
        trouve = ETIQUETTE.match(plier(dit))
        if trouve is None:
            return None
        nom, mis = (dit[slice(*trouve.span(quoi))].strip() for quoi in ("nom", "dit"))
        if self.visees.est_un_axe(nom):
            return self._de_l_axe(nom, mis.strip(SIGNES), listes) if trouve["une"] else None
        return self._a_la_place(nom, f"{nom} : {mis.strip(SIGNES)}", listes)

    def _de_l_axe(self, nom: str, mis: str, listes: Mapping[str, list[str]]) -> Reecrites | None:
        """Read « l'action égalité : … », in the place of an own one that it resembles, or added."""
        axe, _ = self.visees.axe_nomme(f"axe {nom}")
        la = self.referentiel.actions_de(axe.id).fait if axe else ""
        if la not in listes:
            return None
        dites = self.visees.propres(mis, {la: listes[la]}).get(la, ())
        return {la: [*(d for d in listes[la] if d not in dites), mis]}, [mis]

    def _mesuree(self, dit: str, listes: Mapping[str, list[str]]) -> Reecrites | None:
        """Read « 1 h par semaine de tutorat », which says how an action that is noted is done."""
        court = len(dit.split()) <= MOTS_D_UNE_MESURE and not AUTRE_PHRASE.search(dit)
        change = lire_changement(dit)
        ote = enleve_ce_qui_est_nomme(dit) is not None or (change and change.mode == "enleve")
        if ote or not (court and dit_sa_mesure(dit) and est_ecrite(dit)):
            return None
        return self._a_la_place(dit, dit.strip(SIGNES), listes)

    def _a_la_place(self, nom: str, mis: str, listes: Mapping[str, list[str]]) -> Reecrites | None:
        """Put words in the place of the one action of the guide, noted, that they name."""
        texte = Texte(nom, decouper(nom))
        for fait, options in self.visees.options(list(listes)).items():
            nommes = lire_selection(texte, options).nommes
            if len(nommes) == 1 and nommes[0] in listes[fait]:
                return {fait: [mis if i == nommes[0] else i for i in listes[fait]]}, [mis]
        return None

    def _sans_les_mots(self, dit: str, listes: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Take words out of the buyer's own action that holds them."""
        trouve = LES_MOTS.match(plier(dit))
        if trouve is None:
            return {}
        dits = sans_guillemets(dit[slice(*trouve.span(str(trouve.lastgroup)))])
        mots = plier(dits).strip(SIGNES)
        # quoted, words that are most of an action name it
        au_plus = 2 * len(mots.split()) if trouve["cites"] else 0
        for fait, propre in self.visees.toutes_les_propres(listes):
            avant, trouves, apres = plier(propre).partition(mots)
            reste = f"{propre[: len(avant)]}{propre[len(propre) - len(apres) :]}".strip(SIGNES)
            reste = " ".join(reste.split())
            entiere = len(propre.split()) <= au_plus or plier(propre) == mots
            if trouves and not entiere and len(reste.split()) >= MOTS_D_UNE_ACTION:
                return {fait: [reste if d == propre else d for d in listes[fait]]}
        return {}


def _a_sa_place(fait: str, action: str, mis: str, listes: Mapping[str, list[str]]) -> Reecrites:
    """Return the list with other words in the place of an action, and those words."""
    return {fait: [mis if dite == action else dite for dite in listes[fait]]}, [mis]


def mots_remplaces(dit: str, propres: Sequence[str]) -> tuple[str, str] | None:
    """Return an own action, and what « remplace les gars par les livreurs » makes of it."""
    for change in lire_remplacements(dit):
        ote, mis = (LE_MOT.sub("", sans_guillemets(mots)) for mots in (change.otes, change.items))
        if not ote or len(mis.split()) > MOTS_D_UN_MOT or UN_NOUVEAU.match(plier(mis)):
            continue
        for propre in propres:
            la = re.search(rf"(?<!\w){re.escape(plier(ote))}(?!\w)", plier(propre))
            if la and 2 * len(ote.split()) < len(propre.split()):
                return propre, f"{propre[: la.start()]}{mis}{propre[la.end() :]}"
    return None


def _neuves(liste: Sequence[str], avant: Valeur | None) -> list[str]:
    """Return what a list holds since it changed."""
    return [dit for dit in liste if not (est_une_liste(avant) and dit in avant)]


def _sans_les_nombres(dit: str) -> list[str]:
    """Return the words of an action, whatever it counts."""
    return ["0" if j.nombre is not None else j.forme for j in lire_nombres(decouper(dit))]
