"""Whose name a sentence gives: a colleague's, mentioned or named, with a capital or without."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.francais.mots import compiler
from bot.francais.texte import plier
from bot.triage.extraits import Extrait
from bot.triage.references import ORDRES

ACHETEUR = compiler(r"[\s,]*(?<![\w'])(?:{acheteur})(?!\w)", ORDRES)
# « à un collègue » names none
PERSONNE = compiler(r"^(?:{quelqu_un})\b", ORDRES)
A_QUELQU_UN = re.compile(r"(?:(?<!\S)(?:a|pour|pr|vers|chez|sur) |(?:->|→) ?)(?P<nom>[^,;?!:\n]+)")
PREPOSITION = re.compile(r"(?:(?<!\w)(?:a|pour|pr|vers|chez|sur) |(?:->|→) ?)$")
MENTION = re.compile(r"⟦[^⟧]+⟧")
CIVILITE = r"(?:(?:M|Mr|Mme|Mlle)\b\.? |(?:Monsieur|Madame) )?"
MAJUSCULE = r"(?:[A-ZÀ-ÖØ-Þ]['’](?=[A-ZÀ-ÖØ-Þ]))?[A-ZÀ-ÖØ-Þ]\w*(?:-[A-ZÀ-ÖØ-Þ]?\w+)*"
NOM_PROPRE = re.compile(
    rf"(?<![\w’'-]){CIVILITE}{MAJUSCULE}(?: (?:(?:[Ll]e|[Ll]a|de|du|des) )?{MAJUSCULE})*"
)
A_UN_NOM = re.compile(rf"(?:(?:[àÀaA]|[Pp]our) )?(?P<nom>⟦[^⟧]+⟧|{NOM_PROPRE.pattern})")


def _apres_un_signe(corps: Extrait, queue: Extrait) -> str | None:
    """Return who is named after a sign: « passe à : karim », « change de responsable : Élodie »."""
    if PREPOSITION.search(f"{corps.plie} "):
        return queue.brut
    dit = queue.taille().brut
    return dit if NOM_PROPRE.fullmatch(dit) else None


def personne_dite(corps: Extrait, queue: Extrait | None, noms: Collection[str]) -> str | None:
    """Return whom something is passed to; `noms` are the colleagues' names, folded."""
    if queue is not None and (nommee := _apres_un_signe(corps, queue)) is not None:
        return nommee or None
    if mention := MENTION.search(corps.brut):
        return mention[0]
    propres = noms_propres(corps, noms)
    if propres:
        apres = [nom for nom in propres if _suit_une_preposition(corps, nom)]
        return corps.entre(*(apres or propres)[-1]).brut
    return _nom_sans_majuscule(corps, noms)


def nom_seul(texte: str) -> str | None:
    """Return the name of « à Karim », of « ⟦slack:U2⟧ », said alone."""
    dit = Extrait.de(texte).taille()
    lu = A_UN_NOM.fullmatch(dit.brut)
    return lu["nom"] if lu else None


def noms_propres(corps: Extrait, noms: Collection[str]) -> list[tuple[int, int]]:
    """Return where names stand: capitals that neither begin a sentence nor are an abbreviation."""
    connus = {plier(nom) for nom in noms} | {plier(nom).split()[0] for nom in noms if nom}
    lus = []
    for lu in NOM_PROPRE.finditer(corps.brut):
        en_tete = not corps.plie[: lu.start()].strip(" .!?\n@") or corps.plie[
            : lu.start()
        ].rstrip().endswith((".", "!", "?"))
        connu = plier(lu[0]) in connus or plier(lu[0]).split()[0] in connus
        if connu or not (en_tete or lu[0].isupper()):
            lus.append(lu.span())
    return lus


def _suit_une_preposition(corps: Extrait, place: tuple[int, int]) -> bool:
    return bool(PREPOSITION.search(corps.plie[: place[0]]))


def _nom_sans_majuscule(corps: Extrait, noms: Collection[str]) -> str | None:
    """Return a name as it is typed in a hurry: « passe a julien »."""
    connus = [plier(nom).split() for nom in noms if nom.strip()]
    for lu in re.finditer(r"\w+(?:-\w+)*", corps.plie):
        siens = [nom for nom in connus if nom[0] == lu[0]]
        if siens:
            entiers = (" ".join(nom) for nom in siens)
            dits = [nom for nom in entiers if corps.plie.startswith(nom, lu.start())]
            return corps.entre(lu.start(), lu.start() + len(max(dits, key=len, default=lu[0]))).brut
    return _nom_inconnu(corps)


def _nom_inconnu(corps: Extrait) -> str | None:
    """Return the name of somebody who is in no list: « passe a julien »."""
    for lu in A_QUELQU_UN.finditer(corps.plie):
        dit = corps.entre(*lu.span("nom")).taille()
        if dit and not PERSONNE.match(dit.plie) and not ACHETEUR.match(f" {dit.plie}"):
            return dit.brut.split()[0]
    return None
