"""Give a message the facts of a contract that it states, as Rasa entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.lecture.assemblage import lire
from bot.lecture.lectures import Lecture

# intents that a fact plainly stated overrules: they say less than it does
HORS_SUJET, SUREMENT = "hors_sujet", 0.45
SANS_CONTENU = frozenset(
    {"nlu_fallback", "hors_sujet", "bavarder", "saluer", "remercier", "autre_langue", None}
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LecteurDeFaits(EntityExtractorMixin, GraphComponent):
    """Read durations, amounts, form, recurrence and subject.

    A fact is an entity of its own name, with a value that can be taken as it is. What cannot is
    under another name: `…_ambigu`, `…_refuse`, `…_indice`.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LecteurDeFaits:
        """Build the component (see Rasa's `GraphComponent`)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the facts to messages, and their intent when they say nothing else."""
        for message in messages:
            lectures = lire(message.get("reponse") or message.get(TEXT) or "")
            entites = [_en_entite(lecture) for lecture in lectures]
            message.set(ENTITIES, self.add_extractor_name(entites), add_to_output=True)
            intention = (message.get(INTENT) or {}).get("name")
            if intention == HORS_SUJET and message.get(INTENT)["confidence"] >= SUREMENT:
                continue  # « mon chat miaule tous les matins » says nothing of a contract
            affirmes = [lue for lue in lectures if lue.nature == "fait" and not lue.interrogatif]
            if affirmes and intention in SANS_CONTENU:
                message.set(INTENT, {"name": "informer", "confidence": 1.0}, add_to_output=True)
        return messages


def _en_entite(lecture: Lecture) -> dict[str, Any]:
    suffixe = "" if lecture.nature == "fait" else f"_{lecture.nature}"
    return {
        "entity": lecture.fait + suffixe,
        "value": lecture.valeur,
        "start": lecture.debut,
        "end": lecture.fin,
        "motif": lecture.motif,
        "interrogatif": lecture.interrogatif,
    }
