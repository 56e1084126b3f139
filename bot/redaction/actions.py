"""Word an action of the buyer's own as an obligation of the contractor, with an indicator.

« On veut former deux apprentis » becomes « Le titulaire est tenu de former deux apprentis ». It is
shown to the buyer, who words it otherwise if it is not what he means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.donnees import lire_yaml
from bot.francais.mots import compiler, noms
from bot.lecture.clause.demandes import FICHIER, sans_politesse
from bot.metier.modalites import Indicateur

# « le prestataire de restauration » alone does nothing: who it is, is said there
SUJET = compiler(r"{sujets}\s+(?!de\b|du\b|des\b|d[’'])", FICHIER)
# « pour l'accueil, former… »: set after what is done
CADRE = compiler(r"{cadres}\b[^,;:?.]{2,60}, (?=[^.?]+$)", FICHIER)
# « pour nos parcs je voudrais… »: what is wanted starts without a comma
CADRE_PUIS_VOEU = compiler(r"{cadres}\b[^,;:?.]{2,60}?(?=,? {vouloir}\b)", FICHIER)
# « diversifier les profils et alternance »: a verb, then the name of an action
VERBE_PUIS_NOM = compiler(r".* et (?:{noms_d_action})(?!\w)", FICHIER)
DEVOIR = compiler(r"{devoirs}\s*", FICHIER)
# a verb at the head, and something after it
INFINITIF = compiler(
    r"(?!{pas_un_verbe}\b)(?:ne pas |ne plus |mieux )?(?:se |s[’'])?[^\W\d]+{infinitif}\b", FICHIER
)
# « le lot blanchisserie, on aimerait bien le réserver… »: what is wanted of what stands first
REPRIS = compiler(
    r"(?P<nom>[^,]+), {vouloir}\s+(?:les? |la |l[’'])(?P<verbe>[^\W\d]+{infinitif})\b(?P<reste>.*)",
    FICHIER,
)
# « leur proposer… »: to whom, was said in another sentence
LEUR = compiler(r"(?:leur|lui) (?P<verbe>[^\W\d]+{infinitif})\b(?P<reste>.*)", FICHIER)
CLITIQUE = re.compile(r"(?:ne |n[’']|se |s[’']|y |en |leur |lui )*")
TROISIEME_PERSONNE = compiler(r"(?:[^\W\d]*{troisieme_personne})\b", FICHIER)
# « les CV seront anonymisés »: a sentence of its own, whose verb is not that of « qui », « que »
ENONCE = compiler(
    r"{articles_en_tete}[^,;:]*?\b(?<!qui )(?<!dont )(?<!ils )(?<!elles )(?<!en ){etats}\b", FICHIER
)
# people and nothing that is done with them
PUBLIC = compiler(
    r"(?!.*\b{gestes}\b)(?:(?:des|les|de|quelques|certaines?|certains) )?{publics}\b", FICHIER
)
SUBORDONNEE = re.compile(r"qu(?:e |['’])")
MOT = re.compile(r"[^\W\d_]+")
ACRONYME = re.compile(r"[A-ZÀ-Ý]{2}")
VOYELLE = re.compile(r"[aâàeéèêiîoôuûhyœ]", re.IGNORECASE)
SANS_VERBE = "met en œuvre l’action suivante"
REGLE = "respecte la règle suivante"
A_QUI = "aux salariés concernés"
POUR_QUI = "ouvre les actions du présent plan au public suivant"
ENTRE_PARENTHESES = re.compile(r"\(.*?\)")
CARTES = ("metier", "indicateurs_propres.yml")


@dataclass(frozen=True)
class ActionPropre:
    """An action of the buyer's own: what follows « Le titulaire », and how it is measured.

    `chiffree`: its words bear the quantity that is due, so that no minimum is to be added.
    """

    redaction: str
    indicateur: Indicateur
    chiffree: bool

    @property
    def indicateurs(self) -> tuple[Indicateur, ...]:
        """Return what measures it, as an action of the guide has it."""
        return (self.indicateur,)


def action_propre(dite: str) -> ActionPropre:
    """Return an obligation in the third person made of what the buyer wrote.

    Nothing is left out of it but what opens it: what he says around it was left out when it was
    noted, and the clause says all that he was told back.
    """
    dits = ENTRE_PARENTHESES.sub("", dite.lower())
    return ActionPropre(_obligation(dite), _indicateur(dits), _est_chiffree(dits))


def _obligation(dite: str) -> str:
    texte = _antepose(sans_politesse(dite))
    for a_nous, neutre in noms(f"{FICHIER}.a_nous").items():
        texte = re.sub(a_nous, neutre, texte)
    if cadre := CADRE.match(texte.lower()):
        reste = _obligation(texte[cadre.end() :])
        if not reste.startswith(SANS_VERBE):
            return f"{reste}, {_sans_majuscule(texte[: cadre.end() - 2])}"
    if voeu := CADRE_PUIS_VOEU.match(texte.lower()):
        return f"{_obligation(texte[voeu.end() :])}, {_sans_majuscule(texte[: voeu.end()])}"
    sujet = SUJET.match(texte.lower())
    texte = texte[sujet.end() :] if sujet else texte
    if devoir := DEVOIR.match(texte.lower()):
        texte = texte[devoir.end() :]
    elif sujet and (accorde := _accorder(texte)):
        return accorde
    return _sans_sujet(_sans_majuscule(texte))


def _sans_sujet(texte: str) -> str:
    """Word a clause in « que », an infinitive, a public, or the name of an action."""
    if subordonnee := SUBORDONNEE.match(texte.lower()):
        # « que 100 % des agents suivent… » keeps its subjunctive
        return f"fait en sorte {texte[: subordonnee.end()]}{texte[subordonnee.end() :]}"
    if leur := LEUR.fullmatch(texte.lower()):
        texte = f"{texte[slice(*leur.span('verbe'))]} {A_QUI}{texte[slice(*leur.span('reste'))]}"
    if INFINITIF.match(texte.lower()) and not VERBE_PUIS_NOM.match(texte.lower()):
        return f"est tenu {'d’' if VOYELLE.match(texte) else 'de '}{texte}"
    for quantite, debut in _quantites():
        if quantite.match(texte.lower()):
            return f"{debut} {texte}"
    if ENONCE.match(texte.lower()):
        return f"{REGLE}\u00a0: {texte}"
    return f"{POUR_QUI if PUBLIC.match(texte.lower()) else SANS_VERBE}\u00a0: {texte}"


def _antepose(texte: str) -> str:
    """Put back in its place what is wanted of something: « le lot, on veut le réserver… »."""
    repris = REPRIS.fullmatch(texte.lower())
    if repris is None:
        return texte
    nom, verbe, reste = (texte[slice(*repris.span(part))] for part in repris.groupdict())
    return f"{verbe} {_sans_majuscule(nom)}{reste}"


def _accorder(texte: str) -> str | None:
    """Put the verb after « ils », « qu'ils », « que le titulaire » in the singular that states."""
    debut = CLITIQUE.match(texte.lower())
    place = debut.end() if debut else 0
    # « tient, pour les salariés affectés au contrat, … »
    fin_du_verbe = MOT.match(texte, place)
    verbe, reste = (fin_du_verbe[0], texte[fin_du_verbe.end() :]) if fin_du_verbe else ("", "")
    for fin, singulier in _au_singulier():
        accorde, fois = fin.subn(singulier, verbe)
        if fois:
            verbe = accorde
            break
    if not TROISIEME_PERSONNE.fullmatch(verbe.lower()):
        return None
    return f"{texte[:place]}{verbe}{reste}"


@cache
def _au_singulier() -> list[tuple[re.Pattern[str], str]]:
    """Return the ends of verbs that change, each with what takes its place."""
    return [
        (re.compile(rf"(?:{fin})$"), mis) for fin, mis in noms(f"{FICHIER}.au_singulier").items()
    ]


@cache
def _quantites() -> list[tuple[re.Pattern[str], str]]:
    """Return how more or less of something is asked, each with what is written before it."""
    return [(re.compile(mots), debut) for mots, debut in noms(f"{FICHIER}.quantites").items()]


def _sans_majuscule(texte: str) -> str:
    """Return what no longer begins a sentence; « PMSMP » keeps its letters."""
    return texte if ACRONYME.match(texte) else texte[:1].lower() + texte[1:]


@cache
def _cartes() -> Any:
    """Return the indicators and the periods that may be proposed, each with its words."""
    return lire_yaml(*CARTES)


def _premiere(cartes: list[dict[str, str]], dits: str) -> dict[str, str]:
    """Return the first card whose words stand in the action; the last fits any."""
    return next(carte for carte in cartes if re.search(carte["mots"], dits))


def _indicateur(dits: str) -> Indicateur:
    """Return how an action is measured, over the period that it names."""
    periode = _premiere(_cartes()["periodes"], dits)
    carte = _premiere(_cartes()["indicateurs"], dits)
    return Indicateur(**{nom: v.format(**periode) for nom, v in carte.items() if nom != "mots"})


def _est_chiffree(dits: str) -> bool:
    periode = _premiere(_cartes()["periodes"], dits)
    return bool(periode["mots"] or re.search(_cartes()["chiffres"], dits))
