"""Telling a real receiver: signed, again after failures, never redirected, given up in the end, after kill -9 too."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from rasa_project.observability.metrics import metrics
from rasa_project.security.keys import create
from rasa_project.webhooks import delivery, registration
from rasa_project.webhooks.delivery import signed
from rasa_project.webhooks.queue import Event
from rasa_project.webhooks.teller import AT_ONCE_OF_ONE, PAUSES, Teller
from tests.webhooks.conftest import Desk
from tests.webhooks.receiver import Receiver, receiving
from tests.webhooks.test_queue import event


def waiting(office: Desk, *events: Event) -> None:
    queue = office.queue()
    for one in events:
        queue.put(replace(one, made=time.time() - 3600 + one.made))  # within the last hour, in their order
    queue.close()


def left(office: Desk) -> int:
    queue = office.queue()
    try:
        return queue.count()
    finally:
        queue.close()


def telling(
    office: Desk, until: Callable[[], bool], pauses: tuple[float, ...] = (0.05, 0.05, 0.05), **more: Any
) -> None:
    """A teller runs until something is so."""

    async def run() -> None:
        teller = Teller(office.keys, office.path, loopback=more.pop("loopback", True), pauses=pauses, **more)
        job = asyncio.ensure_future(teller.run())
        end = time.monotonic() + 20
        while not until() and time.monotonic() < end:
            teller.wake()
            await asyncio.sleep(0.02)
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)
        assert until()

    asyncio.run(run())


def counted(what: str) -> float:
    return metrics().webhooks.labels(what)._value.get()


def test_it_is_signed_as_standard_webhooks_says_and_holds_no_text(entered: Desk, receiver: Receiver) -> None:
    waiting(entered, event())
    telling(entered, lambda: left(entered) == 0)
    (post,) = receiver.posts
    told = post.verified(entered.secret)
    assert told == event().told
    assert post.headers["webhook-id"] == event().name
    assert abs(int(post.headers["webhook-timestamp"]) - time.time()) < 60
    assert post.headers["content-type"] == "application/json"
    assert post.headers["user-agent"].startswith("measles-bot/")
    changed = post.body.replace(b"anna", b"olga")
    with pytest.raises(WebhookVerificationError):
        Webhook(entered.secret).verify(changed, post.headers)


def test_it_is_the_scheme_of_the_specification() -> None:
    """The example of Standard Webhooks 1.0, as its libraries test it."""
    found = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], 1614265330)  # fmt: skip  # noqa: E501
    assert found["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert found["webhook-timestamp"] == "1614265330"


def test_a_post_that_is_replayed_later_is_refused_by_a_receiver(entered: Desk) -> None:
    """The time is signed with the body, so nobody can make an old post new."""
    body = '{"type":"emergency"}'
    old = signed("msg_1", body, [entered.secret], time.time() - 3600)
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(entered.secret).verify(body, old)
    moved = old | {"webhook-timestamp": str(int(time.time()))}
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        Webhook(entered.secret).verify(body, moved)
    assert Webhook(entered.secret).verify(body, signed("msg_1", body, [entered.secret], time.time()))


def test_while_a_secret_is_renewed_both_sign(entered: Desk, receiver: Receiver) -> None:
    new = registration.enter(entered.keys, "clinic", receiver.url, old_hours=1)
    waiting(entered, event())
    telling(entered, lambda: left(entered) == 0)
    (post,) = receiver.posts
    assert len(post.headers["webhook-signature"].split()) == 2
    assert post.verified(entered.secret) == post.verified(new) == event().told


def test_a_receiver_that_fails_is_told_again_under_the_same_name(entered: Desk, receiver: Receiver) -> None:
    before = counted("told"), counted("failed")
    receiver.answer = lambda count: (500, {}) if count < 2 else (200, {})
    waiting(entered, event())
    telling(entered, lambda: left(entered) == 0)
    assert len(receiver.posts) == 3
    assert {post.headers["webhook-id"] for post in receiver.posts} == {event().name}
    for post in receiver.posts:  # each try has its own time, and is signed for it
        assert post.verified(entered.secret) == event().told
    assert (counted("told") - before[0], counted("failed") - before[1]) == (1, 2)


def test_in_the_end_it_is_given_up_and_counted(
    entered: Desk, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    before = counted("dead")
    receiver.answer = lambda count: (503, {})
    waiting(entered, event())
    with caplog.at_level(logging.ERROR):
        telling(entered, lambda: left(entered) == 0)
    assert len(receiver.posts) == 1 + 3  # a try, and one behind each pause
    assert counted("dead") - before == 1
    assert "clinic is given up (503)" in caplog.text
    assert "anna-secret" not in caplog.text
    assert receiver.url not in caplog.text
    assert b'bot_webhooks_total{what="dead"}' in metrics().exposition()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_redirected(entered: Desk, receiver: Receiver, status: int) -> None:
    with receiving() as elsewhere:
        receiver.answer = lambda count: (status, {"Location": elsewhere.url}) if count < 1 else (204, {})
        waiting(entered, event())
        telling(entered, lambda: left(entered) == 0)
        assert elsewhere.posts == []
    assert len(receiver.posts) == 2


def test_a_receiver_that_is_gone_is_not_asked_again(entered: Desk, receiver: Receiver) -> None:
    receiver.answer = lambda count: (410, {})
    waiting(entered, event())
    telling(entered, lambda: left(entered) == 0)
    assert len(receiver.posts) == 1


@pytest.mark.parametrize(
    ("status", "told", "wait"),
    [
        (429, "120", 120),
        (503, "7", 7),
        (500, "7", 0),
        (429, "Wed, 21 Oct", 0),
        (429, "9" * 12, 6 * 3600),
        (429, "-1", 0),
    ],
)
def test_a_receiver_may_ask_for_time(status: int, told: str, wait: float) -> None:
    assert delivery._judged(status, {b"retry-after": told.encode()}).wait == wait


def test_a_slow_receiver_holds_up_nobody_else(entered: Desk, receiver: Receiver) -> None:
    receiver.wait = 30
    with receiving() as quick:
        create(entered.keys, "other")
        registration.enter(entered.keys, "other", quick.url)
        waiting(entered, *(event(number, made=1.0) for number in range(6)))
        waiting(entered, *(event(number, "other", made=2.0) for number in range(10, 14)))
        telling(entered, lambda: len(quick.posts) == 4, pauses=PAUSES)
        assert len(receiver.posts) == AT_ONCE_OF_ONE
    assert left(entered) >= 6


def test_a_slow_receiver_is_left_and_tried_again(
    entered: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "TRY_SECONDS", 0.4)
    receiver.wait = 30
    waiting(entered, event())
    telling(entered, lambda: len(receiver.posts) >= 2, pauses=(0.05,) * 20)
    assert left(entered) == 1
    assert {post.headers["webhook-id"] for post in receiver.posts} == {event().name}


@pytest.mark.parametrize(
    "answers", [b"", b"HTTP/1.1 204", b"\x00\xff", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"]
)
def test_what_is_no_http_is_a_failure(entered: Desk, answers: bytes) -> None:
    before = counted("failed")

    async def run() -> None:
        async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(100)
            writer.write(answers)
            writer.close()

        server = await asyncio.start_server(broken, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        webhook = entered.keys.get("clinic").webhook
        assert webhook is not None
        tried = await delivery.tell(event(), type(webhook)(**{**vars(webhook), "url": url}), loopback=True)
        server.close()
        assert (tried.is_told, tried.is_refused) == (False, False)

    asyncio.run(run())
    assert counted("failed") == before


def test_a_webhook_that_was_ended_or_asks_for_less_is_told_nothing(entered: Desk, receiver: Receiver) -> None:
    registration.enter(entered.keys, "clinic", receiver.url, ["contact"])
    waiting(entered, event(1), event(2, "nobody"))
    telling(entered, lambda: left(entered) == 0)
    assert receiver.posts == []


def test_without_the_setting_this_machine_is_never_told(entered: Desk, receiver: Receiver) -> None:
    """A file of keys that was changed by hand, or a setting that was taken back."""
    waiting(entered, event())
    telling(entered, lambda: left(entered) == 0, loopback=False)
    assert receiver.posts == []


def test_a_name_that_leads_to_this_machine_is_never_told(
    office: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rasa_project.webhooks import addresses

    async def looked_up(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses, "addresses_of", looked_up)
    registration.enter(office.keys, "clinic", f"https://clinic.example:{receiver.port}/")
    waiting(office, event())
    before = counted("dead")
    telling(office, lambda: left(office) == 0, loopback=False)
    assert receiver.posts == []
    assert counted("dead") - before == 1


def test_who_was_deleted_while_told_is_not_told_again(entered: Desk, receiver: Receiver) -> None:
    receiver.answer = lambda count: (500, {})

    def deleted() -> bool:
        if receiver.posts:
            queue = entered.queue()
            queue.delete_person(event().person)
            queue.close()
        return bool(receiver.posts)

    waiting(entered, event())
    telling(entered, deleted)
    assert left(entered) == 0


def test_a_broken_file_is_said_once_and_looked_at_again(entered: Desk, caplog: pytest.LogCaptureFixture) -> None:
    entered.path.write_bytes(b"no database" * 100)
    with caplog.at_level(logging.ERROR):

        def seen() -> bool:
            return caplog.text.count("Webhooks can't be told") >= 1

        telling(entered, seen)
    assert caplog.text.count("Webhooks can't be told") == 1


def test_pauses_grow_and_end_within_a_day() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert 20 * 3600 < sum(PAUSES) < 24 * 3600
