"""Read the subject of a contract where the sentence plainly names it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.francais.mots import compiler, liste, longs_d_abord
from bot.francais.texte import Texte, plier
from bot.lecture.lectures import Lecture

FICHIER = "lecture/objets"
TETES = longs_d_abord(f"{FICHIER}.tetes")
SUITE = r"(?: {suites}(?= |$)| (?!{arrets}(?: |$))\S+)*"
PREMIER = r"(?!(?:{article}|{pas_un_objet}|{arrets})(?: |$))"
SUJET = rf"(?:{{article}} )*(?P<objet>{PREMIER}\S+{SUITE})"
# in this order: said to be the subject, at the head, after « marché de », done somewhere else, an
# item of its own (« marché notifié en 2024, nettoyage, 4 ans »), what is delegated
DEBUTS = (
    compiler(rf"(?:^|(?<= )){{declarations}} {SUJET}(?= |$)", FICHIER),
    compiler(rf"^(?P<objet>{PREMIER}{TETES}(?= |$){SUITE})(?= |$)", FICHIER),
    # « la maintenance des ascenseurs a lieu… » says what is done, not what is bought
    compiler(rf"^{{article}} (?P<objet>{PREMIER}{TETES}(?= |$){SUITE})(?= [,.:;]| \d|$)", FICHIER),
    compiler(rf"(?:^|(?<= )){{introductions}} {SUJET}(?= |$)", FICHIER),
    compiler(
        rf"(?:^|(?<=\. ))(?:{{article}} |{{besoins}} )*(?P<objet>{PREMIER}{TETES}(?= |$){SUITE})"
        r"(?= (?:ne |n )?{se_dit_du_sujet})",
        FICHIER,
    ),
    compiler(rf"(?:^|(?<= )){{ailleurs}}{SUJET}(?= [,.:;()-]| \d| {{arrets}}|$)", FICHIER),
    compiler(
        rf"^(?:{{article}} )?{{decrit_d_abord}}\b[^.;:!?\n]*? , "
        rf"(?P<objet>{PREMIER}{TETES}(?= |$){SUITE})(?= [,.;]| \d|$)",
        FICHIER,
    ),
    compiler(rf"(?:^|(?<= )){{delegations}} {SUJET}(?= |$)", FICHIER),
    # « c'est long, votre truc. Nettoyage, mono, 4 ans »: after a few words that say nothing
    compiler(
        rf"^[^.!?\d]{{0,40}} [.!] (?P<objet>{PREMIER}{TETES}(?= |$){SUITE})(?= [,.;]|$)", FICHIER
    ),
    compiler(
        r"(?<=[.,:;-] )(?:{article} )?"
        r"(?!{accessoires}|{insuffisantes} (?:[.;]|,(?! {enumeration})))"
        rf"(?P<objet>{PREMIER}{TETES}(?= |$){SUITE})(?= [.,;]|$)",
        FICHIER,
    ),
)
AMORCE = compiler(r"(?i)^{amorces}(?:[\s,:]+|(?<=['’ ]))", FICHIER)
INSUFFISANTES = frozenset(liste(f"{FICHIER}.insuffisantes"))
ARTICLES = frozenset(liste(f"{FICHIER}.articles"))
NOMMEE = compiler(rf"\b{TETES}\b", FICHIER)
UN_NOM = compiler(r"{devant_un_nom}\w", FICHIER)
# the subjects of lots follow, up to the end of the sentence
DES_LOTS = compiler(r"\b{des_lots} : [^.!?\n]*$", FICHIER)
JAMAIS = compiler(r"(?:{article} )*{jamais_un_objet}\b", FICHIER)


class Objets:
    """Read a subject, in a sentence or as an answer."""

    def lire(self, texte: Texte) -> Iterable[Lecture]:
        """Return the subject, as typed, where something introduces it."""
        trouves = (trouve for debut in DEBUTS for trouve in debut.finditer(texte.plat))
        sujets = (trouve.span("objet") for trouve in trouves)
        places = (self._place(texte, *sujet) for sujet in sujets if not _est_un_lot(texte, *sujet))
        place = next(filter(None, places), None)
        if place is not None:
            debut, fin = place
            yield Lecture("objet", texte.brut[debut:fin], debut, fin)

    def _place(self, texte: Texte, debut: int, fin: int) -> tuple[int, int] | None:
        """Return where a subject stands as typed; None when it says nothing."""
        jetons = list(texte.jetons_de(debut, fin))
        # « nettoyage des », before what stops it
        while jetons and jetons[-1].forme in ARTICLES:
            jetons.pop()
        dit = " ".join(jeton.forme for jeton in jetons)
        if not jetons or dit in INSUFFISANTES:
            return None
        return jetons[0].debut, jetons[-1].fin

    def peut_en_etre_un(self, reponse: str) -> bool:
        """Tell an answer that may be a subject from « un titulaire par commune », « la mairie »."""
        return any(map(str.isalpha, reponse)) and not JAMAIS.match(plier(reponse))

    def nomme_une_activite(self, reponse: str) -> bool:
        """Tell words among which stands an activity that contracts are about: « nettoyage »."""
        return bool(NOMMEE.search(plier(reponse)))

    def en_a_l_air(self, dit: str) -> bool:
        """Tell « l'aide aux devoirs », « slt cest pr le ménage », said first, from small talk."""
        return self.nomme_une_activite(dit) or bool(UN_NOM.match(plier(dit)))

    def epurer(self, reponse: str) -> str:
        """Return an answer about the subject without its lead-in: « c'est un marché de »."""
        objet = " ".join(reponse.split())
        # one after the other, « alors, en fait, c'est un marché de »; never the whole answer
        while (sans_amorce := AMORCE.sub("", objet)) not in ("", objet):
            objet = sans_amorce
        objet = objet.strip(" .,;:!")
        return objet if "«" in objet else objet.strip('»" \u00a0')


def _est_un_lot(texte: Texte, debut: int, _: int) -> bool:
    """Tell « électricité », of « 4 lots : gros œuvre, électricité, peinture »."""
    return bool(DES_LOTS.search(texte.plat[:debut]))
