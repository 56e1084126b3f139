"""Rasa's memory of conversations: the slots, and the events of the last turns only.

What counts is in the files (`bot.dossiers`); this is a cache, and a turn costs the same whatever
the length of the conversation.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.dossiers.base import dans_un_tour, session
from bot.dossiers.tables import Suivi, TourDeSuivi

journal = logging.getLogger(__name__)
# what `GET /conversations/{id}/tracker` promises
TOURS_GARDES = 20
# Rasa's rules look at nothing older; « répète » looks at the turn before
TOURS_RELUS = 2


class SuivisRecents(TrackerStore):
    """Keeps trackers in two tables, within the transaction of the turn when there is one."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the slots, and the events since the tracker was read."""
        await self._executer(self._garder, tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of a conversation, None when there is none."""
        return await self._executer(self._relire, sender_id)

    async def keys(self) -> Iterable[str]:
        """Return the conversations' names."""
        noms: list[str] = await self._executer(_conversations)
        return noms

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation."""
        await self._executer(_oublier, sender_id)

    async def _executer(self, fonction: Any, *arguments: Any) -> Any:
        """Run on the turn's session; asked by Rasa's API, off the loop that answers everybody."""

        def executer() -> Any:
            with session() as courante:
                return fonction(courante, *arguments)

        return executer() if dans_un_tour() else await asyncio.to_thread(executer)

    def _garder(self, courante: Session, tracker: DialogueStateTracker) -> None:
        nom = tracker.sender_id
        suivi = courante.get(Suivi, nom) or Suivi(conversation=nom)
        suivi.slots = json.dumps(_dits(tracker), ensure_ascii=False)
        suivi.boucle = tracker.active_loop_name
        courante.add(suivi)
        nouveaux = list(tracker.events)[getattr(tracker, "deja_gardes", 0) :]
        if nouveaux:
            evenements = json.dumps([e.as_dict() for e in nouveaux], ensure_ascii=False)
            courante.add(TourDeSuivi(conversation=nom, evenements=evenements))
            courante.flush()
            _elaguer(courante, nom)
        tracker.deja_gardes = len(tracker.events)

    def _relire(self, courante: Session, nom: str) -> DialogueStateTracker | None:
        suivi = courante.get(Suivi, nom)
        if suivi is None:
            return None
        tracker = self.init_tracker(nom)
        tours = _derniers_tours(courante, nom, TOURS_RELUS if dans_un_tour() else TOURS_GARDES)
        # led by the slots as they are now: what older turns set is in them, and Rasa copies a
        # tracker by playing its events again
        slots = [SlotSet(slot, valeur) for slot, valeur in json.loads(suivi.slots).items()]
        evenements = [*slots, *_evenements(tours, suivi.boucle)]
        tracker.update_with_events(evenements, self.domain)
        tracker.deja_gardes = len(tracker.events)
        return tracker


def _dits(tracker: DialogueStateTracker) -> dict[str, Any]:
    return {nom: v for nom, v in tracker.current_slot_values().items() if v is not None}


def _evenements(tours: Sequence[TourDeSuivi], boucle: str | None) -> list[Event]:
    """Return the events of turns, led by what is needed of the forgotten ones.

    A row that cannot be read, written by another version or damaged, is a turn forgotten.
    """
    lus: list[Event] = [ActiveLoop(boucle)] if boucle else []
    for tour in tours:
        try:
            lus += [Event.from_parameters(e) for e in json.loads(tour.evenements)]
        except Exception:
            journal.exception("tour illisible, oublié")
    return lus if len(lus) > 1 else [*lus, ActionExecuted(ACTION_LISTEN_NAME)]


def _derniers_tours(courante: Session, nom: str, combien: int) -> list[TourDeSuivi]:
    requete = select(TourDeSuivi).where(TourDeSuivi.conversation == nom)
    requete = requete.order_by(TourDeSuivi.id.desc()).limit(combien)
    return list(courante.scalars(requete))[::-1]


def _elaguer(courante: Session, nom: str) -> None:
    """Forget the turns that are older than those that are kept."""
    de_la_conversation = TourDeSuivi.conversation == nom
    anciens = select(TourDeSuivi.id).where(de_la_conversation)
    anciens = anciens.order_by(TourDeSuivi.id.desc()).offset(TOURS_GARDES).limit(1)
    dernier_ancien = courante.scalar(anciens)
    if dernier_ancien is not None:
        courante.execute(
            delete(TourDeSuivi).where(de_la_conversation, TourDeSuivi.id <= dernier_ancien)
        )


def _conversations(courante: Session) -> list[str]:
    return list(courante.scalars(select(Suivi.conversation)))


def _oublier(courante: Session, nom: str) -> None:
    courante.execute(delete(TourDeSuivi).where(TourDeSuivi.conversation == nom))
    courante.execute(delete(Suivi).where(Suivi.conversation == nom))
