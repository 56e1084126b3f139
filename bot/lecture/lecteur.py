"""Read everything that a sentence says of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.francais.lexique import Lexique, Mention
from bot.francais.mots import compiler
from bot.francais.nombres import lire_nombres
from bot.francais.orthographe import Vocabulaire
from bot.francais.propositions import Portees
from bot.francais.texte import Jeton, Texte, decouper
from bot.lecture.ailleurs import compte_des_choses, est_nie, est_une_annee
from bot.lecture.durees import lire_durees, lire_reconductions
from bot.lecture.formes import FAIBLES, nom, preciser, resoudre_forme, s_opposent
from bot.lecture.grammaire_durees import UNITE
from bot.lecture.lectures import AUTRE_CHOSE, Lecture
from bot.lecture.montants import est_un_autre_prix, lire_montants
from bot.lecture.objets import Objets
from bot.lecture.periodes import lire_periode
from bot.lecture.subsequents import lire_rythme
from bot.metier.referentiel import Bornes

QUESTION = compiler(r"(?:(?:\W|{avant}) )*{interrogatifs}(?= |$)", "francais/questions")
# « isolé ? non, pas vraiment »: answered by the one who asks
REPLIQUE = compiler(r" (?:{avant_une_replique} )?{repliques}(?!\S)", "francais/questions")
FOIS_DE_RECONDUCTION = compiler(r"{lecture/reconductions.reconduire} (?:[\w,]+ ){0,5}$")
APRES_UNE_QUANTITE = re.compile(
    r"(?:€|euros?|ht|ttc|k|\d|bilan|reunion|point|penalites?) (?:\w+ )?$"
)
DUREE_DIVERSE = re.compile(rf" {UNITE}(?= |$)")
# « 300 000, non pardon 350 000 »
CORRIGE = compiler(
    r"(?:, )?(?:{avant} )?{reprises}(?:[ ,]+{reprises})*(?: ,)?", "francais/corrections"
)
# « 3 ou 4 », « 80 000 à 100 000 »
FOURCHETTES = frozenset((mot,) for mot in ("et", "a", "ou", "voire", "-"))
OPPOSE = {"recurrent": "isole", "isole": "recurrent"}


@dataclass(frozen=True)
class Lecteur:
    """The readers with their words."""

    vocabulaire: Vocabulaire
    formes: Lexique
    recurrence: Lexique
    portees: Portees
    objets: Objets
    bornes: Mapping[str, Bornes]

    def lire(self, phrase: str) -> list[Lecture]:
        """Return what the sentence says, in no order; a fact that it corrects is read once."""
        texte = self.preparer(phrase)
        durees = lire_periode(texte) or lire_durees(texte)
        if not any(lue.fait == "duree_ms_mois" for lue in durees):
            durees = [*durees, *lire_rythme(texte)]
        quantites = [self._borner(q) for q in (*durees, *lire_montants(texte))]
        formes = preciser(self.formes.chercher(texte), texte.plat)
        lectures = [
            *quantites,
            *lire_reconductions(texte),
            *self._lire_forme(texte, formes),
            *self._lire_recurrence(texte),
            *self.objets.lire(texte),
            *_nombres_seuls(texte, quantites, formes),
        ]
        return [replace(lue, interrogatif=_en_question(texte, lue)) for lue in lectures]

    def preparer(self, phrase: str) -> Texte:
        """Cut a sentence into tokens, typing errors mended, numbers in digits."""
        jetons = self.vocabulaire.corriger(decouper(phrase))
        return Texte(phrase, lire_nombres(jetons, self.vocabulaire.mots_de_nombre))

    def _borner(self, lecture: Lecture) -> Lecture:
        bornes = self.bornes.get(lecture.fait)
        if bornes is None or lecture.valeur is None:
            return lecture
        if bornes.minimum <= lecture.valeur <= bornes.maximum:
            return lecture
        return replace(lecture, nature="refuse", motif=None)

    def _lire_forme(self, texte: Texte, trouvees: list[Mention]) -> Iterable[Lecture]:
        retenues = self.portees.retenir(trouvees, texte.plat, s_opposent)
        mentions = [m for m in retenues if m.theme != "un_marche"]
        indices = frozenset(nom(m) for m in mentions)
        if indices:
            place = texte.place(mentions[0].debut, mentions[-1].fin)
            forme, _ = resoudre_forme(indices) if indices - FAIBLES else (None, None)
            yield Lecture("forme_contrat", sorted(indices), *place, nature="indice")
            if forme:
                yield Lecture("forme_contrat", forme, *place)

    def _lire_recurrence(self, texte: Texte) -> Iterable[Lecture]:
        lues = [m for m in self.recurrence.chercher(texte) if _dit_la_recurrence(m, texte)]
        mentions = self.portees.retenir(lues, texte.plat, lambda a, b: _valeur(a) != _valeur(b))
        valeurs = {_valeur(m) for m in mentions}
        if mentions:
            place = texte.place(mentions[0].debut, mentions[-1].fin)
            if len(valeurs) > 1:
                yield Lecture("recurrence", None, *place, nature="ambigu", motif="contradiction")
            else:
                yield Lecture("recurrence", valeurs.pop(), *place)


def _valeur(mention: Mention) -> str:
    """Return the recurrence that a mention tells: « pas récurrent » is isole."""
    return OPPOSE[mention.theme] if mention.nie else mention.theme


def _dit_la_recurrence(mention: Mention, texte: Texte) -> bool:
    """Leave out « reconductible une seule fois » and « 200 000 € chaque année »."""
    avant = FOIS_DE_RECONDUCTION if mention.theme == "isole" else APRES_UNE_QUANTITE
    return not avant.search(texte.plat, 0, mention.debut)


def _nombres_seuls(texte: Texte, lues: list[Lecture], formes: list[Mention]) -> Iterable[Lecture]:
    """Return a number, or a sum, that no reader took: it may answer the pending question.

    What counts holders or lots counts nothing else: « 3 entreprises titulaires ».
    """
    comptes = {j for m in formes for j in texte.jetons_de(m.debut, m.fin)}
    tous = [(j, d) for j, d in zip(texte.jetons, texte.debuts, strict=True) if j.nombre is not None]
    nombres = [jeton for jeton, debut in tous if _est_nu(jeton, debut, texte)]
    if any(lue.nature != "indice" for lue in lues) or not tous or comptes & {j for j, _ in tous}:
        return
    if not nombres:
        autres = [jeton for jeton, _ in tous]
        valeurs, fin = [j.nombre for j in autres], autres[-1].fin
        yield Lecture("nombre", valeurs, autres[0].debut, fin, "indice", AUTRE_CHOSE)
        return
    place = (nombres[0].debut, nombres[-1].fin)
    nus = set(nombres)
    entre = [j.forme for j in texte.jetons if place[0] <= j.debut < place[1] and j not in nus]
    if len(nombres) == 2 and tuple(entre) in FOURCHETTES:
        yield Lecture("nombre", [j.nombre for j in nombres], *place, "indice", "fourchette")
    elif CORRIGE.fullmatch(" ".join(entre)):
        dernier = nombres[-1]
        yield Lecture("nombre", [dernier.nombre], dernier.debut, dernier.fin, "indice")
    elif all(forme in ("+", "plus", "puis") for forme in entre):
        motif = "illisible" if any(j.douteux for j in nombres) else None
        motif = "vague" if est_un_autre_prix(texte) else motif
        yield Lecture("nombre", [j.nombre for j in nombres], *place, "indice", motif)


def _est_nu(jeton: Jeton, debut: int, texte: Texte) -> bool:
    """Tell « 36 », which may be an answer, from « 3 entreprises », « pas 2 ans », « en 2027 »."""
    fin = debut + len(jeton.forme)
    mesure = DUREE_DIVERSE.match(texte.plat, fin)  # « depuis 2 ans »: else it was read
    ailleurs = est_nie(texte, debut) or est_une_annee(jeton, texte)
    return not (mesure or ailleurs or compte_des_choses(texte, debut, fin))


def _en_question(texte: Texte, lecture: Lecture) -> bool:
    position = next(
        (
            debut
            for jeton, debut in zip(texte.jetons, texte.debuts, strict=True)
            if jeton.fin > lecture.debut
        ),
        0,
    )
    proposition = texte.proposition(position)
    suite = texte.plat.partition(proposition)[2]
    return (proposition.endswith("?") and not REPLIQUE.match(suite)) or bool(
        QUESTION.match(proposition)
    )
