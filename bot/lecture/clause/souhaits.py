"""Tell what keeps a wish from being an obligation of the plan, if anything."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.francais.mots import compiler, telle_quelle, themes
from bot.francais.texte import Texte
from bot.lecture.clause.actions import commence_par_ce_qui_precede, sans_ajout
from bot.lecture.clause.demandes import sans_politesse
from bot.lecture.clause.discriminations import Discriminations, Verdict, groupes_vises
from bot.lecture.clause.entieres import DEGRES, Entiere
from bot.lecture.clause.noyaux import Noyaux

NON_MESURABLE = "non_mesurable"
DISCRIMINATION = "discrimination"
# nothing in it says what the titulaire is to do
SANS_OBLIGATION = "sans_obligation"
PREFERENCE_LOCALE = "preference_locale"
# groups that a preference for those of here names
LIEUX = frozenset({"lieu", "provenance", "precarite"})
PROVENANCE = "provenance"
# it may discriminate: one question tells
A_PRECISER = "a_preciser"
FICHIER = "lecture/perimetre"
# a number or a rhythm gives a measure to any wish
MESURE = compiler(r"\d|%|\b{rythmes}\b", FICHIER)
TOUT_LE_PERSONNEL = telle_quelle(f"{FICHIER}.tout_le_personnel")
MOT = re.compile(r"\w+")
MORCEAU = re.compile(r"[^?!.;:,\n]+")
# a wish that names nothing one counts says what is to be done in no fewer words
MOTS_SANS_COMPTE = 6
# in fewer words, a clause says too little to be judged alone
MOTS_D_UNE_PROPOSITION = 4


class Souhaits:
    """The words that tell, by theme (`data/lecture/perimetre.yml`)."""

    def __init__(
        self, discriminations: Callable[[], Discriminations], noyaux: Callable[[], Noyaux]
    ) -> None:
        """Keep what was learnt of wishes; it is read from its file when it first serves."""
        self._discriminations, self._noyaux = discriminations, noyaux
        self._themes = {
            theme: re.compile(rf"\b{mots}(?!\w)")
            for theme, mots in themes(f"{FICHIER}.themes").items()
        }
        self._neutres, self._affectes = _motif("neutres"), _motif("affectes")
        self._fournisseurs, self._ouvertures = _motif("fournisseurs"), _motif("ouvertures")
        self._vagues, self._comptables = _motif("vagues"), _motif("comptables")

    def empechement(self, texte: Texte) -> str | None:
        """Return the theme that stands in the way, None when the wish may be written.

        What says a general policy is let through when it says whose staff it is about.
        """
        discrimination = self.discrimination(texte)
        theme = None if discrimination == A_PRECISER else discrimination
        theme = theme or self._theme(texte)
        if theme or not self._mesurable(texte):
            return theme or NON_MESURABLE
        return discrimination

    def discrimination(self, texte: Texte) -> str | None:
        """Return the theme of a wish that may give or refuse a place for what somebody is.

        What nothing measures enters no clause: it is not worth a question.
        """
        verdict = self.juger(texte)
        if verdict == "licite":
            return None
        if self._prefere_un_lieu(texte, verdict):
            return PREFERENCE_LOCALE
        if verdict == "illicite":
            return DISCRIMINATION
        return A_PRECISER if self._mesurable(texte) else None

    def _prefere_un_lieu(self, texte: Texte, verdict: Verdict) -> bool:
        """Tell people, or firms whoever they are, that are chosen for their place and no more."""
        vises = set(groupes_vises(texte))
        d_ailleurs = verdict == "illicite" and PROVENANCE in vises
        if not (d_ailleurs or self._theme(texte) == PREFERENCE_LOCALE):
            return False
        return vises <= LIEUX or self._fournisseurs.search(texte.plat) is not None

    def obligations(self, dit: str) -> list[str]:
        """Return the actions that a message asks for, without what is said around them."""
        return [sans_ajout(action) for action in self._noyaux().actions(dit)]

    def entiere(self, dite: str) -> Entiere:
        """Tell whether words are an obligation, whole, and nothing else."""
        if commence_par_ce_qui_precede(dite):
            return "a_demander"  # of nothing, alone
        # as typed, or without « il faut qu' », which leads to it
        jugees = {self._noyaux().juger(dit) for dit in (dite, sans_politesse(dite))}
        return next(jugee for jugee in DEGRES if jugee in jugees)

    def juger(self, texte: Texte) -> Verdict:
        """Tell whether a wish discriminates, by what was learnt of wishes.

        A lawful sentence does not cover the next: « Former l'équipe. Réserver les postes aux
        hommes. » is at least doubtful, by its second.
        """
        juger = self._discriminations().juger
        entier, propositions = juger(texte), texte.propositions()
        if entier != "licite" or len(propositions) == 1:
            return entier
        longues = (dite for dite in propositions if len(dite.jetons) >= MOTS_D_UNE_PROPOSITION)
        return "douteux" if any(juger(dite) == "illicite" for dite in longues) else entier

    def _sans_neutres(self, texte: Texte) -> str:
        return self._neutres.sub(" ", texte.plat)

    def _theme(self, texte: Texte) -> str | None:
        plat = self._sans_neutres(texte)
        for theme, motif in self._themes.items():
            trouve = motif.search(plat)
            borne = theme == "politique_generale" and self._borne_au_contrat(plat, trouve)
            ouvert = theme == PREFERENCE_LOCALE and self._ouvertures.search(plat)
            if trouve and not (borne or ouvert):
                return theme
        return None

    def _borne_au_contrat(self, plat: str, trouve: re.Match[str] | None) -> bool:
        """« tous les salariés affectés au marché » is not the whole company."""
        if trouve is None or not TOUT_LE_PERSONNEL.match(trouve[0]):
            return False
        return self._affectes.search(plat, trouve.end() - 1) is not None

    def est_concret(self, texte: Texte) -> bool:
        """Tell what holds something that is counted, or names people: hardly small talk."""
        plat = self._sans_neutres(texte)
        dite = MESURE.search(plat) or self._comptables.search(plat)
        return dite is not None or bool(groupes_vises(texte))

    def _mesurable(self, texte: Texte) -> bool:
        """Tell what can be measured: whatever is not vague; an indicator is proposed for it."""
        if MESURE.search(self._sans_neutres(texte)):
            return True
        if self._vagues.search(texte.plat) is None:
            # « des tutos », « il faut que ça bouge » do not say what is to be done
            longue = len(MOT.findall(texte.plat)) >= MOTS_SANS_COMPTE
            return longue or self._comptables.search(texte.plat) is not None
        # « lutter contre l'illettrisme : repérer, former » is counted, by its last piece
        return any(self._compte_d_abord(dit) for dit in MORCEAU.findall(texte.plat))

    def _compte_d_abord(self, plat: str) -> bool:
        """« tenir un atelier pour sensibiliser » is counted, « sensibiliser en atelier » is not."""
        vague, compte = self._vagues.search(plat), self._comptables.search(plat)
        return compte is not None and (vague is None or compte.start() <= vague.start())


def _motif(liste: str) -> re.Pattern[str]:
    return compiler(rf"\b{{{liste}}}(?!\w)", FICHIER)
