"""The buyer's own clause, read back: an article of it, or the lines that say what he asks about.

Where a subject is written is data (`data/lecture/sa_clause.yml`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from bot.francais.mots import cles, compiler, noms, telle_quelle
from bot.francais.texte import plier
from bot.metier.faits import Faits
from bot.redaction.clause import CLAUSE, numero_de_la_place, rediger

FICHIER = "lecture/sa_clause"
# of the clause as it is written: its articles, their title, and the lines of one
DEBUT_D_UN_ARTICLE = re.compile(r"(?=<h2>|<p><strong>[^<–]*–)")
TITRE = re.compile(r"<(?:h2|p><strong)>(.*?)</(?:h2|strong)>", re.DOTALL)
LIGNES = re.compile(r"<(p|li)>(.*?)</(?:p|li)>", re.DOTALL)
BALISE = re.compile(r"<[^>]+>")
POINT = "li"
MOT = re.compile(r"\w+")
MOTS_VIDES = compiler("{mots_vides}", FICHIER)
# what a word begins with tells it whatever its ending
DEBUT_D_UN_MOT = 6
# more would be the clause itself, which is there to be read
PASSAGES_AU_PLUS = 4


@dataclass(frozen=True)
class Alinea:
    """A paragraph of an article, and the items of its list."""

    texte: str
    points: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as it stands in the clause."""
        return "\n".join((self.texte, *self.points))


@dataclass(frozen=True)
class Article:
    """An article of the clause, as a text."""

    titre: str
    alineas: tuple[Alinea, ...]

    @property
    def texte(self) -> str:
        """Return all that it lays down."""
        return "\n".join(map(str, self.alineas))


def article_de_la_clause(faits: Faits, numero: str) -> Article | None:
    """Return an article, « 9 », or one paragraph of it, « 9.2 »; None where there is none."""
    place = numero_de_la_place(faits["article_ccap"])
    rang, _, alinea = numero.removeprefix(f"{place}.").partition(".")
    for article in _articles(faits):
        if re.search(rf"(?<!\d){rang} –", article.titre):
            cite = re.compile(rf"(?:{place}\.)?{rang}\.{alinea}\b")
            cites = tuple(a for a in article.alineas if alinea and cite.match(a.texte))
            return replace(article, alineas=cites) if cites else article
    return None


def article_sur(faits: Faits, quoi: str) -> Article | None:
    """Return the article whose title holds the words of « les données personnelles »."""
    return _intitule(_debuts(quoi), _articles(faits))


def passages_sur(sujet: str | None, passage: str | None, faits: Faits) -> Sequence[str]:
    """Return the lines on a subject, or those that hold the words of a passage.

    What an article has for its title is read whole.
    """
    articles, debuts = _articles(faits), _debuts(passage or "")
    if article := _intitule(debuts, articles):
        return (article.titre, *map(str, article.alineas))
    motif = _un_de(debuts) if passage else _ou_c_est_ecrit(sujet)
    return [*_lignes(articles, motif)][:PASSAGES_AU_PLUS] if motif else ()


def _intitule(debuts: Sequence[str], articles: Sequence[Article]) -> Article | None:
    """Return the article whose title holds all words."""
    titres = (article for article in articles if debuts)
    return next((a for a in titres if all(d in plier(a.titre) for d in debuts)), None)


def _un_de(debuts: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, debuts))})") if debuts else None


def _ou_c_est_ecrit(sujet: str | None) -> re.Pattern[str] | None:
    connu = sujet in cles(f"{FICHIER}.passages")
    return telle_quelle(f"{FICHIER}.passages.{sujet}") if connu else None


def ligne_qui_repond(question: str, faits: Faits) -> Sequence[str]:
    """Return the paragraph that holds most words of a question, the soonest; none of two at least.

    « Qui convoque la première réunion ? »: many speak of it, one begins by it.
    """
    debuts = _debuts(question)
    places = {
        str(alinea): [*filter(None, (_place(debut, str(alinea)) for debut in debuts))]
        for article in _articles(faits)
        for alinea in article.alineas
    }
    meilleur = max(places, key=lambda ligne: (len(places[ligne]), -sum(places[ligne])))
    return (meilleur,) if len(places[meilleur]) >= min(2, len(debuts)) > 0 else ()


def _place(debut: str, ligne: str) -> int:
    """Return the rank of the first word that begins so; 0 where none does."""
    mots = enumerate(MOT.findall(plier(ligne)), start=1)
    return next((rang for rang, mot in mots if mot.startswith(debut)), 0)


def _debuts(dits: str) -> list[str]:
    """Return how the words that are asked about begin, said as the clause says them."""
    plie = plier(dits)
    for dit, ecrit in noms(f"{FICHIER}.autrement_dit").items():
        plie = re.sub(rf"\b{dit}\b", ecrit, plie)
    mots = (mot for mot in MOT.findall(plie) if not MOTS_VIDES.fullmatch(mot))
    return [*dict.fromkeys(mot.rstrip("sx")[:DEBUT_D_UN_MOT] for mot in mots)]


def _lignes(articles: Sequence[Article], motif: re.Pattern[str]) -> Iterator[str]:
    """Yield the paragraphs that hold an expression, folded, with their list; else its items."""
    for article in articles:
        for alinea in article.alineas:
            if motif.search(plier(alinea.texte)):
                yield str(alinea)
            else:
                yield from (point for point in alinea.points if motif.search(plier(point)))


def _articles(faits: Faits) -> list[Article]:
    html = rediger(CLAUSE, faits, None, datetime.date.today()).html
    parties = [(TITRE.search(partie), partie) for partie in DEBUT_D_UN_ARTICLE.split(html)]
    return [_article(_en_texte(titre[1]), partie) for titre, partie in parties if titre]


def _article(titre: str, html: str) -> Article:
    alineas = list[Alinea]()
    for genre, ligne in LIGNES.findall(html):
        texte = _en_texte(ligne).removeprefix(titre).strip()
        if genre == POINT and alineas:
            dernier = alineas.pop()
            lettre = chr(ord("a") + len(dernier.points))
            alineas.append(replace(dernier, points=(*dernier.points, f"– {lettre}) {texte}")))
        elif texte:
            alineas.append(Alinea(texte))
    return Article(titre, tuple(alineas))


def _en_texte(html: str) -> str:
    return " ".join(unescape(BALISE.sub("", html)).split())
