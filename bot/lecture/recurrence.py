"""Read whether the need comes back."""

from __future__ import annotations

from bot.francais.lexique import Lexique, Mention
from bot.francais.mots import compiler
from bot.francais.portees import retenir
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

# what a denial tells
OPPOSE = {"recurrent": "isole", "isole": "recurrent"}
# at most five words between the reconduction and how often it comes
FOIS_DE_RECONDUCTION = compiler(r"{lecture/reconductions.reconduire} (?:[\w,]+ ){0,5}$")
# the sum, or the meeting, comes back; the need may not
APRES_UNE_QUANTITE = compiler(r"{lecture/recurrence.quantites} (?:\w+ )?$")


def lire_recurrence(texte: Texte, lexique: Lexique) -> list[Lecture]:
    """Return the recurrence that is said, or that what is said of it contradicts itself."""
    lues = [m for m in lexique.chercher(texte) if _dit_la_recurrence(m, texte)]
    mentions = retenir(lues, texte.plat, lambda a, b: _valeur(a) != _valeur(b))
    if not mentions:
        return []
    place = texte.place(mentions[0].debut, mentions[-1].fin)
    valeurs = {_valeur(m) for m in mentions}
    if len(valeurs) > 1:
        return [Lecture("recurrence", None, *place, nature="ambigu", motif="contradiction")]
    return [Lecture("recurrence", valeurs.pop(), *place)]


def _valeur(mention: Mention) -> str:
    """Return the recurrence that a mention tells: « pas récurrent » is isole."""
    return OPPOSE[mention.theme] if mention.nie else mention.theme


def _dit_la_recurrence(mention: Mention, texte: Texte) -> bool:
    """Leave out « reconductible une seule fois » and « 200 000 € chaque année »."""
    avant = FOIS_DE_RECONDUCTION if mention.theme == "isole" else APRES_UNE_QUANTITE
    return not avant.search(texte.plat, 0, mention.debut)
