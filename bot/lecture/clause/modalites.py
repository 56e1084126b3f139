"""Read decisions about the clause: « réunion sous 3 mois », « CCAG travaux »…"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.francais.lexique import Lexique, Mention
from bot.francais.mots import compiler
from bot.francais.texte import Texte
from bot.lecture.clause.dates import lire_les_dates
from bot.lecture.clause.delais import lire_les_nommes
from bot.lecture.clause.penalites import Penalites
from bot.lecture.etapes import ETAPE, dit_la_notre
from bot.metier.valeurs import Montant, Valeur, sont_des_montants

REPENTIR = compiler(r"\b{francais/corrections.repentir}\b")
# themes that answer a question with a yes or a no
PAS_ENCORE = compiler(r"{lecture/modalites.pas_encore} ")
# « annuel est insuffisant », in the same statement
INSUFFISANT = compiler(r"[^,;.:!?]{0,30}?\b{lecture/modalites.insuffisant}\b")
PARTICULARITES = "particularites"
# text of the contract that is quoted, with what announces it; fewer words quote a name
EXTRAIT = compiler(
    r"(?i)(?:{un_article} \d[^«“\"]{0,60})?"
    r"(?:«[^»]{40,}(?:»|$)|“[^”]{40,}(?:”|$)|\"[^\"]{40,}(?:\"|$))",
    "lecture/modalites",
)
DITS_PAR_UN_EXTRAIT = ("clause_insertion",)
OUI_OU_NON = {"oui": True, "non": False}


@dataclass(frozen=True)
class Dite:
    """A decision said in a sentence, and where it stands in it, as typed."""

    fait: str
    valeur: Valeur
    debut: int
    fin: int

    @property
    def montants(self) -> dict[str, Montant]:
        """Return the amounts in euros, by breach, when they are what is said."""
        return self.valeur if sont_des_montants(self.valeur) else {}

    @property
    def liste(self) -> list[str]:
        """Return what is said when it is several things."""
        items = self.valeur if isinstance(self.valeur, list) else []
        return [item for item in items if isinstance(item, str)]


@dataclass(frozen=True)
class LecteurDeModalites:
    """Words of the choices (`data/lecture/modalites.yml`) and of the breaches.

    `spontanes` are plain enough to be read in any sentence; `reponses` only where their question
    is pending.
    """

    spontanes: Mapping[str, Lexique]
    reponses: Mapping[str, Lexique]
    penalites: Penalites
    particularites: Lexique

    def lire(self, texte: Texte, vagues: bool = True, convenues: bool = False) -> list[Dite]:
        """Return what a sentence decides unasked; `vagues`, `convenues`: see `Penalites.lire`."""
        dites = [Dite(fait, dit, *texte.place(*ou)) for fait, dit, ou in lire_les_nommes(texte)]
        dites += [Dite(fait, jour, *texte.place(*ou)) for fait, jour, ou in lire_les_dates(texte)]
        montants = self.penalites.lire(texte, vagues=vagues, convenues=convenues)
        dites += [Dite("montants", m, *texte.place(*ou)) for m, ou in montants]
        for fait, lexique in self.spontanes.items():
            dites += [Dite(fait, dit, *ou) for dit, ou in _du_contrat(fait, lexique, texte)]
        if dites_a_part := [m.theme for m in self.particularites.chercher(texte) if not m.nie]:
            # they take up no place: what they say of a duration is read for it
            dites.append(Dite(PARTICULARITES, list(dict.fromkeys(dites_a_part)), 0, 0))
        if self.penalites.sont_refusees(texte):
            dites.append(Dite("penalites", [], 0, len(texte.brut)))
        return _hors_des_extraits(dites, texte.brut)

    def lire_reponse(self, fait: str, texte: Texte) -> bool | str | None:
        """Return the choice that answers a question about `fait`, None when there is none."""
        if fait not in self.reponses:
            return None
        valeurs = {valeur for valeur, _ in _du_contrat(fait, self.reponses[fait], texte)}
        return valeurs.pop() if len(valeurs) == 1 else None


def sans_extraits(dit: str) -> str:
    """Return a message without the text of the contract that it quotes: it names nothing there."""
    return EXTRAIT.sub(" ", dit)


def en_juge_une_insuffisante(lexique: Lexique, texte: Texte) -> bool:
    """Tell « un point par an ne suffit pas », of what these words name."""
    dites = lexique.chercher(texte)
    return any(INSUFFISANT.match(texte.plat, mention.fin) for mention in dites)


def _hors_des_extraits(dites: Sequence[Dite], brut: str) -> list[Dite]:
    """Leave out what an excerpt of the contract says: its penalties and articles are its own.

    « L'article 12 du CCAP : « le titulaire réserve… » » says that there is an insertion clause.
    """
    extraits = [trouve.span() for trouve in EXTRAIT.finditer(brut)]
    return [
        dite
        for dite in dites
        if dite.fait in DITS_PAR_UN_EXTRAIT
        or not any(debut < dite.fin and dite.debut < fin for debut, fin in extraits)
    ]


def _du_contrat(
    fait: str, lexique: Lexique, texte: Texte
) -> Iterator[tuple[bool | str, tuple[int, int]]]:
    """Yield the choices that a sentence makes, and where; one that is denied is none.

    « oui » and « non » as themes are true and false. A denied « oui » is false; « pas de clause,
    non » denies once.
    """
    mentions = _tenues(fait, lexique, texte)
    repentir = max((r.start() for r in REPENTIR.finditer(texte.plat)), default=0)
    for mention in mentions:
        if mention.debut < repentir:
            continue  # « c'est publié, en fait non »
        if fait == ETAPE and not dit_la_notre(texte, mention.debut):
            continue
        place = texte.place(mention.debut, mention.fin)
        if mention.theme in OUI_OU_NON:
            yield OUI_OU_NON[mention.theme] and not mention.nie, place
        elif not mention.nie:
            yield mention.theme, place


def _tenues(fait: str, lexique: Lexique, texte: Texte) -> Sequence[Mention]:
    """Return the mentions of a choice, but « le suivi annuel, c'est trop peu »."""
    dites = [m for m in lexique.chercher(texte) if not INSUFFISANT.match(texte.plat, m.fin)]
    return _sans_etape_niee(dites, texte) if fait == ETAPE else dites


def _sans_etape_niee(mentions: Sequence[Mention], texte: Texte) -> Sequence[Mention]:
    """Leave out « pas notifié » beside « la consultation est publiée », which says the stage."""
    dites = [m for m in mentions if not PAS_ENCORE.match(texte.plat, m.debut)]
    return ([m for m in dites if not m.nie] and dites) or mentions
