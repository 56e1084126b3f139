"""What a message holds beside its text, for channels that can show more (`custom`).

Keys and values are public. A title, a label, a text is ready to be read, in French; what a client
sends back is a `valeur` or a payload, as it stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict, cast

EtatDeCritere = Literal["rempli", "non_rempli", "inconnu"]


class Progression(TypedDict):
    """Where a question stands: `fait` is its rank, `sur` how many there are, as far as is known."""

    type: Literal["progression"]
    fait: int
    sur: int
    texte: str


class Ecoute(TypedDict):
    """On the telephone, how the answer is listened to: `clavier`, by its keys alone.

    `lent`: the buyer asked for it to be said more slowly.
    """

    type: Literal["ecoute"]
    question: str | None
    clavier: bool
    lent: bool


class Critere(TypedDict):
    """What one criterion found: `constat` is what was said, `raison` what the guide says of it."""

    id: str
    libelle: str
    etat: EtatDeCritere
    constat: str
    raison: str
    source: str


class ObligationSociale(TypedDict):
    """Whether article L2112-2-1 bears on the contract."""

    valeur: Literal["concerne", "non_concerne", "a_verifier"]
    texte: str
    source: str


class Avis(TypedDict):
    """A verdict, criterion by criterion. `lot` is None for the whole contract.

    `resume` says it in a sentence, `suite` what can be done now; `a_savoir` is worth a word, and
    leaves it as it is.
    """

    type: Literal["avis"]
    verdict: str
    titre: str
    resume: str
    lot: int | None
    criteres: list[Critere]
    vigilances: list[str]
    leviers: list[str]
    a_savoir: list[str]
    obligation_sociale: ObligationSociale | None
    suite: str


class Option(TypedDict):
    """An item of a list; `coche`: it is proposed, or chosen already."""

    valeur: str
    libelle: str
    coche: bool


class ChoixMultiples(TypedDict):
    """A list to choose from, answered by the chosen `valeur`s joined by « , », or « aucun ».

    `texte` is what to say above it, in place of the message's text, which has the list in it; empty
    when the list was shown before.
    """

    type: Literal["choix_multiples"]
    slot: str
    texte: str
    options: list[Option]


class Ligne(TypedDict):
    """One answer of the buyer's; `modifier` is what asks for it again."""

    slot: str
    libelle: str
    texte: str
    modifier: str


class Recapitulatif(TypedDict):
    """Everything that was said so far, under what leads to it."""

    type: Literal["recapitulatif"]
    titre: str
    lignes: list[Ligne]


class Titre(TypedDict):
    """A heading; `niveau` 1 is the document's."""

    type: Literal["titre"]
    niveau: int
    texte: str


class Paragraphe(TypedDict):
    """A paragraph."""

    type: Literal["paragraphe"]
    texte: str


class Liste(TypedDict):
    """A list without numbers."""

    type: Literal["liste"]
    elements: list[str]


class Tableau(TypedDict):
    """A table, row by row; the first row has the headings of the columns."""

    type: Literal["tableau"]
    lignes: list[list[str]]


Bloc = Titre | Paragraphe | Liste | Tableau


class Apercu(TypedDict):
    """What a document says, to be read without opening it."""

    type: Literal["apercu"]
    document: str
    titre: str
    blocs: list[Bloc]


class DocumentDonne(TypedDict):
    """A document of a file, with the address of each of its formats."""

    id: str
    titre: str
    formats: dict[str, str]


class Documents(TypedDict):
    """Documents that were just written."""

    type: Literal["documents"]
    dossier: str
    documents: list[DocumentDonne]


Structure = Progression | Ecoute | Avis | ChoixMultiples | Recapitulatif | Apercu | Documents


def envois(custom: Mapping[str, object] | None) -> dict[str, str]:
    """Return the payloads that a click in a structure may send, with what the history shows of it.

    Of a choice, nothing: its answer is plain words, which anybody may type.
    """
    if custom is None or custom["type"] != "recapitulatif":
        return {}
    lignes = cast("Recapitulatif", custom)["lignes"]
    return {ligne["modifier"]: f"Modifier : {ligne['libelle']}" for ligne in lignes}
