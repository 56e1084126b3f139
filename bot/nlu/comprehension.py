"""The one component of Rasa's pipeline: the intent model, the readers, and what they come to."""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.assemblage import interventions
from bot.dialogue.comprendre.d_emblee import Parse, d_emblee
from bot.lecture.assemblage import lire
from bot.lecture.lectures import Lecture
from bot.nlu.modele import ModeleIntentions
from bot.nlu.reponses import apprendre, modele_vierge, reponses

FICHIER, FICHIER_DES_REPONSES = "intentions.npz", "reponses.npz"


class Modeles(NamedTuple):
    """What tells the intent of a message, and what it would answer to each question."""

    intentions: ModeleIntentions
    reponses: ModeleIntentions


# the models in service: the parts of a message are classified in the turn, when they are looked at
EN_SERVICE: list[Modeles] = []
Composant = DefaultV1Recipe.ComponentType


@DefaultV1Recipe.register(
    [Composant.INTENT_CLASSIFIER, Composant.ENTITY_EXTRACTOR], is_trainable=True
)
class Comprehension(IntentClassifier, EntityExtractorMixin, GraphComponent):
    """Tells the intent of a message, the question of the guide that it asks, and its facts.

    Rasa would train a second model for the answers (ResponseSelector). One model over all leaves
    (`saluer`, `faq/duree_minimale`, …) compares them on the same scale, for the price of one. A
    fact is an entity of its own name, with a value that can be taken as it is. What cannot is
    under another name: `…_ambigu`, `…_refuse`, `…_indice`.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource, modeles: Modeles) -> None:
        """Keep what Rasa gives, and the models."""
        self._model_storage = model_storage
        self._resource = resource
        self._modeles = modeles

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Comprehension:
        """Build the component, untrained (see Rasa's `GraphComponent`)."""
        return cls(model_storage, resource, Modeles(ModeleIntentions(), modele_vierge()))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Comprehension:
        """Load the trained component (see Rasa's `GraphComponent`)."""
        with model_storage.read_from(resource) as dossier:
            modeles = Modeles(
                ModeleIntentions.charger(dossier / FICHIER),
                ModeleIntentions.charger(dossier / FICHIER_DES_REPONSES, modele_vierge()),
            )
        for modele in modeles:
            modele.classer("bonjour")  # reads what spelling needs now, not at the first message
        EN_SERVICE[:] = [modeles]
        return cls(model_storage, resource, modeles)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of `data/`."""
        exemples = [
            (e.get(TEXT), e.get(INTENT_RESPONSE_KEY) or e.get(INTENT))
            for e in training_data.intent_examples
            if e.get(TEXT)
        ]
        self._modeles.intentions.apprendre(*zip(*exemples, strict=True))
        apprendre(self._modeles.reponses, exemples)
        with self._model_storage.write_to(self._resource) as dossier:
            self._modeles.intentions.enregistrer(dossier / FICHIER)
            self._modeles.reponses.enregistrer(dossier / FICHIER_DES_REPONSES)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to messages what they mean by themselves."""
        for message in messages:
            texte = message.get(TEXT) or ""
            parse = _analyser(texte, self._modeles)
            entites = [_en_entite(lecture) for lecture in parse.lectures]
            message.set(ENTITIES, self.add_extractor_name(entites), add_to_output=True)
            for nom, valeur in _en_sortie(parse, texte, self._modeles).items():
                message.set(nom, valeur, add_to_output=True)
        return messages


def analyser(texte: str) -> dict[str, Any]:
    """Return what Rasa's parse of a text would hold, by the model in service."""
    parse = _analyser(texte, EN_SERVICE[0])
    entites = [_en_entite(lecture) for lecture in parse.lectures]
    return {TEXT: texte, ENTITIES: entites, **_en_sortie(parse, texte, EN_SERVICE[0])}


def _analyser(texte: str, modeles: Modeles) -> Parse:
    return d_emblee(texte, modeles.intentions.classer, lire, interventions().seuils)


def _en_sortie(parse: Parse, texte: str, modeles: Modeles) -> dict[str, Any]:
    """Return what Rasa's parse holds besides entities: its own keys, and ours."""
    dites = reponses(parse.reponse or texte, modeles.reponses)
    sortie: dict[str, Any] = {
        INTENT: {"name": parse.intention, "confidence": parse.confiance},
        "intent_ranking": [{"name": nom, "confidence": p} for nom, p in parse.classement],
        "demandes": [{"texte": dit, "nom": nom, "confiance": p} for dit, nom, p in parse.demandes],
        "reponses": [
            {"question": question, "valeur": valeur, "confiance": p}
            for question, (valeur, p) in dites.items()
        ],
    }
    if parse.reponse is not None:
        sortie["reponse"] = parse.reponse
    if parse.question_du_guide is not None:
        nom = parse.question_du_guide
        reponse = {"intent_response_key": nom, "utter_action": f"utter_{nom}"}
        sortie["response_selector"] = {nom.partition("/")[0]: {"response": reponse}}
    return sortie


def _en_entite(lecture: Lecture) -> dict[str, Any]:
    suffixe = "" if lecture.nature == "fait" else f"_{lecture.nature}"
    return {
        "entity": lecture.fait + suffixe,
        "value": lecture.valeur,
        "start": lecture.debut,
        "end": lecture.fin,
        "motif": lecture.motif,
        "interrogatif": lecture.interrogatif,
        "sure": lecture.sure,
        "part": lecture.part,
    }
