"""The telephone: Twilio's webhook, and a neutral endpoint that plays the same calls in JSON."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.canaux.refus import refuser
from bot.canaux.telephone import twiml
from bot.canaux.telephone.appels import Appels, Tour
from bot.canaux.telephone.signature import est_signe
from bot.entree import est_un_identifiant, est_un_nom
from bot.redaction.oral import TELEPHONE
from bot.reglages import PRODUCTION, reglages

Champs = dict[str, list[str]]
# what a webhook of Twilio holds in bytes, what was said included
TAILLE_MAXIMALE = 16_000
# Twilio's Confidence goes from 0.0 to 1.0, and no threshold is advised; 0.0 is what its recognisers
# give when they give none. In the logs that others publish, what is well heard comes at 0.7 and
# more, noisy lines from 0.45: below, asking again costs five seconds, a wrong fact a verdict
CONFIANCE_MINIMALE = 0.4
# as Twilio calls the end of a call, however it comes
FINIS = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


class CanalTelephone(InputChannel):
    """The HTTP channel of calls."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place under /webhooks/."""
        return TELEPHONE

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes; Twilio's is there when its secret is."""
        routes = Blueprint("canal_telephone", __name__)
        appels = Appels()
        twilio = reglages().telephone

        @routes.post("/json")
        async def jouer(request: Request) -> HTTPResponse:
            return await _jouer(request, appels)

        if twilio is not None:
            jeton = twilio.jeton

            @routes.post("/webhook")
            async def recevoir(request: Request) -> HTTPResponse:
                champs = _lire_les_champs(request)
                if champs is None or not _est_de_twilio(request, champs, jeton):
                    return refuser("utter_telephone_non_signe", 403)
                return await _recevoir(request, champs, appels)

        return routes


async def _recevoir(request: Request, champs: Champs, appels: Appels) -> HTTPResponse:
    """Take a turn of a call, or its end; the same delivery again gets the same answer."""
    numero = _champ(champs, "CallSid")
    if not est_un_nom(numero):
        return refuser("utter_telephone_mal_forme", 400)
    guichet = request.app.ctx.guichet
    if _champ(champs, "CallStatus") in FINIS:
        await appels.terminer(guichet, numero)
        return _en_xml(twiml.rien())
    rang = _rang(request.args.get("tour"))
    touche = _champ(champs, "Digits")
    entendu = touche or _champ(champs, "SpeechResult")
    douteux = not touche and est_douteux(_champ(champs, "Confidence"))
    tour = Tour(numero, entendu if rang else None, f"tour-{rang}", douteux)
    reponse = await appels.prendre(guichet, tour)
    if reponse is None:
        return _en_xml(twiml.patienter(_adresse(request, rang)))
    return _en_xml(twiml.repondre(reponse, _adresse(request, rang + 1)))


async def _jouer(request: Request, appels: Appels) -> HTTPResponse:
    """Take a turn in JSON; who may send it again gives it an `id`."""
    if not _a_le_jeton(request):
        return refuser("utter_telephone_jeton", 401)
    corps = _lire_json(request)
    appel, identifiant = corps.get("appel"), corps.get("id")
    dits = [corps[nom] for nom in ("touche", "entendu") if corps.get(nom) is not None]
    textes = all(isinstance(dit, str) for dit in dits)
    connu = identifiant is None or est_un_identifiant(identifiant)
    if not (est_un_nom(appel) and textes and connu and len(dits) <= 1):
        return refuser("utter_telephone_mal_forme", 400)
    tour = Tour(appel, dits[0] if dits else None, identifiant)
    reponse = await appels.attendre(request.app.ctx.guichet, tour)
    donnees = {"dire": reponse.dire, "options": reponse.options, "fini": reponse.fini}
    return response.json(donnees, ensure_ascii=False, escape_forward_slashes=False)


def _a_le_jeton(request: Request) -> bool:
    """Ask for the operator's token wherever there is one; production always has it."""
    attendu = reglages().jeton
    if attendu is None:
        return reglages().profil != PRODUCTION
    donne = request.args.get("token") or ""
    return hmac.compare_digest(donne.encode(), attendu.encode())


def _lire_json(request: Request) -> dict[str, Any]:
    try:
        corps = request.json
    except InvalidUsage:
        return {}
    return corps if isinstance(corps, dict) else {}


def _lire_les_champs(request: Request) -> Champs | None:
    """Return the fields of a form, the empty ones too: they are signed."""
    if len(request.body) > TAILLE_MAXIMALE:
        return None
    try:
        return parse_qs(request.body.decode(), keep_blank_values=True)
    except ValueError:
        return None


def _est_de_twilio(request: Request, champs: Champs, jeton: str) -> bool:
    """Tell that Twilio signed it, for the address that it knows: the public one, behind a proxy."""
    signature = request.headers.get("x-twilio-signature") or ""
    base = reglages().url_publique or f"{request.scheme}://{request.host}"
    requete = f"?{request.query_string}" if request.query_string else ""
    return est_signe(f"{base}{request.path}{requete}", champs, signature, jeton)


def est_douteux(confiance: str) -> bool:
    """Tell that Twilio is hardly sure of what it heard; nothing, or 0, is none that it gives."""
    try:
        valeur = float(confiance)
    except ValueError:
        return False
    return 0.0 < valeur < CONFIANCE_MINIMALE


def _adresse(request: Request, rang: int) -> str:
    return f"{reglages().url_publique or ''}{request.path}?tour={rang}"


def _champ(champs: Champs, nom: str) -> str:
    return champs.get(nom, [""])[0]


def _rang(texte: str | None) -> int:
    """Return which turn of the call it is: 0 as it begins."""
    return int(texte) if texte and texte.isascii() and texte.isdecimal() else 0


def _en_xml(corps: bytes) -> HTTPResponse:
    return response.raw(corps, content_type="text/xml; charset=utf-8")
