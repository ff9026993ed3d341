"""Entering a webhook: beside the key, by the operator; its secret is shown once and kept sealed."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from rasa_project import cli
from rasa_project.security.key_file import KeyFile, KeyFileError
from rasa_project.security.keys import Wish, create, renew
from rasa_project.webhooks import registration
from tests.webhooks.conftest import Desk
from tests.webhooks.receiver import Receiver

URL = "https://clinic.example/events"


def test_it_stands_beside_the_key_and_its_secret_is_sealed(office: Desk) -> None:
    secret = registration.enter(office.keys, "clinic", URL, ["contact"])
    assert secret.startswith("whsec_")
    text = office.keys.path.read_text(encoding="utf-8")
    assert secret not in text
    assert secret[6:] not in text
    webhook = KeyFile(office.keys.path).get("clinic").webhook
    assert webhook is not None
    assert (webhook.url, webhook.events) == (URL, ("contact",))
    assert registration.secrets_of(webhook) == [secret]


def test_a_key_without_one_is_written_as_before(office: Desk) -> None:
    """An older bot reads the file as long as no webhook was entered."""
    (entry,) = json.loads(office.keys.path.read_text(encoding="utf-8"))["keys"]
    assert "webhook" not in entry


def test_a_new_secret_may_leave_the_old_one_for_a_time(office: Desk) -> None:
    old = registration.enter(office.keys, "clinic", URL)
    new = registration.enter(office.keys, "clinic", URL, old_hours=2)
    webhook = office.keys.get("clinic").webhook
    assert webhook is not None
    assert registration.secrets_of(webhook) == [new, old]
    ended = (datetime.now(timezone.utc) - timedelta(hours=1)).isoformat()
    assert registration.secrets_of(type(webhook)(**{**vars(webhook), "old_until": ended})) == [new]
    newest = registration.enter(office.keys, "clinic", URL)
    webhook = office.keys.get("clinic").webhook
    assert webhook is not None
    assert registration.secrets_of(webhook) == [newest]


def test_it_outlives_a_renewed_key_and_ends_with_a_revoked_one(office: Desk) -> None:
    registration.enter(office.keys, "clinic", URL)
    renew(office.keys, "clinic")
    assert office.keys.get("clinic").webhook is not None
    registration.end(office.keys, "clinic")
    assert office.keys.get("clinic").webhook is None
    with pytest.raises(KeyFileError, match="has no webhook"):
        registration.end(office.keys, "clinic")
    registration.enter(office.keys, "clinic", URL)
    office.keys.revoke("clinic")
    assert office.keys.all()["clinic"].webhook is None


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"url": "http://clinic.example/"}, "is not https"),
        ({"url": "https://10.0.0.1/"}, "no public address"),
        ({"events": []}, "An event is one of emergency, contact"),
        ({"events": ["feedback"]}, "An event is one of"),
        ({"old_hours": -1}, "0 to 720 hours"),
        ({"name": "nobody"}, "no valid key"),
        ({"name": "computes"}, "not for messages"),
    ],
)
def test_what_can_not_be_is_refused(office: Desk, arguments: dict[str, object], reason: str) -> None:
    create(office.keys, "computes", Wish(scopes=("schedule",)))
    with pytest.raises(KeyFileError, match=reason):
        registration.enter(office.keys, **{"name": "clinic", "url": URL, **arguments})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "broken", [{"events": []}, {"events": ["x"]}, {"url": 7}, {"old_until": "2026-11-30T10:00:00"}]
)
def test_a_damaged_entry_closes_the_file_as_any_other(office: Desk, broken: dict[str, object]) -> None:
    registration.enter(office.keys, "clinic", URL)
    content = json.loads(office.keys.path.read_text(encoding="utf-8"))
    content["keys"][0]["webhook"].update(broken)
    office.keys.path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(KeyFileError, match="damaged"):
        KeyFile(office.keys.path).all()


def test_the_command(
    office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REST_KEYS_FILE", str(office.keys.path))
    monkeypatch.setenv("AUDIT_FILE", str(tmp_path / "audit.jsonl"))

    def run(*words: str) -> tuple[int, str, str]:
        status = cli.main(["keys", *words])
        told = capsys.readouterr()
        return status, told.out.strip(), told.err

    status, secret, about = run("webhook", "clinic", URL, "--event", "emergency")
    assert (status, secret[:6]) == (0, "whsec_")
    assert "once only" in about
    assert "tells emergency to clinic.example" in run("list")[1]
    assert run("webhook", "clinic")[0] == run("webhook", "clinic", URL, "--off")[0] == 1
    assert run("webhook", "clinic", "--try", "--off")[0] == run("webhook", "nobody", "--try")[0] == 1
    assert "not https" in run("webhook", "clinic", "http://clinic.example/")[2]
    assert run("webhook", "clinic", "--off")[0] == 0
    assert "tells" not in run("list")[1]
    lines = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["what"], one["key"]) for one in lines] == [("webhook-enter", "clinic"), ("webhook-end", "clinic")]
    assert secret not in (tmp_path / "audit.jsonl").read_text(encoding="utf-8")


def test_it_is_tried_out(
    entered: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REST_KEYS_FILE", str(entered.keys.path))

    def tried() -> tuple[int, str]:
        status = cli.main(["keys", "webhook", "clinic", "--try"])
        told = capsys.readouterr()
        return status, told.out + told.err

    assert tried() == (0, "clinic has taken a test event.\n")
    told = receiver.posts[0].verified(entered.secret)
    assert (told["type"], told["data"]) == ("test", {})
    receiver.answer = lambda count: (500, {})
    assert tried()[0] == 1
    assert "was not told (500)" in tried()[1]
    monkeypatch.setenv("WEBHOOK_LOOPBACK", "off")
    assert "was not told (address)" in tried()[1]
    Path(os.environ["WEBHOOK_KEY_FILE"]).unlink()
    assert "Enter the webhook anew" in tried()[1]
    assert "has no webhook" in no_webhook(entered, capsys)


def no_webhook(entered: Desk, capsys: pytest.CaptureFixture[str]) -> str:
    create(entered.keys, "quiet")
    assert cli.main(["keys", "webhook", "quiet", "--try"]) == 1
    return capsys.readouterr().err
