"""The code that opens a file again: made from a secret, kept as a digest, seldom tried.

The code itself is nowhere: a message that gives it holds a mark (`MARQUE`), replaced when the
message is delivered (`reveler`), by making the code again from the deployment's secret.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import re
import secrets
from itertools import count

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.dossiers.tables import Dossier, Essai, maintenant
from bot.reglages import reglages

ESSAIS_PAR_HEURE = 5
HEURE = datetime.timedelta(hours=1)
# not taken for one another, said or written: no 0 and O, 1 I and L, 5 and S, 2 and Z, 8 and B
ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
LONGUEUR, MOITIE = 8, 4
# nine digits hold in any database's integer
REFERENCE = re.compile(r"\bPPS[-\s]?([0-9]{4})[-\s]?([0-9]{1,9})\b", re.IGNORECASE)
_MOITIE = f"([{ALPHABET}]{{{MOITIE}}})"
CODE = re.compile(rf"(?<![\w-]){_MOITIE}[\W_]{{0,3}}{_MOITIE}(?![\w-])", re.IGNORECASE)
CODE_TU = "••••-••••"
MARQUE = re.compile(r"⟦code ([0-9a-f]+)⟧")
SCELLE = re.compile(r"⟦scellé ([\w=-]+)⟧")
# of hashlib.scrypt: some 20 ms, so that a stolen digest is not undone in an afternoon
COUT = {"n": 2**13, "r": 8, "p": 1}


def donner_un_code(dossier: Dossier) -> str:
    """Give a file a new code, which replaces the one before; return the mark that stands for it."""
    graine = secrets.token_hex(8)
    dossier.code_empreinte = _empreinte(_code(graine), dossier.id)
    return f"⟦code {graine}⟧"


def marque_de(dossier: Dossier, texte: str) -> str | None:
    """Return the mark that a text holds, None when its code opens the file no more."""
    marque = MARQUE.search(texte)
    valable = marque and _empreinte(_code(marque[1]), dossier.id) == dossier.code_empreinte
    return marque[0] if marque and valable else None


def reveler(texte: str) -> str:
    """Put the codes in the place of their marks, for the one whom a message is delivered to."""
    return MARQUE.sub(lambda m: _ecrire(_code(m[1])), texte)


def lire_reference(texte: str) -> str | None:
    """Return the reference of a file that a message names, as it is written."""
    trouvee = REFERENCE.search(texte)
    return f"PPS-{trouvee[1]}-{int(trouvee[2]):06d}" if trouvee else None


def lire_code(texte: str) -> str | None:
    """Return a code that a message holds, its letters alone."""
    codes = ((m[1] + m[2]).upper() for m in CODE.finditer(REFERENCE.sub(" ", texte)))
    return next(filter(_est_un_code, codes), None)


def taire_le_code(texte: str) -> str:
    """Write a message without the codes that it holds."""
    return CODE.sub(lambda m: CODE_TU if _est_un_code(m[1] + m[2]) else m[0], texte)


def sceller_les_codes(texte: str) -> str:
    """Write a message that has to wait in a table: who reads the table reads no code."""
    scelle = _coffre().encrypt
    return CODE.sub(
        lambda m: (
            f"⟦scellé {scelle(m[0].encode()).decode()}⟧" if _est_un_code(m[1] + m[2]) else m[0]
        ),
        texte,
    )


def desceller(texte: str) -> str:
    """Return a message as it was typed; a seal that is not ours is only words."""
    return SCELLE.sub(_ouvrir_un_sceau, texte)


def _ouvrir_un_sceau(sceau: re.Match[str]) -> str:
    try:
        return _coffre().decrypt(sceau[1].encode()).decode()
    except InvalidToken:
        return sceau[0]


def _coffre() -> Fernet:
    """Return what seals with this deployment's secret."""
    cle = hmac.new(reglages().secret.encode(), b"codes qui attendent", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(cle))


def _est_un_code(lettres: str) -> bool:
    """Tell a code from a word, or a number, of eight signs: each code has a letter and a digit."""
    return any(signe.isdigit() for signe in lettres) and any(signe.isalpha() for signe in lettres)


def ouvrir(session: Session, reference: str, code: str) -> Dossier | None:
    """Return the file that a reference and its code open; None for a wrong one, or once too many.

    A reference that does not exist takes as long, and counts its tries too.
    """
    recents = select(func.count()).select_from(Essai)
    recents = recents.where(Essai.reference == reference, Essai.fait_le > maintenant() - HEURE)
    trop = (session.scalar(recents) or 0) >= ESSAIS_PAR_HEURE
    dossier = trouver(session, reference)
    attendue = dossier.code_empreinte if dossier else None
    juste = hmac.compare_digest(
        _empreinte(code, dossier.id if dossier else 0), attendue or "0" * 64
    )
    if juste and dossier and not trop:
        return dossier
    if not trop:
        session.execute(delete(Essai).where(Essai.fait_le <= maintenant() - HEURE))
        session.add(Essai(reference=reference))
    return None


def trouver(session: Session, reference: str | None, pour_ecrire: bool = False) -> Dossier | None:
    """Return a file by its reference; `pour_ecrire`: nobody else writes in it meanwhile."""
    lue = REFERENCE.fullmatch(reference or "")
    dossier = session.get(Dossier, int(lue[2]), with_for_update=pour_ecrire) if lue else None
    return dossier if dossier is not None and dossier.reference == reference else None


def _code(graine: str) -> str:
    """Return the letters of the code that a seed gives with this deployment's secret."""
    secret = reglages().secret.encode()
    for essai in count():
        tire = hmac.new(secret, f"code/{graine}/{essai}".encode(), hashlib.sha256).digest()
        lettres = "".join(ALPHABET[octet % len(ALPHABET)] for octet in tire[:LONGUEUR])
        if _est_un_code(lettres):
            break
    return lettres


def _ecrire(code: str) -> str:
    return f"{code[:MOITIE]}-{code[MOITIE:]}"


def _empreinte(code: str, sel: int) -> str:
    return hashlib.scrypt(code.encode(), salt=f"pps/{sel}".encode(), dklen=32, **COUT).hex()
