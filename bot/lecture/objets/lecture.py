"""Read the subject of a contract: in what is said of it, or as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.francais.graphies import sans_article_colle
from bot.francais.mots import compiler, liste, quelque_part
from bot.francais.texte import Texte, plier
from bot.lecture.lectures import Lecture
from bot.lecture.objets.modele import ModeleDesObjets, Objet
from bot.lecture.objets.traits import Mots

FICHIER = "lecture/objets"
AMORCE = compiler(r"(?i)^{amorces}(?:[\s,:]+|(?<=['’ ]))", FICHIER)
# « …, corrige », « … je l'ai écrit plus haut »: said to the assistant, at the end
AU_ROBOT = compiler(r"(?:\s*[,;:(.!–-]\s*|\s+){au_robot}[\s.!]*$", FICHIER)
INSUFFISANTES = frozenset(liste(f"{FICHIER}.insuffisantes"))
NOMMEE = quelque_part(f"{FICHIER}.tetes")
UN_NOM = compiler(r"{devant_un_nom}\w", FICHIER)
JAMAIS = compiler(r"(?:{article} )*{jamais_un_objet}\b", FICHIER)
# « relatif à la fourniture et à la livraison »: what stands before both is said again
DEVANT = compiler(r"(?i)\b{reprises} ?$", FICHIER)
REPRISE = compiler(r"(?i)(?<=\bet )(?:{reprises} ?)(?=\w)", FICHIER)
# « accueil et de gardiennage », of « un marché d'accueil et de gardiennage »; with more before it,
# « ménage d la mairie et de l'école », it goes with what stands there
DE_SEUL = compiler(r"(?i)^((?:(?!\b{de})[\w'’-]+ ){1,2}et ){de}(?=\w)", FICHIER)
# no subject stands in an answer where none is this likely to start, « on verra », « un lycée »; of
# 41 subjects that nothing was learnt from, « une grue », « drones », the least likely is at 0.1
POSSIBLE = 0.05
# from there on, what is not sure enough to be read is worth asking about: of 53 such subjects, of
# two authors that nothing was learnt from, 34 were right to the word, 12 nearly, 7 were none
PROPOSABLE = 0.1


@dataclass(frozen=True)
class Objets:
    """Read a subject, in a sentence or as an answer; `modele` is read when it is first needed."""

    modele: Callable[[], ModeleDesObjets]
    preparer: Callable[[str], Texte]

    def lire(self, texte: Texte) -> Iterable[Lecture]:
        """Return the subject, as typed, where a text names one."""
        trouve = self.modele().trouver(Mots(texte))
        if trouve is not None and trouve.est_sur:
            yield from _lecture(texte, trouve)

    def probable(self, dit: str) -> str | None:
        """Return the likeliest subject that words may name, to be asked about; None if none is."""
        texte = self.preparer(dit)
        trouve = self.modele().trouver(Mots(texte))
        if trouve is None or trouve.part < PROPOSABLE:
            return None
        lues = (str(lue.valeur) for lue in _lecture(texte, trouve))
        return next((dite for dite in lues if not self.ne_nomme_rien(dite)), None)

    def peut_en_etre_un(self, reponse: str) -> bool:
        """Tell an answer that may be a subject from « un titulaire par commune », « la mairie »."""
        if self.ne_nomme_rien(reponse):
            return False
        return self.nomme_une_activite(reponse) or self._commence(reponse) >= POSSIBLE

    def ne_nomme_rien(self, reponse: str) -> bool:
        """Tell « 4 ans », « récurrent », which nobody buys."""
        return not any(map(str.isalpha, reponse)) or JAMAIS.match(plier(reponse)) is not None

    def _commence(self, reponse: str) -> float:
        return self.modele().commence(Mots(self.preparer(reponse)))

    def nomme_une_activite(self, reponse: str) -> bool:
        """Tell words among which stands an activity that contracts are about: « nettoyage »."""
        return bool(NOMMEE.search(plier(reponse)))

    def en_a_l_air(self, dit: str) -> bool:
        """Tell « l'aide aux devoirs », « slt cest pr le ménage », said first, from small talk."""
        return self.nomme_une_activite(dit) or bool(UN_NOM.match(plier(dit)))

    def epurer(self, reponse: str) -> str:
        """Return an answer about the subject without its lead-in: « c'est un marché de ».

        Nor with what ends it and is said to the assistant: « … je l'ai écrit plus haut ».
        """
        objet = " ".join(reponse.split())
        while adresse := AU_ROBOT.search(plier(objet)):
            objet = objet[: adresse.start()]
        # one after the other, « alors, en fait, c'est un marché de »; never the whole answer
        while (sans_amorce := AMORCE.sub("", objet)) not in ("", objet):
            objet = sans_amorce
        objet = sans_article_colle(DE_SEUL.sub(r"\1", objet.strip(" .,;:!")))
        return objet if "«" in objet else objet.strip('»" \u00a0')


def _lecture(texte: Texte, trouve: Objet) -> Iterable[Lecture]:
    """Yield a subject as typed; « l'achat », « les prestations » say nothing."""
    jetons = texte.jetons[trouve.debut : trouve.fin + 1]
    if " ".join(jeton.forme for jeton in jetons) in INSUFFISANTES:
        return
    debut, fin = jetons[0].debut, jetons[-1].fin
    dit = texte.brut[debut:fin]
    if DEVANT.search(texte.brut[:debut]):
        dit = REPRISE.sub("", dit)
    yield Lecture("objet", sans_article_colle(DE_SEUL.sub(r"\1", dit)), debut, fin)
