"""What of the contract, of the plan or of the clause a text speaks of, by its words alone.

The words are data (`data/francais/tournures.yml`); here is where in a message they count.
"""

from __future__ import annotations

import re
from functools import cached_property

from bot.dialogue.comprendre.expres import FICHIER, DemandesExpresses
from bot.francais.mots import compiler, quelque_part, qui_commence, telle_quelle
from bot.francais.negations import est_nie

OBJET_CORRIGE = qui_commence(f"{FICHIER}.objet_corrige")
NOTRE_SUJET = quelque_part(f"{FICHIER}.plan_de_progres")
PLAN = quelque_part(f"{FICHIER}.plan")
NOTRE_MARCHE = qui_commence(f"{FICHIER}.notre_marche")
AUTRE_MARCHE = compiler(r"\b{autre}\b.*\b{un_dossier}\b", FICHIER)
FAIT_DU_CONTRAT = qui_commence(f"{FICHIER}.fait_du_contrat")
CONTRAT = quelque_part(f"{FICHIER}.contrat")
CLAUSE_DEJA_LA = compiler(r"(?<!\S){lecture/etapes.clause_deja_la}(?!\w)")
CLAUSE_DE_REEXAMEN = quelque_part("lecture/etapes.clause_de_reexamen")
AVENANT = quelque_part("lecture/etapes.veut_un_avenant")
FIN_DE_PHRASE = re.compile(r"[,.!?;\n]")
CLAUSE = telle_quelle(f"{FICHIER}.clause")
AXES = quelque_part(f"{FICHIER}.axes")
CHACUN = quelque_part(f"{FICHIER}.chacun")
LE_TOUT = quelque_part(f"{FICHIER}.le_tout")
LE_CADRE = quelque_part(f"{FICHIER}.le_cadre")
POUR_LE_TOUT = quelque_part(f"{FICHIER}.pour_le_tout")
DEGRE = quelque_part("lecture/modalites.degres_d_ambition")
DE_NOUS = quelque_part(f"{FICHIER}.de_nous")


class SujetsNommes(DemandesExpresses):
    """What a text is about; `plie` is the text folded, of the same length."""

    @cached_property
    def nomme_l_objet(self) -> bool:
        """Tell « l'objet est le gardiennage »."""
        return bool(OBJET_CORRIGE.search(self.plie))

    @property
    def apres_l_objet(self) -> int:
        """Return where what « l'objet devient » leads to begins."""
        nomme = OBJET_CORRIGE.search(self.plie)
        return nomme.end() if nomme else 0

    @cached_property
    def nomme_le_plan(self) -> bool:
        """Tell that our very subject is named."""
        return bool(NOTRE_SUJET.search(self.plie))

    @cached_property
    def parle_d_un_plan(self) -> bool:
        """Tell « un plan », « un plan social » too."""
        return bool(PLAN.search(self.plie))

    @cached_property
    def est_notre_sujet(self) -> bool:
        """Tell that the plan, or a contract to be passed, is named."""
        return self.nomme_le_plan or bool(NOTRE_MARCHE.search(self.plie))

    @cached_property
    def nomme_un_autre_marche(self) -> bool:
        """Tell « j'ai un autre marché : … » from « essayer du nouveau »."""
        return bool(AUTRE_MARCHE.search(self.plie))

    @cached_property
    def nomme_un_fait(self) -> bool:
        """Tell that the contract's own duration, amount… is spoken of, not a delay or a penalty."""
        return bool(FAIT_DU_CONTRAT.search(self.plie))

    @cached_property
    def parle_d_un_contrat(self) -> bool:
        """Tell « marché d'assurance, 4 ans »."""
        return bool(CONTRAT.search(self.plie)) or self.nomme_un_fait

    @cached_property
    def parle_de_clause(self) -> bool:
        """Tell that the clause is named."""
        return bool(CLAUSE.search(self.plie))

    @cached_property
    def dit_une_clause_deja_la(self) -> bool:
        """Tell « il y a déjà une clause dans le contrat »."""
        return self._clause_deja_la is not None and not _niee(self._clause_deja_la)

    @cached_property
    def dit_une_clause_absente(self) -> bool:
        """Tell « il n'y a pas de clause de progrès dedans », of the contract."""
        return self._clause_deja_la is not None and _niee(self._clause_deja_la)

    @cached_property
    def dit_une_clause_de_reexamen(self) -> bool:
        """Tell « il y a une clause de réexamen », said or supposed of the contract."""
        return CLAUSE_DE_REEXAMEN.search(self.plie) is not None

    @cached_property
    def nie_une_clause_de_reexamen(self) -> bool:
        """Tell « il n'y a pas de clause de réexamen »."""
        dite = CLAUSE_DE_REEXAMEN.search(self.plie)
        return dite is not None and est_nie(self.plie, *dite.span())

    @cached_property
    def veut_un_avenant(self) -> bool:
        """Tell « je veux préparer l'avenant »."""
        return AVENANT.search(self.plie) is not None

    @cached_property
    def _clause_deja_la(self) -> re.Match[str] | None:
        """Return what tells of a clause in the contract, denied or not, unless it is asked."""
        dite = CLAUSE_DEJA_LA.search(self.plie)
        fin = FIN_DE_PHRASE.search(self.plie, dite.end()) if dite else None
        return None if fin and fin.group() == "?" else dite

    @cached_property
    def parle_des_axes(self) -> bool:
        """Tell that axes are named as such: « ajoute l'axe santé »."""
        return bool(AXES.search(self.plie))

    @cached_property
    def dit_un_degre(self) -> bool:
        """Tell « ambition forte »."""
        return bool(DEGRE.search(self.plie))

    @cached_property
    def parle_de_nous(self) -> bool:
        """Tell « pour une petite commune comme nous », « notre marché »."""
        return bool(DE_NOUS.search(self.plie))

    @cached_property
    def parle_de_chacun(self) -> bool:
        """Tell « ils dureront 30 mois », of marchés subséquents."""
        return bool(CHACUN.search(self.plie))

    @cached_property
    def parle_du_tout(self) -> bool:
        """Tell « l'accord-cadre dure 4 ans », « en tout »."""
        return bool(LE_TOUT.search(self.plie))

    @cached_property
    def parle_du_cadre(self) -> bool:
        """Tell « l'accord-cadre fait 4 ans », not what is passed under it."""
        return bool(LE_CADRE.search(self.plie))

    @cached_property
    def compte_le_tout(self) -> bool:
        """Tell « 4 ans en tout », « sans reconduction », asked how often it is renewed."""
        return bool(POUR_LE_TOUT.search(self.plie))


def _niee(dite: re.Match[str]) -> bool:
    """Tell that the last word of what is said is denied."""
    dernier = dite.string.rfind(" ", 0, dite.end()) + 1
    return est_nie(dite.string, dernier, dite.end())
