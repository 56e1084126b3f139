"""Read what a message says of the whole, then of each lot that it names.

« 4 ans pour le lot 1, 18 mois pour le lot 2 »: neither is the contract's duration. Each part is
read by the readers of a sentence, the rest of the message left blank, so that places hold. What is
read comes as one reading, `lots`, a list of what is said of each; number 0 stands for all the lots
that are not named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.lecture.formes import FAIBLES, resoudre_forme
from bot.lecture.lectures import Lecture, Nature
from bot.lecture.lots.decoupe import (
    CHACUN,
    FICHIER,
    JOINT_EN_TETE,
    REPRENDRE_TOUT,
    Decoupe,
    Morceau,
    Nomme,
    decouper,
    est_a_eux_tous,
)
from bot.lecture.montants.argent import SEUIL_MARQUE, SEUIL_SEUL
from bot.metier.contrat import FAITS_DU_CONTRAT, INCONNU
from bot.metier.faits import LOTS
from bot.metier.valeurs import LotDit, en_nombre

# « lot 1 : nettoyage des écoles », « lot 2 (vitrerie) »: what is bought, as it is typed
OBJET = re.compile(r" ?[:–—(-]\s*(?P<objet>[^\W\d_][^,;.:()\n\d]{2,})(?=[,;.)\n]|$)")
# « lot 1 vestes 4 ans », « le lot 1 c'est le gros œuvre »: its words, as they are folded
NU = compiler(
    r"\s*(?P<lien>{est_le_lot})?\s*{article_d_un_objet}?"
    r"(?P<objet>(?!(?:{jamais_un_lot}|{lecture/objets.arrets})(?!\w))[^\W\d_][^,;.:()=\n\d€?]{2,}?)"
    r"(?=\s*(?:[,;.:()\n\d€?]|$)| {fin_d_un_lot}\b)",
    FICHIER,
)
LIENS = " \t\n:,–—(-"
# what may stand before a piece, and parts it from the one before
SIGNES = frozenset(",;.:()\n–—-")
# « 800k le nord, 250 le sud »
MILLIERS_AU_MOINS = 20
DUREES = ("duree_mois", "duree_ms_mois")
MONTANT = "montant_ht"
# « lots 1 à 4, 2 M€ »: of them together, or of each, as the file has others or not
DES_LOTS = "des_lots"
# « 50 000 € chacun », where several lots are named
DE_CHACUN = ("vague", "par_lot")

Lire: TypeAlias = Callable[[str], Sequence[Lecture]]


@dataclass
class Lus:
    """What is read of each lot, by its number, as the parts of a message are read."""

    dits: dict[int, LotDit]
    recurrences: list[Lecture] = field(default_factory=list)
    interroge: bool = False
    # « les lots 1 et 3 pèsent 1,3 M€ ensemble »: of them together
    somme: float | None = None

    def noter(self, numeros: Iterable[int], lues: Sequence[Lecture], dit: LotDit) -> None:
        """Add what a part says of the lots that it names."""
        self.interroge = self.interroge or any(lue.interrogatif for lue in lues)
        self.recurrences += [lue for lue in lues if lue.fait == "recurrence"]
        for numero in numeros:
            self.dits[numero] = {**self.dits.get(numero, {}), **dit, "numero": numero}

    def completer_les_montants(self, nus: Mapping[int, float]) -> None:
        """Take « 500 000 », « 250 » for what a lot costs, beside « 800 k€ lot 1 »."""
        chiffres = any(MONTANT in dit for dit in self.dits.values())
        for numero, valeur in nus.items():
            if chiffres or valeur >= SEUIL_SEUL:
                milliers = 1 if valeur >= SEUIL_MARQUE else SEUIL_MARQUE
                self.dits[numero].setdefault(MONTANT, valeur * milliers)

    def partager_la_recurrence(
        self, ensemble: Iterable[Lecture]
    ) -> tuple[list[LotDit], list[Lecture]]:
        """Take a need that comes back for that of the whole, unless another is said not to."""
        lots = list(self.dits.values())
        du_tout = (lue for lue in ensemble if lue.fait == "recurrence")
        if any(lue.valeur == "isole" for lue in (*self.recurrences, *du_tout)):
            return lots, []
        sans = [{nom: v for nom, v in lot.items() if nom != "recurrence"} for lot in lots]
        return sans, self.recurrences


@dataclass(frozen=True)
class LecteurDeLots:
    """Reads what a message says of the whole, then of each lot; `lire_une_phrase` reads each."""

    lire_une_phrase: Lire

    def lire(self, phrase: str) -> list[Lecture]:
        """Return what the message says; a fact of a lot is none of the whole."""
        decoupe = decouper(phrase)
        if not (decoupe.nommes or decoupe.compte or decoupe.consigne):
            return list(self.lire_une_phrase(phrase))
        return self._lire_par_lot(phrase, decoupe)

    def _lire_par_lot(self, phrase: str, decoupe: Decoupe) -> list[Lecture]:
        # a lot that is named alone may be all that the message is about: the file tells
        seul = decoupe.compte is None and len(decoupe.numeros) == 1
        decoupe = self._sans_la_queue(phrase, decoupe)
        ensemble, lus = self._de_l_ensemble(phrase, decoupe, seul), self._de_chacun(phrase, decoupe)
        lots, du_tout = (
            (list(lus.dits.values()), []) if seul else lus.partager_la_recurrence(ensemble)
        )
        objets = _objets_du_tout(lots, decoupe) if seul and not _dit_l_objet(ensemble) else []
        lecture = _lecture(lots, decoupe, seul, lus.interroge)
        montants = _montant_des_lots(lots, lus.somme, decoupe)
        return [*ensemble, *du_tout, *objets, *montants, lecture]

    def _sans_la_queue(self, phrase: str, decoupe: Decoupe) -> Decoupe:
        """Give the whole « 4 ans » of « lot 1 peinture, lot 2 plomberie, 4 ans ».

        What ends the message is of the last lot alone if another lot is told the same of itself.
        """
        lots = [numeros for numeros in decoupe.parties if numeros]
        if len(lots) < 2:
            return decoupe
        dernier = max(lots, key=lambda numeros: decoupe.parties[numeros][0].debut)
        tete, *queue = decoupe.parties[dernier]
        if not queue or tete.nomme is None or any(morceau.nomme for morceau in queue):
            return decoupe
        de_la_queue = self._faits(phrase, queue, decoupe)
        autres = [m for lot in lots if lot != dernier for m in decoupe.parties[lot]]
        if not de_la_queue or de_la_queue & self._faits(phrase, [*autres, tete], decoupe):
            return decoupe
        du_tout = [*decoupe.parties.get((), []), *queue]
        return replace(decoupe, parties={**decoupe.parties, dernier: [tete], (): du_tout})

    def _faits(self, phrase: str, morceaux: Sequence[Morceau], decoupe: Decoupe) -> set[str]:
        lues = self.lire_une_phrase(_garder(phrase, morceaux, decoupe.nommes))
        return {lue.fait for lue in lues if lue.nature in ("fait", "ambigu")} - {"objet"}

    def _de_l_ensemble(self, phrase: str, decoupe: Decoupe, seul: bool) -> list[Lecture]:
        """Return what is said of the whole; of a lot that is named alone, all that is said."""
        parties = decoupe.parties.items()
        du_tout = [m for numeros, ms in parties if seul or not numeros for m in ms]
        lues = self.lire_une_phrase(_garder(phrase, du_tout, decoupe.nommes))
        return [_d_un_compte(lue, decoupe) for lue in lues]

    def _de_chacun(self, phrase: str, decoupe: Decoupe) -> Lus:
        """Return what is said of each lot that is named, or counted."""
        lus = Lus({n: {"numero": n} for n in range(1, (decoupe.compte or 0) + 1)})
        nus: dict[int, float] = {}
        for numeros, morceaux in decoupe.parties.items():
            if numeros:
                lues = self._de_ces_lots(phrase, morceaux, decoupe)
                dit = _ce_qui_est_dit(lues) | self._objet(phrase, morceaux, lues, decoupe.enumeres)
                if len(numeros) > 1 and any(est_a_eux_tous(decoupe, m) for m in morceaux):
                    lus.somme = en_nombre(dit.pop(MONTANT, None))
                lus.noter(numeros, lues, dit)
                nus |= {n: v for n in numeros for v in _nombre_nu(lues)}
        lus.completer_les_montants(nus)
        return lus

    def _de_ces_lots(
        self, phrase: str, morceaux: Sequence[Morceau], decoupe: Decoupe
    ) -> Sequence[Lecture]:
        """Return what is said of lots; « 50 000 € chacun » is the amount of each of them."""
        lues = self.lire_une_phrase(_garder(phrase, morceaux, decoupe.nommes))
        if not any(CHACUN.search(decoupe.plie, m.debut, m.fin) for m in morceaux):
            return lues
        return [
            replace(lue, nature="fait", motif=None) if lue.motif in DE_CHACUN else lue
            for lue in lues
        ]

    def _objet(
        self, phrase: str, morceaux: Sequence[Morceau], lues: Iterable[Lecture], enumeres: bool
    ) -> LotDit:
        """Return what is bought in a lot, where its words stand right after it."""
        nomme = next((m.nomme for m in morceaux if m.nomme), None)
        if nomme is None:
            return {}
        dit = OBJET.match(phrase, nomme.fin)
        if dit and not any(_se_touchent(lue, dit.span("objet")) for lue in lues):
            return {"objet": dit["objet"].strip()}
        if nu := self._objet_nu(phrase, nomme, morceaux[-1].fin, lues, enumeres):
            return {"objet": nu}
        # « lot 1, nettoyage des écoles », « lot 1 nettoyage 4 ans »: what is known to be bought
        return self._objet_connu(phrase[nomme.fin : morceaux[-1].fin].lstrip(LIENS))

    def _objet_connu(self, suite: str) -> LotDit:
        connu = next((lue for lue in self.lire_une_phrase(suite) if lue.fait == "objet"), None)
        return {"objet": str(connu.valeur)} if connu else {}

    def _objet_nu(
        self, phrase: str, nomme: Nomme, fin: int, lues: Iterable[Lecture], enumeres: bool
    ) -> str | None:
        """Return « gros œuvre », of « lot 1 gros œuvre 30 mois »: linked, measured, or listed."""
        faits = [lue.debut for lue in lues if lue.fait != "objet" and lue.debut >= nomme.fin]
        borne = min([*faits, fin])
        dit = NU.match(plier(phrase[:borne]), nomme.fin)
        if dit is None:
            return None
        mesure = bool(faits) and not phrase[dit.end() : borne].strip(LIENS)
        nomme_bien = mesure or ("?" not in phrase and (dit["lien"] or enumeres))
        return phrase[slice(*dit.span("objet"))].strip() if nomme_bien else None


def _dit_l_objet(lues: Iterable[Lecture]) -> bool:
    return any(lue.fait == "objet" for lue in lues)


def _objets_du_tout(lots: Iterable[LotDit], decoupe: Decoupe) -> list[Lecture]:
    """Return what a lot that is named alone is for: the contract is for it."""
    return [Lecture("objet", lot["objet"], *_place(decoupe)) for lot in lots if "objet" in lot]


def _montant_des_lots(
    lots: Sequence[LotDit], somme: float | None, decoupe: Decoupe
) -> list[Lecture]:
    """Return the amount said at once of several lots, which may be that of them all together."""
    ensemble = [numeros for numeros in decoupe.parties if numeros]
    dits = {lot.get(MONTANT) or somme for lot in lots}
    if len(ensemble) != 1 or len(ensemble[0]) < 2 or CHACUN.search(decoupe.plie):
        return []
    montant = dits.pop() if len(dits) == 1 else None
    return [Lecture(MONTANT, montant, *_place(decoupe), "indice", DES_LOTS)] if montant else []


def _lecture(lots: list[LotDit], decoupe: Decoupe, seul: bool, interroge: bool) -> Lecture:
    """Return what is said of the lots as one reading: a fact, or lots that are but named."""
    affirme = decoupe.compte is not None or any(len(lot) > 1 for lot in lots)
    affirme = affirme and decoupe.consigne != REPRENDRE_TOUT
    motif = "compte" if decoupe.compte else "seul" if seul else None
    consigne = None if affirme else decoupe.consigne
    nature: Nature = "fait" if affirme else "indice"
    return Lecture(LOTS, lots, *_place(decoupe), nature, consigne or motif, interroge)


def _place(decoupe: Decoupe) -> tuple[int, int]:
    """Return the span of all that is said of lots."""
    morceaux = [m for numeros, ms in decoupe.parties.items() if numeros for m in ms]
    return min((m.debut for m in morceaux), default=0), max((m.fin for m in morceaux), default=0)


def _se_touchent(lue: Lecture, place: tuple[int, int]) -> bool:
    """Tell that a reading, other than of what is bought, takes up a place."""
    return lue.fait != "objet" and lue.debut < place[1] and place[0] < lue.fin


def _garder(phrase: str, morceaux: Iterable[Morceau], nommes: Iterable[Nomme]) -> str:
    """Return the message with all else left blank, and the lots that are named."""
    signes, plie = [" "] * len(phrase), plier(phrase)
    for morceau in morceaux:
        # the sign before a piece parts it from the one that stands before, the word that joins
        # them is of neither
        avant, joint = morceau.debut - 1, JOINT_EN_TETE.match(plie, morceau.debut)
        debut = avant if avant >= 0 and phrase[avant] in SIGNES else morceau.debut
        debut = joint.end() if joint else debut
        signes[debut : morceau.fin + 1] = phrase[debut : morceau.fin + 1]
    for nomme in nommes:
        signes[nomme.debut : nomme.fin] = " " * (nomme.fin - nomme.debut)
    return "".join(signes)


def _nombre_nu(lues: Iterable[Lecture]) -> list[float]:
    """Return the one number that stands alone, if it may be a sum, or its thousands."""
    nombres = [n for lue in lues if lue.fait == "nombre" and not lue.motif for n in lue.nombres]
    return nombres if len(nombres) == 1 and nombres[0] >= MILLIERS_AU_MOINS else []


def _d_un_compte(lue: Lecture, decoupe: Decoupe) -> Lecture:
    """« 3 lots de 50 000 € », « les lots 1 et 2, 50 000 € chacun »: the amount of each."""
    entre = decoupe.plie[decoupe.fin_du_compte : lue.debut].strip()
    suit = CHACUN.match(decoupe.plie[lue.fin :].lstrip(" ,("))
    chacun = (decoupe.compte and entre == "de") or (len(decoupe.numeros) > 1 and suit)
    vague = lue.fait == MONTANT and lue.motif == "vague"
    return replace(lue, motif="par_lot") if vague and chacun else lue


def _ce_qui_est_dit(lues: Iterable[Lecture]) -> LotDit:
    """Return the facts of a lot; what its words leave open is left to be found out."""
    dit: LotDit = {}
    for lue in lues:
        valeur = lue.retenue
        if (
            lue.nature == "fait"
            and lue.fait in FAITS_DU_CONTRAT
            and isinstance(valeur, float | str)
        ):
            dit[lue.fait] = valeur
    ouverts = {lue.fait for lue in lues if lue.nature == "ambigu" and lue.fait in DUREES}
    ouverts |= {"forme_contrat"} if _forme_a_preciser(lues) else set()
    return {**dict.fromkeys(ouverts, INCONNU), **dit}


def _forme_a_preciser(lues: Iterable[Lecture]) -> bool:
    """Tell « à plusieurs titulaires », which says too little of the form to be taken.

    That there are lots says nothing of one of them.
    """
    dites = ({*lue.indices} - {"lots"} for lue in lues if lue.fait == "forme_contrat")
    return any(indices - FAIBLES and resoudre_forme(indices)[1] for indices in dites)
