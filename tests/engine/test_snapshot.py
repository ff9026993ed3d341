"""What the next turn needs is the same as if everything had been replayed."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.events import (
    ActionExecutionRejected,
    AllSlotsReset,
    ConversationPaused,
    Event,
    LoopInterrupted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_project.dialogue.reply_language import reply_language
from rasa_project.engine.events import RANKING_KEPT, dump_event, event_from, load_event
from rasa_project.engine.snapshot import Base, cut_of, folded
from tests.storage.helpers import CLOSE, DOMAIN, OPEN, SLOTS, beginning, turn

NAMES = [slot.name for slot in DOMAIN.slots]


def replayed(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("anna", events, DOMAIN.slots)


def windowed(turns: list[list[Event]], kept: int = 2, most: int = 4) -> tuple[Base, list[Event]]:
    """Base and window after all turns, each saved like the store does."""
    base, window = Base(), []
    for events in turns:
        window = [*window, *events]
        cut = cut_of(window, kept, most)
        if cut:
            base = Base.load(folded(base, window[:cut], DOMAIN.slots).dump())
            window = window[cut:]
    return base, window


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that dialogue and answers read from a tracker."""
    newest_first = (e.parse_data or {} for e in reversed(tracker.events) if isinstance(e, UserUttered))
    loop = copy.copy(tracker.active_loop)
    if loop is not None and loop.trigger_message:
        loop.trigger_message = {k: v for k, v in loop.trigger_message.items() if k != "language"}
    return {
        "slots": tracker.current_slot_values(),
        "loop": loop,
        "paused": tracker.is_paused(),
        "last": tracker.latest_message.text,
        "metadata": tracker.latest_message.metadata,
        "action": tracker.latest_action_name,
        "bot": tracker.latest_bot_utterance.text,
        "followup": tracker.followup_action,
        "states": tracker.past_states(DOMAIN)[-3:],
        "language": reply_language(None, newest_first),
    }


some_event = st.sampled_from(
    [
        *SLOTS,
        OPEN,
        CLOSE,
        AllSlotsReset(),
        ConversationPaused(),
        LoopInterrupted(True),
        ActionExecutionRejected("some_form"),
    ]
)


def begins_session(number: int, new_session: bool) -> bool:
    return number == 0 or (new_session and number % 4 == 0)


def as_rasa_does(told: list[Any]) -> list[Any]:
    """A form is opened where it is closed, and runs where it is open or opens; the rest is left as it was drawn."""
    is_open, turns = False, []
    for number, (text, events, language, clear, action, new_session) in enumerate(told):
        is_open = is_open and not begins_session(number, new_session)
        was_open, kept = is_open, []
        for event in events:
            if event is not OPEN or not is_open:
                kept.append(event)
            is_open = event is OPEN or (is_open and event is not CLOSE)
        may_run = was_open or OPEN in kept
        runs = action if may_run or action != "some_form" else "utter_ask"
        turns.append((text, kept, language, clear, runs, new_session))
    return turns


some_turn = st.tuples(
    st.text(max_size=5),
    st.lists(some_event, max_size=4),
    st.sampled_from([None, "kk", "ru"]),
    st.booleans(),
    st.sampled_from(["utter_ask", "action_tell", "some_form"]),
    st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(some_turn, min_size=1, max_size=14).map(as_rasa_does))
def test_base_and_window_are_as_good_as_all_events(told: list[Any]) -> None:
    turns = []
    for number, (text, events, language, clear, action, new_session) in enumerate(told):
        begin = beginning() if begins_session(number, new_session) else []
        turns.append([*begin, *turn(text, *map(copy.copy, events), language=language, clear=clear, action=action)])
    base, window = windowed(turns)
    restored = replayed([*base.events(NAMES), *window])
    found, whole = state(restored), state(replayed([event for events in turns for event in events]))
    assert found == whole


def test_a_rejected_message_leaves_the_same_states() -> None:
    rejected = [OPEN], [ActionExecutionRejected("some_form")], [], [], []
    told = [([], "utter_ask")] * 3 + [(events, "some_form") for events in rejected]
    turns = [turn("", *map(copy.copy, events), action=action) for events, action in told]
    turns[0] = [*beginning(), *turns[0]]
    base, window = windowed(turns)
    assert state(replayed([*base.events(NAMES), *window])) == state(replayed([e for events in turns for e in events]))


def test_a_window_does_not_grow() -> None:
    base, window = windowed([*[beginning()], *(turn(f"m{i}", *map(copy.copy, SLOTS)) for i in range(200))])
    assert sum(isinstance(event, UserUttered) for event in window) <= 4
    assert len(base.events(NAMES)) <= 10


def test_sessions_of_one_turn_do_not_pile_up_slots() -> None:
    base, window = Base(), []
    for number in range(30):
        carried = [copy.copy(event) for event in [*base.events(NAMES), *window] if type(event) is type(SLOTS[0])]
        window = [*window, *beginning(), *carried, *turn(f"m{number}", *map(copy.copy, SLOTS))]
        cut = cut_of(window, 2, 4)
        base, window = folded(base, window[:cut], DOMAIN.slots), window[cut:]
        assert len(window) + len(base.events(NAMES)) < 25
    assert base.slots["place"] == "Қазалы"


@pytest.mark.parametrize(("is_clear", "language"), [(False, "kk"), (True, "ru")])
def test_a_borrowed_word_does_not_turn_a_folded_talk(is_clear: bool, language: str) -> None:
    told = [("сәлем", "kk", True), ("аптека", "ru", is_clear), *[("1", None, False)] * 4]
    turns = [turn(text, language=told_in, clear=clear) for text, told_in, clear in told]
    base, window = windowed([[*beginning(), *turns[0]], *turns[1:]])
    assert base.language == language == state(replayed([*base.events(NAMES), *window]))["language"]


def test_the_language_outlives_the_session() -> None:
    base, window = windowed([[*beginning(), *turn("сыпь", language="ru")], [*beginning(), *turn("/ask")]])
    assert state(replayed([*base.events(NAMES), *window]))["language"] == "ru"


def test_slots_that_the_domain_lost_are_left_out() -> None:
    base, _ = windowed([[*beginning(), *turn("a", SLOTS[0])], [*beginning(), *turn("b")]])
    assert not [event for event in base.events(["place"]) if getattr(event, "key", None) == "age"]


@pytest.mark.parametrize("event", [*beginning(), *turn("Қызылша\u0000", *SLOTS, OPEN, CLOSE)])
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    text = dump_event(event)
    back = load_event(text)
    assert type(back) is type(event)
    assert "\u0000" not in text
    assert "\\u0000" not in text
    kept, given = back.as_dict(), event.as_dict()
    if "parse_data" in given:
        assert len(kept["parse_data"].pop("intent_ranking")) == RANKING_KEPT
        assert kept["parse_data"]["intent"] == given["parse_data"]["intent"]
        assert kept["metadata"] == {"of": "Қызылша\ufffd"}
    else:
        assert kept == {**given, **({"text": "re Қызылша\ufffd"} if given["event"] == "bot" else {})}


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(ValueError, match="'moon'"):
        event_from({"event": "moon"})
