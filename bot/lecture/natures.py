"""Read what kind of contract it is: a marché, a concession, something that buys nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.francais.lexique import Lexique, Mention
from bot.francais.mots import compiler, quelque_part
from bot.francais.portees import retenir
from bot.francais.texte import Texte
from bot.lecture.lectures import Lecture

FICHIER = "lecture/natures"
NATURE = "nature_contrat"
PASSEE = compiler(r"(?<!\S){passee} (?:\w+ )?$", FICHIER)
AU_LIEU = compiler(r"(?<!\S){au_lieu} $", FICHIER)
# « ce ne sera plus un marché, mais une DSP »
PLUS = compiler(r"(?<!\S){plus}$", FICHIER)
# a few words may qualify it: « notre DSP de restauration scolaire se termine »
QUI_FINIT = compiler(r"(?: [a-z]+){0,4}? {qui_finit}(?!\S)", FICHIER)
# words that leave it open; the contrary of what is denied is a marché
DOUTE, MARCHE, AUTRE = "doute", "marche_public", "autre"
# « une convention, pas un marché public »: the words that leave it open do no more
PAS_UN_MARCHE = quelque_part(f"{FICHIER}.pas_un_marche")
# « ce n'est pas un achat, on verse une subvention »: what is denied stands before it
NIE_UN_ACHAT = compiler(r"(?<!\S){niant_un_achat}[ ,;.]*$", FICHIER)

# « disons marché », « public », asked what kind of contract it is
REPONSE = compiler(
    r"(?:\W|{avant_un_marche}(?!\w)|(?P<dit>{un_marche}|{dit_public})(?!\w))*", FICHIER
)


def ne_repond_qu_un_marche(plie: str) -> bool:
    """Tell an answer that says a marché, and not a word more."""
    dit = REPONSE.fullmatch(plie)
    return dit is not None and dit["dit"] is not None and "?" not in plie


def lire_nature(texte: Texte, lexique: Lexique) -> list[Lecture]:
    """Return the nature that is said, or that the words leave it open."""
    dites = (_affirmee(m, texte) for m in lexique.chercher(texte))
    lues = [m for m in dites if _dit_la_notre(m, texte)]
    mentions = retenir(lues, texte.plat, _s_opposent)
    valeurs = {_valeur(m) for m in mentions}
    if not valeurs:
        return []
    place = texte.place(mentions[0].debut, mentions[-1].fin)
    if sure := _sure(valeurs, texte):
        return [Lecture(NATURE, sure, *place)]
    return [Lecture(NATURE, None, *place, nature="ambigu", motif="doute")]


def _sure(valeurs: set[str], texte: Texte) -> str | None:
    """Return the nature that is plain among those that were read, if one alone is."""
    if valeurs == {DOUTE} and PAS_UN_MARCHE.search(texte.plat):
        return AUTRE
    # « une convention, en fait une subvention »: what is plain decides
    sures = valeurs - {DOUTE} if valeurs != {DOUTE, MARCHE} else set[str]()
    return sures.pop() if len(sures) == 1 else None


def est_hors_champ(lectures: list[Lecture]) -> bool:
    """Tell that what is said makes it no marché: its words tell no form of one."""
    return any(lue.nature == "fait" and lue.valeur != MARCHE for lue in lectures)


def _affirmee(mention: Mention, texte: Texte) -> Mention:
    """Return the DSP of « une DSP pas un marché », « pas un marché, une DSP »: it is not denied.

    That of « plus de DSP, un marché » is.
    """
    plat = texte.plat
    if mention.theme not in (MARCHE, DOUTE) and PLUS.search(plat, 0, mention.debut):
        return replace(mention, nie=True)
    a_cote = PAS_UN_MARCHE.match(plat, mention.fin + 1) or NIE_UN_ACHAT.search(
        plat, 0, mention.debut
    )
    return replace(mention, nie=False) if mention.nie and a_cote else mention


def _s_opposent(une: Mention, autre: Mention) -> bool:
    """Tell two natures; « une délégation de service public, donc une concession » says one."""
    return _valeur(une) != _valeur(autre) and DOUTE not in (_valeur(une), _valeur(autre))


def _valeur(mention: Mention) -> str:
    return MARCHE if mention.nie else mention.theme


def _dit_la_notre(mention: Mention, texte: Texte) -> bool:
    """Leave out « l'ancienne DSP », « au lieu d'une DSP », « ni marché »: what it is not."""
    plus = PLUS.search(texte.plat, 0, mention.debut) is not None
    if mention.theme == MARCHE and (mention.nie or plus):
        return False
    # a DSP that is denied already says a marché
    dits = (PASSEE,) if mention.nie else (PASSEE, AU_LIEU)
    quittee = any(dit.search(texte.plat, 0, mention.debut) for dit in dits)
    return not (quittee or _finit(mention, texte))


def _finit(mention: Mention, texte: Texte) -> bool:
    """Tell « notre DSP se termine, on lance un marché »: what ends is not what is bought.

    Alone, « la concession se termine en 2027 » may well be about the contract at hand.
    """
    autre_dit = any(nom in texte.plat[mention.fin :] for nom in (" marche", " accord cadre"))
    return bool(QUI_FINIT.match(texte.plat, mention.fin)) and autre_dit
