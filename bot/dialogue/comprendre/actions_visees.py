"""Which actions words mean: of the guide, of the buyer's own, or those that were just told.

The words are data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.dialogue.comprendre.axes import DE_QUI, nomme_un_axe
from bot.dialogue.comprendre.reponses.commun import Repondeur
from bot.dialogue.etat import Etat, dernier_change
from bot.francais.mots import compiler, quelque_part
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier, sans_passage
from bot.lecture.clause.changements import FICHIER, UNE_ACTION, sans_guillemets
from bot.lecture.clause.enumerations import couper
from bot.lecture.clause.mesures import dit_sa_mesure
from bot.lecture.clause.selections import LIAISONS, lire_selection
from bot.metier.modalites import Axe
from bot.metier.referentiel import Referentiel
from bot.metier.valeurs import est_une_liste

MOT = re.compile(r"\w+")
RANG = re.compile(r"^(?:la )?\d+ (?=\D)")
LA_DERNIERE = quelque_part("lecture/selections.dernier")
SIENNE = quelque_part(f"{FICHIER}.la_sienne")
PRONOM = compiler("(?:{pronom}|{celle})", FICHIER)
LONGUEUR_DE_EN = len(" en")
# « la 2.3 » as the clause numbers it, « 14.2.3 » where it is article 14; its first actions are 2.3
ALINEA = re.compile(r"(?<![\d.])(?:\d+\.){0,2}2\.(\d{1,2})(?![\d.]\d|\d)")
PREMIER_ALINEA = 3
D_UN_NOM = compiler(r"{des}\b", FICHIER)
L_ACTION = compiler(r"(?:{article} ?|{cette} )?{une_action_ou_phrase}\b", FICHIER)
TOUTES = compiler(r"{toutes}\b ?", FICHIER)
DE_L_AXE = compiler(r"^(?i:{de_l_axe}) ?", FICHIER)
SANS_OBJET = compiler(r"\b(?:{lecture/actions.taux}|{lecture/nommees.qui_agit})\b")
# « l'action « 4 par an » », « "une visite" »: what is quoted, and nothing around it
ENTRE_GUILLEMETS = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")
UN_GUILLEMET = re.compile(r"[«“\"]")
CITEE = compiler(r"{qui_dit}[ :«\"]*(?P<dit>[^»\"]+)", FICHIER)
TOUTES_CELLES = compiler(r"{toutes_celles}[ :«\"]*(?P<dit>[^»\"]+)", FICHIER)
# shorter, words of an own action may well name one of the guide
MOTS_CITES = 3
# of the words that say which, at least so many are those of the action that is meant
PART_COMMUNE = 0.6
# fewer, once its axis is set aside, name too little: « une visite de sécurité »
MOTS_SANS_L_AXE = 2
LETTRES_D_UN_MOT, LETTRES_D_UNE_RACINE = 3, 5


@dataclass(frozen=True)
class ActionsVisees:
    """Tells them among the lists of the axes that are chosen."""

    referentiel: Referentiel
    commun: Repondeur

    def options(self, faits: Sequence[str]) -> dict[str, Mapping[str, list[str]]]:
        """Return the actions of the guide, each with what names it, by list."""
        return {f: self.commun.options(self.referentiel.modalites[f]) for f in faits}

    def nommees(self, dit: str, faits: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the actions that words name and nothing else, by list; the first list that can."""
        if dit_sa_mesure(dit):
            return {}
        sans_rang = RANG.sub("", UNE_ACTION.sub("", dit))  # « l'action 3 tutorat »
        texte = Texte(sans_rang, decouper(sans_rang))
        for fait, options in self.options(faits).items():
            selection = lire_selection(texte, options)
            que_des_noms = selection.nommes == selection.retenus and not selection.reste
            if selection.nommes and que_des_noms:
                return {fait: selection.nommes}
        return {}

    def par_leur_rang(self, dit: str, faits: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the actions of « la 5 », of the first list that is so long."""
        texte = Texte(dit, decouper(dit))
        for fait, options in self.options(faits).items():
            selection = lire_selection(texte, options)
            rangs = selection.retenus and not (selection.nommes or selection.hors_liste)
            if rangs and not selection.reste:
                return {fait: selection.retenus}
        return {}

    def par_leur_article(
        self, dit: str, listes: Mapping[str, list[str]]
    ) -> dict[str, Sequence[str]]:
        """Return the actions that words call by their numbers in the clause."""
        # an axis without actions has one paragraph, to fill in
        en_ordre = [(fait, item) for fait, liste in listes.items() for item in liste or [""]]
        rangs = dict(enumerate(en_ordre, PREMIER_ALINEA))
        dites: dict[str, list[str]] = {}
        for trouve in ALINEA.finditer(dit):
            fait, item = rangs.get(int(trouve[1]), ("", ""))
            if item:
                dites.setdefault(fait, []).append(item)
        return {**dites}

    def numerotees(self, listes: Mapping[str, list[str]]) -> str:
        """Return the noted actions with the numbers that they have in the clause."""
        noms = [
            self.referentiel.modalites[fait].valeurs.get(item, item)
            for fait, liste in listes.items()
            for item in liste or [""]
        ]
        return " ; ".join(f"2.{rang} {nom}" for rang, nom in enumerate(noms, PREMIER_ALINEA) if nom)

    def est_dite_une_action(self, dit: str) -> bool:
        """Tell « l'action X », « cette phrase : X » from what may be of any list."""
        return L_ACTION.match(plier(dit)) is not None

    def est_un_axe(self, dit: str) -> bool:
        """Tell « l'égalité », « l'axe santé »: the axis itself, by the words of its name."""
        return nomme_un_axe(dit, self.referentiel)

    def axe_nomme(self, dit: str) -> tuple[Axe | None, str]:
        """Return the axis to which actions are said to belong, and the words without it."""
        for axe in self.referentiel.axes.values():
            # « de recrutement » names no axis, « pour la santé » does
            propre = _nom_bref(axe)
            noms = "|".join((re.escape(plier(axe.court)), *axe.mots))
            suite = "(?: {suite_d_un_axe})?"
            sous_l_axe = compiler(
                rf"(?:{{sous}} )?(?:{{article}} ?)?{{de_l_axe}} ?(?:{noms}){suite}"
                rf"(?: {{avec}}\b)?[ ,:]*"
                # « les heures d'insertion » are of the action
                r"|(?:[ ,]|^)(?:(?!d')|(?<={une_celle} )|(?<={des_celles} ))"
                rf"{{sous}} ?(?:{{article}} ?)?{propre}{suite}[ ,:]*$"
                rf"|^{{sous}} ?(?:{{article}} ?)?{propre}{suite}(?: ?[:,] | (?=\d))",
                FICHIER,
            )
            trouve = sous_l_axe.search(plier(dit))
            if trouve and not DE_QUI.search(plier(dit)[: trouve.start() + LONGUEUR_DE_EN]):
                reste = sans_passage(dit, *trouve.span())
                return axe, sans_guillemets(reste.strip(" ,:"))
        return None, dit

    def otees(
        self, dits: str, listes: Mapping[str, list[str]], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the actions that are to go, as words name them; none but those.

        The action is looked for before its axis: « l'action conditions de travail » is no axis.
        """
        if siennes := self._toutes_celles_d_un_axe(dits, listes):
            return siennes
        if ENTRE_GUILLEMETS.search(dits) and not self.par_leur_article(dits, listes):
            return self._entre_guillemets(dits, listes)
        if nommees := self.par_leur_article(dits, listes) or self._entieres(dits, listes):
            return nommees
        nomme, (axe, dits) = UNE_ACTION.sub("", dits), self.axe_nomme(dits)
        if axe and nomme and not dits and not self.est_un_axe(nomme):
            return {}  # « l'action conciliation », of that axis, which is not there
        vises = [self.referentiel.actions_de(axe.id).fait] if axe else list(listes)
        la = {fait: listes[fait] for fait in vises if fait in listes}
        if not dits or PRONOM.fullmatch(plier(dits)):
            return self.dernieres(la, etat) or (self._seule(la) if axe else {})
        return self._siennes(dits, la) or self._de_ces_listes(dits, la, vises, etat)

    def _toutes_celles_d_un_axe(
        self, dits: str, listes: Mapping[str, list[str]]
    ) -> dict[str, Sequence[str]]:
        """Return all of « toutes les actions de l'axe insertion »."""
        toutes = TOUTES.match(plier(dits))
        reste = DE_L_AXE.sub("", dits[toutes.end() :].strip()) if toutes else ""
        axe = self.axe_nomme(f"axe {reste}")[0] if reste and self.est_un_axe(reste) else None
        la = self.referentiel.actions_de(axe.id).fait if axe else ""
        return {la: listes[la]} if listes.get(la) else {}

    def _entre_guillemets(
        self, dits: str, listes: Mapping[str, list[str]]
    ) -> Mapping[str, Sequence[str]]:
        """Return the actions that are quoted, and none but those.

        Nothing of « organiser le travail et « un café » », whose first piece is told besides.
        """
        if not UN_GUILLEMET.search(next((piece for _, piece in couper(dits)), dits)):
            return {}
        cites = ENTRE_GUILLEMETS.findall(dits)
        return _ensemble(self.citees(c, listes) or self.presentes(c, listes) for c in cites)

    def _de_ces_listes(
        self, dits: str, la: Mapping[str, list[str]], vises: Sequence[str], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the actions of some lists that are meant by their rank, or by some words."""
        dits = UNE_ACTION.sub("", dits)
        if not dits or self.est_un_axe(dits):
            return {}
        return self._au_rang(dits, la, vises, etat) or self.dites(dits, la)

    def _entieres(self, dits: str, listes: Mapping[str, list[str]]) -> Mapping[str, Sequence[str]]:
        """Return the actions of which words say the whole name, none of which is an axis."""
        nu = UNE_ACTION.sub("", dits)
        if not nu or self.est_un_axe(nu):
            return {}
        return self.citees(nu, listes, MOTS_CITES) or self.presentes(nu, listes)

    def _au_rang(
        self, dits: str, la: Mapping[str, list[str]], vises: Sequence[str], etat: Etat
    ) -> Mapping[str, Sequence[str]]:
        """Return the actions of « la première », « la 2 »: of the guide's when they are noted.

        Else they are counted among those that are, as they were told back.
        """
        demandee = self.referentiel.modalites.get(etat.question or "")
        if demandee and demandee.axe and demandee.fait not in la:
            return {}  # « pas la 2 », of the list that is asked about
        vues = self.en_vue(vises, etat)
        du_guide = self.par_leur_rang(dits, vues)
        notees = {f: [d for d in siennes if d in la.get(f, ())] for f, siennes in du_guide.items()}
        if any(notees.values()) and not LA_DERNIERE.search(plier(dits)):
            return notees
        return self._parmi_les_notees(dits, la, vues) or du_guide

    def _parmi_les_notees(
        self, dits: str, la: Mapping[str, list[str]], vues: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        texte = Texte(dits, lire_nombres(decouper(dits)))  # « les deux dernières »
        for fait in [*(f for f in vues if f in la), *la]:
            rangs = {str(rang): () for rang, _ in enumerate(la[fait])}
            lue = lire_selection(texte, rangs)
            if lue.retenus and not (lue.reste or lue.hors_liste):
                return {fait: [la[fait][int(rang)] for rang in lue.retenus]}
        return {}

    def dites(self, dits: str, la: Mapping[str, list[str]]) -> Mapping[str, Sequence[str]]:
        """Return the noted actions that words name: those of the guide first, but when quoted."""
        cite = self.citees(dits, la, MOTS_CITES)
        return cite or self.presentes(dits, la) or self.propres(dits, la)

    def en_vue(self, faits: Sequence[str], etat: Etat) -> list[str]:
        """Return the lists whose numbers may be meant: the one that is shown, or just changed."""
        vues = (etat.question or "", *dernier_change(etat))
        seule = faits if len(faits) == 1 else ()
        return list(dict.fromkeys(f for f in (*vues, *seule) if f in faits))

    def presentes(
        self, dits: str, listes: Mapping[str, list[str]], au_plus: int = 0
    ) -> dict[str, Sequence[str]]:
        """Return the actions named among those that are there; `au_plus`: other words beside.

        None where words name those of several lists: nothing tells which is meant.
        """
        texte, trouvees = Texte(dits, decouper(dits)), dict[str, Sequence[str]]()
        for fait, options in self.options(list(listes)).items():
            selection = lire_selection(texte, options)
            dites = selection.nommes or selection.exclus  # « j'ai pas demandé le tutorat »
            la = [item for item in dites if item in listes[fait]]
            if la and selection.reste <= au_plus:
                trouvees[fait] = la
        return trouvees if len(trouvees) == 1 else {}

    def _seule(self, listes: Mapping[str, list[str]]) -> dict[str, Sequence[str]]:
        """Return « celle de l'égalité », the only own one, or the only one."""
        propres = self.toutes_les_propres(listes)
        siennes = {
            fait: [dit for la, dit in propres if la == fait] or liste
            for fait, liste in listes.items()
        }
        return {fait: liste for fait, liste in siennes.items() if len(liste) == 1}

    def dernieres(self, listes: Mapping[str, list[str]], etat: Etat) -> Mapping[str, Sequence[str]]:
        """Return what was added last: « retire ça »."""
        avant = dernier_change(etat)
        for fait, liste in listes.items():
            if fait == etat.question and etat.suivi.liste:
                return {fait: liste[-1:]}
            deja = avant.get(fait)
            ajoutees = [dit for dit in liste if est_une_liste(deja) and dit not in deja]
            if ajoutees:
                return {fait: ajoutees}
        return {}

    def _siennes(self, dits: str, listes: Mapping[str, list[str]]) -> Mapping[str, Sequence[str]]:
        """Return the buyer's own actions that are meant: « celle qui… », « que j'ai écrite »."""
        plie = plier(dits)
        if citees := TOUTES_CELLES.search(plie):
            dite = rf"\b{re.escape(citees['dit'].strip())}"
            propres = self.toutes_les_propres(listes)
            return _ensemble({f: [p]} for f, p in propres if re.search(dite, plier(p)))
        if citee := CITEE.search(plie):
            return self.dites(citee["dit"], listes)
        if SIENNE.search(plie):
            return {fait: [dit] for fait, dit in self.toutes_les_propres(listes)[-1:]}
        return {}

    def propres(self, dit: str, listes: Mapping[str, list[str]]) -> dict[str, Sequence[str]]:
        """Return the own action that words quote, or tell in other words."""
        if not _racines(dit):
            return {}  # « pas le titulaire »
        siennes = dict[str, list[str]]()
        for fait, propre in self.toutes_les_propres(listes):
            siennes.setdefault(fait, []).append(propre)
        return self.citees(dit, siennes) or self._ressemblantes(dit, siennes)

    def _intitulees(self, listes: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
        """Yield each action of the lists by each of its titles: its list, itself, its words."""
        for fait, liste in listes.items():
            for item in liste:
                yield from ((fait, item, _mots(titre)) for titre in self._titres(fait, item))

    def citees(
        self, dit: str, listes: Mapping[str, list[str]], au_moins: int = 1
    ) -> dict[str, Sequence[str]]:
        """Return the one action that holds these words, one after the other, or is but them."""
        mots = _mots(UNE_ACTION.sub("", dit))
        dites = list(self._intitulees(listes))
        entieres = {(fait, item) for fait, item, titre in dites if titre == mots}
        if not entieres and len(mots.split()) >= au_moins:
            entieres = {(fait, item) for fait, item, titre in dites if f" {mots} " in f" {titre} "}
        return {fait: [item] for fait, item in entieres} if len(entieres) == 1 else {}

    def _titres(self, fait: str, item: str) -> Sequence[str]:
        """Return what an action is called: its words, or those of the guide."""
        axe = self.referentiel.axes[str(self.referentiel.modalites[fait].axe)]
        du_guide = (a for a in axe.actions if a.id == item)
        return next(((a.libelle, a.guide) for a in du_guide), (item,))

    def _ressemblantes(self, dit: str, listes: Mapping[str, list[str]]) -> dict[str, Sequence[str]]:
        """Return the one action that holds most of these words, whatever their order.

        Words may say of which axis it is: « l'action insertion 5 % des heures ».
        """
        racines = _racines(dit)
        sans_l_axe = racines - self._racines_des_axes
        return self._aux_memes_mots(racines, listes) or (
            self._aux_memes_mots(sans_l_axe, listes) if len(sans_l_axe) >= MOTS_SANS_L_AXE else {}
        )

    def _aux_memes_mots(
        self, racines: set[str], listes: Mapping[str, list[str]]
    ) -> dict[str, Sequence[str]]:
        pesees = [
            (len(racines & _racines(item)), fait, item)
            for fait, liste in listes.items()
            for item in liste
        ]
        communs = max((pese for pese, _, _ in pesees), default=0)
        visees = [(fait, propre) for pese, fait, propre in pesees if pese == communs]
        if len(visees) != 1 or communs == 0 or communs < len(racines) * PART_COMMUNE:
            return {}
        fait, propre = visees[0]
        return {fait: [propre]}

    @cached_property
    def _racines_des_axes(self) -> set[str]:
        return {r for axe in self.referentiel.axes.values() for r in _racines(axe.court)}

    def toutes_les_propres(self, listes: Mapping[str, list[str]]) -> list[tuple[str, str]]:
        """Return the buyer's own actions, each with its list."""
        return [
            (fait, dit)
            for fait, liste in listes.items()
            for dit in liste
            if dit not in self.referentiel.modalites[fait].items
        ]


def _ensemble(dites: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, Sequence[str]]:
    """Return all the actions that several words mean, by list."""
    tous = dict[str, list[str]]()
    for visees in dites:
        for fait, items in visees.items():
            tous.setdefault(fait, []).extend(items)
    return {**tous}


def _nom_bref(axe: Axe) -> str:
    """Return what may name an axis by itself: « la découverte », « les métiers »."""
    tete, *suite = plier(axe.court).split()
    complement = suite[1:] if suite and D_UN_NOM.match(suite[0]) else []
    return f"(?:{'|'.join(map(re.escape, (tete, *complement)))})"


def _mots(dit: str) -> str:
    return " ".join(MOT.findall(plier(dit)))


def _racines(dit: str) -> set[str]:
    """Return the words that say something, and numbers, by how they begin: « former », « 5 ».

    « Par mois », « le titulaire » tell no action from another.
    """
    mots = (mot for mot in MOT.findall(SANS_OBJET.sub(" ", plier(dit))) if mot not in LIAISONS)
    pleins = (mot for mot in mots if len(mot) >= LETTRES_D_UN_MOT or mot.isdigit())
    return {mot[:LETTRES_D_UNE_RACINE] for mot in pleins}
