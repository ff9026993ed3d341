"""How much of a conversation the next turn needs: a base (the state up to a point) and the turns after it.

Rasa replays every event of a session for every message, several times. A conversation is kept here as a *base*, what
all events up to some point leave behind, and a *window*, the last turns as they happened. Replaying the base's few
events and then the window gives the slots, the active form and the last states exactly as replaying everything would;
tests/engine/test_snapshot.py compares the two. When the window has grown to ``most_turns``, its older part is folded
into the base. A new session begins a new window, as in Rasa's own stores.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.dialogue.reply_language import PARSE_KEY, as_reply_language, talk_language
from rasa_project.engine.events import event_from


@dataclass(frozen=True)
class Loop:
    """An active form.

    Attributes:
        name: its name in the domain.
        trigger: parse data of the message that opened it.
        resumed_by: parse data of the message with which it last went on after another action had answered
            (Rasa's unhappy path), where the states of the form begin anew; ``None`` where that never was.
        is_left: whether another action answered since the form ran last.
        is_rejected: whether it refused the last message.
        is_interrupted: whether another action answered the last message.
    """

    name: str
    trigger: dict[str, Any] | None = None
    resumed_by: dict[str, Any] | None = None
    is_left: bool = False
    is_rejected: bool = False
    is_interrupted: bool = False


@dataclass(frozen=True)
class Base:
    """What the events up to a point leave behind.

    Attributes:
        slots: values by name, of slots that were set.
        loop: the active form, or ``None``.
        language: of the talk, also from earlier sessions: the next message turns it only where it is clearly in
            another.
        is_paused: whether the bot was told to be silent.
        at: when the last of the events happened, in seconds since 1970; 0 before the first.
    """

    slots: dict[str, Any] = field(default_factory=dict)
    loop: Loop | None = None
    language: str | None = None
    is_paused: bool = False
    at: float = 0.0

    def dump(self) -> str:
        """As JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Base:
        """From JSON text."""
        data = json.loads(text)
        loop = data.pop("loop", None)
        return cls(**data, loop=Loop(**loop) if loop else None)

    def events(self, known_slots: Iterable[str]) -> list[Event]:
        """Events that lead to this state, the session's beginning first; slots that the domain lost are left out."""
        if not self.at:
            return []
        known = frozenset(known_slots)
        told = [self._user_event({})] if self.language else []
        begin = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=self.at), SessionStarted(timestamp=self.at)]
        slots = [SlotSet(name, value, timestamp=self.at) for name, value in self.slots.items() if name in known]
        paused = [ConversationPaused(timestamp=self.at)] if self.is_paused else []
        return [
            *told,
            *begin,
            *self._loop_events(),
            *slots,
            self._listening(),
            *self._left(),
            *paused,
            *self._loop_flags(),
        ]

    def _user_event(self, parsed: dict[str, Any]) -> Event:
        """A message that only stands for what it leaves behind, the language among it."""
        data = {**parsed, "text": parsed.get("text") or "", PARSE_KEY: self.language}
        return event_from({"event": "user", "timestamp": self.at, "text": data["text"], "parse_data": data})

    def _listening(self) -> Event:
        return ActionExecuted(ACTION_LISTEN_NAME, timestamp=self.at)

    def _loop_events(self) -> list[Event]:
        if self.loop is None:
            return []
        name, runs = self.loop.name, ActionExecuted(self.loop.name, timestamp=self.at)
        opened = [] if self.loop.trigger is None else [self._listening(), self._user_event(self.loop.trigger)]
        events = [*opened, runs, ActiveLoop(name, timestamp=self.at)]
        if self.loop.resumed_by is not None:
            events += [*self._answered_elsewhere(), self._user_event(self.loop.resumed_by), runs]
        return events

    def _left(self) -> list[Event]:
        return self._answered_elsewhere() if self.loop is not None and self.loop.is_left else []

    def _answered_elsewhere(self) -> list[Event]:
        """A message that the form did not answer: only so Rasa's replay does not merge the form's runs around it."""
        return [self._user_event({}), self._listening()]

    def _loop_flags(self) -> list[Event]:
        if self.loop is None:
            return []
        flags: list[Event] = []
        if self.loop.is_rejected:
            flags.append(ActionExecutionRejected(self.loop.name, timestamp=self.at))
        if self.loop.is_interrupted:
            flags.append(LoopInterrupted(True, timestamp=self.at))
        return flags


def cut_of(window: Sequence[Event], kept_turns: int, most_turns: int) -> int:
    """How many events of a window to fold into the base; 0 where none.

    A cut is always before a parent's message: the first of the current session, or the ``kept_turns``-th from the
    end where there are more than ``most_turns``.
    """
    session = max((i for i, event in enumerate(window) if isinstance(event, SessionStarted)), default=-1)
    turns = [i for i, event in enumerate(window) if i > session and isinstance(event, UserUttered)]
    if not turns:
        return 0
    return turns[-kept_turns] if len(turns) > most_turns else turns[0]


def folded(base: Base, events: Sequence[Event], slots: Iterable[Slot]) -> Base:
    """The base after some more events, worked out by Rasa's own replay."""
    if _only_begins(events):
        return Base(language=base.language, at=events[-1].timestamp)
    slots = list(slots)
    replay = [*base.events(slot.name for slot in slots), *events]
    tracker = DialogueStateTracker.from_events("", replay, slots)
    newest_first = [event.parse_data or {} for event in reversed(events) if isinstance(event, UserUttered)]
    return replace(
        base,
        slots={name: slot.value for name, slot in tracker.slots.items() if _was_set(slot)},
        loop=_loop_of(tracker),
        language=talk_language(as_reply_language(base.language), newest_first),
        is_paused=tracker.is_paused(),
        at=events[-1].timestamp if events else base.at,
    )


def _only_begins(events: Sequence[Event]) -> bool:
    """Whether these are no more than a session's beginning: every first turn has it, and no replay is needed."""
    names = [event.action_name if isinstance(event, ActionExecuted) else event.type_name for event in events]
    return names == [ACTION_SESSION_START_NAME, SessionStarted.type_name, ACTION_LISTEN_NAME]


def _was_set(slot: Slot) -> bool:
    return bool(slot.has_been_set or slot.value != slot.initial_value)


def _loop_of(tracker: DialogueStateTracker) -> Loop | None:
    active, name = tracker.active_loop, tracker.active_loop_name
    if active is None or name is None:
        return None
    applied = tracker.applied_events()
    last_run = max((i for i, event in enumerate(applied) if _runs(event, name)), default=0)
    asked = [event.parse_data for event in applied[:last_run] if isinstance(event, UserUttered)]
    resumed_by = asked[-1] if asked and asked[-1] is not active.trigger_message else None
    is_left = _is_left(tracker, name)
    return Loop(name, active.trigger_message, resumed_by, is_left, active.rejected, active.is_interrupted)


def _runs(event: Event, name: str) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == name


def _is_left(tracker: DialogueStateTracker, name: str) -> bool:
    """Whether Rasa's replay would keep a next run of the form as a run of its own."""
    tried = DialogueStateTracker("", [])
    run = ActionExecuted(name)
    tried.events.extend([*tracker.events, run])
    return tried.applied_events()[-1] is run
