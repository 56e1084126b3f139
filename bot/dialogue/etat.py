"""What a turn of the conversation takes and gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TypeAlias
from zlib import crc32

from bot.metier.faits import Faits
from bot.metier.referentiel import COURT, GUIDE
from bot.metier.valeurs import Valeur, en_nombre, lire_valeur

# values by the name of a fact or of a decision
Valeurs: TypeAlias = Mapping[str, Valeur | None]


# what is proposed with a question: a value, several that were read, the date when the contract ends
Candidat: TypeAlias = float | str | tuple[float, ...]
# the `motif` while it is asked whether everything is to be erased
EFFACEMENT = "recommencer"
# and while it is asked which line of what was read is wrong
LAQUELLE = "laquelle"
# and, once a line was plainly corrected, whether the others are right
RESTE = "reste"
# and, a wish being in doubt, whether it reserves places; `proposition` holds the wish
PRECISION = "precision"
# « retour » goes back over this many changes
PROFONDEUR_DE_RETOUR = 20


@dataclass(frozen=True)
class Suivi:
    """What the conversation must remember besides the facts.

    `motif` says in which way the pending question is asked (a point to settle, a rephrasing);
    `candidat` is what is proposed with it; `indices` were said of the form so far; `echecs`
    counts the misunderstandings in a row; `historique` holds what each change replaced, for
    « retour ». `interrompu`: the buyer put the questions off; `avis`: the verdict
    told of the present facts, None until then; `avis_precedent`: the one told before a change;
    `annonce`: the one told in a line, while what does not decide is still asked.
    `suspendue` is the question that was pending when they were put off, or before « tout effacer ».
    `liste` is what is chosen so far of a list that stays open, `proposition` a wording offered in
    place of a wish. `clause_a_jour`: the clause that was given still says what was decided, None
    when none was given. `rappels` counts how often the pending question was asked again without
    its answer; `dites` names what was said in the last turns, so that it is not said again.
    `supposes` are the facts of the supposition that was just answered, which may be adopted;
    `options` those of the two ways of doing that were compared, until the file changes;
    `a_confirmer` names the facts that were read in long or unsure words, until they are confirmed;
    `montre`: they were all shown. `clause_au_contrat`: the contract, notified, bears the clause.
    `defauts`: « le reste par défaut » was said before the verdict, and is to be taken with it.
    `parcours` is the course of questions; `lent`: the buyer asked for what is spoken to be said
    more slowly; `posees` counts the questions that were spoken, `essais` how often in a row the
    pending one got no answer, `renonce`: the call was given up once. `par_an`: the amount, when it
    was told by the year. `souhaits`: own actions that were told before any axis was chosen, and
    speak of none. `objet_probable`: what is likely bought, to be asked about.
    """

    motif: str | None = None
    candidat: Candidat | None = None
    indices: tuple[str, ...] = ()
    echecs: int = 0
    historique: tuple[Valeurs, ...] = ()
    interrompu: bool = False
    suspendue: str | None = None
    avis: str | None = None
    avis_precedent: str | None = None
    annonce: str | None = None
    liste: tuple[str, ...] = ()
    proposition: str | None = None
    clause_a_jour: bool | None = None
    rappels: int = 0
    dites: tuple[tuple[str, ...], ...] = ()
    supposes: Valeurs = field(default_factory=dict)
    a_confirmer: tuple[str, ...] = ()
    montre: bool = False
    options: tuple[Valeurs, ...] = ()
    clause_au_contrat: bool = False
    defauts: bool = False
    parcours: str = GUIDE
    lent: bool = False
    posees: int = 0
    essais: int = 0
    renonce: bool = False
    par_an: float | None = None
    souhaits: tuple[str, ...] = ()
    objet_probable: str | None = None

    @classmethod
    def depuis(cls, donnees: Mapping[str, object] | None) -> Suivi:
        """Rebuild from what `en_donnees` gave, or from nothing."""
        garde = donnees or {}
        return cls(
            motif=_texte(garde.get("motif")),
            candidat=_candidat(garde.get("candidat")),
            indices=_textes(garde.get("indices")),
            echecs=_compte(garde.get("echecs")),
            historique=tuple(_valeurs(change) for change in _elements(garde.get("historique"))),
            interrompu=garde.get("interrompu") is True,
            suspendue=_texte(garde.get("suspendue")),
            avis=_texte(garde.get("avis")),
            avis_precedent=_texte(garde.get("avis_precedent")),
            annonce=_texte(garde.get("annonce")),
            liste=_textes(garde.get("liste")),
            proposition=_texte(garde.get("proposition")),
            clause_a_jour=_oui_non(garde.get("clause_a_jour")),
            rappels=_compte(garde.get("rappels")),
            dites=tuple(_textes(paroles) for paroles in _elements(garde.get("dites"))),
            supposes=_valeurs(garde.get("supposes")),
            a_confirmer=_textes(garde.get("a_confirmer")),
            montre=garde.get("montre") is True,
            options=tuple(_valeurs(option) for option in _elements(garde.get("options"))),
            clause_au_contrat=garde.get("clause_au_contrat") is True,
            defauts=garde.get("defauts") is True,
            parcours=_texte(garde.get("parcours")) or GUIDE,
            lent=garde.get("lent") is True,
            posees=_compte(garde.get("posees")),
            essais=_compte(garde.get("essais")),
            renonce=garde.get("renonce") is True,
            par_an=en_nombre(garde.get("par_an")),
            souhaits=_textes(garde.get("souhaits")),
            objet_probable=_texte(garde.get("objet_probable")),
        )

    def en_donnees(self) -> dict[str, object]:
        """Return plain data, for a table."""
        return asdict(replace(self, supposes=dict(self.supposes)))

    def retenant(self, remplaces: Valeurs) -> Suivi:
        """Return the same memory, with what a change replaced."""
        return replace(self, historique=(*self.historique, remplaces)[-PROFONDEUR_DE_RETOUR:])

    def en_un_change(self, avant: Suivi) -> Suivi:
        """Return the same memory, all that was replaced since `avant` being one change."""
        debut = len(avant.historique)
        nouveaux = self.historique[debut:]
        if self.historique[:debut] != avant.historique or len(nouveaux) < 2:
            return self
        remplaces = {f: v for change in reversed(nouveaux) for f, v in change.items()}
        return replace(self, historique=(*avant.historique, remplaces))

    def sans_avis(self) -> Suivi:
        """Return the same memory with the verdict to be told anew."""
        return replace(self, avis=None, avis_precedent=self.avis or self.avis_precedent)

    def sans_motif(self) -> Suivi:
        """Return the same memory with nothing left to settle."""
        motif = "encore" if self.liste else None
        return replace(self, motif=motif, candidat=None, indices=(), echecs=0, proposition=None)

    def sans_relance(self) -> Suivi:
        """Return the same memory, the question as it was before it was not understood."""
        if not (self.motif or "").startswith("relance"):
            return self
        return replace(self.sans_motif(), echecs=self.echecs)

    def pour_une_autre_question(self) -> Suivi:
        """Return the same memory without what belonged to the question that was pending.

        What was said of the form still holds when it is asked about.
        """
        return replace(replace(self, liste=()).sans_motif(), indices=self.indices)


@dataclass(frozen=True)
class Etat:
    """Where the conversation stands: facts and decisions, the pending question, the memory.

    Of this turn: `dossier_efface`, the buyer had everything erased; `autre_dossier`, he began
    another file, the present one is left as it is; `avis_demande`, he asked for a facilitator;
    `code_demande`, for a new code. `oral`: it is spoken, nothing can be seen.
    """

    faits: Faits
    question: str | None = None
    suivi: Suivi = field(default_factory=Suivi)
    dossier_efface: bool = False
    autre_dossier: bool = False
    avis_demande: bool = False
    code_demande: bool = False
    oral: bool = False

    def au_debut_d_un_tour(self) -> Etat:
        """Return the same as a message is read: nothing supposed, the question as it was asked."""
        return replace(self, suivi=replace(self.suivi.sans_relance(), supposes={}))

    def autre(self, vides: Faits) -> Etat:
        """Return a new file; « retour » brings back what the one that is left held."""
        quittes = self.suivi.retenant(self.faits.differences(vides))
        suivi = Suivi(historique=quittes.historique, parcours=self.suivi.parcours)
        return Etat(vides, suivi=suivi, autre_dossier=True, oral=self.oral)

    def a_voix_haute(self) -> Etat:
        """Return the same as it is spoken of: by the short questions, whatever was begun."""
        return replace(self, oral=True, suivi=replace(self.suivi, parcours=COURT))

    @property
    def parcours(self) -> str:
        """Return the course of questions; who goes on to the clause in writing is asked all."""
        vers_la_clause = self.faits.poursuivre or self.faits["axes"]
        return GUIDE if vers_la_clause and not self.oral else self.suivi.parcours

    @property
    def dits(self) -> Faits:
        """Return the facts, with what is chosen so far of the list that is open."""
        ouverte = {str(self.question): list(self.suivi.liste)} if self.suivi.liste else {}
        return self.faits.avec(ouverte)

    def repris(self) -> Etat:
        """Return the same taken up again: the question that was put off is asked."""
        suivi = self.suivi
        if not suivi.interrompu or suivi.suspendue is None:
            return self
        repris = replace(suivi, interrompu=False, suspendue=None)
        return replace(self, question=suivi.suspendue, suivi=repris)

    def sans_question(self) -> Etat:
        """Return the same with nothing asked; what was chosen of an open list is kept for later."""
        suspendue = self.question or self.suivi.suspendue
        return replace(
            self, question=None, suivi=replace(self.suivi.sans_motif(), suspendue=suspendue)
        )


def dernier_change(etat: Etat) -> Valeurs:
    """Return what the last change replaced."""
    return etat.suivi.historique[-1] if etat.suivi.historique else {}


@dataclass(frozen=True)
class Bouton:
    """A choice to click; `envoi` is what a click sends, as if it were typed."""

    titre: str
    envoi: str


@dataclass(frozen=True)
class Parole:
    """Something to say: a response of the domain, a template with its values, or a document."""

    reponse: str | None = None
    gabarit: str | None = None
    document: str | None = None
    valeurs: Mapping[str, object] = field(default_factory=dict)
    boutons: tuple[Bouton, ...] = ()

    @property
    def nom(self) -> str:
        """Return a short name, the same for the same words."""
        return f"{self.reponse or self.gabarit}:{crc32(repr(self.valeurs).encode()):x}"


@dataclass(frozen=True)
class Tour:
    """The outcome of a turn. `etat.question` None: the questionnaire is over, or interrupted."""

    etat: Etat
    paroles: tuple[Parole, ...] = ()


def _texte(donnee: object) -> str | None:
    return donnee if isinstance(donnee, str) else None


def _candidat(donnee: object) -> Candidat | None:
    if isinstance(donnee, list | tuple):
        return tuple(valeur for valeur in donnee if isinstance(valeur, int | float))
    return donnee if isinstance(donnee, int | float | str) else None


def _compte(donnee: object) -> int:
    return donnee if isinstance(donnee, int) else 0


def _oui_non(donnee: object) -> bool | None:
    return donnee if isinstance(donnee, bool) else None


def _elements(donnee: object) -> Iterable[object]:
    return donnee if isinstance(donnee, list | tuple) else ()


def _textes(donnee: object) -> tuple[str, ...]:
    return tuple(str(element) for element in _elements(donnee))


def _valeurs(donnee: object) -> Valeurs:
    connues = donnee if isinstance(donnee, Mapping) else {}
    return {str(nom): lire_valeur(valeur) for nom, valeur in connues.items()}
