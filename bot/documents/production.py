"""Write the documents of a file, keep them, and tell where their formats are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.documents.apercu import en_blocs
from bot.donnees import lire_yaml, referentiel
from bot.dossiers import depot
from bot.dossiers.tables import Dossier
from bot.metier.faits import Faits
from bot.redaction.clause import rediger
from bot.redaction.structures import Apercu, DocumentDonne, Documents

CARTES = "documents.yml"


@dataclass(frozen=True)
class DocumentEcrit:
    """A document: its id, its title, its HTML, from which every format is made, its blanks."""

    id: str
    titre: str
    html: str
    manques: tuple[str, ...]


def ecrire(
    demande: str, faits: Faits, reference: str | None, jour: datetime.date
) -> list[DocumentEcrit]:
    """Write, from facts and decisions, what is handed over when a document is asked for.

    The one that was asked for comes first.
    """
    donnees = lire_yaml(CARTES)
    ecrits = []
    for nom in donnees["remises"][demande]:
        redige = rediger(nom, faits, reference, jour)
        titre = donnees["documents"][nom]["titre"]
        ecrits.append(DocumentEcrit(nom, titre, redige.html, redige.manques))
    return ecrits


def apercevoir(document: DocumentEcrit) -> Apercu:
    """Return the structure that shows a document."""
    return {
        "type": "apercu",
        "document": document.id,
        "titre": document.titre,
        "blocs": en_blocs(document.html),
    }


def conserver(session: Session, dossier: Dossier, documents: Iterable[DocumentEcrit]) -> Documents:
    """Keep documents with their file; return the structure that gives their formats."""
    donnes = [_conserver_un(session, dossier, document) for document in documents]
    return {"type": "documents", "dossier": dossier.reference, "documents": donnes}


def _conserver_un(session: Session, dossier: Dossier, document: DocumentEcrit) -> DocumentDonne:
    version = referentiel().version
    jeton = depot.ajouter_document(session, dossier, document.id, document.html, version)
    racine = f"/documents/{dossier.reference}/{jeton}/{document.id}"
    formats = lire_yaml(CARTES)["documents"][document.id]["formats"]
    return {
        "id": document.id,
        "titre": document.titre,
        "formats": {format_: f"{racine}.{format_}" for format_ in formats},
    }
