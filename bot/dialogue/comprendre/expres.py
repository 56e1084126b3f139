"""What is asked for, or ordered, in so many words: « on continue », « résumez », « oui ou non ? ».

The words are data (`data/francais/tournures.yml`); here is where in a message they count.
"""

from __future__ import annotations

from functools import cached_property

from bot.francais.mots import compiler, quelque_part, qui_commence, telle_quelle
from bot.francais.texte import plier

FICHIER = "francais/tournures"
APPROUVE = compiler(r"(?:{oui}[ ,.!]*)?{est_juste}\b|{oui}\W*", FICHIER)
ATTESTE = compiler(r"(?:(?:{oui}|{demande_d_entree}|{est_juste}),? )*{atteste}\W*", FICHIER)
REMERCIE = compiler(r"(?:(?:{oui}|{demande_d_entree})[ ,.!]+)*{merci}\b", FICHIER)
AVIS_DU_FACILITATEUR = quelque_part(f"{FICHIER}.avis_du_facilitateur")
CET_AXE = quelque_part(f"{FICHIER}.cet_axe")
NON_SEUL = compiler(r"(?:{non}[ ,.!]*)+", FICHIER)
AVIS_DEMANDE = quelque_part(f"{FICHIER}.avis_demande")
COMME_AVANT = quelque_part(f"{FICHIER}.comme_avant")
REMET = quelque_part(f"{FICHIER}.remet")
CONSEIL = compiler(r"(?:{demande_d_entree},? )*{conseil}(?: {en_avant_fin})?\W*", FICHIER)
CONSEIL_DEMANDE = compiler(
    r"(?:(?:{demande_d_entree}|(?:\w+ )?{ignorance}),? )*{conseil_demande}\W*", FICHIER
)
CONSENTEMENT = compiler("{consentement}(?:,? {consentement_suite})*", FICHIER)
DIT_UNE_PART = qui_commence(f"{FICHIER}.dit_une_part")
MONTRE = compiler(r"(?:{demande_d_entree},? )*(?:{interpelle},? )*{montre} ", FICHIER)
RETRAIT = quelque_part(f"{FICHIER}.retire_la_demande")
REFAIS = compiler(
    r"(?:(?:{demande_d_entree}|{non})[ ,.!]+)*{refais}(?: {en_avant_fin})?\W*", FICHIER
)
CONVENANCE = quelque_part(f"{FICHIER}.convenance")
DEFAIT = compiler(
    r"(?:{demande_d_entree},? )*{defaire} (?:{article})?{derniere_chose}(?: {en_avant_fin})?\W*",
    FICHIER,
)
EN_AVANT = compiler(r"(?:{en_avant_tete} ?,? ?)*{en_avant}(?: {en_avant_fin})?\W*", FICHIER)
EN_L_ETAT = quelque_part(f"{FICHIER}.en_l_etat")
EST_JUSTE = quelque_part(f"{FICHIER}.est_juste")
GARDE_TOUT = compiler(
    r"(?:{demande_d_entree},? )*(?:{ce_qui_est_revu} ?[:,] ?)?{garde_tout}(?: {en_avant_fin})?\W*",
    FICHIER,
)
NOMME_L_AVIS = quelque_part(f"{FICHIER}.avis")
OUI_OU_NON = quelque_part(f"{FICHIER}.oui_ou_non")
RECLAME = compiler(r"\b{reclame_une_reponse}\W*$", FICHIER)
REFUS_CONTESTE = quelque_part(f"{FICHIER}.refus_conteste")
OUTRE = quelque_part(f"{FICHIER}.outre")
PARLE_DE_L_AVIS = quelque_part(f"{FICHIER}.parle_de_l_avis")
QUESTIONS_COURTES = compiler(
    r"(?:{demande_d_entree},? )*{questions_courtes}(?: {en_avant_fin})?\W*", FICHIER
)
RALENTIR = quelque_part(f"{FICHIER}.ralentir")
RESUME = compiler(
    r"(?:{demande_d_entree},? )*(?:{resume_demande}(?:[ ,:]+{resume_destine})?|{resume_destine})"
    r"(?:[ ,:]+{resume_demande})?(?: {en_avant_fin})?\W*",
    FICHIER,
)
PRESSE = quelque_part(f"{FICHIER}.presse")
SA_CLAUSE = quelque_part(f"{FICHIER}.sa_clause")
ARTICLE = compiler(
    r"\b{mot_d_article} ?(?P<numero>\d{1,2}(?:\.\d{1,2}){0,3})(?![\w-]|\.\d| {d_un_autre_texte})",
    FICHIER,
)
SI_C_EST_NOTE = quelque_part(f"{FICHIER}.si_c_est_note")
VALEUR_DEMANDEE = quelque_part(f"{FICHIER}.valeur_demandee")
N_ACHETE_PAS = quelque_part(f"{FICHIER}.n_achete_pas")
DEFAILLANCE = telle_quelle(f"{FICHIER}.defaillance")
A_PREVOIR = telle_quelle(f"{FICHIER}.a_prevoir")
SUITE_DEMANDEE = compiler(
    r"(?:{demande_d_entree},? )*{suite_demandee}(?: {en_avant_fin})?\W*", FICHIER
)


CE_QUE_C_EST = compiler(
    r"(?:{demande_d_entree},? )*(?:{ce_que_c_est} (?P<apres>.{2,40})"
    r"|(?P<avant>.{2,40}?),? {ce_que_c_est})(?: {en_avant_fin})?\W*",
    FICHIER,
)
CLAUSE_ORDONNEE = compiler(
    r"(?:(?:{demande_d_entree}|{interpelle})[ ,.:!]+)*"
    r"(?:(?:{peut_on_l_avoir} ?)?(?:{pronom} )?{donner_la_clause}"
    r"(?:[- ]{pronom})?(?: {un_adverbe})* {la_clause}|(?P<seule>{la_clause_seule}))"
    r"(?:,? ?{comme_on_la_veut})*(?: {en_avant_fin})?\W*",
    FICHIER,
)
RENONCE = quelque_part(f"{FICHIER}.renonce_a_la_clause")
CHERCHE_QUELQU_UN = quelque_part(f"{FICHIER}.cherche_quelqu_un")
CONGE = compiler(
    r"(?:(?:{demande_d_entree}|{oui}|{non})[ ,.!]+)*{prend_conge}(?:[ ,.!]+{merci})?\W*",
    FICHIER,
)
VEUT_LA_CLAUSE = quelque_part(f"{FICHIER}.veut_la_clause")
VEUT_UN_PLAN = compiler("{veut_un_plan}", FICHIER)


class DemandesExpresses:
    """What a text asks for by its words alone; `plie` is the text folded, of the same length."""

    def __init__(self, texte: str) -> None:
        """Look at a text; nothing is looked for yet."""
        self.texte = texte
        self.plie = plier(texte)
        self._nu = self.plie.strip()

    @cached_property
    def reclame_une_reponse(self) -> bool:
        """Tell « non, laissez tomber, répondez à ma question », which does not say it again."""
        return "?" not in self.texte and RECLAME.search(self._nu) is not None

    @cached_property
    def conteste_le_refus(self) -> bool:
        """Tell « mais pourquoi on ne peut pas, la loi l'interdit ? »."""
        return "?" in self.texte and REFUS_CONTESTE.search(self.plie) is not None

    @cached_property
    def va_outre(self) -> bool:
        """Tell « je continue quand même »."""
        return bool(OUTRE.search(self.plie))

    @cached_property
    def va_de_l_avant(self) -> bool:
        """Tell « on continue », which says nothing of the contract's continuity."""
        return bool(EN_AVANT.fullmatch(self._nu))

    @cached_property
    def consent(self) -> bool:
        """Tell a plain yes. « oui mais pas maintenant » is no consent to what cannot be undone."""
        return bool(CONSENTEMENT.fullmatch(self.plie.strip(" .!")))

    @cached_property
    def demande_la_suite(self) -> bool:
        """Tell « et maintenant ? », « quelle est la suite ? »: what is left to do."""
        # « la suite » goes on, « la suite ? » asks
        ordonne = self.va_de_l_avant and "?" not in self.texte
        return bool(SUITE_DEMANDEE.fullmatch(self._nu)) and not ordonne

    @cached_property
    def defait(self) -> bool:
        """Tell « annule ma dernière modification »."""
        return bool(DEFAIT.fullmatch(self._nu))

    @cached_property
    def laisse_cet_axe(self) -> bool:
        """Tell « on laisse tomber cet axe », the one that is spoken of."""
        return bool(CET_AXE.search(self.plie))

    @cached_property
    def ne_dit_que_non(self) -> bool:
        """Tell « nn », « non non », and nothing else."""
        return bool(NON_SEUL.fullmatch(self._nu))

    @cached_property
    def montre(self) -> bool:
        """Tell « montre les participants », which names what it asks the value of."""
        return bool(MONTRE.match(self._nu))

    @cached_property
    def est_presse(self) -> bool:
        """Tell « j'ai pas le temps »."""
        return PRESSE.search(self.plie) is not None and "?" not in self.texte

    @cached_property
    def parle_de_sa_clause(self) -> bool:
        """Tell « dans ma clause », of the one that is written here."""
        return SA_CLAUSE.search(self.plie) is not None

    @cached_property
    def demande_si_c_est_note(self) -> bool:
        """Tell « c'est bien noté ? », « pourquoi avoir ôté l'axe santé ? », of what is noted."""
        return "?" in self.texte and SI_C_EST_NOTE.search(self.plie) is not None

    @cached_property
    def demande_une_valeur(self) -> bool:
        """Tell « c'est combien ? », « elle est prévue ? », « plafonnée ? », of what is decided."""
        return bool(VALEUR_DEMANDEE.search(self.plie)) and not A_PREVOIR.search(self.plie)

    @cached_property
    def n_achete_pas(self) -> bool:
        """Tell « je suis salarié », « mon employeur »: who asks is no buyer."""
        return N_ACHETE_PAS.search(self.plie) is not None

    @cached_property
    def article_cite(self) -> str | None:
        """Return the « 11.7 » of « à l'article 11.7, que signifie… », which may be its clause's."""
        cite = ARTICLE.search(self.plie)
        return cite["numero"] if cite else None

    @cached_property
    def demande_une_sanction(self) -> bool:
        """Tell « et si la réunion n'est pas tenue ? », not what one should provide for."""
        defaille = DEFAILLANCE.search(self.plie) is not None
        return "?" in self.texte and defaille and not A_PREVOIR.search(self.plie)

    @cached_property
    def dit_une_part(self) -> bool:
        """Tell « dont 12 mois ferme », which is of the duration said before."""
        return DIT_UNE_PART.search(self.plie) is not None

    @cached_property
    def veut_le_facilitateur(self) -> bool:
        """Tell « je veux l'avis du facilitateur », « qui j'appelle ? »."""
        vise = AVIS_DU_FACILITATEUR.search(self.plie) or CHERCHE_QUELQU_UN.search(self.plie)
        return vise is not None

    @cached_property
    def prend_conge(self) -> bool:
        """Tell « ok merci, c'est ce que je pensais »."""
        return CONGE.fullmatch(self._nu) is not None

    @cached_property
    def renonce_a_la_clause(self) -> bool:
        """Tell « je n'ai pas besoin de la clause, juste savoir »."""
        return RENONCE.search(self.plie) is not None and "?" not in self.texte

    @cached_property
    def retire_la_demande(self) -> bool:
        """Tell « annulez la demande au facilitateur », « je n'ai rien demandé au guichet »."""
        return RETRAIT.search(self.plie) is not None

    @cached_property
    def fait_refaire(self) -> bool:
        """Tell « refais », of the clause that was given."""
        return bool(REFAIS.fullmatch(self._nu))

    @cached_property
    def demande_oui_ou_non(self) -> bool:
        """Tell « alors, oui ou non ? », which says neither."""
        return bool(OUI_OU_NON.search(self.plie))

    @cached_property
    def demande_l_avis(self) -> bool:
        """Tell « donnez-moi l'avis », which asks for the verdict itself, not why it is."""
        return bool(AVIS_DEMANDE.search(self.plie)) or self.demande_oui_ou_non

    @cached_property
    def demande_l_avis_en_l_etat(self) -> bool:
        """Tell « donnez-moi l'avis en l'état », although something is missing."""
        return self.demande_l_avis and bool(EN_L_ETAT.search(self.plie))

    @cached_property
    def veut_la_clause(self) -> bool:
        """Tell « je veux la clause direct »."""
        return bool(VEUT_LA_CLAUSE.search(self.plie))

    @cached_property
    def ordonne_la_clause(self) -> bool:
        """Tell « redonnez-moi la clause complète à jour »."""
        return bool(CLAUSE_ORDONNEE.fullmatch(self._nu))

    @cached_property
    def clause_seule(self) -> str | None:
        """Return « complète » of « la clause complète », an order but where it answers."""
        ordre = CLAUSE_ORDONNEE.fullmatch(self._nu)
        seule = ordre is not None and ordre["seule"] is not None
        return self._nu[ordre.end("seule") :].strip(" .!") if ordre and seule else None

    @cached_property
    def demande_ce_que_c_est(self) -> str | None:
        """Return what « c koi l'ambition ? » asks about."""
        trouve = CE_QUE_C_EST.fullmatch(self._nu)
        return (trouve["apres"] or trouve["avant"]) if trouve else None

    @cached_property
    def veut_un_plan(self) -> bool:
        """Tell « je veux un pps »."""
        return bool(VEUT_UN_PLAN.search(self.plie))

    @cached_property
    def demande_un_resume(self) -> bool:
        """Tell « résumez », « en deux phrases pour mon élu »."""
        return bool(RESUME.fullmatch(self._nu))

    @cached_property
    def demande_conseil(self) -> bool:
        """Tell « ce que vous me conseillez », which takes what is proposed."""
        return bool(CONSEIL.fullmatch(self._nu))

    @cached_property
    def demande_un_conseil(self) -> bool:
        """Tell « que me conseillez-vous ? », which takes nothing yet."""
        return bool(CONSEIL_DEMANDE.fullmatch(self._nu))

    @cached_property
    def garde_tout(self) -> bool:
        """Tell « tout garder », « on ne change rien »."""
        return bool(GARDE_TOUT.fullmatch(self._nu))

    @cached_property
    def demande_les_questions_courtes(self) -> bool:
        """Tell « questions courtes »."""
        return bool(QUESTIONS_COURTES.fullmatch(self._nu))

    @cached_property
    def demande_de_ralentir(self) -> bool:
        """Tell « plus lentement, s'il vous plaît », of what is spoken."""
        return bool(RALENTIR.search(self.plie))

    @cached_property
    def atteste(self) -> bool:
        """Tell « oui, ces informations sont exactes », of what was noted."""
        return bool(ATTESTE.fullmatch(self._nu))

    @cached_property
    def remercie(self) -> bool:
        """Tell « ok merci, … », with which what was told is taken."""
        return bool(REMERCIE.match(self._nu))

    @cached_property
    def approuve(self) -> bool:
        """Tell « oui », « oui, c'est bien ça… » at the head, of what was just noted."""
        return bool(APPROUVE.match(self._nu))

    @cached_property
    def dit_juste(self) -> bool:
        """Tell « c'est exact », « vous avez bien compris », anywhere."""
        return bool(EST_JUSTE.search(self.plie))

    @cached_property
    def nomme_l_avis(self) -> bool:
        """Tell « redites l'avis »."""
        return bool(NOMME_L_AVIS.search(self.plie))

    @cached_property
    def parle_de_l_avis(self) -> bool:
        """Tell that the verdict, or its criteria, is spoken of."""
        return bool(PARLE_DE_L_AVIS.search(self.plie))

    @cached_property
    def comme_avant(self) -> bool:
        """Tell « remets comme avant », which takes back a correction."""
        return bool(COMME_AVANT.search(self.plie))

    @cached_property
    def remet(self) -> bool:
        """Tell « remettez les marchés subséquents »."""
        return bool(REMET.search(self.plie)) and "?" not in self.texte
