"""Rasa's memory of conversations: slots that show the file, the events of the last turns.

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
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.dossiers import conversations
from bot.dossiers.base import dans_un_tour, session
from bot.dossiers.tables import Conversation, TourDeSuivi
from bot.moteur.traduction import en_slots
from bot.tour import lire_etat

journal = logging.getLogger(__name__)
# what `GET /conversations/{id}/tracker` promises
TOURS_GARDES = 20
# Rasa's rules look at nothing older; « répète » looks at the turn before
TOURS_RELUS = 2
# the file alone says what the slots hold; a session that starts would empty them
CHANGENT_LES_SLOTS = (SlotSet, SessionStarted)


class SuivisRecents(TrackerStore):
    """Keeps trackers in two tables, within the transaction of the turn when there is one."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the events since the tracker was read; what is only looked at leaves no trace."""
        if dans_un_tour():
            await self._executer(_garder, tracker)

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

    def _relire(self, courante: Session, nom: str) -> DialogueStateTracker | None:
        conversation = courante.get(Conversation, nom)
        en_tour = dans_un_tour()
        tours = _derniers_tours(courante, nom, TOURS_RELUS if en_tour else TOURS_GARDES)
        dossier = conversations.dossier_de(courante, conversation) if conversation else None
        if not tours and dossier is None:
            return None
        etat = lire_etat(conversation, dossier)
        slots = en_slots(etat, dossier.reference if dossier else None)
        tracker = self.init_tracker(nom)
        # Rasa copies a tracker by playing its events again: they are led by the slots as the file
        # has them, and those that past turns set, which others may have changed since, are left out
        montres = [SlotSet(slot, v) for slot, v in slots.items() if v is not None]
        tracker.update_with_events([*montres, *_evenements(tours)], self.domain)
        tracker.deja_gardes = len(tracker.events)
        return tracker


def _garder(courante: Session, tracker: DialogueStateTracker) -> None:
    nouveaux = list(tracker.events)[getattr(tracker, "deja_gardes", 0) :]
    evenements = json.dumps([e.as_dict() for e in nouveaux], ensure_ascii=False)
    tour = TourDeSuivi(
        conversation=tracker.sender_id, evenements=evenements, boucle=tracker.active_loop_name
    )
    courante.add(tour)
    courante.flush()
    _elaguer(courante, tracker.sender_id)
    tracker.deja_gardes = len(tracker.events)


def _evenements(tours: Sequence[TourDeSuivi]) -> list[Event]:
    """Return the events of turns, led by what is needed of the forgotten ones.

    A row that cannot be read, written by another version or damaged, is a turn forgotten.
    """
    boucle = tours[-1].boucle if tours else None
    lus: list[Event] = [ActiveLoop(boucle)] if boucle else []
    for tour in tours:
        try:
            relus = [Event.from_parameters(e) for e in json.loads(tour.evenements)]
            lus += [e for e in relus if not isinstance(e, CHANGENT_LES_SLOTS)]
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
    return list(courante.scalars(select(Conversation.nom)))


def _oublier(courante: Session, nom: str) -> None:
    courante.execute(delete(TourDeSuivi).where(TourDeSuivi.conversation == nom))
