"""What the stand-in answers: one of each structure, worded as the assistant words them."""

from __future__ import annotations

from typing import Any

from tests.widget.faux_canal import FauxCanal, Message

PROGRESSION = {"type": "progression", "fait": 4, "sur": 12, "texte": "Question 4 sur 12 environ"}
OBLIGATION = {
    "valeur": "a_verifier",
    "texte": "La date de lancement décide si l’article L. 2112-2-1 s’applique : à vérifier.",
    "source": "Code de la commande publique, article L. 2112-2-1.",
}


def _critere(libelle: str, etat: str, constat: str, raison: str) -> dict[str, str]:
    source = "Guide des facilitateurs, partie 2.1."
    return {
        "id": libelle.lower(), "libelle": libelle, "etat": etat, "constat": constat,
        "raison": raison, "source": source,
    }  # fmt: skip


REMPLI = _critere("Récurrence", "rempli", "récurrent", "Le guide vise les prestations récurrentes.")
NON_REMPLI = _critere(
    "Durée du contrat", "non_rempli", "18 mois", "Deux ans au moins sont préconisés."
)
INCONNU = _critere("Titulaire stable", "inconnu", "", "À demander : combien de titulaires.")
RESUMES = {
    "sous_reserve": "L’avis dépend d’un point qui reste à vérifier.",
    "favorable": "Un plan de progrès social convient à ce lot.",
    "defavorable": "Un plan de progrès social ne paraît pas approprié à ce lot.",
}


def avis(titre: str, verdict: str, criteres: list[dict[str, str]], lot: int | None) -> Message:
    """Return a verdict."""
    return {
        "text": titre,
        "custom": {
            "type": "avis", "verdict": verdict, "titre": titre, "lot": lot,
            "resume": RESUMES[verdict],
            "criteres": criteres,
            "vigilances": ["Les reconductions sont longues."] if verdict == "sous_reserve" else [],
            "leviers": [] if verdict == "favorable" else ["Allonger la durée ferme du contrat."],
            "a_savoir": ["Votre référence : PPS-2026-000001."],
            "obligation_sociale": OBLIGATION,
            "suite": "Passons à la clause.",
        },
    }  # fmt: skip


def _documents(version: int) -> list[Message]:
    blocs: list[dict[str, Any]] = [
        {"type": "titre", "niveau": 1, "texte": f"Clause, version {version}"},
        {"type": "titre", "niveau": 2, "texte": "Article 1. Objet"},
        {"type": "paragraphe", "texte": "Le titulaire réunit les parties."},
        {"type": "liste", "elements": ["Un tuteur par équipe", "Un forum par an"]},
        {"type": "tableau", "lignes": [["Action", "Indicateur"], ["Tutorat", "Heures"]]},
    ]
    apercu = {"type": "apercu", "document": "clause", "titre": "Clause", "blocs": blocs}
    remis = {"id": "clause", "titre": "Clause", "formats": {"docx": f"/documents/v{version}.docx"}}
    return [
        {"text": f"Voici la clause.\n{' '.join(STIPULATIONS * 3)}", "custom": apercu},
        {
            "text": "À télécharger :\n/documents/clause.docx",
            "custom": {"type": "documents", "dossier": "PPS-2026-000001", "documents": [remis]},
        },
        {"text": "Et maintenant ?"},
    ]


# long, as a clause is where no preview is shown
STIPULATIONS = [
    "Le titulaire établit un plan de progrès social sous trois mois après la notification.",
    "Il le soumet à l’acheteur, qui le valide ou demande qu’il soit complété.",
    "Une réunion de lancement réunit l’acheteur, le titulaire et le facilitateur.",
    "Chaque action porte un indicateur, une échéance et le nom de qui en répond.",
    "Le titulaire rend compte de leur avancement une fois par an, dans un bilan écrit.",
    "Une action qui n’est pas réalisée est reportée, remplacée ou sanctionnée comme il est dit.",
]
OPTIONS_A_COCHER = [
    {"valeur": "insertion_emploi", "libelle": "Insertion", "coche": True},
    {"valeur": "egalite", "libelle": "Égalité", "coche": False},
    {"valeur": "sante_securite", "libelle": "Santé", "coche": False},
]
# higher than the screen of a telephone
MODALITES = [
    {"valeur": f"m{rang}", "coche": False, "libelle": f"Modalité {rang}, dite en une ligne ou deux"}
    for rang in range(1, 9)
]
LIGNES = [
    {"slot": "objet", "libelle": "Objet", "texte": "entretien des bancs", "modifier": "/m{}"},
    {"slot": "duree_mois", "libelle": "Durée totale", "texte": "48 mois", "modifier": "/d{}"},
]
REPONSES: dict[str, list[Message]] = {
    "bonjour": [
        {"text": "Bonjour. Je suis un robot."},
        {
            "text": "Quelle récurrence ?\n- ponctuel\n- continu",
            "buttons": [{"title": "Oui, récurrent", "payload": "/dire{}"}],
            "custom": PROGRESSION,
        },
    ],
    "avis": [
        avis("Avis sous réserve", "sous_reserve", [REMPLI, INCONNU], None),
        {"text": "Où en est la procédure ?"},
    ],
    "lots": [
        {"text": "L’avis se rend lot par lot.\n- Lot 1 : favorable\n- Lot 2 : défavorable"},
        avis("Avis favorable", "favorable", [REMPLI], 1),
        avis("Avis défavorable", "defavorable", [NON_REMPLI], 2),
        {"text": "Et ensuite ?"},
    ],
    "axes": [
        {
            "text": "Quatre axes…",
            "custom": {
                "type": "choix_multiples", "slot": "axes", "texte": "Le guide propose trois axes.",
                "options": OPTIONS_A_COCHER,
            },
        },
        {"text": "Quels axes retenez-vous ?", "custom": PROGRESSION},
    ],
    "modalites": [
        {
            "text": "Huit modalités…",
            "custom": {
                "type": "choix_multiples", "slot": "revue_modalites", "options": MODALITES,
            },
        },
        {"text": "Lesquelles voulez-vous changer ?", "custom": PROGRESSION},
    ],
    "recapitulatif": [
        {
            "text": "Récapitulatif",
            "custom": {"type": "recapitulatif", "titre": "Ce que j’ai lu", "lignes": LIGNES},
        },
        {
            "text": "Est-ce exact ?",
            "buttons": [{"title": "Oui, c’est exact", "payload": "/oui{}"}],
        },
    ],
    "clause": _documents(1),
    "refais la clause": _documents(2),
    "effacer mes données": [
        {
            "text": "Voulez-vous vraiment tout effacer ?",
            "buttons": [{"title": "Oui, tout effacer", "payload": "/recommencer"}],
        }
    ],
    "/recommencer": [{"text": "Tout est effacé."}],
}  # fmt: skip


def repondre(_: str, __: str, texte: str) -> list[Message]:
    """Answer as `REPONSES` says, anything else with its own words."""
    return REPONSES.get(texte, [{"text": f"Entendu : {texte}"}])


def remplir(canal: FauxCanal) -> None:
    """Give every session two hundred messages, of which twenty verdicts."""
    for nom, session in canal.sessions.items():
        for rang in range(90):
            canal.dire(session, f"{nom}-{rang}", "avis" if rang < 20 else "une question")
