"""The intent model as a Rasa component."""

from __future__ import annotations

import re
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
from bot.nlu.parties import parties, question_finale

FICHIER = "intentions.npz"
MOTS_D_UNE_DEMANDE = 3
# what may be answered before something is asked
REPOND = re.compile(r"(?:dire_|informer|affirmer|nier|passer|prendre_defaut|refuser_de_dire)")
# « je ne sais pas, c'est quoi un lot ? » gives no answer: the question asks for help to give one
HESITE = "ne_sait_pas"
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
        modele.classer("bonjour")  # reads what spelling needs now, not at the first message
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
        """Classify a message; of « oui, mais c'est quoi un lot ? », the answer and the question."""
        texte = message.get(TEXT) or ""
        finale = question_finale(texte)
        question = self._question_sure(finale.question) if finale else None
        if finale is None or question is None:
            self._noter(message, *self._classer_le_tout(texte))
            return
        dits = self._modele.classer(finale.reponse)
        etiquette, confiance = dits[0]
        if REPOND.match(etiquette) and confiance >= QUESTION_SURE:
            message.set("reponse", finale.reponse, add_to_output=True)
            self._noter(message, dits, [question])
        elif finale.entiere or etiquette == HESITE:
            rangs = self._modele.classer(finale.question)
            self._noter(message, rangs, self._demandes(texte, rangs[0][0]))
        else:
            self._noter(message, *self._classer_le_tout(texte))

    def _classer_le_tout(self, texte: str) -> tuple[list[tuple[str, float]], list[dict[str, Any]]]:
        rangs = self._modele.classer(texte)
        return rangs, self._demandes(texte, rangs[0][0])

    def _noter(
        self, message: Message, rangs: list[tuple[str, float]], demandes: list[dict[str, Any]]
    ) -> None:
        etiquette, confiance = rangs[0]
        intention = etiquette.partition("/")[0]
        retenus = rangs[: self._config["ranking_length"]]
        classement = [{"name": nom, "confidence": p} for nom, p in retenus]
        message.set(INTENT, {"name": intention, "confidence": confiance}, add_to_output=True)
        message.set("intent_ranking", classement, add_to_output=True)
        message.set("demandes", demandes, add_to_output=True)
        if intention != etiquette:
            reponse = {"intent_response_key": etiquette, "utter_action": f"utter_{etiquette}"}
            message.set("response_selector", {intention: {"response": reponse}}, add_to_output=True)

    def _question_sure(self, question: str) -> dict[str, Any] | None:
        """Return a question of the guide with its confidence, if it surely is one."""
        nom, confiance = self._modele.classer(question)[0]
        if not nom.startswith("faq/") or confiance < QUESTION_SURE:
            return None
        return {"texte": question, "nom": nom, "confiance": confiance}

    def _demandes(self, texte: str, principale: str) -> list[dict[str, Any]]:
        """Classify the parts of a message; leave out those that say what the whole says.

        A question is taken as a whole sentence: « les pénalités, c'est obligatoire ? » is one.
        """
        demandes: dict[str, dict[str, Any]] = {}
        for partie, phrase in parties(texte):
            entiere = partie == texte.strip() or len(partie.split()) < MOTS_D_UNE_DEMANDE
            nom, confiance = ("", 0.0) if entiere else self._modele.classer(partie)[0]
            hors_phrase = partie != phrase and nom.startswith("faq/")
            if confiance and nom != principale and not hors_phrase:
                demandes.setdefault(nom, {"texte": partie, "nom": nom, "confiance": confiance})
        return list(demandes.values())
