"""The intent model as a Rasa component."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.modele import ModeleIntentions

FICHIER = "intentions.skops"
# « rédige la clause et je veux parler à quelqu'un »: where a sentence may pass to another request
PHRASES = re.compile(r"[.;!\n]+|\?+")
JOINTURE = re.compile(r",? (?:et|puis|mais)(?: puis| aussi)? |, ")
PARTIES_AU_PLUS = 4
MOTS_D_UNE_DEMANDE = 2
# « Nettoyage, 4 ans. C'est quoi un titulaire ? »: facts, then a question
QUESTION_FINALE = re.compile(r"[^.!;\n]{3,}[.!;\n]\s*(?P<question>[^.!;\n]+\?)\s*$")
QUESTION_SURE = 0.4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ClassifieurIntentions(IntentClassifier, GraphComponent):
    """Tells the intent of a message and, of a question of the guide, which one it is.

    Rasa would train a second model for the answers (ResponseSelector). One model over all leaves
    (`saluer`, `faq/duree_minimale`, …) compares them on the same scale, for the price of one.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        modele: ModeleIntentions,
    ) -> None:
        """Keep what Rasa gives, and the model."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._modele = modele

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return how many of the likeliest labels are given."""
        return {"ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClassifieurIntentions:
        """Build the component, untrained (see Rasa's `GraphComponent`)."""
        return cls(config, model_storage, resource, ModeleIntentions())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ClassifieurIntentions:
        """Load the trained component (see Rasa's `GraphComponent`)."""
        with model_storage.read_from(resource) as dossier:
            modele = ModeleIntentions.charger(dossier / FICHIER)
        modele.classer("bonjour")  # reads the vectors now, not at the first message
        return cls(config, model_storage, resource, modele)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of `data/`."""
        exemples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._modele.apprendre(
            [e.get(TEXT) for e in exemples],
            [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in exemples],
        )
        with self._model_storage.write_to(self._resource) as dossier:
            self._modele.enregistrer(dossier / FICHIER)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent, its ranking, and the question of the guide when there is one."""
        for message in messages:
            self._classer(message)
        return messages

    def _classer(self, message: Message) -> None:
        texte = message.get(TEXT) or ""
        rangs = self._classer_texte(texte)[: self._config["ranking_length"]]
        etiquette, confiance = rangs[0]
        intention = etiquette.partition("/")[0]
        classement = [{"name": nom, "confidence": p} for nom, p in rangs]
        message.set(INTENT, {"name": intention, "confidence": confiance}, add_to_output=True)
        message.set("intent_ranking", classement, add_to_output=True)
        message.set("demandes", self._demandes(texte, etiquette), add_to_output=True)
        if intention != etiquette:
            reponse = {"intent_response_key": etiquette, "utter_action": f"utter_{etiquette}"}
            message.set("response_selector", {intention: {"response": reponse}}, add_to_output=True)

    def _classer_texte(self, texte: str) -> list[tuple[str, float]]:
        """Classify a message; a question of the guide that ends it is what it asks."""
        finale = QUESTION_FINALE.search(texte)
        if finale:
            rangs = self._modele.classer(finale["question"])
            if rangs[0][0].startswith("faq/") and rangs[0][1] >= QUESTION_SURE:
                return rangs
        return self._modele.classer(texte)

    def _demandes(self, texte: str, principale: str) -> list[dict[str, Any]]:
        """Classify the parts of a message; leave out those that say what the whole says.

        A question is taken as a whole sentence: « les pénalités, c'est obligatoire ? » is one.
        """
        demandes: dict[str, dict[str, Any]] = {}
        for phrase in _couper(texte, PHRASES):
            morceaux = [m for m in _couper(phrase, JOINTURE) if m != phrase]
            for partie in [phrase, *morceaux][:PARTIES_AU_PLUS]:
                entiere = partie == texte.strip() or len(partie.split()) < MOTS_D_UNE_DEMANDE
                nom, confiance = ("", 0.0) if entiere else self._modele.classer(partie)[0]
                hors_phrase = partie != phrase and nom.startswith("faq/")
                if confiance and nom != principale and not hors_phrase:
                    demandes.setdefault(nom, {"texte": partie, "nom": nom, "confiance": confiance})
        return list(demandes.values())


def _couper(texte: str, separateur: re.Pattern[str]) -> list[str]:
    """Cut a text after its separators; a question keeps its mark."""
    coupes = [0, *(trouve.end() for trouve in separateur.finditer(texte)), len(texte)]
    parties = [texte[debut:fin].strip(" ,;.!\n") for debut, fin in pairwise(coupes)]
    return [re.sub(r",? (?:et|puis|mais)(?: puis| aussi)?$", "", p) for p in parties if p]
