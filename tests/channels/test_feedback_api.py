"""What integrators send of answers: kept without text, counted once, refused where it is not theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from limits import parse

from rasa_project.channels.access.control import AccessControl
from rasa_project.channels.kept_answers import MemoryStore
from rasa_project.channels.once import Once
from rasa_project.channels.rest import ApiInput, RestInput
from rasa_project.channels.rest.idempotency import Idempotency
from rasa_project.observability.metrics import metrics
from rasa_project.privacy.senders import pseudonym_of, sender_hasher
from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import KeyRing, Wish, create
from rasa_project.security.limits import rate_limiter
from rasa_project.security.settings import Rates
from rasa_project.security.trust import Trust
from tests.channels.contract import document
from tests.channels.rated import ANSWERS, RatedBot
from tests.channels.web.serving import Answer, Page, serving

MESSAGES, FEEDBACK, RASA = "/api/v1/messages", "/api/v1/feedback", "/webhooks/rest/webhook"


class Clinic:
    """A caller with a key of its own; every answer must be as the document says."""

    def __init__(self, port: int, key: str, bot: RatedBot) -> None:
        self.bot = bot
        self._page = Page(port, origin=None, headers={"Authorization": f"Bearer {key}"})

    def call(self, path: str, said: dict[str, Any], **headers: str) -> Answer:
        import json

        answer = self._page.send("POST", path, json.dumps(said).encode(), Content_Type="application/json", **headers)
        document.check(path, "POST", answer.status, answer.headers, answer.body)
        return answer

    def ask(self, message: str, sender: str = "anna") -> Any:
        return self.call(MESSAGES, {"sender": sender, "message": message}).json["feedback"]

    def rate(self, answer: str, verdict: str = "helped", sender: str = "anna", **more: Any) -> Answer:
        return self.call(FEEDBACK, {"sender": sender, "answer": answer, "verdict": verdict, **more})

    def kept(self, sender: str = "anna", owner: str = "clinic") -> list[dict[str, Any]]:
        found = self.bot.tracker_store.database.export_sender(pseudonym_of("rest", sender, owner))
        return [one for one in found if one["event"] == "feedback"]


@pytest.fixture
def clinics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Clinic]]:
    """Two integrators of one server."""
    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()
    metrics.cache_clear()
    file = KeyFile(tmp_path / "keys.json")
    keys = [create(file, name, Wish("600/minute")) for name in ("clinic", "region")]
    limits = Rates(*(parse(rate) for rate in ("200/minute", "300/minute", "1000/hour")), are_off=False)
    access = AccessControl(KeyRing(file), rate_limiter(), limits, frozenset(), Trust())
    once = Once(MemoryStore(), 8)
    bot = RatedBot(tmp_path)
    with serving(
        [ApiInput(access, Idempotency("api", once)), RestInput(access, Idempotency("rest", once))], bot
    ) as port:
        yield [Clinic(port, key, bot) for key in keys]
    bot.tracker_store.close()
    sender_hasher.cache_clear()
    metrics.cache_clear()


@pytest.fixture
def clinic(clinics: list[Clinic]) -> Clinic:
    return clinics[0]


def counted(name: str = "bot_feedback", **labels: str) -> float:
    return metrics().registry.get_sample_value(f"{name}_total", labels) or 0.0


def all_counted() -> float:
    families = [one for one in metrics().registry.collect() if one.name.startswith("bot_feedback")]
    return sum(sample.value for one in families for sample in one.samples if sample.name.endswith("_total"))


def test_advice_carries_a_name_and_how_to_ask_in_the_language_of_the_reply(clinic: Clinic) -> None:
    offered = clinic.ask("корь")
    assert offered["question"] == "Этот ответ помог?"
    assert [one["title"] for one in offered["choices"]] == ["Помогло", "Не помогло"]
    assert [one["verdict"] for one in clinic.ask("ораза")["choices"]] == ["helped", "not_helped"]


@pytest.mark.parametrize("message", sorted(set(ANSWERS) - {"ораза", "корь", "дома"}))
def test_nobody_is_asked_under_a_greeting_a_question_an_emergency_or_distress(clinic: Clinic, message: str) -> None:
    reply = clinic.call(MESSAGES, {"sender": "anna", "message": message}).json
    assert reply["feedback"] is None
    assert clinic.rate(reply["request_id"]).status == 404
    assert clinic.kept() == []
    assert all_counted() == 0


def test_what_is_said_is_kept_without_text_and_counted_by_topic(clinic: Clinic) -> None:
    told = clinic.rate(clinic.ask("ораза")["answer"])
    assert told.status == 200
    assert told.json["text"] == "Рақмет! Жауап пайдалы болғанына қуаныштымын."
    assert (told.json["language"], told.json["reasons"], told.json["near"], told.json["buttons"]) == (
        "kk",
        [],
        None,
        [],
    )
    (kept,) = clinic.kept()
    day = kept.pop("day")
    assert len(day) == len("2026-11-29")
    assert kept == {
        "event": "feedback", "position": kept["position"], "verdict": "helped", "reason": None, "intent": "ask_myth",
        "topic": "ask_myth/fasting", "language": "kk", "channel": "rest",
    }  # fmt: skip
    assert counted(verdict="helped", topic="ask_myth") == 1
    assert all_counted() == 1


def test_of_one_that_did_not_help_the_reason_is_asked_and_the_nearest_questions_are_offered(clinic: Clinic) -> None:
    answer = clinic.ask("ораза")["answer"]
    told = clinic.rate(answer, "not_helped").json
    assert [one["reason"] for one in told["reasons"]] == ["not_my_question", "unclear", "not_true", "other"]
    assert [one["payload"] for one in told["buttons"]] == [
        '/ask_myth{"question":"halal"}', '/ask_treatment{"question":"smoke"}',
    ]  # fmt: skip
    assert told["near"].startswith("Мүмкін")
    after = clinic.rate(answer, "not_helped", reason="unclear").json
    assert after["text"].startswith("Рақмет, ескереміз.")
    assert (after["reasons"], after["buttons"]) == ([], [])
    assert [(one["verdict"], one["reason"]) for one in clinic.kept()] == [("not_helped", "unclear")]
    assert counted(verdict="not_helped", topic="ask_myth") == 1
    assert counted("bot_feedback_reasons", reason="unclear", topic="ask_myth") == 1


def test_verdict_and_reason_may_come_in_one_call(clinic: Clinic) -> None:
    assert clinic.rate(clinic.ask("дома")["answer"], "not_helped", reason="other").status == 200
    assert counted(verdict="not_helped", topic="triage") == 1
    assert counted("bot_feedback_reasons", reason="other", topic="triage") == 1


def test_the_same_again_counts_once_and_is_thanked_the_same(clinic: Clinic) -> None:
    answer = clinic.ask("ораза")["answer"]
    first, again = clinic.rate(answer), clinic.rate(answer)
    assert {**first.json, "request_id": ""} == {**again.json, "request_id": ""}
    assert all_counted() == 1
    for reason in (None, "other", "other", None):
        more = {"reason": reason} if reason else {}
        assert clinic.rate(clinic.ask("корь")["answer"], "not_helped", **more).status == 200
    assert len(clinic.kept()) == 5


def test_ten_at_once_count_once(clinic: Clinic) -> None:
    answer = clinic.ask("ораза")["answer"]
    with ThreadPoolExecutor(10) as threads:
        told = list(threads.map(lambda _: clinic.rate(answer).status, range(10)))
    assert told == [200] * 10
    assert all_counted() == 1
    assert len(clinic.kept()) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"verdict": "helped"}, {"verdict": "not_helped"}),
        ({"verdict": "not_helped"}, {"verdict": "helped"}),
        ({"verdict": "helped"}, {"verdict": "not_helped", "reason": "other"}),
        ({"verdict": "not_helped", "reason": "other"}, {"verdict": "not_helped", "reason": "unclear"}),
    ],
)
def test_the_first_word_stands(clinic: Clinic, first: dict[str, str], then: dict[str, str]) -> None:
    answer = clinic.ask("ораза")["answer"]
    assert clinic.rate(answer, **first).status == 200
    before, counts = clinic.kept(), all_counted()
    refused = clinic.rate(answer, **then)
    assert (refused.status, refused.json["type"]) == (409, "/api/docs#problem-feedback-given")
    assert (clinic.kept(), all_counted()) == (before, counts)


def test_an_old_answer_is_rated_not_the_last_one(clinic: Clinic) -> None:
    old = clinic.ask("ораза")["answer"]
    clinic.ask("корь")
    clinic.rate(old)
    assert [one["topic"] for one in clinic.kept()] == ["ask_myth/fasting"]


def test_nobody_rates_what_another_was_answered(clinics: list[Clinic]) -> None:
    clinic, region = clinics
    answer = clinic.ask("ораза")["answer"]
    region.ask("ораза")
    told = [clinic.rate(answer, sender="berik"), region.rate(answer), clinic.rate("0" * 32)]
    assert [(one.status, one.json["type"]) for one in told] == [(404, "/api/docs#problem-unknown-answer")] * 3
    assert [clinic.kept(), region.kept(owner="region"), all_counted()] == [[], [], 0]


def test_after_a_deletion_nothing_is_left_and_nothing_is_taken(clinic: Clinic) -> None:
    rated, other = clinic.ask("ораза")["answer"], clinic.ask("корь")["answer"]
    clinic.rate(rated)
    database = clinic.bot.tracker_store.database
    events = len(database.events_of(pseudonym_of("rest", "anna", "clinic")))
    assert database.delete_sender(pseudonym_of("rest", "anna", "clinic")) == events + 1
    assert [clinic.rate(one).status for one in (rated, other)] == [404, 404]
    clinic.ask("корь")  # SQLite gives the new conversation the number of the old one
    assert [clinic.rate(one).status for one in (rated, other)] == [404, 404]
    assert clinic.kept() == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"answer": "x"}, "/answer"), ({"answer": 7}, "/answer"), ({"answer": "%" * 32}, "/answer"),
        ({"answer": "A" * 32}, "/answer"), ({"verdict": "yes"}, "/verdict"), ({"verdict": None}, "/verdict"),
        ({"verdict": ["helped"]}, "/verdict"), ({"reason": "unclear"}, "/reason"), ({"sender": ""}, "/sender"),
        ({"verdict": "not_helped", "reason": "it is wrong"}, "/reason"), ({"sender": "\ud83d"}, "/sender"),
        ({"verdict": "not_helped", "reason": {}}, "/reason"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_counted(clinic: Clinic, change: dict[str, Any], pointer: str) -> None:
    answer = clinic.ask("ораза")["answer"]
    refused = clinic.call(FEEDBACK, {"sender": "anna", "answer": answer, "verdict": "helped", **change})
    assert refused.status == 422
    assert pointer in [one["pointer"] for one in refused.json["errors"]]
    assert (clinic.kept(), all_counted()) == ([], 0)


def test_a_talk_hears_nothing_of_it(clinic: Clinic) -> None:
    answer = clinic.ask("ораза")["answer"]
    conversation = pseudonym_of("rest", "anna", "clinic")
    database = clinic.bot.tracker_store.database
    before = (database.events_of(conversation), database.read(conversation))
    clinic.rate(answer, "not_helped", reason="unclear")
    assert (database.events_of(conversation), database.read(conversation)) == before
    tracker = asyncio.run(clinic.bot.tracker_store.retrieve_full_tracker(conversation))
    assert tracker.latest_message.text == "ораза"


def test_answers_in_rasas_form_carry_the_name_too(clinic: Clinic) -> None:
    answers = clinic.call(RASA, {"sender": "anna", "message": "ораза"}).json
    assert clinic.rate(answers[-1]["custom"]["feedback"]["answer"]).status == 200
    assert clinic.call(RASA, {"sender": "anna", "message": "сәлем"}).json[0]["custom"]["feedback"] is None


def test_a_database_that_is_away_is_told_and_nothing_counted(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.storage import feedback
    from rasa_project.storage.errors import StoreError

    def away(*_: Any) -> None:
        raise StoreError("The database is away.")

    answer = clinic.ask("ораза")["answer"]
    monkeypatch.setattr(feedback, "keep", away)
    refused = clinic.rate(answer)
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    assert all_counted() == 0
