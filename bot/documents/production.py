"""Write a document of a file, keep it, and tell where its formats are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.documents.conversion import en_texte
from bot.donnees import lire_yaml, referentiel
from bot.dossiers import depot
from bot.dossiers.tables import Dossier
from bot.metier.faits import Faits
from bot.redaction.clause import rediger_clause

REDACTEURS: Mapping[str, Callable[[Faits, str | None, datetime.date], str]] = {
    "clause": rediger_clause,
}


@dataclass(frozen=True)
class DocumentEcrit:
    """A document's id, its HTML, from which every format is made, and its plain text."""

    type: str
    html: str
    texte: str


def ecrire(type_: str, faits: Faits, reference: str | None, jour: datetime.date) -> DocumentEcrit:
    """Write a document from facts and decisions."""
    html = REDACTEURS[type_](faits, reference, jour)
    return DocumentEcrit(type_, html, en_texte(html))


def conserver(session: Session, dossier: Dossier, document: DocumentEcrit) -> dict[str, Any]:
    """Keep a document with its file; return the structure that gives its formats."""
    version = referentiel().version
    jeton = depot.ajouter_document(session, dossier, document.type, document.html, version)
    carte = lire_yaml("documents.yml")["documents"][document.type]
    racine = f"/documents/{dossier.reference}/{jeton}/{document.type}"
    formats = {format_: f"{racine}.{format_}" for format_ in carte["formats"]}
    donne = {"id": document.type, "titre": carte["titre"], "formats": formats}
    return {"type": "documents", "dossier": dossier.reference, "documents": [donne]}
