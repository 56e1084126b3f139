"""Turns of phrase that tell how a message is meant, whatever it says of the contract."""

from __future__ import annotations

import re

from bot.dialogue.etat import Message
from bot.francais.texte import plier

CORRECTION_SURE = 0.6
CORRECTION = re.compile(
    r"\b(?:en fait|finalement|je corrige|me suis (?:trompee?|mal exprimee?)|erreur|rectifi\w*|"
    r"plutot|"
    r"change\w* d'avis|je voulais dire|correction|non,|(?:ah|oh|euh|heu|mais) non|"
    r"remplace\w*|corrige\w*|modifi\w*)\b"
)
QUESTION_OUVERTE = re.compile(
    r"\b(?:c'est (?:quoi|qui)|qu'est|quels?|quelles?|pourquoi|comment|combien|qu'appelle|qu'entend|"
    r"veut dire|definition|difference)\b"
)
# asked without a question mark
INTERROGATION = re.compile(
    r"^(?:(?:et|mais|alors|donc|bon|euh|au fait),? )*qui\b|"
    r"\b(?:risque|fait|faire|sert|faut|doit|dit|change|signifie) (?:a )?quoi\b|"
    r"\b(?:(?<!c')est[- ]ce qu[e']|(?:peut|doit|faut)[- ](?:on|il|elle|ils|elles)|"
    r"(?:dois|puis|ai)-je|y a-t-il|(?:avec|sur|pour|en|par|dans|a|c'est) (?:quoi|koi))\b|"
    r"\b(?:[kq]u?es[ak]+[ck]o|m'eclairer sur|ce que recouvre)\b|"
    r"\bpas (?:trop )?ce que (?:c'est|ca veut dire|ca signifie)\b|"
    r"\b(?:savoir|demande|dis|dire|dites|indique[rz]|explique[rz]?)(?:-moi)? "
    r"(?:si|ce que|ce qu'|comment|quand|combien|pourquoi|quel\w*)\b|"
    r"\b(?:ou bien|ou pas|ou non)$"
)
OBJET_CORRIGE = re.compile(r"\bobjet(?: du (?:marche|contrat))?(?: est| c'est| ?:)")
SUPPOSITION = re.compile(
    r"\b(?:si|suppos\w*|imagin\w*|hypothese|passerait|donnerait|serait(?! plutot))\b"
)
SUPPOSITION_FRANCHE = re.compile(
    r"(?:et|mais),? (?:si|avec|pour)\b.*\?$|"
    r"(?:(?:et|mais),? )?(?:si jamais|imagin\w+|suppos\w+|admettons|mettons qu|dans le cas ou|"
    r"dans l'hypothese)\b",
    re.DOTALL,
)
# « 3 ans, c'est bon ? », « je pourrais faire 1 an ? »: a value is tried
ESSAI = re.compile(
    r"\b(?:suffi\w*|c'est (?:bon|assez|trop|possible|ok|jouable)|"
    r"ca (?:marche\w*|passe\w*|va|suffi\w*|irait|convient|change)|"
    r"(?:on|je) (?:peut|peux|pourrai[st]) (?:faire|mettre|prendre|partir|passer)|"
    r"(?:peut|pourrait)-on (?:faire|mettre|prendre|partir|passer))\b"
)

PROGRES = r"plans? de p[rogse]{5,8}"  # « prorges », « prgores »
NOTRE_SUJET = re.compile(rf"\b{PROGRES}\b|\bpps\b")
NOTRE_MARCHE = re.compile(
    r"\b(?:notre|mon|ce) (?:(?:futur|prochain|nouveau) )?"
    r"(?:marche (?:public|de |d'|pour )|accord[- ]cadre)"
)
AUTRE_MARCHE = re.compile(
    r"\b(?:autre|nouve\w+|second\w*|deuxieme|suivant\w*|idem|meme (?:chose|exercice|question)|"
    r"maintenant|a present|cette fois|change[rz]?)\b.*"
    r"\b(?:marches?|dossiers?|contrats?|consultations?|accord|achats?|besoins?|cas|projets?|"
    r"demandes?|lots?|analyse|verifier|pour (?:le|la|les|notre|mon))\b"
)
ADOPTION = re.compile(
    r"\b(?:va pour|on (?:va )?(?:fai(?:t|re)|par(?:t|tir)|prend(?:re)?|retient|garder?)|"
    r"faisons|partons|prenons|retenons|gardons|retenez|gardez|mettez|mets|mettons|faites|notez) "
    r"(?:donc )?(?:ca|cela|comme ca|la[- ]dessus|cette (?:duree|hypothese|option|valeur|version))\b"
)
PLAN = re.compile(rf"\b{PROGRES}\b|\bpps\b|\bplan social\b|\bun plan\b")
IMPRONONCABLE = re.compile(r"^[^aeiouy]{4,}$|[^aeiouy]{5,}")

TOUS_LES_DEFAUTS = re.compile(
    r"\b(?:tout|tous|toutes|reste|partout)\b.*\bdefauts?\b|"
    r"\bdefauts?\b.*\b(?:partout|tout|reste)\b"
)
FAIT_DU_CONTRAT = re.compile(
    r"\b(?:duree|montant|budget|objet|forme|recurren\w*|titulaires?)(?: totale?| estimee?)?"
    r"(?: du (?:marche|contrat)| de l'accord[ -]cadre| est| c'est| ce sera| sera| passe|,|$)|"
    r"\b(?:de )?duree totale\b"
)
AJOUT = re.compile(r"\b(?:r?ajout\w*|aussi|en plus|egalement|et puis)\b")
CHOIX_MODIFIE = re.compile(
    r"(?:r?ajout|enlev|retir|supprim)\w*\b|"
    r"(?:mets|mettez|mettons|prends|prenez|prenons) (?:aussi|en plus|egalement)\b"
)
SOUHAIT = re.compile(
    r"\b(?:je veux|on veut|nous voulons|je voudrais|on voudrait|il faut|il faudrait|impos\w+|"
    r"exig\w+|oblig\w+) (?:que|qu'|au titulaire|a l'entreprise|le titulaire)"
)
SOUHAIT_POSSIBLE, MOTS_D_UN_SOUHAIT = 0.08, 3
# « et c'est un accord-cadre »: told, not asked
DECLARATION = re.compile(
    r"(?:(?:et|mais|euh|heu|donc|oui|alors|ben|bah),? )*"
    r"(?:c'est|ce (?:sera|serait)|ca (?:sera|serait)|on (?:a|est|part|fait)|nous avons)"
    r"(?! (?:quoi|qui|comment|combien|koi)\b)"
)
OUTRE = re.compile(
    r"\b(?:quand meme|malgre tout|tant pis|passe\w* outre|j'assume|en connaissance de cause|"
    r"continu\w*|poursui\w*|peu importe l'avis)\b"
)

CONSENTEMENT = re.compile(
    r"(?:oui|ok|d'accord|je confirme|confirme|certain|sur)"
    r"(?:,? (?:oui|ok|d'accord|je confirme|merci|tout|efface[rz]?(?: tout| mes donnees)?|"
    r"tout effacer|effacez? moi tout|s'il vous plait|svp|stp))*"
)

EN_AVANT = re.compile(
    r"(?:(?:oui|ok|bon|allez|on|alors|bien|et|tu peux|vous pouvez|je|veux|peut) ?,? ?)*"
    r"(?:continu(?:e[rz]?|ons)|poursui(?:s|vre|vons|vez)|reprend(?:s|re|ez|ons)?|la suite|suite|"
    r"avan(?:ce|cer|cez|cons)|on y va|go|commenc(?:e|er|ez|ons)|demarr(?:e|er|ez|ons)|"
    r"c'est parti|vas[- ]y|allons[- ]y)"
    r"(?: (?:quand meme|malgre tout|svp|stp|alors|donc|maintenant))?\W*"
)


def est_une_correction(message: Message) -> bool:
    """Tell whether the buyer says that what was said before no longer holds."""
    sur = message.intention == "corriger" and message.confiance >= CORRECTION_SURE
    return sur or bool(CORRECTION.search(plier(message.texte)))


def contredit(message: Message) -> bool:
    """Tell « non, 15 jours », of what was just noted."""
    return est_une_correction(message) or plier(message.texte).startswith("non")


def est_une_supposition(message: Message) -> bool:
    """Tell « et si la durée passait à 4 ans ? » from a fact."""
    plie = plier(message.texte).strip()
    if message.intention == "faq" and QUESTION_OUVERTE.search(plie):
        return False
    faits = [lue for lue in message.lectures if lue.nature == "fait"]
    dit_un_fait = bool(faits)
    si = re.search(r"\bsi\b", plie)
    if si and faits and all(lue.fin <= si.start() for lue in faits) and "?" not in plie:
        return False  # « 75 000 € HT, si je me fie au dossier »
    return bool(
        (dit_un_fait and SUPPOSITION_FRANCHE.match(plie))
        or (message.intention == "supposer" and (SUPPOSITION.search(plie) or ESSAI.search(plie)))
    )


def essaie_une_valeur(message: Message) -> bool:
    """Tell « 3 ans, c'est bon ? », which asks about a value rather than gives it."""
    faits = {lue.fait for lue in message.lectures if lue.nature == "fait"} - {"duree_ferme_mois"}
    return (
        len(faits) == 1 and est_une_question(message) and bool(ESSAI.search(plier(message.texte)))
    )


def adopte_la_supposition(message: Message) -> bool:
    """Tell « ok, on fait ça », once « et si… ? » was answered."""
    return bool(ADOPTION.search(plier(message.texte)))


def est_une_question_ouverte(message: Message) -> bool:
    """Tell « c'est quoi… ? » from « …, est-ce possible ? », which states facts as well."""
    return bool(QUESTION_OUVERTE.search(plier(message.texte)))


def est_du_charabia(texte: str) -> bool:
    """Tell keys struck at random from a foreign language, which has vowels."""
    mots = re.findall(r"[^\W\d_]+", plier(texte))
    return bool(mots) and 2 * sum(bool(IMPRONONCABLE.search(mot)) for mot in mots) >= len(mots)


def est_d_une_autre_ecriture(texte: str) -> bool:
    """Tell Arabic, Cyrillic or Chinese letters from ours."""
    lettres = [signe for signe in plier(texte) if signe.isalpha()]
    return 2 * sum(not signe.isascii() for signe in lettres) > len(lettres)


def parle_d_un_autre_marche(message: Message) -> bool:
    """Tell « j'ai un autre marché : … » from « essayer du nouveau »."""
    return bool(AUTRE_MARCHE.search(plier(message.texte)))


def accepte_d_effacer(message: Message) -> bool:
    """Tell « oui, tout effacer » when asked whether everything is to be erased: nothing else is.

    « oui mais pas maintenant », or the order once more, is no consent to what cannot be undone.
    """
    clique = message.bouton and message.intention == "recommencer"
    return clique or bool(CONSENTEMENT.fullmatch(plier(message.texte).strip(" .!")))


def est_une_question(message: Message) -> bool:
    """Tell that something is asked, whatever it is."""
    # « ?? pas d'info » asks nothing, « ? » does
    sans_tete = message.texte.lstrip(" ?") or message.texte
    interroge = "?" in sans_tete or INTERROGATION.search(plier(message.texte).strip())
    return bool(interroge) or est_une_question_ouverte(message)


def declare(message: Message) -> bool:
    """Tell « et c'est un accord-cadre »: something is read there, and nothing is asked."""
    affirme = DECLARATION.match(plier(message.texte).strip())
    return bool(message.lectures and affirme) and not est_une_question(message)


def demande_si_c_est_possible(message: Message) -> bool:
    """Tell « besoin récurrent, 450 000 € HT : un plan de progrès est-il possible ? »."""
    plie = plier(message.texte)
    decrit = any(lue.nature == "fait" for lue in message.lectures)
    return decrit and bool(PLAN.search(plie)) and not QUESTION_OUVERTE.search(plie)


def parle_du_plan(message: Message) -> bool:
    """Tell that our very subject is named."""
    return bool(NOTRE_SUJET.search(plier(message.texte)))


def parle_d_un_marche(message: Message) -> bool:
    """Tell that a contract to be passed is named: « on refait notre marché de cantine »."""
    return bool(NOTRE_MARCHE.search(plier(message.texte)))


def dit_oui(message: Message) -> bool:
    """Tell « oui », « oui, HT », whatever the rest resembles."""
    return message.intention == "affirmer" or bool(re.match(r"oui\b", plier(message.texte).strip()))


def corrige_l_objet(message: Message) -> bool:
    """Tell « en fait l'objet est le gardiennage »."""
    return est_une_correction(message) and bool(OBJET_CORRIGE.search(plier(message.texte)))


def prend_tous_les_defauts(message: Message) -> bool:
    """Tell « tout par défaut », « par défaut pour tout le reste »."""
    return bool(TOUS_LES_DEFAUTS.search(plier(message.texte)))


def nomme_un_fait_du_contrat(message: Message) -> bool:
    """Tell that the contract's own duration, amount… is spoken of, not a delay or a penalty."""
    return bool(FAIT_DU_CONTRAT.search(plier(message.texte)))


def ajoute(message: Message) -> bool:
    """Tell « ajoute… » from a whole new choice."""
    return bool(AJOUT.search(plier(message.texte)))


def va_outre(message: Message) -> bool:
    """Tell « je continue quand même »."""
    return bool(OUTRE.search(plier(message.texte)))


def va_de_l_avant(message: Message) -> bool:
    """Tell « on continue », which says nothing of the contract's continuity."""
    return EN_AVANT.fullmatch(plier(message.texte).strip()) is not None


def parle_des_axes(message: Message) -> bool:
    """Tell that axes are named as such: « ajoute l'axe santé »."""
    return bool(re.search(r"\baxes?\b", plier(message.texte)))


def exprime_un_souhait(message: Message) -> bool:
    """Tell « je veux que le titulaire… », what the contractor should do."""
    possible = any(
        intention == "exprimer_souhait" and confiance >= SOUHAIT_POSSIBLE
        for intention, confiance in message.classement
    )
    assez_dit = len(message.texte.split()) >= MOTS_D_UN_SOUHAIT
    sur = message.intention == "exprimer_souhait" and assez_dit
    return sur or (possible and bool(SOUHAIT.search(plier(message.texte))))


def modifie_un_choix(message: Message) -> bool:
    """Tell « ajoute la santé », « mettez aussi l'égalité », « enlève l'égalité »."""
    return bool(CHOIX_MODIFIE.match(plier(message.texte)))
