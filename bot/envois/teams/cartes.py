"""A card as Teams shows it: an Adaptive Card, or plain text when it is only a sentence.

What people wrote goes into runs of text, where nothing is markup. A button sends the sentence that
it stands for, in the text and beside it: clients that lose one still send the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.redaction.reponses import repondre
from bot.triage.cartes import Bouton, Carte, Lien

ADAPTATIVE = "application/vnd.microsoft.card.adaptive"
# the newest that Teams' telephones show; of the others they would show `fallbackText` alone
VERSION = "1.2"
# of an activity; Teams refuses those over 28 kB, and counts its own wrapping too
TAILLE_MAXIMALE = 26_000
# of a row of buttons, the last ones are hidden or lost
BOUTONS_PAR_RANG = 3
PHRASE, CHAMP = "phrase", "champ"
TEXTE_AU_PLUS = 4_000
# of a text that is already short, cutting more would leave nothing to read
COURT = 200
# the renderers would put the date in the reader's own format
DATE_A_METTRE_EN_FORME = re.compile(r"\{\{(?=DATE|TIME)")

Element = dict[str, Any]


def activite(carte: Carte) -> Element:
    """Return the message that shows a card, within what Teams takes."""
    while _taille(_message(carte)) > TAILLE_MAXIMALE and _longueurs(carte)[0] > (COURT, 0):
        carte = _abreger(carte)
    return _message(carte)


def phrase_du_clic(valeur: Any) -> str | None:
    """Return the sentence that a click sent, with what was filled in; None when it is none."""
    if not isinstance(valeur, dict) or not isinstance(valeur.get(PHRASE), str):
        return None
    rempli = valeur.get(str(valeur.get(CHAMP)))
    phrase = Bouton("", valeur[PHRASE])
    return phrase.phrase_avec(rempli.strip() if isinstance(rempli, str) else "")


def _message(carte: Carte) -> Element:
    # of a text, Teams does not always show where its lines end
    if carte == Carte(texte=carte.texte) and "\n" not in carte.texte:
        return {"type": "message", "text": carte.texte, "textFormat": "plain"}
    jointe = {"contentType": ADAPTATIVE, "content": adaptative(carte)}
    return {
        "type": "message",
        "summary": carte.titre or carte.texte.partition("\n")[0],
        "attachments": [jointe],
    }


def adaptative(carte: Carte) -> Element:
    """Return the Adaptive Card of a card."""
    corps = [_ligne(carte.titre, size="Medium", weight="Bolder")] if carte.titre else []
    corps += [_ligne(ligne) for ligne in carte.texte.split("\n") if ligne]
    corps += [bloc for ligne in carte.lignes for bloc in _fait(*ligne)]
    corps += [_liens(carte.liens)] if carte.liens else []
    actions = [_action(rang, bouton) for rang, bouton in enumerate(carte.boutons)]
    for debut in range(0, len(actions), BOUTONS_PAR_RANG):
        corps.append({"type": "ActionSet", "actions": actions[debut : debut + BOUTONS_PAR_RANG]})
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": carte.en_texte(),
        "msteams": {"width": "Full"},
        "body": corps,
    }


def _ligne(texte: str, **forme: str) -> Element:
    return _bloc([_passage(texte, **forme)])


def _fait(libelle: str, valeur: str) -> list[Element]:
    """Return a label with its value; a run of text shows no line that ends in it."""
    premiere, *autres = valeur.split("\n")
    debut = [_passage(f"{libelle}\u00a0: ", weight="Bolder"), _passage(premiere)]
    return [_bloc(passages, "Small") for passages in (debut, *([_passage(a)] for a in autres if a))]


def _bloc(passages: Sequence[Element], espace: str = "Default") -> Element:
    return {"type": "RichTextBlock", "spacing": espace, "inlines": list(passages)}


def _passage(texte: str, **forme: str | Element) -> Element:
    return {"type": "TextRun", "text": DATE_A_METTRE_EN_FORME.sub("{\u2060{", texte), **forme}


def _liens(liens: Sequence[Lien]) -> Element:
    passages: list[Element] = []
    for lien in liens:
        suivre = {"type": "Action.OpenUrl", "url": lien.adresse}
        passages += [_passage(" · ")] if passages else []
        passages.append(_passage(lien.titre, selectAction=suivre))
    return _bloc(passages)


def _action(rang: int, bouton: Bouton) -> Element:
    if bouton.champ is None:
        # `displayText` is what the conversation shows of a click
        retour = {"type": "messageBack", "text": bouton.phrase, "displayText": bouton.titre}
        return _envoi(bouton.titre, {PHRASE: bouton.phrase, "msteams": retour})
    nom = f"{CHAMP}{rang}"  # two of the same name, and telephones show no card at all
    champ = {
        "type": "Input.Text",
        "id": nom,
        "label": bouton.champ,  # newer than the version: screen readers get it where it is known
        "placeholder": bouton.champ,
        "isMultiline": True,
        "maxLength": TEXTE_AU_PLUS,
    }
    # without a text of its own: a client that lost what was filled in must not send the rest
    envoi = _envoi(bouton.titre, {PHRASE: bouton.phrase, CHAMP: nom})
    contenu = {"type": "AdaptiveCard", "version": VERSION, "body": [champ], "actions": [envoi]}
    return {"type": "Action.ShowCard", "title": f"{bouton.titre}…", "card": contenu}


def _envoi(titre: str, donnees: Element) -> Element:
    return {"type": "Action.Submit", "title": titre, "data": donnees}


def _taille(message: Element) -> int:
    return len(json.dumps(message, ensure_ascii=False).encode())


def _longueurs(carte: Carte) -> list[tuple[int, int]]:
    """Return how long the texts are, the longest first, each with its rank: 0 is `texte`."""
    textes = [carte.texte, *(valeur for _, valeur in carte.lignes)]
    return sorted(((len(texte), rang) for rang, texte in enumerate(textes)), reverse=True)


def _abreger(carte: Carte) -> Carte:
    """Cut the longest of a card's texts by half, and say so in its place."""
    _, rang = _longueurs(carte)[0]
    if rang == 0:
        return replace(carte, texte=_couper(carte.texte))
    lignes = list(carte.lignes)
    libelle, valeur = lignes[rang - 1]
    lignes[rang - 1] = (libelle, _couper(valeur))
    return replace(carte, lignes=tuple(lignes))


def _couper(texte: str) -> str:
    """Return the beginning of a text, at the end of a word, and that it was cut."""
    marque = repondre("utter_teams_abrege", {}).texte
    garde = texte.removesuffix(marque)
    moitie = garde[: len(garde) // 2]
    return (moitie.rpartition(" ")[0] or moitie) + marque
