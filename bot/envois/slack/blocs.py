"""A card in Block Kit, within Slack's limits; the models of slack_sdk check what is made.

Whatever somebody typed is escaped: it can mention nobody, and link nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.triage.cartes import Bouton, Carte
from bot.triage.textes import dire

BLOCS_D_UN_MESSAGE, BLOCS_D_UNE_VUE = 50, 100
TEXTE, TITRE, CHAMP, CHAMPS, BOUTON, VALEUR, BOUTONS = 3000, 150, 2000, 10, 75, 2000, 25
TITRE_DE_VUE = 24
# what Slack shows where it shows no blocks
REPLI = 3000
SUITE = "…"
PHRASE, SAISIE = "phrase", "saisie"


def echapper(texte: str) -> str:
    """Return a text in which Slack sees neither mention, link, nor entity."""
    return texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def repli(carte: Carte) -> str:
    """Return the card as text, for notifications."""
    return echapper(_couper(carte.en_texte(), REPLI // 2)) or SUITE


def blocs(carte: Carte, au_plus: int = BLOCS_D_UN_MESSAGE) -> list[dict[str, Any]]:
    """Return the blocks of a card, ready to be sent."""
    return [bloc.to_dict() for bloc in islice(_blocs(carte, 0), au_plus)]


def accueil(cartes: Sequence[Carte]) -> dict[str, Any]:
    """Return somebody's home, of several cards one under the other."""
    tous = (bloc for rang, carte in enumerate(cartes) for bloc in _blocs(carte, rang))
    vue: dict[str, Any] = View(type="home", blocks=list(islice(tous, BLOCS_D_UNE_VUE))).to_dict()
    return vue


def saisie(titre: str, memoire: str) -> dict[str, Any]:
    """Return the form that asks for the text of a button; `memoire` comes back with it."""
    champ = PlainTextInputElement(action_id=SAISIE, multiline=True, max_length=CHAMP)
    vue: dict[str, Any] = View(
        type="modal",
        title=PlainTextObject(text=_couper(titre, TITRE_DE_VUE), emoji=False),
        submit=PlainTextObject(text=dire("modale_envoyer"), emoji=False),
        close=PlainTextObject(text=dire("modale_annuler"), emoji=False),
        private_metadata=memoire,
        blocks=[
            InputBlock(
                block_id=SAISIE,
                label=PlainTextObject(text=dire("modale_texte"), emoji=False),
                element=champ,
            )
        ],
    ).to_dict()
    return vue


def _blocs(carte: Carte, rang: int) -> Iterator[Block]:
    if carte.titre:
        titre = _couper(echapper(carte.titre), TITRE)
        yield HeaderBlock(text=PlainTextObject(text=titre, emoji=False))
    yield from map(_section, _parts(echapper(carte.texte), TEXTE))
    lignes = [f"*{echapper(nom)}*\n{echapper(valeur)}" for nom, valeur in carte.lignes]
    courtes = [ligne for ligne in lignes if len(ligne) <= CHAMP]
    for groupe in _groupes(courtes, CHAMPS):
        yield SectionBlock(fields=[_texte(ligne) for ligne in groupe])
    for ligne in lignes:
        if len(ligne) > CHAMP:
            yield from map(_section, _parts(ligne, TEXTE))
    if carte.liens:
        liens = [f"<{lien.adresse}|{echapper(lien.titre)}>" for lien in carte.liens]
        yield _section(" · ".join(liens))
    boutons = [b for b in carte.boutons if len(b.phrase) <= VALEUR]
    for debut, groupe_de_boutons in enumerate(_groupes(boutons, BOUTONS)):
        yield ActionsBlock(
            elements=[
                _bouton(bouton, f"{PHRASE}-{rang}-{debut}-{place}")
                for place, bouton in enumerate(groupe_de_boutons)
            ]
        )


def _section(texte: str) -> SectionBlock:
    return SectionBlock(text=_texte(texte))


def _texte(texte: str) -> MarkdownTextObject:
    return MarkdownTextObject(text=texte, verbatim=True)


def _bouton(bouton: Bouton, action: str) -> ButtonElement:
    titre = PlainTextObject(text=_couper(bouton.titre, BOUTON), emoji=False)
    return ButtonElement(text=titre, value=bouton.phrase, action_id=action)


def _couper(texte: str, au_plus: int) -> str:
    return texte if len(texte) <= au_plus else texte[: au_plus - 1] + SUITE


def _parts(texte: str, au_plus: int) -> Iterator[str]:
    """Cut a long text, between lines or words where it can be."""
    while len(texte) > au_plus:
        coupe = max(texte.rfind("\n", 1, au_plus), texte.rfind(" ", 1, au_plus))
        coupe = coupe if coupe > 0 else au_plus
        yield texte[:coupe]
        texte = texte[coupe:].lstrip()
    if texte:
        yield texte


def _groupes(elements: Iterable[Bouton] | Iterable[str], taille: int) -> Iterator[list]:  # type: ignore[type-arg]
    suite = iter(elements)
    while groupe := list(islice(suite, taille)):
        yield groupe
