"""An authority of the tests' own: it signs for their sites, and the two browsers trust it.

Both read the authorities that a user adds in a store of NSS. Debian's library of that name, which
they need themselves, writes it here: `certutil` would be one more package for the same.
"""

from __future__ import annotations

import ctypes
import datetime
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOM = "Autorité des essais"
DUREE = datetime.timedelta(days=2)
SIGNER_DES_CERTIFICATS = x509.KeyUsage(
    digital_signature=False, content_commitment=False, key_encipherment=False,
    data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
    encipher_only=False, decipher_only=False,
)  # fmt: skip
# to sign for sites, and for nothing else
CONFIANCE = b"C,,"


class Autorite:
    """An authority, made anew each time."""

    def __init__(self) -> None:
        self._cle = ec.generate_private_key(ec.SECP256R1())
        sien = _certificat(NOM, self._cle.public_key(), NOM)
        self._certificat = (
            sien.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(SIGNER_DES_CERTIFICATS, critical=True)
            .sign(self._cle, hashes.SHA256())
        )

    def signer(self, dossier: Path, *noms: str) -> ssl.SSLContext:
        """Return what sites are served with, under a certificate of theirs."""
        cle = ec.generate_private_key(ec.SECP256R1())
        sites = x509.SubjectAlternativeName([x509.DNSName(nom) for nom in noms])
        servir = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        signe = (
            _certificat(noms[0], cle.public_key(), NOM)
            .add_extension(sites, critical=False)
            .add_extension(servir, critical=False)
            .sign(self._cle, hashes.SHA256())
        )
        secret = cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        chemin = dossier / "sites.pem"
        chemin.write_bytes(secret + signe.public_bytes(Encoding.PEM))
        contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexte.load_cert_chain(chemin)
        return contexte

    def se_faire_connaitre(self, magasin: Path) -> None:
        """Write a store, in a folder, that says to trust it."""
        magasin.mkdir(parents=True, exist_ok=True)
        _ecrire_le_magasin(magasin, self._certificat.public_bytes(Encoding.DER))


def _certificat(nom: str, cle: ec.EllipticCurvePublicKey, autorite: str) -> x509.CertificateBuilder:
    hier = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(_nomme(nom))
        .issuer_name(_nomme(autorite))
        .public_key(cle)
        .serial_number(x509.random_serial_number())
        .not_valid_before(hier)
        .not_valid_after(hier + DUREE)
    )


def _nomme(nom: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nom)])


# --- NSS ------------------------------------------------------------------------------------------


class _Confiance(ctypes.Structure):
    _fields_ = [(usage, ctypes.c_uint) for usage in ("sites", "courriel", "programmes")]


def _ecrire_le_magasin(magasin: Path, certificat: bytes) -> None:
    nss = ctypes.CDLL("libsmime3.so")  # which brings libnss3 with it
    for nom in (
        "PK11_GetInternalKeySlot", "CERT_GetDefaultCertDB", "CERT_DecodeCertFromPackage",
    ):  # fmt: skip
        getattr(nss, nom).restype = ctypes.c_void_p
    _reussir(nss.NSS_Initialize(f"sql:{magasin}".encode(), b"", b"", b"secmod.db", 0))
    jeton = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    _reussir(nss.PK11_InitPin(jeton, None, b""))  # no password
    lu = ctypes.c_void_p(nss.CERT_DecodeCertFromPackage(certificat, len(certificat)))
    _reussir(nss.PK11_ImportCert(jeton, lu, ctypes.c_ulong(0), NOM.encode(), 0))
    confiance = _Confiance()
    _reussir(nss.CERT_DecodeTrustString(ctypes.byref(confiance), CONFIANCE))
    base = ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    _reussir(nss.CERT_ChangeCertTrust(base, lu, ctypes.byref(confiance)))
    nss.CERT_DestroyCertificate(lu)
    nss.PK11_FreeSlot(jeton)
    _reussir(nss.NSS_Shutdown())


def _reussir(statut: int) -> None:
    if statut != 0:
        raise OSError("NSS n’a pas écrit le magasin de l’autorité des essais")
