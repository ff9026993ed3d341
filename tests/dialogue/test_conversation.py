"""The one slot: what is written is read back; what can't be read starts afresh and never raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.dialogue.conversation import MOST_PEOPLE, Conversation, Episode, LastAnswer, Person, Question, Said
from rasa_project.dialogue.conversation_json import VERSION, from_json, to_json

DAYS = st.dates().map(lambda day: day.isoformat())
YES_NO = st.sampled_from(["yes", "no", "unknown", None])
PEOPLE = st.builds(
    Person,
    id=st.integers(1, 99),
    kind=st.sampled_from(["child", "writer", "grown_up", "group"]),
    sex=st.sampled_from(["f", "m", None]),
    age_months=st.none() | st.integers(0, 1400),
    doses=st.none() | st.integers(0, 2),
    signs=st.frozensets(st.sampled_from(["fever", "rash", "cough"])),
    danger=YES_NO,
    contact_on=st.none() | DAYS,
    unanswered=st.frozensets(st.sampled_from(["age", "doses"])),
    told_at=st.dictionaries(st.sampled_from(["age_months", "doses"]), st.floats(0, 1e10)),
)
PAIRS = st.tuples(st.text(max_size=5), st.text(max_size=5))
SAID = st.builds(
    Said, response=st.text(min_size=1), values=st.dictionaries(st.text(max_size=4), PAIRS), lead=st.none() | PAIRS
)
CONVERSATIONS = st.builds(
    Conversation,
    people=st.lists(PEOPLE, max_size=4, unique_by=lambda one: one.id).map(tuple),
    about=st.none() | st.integers(1, 9),
    episode=st.none()
    | st.builds(Episode, kind=st.sampled_from(["emergency", "contact"]), people=st.just((1, 2)), at=st.floats(0, 1e10)),
    question=st.none() | st.builds(Question, name=st.sampled_from(["age", "danger"]), person=st.integers(1, 9)),
    last=st.builds(LastAnswer, topic=st.none() | st.just("ask_schedule"), said=st.lists(SAID, max_size=3).map(tuple)),
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ["people", "about", "episode", "question", "last", "place", "at", "language", "strange"]


@given(CONVERSATIONS)
def test_what_is_written_is_read_back(conversation: Conversation) -> None:
    assert from_json(json.loads(json.dumps(to_json(conversation)))) == conversation


@given(st.dictionaries(st.sampled_from(FIELDS), ANY_JSON))
def test_a_broken_conversation_starts_afresh(broken: dict[str, Any]) -> None:
    assert isinstance(from_json({"version": VERSION, **broken}), Conversation)


@pytest.mark.parametrize(
    "value",
    [None, "", 7, [], {}, {"version": 0}, {"version": VERSION + 1, "people": []}, {"version": "1"},
     {"version": VERSION, "people": [{"id": "x"}]}, {"version": VERSION, "people": [{"id": 1, "contact_on": "soon"}]},
     {"version": VERSION, "last": {"said": [{"response": "x", "values": {"a": ["one"]}}]}}],
)  # fmt: skip
def test_what_cannot_be_read_is_empty(value: object) -> None:
    assert from_json(value) == Conversation()


def test_more_people_than_a_family_has_are_not_kept() -> None:
    conversation = Conversation()
    for number in range(1, MOST_PEOPLE + 5):
        conversation = conversation.with_person(Person(number))
    assert len(conversation.people) == MOST_PEOPLE
    assert conversation.next_id() == MOST_PEOPLE + 5


def test_a_no_outlives_a_restart() -> None:
    """Not living with the patient is no "not told": else the next contact would make it a living together."""
    told = Conversation(people=(Person(1, had_measles=False, lives_with=False, confirmed=False),))
    assert from_json(json.loads(json.dumps(to_json(told)))) == told
