"""« Égalité : des ateliers ; santé : prévention du dos »: actions, each under its axis."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.dialogue.comprendre.axes import DE_QUI, nomme_un_axe
from bot.dialogue.comprendre.nommees import FICHIER
from bot.dialogue.etat import Etat
from bot.francais.mots import compiler, quelque_part
from bot.francais.texte import Texte, plier
from bot.lecture.clause.selections import LIAISONS, MOT, Place, lire_selection, reperer
from bot.metier.clause import axes_retenus
from bot.metier.modalites import Modalite
from bot.metier.referentiel import Referentiel

# a label, at the head of the message or after what was said of the axis before it; it starts with a
# word, so that blanks are gone through once
ETIQUETTE = compiler(
    r"(?i:(?:^|[;.,\n]|\b{et} (?={pour}\b)) *(?P<nom>[^\s:;.,][^:=;.,\n]{1,49}?)"
    r"(?P<incise>,? {incise})?\s*[:=](?!/))",
    FICHIER,
)
# where numbers of another axis may begin
ENTRE_RANGS = re.compile(r"[,;.\n]")
# a name among the items of one list
ET_AVANT = compiler(r"\d {et} (?:{article} )?$", FICHIER)
ET_APRES = compiler(r" {et} (?:{article} )?\d", FICHIER)
# « modifie les actions santé : … », « correction pour l'égalité : … »
ORDRE_EN_TETE = compiler(
    r"^(?:{changer}|{francais/corrections.reprises}) (?:{pour} )?(?:{article} ?)?", FICHIER
)
AJOUT = compiler(r"\b(?:{francais/tournures.ajout}|{en_complement})", FICHIER)
UN_AXE = compiler(r"\b{axe}\b", FICHIER)
UNE_SEULE = compiler(r"\b{action_seule}\b(?! {axe})", FICHIER)
LA_SEULE = quelque_part(f"{FICHIER}.la_seule_action")
# « formations, et pour la santé l'échauffement du matin », « … un échauffement pour la santé »; the
# health of whom, « pour la santé des agents », says why
L_AXE = r"{{pour}} (?:{{article}} ?)?(?:{{axe}} )?(?P<nom>{noms})(?: {{suite_d_un_axe}})?"
AXE_EN_TETE = (
    rf"(?:^|[;.,\n]|\b{{{{et}}}} )\s*(?:{{{{et}}}} )?{L_AXE}"
    r"(?:,?(?= (?!{{des}}\b|{{article}} ?{{gens}})\w)| {{des}} {{gens}}\w*,?(?= {{un_nouveau}}\b))"
)
# « pour l'égalité un atelier », « et pour l'insertion ce sera… », of the axis that is asked about
SON_AXE_EN_TETE = (
    rf"^(?:{{{{et}}}} )?{L_AXE}(?: {{{{des}}}} {{{{gens}}}}\w*)?[ ,]+"
    r"(?:{{ce_que_je_prends}} ?(?=\S)|(?={{un_nouveau}}\b|{{article_defini}}|\w+(?:er|ir)\b))"
)
AXE_A_LA_FIN = rf"[ ,]+{L_AXE}\W*$"
# « égalité par défaut »: the actions of that axis
DEFAUT = "par défaut"
SON_DEFAUT = compiler(r"\b{par_defaut}(?!\w)", FICHIER)
PHRASE = re.compile(r"[^.;\n]+")
# « pour l'axe égalité », « actions d'insertion »
MOTS_EN_PLUS = 2


@dataclass(frozen=True)
class ActionsParAxe:
    """Cuts a message by the chosen axes that head its parts; `preparer` cuts words apart."""

    referentiel: Referentiel
    preparer: Callable[[str], Texte]

    def couper(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Return the list of actions that each part answers, and the part without its label."""
        nu, demandee = self._sans_son_axe(dit, etat), self._demandee(etat)
        parts = self._rangs(nu, etat) or self._sous_etiquettes(nu, etat)
        return parts or ([(demandee, nu)] if demandee and nu != dit else [])

    def ajoute(self, dit: str) -> bool:
        """Tell « à ajouter aux actions d'insertion : … », whose label adds to the list."""
        etiquette = ETIQUETTE.search(dit)
        return etiquette is not None and AJOUT.search(plier(etiquette["nom"])) is not None

    def _sans_son_axe(self, dit: str, etat: Etat) -> str:
        """Return « un atelier » of « pour l'égalité un atelier », asked for those of that axis."""
        demandee = self._demandee(etat)
        if demandee is None:
            return dit
        court = plier(self.referentiel.axes[str(demandee.axe)].court)
        noms = "|".join(re.escape(nom) for nom in (court, court.split()[0]))
        trouve = compiler(SON_AXE_EN_TETE.format(noms=noms), FICHIER).match(plier(dit))
        return dit[trouve.end() :] if trouve else dit

    def _rangs(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Read the numbers, or the default, of each axis: « 4 et 5 pour l'égalité, santé 1 »."""
        noms = self._noms(etat)
        lus = [self._d_un_morceau(piece, noms) for piece in ENTRE_RANGS.split(dit)]
        pieces = [lu for lu in lus if lu is not None]
        if len(pieces) < len(lus) or not any(axe for axe, _ in pieces):
            return []
        en_cours, dites = self._demandee(etat), list[tuple[Modalite, str]]()
        for axe, rangs in pieces:
            en_cours = self.referentiel.actions_de(axe) if axe else en_cours
            dites += [(en_cours, rangs)] if en_cours else []
        return _ensemble(dites)

    def _noms(self, etat: Etat) -> Mapping[str, Sequence[str]]:
        return {axe.id: axe.mots for axe in axes_retenus(etat.faits, self.referentiel)}

    def _d_un_morceau(
        self, piece: str, noms: Mapping[str, Sequence[str]]
    ) -> tuple[str | None, str] | None:
        """Return the axis that a piece names, and what of its list; None when it says more."""
        nue, defauts = SON_DEFAUT.subn(" ", plier(piece))
        texte = self.preparer(nue)
        places, reste = reperer(texte, noms)
        nommes = [place for place in places if place.nommee]
        # « santé sécurité » names one axis in two words
        if reste or len({place.rang for place in nommes}) > 1 or _en_enumere(texte, nommes):
            return None
        dits = self._dits(nue, places) if defauts else _en_rangs(places)
        return None if dits is None else (([*noms][nommes[0].rang - 1] if nommes else None), dits)

    def _dits(self, nue: str, places: Sequence[Place]) -> str | None:
        """Return the default; « par défaut + l'illettrisme » names one action of it."""
        return None if _en_rangs(places) or not nomme_un_axe(nue, self.referentiel) else DEFAUT

    def _sous_etiquettes(self, dit: str, etat: Etat) -> list[tuple[Modalite, str]]:
        autres = self._noms_des_autres(etat)
        trouvees = [
            (trouve, modalite)
            for trouve in _etiquettes(dit, autres)
            if (modalite := self._actions(trouve["nom"], etat, _redit(trouve)))
        ]
        if autres and not trouvees:
            return self._par_phrase(dit, autres, etat)
        debuts = [trouve.start() for trouve, _ in trouvees]
        parts = [
            (modalite, dit[_debut(trouve) : fin])
            for (trouve, modalite), fin in zip_longest(trouvees, debuts[1:])
        ]
        demandee = self._demandee(etat)
        if parts and demandee and parts[0][0] != demandee:
            parts.insert(0, (demandee, dit[: debuts[0]]))  # what stands before answers the question
        return _dites(parts)

    def _par_phrase(self, dit: str, autres: str, etat: Etat) -> list[tuple[Modalite, str]]:
        """Cut « formations et tutorat. N'oubliez pas l'immersion pour la découverte. »."""
        fin = compiler(AXE_A_LA_FIN.format(noms=autres), FICHIER)
        parts = list[tuple[Modalite, str]]()
        for phrase in PHRASE.findall(dit):
            trouve = fin.search(plier(phrase))
            d_un_axe = trouve and not DE_QUI.search(plier(phrase)[: trouve.start("nom")].rstrip())
            ailleurs = self._actions(trouve["nom"], etat) if trouve and d_un_axe else None
            if modalite := ailleurs or self._demandee(etat):
                parts.append(
                    (modalite, phrase[: trouve.start()] if trouve and d_un_axe else phrase)
                )
        dites = _dites(parts)
        return dites if any(modalite != self._demandee(etat) for modalite, _ in dites) else []

    def _demandee(self, etat: Etat) -> Modalite | None:
        """Return the actions that are asked for."""
        demandee = self.referentiel.modalites.get(etat.question or "")
        return demandee if demandee and demandee.axe else None

    def _noms_des_autres(self, etat: Etat) -> str:
        """Return the names of the chosen axes whose actions are not asked for."""
        autres = [
            axe
            for axe in axes_retenus(etat.faits, self.referentiel)
            if self.referentiel.actions_de(axe.id).fait != etat.question
        ]
        courts = (plier(axe.court) for axe in autres if self._demandee(etat))
        return "|".join(re.escape(nom) for court in courts for nom in (court, court.split()[0]))

    def _actions(self, nom: str, etat: Etat, redites: bool = False) -> Modalite | None:
        """Return the actions of the chosen axis that a label names; `redites`: all of them."""
        if UNE_SEULE.search(plier(nom)) and not redites:
            return None  # « action tutorat : … », « l'action égalité : … » tell one of them
        axes = axes_retenus(etat.faits, self.referentiel)
        if redites and len(axes) == 1:
            return self.referentiel.actions_de(axes[0].id)
        selection = lire_selection(self.preparer(nom), {axe.id: axe.mots for axe in axes})
        de_trop = selection.reste > MOTS_EN_PLUS and AJOUT.search(plier(nom)) is None
        if len(selection.nommes) != 1 or de_trop:
            return None
        nu = ORDRE_EN_TETE.sub("", plier(nom))
        tete = next((mot for mot in MOT.findall(nu) if mot not in LIAISONS), "")
        nomme = UN_AXE.search(nu) or nomme_un_axe(tete, self.referentiel)
        if selection.reste and not (redites or nomme):
            return None  # « prévention des agressions : … » is the name of an action
        return self.referentiel.actions_de(selection.nommes[0])


def _en_rangs(places: Sequence[Place]) -> str:
    return ", ".join(str(place.rang) for place in places if not place.nommee)


def _en_enumere(texte: Texte, nommes: Sequence[Place]) -> bool:
    """Tell « l'égalité et la 4 », two items of one list, from « la 4 pour l'égalité »."""
    return any(
        ET_AVANT.search(texte.plat[: nom.debut]) or ET_APRES.match(texte.plat, nom.fin)
        for nom in nommes
    )


def _etiquettes(dit: str, autres: str) -> list[re.Match[str]]:
    """Return what may name the axis of what follows it, with a sign after it, or without."""
    signees = [*ETIQUETTE.finditer(dit)]
    if signees or not autres:
        return signees
    return [*compiler(AXE_EN_TETE.format(noms=autres), FICHIER).finditer(plier(dit))]


def _redit(trouve: re.Match[str]) -> bool:
    """Tell « une seule action pour la santé : … », « action santé, à la place : … »."""
    return _est_la_seule(trouve) or bool(trouve.groupdict().get("incise"))


def _est_la_seule(trouve: re.Match[str]) -> bool:
    return LA_SEULE.search(plier(trouve["nom"])) is not None


def _debut(trouve: re.Match[str]) -> int:
    """Return where what a label heads begins: « une seule action » is said of it, too."""
    return trouve.start("nom") if _est_la_seule(trouve) else trouve.end()


def _ensemble(parts: list[tuple[Modalite, str]]) -> list[tuple[Modalite, str]]:
    """Return all that is said of each axis at once: « insertion : 1, 3 et 5 » is one list."""
    dites = dict[str, tuple[Modalite, str]]()
    for modalite, part in _dites(parts):
        avant = f"{dites[modalite.fait][1]}, " if modalite.fait in dites else ""
        dites[modalite.fait] = (modalite, avant + part)
    return [*dites.values()]


def _dites(parts: list[tuple[Modalite, str]]) -> list[tuple[Modalite, str]]:
    """Return the parts that say something."""
    dites = ((modalite, part.strip(" .;,\n")) for modalite, part in parts)
    return [(modalite, part) for modalite, part in dites if part]
