"""What a turn over REST leaves in the queue: for which keys, of which turns; and that no reply waits for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.advice.triage import Level
from rasa_project.observability.turns import Turn
from rasa_project.privacy.senders import pseudonym_of, sender_hasher
from rasa_project.security.keys import create
from rasa_project.security.stored_webhook import EVENTS
from rasa_project.serving.running import RunningTurns, running_turns
from rasa_project.webhooks import announcing, registration
from rasa_project.webhooks.announcing import Announcer, announcer
from rasa_project.webhooks.events import event_of, kinds_of
from rasa_project.webhooks.queue import Event
from scripts.api_description import description
from tests.channels.contract.document import validate
from tests.channels.contract.served import CONVERSATION, PATH, RASA, Served, rates, started
from tests.webhooks.conftest import Desk

URL = "https://clinic.example/events"


def turn(level: Level | None = None, *answers: str) -> Turn:
    return Turn("rest", "p1", "0" * 32, answers=list(answers), level=level)


@pytest.mark.parametrize(
    ("level", "answers", "kinds"),
    [
        (None, ["utter_greet"], ()),
        (Level.DOCTOR_TODAY, ["utter_triage_doctor_today"], ()),
        (Level.EMERGENCY, ["utter_report_emergency"], ("emergency",)),
        (Level.DOCTOR_TODAY, ["utter_exposure_vaccine_now"], ("contact",)),
        (Level.EMERGENCY, ["utter_report_emergency", "utter_exposure_late"], ("emergency", "contact")),
        (None, ["utter_ask_exposure/none"], ()),
    ],
)
def test_which_events_a_turn_is(level: Level | None, answers: list[str], kinds: tuple[str, ...]) -> None:
    assert kinds_of(turn(level, *answers)) == kinds


def test_what_is_told_holds_no_text() -> None:
    found = event_of("contact", turn(Level.DOCTOR_TODAY, "utter_exposure_late"), "clinic", "anna", 1796000000.4)
    about = {"sender": "anna", "level": "doctor_today", "topic": None, "request_id": "0" * 32}
    assert found.told == {"type": "contact", "timestamp": "2026-11-30T00:53:20Z", "data": about}
    assert (found.owner, found.person, found.made) == ("clinic", "p1", 1796000000.4)
    assert found.name.startswith("msg_")


def test_what_is_told_is_what_the_document_says() -> None:
    for kind in ("contact", "emergency"):
        one = event_of(kind, turn(Level.EMERGENCY, "utter_exposure_late"), "clinic", "anna", 1796000000.4)
        validate(one.told, {"$ref": "#/components/schemas/Event"})
    types = description()["components"]["schemas"]["Event"]["properties"]["type"]["enum"]
    assert types == ["emergency", "contact", "test"]
    assert [*EVENTS, "test"] == types


@pytest.fixture
def served(office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server whose key has a webhook."""
    for name, value in (
        ("REST_KEYS_FILE", office.keys.path), ("SENDER_KEY", "k" * 40), ("DATABASE_URL", f"sqlite:///{tmp_path}/conversations.db"),
        ("TELEGRAM_DB", tmp_path / "no.db"), ("AUDIT_FILE", tmp_path / "audit.jsonl"),
    ):  # fmt: skip
        monkeypatch.setenv(name, str(value))
    sender_hasher.cache_clear()
    announcer.cache_clear()
    key = create(office.keys, "told")
    registration.enter(office.keys, "told", URL, ["emergency"])
    bot, server = started(tmp_path, key, rates())
    with server as port:
        yield Served(port, key, bot, tmp_path)
    sender_hasher.cache_clear()
    announcer.cache_clear()


def queued(office: Desk) -> list[Event]:
    """What waits, when all that is written behind a reply (the machine is slow) is written."""
    end = time.monotonic() + 20
    while len(running_turns()) and time.monotonic() < end:
        time.sleep(0.02)
    queue = office.queue()
    found = []
    while (one := queue.claim(time.time() + 1, 3600)) is not None:
        found.append(one)
    queue.close()
    return found


@pytest.mark.parametrize("path", [PATH, RASA])
def test_an_emergency_over_rest_waits_on_disk_when_the_reply_comes(served: Served, office: Desk, path: str) -> None:
    assert served.call("POST", path, {"sender": "anna", "message": "тырысып жатыр"}).status == 200
    assert served.call("POST", path, {"sender": "anna", "message": "дома"}).status == 200
    (found,) = queued(office)
    assert (found.owner, found.told["type"], found.told["data"]["sender"]) == ("told", "emergency", "anna")
    assert found.person == pseudonym_of("rest", "anna", "told")


def test_a_repeated_call_is_one_event(served: Served, office: Desk) -> None:
    for _ in range(2):
        served.call("POST", PATH, {"sender": "anna", "message": "тырысып жатыр"}, Idempotency_Key="one")
    assert len(queued(office)) == 1


def test_who_has_no_webhook_leaves_nothing(served: Served, office: Desk) -> None:
    other = create(office.keys, "quiet")
    served.call("POST", PATH, {"sender": "anna", "message": "тырысып жатыр"}, Authorization=f"Bearer {other}")
    assert not office.path.exists()


def test_what_waits_goes_with_the_conversation(served: Served, office: Desk) -> None:
    for sender in ("anna", "other"):
        served.call("POST", PATH, {"sender": sender, "message": "тырысып жатыр"})
    assert served.call("DELETE", f"{CONVERSATION}?sender=anna").status == 204
    assert [one.told["data"]["sender"] for one in queued(office)] == ["other"]


def test_a_reply_does_not_wait_for_a_disk_that_hangs(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    registration.enter(office.keys, "clinic", URL)
    running = RunningTurns()

    def hangs(self: Announcer, events: list[Event]) -> None:
        time.sleep(1.0)
        write(self, events)

    write = Announcer._write
    monkeypatch.setattr(Announcer, "_write", hangs)

    async def run() -> tuple[int, int]:
        ours = Announcer(office.keys, office.path, running)
        await ours.announce("clinic", "anna", turn(Level.EMERGENCY, "utter_report_emergency"))
        left = len(running)
        return left, await running.wait(20)

    assert asyncio.run(run()) == (1, 0)  # the reply went on while it was written, and a stop waits for it
    assert len(queued(office)) == 1
    assert announcing.PATIENCE_SECONDS <= 0.1


def test_a_disk_that_fails_is_logged_and_no_reply_fails(
    office: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    registration.enter(office.keys, "clinic", URL)

    def fails(self: Announcer, events: list[Event]) -> None:
        raise OSError("no room for anna")

    monkeypatch.setattr(Announcer, "_write", fails)

    async def run() -> None:
        ours = Announcer(office.keys, office.path, RunningTurns())
        await ours.announce("clinic", "anna", turn(Level.EMERGENCY, "utter_report_emergency"))

    asyncio.run(run())
    assert "could not be kept: OSError" in caplog.text
    assert "anna" not in caplog.text


def test_the_file_is_opened_before_the_first_event_where_somebody_wants_to_be_told(
    office: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    Announcer(office.keys, office.path, RunningTurns()).prepare()
    assert not office.path.exists()
    registration.enter(office.keys, "clinic", URL)
    Announcer(office.keys, office.path, RunningTurns()).prepare()
    assert office.path.exists()
    for one in office.path.parent.glob("webhooks.db*"):
        one.unlink()
    office.path.write_bytes(b"no database" * 100)
    Announcer(office.keys, office.path, RunningTurns()).prepare()  # logged, and the server starts
    assert "is damaged" in caplog.text


def test_keys_that_are_lost_fail_no_reply(office: Desk) -> None:
    registration.enter(office.keys, "clinic", URL)
    ours = Announcer(office.keys, office.path, RunningTurns())
    office.keys.all()
    office.keys.path.unlink()
    asyncio.run(ours.announce("clinic", "anna", turn(Level.EMERGENCY, "utter_report_emergency")))
    assert not office.path.exists()
