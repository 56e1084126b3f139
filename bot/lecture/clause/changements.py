"""Read a change of a list that is named, or that goes without saying: added, taken out, alone.

« Ajoute le CSE aux participants », « participants en plus : le CSE », « il manque le CSE dans les
participants », « juste A et B », « X à la place de Y », « dans l'égalité, ajoute… ». The words are
data (`data/lecture/nommees.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from bot.francais.mots import compiler, quelque_part, themes
from bot.francais.texte import plier, sans_passage

FICHIER = "lecture/nommees"
TETE = r"(?:(?:{tete}|{redit})[ ,:!.]+)*"
# « une action : un parrainage », « une un parrainage » once its axis is set aside
UNE_ACTION = compiler(
    r"^(?:{comme} ?)?(?:{article} ?)?{une_action}\b[ ,:]*|^{article}\b[ ,:]+(?={article}\b)",
    FICHIER,
)
# between a list's name and what is said of it
LIEN = r"[ ,]*(?:{lien_net}|{lien_verbal}\b)?[ ,:]*"
AJOUTE = compiler(rf"{TETE}(?:{{ajouter}}|{{manquer}}) ?(?:{{en_plus}}|{{sup}})?[ ,:]*", FICHIER)
ENLEVE = compiler(rf"{TETE}{{enlever}} ?", FICHIER)
VIDE = compiler(r"\b{enlever} ?{toutes}\b", FICHIER)
# « enlève toutes et mets seulement la prévention »
SEUL = compiler(
    rf"{TETE}(?:{{enlever}} ?{{toutes}}[^,;.]*?[ ,;.]+(?:{{et}} )?(?:{{remettre}}|{{prendre}})\b"
    r"(?: {seulement})?"
    r"|(?:(?:{remettre}|{prendre}) )?{seulement})[ ,:]*",
    FICHIER,
)
EN_PLUS = compiler(rf"{TETE}{{sup}}[ ,:]*", FICHIER)
REMETS_LES = compiler(rf"{TETE}(?:{{ajouter}}|{{manquer}}|{{remettre}})[- ]*{{pronom}}?", FICHIER)
TETE_EN_QUEUE = compiler(r"(?:[ ,]+{tete})+$", FICHIER)
TETE_SEULE = compiler(TETE, FICHIER)
APRES_LE_NOM = compiler(rf"(?: {{aux}} {{reunions}})?{LIEN}", FICHIER)
INVITE = compiler(
    r"(?:^|[,;.] ?| et )(?:{et} )?(?:{vouloir_que}|{il_faudrait} )?(?P<qui>[^,;.]+?) "
    r"(?:{est_invite} )?{aux} {reunions}(?:[ ,]+{sup})*\W*$",
    FICHIER,
)
# « aux réunions, il faudrait aussi le médecin du travail »
AUX_REUNIONS = compiler(
    rf"{TETE}(?:{{aux}}|{{sous}}(?: {{article}})?) {{reunions}}[ ,:]+{{il_faudrait}} "
    r"(?P<qui>[^,;.?]+?)(?:[ ,]+{sup})*\W*$",
    FICHIER,
)
# « juste l'infirmière en plus des trois »
EN_PLUS_DES_TROIS = compiler(
    rf"{TETE}(?:{{seulement}} |{{il_faudrait}} )?(?P<qui>[^,;.?]+?)(?: {{aux}} {{reunions}})?,? "
    r"{en_plus_des_trois}\W*$",
    FICHIER,
)
# « il manque deux participants aux réunions : ajoutez… »: what is ordered comes next
ANNONCE_UN_AJOUT = compiler(
    rf"{TETE}{{manquer}}\b[^:.]*[:.] *(?=(?:{{et}} )?{{imperatif}}\b)", FICHIER
)
# « la directrice comme participante en plus »
EN_TANT_QUE = compiler(
    rf"{TETE}(?P<qui>[^,;.?]+?) {{en_tant_que}} {{participant}}(?: {{sup}})?\W*$", FICHIER
)
# « CSE invité », « la diététicienne est conviée »
INVITE_SEUL = compiler(
    rf"{TETE}(?:{{vouloir_que}})?(?P<qui>[^,;.?]+?) {{invite_seul}}\W*$", FICHIER
)
# « et le médecin du travail aussi »
AUSSI = compiler(
    rf"{TETE}(?P<qui>(?:{{article}} ?)?(?:\w+ )?{{qui_participe}}\b[^,;.?]*?),? {{sup}}\W*$",
    FICHIER,
)
# « réunions avec la cheffe de service », « le comité doit associer le CSE »
REUNIT = compiler(
    rf"{TETE}(?:(?:{{article}} ?)?{{reunions}} (?:{{sup}} )?{{accompagne}}|{{reunir}})"
    r" (?:{sup} )?(?P<qui>[^,;.?]+?)(?:,? {sup})?\W*$",
    FICHIER,
)
# « le tutorat, finalement je le veux pas »
NE_LE_VEUT_PAS = compiler(
    rf"{TETE}(?P<qui>[^;.?]+?),? {{ne_le_veut_pas}}"
    r"(?: {sous} ?(?:{article} ?)?\w+(?: {suite_d_un_axe})?)?\W*$",
    FICHIER,
)
# « tu peux ajouter la DRH aux réunions ? »: an order, politely
POLI = compiler(rf"{TETE}{{pouvez_vous}} (?P<ordre>{{ordonner}}.*?) ?\?*\W*$", FICHIER)
# « et l'axe insertion ? je l'avais demandé », « je ne retrouve pas mes apprentis »
OU_EST = rf"{TETE}(?:{{reclamer}}|{{manquer}}(?=.*\?)) "
RESTE_D_UNE_PLAINTE = r"(?P<quoi>[^?]+?)(?: ?\?+ ?[^?]*)?\W*$"
RECLAME = compiler(
    rf"{OU_EST}(?:{{possessif}} |(?={{axe_ou_action}})){RESTE_D_UNE_PLAINTE}", FICHIER
)
# « où est passé le tuteur ? », « et le bruit ? », of what may be there
ET_CELA = compiler(
    rf"(?:{OU_EST}|et )(?:{{possessif}} |{{article}} ?)?{RESTE_D_UNE_PLAINTE}", FICHIER
)
# « l'action 3 est à retirer », « la troisième est de trop »
A_RETIRER = compiler(rf"{TETE}(?P<qui>[^;.?]+?) (?:{{est_a}} {{enlever}}|{{de_trop}})\W*$", FICHIER)
# « je n'ai pas demandé « le tutorat » »
PAS_VOULUE = compiler(rf"{TETE}{{pas_voulu}} (?P<qui>[^;.?]+?)\W*$", FICHIER)
# « l'action formations manque toujours à la liste »
MANQUE_ENCORE = compiler(
    rf"{TETE}(?P<qui>(?:{{article}} ?)?{{une_action}} [^;.?]+?) {{manque_encore}}\W*$", FICHIER
)
# « « 4 par an », c'est l'objectif du mentorat, pas une action à part »
PAS_UNE_ACTION = compiler(rf"{TETE}(?P<qui>[^;.?]+?),? {{pas_une_action}}\W*$", FICHIER)
# « mets la prévention seulement »
SEUL_A_LA_FIN = compiler(
    rf"{TETE}(?:(?:{{remettre}}|{{prendre}}) )?(?P<qui>(?!{{enlever}})[^,;.?]+?),? "
    r"(?:{seulement}|{rien_d_autre}|{seules})\W*$",
    FICHIER,
)
# « une seule action, la nôtre : … »
LA_SEULE_ACTION = compiler(rf"{TETE}{{la_seule_action}}\b[^:.;?]{{0,40}}: *(?=\S)", FICHIER)
RIEN_D_AUTRE = compiler(r"[ ,;.]*(?:{et} )?{rien_d_autre}\W*$", FICHIER)
NE_VIENT_PAS = compiler(
    rf"{TETE}(?P<qui>[^,;.?]+?) {{ne_vient_pas}}(?: {{aux}} {{reunions}})?\W*$", FICHIER
)
REMPLACE = tuple(
    compiler(TETE + motif, FICHIER)
    for motif in (
        r"(?:(?:{pas_plus}|{enlever}) ?(?P<ote>.+?)[ ,.;:]+)(?:(?:{mais}|{et}) )?"
        r"{remplacer}(?:[ -]{pronom})? {par_quoi}[ :]+(?P<mis>.+)",
        r"{remplacer} (?P<ote>.+?) {par_quoi}[ :]+(?P<mis>.+)",
        # « remplace par : … », of what was just told
        r"(?P<ote>){remplacer}(?:[ -]{pronom})? {par_quoi}[ :]+(?P<mis>.+)",
        # « pour l'action visite, écris : … »
        r"(?:{sous} )?(?P<ote>(?:{article} ?)?{une_action}\b[^:]*?)[ ,]+{ecrire} ?: ?(?P<mis>.+)",
        r"(?:{ajouter}|{remettre}) (?P<mis>.+?),? {a_la_place} (?P<ote>.+)",
        # « la 1 ne colle pas, y a pas d'insertion : mets la 2 »
        r"(?P<ote>[^.;:]+?) (?:(?:ne |n')?{convenir} pas\b|{est_a} {enlever}).*?[ ,.;:]+"
        r"(?:{remettre}|{voulu}) (?P<mis>.+)",
    )
)
A_REMPLACER = compiler(rf"{TETE}{{remplacer}} ", FICHIER)
PAR = compiler(" {par_quoi}[ :]+", FICHIER)
A_CORRIGER = compiler(rf"{TETE}{{corriger}} ", FICHIER)
EN = compiler(" {en_autre_chose} ", FICHIER)
# « dans l'axe égalité », which leads to an order
CADRE = compiler(rf"{TETE}(?:{{sous}} |{{axe}} )\S+(?: \S+){{0,3}}\W*", FICHIER)
# « dans l'égalité, ajoute un parrainage »: what it is about comes first
COMPLEMENT = compiler(
    rf"{TETE}(?P<sous>(?:{{sous}} |(?={{axe}} ))(?:\S+[ ,:]+){{1,4}}?)(?={{imperatif}}\b)", FICHIER
)
# « …, enlève-la »: what was named before
ENLEVE_LE = compiler(
    r"(?P<quoi>(?:.*[ ,.;:])?)(?:{et} )?(?:{donc} )?{enlever}[- ]?{pronom}(?: {de_la})?\W*$",
    FICHIER,
)
# « non, écris : … », « plutôt : … »: what was told, otherwise
REECRIT = compiler(rf"{TETE}(?:{{ecrire}}|{{voulu}}|{{a_la_place_seul}})\W*:", FICHIER)
# « réécris l'action des 5 %, c'est mal dit », « écris-le proprement »: not how
A_REECRIRE = compiler(
    rf"{TETE}(?:{{reecrire}}(?:[- ]{{le_ou_moi}})*|{{ecrire_ou_dire}}[- ]{{pronom}} {{mieux}})"
    r" ?(?P<quoi>(?:{article} ?|l )?{une_action_ou_phrase}\b[^.:]*?)?(?: {mieux})?"
    r"(?:[ ,]+{mal_dit})?(?: {politesse})?\W*$",
    FICHIER,
)
REMET = compiler(rf"{TETE}{{remets}}", FICHIER)
LAISSE_LA = compiler(rf"{TETE}{{laisser_la}}(?P<suite>\W.*)?$", FICHIER)
MAL_DITE = compiler(r"[ ,]+{mal_dit}", FICHIER)
A_SCINDER = compiler(rf"{TETE}(?:[^:]*? )?{{scinder}}\b", FICHIER)
A_LA_PLACE = compiler(r",? (?:{a_la_place_seul}|{sup}|{politesse})\W*$", FICHIER)
CITE = re.compile(r"^[«“\"]\s*([^»”\"]+?)\s*[»”\"]")
LISTES = {
    nom: re.compile(rf"(?:^|\b| ){mots}(?!\w)")
    for nom, mots in themes(f"{FICHIER}.dans_la_liste").items()
}
PARTICIPANTS = "participants"
PAS_UN_NOM = quelque_part(f"{FICHIER}.pas_un_nom")
# what becomes of a list: items come in, go out, stand alone in it, or take the place of others
Mode: TypeAlias = Literal["ajoute", "enleve", "seul", "remplace"]


DITS_DE_CE_QUI_PRECEDE: tuple[tuple[re.Pattern[str], Mode], ...] = (
    (A_RETIRER, "enleve"),
    (PAS_VOULUE, "enleve"),
    (PAS_UNE_ACTION, "enleve"),
    (MANQUE_ENCORE, "ajoute"),
)


class Changement(NamedTuple):
    """A change: how, of which list when it is named, the items as typed, where it begins.

    `entiers`: the items with the name of the list among them. `otes`: what they replace.
    """

    mode: Mode
    nommee: str | None
    items: str
    debut: int = 0
    entiers: str = ""
    otes: str = ""


def lire_changement(dit: str) -> Changement | None:
    """Return the change that a message asks for."""
    if (suite := laisse_la(dit)) is not None:
        return lire_changement(suite) if suite else None
    dit = _complement_apres(_sans_annonce(dit))
    if change := _remplacement(dit) or _en_plus_des_trois(dit):
        return change
    for motif, dit_mode in DITS_DE_CE_QUI_PRECEDE:
        if trouve := motif.match(plier(dit)):
            entiers = dit[slice(*trouve.span("qui"))].strip(" ,")
            return Changement(dit_mode, *_sans_la_liste(entiers), entiers=entiers)
    if seul := SEUL_A_LA_FIN.match(plier(dit)):
        return Changement("seul", *_sans_la_liste(dit[slice(*seul.span("qui"))]))
    verbe = _verbe(plier(dit))
    if verbe:
        mode, fin = verbe
        entiers = _items(dit[fin:])
        return Changement(mode, *_sans_la_liste(entiers), entiers=entiers)
    return _sous_le_nom(dit) or _invite(dit) or _en_tant_que(dit)


def _sans_annonce(dit: str) -> str:
    """Return « ajoutez le CSE » of « il manque quelqu'un aux réunions : ajoutez le CSE »."""
    annonce = ANNONCE_UN_AJOUT.match(plier(dit))
    return dit[annonce.end() :] if annonce else dit


def _en_plus_des_trois(dit: str) -> Changement | None:
    """Read « juste l'infirmière, en plus des trois que vous citez »."""
    vient = EN_PLUS_DES_TROIS.match(plier(dit))
    return Changement("ajoute", PARTICIPANTS, dit[slice(*vient.span("qui"))]) if vient else None


def lire_remplacements(dit: str) -> Iterator[Changement]:
    """Yield « remplace X par Y » cut at each « par », the last first: X may hold one.

    « Corrige X en Y » too.
    """
    plie = plier(dit)
    for motif, entre in ((A_REMPLACER, PAR), (A_CORRIGER, EN)):
        if tete := motif.match(plie):
            for par in reversed([*entre.finditer(plie, tete.end())]):
                yield _echange(dit[tete.end() : par.start()], dit[par.end() :])


def remet(dit: str) -> bool:
    """Tell « remets : … », of what was there."""
    return REMET.match(plier(dit)) is not None


def laisse_la(dit: str) -> str | None:
    """Return what follows « laissez-la ici », « mets-la où tu veux »: what is noted stays there."""
    trouve = LAISSE_LA.match(plier(dit))
    return None if trouve is None else (trouve["suite"] or "").strip(" .,;!")


def vide_une_liste(dit: str) -> bool:
    """Tell « enlève toutes les actions », after which those that stay are told."""
    return VIDE.search(plier(dit)) is not None


def reecrit(dit: str) -> bool:
    """Tell « non, écris : … », « je voulais : … »."""
    return REECRIT.match(plier(dit)) is not None


def est_a_reecrire(dit: str) -> str | None:
    """Return which action is to be told otherwise, « » of the last one, without saying how."""
    if A_SCINDER.match(plier(dit)):
        return ""
    trouve = A_REECRIRE.match(plier(dit))
    return None if trouve is None else dit[slice(*trouve.span("quoi"))] if trouve["quoi"] else ""


def ou_c_est_ordonne(dit: str) -> str:
    """Return « dans l'axe égalité » of « dans l'axe égalité, remplacez X par Y »."""
    trouve = COMPLEMENT.match(plier(dit))
    return dit[slice(*trouve.span("sous"))] if trouve else ""


def mene_a_un_ordre(dit: str) -> bool:
    """Tell « dans l'axe égalité », which says where what follows is ordered."""
    return CADRE.fullmatch(plier(dit)) is not None


def sans_rien_d_autre(dit: str) -> str | None:
    """Return « former deux tuteurs » of « former deux tuteurs, et rien d'autre »."""
    if tete := LA_SEULE_ACTION.match(plier(dit)):
        return sans_guillemets(dit[tete.end() :])
    fin = RIEN_D_AUTRE.search(plier(dit))
    return dit[: fin.start()] if fin else None


def sans_seulement(dit: str) -> str:
    """Return « santé » of « seulement santé », « santé uniquement »."""
    change = lire_changement(dit)
    return change.items if change and change.mode == "seul" else dit


def change_une_liste(dit: str) -> bool:
    """Tell « ajoutez… », « participants en plus : … », from words that decide nothing of it."""
    return lire_changement(dit) is not None


def renvoie_a_ce_qui_precede(dit: str) -> bool:
    """Tell « remettez-les », of what was just told."""
    return REMETS_LES.fullmatch(plier(dit).strip(" .!")) is not None


def enleve_ce_qui_est_nomme(dit: str) -> str | None:
    """Return what « je n'ai pas demandé le tutorat, enlève-le » names; « » of « enlève-le »."""
    dit = sans_tete(dit)  # « mais non, supprime ça »
    trouve = ENLEVE_LE.match(plier(dit))
    if trouve is None:
        return None
    return sans_queue(dit[: trouve.end("quoi")].strip(" ,.;:"))


def sans_queue(nomme: str) -> str:
    """Return « la conciliation » of « la conciliation, finalement »."""
    queue = TETE_EN_QUEUE.search(plier(nomme))
    return nomme[: queue.start()] if queue else nomme


def ordre_poli(dit: str) -> str | None:
    """Return the order of « tu peux ajouter la DRH aux réunions ? »."""
    trouve = POLI.match(plier(dit))
    return dit[slice(*trouve.span("ordre"))] if trouve else None


def reclamation(dit: str) -> str | None:
    """Return what « je ne retrouve pas mes apprentis », « et ma visite ? » complain about."""
    trouve = RECLAME.match(plier(dit))
    return dit[slice(*trouve.span("quoi"))] if trouve else None


def ce_qui_est_demande(dit: str) -> str | None:
    """Return what « et le bruit ? », « où est passé le tuteur ? » ask about."""
    trouve = ET_CELA.match(plier(dit))
    return dit[slice(*trouve.span("quoi"))] if trouve else None


def sans_guillemets(dit: str) -> str:
    """Return words without the marks that quote them, or that quote those they begin with."""
    return CITE.sub(r"\1", dit.strip())


def sans_tete(dit: str) -> str:
    """Return a message without what leads to it: « je viens de dire : … »."""
    tete = TETE_SEULE.match(plier(dit))
    return dit[tete.end() :] if tete else dit


def sous_leur_nom(dit: str) -> str:
    """Return who is named after « non, les participants c'est… »."""
    dit = sans_tete(dit)
    plie = plier(dit)
    nom = LISTES[PARTICIPANTS].match(plie)
    lien = APRES_LE_NOM.match(plie, nom.end()) if nom else None
    return dit[lien.end() :] if lien else dit


def _items(dit: str) -> str:
    """Return what is added or taken out, without what only ends the sentence."""
    fin = A_LA_PLACE.search(plier(dit))
    return sans_guillemets((dit[: fin.start()] if fin else dit).strip(" .!"))


def _complement_apres(dit: str) -> str:
    """Return « ajoute un parrainage dans l'égalité » of the same, said the other way round."""
    trouve = COMPLEMENT.match(plier(dit))
    if trouve is None:
        return dit
    sous = dit[trouve.start("sous") : trouve.end()].strip(" ,:")
    return f"{dit[trouve.end() :].strip(' .')} {sous}"


def _remplacement(dit: str) -> Changement | None:
    """Read « remplace X par Y », « mets Y à la place de X »."""
    plie = plier(dit)
    trouve = next((t for motif in REMPLACE if (t := motif.match(plie))), None)
    if trouve is None:
        return None
    return _echange(*(dit[slice(*trouve.span(nom))] for nom in ("ote", "mis")))


def _echange(ote: str, mis: str) -> Changement:
    mal_dite = MAL_DITE.search(plier(ote))  # « l'action sur le bruit est mal écrite, écris : … »
    ote, mis = _items(ote[: mal_dite.start()] if mal_dite else ote), _items(mis)
    nommee_ici, otes = _sans_la_liste(ote)
    nommee, items = _sans_la_liste(mis)
    return Changement("remplace", nommee or nommee_ici, items, entiers=mis, otes=otes)


def _verbe(plie: str) -> tuple[Mode, int] | None:
    """Return what the head of a text does, and where it ends."""
    tetes: tuple[tuple[re.Pattern[str], Mode], ...] = (
        (SEUL, "seul"),
        (AJOUTE, "ajoute"),
        (ENLEVE, "enleve"),
        (EN_PLUS, "ajoute"),
    )
    trouvees = ((motif.match(plie), mode) for motif, mode in tetes)
    return next(((mode, tete.end()) for tete, mode in trouvees if tete), None)


def _sous_le_nom(dit: str) -> Changement | None:
    """Read « participants : ajoutez le PLIE », « dans les participants, juste A et B »."""
    plie = plier(dit)
    tete = TETE_SEULE.match(plie)
    debut = tete.end() if tete else 0
    for nom, motif in LISTES.items():
        trouve = motif.match(plie, debut)
        lien = APRES_LE_NOM.match(plie, trouve.end()) if trouve else None
        verbe = _verbe(plie[lien.end() :]) if lien else None
        if lien and verbe:
            mode, fin = verbe
            return Changement(mode, nom, _items(dit[lien.end() + fin :]))
    return None


def est_un_nom_de_participant(dit: str) -> bool:
    """Tell who may come to the meetings from « le syndicat ne paye rien »."""
    return PAS_UN_NOM.search(plier(dit)) is None


def _invite(dit: str) -> Changement | None:
    """Read « suivi trimestriel, et CSE invité aux réunions »."""
    invite = INVITE.search(plier(dit))
    if invite is None:
        return None
    debut, fin = invite.span("qui")
    nomme = est_un_nom_de_participant(dit[debut:fin])
    return Changement("ajoute", PARTICIPANTS, dit[debut:fin], debut) if nomme else None


def _en_tant_que(dit: str) -> Changement | None:
    """Read « la directrice comme participante en plus », « X aussi », « Y ne vient pas »."""
    plie = plier(dit)
    motifs: tuple[tuple[re.Pattern[str], Mode, str | None], ...] = (
        (AUX_REUNIONS, "ajoute", PARTICIPANTS),
        (EN_TANT_QUE, "ajoute", PARTICIPANTS),
        (INVITE_SEUL, "ajoute", PARTICIPANTS),
        (AUSSI, "ajoute", PARTICIPANTS),
        (REUNIT, "ajoute", PARTICIPANTS),
        (NE_VIENT_PAS, "enleve", PARTICIPANTS),
        (NE_LE_VEUT_PAS, "enleve", None),
    )
    for motif, mode, nommee in motifs:
        trouve = motif.match(plie)
        qui = dit[slice(*trouve.span("qui"))] if trouve else ""
        if qui and (nommee is None or est_un_nom_de_participant(qui)):
            return Changement(mode, nommee, qui, entiers="" if nommee else qui)
    return None


def _sans_la_liste(dit: str) -> tuple[str | None, str]:
    """Return the list that is named, and the words without its name."""
    plie = plier(dit)
    for nom, motif in LISTES.items():
        if trouve := motif.search(plie):
            return nom, sans_passage(dit, *trouve.span()).strip(" ,:")
    return None, dit
