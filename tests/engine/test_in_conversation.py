"""Entities in the light of the conversation: when facts are told, and what an open question takes otherwise."""

from __future__ import annotations

import time
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_project.engine.entity_extractor import KazakhEntityExtractor
from rasa_project.engine.in_conversation import InConversation
from rasa_project.kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import default_finder
from tests.data.content import ROOT


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


def entities(domain: Domain, text: str, **slots: Any) -> dict[str, Any]:
    events = [SlotSet(name, value) for name, value in slots.items()]
    loop = [ActiveLoop("consultation_form")] if "requested_slot" in slots else []
    tracker = DialogueStateTracker.from_events("anna", [*loop, *events], domain.slots)
    message = Message({TEXT: text})
    KazakhEntityExtractor(default_analyzer(), default_finder()).process([message])
    InConversation().process([message], tracker)
    return {one["entity"]: one["value"] for one in message.get(ENTITIES)}


def test_the_time_of_each_fact_is_noted_beside_those_of_before(domain: Domain) -> None:
    found = entities(domain, "екі рет екпе алған", told_at={"child_age_months": 5.0})
    assert found["doses"] == 2
    assert found["told_at"]["child_age_months"] == 5.0
    assert time.time() - found["told_at"]["doses"] < 60


@pytest.mark.parametrize("text", ["қызылша қалай жұғады", "жөтелі бар", ""])
def test_no_fact_no_time(domain: Domain, text: str) -> None:
    assert "told_at" not in entities(domain, text, told_at={"child_age_months": 5.0})


@pytest.mark.parametrize("question", ["danger", "danger_again", "risk", "fever"])
def test_two_of_what_was_asked_about_are_no_doses(domain: Domain, question: str) -> None:
    assert entities(domain, "екеуі де бар", requested_slot=question) == {}
    assert entities(domain, "біреуі бар", requested_slot=question) == {}


def test_where_doses_are_asked_they_are(domain: Domain) -> None:
    assert entities(domain, "екеуін де алды", requested_slot="doses")["doses"] == 2
    assert entities(domain, "екеуін де алды")["doses"] == 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [("мен жүктімін, екпе алуға бола ма", {}), ("ал кішісі ше", {}), ("балама екпе қашан", {"doses": 5.0})],
)
def test_another_person_takes_the_times_away(domain: Domain, text: str, kept: dict[str, float]) -> None:
    before = {"child_age_months": 84.0, "told_at": {"doses": 5.0}}
    assert entities(domain, text, **before).get("told_at", {"doses": 5.0}) == kept
