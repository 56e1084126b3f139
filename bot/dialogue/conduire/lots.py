"""What a change makes of lots, and how their verdicts are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.dialogue.etat import Etat, Parole, Valeurs
from bot.metier.contrat import INCONNU, Contrat, Lot
from bot.metier.faits import LOTS, Faits, somme_des_lots
from bot.metier.referentiel import Referentiel
from bot.metier.situation import situer
from bot.metier.verdict import evaluer_lots

# said of the whole, these hold for every lot; a lot keeps what it is about, and what it costs
DE_TOUS = ("recurrence", "forme_contrat", "duree_ms_mois", "duree_mois")
MONTANT = "montant_ht"


def accorder_les_lots(etat: Etat, faits: Valeurs) -> Faits:
    """Return the facts once these are taken, lots and contract in keeping with one another.

    What is said of the whole replaces what lots said before, unless it answers the question that
    was asked of those that said nothing. The amounts of all lots give the contract's.
    """
    nouveaux = etat.faits.avec(faits)
    dits = [fait for fait in DE_TOUS if faits.get(fait) is not None and fait != etat.question]
    if faits.get(MONTANT) not in (None, INCONNU, somme_des_lots(etat.faits.lots)):
        dits.append(MONTANT)  # what they cost together is no more the sum of what each was said to
    avant = {lot.numero: lot for lot in etat.faits.lots}
    lots = [_sans_les_memes(lot, avant.get(lot.numero), dits) for lot in nouveaux.lots]
    nouveaux = nouveaux.avec({LOTS: [lot.en_donnees() for lot in lots]})
    somme = somme_des_lots(lots)
    if LOTS in faits and MONTANT not in faits and (somme is not None or _d_un_seul(nouveaux)):
        nouveaux = nouveaux.avec({MONTANT: somme})
    return nouveaux


def _sans_les_memes(lot: Lot, avant: Lot | None, faits: Iterable[str]) -> Lot:
    """Return a lot without what it said before of some facts."""
    if avant is None:
        return lot
    dit, deja = lot.dit.faits(), avant.dit.faits()
    return replace(lot, dit=lot.dit.avec(**{f: None for f in faits if dit[f] == deja[f]}))


def _d_un_seul(faits: Faits) -> bool:
    """Tell « les 2 millions, c'est le lot 1 seulement », first taken for what the whole costs."""
    dits = {lot.dit.montant_ht for lot in faits.lots}
    return len(dits) > 1 and faits[MONTANT] in dits - {None}


def dire_l_avis(
    faits: Faits, precedent: str | None, referentiel: Referentiel
) -> tuple[Parole, ...]:
    """Tell the verdict: of all that is judged at once, or of the lots that are alike.

    Told again, the summary is enough for the lots that a plan fits.
    """
    commun = faits.en_commun
    if commun is not None:
        return (_avis("verdict", commun, precedent, faits),)
    semblables: dict[Contrat, list[Lot]] = {}
    for lot, evaluation in evaluer_lots(faits, referentiel).lots:
        if precedent is None or evaluation.verdict != "favorable":
            juge = lot.contrat(faits.contrat).avec(objet=None, montant_ht=None)
            semblables.setdefault(juge, []).append(lot)
    de_chacun = (
        _avis("verdict_d_un_lot", faits.de_lots(lots), None, faits) for lots in semblables.values()
    )
    return (_avis("verdict_par_lot", faits, precedent, faits), *de_chacun)


def dire_l_avis_de_lots(
    numeros: Iterable[int], faits: Faits, referentiel: Referentiel
) -> tuple[Parole, ...]:
    """Tell the verdict of some lots, as far as it is known."""
    vises = [lot for lot in faits.lots if lot.numero in {*numeros}]
    if not vises:
        return (_sans_avis(faits.lots, inconnu=True),)
    return tuple(_avis_d_un_seul(faits.de_lots([lot]), faits, referentiel) for lot in vises)


def dire_les_lots(faits: Faits) -> Parole:
    """Say in a line each what the lots of the file are worth, those set aside included."""
    return Parole(gabarit="lot_par_lot", valeurs={"faits": faits})


def _avis_d_un_seul(seul: Faits, ensemble: Faits, referentiel: Referentiel) -> Parole:
    if situer(seul, referentiel).verdict is None:
        return _sans_avis(seul.lots)
    # the law was recalled with the verdict of the whole
    avis = _avis("verdict", seul, None, ensemble)
    return replace(avis, valeurs={**avis.valeurs, "rappel": True})


def _sans_avis(lots: Sequence[Lot], inconnu: bool = False) -> Parole:
    return Parole(gabarit="lot_sans_avis", valeurs={"lots": list(lots), "inconnu": inconnu})


def _avis(gabarit: str, faits: Faits, precedent: str | None, ensemble: Faits) -> Parole:
    """Say a verdict; what the law asks hangs on the whole, all lots counted."""
    valeurs = {"faits": faits, "precedent": precedent, "ensemble": ensemble}
    return Parole(gabarit=gabarit, valeurs=valeurs)
