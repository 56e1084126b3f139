"""Read penalties, each with its breach: « 50 € par heure et 100 € par jour de retard »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.francais.mots import compiler, quelque_part, qui_commence, telle_quelle
from bot.francais.texte import Texte
from bot.lecture.clause.selections import ne_donne_que_des_rangs
from bot.lecture.clause.sommes import (
    ENTRE_DEUX,
    FICHIER,
    PERIODES,
    PHRASE,
    RETARD,
    SANS_EUROS,
    SANS_NOM,
    SOMME,
    SOMME_ATTENDUE,
    UNE_FOIS,
    Somme,
    dit_une_fois,
    en_euros,
    lire_une_somme,
    morceaux,
    sans_periode,
    sans_somme,
    une_fois,
    unite_propre,
)
from bot.metier.modalites import Manquement
from bot.metier.valeurs import Montant, somme_d_un

PENALISE = quelque_part(f"{FICHIER}.penalise")
MANQUE = quelque_part(f"{FICHIER}.manque")
HORS_DU_PLAN = quelque_part(f"{FICHIER}.hors_du_plan")
DU_PLAN = quelque_part(f"{FICHIER}.du_plan")
# a text this long is pasted: its penalties are the contract's, but where it names the plan
COLLE = 200
CHACUN = quelque_part(f"{FICHIER}.chacun")
LE_RESTE = quelque_part("lecture/nommees.le_reste")
PLAFONNE = telle_quelle(f"{FICHIER}.plafonne")
PAR_JOUR = compiler(" ?{par_jour}", FICHIER)
ANNONCE = qui_commence(f"{FICHIER}.annonce")
SOMME_SEULE = compiler(
    r"(?:{articles} )?{annonce}(?: [:=]| {est})* "
    rf"(?P<somme>{SANS_NOM} ?{{euros}})(?: [.!])?",
    FICHIER,
)
TOUS, RESTE = "tous", "reste"
# at the head of a statement: « suivi trimestriel, aucune pénalité »
SANS_PENALITE = compiler(
    r"(?:^|[,;.] |\b{et} )(?:{aucune}|(?:{redit} ,? ?)*{refusees}(?=$| {raison}(?!\w)))"
    r"(?! , ?{refuse_sur})",
    FICHIER,
)
REFUSE_SUR = compiler(
    r"\b{refuse_sur} {sur} (?P<sur>[^,;.]+(?: , ni [^,;.]+)*)"
    r"|(?:^|[,;.:] |\b{et} )(?P<nies>[^,;.:]+?)"
    r"(?: : {aucune_pour_elle}| :? ?{pas_penalise}|(?: ,)? {pas_la_dessus})\b"
    r"(?! {sur} (?!{retard}\b))",
    FICHIER,
)
ET_AUSSI = compiler("{et_aussi}", FICHIER)
SEULS = compiler(r"\b{seuls} (?P<seuls>[^;.]+?) {penalisees}\b", FICHIER)
UNITE = compiler(r"^ ?{par} ?(?P<mot>\w+)", FICHIER)
OPPOSE = compiler(r"[ ,]{oppose} (?P<sur>[^,;.!?]+)", FICHIER)
LIE, SIGNE = compiler(" {et} ", FICHIER), re.compile(r" [,;.] ")
A_L_UNITE = compiler(r"{par} ?(?P<mot>\w+)|^ ?{piece}\b", FICHIER)
# a notice pasted whole: what it says of being late is about the works, unless it names the plan's
NOTICE = compiler(r"\b{notice}|\n.*\n", FICHIER)
PAS_DU_PLAN = quelque_part(f"{FICHIER}.pas_du_plan")
# « non, j'avais dit par semaine »
PERIODE_SEULE = compiler(r"(?:{redit} ?[,:]? ?)*(?P<par>{par} .+?)(?: [.!])*", FICHIER)
# signs between a sum and the word that tells that it is for being late
MOTS_APRES = 40
# more, and it may be the contract's own amount
PENALITE_AU_PLUS = 5000


class Penalites:
    """The breaches (`data/metier/manquements.yml`), by their words."""

    def __init__(self, manquements: Iterable[Manquement]) -> None:
        self._cartes = {m.id: m for m in manquements}
        self._mots = {m.id: compiler(rf"\b(?:{'|'.join(m.mots)})\b") for m in self._cartes.values()}
        (self._en_retard,) = (m.id for m in self._cartes.values() if m.en_retard)

    def lire(
        self,
        texte: Texte,
        demandees: bool = False,
        vagues: bool = True,
        convenues: bool = False,
    ) -> Iterator[tuple[dict[str, Montant], tuple[int, int]]]:
        """Yield each amount with its breach, and where it stands in `plat`.

        `demandees`: penalties are asked for, so that a sum needs no other word to be one. `vagues`:
        « 50 € par jour de retard », which names nothing of the plan, is its own all the same; in a
        notice, never. `convenues`: the clause has penalties, so that the name of a breach beside a
        sum is enough, and any number beside a first one. `TOUS` stands for every breach, « 500 €
        par manquement », `RESTE` for those that are not named.
        """
        plat = _sans_les_refus(texte.plat)
        dites = demandees or convenues or bool(PENALISE.search(plat) or MANQUE.search(plat))
        # a sum, or a refusal, beside it tells that a bare number is one
        chiffrees = plat != texte.plat or SOMME.search(plat)
        attendues = demandees or (convenues and chiffrees)
        une_somme = SOMME_ATTENDUE if attendues else SOMME
        vagues = vagues and (demandees or not NOTICE.search(plat))
        for debut, fin in morceaux(plat, une_somme) if dites else ():
            trouvee = une_somme.search(plat, debut, fin)
            if trouvee is None or _est_d_ailleurs(plat, debut, fin):
                continue
            if len(texte.brut) > COLLE and not DU_PLAN.search(texte.proposition(trouvee.start())):
                continue
            somme = replace(
                lire_une_somme(plat, debut, fin, trouvee),
                suite=sans_somme(plat, fin, une_somme),
                unite=unite_propre(texte, trouvee.end(), fin),
            )
            lue = self._sanctionne(somme, demandees or bool(ANNONCE.search(plat)), vagues)
            petite = somme.euros < PENALITE_AU_PLUS
            liee = demandees or (convenues and petite) or _est_liee(somme, plat, fin, petite)
            if lue and liee:
                yield lue, trouvee.span()

    def _sanctionne(self, somme: Somme, annoncee: bool, vagues: bool) -> dict[str, Montant] | None:
        """Return what a sum is due for; « 50 € par absence »: what follows it first."""
        if CHACUN.search(somme.apres):
            return {TOUS: une_fois(somme)}
        if self._est_du_reste(somme):
            return {RESTE: self._par_sa_periode(somme)}
        nommes = self._nommes(somme)
        if not (nommes or somme.unite) and vagues and _dit_en_retard(somme, annoncee):
            nommes = [self._en_retard]
        if not nommes:
            return {TOUS: une_fois(somme)} if CHACUN.search(somme.avant) else None
        montants = {nom: self._compte(self._cartes[nom], somme) for nom in nommes}
        return {nom: montant for nom, montant in montants.items() if montant is not None} or None

    def _est_du_reste(self, somme: Somme) -> bool:
        """Tell « le reste 300 € », « 50 € pour les autres », which name no breach."""
        suite = ENTRE_DEUX.split(sans_periode(somme.apres))[0]
        dit = f"{ENTRE_DEUX.split(somme.avant)[-1]} {suite}"
        return LE_RESTE.search(dit) is not None and not any(self._tous(dit))

    def _par_sa_periode(self, somme: Somme) -> Montant:
        """Return a sum with what it is counted by, whatever it is due for."""
        par = self._cartes[self._en_retard].autrement
        if somme.periode is None or par is None:
            return somme.euros
        return {"somme": somme.euros, "par": par.format(periode=somme.periode)}

    def repartir(self, montant: Montant, manquements: Iterable[str]) -> dict[str, Montant]:
        """Return an amount by breach; one by a period, for those that may be late only."""
        if not isinstance(montant, dict):
            return dict.fromkeys(manquements, montant)
        somme, par = montant["somme"], montant["par"]
        cartes = [self._cartes[nom] for nom in manquements]
        tardives = {c.id: somme if c.par == par else montant for c in cartes if c.a_un_delai}
        autres = {c.id: somme for c in cartes if not c.a_un_delai and par in UNE_FOIS}
        return {**autres, **tardives}

    def _nommes(self, somme: Somme) -> Sequence[str]:
        """Return the breaches named beside a sum: after it, just before it, or further."""
        # « l'action 150 €. On reparlera des réunions »: what another sentence names is its own
        apres = PHRASE.split(sans_periode(somme.apres))[0]
        if any(self._tous(apres)):
            return self._de_suite(apres + somme.suite)
        # « et le bilan, la réunion 300 € » goes on with the sum before it
        coupes = ENTRE_DEUX if LIE.match(somme.avant) else SIGNE
        if nommes := self._de_suite(coupes.split(somme.avant)[-1]):
            return nommes
        loin = self._premier(LIE.split(somme.avant)[-1])
        # « la réunion, et 100 € par jour de retard » says two things, « le plan : … » one
        en_retard = RETARD.search(somme.apres)
        return [loin] if loin and (not en_retard or self._cartes[loin].a_un_delai) else []

    def _compte(self, manquement: Manquement, somme: Somme) -> Montant | None:
        """Return an amount by the unit that is said; None when the breach knows no such unit."""
        par = manquement.par
        if manquement.a_un_delai and (fois := dit_une_fois(somme)):
            par = fois
        elif somme.periode and somme.unite:  # « par demi-journée non tenue » is no delay
            return {"somme": somme.euros, "par": somme.unite}
        elif somme.periode:
            if manquement.autrement is None:
                return None
            par = manquement.autrement.format(periode=somme.periode)
            if manquement.a_l_unite and self._a_l_unite(manquement, somme.apres):
                par = f"{par} et {manquement.a_l_unite}"
        elif manquement.a_l_unite and self._a_l_unite(manquement, somme.apres):
            par = manquement.a_l_unite
        elif (unite := UNITE.match(somme.apres)) and not self._connait(manquement, unite["mot"]):
            return {"somme": somme.euros, "par": somme.unite} if somme.unite else None
        return somme.euros if par == manquement.par else {"somme": somme.euros, "par": par}

    def _a_l_unite(self, manquement: Manquement, apres: str) -> bool:
        """Tell « 50 € le document », « par bilan en retard »."""
        dites = A_L_UNITE.finditer(sans_periode(apres))
        return any(dit["mot"] is None or self._connait(manquement, dit["mot"]) for dit in dites)

    def _connait(self, manquement: Manquement, mot: str) -> bool:
        en_retard = manquement.en_retard and RETARD.fullmatch(mot)
        return bool(en_retard or self._mots[manquement.id].fullmatch(mot))

    def sommes(self, texte: Texte) -> Iterator[tuple[float, str]]:
        """Yield every sum that may be a penalty's, whatever it is for, with its words."""
        for trouvee in SOMME.finditer(texte.plat):
            debut, fin = texte.place(*trouvee.span())
            yield en_euros(trouvee), texte.brut[debut:fin]

    def du_marche(self, texte: Texte) -> str | None:
        """Return the words of a penalty that a pasted notice holds, for what is not the plan's."""
        plat = texte.plat
        if HORS_DU_PLAN.search(plat) or not ANNONCE.search(plat):
            return None
        prises = {place for _, place in self.lire(texte, vagues=False)}
        for somme in SOMME.finditer(plat):
            suite = RETARD.search(plat, somme.end(), somme.end() + MOTS_APRES)
            if suite and somme.span() not in prises:
                debut, fin = texte.place(somme.start(), suite.end())
                return texte.brut[debut:fin]
        return None

    def periode_seule(self, texte: Texte) -> str | None:
        """Return the unit of « non, par semaine », when nothing else is said."""
        trouve = PERIODE_SEULE.fullmatch(texte.plat)
        dites = (nom for nom, motif in PERIODES.items() if trouve and motif.match(trouve["par"]))
        return next(dites, None)

    def compter_par(self, manquement: str, periode: str, somme: float) -> Montant:
        """Return a sum by another unit, where its breach knows it."""
        carte = self._cartes[manquement]
        if carte.autrement is None:
            return somme
        par = carte.autrement.format(periode=periode)
        return somme if par == carte.par else {"somme": somme, "par": par}

    def comptes_ainsi(self, montants: dict[str, Montant], texte: Texte) -> dict[str, Montant]:
        """Return the amounts due by the period that a sentence says, all where it says none."""
        plat = texte.plat
        sommes = (lire_une_somme(plat, 0, len(plat), somme) for somme in SOMME.finditer(plat))
        periode = next((somme.periode for somme in sommes if somme.periode), "")
        par = {n: self.compter_par(n, periode, somme_d_un(m)) for n, m in montants.items()}
        dus = {n: m for n, m in montants.items() if par[n] == m and self._cartes[n].autrement}
        return dus if periode and dus else montants

    def annonce(self, texte: Texte) -> bool:
        """Tell words that name penalties, of whatever."""
        return ANNONCE.search(texte.plat) is not None

    def sont_dites(self, texte: Texte) -> bool:
        """Tell a sum that a breach costs, or « plafonné à 3 000 € », whatever is read of it."""
        dit = ANNONCE.search(texte.plat) or MANQUE.search(texte.plat)
        return bool(SOMME.search(texte.plat) and dit)

    def sont_a_nous(self, texte: Texte) -> bool:
        """Tell « 50 € pour les justificatifs aussi », once the clause has penalties."""
        return any(self.lire(texte, convenues=True))

    def nommee(self, texte: Texte) -> tuple[str, str] | None:
        """Return the breach of « la pénalité sur les heures », without an amount, and its words."""
        annonce = ANNONCE.search(texte.plat)
        dites = [(nom, motif.search(texte.plat)) for nom, motif in self._mots.items()]
        seules = [(nom, dite) for nom, dite in dites if dite]
        if not annonce or len(seules) != 1:
            return None
        nom, dite = seules[0]
        debut, fin = texte.place(*dite.span())
        return nom, texte.brut[debut:fin]

    def refusees(self, texte: Texte) -> frozenset[str]:
        """Return the breaches of « pas de pénalité pour les heures, ni pour les justificatifs »."""
        dits = (trouve["sur"] or trouve["nies"] for trouve in REFUSE_SUR.finditer(texte.plat))
        return frozenset(nom for dit in dits for nom in self._tous(dit))

    def nommees(self, texte: Texte) -> frozenset[str]:
        """Return the breaches that words name."""
        return frozenset(self._tous(texte.plat))

    def perdues(self, texte: Texte) -> list[str]:
        """Return the sums of a sentence that are due for nothing of ours, with what they are of."""
        plat = texte.plat
        if len(texte.brut) > COLLE or self.pour_des_rangs(texte) is not None:
            return []
        lues = [place for _, place in self.lire(texte, demandees=True)]
        bruts = list[str]()
        for debut, fin in morceaux(plat):
            trouvee = SOMME.search(plat, debut, fin)
            prise = any(debut <= lue[0] < fin for lue in lues)
            if trouvee and not (prise or _est_d_ailleurs(plat, debut, fin)):
                bruts += _de_quoi(texte, trouvee, fin)
        return bruts

    def pour_des_rangs(self, texte: Texte) -> float | None:
        """Return the sum of « 1 et 2, 50 euros », which is of each of these."""
        trouvees = list(SOMME.finditer(texte.plat))
        if len(trouvees) != 1:
            return None
        debut, fin = texte.place(*trouvees[0].span())
        rangs = (texte.brut[:debut] + texte.brut[fin:]).strip(" ,:;.")
        return en_euros(trouvees[0]) if rangs and ne_donne_que_des_rangs(rangs, {}) else None

    def courts(self) -> Sequence[str]:
        """Return the names of the breaches, in the order that they are shown."""
        return [carte.court for carte in self._cartes.values()]

    def sont_refusees(self, texte: Texte) -> bool:
        """Tell « aucune pénalité », « enlève les pénalités, ils sont gentils », and no sum."""
        toutes = SANS_PENALITE.search(texte.plat) and not self.refusees(texte)
        return bool(toutes) and not SOMME.search(texte.plat)

    def seules(self, texte: Texte) -> frozenset[str]:
        """Return the breaches of « seules la réunion et l'action sont pénalisées »."""
        trouve = SEULS.search(texte.plat)
        return frozenset(self._tous(trouve["seuls"])) if trouve else frozenset()

    def opposees(self, texte: Texte) -> frozenset[str]:
        """Return the breaches of « c'est l'action, pas la réunion »."""
        dits = (trouve["sur"] for trouve in OPPOSE.finditer(texte.plat))
        return frozenset(nom for dit in dits for nom in self._tous(dit))

    def sans_manquement(self, texte: Texte) -> str | None:
        """Return the sum of « pénalité : 150 € », which does not say what for."""
        trouve = SOMME_SEULE.fullmatch(texte.plat)
        if trouve is None:
            return None
        debut, fin = texte.place(*trouve.span("somme"))
        return texte.brut[debut:fin]

    def autrement_dites(self, texte: Texte) -> str | None:
        """Return an amount that is not in euros: « 1/1000e par jour », « 2 % du montant »."""
        trouve = SANS_EUROS.search(texte.plat)
        if trouve is None or PLAFONNE.search(texte.plat, 0, trouve.start()):
            return None
        debut, fin = texte.place(*trouve.span())
        return texte.brut[debut:fin]

    def lire_autrement(self, texte: Texte) -> str | None:
        """Return such an amount where a penalty is spoken of, unasked."""
        dit = PENALISE.search(texte.plat) and not HORS_DU_PLAN.search(texte.plat)
        return self.autrement_dites(texte) if dit else None

    def _tous(self, morceau: str) -> Iterator[str]:
        return (nom for nom, motif in self._mots.items() if motif.search(morceau))

    def _premier(self, morceau: str) -> str | None:
        """Return the breach that is named first."""
        return next(iter(self._de_suite(morceau)), None)

    def _de_suite(self, morceau: str) -> Sequence[str]:
        """Return the breach that is named first, and those of « le plan et les justificatifs »."""
        trouves = ((motif.search(morceau), nom) for nom, motif in self._mots.items())
        places = sorted((*trouve.span(), nom) for trouve, nom in trouves if trouve)
        nommes = [nom for _, _, nom in places[:1]]
        for (_, fin, _), (debut, _, nom) in pairwise(places):
            if not ET_AUSSI.fullmatch(morceau[fin:debut]):
                break
            nommes.append(nom)
        return nommes


def _sans_les_refus(plat: str) -> str:
    """Blank « projet de plan pas de pénalité », which no sum beside it is due for."""
    for refus in REFUSE_SUR.finditer(plat):
        debut = refus.start() if refus["nies"] is None else refus.start("nies")
        plat = f"{plat[:debut]}{' ' * (refus.end() - debut)}{plat[refus.end() :]}"
    return plat


def _de_quoi(texte: Texte, somme: re.Match[str], fin: int) -> list[str]:
    """Return a sum that may be a penalty, as typed, with what it is of."""
    if en_euros(somme) >= PENALITE_AU_PLUS:
        return []
    suite = ENTRE_DEUX.search(texte.plat, somme.end(), fin)
    ici = slice(*texte.place(somme.start(), suite.start() if suite else fin))
    return [texte.brut[ici].strip(" ,;.")]


def _est_d_ailleurs(plat: str, debut: int, fin: int) -> bool:
    """Tell what is due for the works: « de livraison », « pas pour le plan »."""
    return bool(HORS_DU_PLAN.search(plat, debut, fin) or PAS_DU_PLAN.search(plat, debut))


def _dit_en_retard(somme: Somme, annoncee: bool) -> bool:
    """Tell « 50 € par jour de retard »; where penalties are announced, « 50 € par jour »."""
    par_jour = PAR_JOUR.match(somme.apres) if annoncee else None
    return bool(par_jour or RETARD.search(f"{somme.avant} {somme.apres}"))


def _est_liee(somme: Somme, plat: str, fin: int, petite: bool) -> bool:
    """Tell that a sum is a penalty's without being asked for."""
    if MANQUE.search(somme.avant) or MANQUE.search(somme.apres):
        return True
    # « 700 000 euros. L'axe santé avec l'action … » tells the contract's amount
    if not (petite or ANNONCE.search(plat)):
        return False
    if PENALISE.search(plat[:fin]):
        return True
    # « réunion 300 €, projet 100 € par jour »: what follows tells what both are
    return bool(PENALISE.search(plat)) and not somme.apres.strip(" ,;.")


def n_est_pas_du_plan(texte: Texte) -> bool:
    """Tell « c'est pour le gardiennage, pas pour le plan »."""
    return PAS_DU_PLAN.search(texte.plat) is not None
