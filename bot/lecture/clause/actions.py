"""Read an action of the plan in the buyer's own words, apart from those of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.francais.mots import compiler, liste, quelque_part, telle_quelle
from bot.francais.nombres import lire_nombres
from bot.francais.texte import Texte, decouper, plier
from bot.lecture.clause.enumerations import couper
from bot.lecture.clause.mesures import MOT, QUANTITE_NUE, dit_sa_mesure, est_une_quantite
from bot.lecture.clause.selections import (
    LETTRES_D_UNE_RACINE,
    LIAISONS,
    UN_BLANC,
    Selection,
    lire_selection,
    racines_des_titres,
    sans_les_titres,
)

FICHIER = "lecture/actions"
# « et deux ateliers » is an action; « et la santé » names one
MOTS_D_UNE_ACTION = 2
# shorter, a verb and a name pick in the list: « faire du tutorat »
MOTS_D_UNE_PHRASE = 4
# « et », « les » add nothing to the names of a list
LETTRES_D_UN_MOT = 4
UN_INFINITIF = r"(?!{choisir}\b|{lecture/obligations.pas_un_verbe}\b)\w+{infinitif}"
INFINITIF = compiler(rf"{UN_INFINITIF}\b", FICHIER)
# « désigner un référent », « le titulaire désigne… »
SE_FAIT = compiler(rf"{UN_INFINITIF}\b|{{dit_qui}}", FICHIER)
# between what is chosen and an own action
LIAISON = compiler(r"(?i:{liaison}{1,4}\s*:?\s(?:{en_plus}[ ,:]*)*)", FICHIER)
SES_MOTS = compiler(
    # as typed, whatever the case
    rf"(?i)(?P<verbe>(?:{UN_INFINITIF}\b|\d+ ?{{quantites}}(?!\w)|{{dit_qui}}).+)|"
    rf"(?P<nouveau>{{nouveau}})\b.+|{{article}}\b.+",
    FICHIER,
)
ANNONCEE = compiler(r"(?i:[ ,;.]+(?:et )?{annonce} ?: ?)(?=\S)", FICHIER)
# between two actions, each of which starts with a verb, a number, or « que »
ENTRE_ACTIONS = compiler(r"(?i:; ?(?:et )?|, et |\. )(?=\S)", FICHIER)
ENTRE_NOMMEES = re.compile(r"[;,] ?(?:et )?(?=\S)", re.IGNORECASE)
CHIFFREE = compiler(r"\d|\b{une_fois}\b", FICHIER)
# « je veux qu'ils forment… », « former… »
VOULUE = compiler(
    r"(?:(?:{francais/tournures.souhait_verbe}|{lecture/obligations.vouloir})(?: {en_plus})? )?"
    rf"(?:{UN_INFINITIF}\b.*\w|qu(?:e |').+|{{le_contractant}}.+)",
    FICHIER,
)
A_PART = compiler(rf"(?:{VOULUE.pattern}|\d+ \w+ .+)")
DE_SUITE = compiler(r"\b{de_suite} ", FICHIER)
# « 1) accueillir… 2) organiser… »
NUMEROTEE = re.compile(r"(?:^|(?<=[\s:;,.]))(?:\d{1,2} ?[).]|[-–•])\s+")
# « …, leur donner un tuteur » goes on with what is said before it
RENVOIE = compiler(r"\b{renvoi}\b", FICHIER)
# « 20 h par an, au siège »: what goes on
COMPLETE = compiler(r"{complete}\b", FICHIER)
VIRGULES = (",", ";")
ENTRE_NOMS = ("et",)
# as typed: folded, « encadré » ends as a verb does
PARTICIPE = compiler(r"(?i:{participe})", FICHIER)
EFFECTIF = compiler(r"{effectif}", FICHIER)
# what only counts the actions that are told
COMPTEES = compiler(r"(?i:^\s*{en_tout} ?: ?|(?<=[.;]) *{en_tout}[ .!]*$|{correlatifs})", FICHIER)
NOM_D_ACTION = compiler(r"(?:{lecture/obligations.noms_d_action})\b")
UN_RANG = compiler(r"{article} ?\d+\b", FICHIER)
ADVERBES = frozenset(liste(f"{FICHIER}.adverbes"))
# « 4 stagiaires », « la 3 », « les forums »
DEBUT = compiler(r"{un_nombre}\b|{lecture/nommees.article}(?:\b|(?<='))", FICHIER)
ENTRE_PARTS = compiler(r"(?i:[,;]|\. |\n| {entre_actions} )", FICHIER)
# « et aussi un atelier », « j'ajoute une action à nous : un atelier »
EN_TETE = compiler(r"^(?i:(?:{tete_d_ajout}(?:(?<=[’'])|(?!\w))[ ,:]*)+)", FICHIER)
# « du matériel moins bruyant », « moins d'exposition à la chaleur »: what is wanted, by its name
D_UN_NOM = compiler(r"(?:{d_un_nom}\b|{d_un_nom_elide})", FICHIER)
MOTS_PLEINS_D_UN_NOM = 2
LETTRES_D_UN_MOT_PLEIN = 5
PAR_DEFAUT = compiler(r"(?i:\b{par_defaut}\b)", FICHIER)
LE_RESTE = quelque_part(f"{FICHIER}.le_reste")
REFUS = telle_quelle(f"{FICHIER}.refus")
# at most two words before the number: « environ 3 mois », « une pénalité de 50 € »
UNE_QUANTITE = compiler(r"(?:\w+ ){0,2}\d+(?:\.\d+)? {mesures}(?: {par} \w+)?", FICHIER)
DU_CONTRAT = quelque_part(f"{FICHIER}.du_contrat")
MODIFIE_UNE_MODALITE = compiler(r"^{modifier} (?:{articles})?{modalites}\b", FICHIER)


def couper_le_choix(
    propre: str, options: Mapping[str, Sequence[str]], defaut: Sequence[str] = ()
) -> tuple[tuple[str, ...], str]:
    """Cut an own action from those of the list that are chosen with it.

    « La 3 et recruter deux personnes », « la prévention, et des échauffements le matin »; when
    nothing is chosen, the words come back whole.
    """
    for liaison in LIAISON.finditer(propre):
        siens = SES_MOTS.fullmatch(propre, liaison.end())
        if siens and _est_de_la_liste(propre[: liaison.start()], liaison[0], siens[0], options):
            continue
        choisis = _choisis(propre[: liaison.start()], options, defaut) if siens else ()
        if siens and choisis and (siens["verbe"] or _est_en_plus(siens, options, choisis)):
            return choisis, siens[0]
    return (), propre


def _est_de_la_liste(
    avant: str, entre: str, dite: str, options: Mapping[str, Sequence[str]]
) -> bool:
    """Tell « … et lutter contre l'illettrisme », a title, and what goes on with what is before."""
    plat = Texte(dite, decouper(dite)).plat
    titre = any(re.fullmatch(nom, plat) for siens in options.values() for nom in siens)
    return titre or _va_avec(avant, dite, options) or _coupe_un_titre(avant, entre, dite, options)


def _va_avec(avant: str, dite: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell what goes on with what stands before it, and is no action of its own."""
    if QUANTITE_NUE.fullmatch(plier(dite)) and _lire(avant, options).nommes:
        return True  # « tutorat, une fois par semaine »
    # « prévention des TMS et des troubles du dos » says what is prevented
    return bool(DE_SUITE.match(plier(dite)) and DE_SUITE.search(plier(avant)))


def _choisis(
    dit: str, options: Mapping[str, Sequence[str]], defaut: Sequence[str]
) -> tuple[str, ...]:
    """Return what words pick in a list, when they say nothing else."""
    sans, par_defaut = PAR_DEFAUT.subn(" ", dit)
    choix = _lire(sans, options)
    gardes = {*_pris(choix, options), *(defaut if par_defaut else ())}
    return () if choix.reste else tuple(item for item in options if item in gardes)


def prend_le_defaut(texte: Texte) -> bool:
    """Tell « par défaut, plus l'illettrisme », which adds to what is proposed."""
    return PAR_DEFAUT.search(texte.brut) is not None


def ajoute_au_defaut(texte: Texte, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « par défaut, plus l'illettrisme » from « l'égalité et la santé, tout par défaut »."""
    trouve = PAR_DEFAUT.search(texte.brut)
    return trouve is not None and not _lire(texte.brut[: trouve.start()], options).retenus


def couper_les_actions(propre: str, options: Mapping[str, Sequence[str]]) -> list[str]:
    """Cut « former 2 tuteurs, et 3 visites par an », each part of which says what it counts.

    « Formations : 35 h par an, tutorat une fois par semaine » too: each names one of the list.
    """
    parts = [part.strip(" ,;.") for part in ENTRE_ACTIONS.split(propre)]
    if all(A_PART.match(plier(part)) for part in parts):
        return parts
    parts = [part.strip(" ,;.") for part in ENTRE_NOMMEES.split(propre)]
    nommees = (_lire(part, options) for part in parts)
    chiffrees = (
        lue.nommes and CHIFFREE.search(plier(p)) for p, lue in zip(parts, nommees, strict=True)
    )
    return parts if all(chiffrees) else [propre]


def enumerer(
    dits: str, options: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Cut several actions apart: those of the list that are named, and own ones as typed.

    « Un apprenti par an et des forums », « accueillir 4 stagiaires et organiser une visite ».
    None when one of the parts says no action by itself: they are but one.
    """
    dits = COMPTEES.sub("", dits)
    if annoncee := ANNONCEE.search(dits):
        choisies, propre = _choisis(dits[: annoncee.start()], options, ()), dits[annoncee.end() :]
        suite = enumerer(propre, options) or ((), (propre,))
        if choisies:
            return tuple(dict.fromkeys((*choisies, *suite[0]))), suite[1]
    entiere = _lire(dits, options)
    # « s'engager sur la nature et la durée des formations » is one of the list
    une = len(entiere.nommes) == 1 and not entiere.reste
    if une or PAR_DEFAUT.search(dits):
        return None
    numerotees = [part.strip(" ,;.") for part in NUMEROTEE.split(dits)[1:]]
    parts = numerotees if len(numerotees) > 1 else _parts(dits, options)
    nommees, propres = list[str](), list[str]()
    for part in parts:
        lue = _lire(part, options)
        if (pris := _pris(lue, options)) and not lue.reste and not dit_sa_mesure(part):
            nommees += pris
        elif lue.en_tete and not lue.nommes:
            return None  # « la 3, deux heures par semaine » is no wording
        elif numerotees or _est_une_action(part, options):
            propres.append(part)
        else:
            return None
    plusieurs = len(parts) > 1 and propres
    return (tuple(dict.fromkeys(nommees)), tuple(propres)) if plusieurs else None


def sans_ajout(dits: str) -> str:
    """Return « vérifier les machines » of « et puis vérifier les machines »."""
    return EN_TETE.sub("", dits)


def _reste_avec(part: str, entre: str, piece: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell a piece that goes on with the part before it: « les 1 | et 3 » too."""
    ensemble = _lire(f"{part}{entre}{piece}", options)
    if ensemble.retenus and not (ensemble.nommes or ensemble.reste):
        return True
    if _coupe_un_titre(part, entre, piece, options):
        return True
    if _suit_un_choix(part, entre, piece, options):
        return False
    return _complete(part, entre, piece) or _continue(part, piece.strip(), options)


def _coupe_un_titre(
    part: str, entre: str, piece: str, options: Mapping[str, Sequence[str]]
) -> bool:
    """Tell « améliorer la qualité | et la fréquence du tutorat », the title of one of the list."""
    entier, *morceaux = (Texte(d, decouper(d)).plat for d in (f"{part}{entre}{piece}", part, piece))
    titres = (nom for siens in options.values() for nom in siens if UN_BLANC in nom)
    return any(
        re.search(titre, entier) and not any(re.search(titre, dit) for dit in morceaux)
        for titre in titres
    )


def _parts(dits: str, options: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the parts of an enumeration; what goes on with a verb stays with it."""
    parts = list[str]()
    for entre, piece in couper(dits, ENTRE_PARTS):
        a_part = entre.strip() in VIRGULES and ":" not in dits and est_un_nom_nu(piece)
        libre = parts and not (a_part and _est_entiere(parts[-1]))
        if libre and _reste_avec(parts[-1], entre, piece, options):
            parts[-1] += f"{entre}{piece}"
        else:
            parts.append(piece)
    return [sans_ajout(part.strip(" ,;.")) for part in parts]


def _suit_un_choix(
    avant: str, entre: str, piece: str, options: Mapping[str, Sequence[str]]
) -> bool:
    """Tell « la 3 svp, | et interdiction… », « tutorat. | Et n'oubliez pas… »: nothing goes on.

    Nor does a pick that comes last.
    """
    choix, plie = _lire(avant, options), plier(sans_ajout(piece.strip()))
    seul = _pris(choix, options) and not choix.reste
    # « la 1 avec 300 heures, et 5 », once its number has become its title
    rang = (
        choix.nommes and dit_sa_mesure(avant) and plie.isdigit() and not _lire(plie, options).vide
    )
    if rang or (UN_RANG.match(plie) and not _lire(piece, options).reste):
        return True  # « supprimer les horaires coupés, | et la 3 »
    # « et je veux qu'ils forment… » is done, by whoever speaks
    voulu = VOULUE.match(plie) and not INFINITIF.match(plie)
    a_part = voulu or not choix.nommes or entre.strip() not in (*VIRGULES, *ENTRE_NOMS)
    return bool(seul and a_part) and not _est_un_complement(plie)


def _est_un_complement(plie: str) -> bool:
    """Tell « une fois par an », « par agent » from « qu'ils forment… »."""
    complete = COMPLETE.match(plie) and not A_PART.match(plie)
    return bool(QUANTITE_NUE.fullmatch(plie) or complete)


def _complete(avant: str, entre: str, piece: str) -> bool:
    """Tell « prévention des chutes | et accidents de la route »: two things that are prevented.

    « … et formation aux premiers secours » names what is done.
    """
    plie = plier(piece.strip())
    nu = est_un_nom_nu(piece) and NOM_D_ACTION.match(plie) is None
    return entre.strip() in ENTRE_NOMS and nu and DE_SUITE.search(plier(avant)) is not None


def _continue(avant: str, piece: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « former des tuteurs | et des apprentis », « prévention des TMS | et des chutes »."""
    piece = sans_ajout(piece)
    if not _commence(piece, options) or RENVOIE.search(plier(piece)) or not _est_entiere(avant):
        return True
    if INFINITIF.match(plier(avant)):
        return _suit_un_verbe(avant, piece, options)
    complement = DE_SUITE.match(plier(piece)) and DE_SUITE.search(plier(avant), 1)
    return bool(complement) and not dit_sa_mesure(avant)


def _suit_un_verbe(avant: str, piece: str, options: Mapping[str, Sequence[str]]) -> bool:
    suite = INFINITIF.match(plier(piece)) and _est_entiere(piece)
    nommee = _est_nommee(piece) or _nomme_seulement(piece, options)
    # « passer à 10 % par an | et un tuteur attitré »: what was counted is told
    return not (suite or dit_sa_mesure(piece) or (nommee and dit_sa_mesure(avant)))


def _nomme_seulement(piece: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « et le tutorat », which is of the list."""
    lue = _lire(piece, options)
    return bool(lue.nommes) and not lue.reste


def _commence(piece: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell what may begin an action from « postures par an », after « un atelier gestes et … »."""
    plie = plier(piece)
    if (
        commence_par_ce_qui_precede(piece)
        or QUANTITE_NUE.fullmatch(plie)
        or est_une_quantite(piece)
    ):
        return False  # « tutorat, une fois par semaine », « 6 % an 1, 7 % an 2 »
    tete = INFINITIF.match(plie) or DEBUT.match(plie) or D_UN_NOM.match(plie)
    return tete is not None or not _lire(plie.split(" ")[0], options).vide


def commence_par_ce_qui_precede(piece: str) -> bool:
    """Tell « encadrées par un artisan », « deux agents par an »: whom, or how, and not what."""
    return bool(PARTICIPE.match(piece.strip()) or EFFECTIF.fullmatch(plier(piece.strip())))


def _est_entiere(dite: str) -> bool:
    """Tell more than a verb alone: « former », of « former et accompagner… »."""
    return len(dite.split()) > MOTS_D_UNE_ACTION or not INFINITIF.match(plier(dite.strip()))


def _est_une_action(dite: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell words that are an action by themselves, whatever they name of the list."""
    verbe = VOULUE.match(plier(dite)) is not None and _est_entiere(dite)
    return verbe or dit_sa_mesure(dite) or est_precisee(dite, options) or _est_nommee(dite)


def _est_nommee(dite: str) -> bool:
    """Tell « des EPI adaptés aux femmes » from « et des femmes »."""
    plie = plier(dite)
    pleins = [mot for mot in MOT.findall(plie) if _est_plein(mot)]
    nom = D_UN_NOM.match(plie) is not None or est_un_nom_nu(dite)
    return nom and len(pleins) >= MOTS_PLEINS_D_UN_NOM


def est_un_nom(dite: str) -> bool:
    """Tell « un vestiaire » from « une fois par an »."""
    plie = plier(dite)
    return not QUANTITE_NUE.fullmatch(plie) and any(map(_est_plein, MOT.findall(plie)))


def est_un_nom_nu(dite: str) -> bool:
    """Tell « vérification des échafaudages », from « au CACES », « par personne », « former »."""
    plie = plier(dite).strip()
    pleins = [mot for mot in MOT.findall(plie) if _est_plein(mot)]
    autre = COMPLETE.match(plie) or DEBUT.match(plie) or INFINITIF.match(plie)
    return (
        autre is None
        and not commence_par_ce_qui_precede(dite)
        and len(pleins) >= MOTS_PLEINS_D_UN_NOM
    )


def _lire(dite: str, options: Mapping[str, Sequence[str]]) -> Selection:
    """Return what words pick, « les deux premières » too."""
    return lire_selection(Texte(dite, lire_nombres(decouper(dite))), options)


def _pris(choix: Selection, options: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what is picked, « tout sauf la 3 » too."""
    return tuple(choix.appliquer([*options], ())) if choix.tout else choix.retenus


def est_precisee(dite: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « prévention des chutes de hauteur »: a name of the list, and of what."""
    noms = "|".join(mot for mots in options.values() for mot in mots)
    texte = Texte(dite, decouper(dite))
    reste, fois = re.subn(rf"\b[ld]?(?:{noms})(?!\w)", " ", texte.plat)
    siens = racines_des_titres(options[nom] for nom in lire_selection(texte, options).nommes)
    pleins = [mot for mot in MOT.findall(reste) if _est_plein(mot)]
    return fois > 0 and any(mot[:LETTRES_D_UNE_RACINE] not in siens for mot in pleins)


def _est_plein(mot: str) -> bool:
    """Tell a word that says of what, from « évidemment », « pour », « tms »."""
    return len(mot) >= LETTRES_D_UN_MOT_PLEIN and mot not in ADVERBES | LIAISONS


def _est_en_plus(
    siens: re.Match[str], options: Mapping[str, Sequence[str]], choisis: Sequence[str]
) -> bool:
    """Tell « un atelier… », « la cantine… », from « l'alternance », « et les autres »."""
    mots = _lire(siens[0], options)
    if siens["nouveau"] and mots.nommes and {*mots.nommes} <= {*choisis}:
        return True  # « par défaut + un référent sécurité », which is of what is chosen
    if LE_RESTE.search(plier(siens[0])):
        return False
    if (mots.vide or siens["nouveau"]) and mots.reste >= MOTS_D_UNE_ACTION:
        return True
    return siens["nouveau"] is not None and _est_dite_d_autre_chose(siens[0], options)


def _est_dite_d_autre_chose(dite: str, options: Mapping[str, Sequence[str]]) -> bool:
    """Tell « un vestiaire femmes », which names women, and is about a cloakroom."""
    mots = dite.split()
    if not _lire(" ".join(mots[:2]), options).vide:
        return False
    # « un vestiaire », of which the list says nothing
    return len(mots) > MOTS_D_UNE_ACTION or est_un_nom(dite)


def est_redigee(
    texte: Texte, options: Mapping[str, Sequence[str]], libelles: Mapping[str, str]
) -> bool:
    """Tell « former un tuteur par site », an own action that names those of the list.

    So does « 500 heures d'insertion par an »: a number of its own would be lost.
    """
    selection = lire_selection(texte, options)
    if selection.nommes and dit_sa_mesure(texte.brut):
        return True
    mots = MOT.findall(texte.plat)
    if not (selection.nommes and mots and INFINITIF.match(texte.plat.lstrip())):
        return False
    nommes = plier(" ".join(libelles[nom] for nom in selection.nommes))
    autres = {m for m in MOT.findall(sans_les_titres(texte, options)) if len(m) >= LETTRES_D_UN_MOT}
    siens = autres - {*MOT.findall(nommes)} - LIAISONS
    return len(mots) >= MOTS_D_UNE_PHRASE and bool(siens)


def parle_du_contrat(texte: Texte) -> bool:
    """Tell « révision plafonnée à 3 % », « plusieurs titulaires », which the plan is not about."""
    return DU_CONTRAT.search(texte.plat) is not None


def dit_autre_chose(texte: Texte) -> bool:
    """Tell « non, laissez », « changer les pénalités », « 3 mois », which are no actions."""
    if UNE_QUANTITE.fullmatch(texte.plat):
        return True
    return bool(REFUS.match(texte.plat) or MODIFIE_UNE_MODALITE.search(texte.plat))
