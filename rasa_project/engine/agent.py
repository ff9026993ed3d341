"""A turn has an end: an answer that is stored, or a polite text with 103. Never silence, never half an answer."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import logging
from pathlib import Path
from typing import Any, Final

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from kazakh.analysis import one_turn
from kazakh.languages import guess_language
from rasa_project.channels.payloads import SESSION_START
from rasa_project.dialogue.fixed_answers import TURN_FAILED, TURN_LATE, fixed_text
from rasa_project.engine.processor import TurnProcessor
from rasa_project.observability.metrics import label_of, metrics
from rasa_project.serving.tally import Tally, describe
from rasa_project.settings import TURN_SECONDS
from rasa_project.storage.errors import QueueError, StoreError

logger = logging.getLogger(__name__)

DEFAULT_DEADLINE_SECONDS: Final = float(TURN_SECONDS.default)
_GREETING: Final = "/greet"
#: A question that every model answers.
PLAIN_QUESTION: Final = "Қызылшаға қарсы екпе қай жаста салынады?"


class HeldAnswers(OutputChannel):
    """Keeps answers back until their turn is stored; then the parent's channel gets them."""

    def __init__(self, channel: OutputChannel) -> None:
        """Nothing is held yet."""
        self.channel = channel
        self.held: list[tuple[str, dict[str, Any]]] = []

    def name(self) -> str:
        """Name of the parent's channel: responses may be worded for it."""
        return str(self.channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Hold an answer."""
        self.held.append((recipient_id, message))

    async def deliver(self) -> None:
        """Send what is held, in order."""
        for recipient_id, message in self.held:
            await self.channel.send_response(recipient_id, message)


class TurnAgent(Agent):
    """Rasa's agent whose turns end, and whose store errors are seen.

    Attributes:
        on_trial: whether the model is new, and no worker has served with it yet.

    Rasa wraps every store so that it falls back to memory; conversations would be lost at the next restart and
    nobody would know. Here the store is used as it is.
    """

    def __init__(self, *args: Any, deadline_seconds: float = DEFAULT_DEADLINE_SECONDS, **kwargs: Any) -> None:
        """As Rasa's agent; ``deadline_seconds`` is what a turn may take, waiting in line included."""
        super().__init__(*args, **kwargs)
        self.deadline_seconds = deadline_seconds
        self.tally = Tally()
        self.on_trial = False

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        if store is None:
            return InMemoryTrackerStore(domain)
        store.domain = domain
        return store

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model, with a processor that is faster than Rasa's and decides the same."""
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses
        self._set_fingerprint(fingerprint)

    def model_parts(self) -> dict[str, Any]:
        """What a model consists of here, for :meth:`put_back`."""
        return {"processor": self.processor, "domain": self.domain, "fingerprint": self.fingerprint}

    def put_back(self, parts: dict[str, Any]) -> None:
        """Take a model again that was loaded before."""
        self.processor = parts["processor"]
        self.domain = self.tracker_store.domain = parts["domain"]
        self._set_fingerprint(parts["fingerprint"])

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """One turn. What the parent gets is stored, or says that it failed."""
        self.tally.count("turns")
        held = HeldAnswers(message.output_channel)
        failed = await self._failure_of(message, held)
        if failed is None and not held.held:
            self.tally.count("turns_silent")
            logger.error("A turn ended without an answer")
            failed = TURN_FAILED
        if failed is not None:
            language = guess_language(message.text or "").reply or "kk"
            held.held = [(message.sender_id, {"text": fixed_text(failed, language)})]
        await held.deliver()
        channel = message.output_channel
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    async def warm_up(self) -> None:
        """Handle one message on the side, so that the first parent does not wait for what loads at first use.

        Raises:
            RuntimeError: the model has no answer to a plain question.
        """
        processor = copy.copy(self.processor)
        processor.tracker_store = InMemoryTrackerStore(self.domain)
        answers = await processor.handle_message(UserMessage(PLAIN_QUESTION, CollectingOutputChannel(), "warm-up"))
        if not answers:
            raise RuntimeError("the model has no answer to a plain question")

    async def _failure_of(self, message: UserMessage, held: HeldAnswers) -> str | None:
        """Run the turn; the name of the text that says how it failed, or ``None``."""
        if not self.is_ready():
            self.tally.count("turns_too_early")
            return TURN_FAILED
        try:
            await self._play(message, held)
        except asyncio.TimeoutError:
            self.tally.count("turns_late")
            logger.error("A turn took longer than %g s", self.deadline_seconds)
            return TURN_LATE
        except (StoreError, QueueError) as error:
            self.tally.count("store_errors" if isinstance(error, StoreError) else "queue_errors")
            logger.error("A turn failed: %s", error)
        except Exception as error:
            logger.error("A turn failed: %s", describe(error))
        else:
            return None
        self.tally.count("turns_failed")
        return TURN_FAILED

    async def try_turn(self, message: UserMessage) -> None:
        """A turn as :meth:`handle_message` plays it, but uncounted, and what fails is raised."""
        held = HeldAnswers(message.output_channel)
        await self._play(message, held)
        await held.deliver()

    async def _play(self, message: UserMessage, held: HeldAnswers) -> None:
        """One turn within its time; its answers are held.

        Raises:
            asyncio.TimeoutError: it took too long.
        """
        own = copy.copy(message)
        own.output_channel = held
        await asyncio.wait_for(self._turn(own), self.deadline_seconds)

    async def _turn(self, message: UserMessage) -> None:
        waiting = metrics().queue.labels(label_of(message.input_channel))
        async with contextlib.AsyncExitStack() as held:
            with waiting.track_inprogress():
                await held.enter_async_context(self.lock_store.lock(message.sender_id))
            with one_turn():
                await self._handle(message)

    async def _handle(self, message: UserMessage) -> None:
        await self.processor.handle_message(message)
        if message.text == SESSION_START:  # Rasa begins a session without a word
            message.text = _GREETING
            await self.processor.handle_message(message)
