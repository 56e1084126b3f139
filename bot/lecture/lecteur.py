"""Read everything that a sentence says of a contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.francais.lexique import Lexique, Mention
from bot.francais.mots import compiler
from bot.francais.nombres import lire_nombres
from bot.francais.orthographe import Vocabulaire
from bot.francais.texte import Texte, decouper
from bot.lecture.ailleurs import du_contrat
from bot.lecture.durees.ecritures import ecrire_les_unites
from bot.lecture.durees.lecture import lire_durees, lire_reconductions
from bot.lecture.durees.periodes import en_durees, lire_fin, lire_une_date
from bot.lecture.durees.subsequents import lire_rythme
from bot.lecture.etapes import lire_etape
from bot.lecture.formes import lire_forme, preciser
from bot.lecture.formes_apprises import AccordDesFormes
from bot.lecture.lectures import Lecture
from bot.lecture.mentions.accord import Accord
from bot.lecture.mentions.phrase import MOTS_D_UNE_PHRASE
from bot.lecture.montants.lecture import lire_montants
from bot.lecture.natures import est_hors_champ, lire_nature
from bot.lecture.nombres_seuls import lire_nombres_seuls
from bot.lecture.objets.lecture import Objets
from bot.lecture.recurrence import lire_recurrence
from bot.metier.referentiel import Bornes

QUESTION = compiler(r"(?:(?:\W|{avant}) )*{interrogatifs}(?= |$)", "francais/questions")
# « isolé ? non, pas vraiment »: answered by the one who asks
REPLIQUE = compiler(r" (?:{avant_une_replique} )?{repliques}(?!\S)", "francais/questions")

# « 36 mois, ça vous paraît jouable ? » tells 36 months; « si c’était 36 mois, ça passe ? » does not
AVIS_DEMANDE = compiler(r", {avis_demandes}\b[^,\d]* \?$", "francais/questions")
# « 80k/an x 4 ans pr le nettoyage ca passe ? » has no comma; « et 4 ans ça passe ? » supposes
AVIS_SANS_VIRGULE = compiler(
    r"^(?!{avant} )(?:\S+ ){5,}?(?P<avis>{avis_sans_virgule}\b[^,\d]* \?)$", "francais/questions"
)
SUPPOSE = compiler(r"(?<!\S){supposent}(?!\S)", "francais/questions")

# « peux-tu vérifier que le marché dure bien 36 mois ? » tells 36 months
CONFIRMATION = compiler(r"\b{relectures} qu?e? [^?]*\b{affirment}\b", "francais/questions")
RELECTURE = compiler(r"\b{relectures}\b[^?:]{0,60} : ", "francais/questions")


@dataclass(frozen=True)
class Lecteur:
    """The readers with their words; `accord` reads its model when it is first needed."""

    vocabulaire: Vocabulaire
    formes: Lexique
    recurrence: Lexique
    natures: Lexique
    objets: Objets
    bornes: Mapping[str, Bornes]
    accord: Callable[[], Accord]
    accord_des_formes: AccordDesFormes

    def lire(self, phrase: str) -> list[Lecture]:
        """Return what the sentence says, in no order; a fact that it corrects is read once."""
        return self.lire_un_texte(self.preparer(phrase))

    def lire_un_texte(self, entier: Texte) -> list[Lecture]:
        """Return what a sentence says, cut into tokens."""
        texte = du_contrat(entier)
        objets = list(self.objets.lire(texte))
        quantites = [lue for lue in self.lire_les_quantites(texte) if not _est_dans(lue, objets)]
        # also for the bare numbers: « 3 titulaires » counts them
        formes = preciser(self.formes.chercher(texte), texte.plat)
        natures = lire_nature(texte, self.natures)
        lectures = [
            *quantites,
            *natures,
            *lire_reconductions(texte),
            *lire_une_date(texte),
            *([] if est_hors_champ(natures) else self._lire_la_forme(texte, formes)),
            *self._lire_la_recurrence(texte, formes, quantites),
            *objets,
            *lire_etape(entier),
            *lire_nombres_seuls(entier, quantites, formes),
        ]
        return [replace(lue, interrogatif=_en_question(entier, lue)) for lue in lectures]

    def _lire_la_forme(self, texte: Texte, formes: Sequence[Mention]) -> list[Lecture]:
        """Return what is told of the form, held against what the whole text tells."""
        lues = lire_forme(texte, self._a_nous(formes, texte))
        return self.accord_des_formes.trancher(texte, lues)

    def _lire_la_recurrence(
        self, texte: Texte, formes: Sequence[Mention], quantites: Sequence[Lecture]
    ) -> list[Lecture]:
        dites = self.recurrence.chercher(texte)
        # « tous les ans pendant 4 ans »: what lasts as told is of the contract that it is told of
        if not any(lue.nature == "fait" for lue in quantites):
            dites = self._a_nous(dites, texte, rythmes=dites)
        return lire_recurrence(texte, dites, formes)

    def _a_nous(
        self, mentions: Sequence[Mention], texte: Texte, rythmes: Sequence[Mention] = ()
    ) -> list[Mention]:
        """Return the words that stand in no clause about another contract."""
        # of the clauses of a few words, rules tell
        if not mentions or len(texte.jetons) < MOTS_D_UNE_PHRASE:
            return list(mentions)
        autres = self.accord().des_autres(texte, rythmes)
        return [m for m in mentions if texte.debut_de_proposition(m.debut) not in autres]

    def lire_les_quantites(self, texte: Texte) -> list[Lecture]:
        """Return the durations and amounts of a sentence, held against what each is there for."""
        lues = (*_lire_les_durees(texte), *lire_montants(texte))
        # absurd ones are kept as refused, so that the dialogue can say why
        return self.accord().trancher(texte, [self._borner(lue) for lue in lues])

    def preparer(self, phrase: str) -> Texte:
        """Cut a sentence into tokens, typing errors mended, numbers in digits."""
        return preparer(phrase, self.vocabulaire)

    def _borner(self, lecture: Lecture) -> Lecture:
        """Refuse what no contract lasts or costs: « 900 ans »."""
        bornes = self.bornes.get(lecture.fait)
        if bornes is None or lecture.nombre is None:
            return lecture
        if bornes.minimum <= lecture.nombre <= bornes.maximum:
            return lecture
        return replace(lecture, nature="refuse", motif=None)


def _est_dans(lecture: Lecture, objets: Iterable[Lecture]) -> bool:
    """Tell « 5 ans », of a contract for « l'entretien des véhicules de moins de 5 ans »."""
    return any(o.debut <= lecture.debut and lecture.fin <= o.fin for o in objets)


def preparer(phrase: str, vocabulaire: Vocabulaire) -> Texte:
    """Cut a sentence into tokens, errors in known words mended, numbers in digits."""
    jetons = lire_nombres(vocabulaire.corriger(decouper(phrase)))
    return ecrire_les_unites(Texte(phrase, jetons))


def _lire_les_durees(texte: Texte) -> list[Lecture]:
    """Return the durations said, by two dates or in months; else what an end alone says."""
    durees = lire_durees(en_durees(texte)) or lire_fin(texte)
    if any(lue.fait == "duree_ms_mois" for lue in durees):
        return durees  # « MS annuels, de 12 mois »: the duration is more precise
    return [*durees, *lire_rythme(texte)]


def _en_question(texte: Texte, lecture: Lecture) -> bool:
    """Tell that a reading stands in a clause that asks."""
    places = zip(texte.jetons, texte.debuts, strict=True)
    position = next((debut for jeton, debut in places if jeton.fin > lecture.debut), 0)
    proposition = texte.proposition(position)
    relue = RELECTURE.search(proposition)
    if relue and position >= texte.debut_de_proposition(position) + relue.end():
        return False
    if CONFIRMATION.search(proposition):
        return False
    # buyers seldom type the question mark
    if QUESTION.match(proposition):
        return True
    suite = texte.plat.partition(proposition)[2]
    if not proposition.endswith("?") or REPLIQUE.match(suite):
        return False
    avis = _avis_demande(proposition)
    dit = position - texte.debut_de_proposition(position)
    return avis is None or dit > avis or bool(SUPPOSE.search(proposition[:avis]))


def _avis_demande(proposition: str) -> int | None:
    """Return where a clause that tells all before only asks what is thought of it."""
    if demande := AVIS_DEMANDE.search(proposition):
        return demande.start()
    sans_virgule = AVIS_SANS_VIRGULE.search(proposition)
    return sans_virgule.start("avis") if sans_virgule else None
