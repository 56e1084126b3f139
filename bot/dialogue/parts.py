"""A part of a message, and what is said of several of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from bot.dialogue.comprendre.compris import Compris
from bot.dialogue.comprendre.enonces import MOTS_A_REDIRE
from bot.dialogue.comprendre.parties import INTERJECTION
from bot.dialogue.comprendre.penalites_dites import MONTANTS, PENALITES
from bot.dialogue.comprendre.reponses.commun import DISENT
from bot.dialogue.conduire.oublis import NON_RANGE
from bot.dialogue.etat import Etat, Parole, Tour
from bot.lecture.clause.changements import sans_guillemets

# orders that are served wherever they stand in a message, and in how many words at least: « la
# facilitatrice » takes part in meetings, « je veux parler à la facilitatrice » calls her
ORDRES = {"rediger_clause": 1, "obtenir_documents": 1, "recapituler": 1, "parler_facilitateur": 4}
CERTITUDE = 0.4
# what each of several parts would say: said once, for all, at the end
A_LA_FIN = ("utter_clause_perimee", "utter_que_faire", "utter_documents_disponibles")
# said before the questions that lead to the clause: of no use beside it
AVANT_LA_CLAUSE = "utter_avant_la_clause"
PRESENTATION, NOTE = "presentation", "note"
# what a part leaves without an amount, or without a penalty, and where the next may put it
SANS = {"sans_montant": MONTANTS, "laissees": PENALITES}
# what tells a verdict, and what may be done once it is told
AVIS = ("verdict", "verdict_par_lot", "verdict_d_un_lot", "annonce")
APRES_L_AVIS = ("utter_poursuivre", "utter_apres_hors_champ", "utter_apres_notifiee")
# said of a part, it is of no use beside what the others changed
RIEN_DE_NEUF = ("utter_deja_note", "deja_note", "utter_pris_acte", "utter_rien_note")


# how surely a part is a message by itself; words of the buyer's own may go on
Pris: TypeAlias = Literal["rien", "ses_mots", "sur"]


class Part(NamedTuple):
    """A part of a message, where it was said, and what comes of it there."""

    compris: Compris
    etat: Etat
    tour: Tour
    pris: Pris = "rien"

    @property
    def changes(self) -> frozenset[str]:
        """Return what it speaks of."""
        return self.decide | {*self.compris.lu.refuses}

    @property
    def poses(self) -> frozenset[str]:
        """Return what it leaves noted that was not."""
        return frozenset(self.etat.faits.differences(self.tour.etat.faits))

    @property
    def decide(self) -> frozenset[str]:
        """Return the same, without what cannot be had."""
        lu = self.compris.lu
        if lu.vide:  # « je ne sais pas », « annule »
            return self.poses
        liste = {str(self.etat.question)} if lu.liste is not None else set()
        return frozenset({*lu.faits, *liste})


def redire(perdues: Sequence[Part]) -> tuple[Parole, ...]:
    """Say back what nothing took."""
    return redire_les_mots([part.compris.message.texte for part in perdues])


def redire_les_mots(dits: Sequence[str]) -> tuple[Parole, ...]:
    """Say back words that nothing took."""
    nus = [sans_guillemets(dit) for dit in dits]
    return (Parole(gabarit=NON_RANGE, valeurs={"dits": nus}),) if nus else ()


def prend_le_reste(part: Part) -> bool:
    """Tell « le reste par défaut »."""
    return part.compris.message.dit.prend_tous_les_defauts


def ordonne(compris: Compris) -> bool:
    """Tell an order that is served wherever it stands."""
    message = compris.message
    mots = ORDRES.get(message.intention)
    sur = message.confiance >= CERTITUDE and compris.lu.vide
    return mots is not None and sur and len(message.texte.split()) >= mots


def est_perdue(part: Part) -> bool:
    """Tell words that nothing took, and that are worth a line."""
    return part.pris == "rien" and vaut_une_ligne(part.compris.message.texte)


def vaut_une_ligne(dit: str) -> bool:
    """Tell words that are worth being said back, from « ah bon »."""
    return len(dit.split()) >= MOTS_A_REDIRE and not INTERJECTION.fullmatch(dit.lower())


def dit_quelque_chose(part: Part) -> bool:
    """Tell words that are meant to decide something, though what could not be read."""
    message = part.compris.message
    return message.intention.startswith(DISENT) and message.confiance >= CERTITUDE


def se_demande(part: Part) -> bool:
    """Tell what leads to a question, or is one."""
    lu, interroge = part.compris.lu, part.compris.lu.interroge and part.compris.message.dit.question
    return bool(lu.a_regler or lu.remis_en_cause or interroge)


def reste(parole: Parole) -> bool:
    """Tell what a part says of itself from what it asks next, or gives."""
    du_suivant = parole.document is not None or presente(parole)
    nom = parole.reponse or ""
    return not (du_suivant or nom in A_LA_FIN or nom.startswith("utter_incompris"))


def presente(parole: Parole) -> bool:
    """Tell what shows the choices of the next question."""
    return parole.gabarit == PRESENTATION


def en_un_avis(par_part: Sequence[Sequence[Parole]]) -> list[Parole]:
    """Return what parts say, the verdict once: the last, against the one before the message."""
    rendus = [rang for rang, dites in enumerate(par_part) if any(map(_rend_l_avis, dites))]
    toutes = [*chain.from_iterable(par_part)]
    if len(rendus) < 2:
        return toutes
    premier = next(parole for parole in toutes if _rend_l_avis(parole))
    premieres = chain.from_iterable(par_part[: rendus[-1]])
    avant = [parole for parole in premieres if not _est_de_l_avis(parole)]
    precedent = premier.valeurs.get("precedent")
    dernieres = chain.from_iterable(par_part[rendus[-1] :])
    return [*avant, *(_contre(precedent, parole) for parole in dernieres)]


def _contre(precedent: object, parole: Parole) -> Parole:
    """Return a verdict told against the one before; anything else as it is."""
    if not _rend_l_avis(parole):
        return parole
    return replace(parole, valeurs={**parole.valeurs, "precedent": precedent})


def _rend_l_avis(parole: Parole) -> bool:
    return parole.gabarit in AVIS


def _est_de_l_avis(parole: Parole) -> bool:
    return _rend_l_avis(parole) or parole.reponse in APRES_L_AVIS


def en_une_note(paroles: Sequence[Parole]) -> list[Parole]:
    """Return the same with one note for all that was noted: the first « avant », the last value."""
    notes: dict[str, object] = {}
    for parole in paroles:
        dites = parole.valeurs["notes"] if parole.gabarit == NOTE else None
        for fait, note in dites.items() if isinstance(dites, dict) else ():
            deja = notes.get(fait)
            notes[fait] = {**note, "avant": deja["avant"]} if isinstance(deja, dict) else note
    autres = [parole for parole in paroles if parole.gabarit != NOTE]
    # what one part changes and the next puts back is not changed
    notes = {fait: n for fait, n in notes.items() if _dit_du_neuf(n)}
    if not notes:
        return autres
    autres = [p for p in autres if not (p.reponse or p.gabarit or "").startswith(RIEN_DE_NEUF)]
    autres = list(_sans_ceux_qui_l_ont(autres, notes))
    return [Parole(gabarit=NOTE, valeurs={"notes": notes}), *autres]


def _sans_ceux_qui_l_ont(
    paroles: Sequence[Parole], notes: Mapping[str, object]
) -> Iterator[Parole]:
    """Yield the same, where what one part left out, or without an amount, the next told."""
    for parole in paroles:
        note = notes.get(SANS.get(parole.gabarit or "", ""))
        dits = note["apres"] if isinstance(note, dict) else ()
        noms = parole.valeurs.get("noms") if isinstance(note, dict) else None
        if not isinstance(noms, list):
            yield parole
        elif restent := [nom for nom in noms if nom not in dits]:
            yield replace(parole, valeurs={"noms": restent})


def _dit_du_neuf(note: object) -> bool:
    return not isinstance(note, dict) or note["avant"] != note["apres"]
