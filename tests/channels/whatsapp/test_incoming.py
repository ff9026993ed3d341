"""What a post of Meta's means: every kind, odd ones, and anything at all that JSON can hold."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError
from rasa_project.channels.whatsapp.incoming import Order, name_of
from rasa_project.channels.whatsapp.messenger import WhatsApp
from rasa_project.channels.whatsapp.settings import Settings
from tests import whatsapp_updates as updates

ANNA = "77010000001"
COMMANDS = frozenset({"start", "help", "delete"})
DAY = 24 * 3600


@pytest.fixture(scope="module")
def messenger() -> WhatsApp:
    return WhatsApp(Settings("EAAG-token-of-nobody-at-all", updates.PHONE_ID, "s" * 32, "v"))


def read(messenger: WhatsApp, message: dict[str, Any]) -> Incoming:
    (raw,) = messenger.updates_in(updates.post(message))
    return messenger.update(raw, COMMANDS)


def meant(kind: Kind, text: str = "", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, **more}


KINDS = [
    (updates.text(ANNA, "екпе қашан"), meant(Kind.TEXT, "екпе қашан")),
    (updates.text(ANNA, "/Delete"), meant(Kind.COMMAND, "delete")),
    (updates.text(ANNA, "/ask_isolation"), meant(Kind.TEXT, "ask_isolation")),
    (updates.text(ANNA, '/inform{"danger":"no"}'), meant(Kind.TEXT, 'inform{"danger":"no"}')),
    (updates.text(ANNA, "нөмірім 87011234567"), meant(Kind.TEXT, "нөмірім [PHONE]")),
    (updates.text(ANNA, " "), meant(Kind.UNREADABLE)),
    (updates.from_advertisement(ANNA, "сәлем"), meant(Kind.TEXT, "сәлем")),
    (updates.tap(ANNA, "/help", "wamid.Q"), meant(Kind.TAP, "/help", message_id="wamid.Q")),
    (updates.tap(ANNA, "f:a:helped", "wamid.Q", is_row=True), meant(Kind.TAP, "f:a:helped", message_id="wamid.Q")),
    (updates.template_tap(ANNA, "/help", "wamid.Q"), meant(Kind.TAP, "/help", message_id="wamid.Q")),
    (updates.flow_reply(ANNA), meant(Kind.UNREADABLE)),
    (updates.location(ANNA), meant(Kind.LOCATION, place=(45.762, 62.104))),
    (updates.location(ANNA, name="Орталық", address="Әйтеке би"), meant(Kind.LOCATION, place=(45.762, 62.104))),
    (updates.location(ANNA, 1e400), meant(Kind.NOTHING)),
    (updates.voice(ANNA), meant(Kind.UNREADABLE)),
    (updates.media(ANNA, "image"), meant(Kind.UNREADABLE)),
    (updates.media(ANNA, "image", "бұл бөртпе ме"), meant(Kind.UNREADABLE, "бұл бөртпе ме")),
    (updates.media(ANNA, "video", "/help"), meant(Kind.UNREADABLE, "help")),
    (updates.media(ANNA, "document", filename="екпе паспорты.pdf"), meant(Kind.UNREADABLE)),
    (updates.media(ANNA, "sticker", animated=False), meant(Kind.UNREADABLE)),
    (updates.contacts(ANNA), meant(Kind.UNREADABLE)),
    (updates.order(ANNA), meant(Kind.UNREADABLE)),
    (updates.unsupported(ANNA), meant(Kind.UNREADABLE)),
    (updates.unsupported(ANNA, "edit"), meant(Kind.NOTHING)),
    (updates.reaction(ANNA, "wamid.Q"), meant(Kind.NOTHING)),
    (updates.reaction(ANNA, "wamid.Q", None), meant(Kind.NOTHING)),
    (
        updates.edited(ANNA, "екпе бар ма", "wamid.M"),
        meant(Kind.TEXT, "екпе бар ма", message_id="wamid.M", edited=True),
    ),
    (updates.edited_caption(ANNA, "бұл не", "wamid.M"), meant(Kind.TEXT, "бұл не", message_id="wamid.M", edited=True)),
    (updates.revoked(ANNA, "wamid.M"), meant(Kind.NOTHING)),
    (updates.number_changed(ANNA), meant(Kind.NOTHING)),
    (updates.opened(ANNA), meant(Kind.COMMAND, "start")),
    (updates.in_group(ANNA, "сәлем"), meant(Kind.NOTHING, chat_id="", message_id=None)),
    (updates.unknown_kind(ANNA), meant(Kind.NOTHING)),
    (updates.broken(ANNA), meant(Kind.NOTHING, chat_id="", message_id=None)),
    (updates.of_username("KZ.1502576394655843", "сәлем"), meant(Kind.TEXT, "сәлем", chat_id="KZ.1502576394655843")),
    (updates.text("not a number!", "сәлем"), meant(Kind.NOTHING, chat_id="", message_id=None)),
    (updates.text(ANNA, "кеше", at=int(time.time()) - DAY - 60), meant(Kind.LATE)),
    (updates.text(ANNA, "жаңа", at=int(time.time()) - DAY + 600), meant(Kind.TEXT, "жаңа")),
    (updates.text(ANNA, "ертең", at=int(time.time()) + 99_999), meant(Kind.TEXT, "ертең")),
]


@pytest.mark.parametrize(("message", "expected"), KINDS, ids=[f"{i}-{m['type']}" for i, (m, _) in enumerate(KINDS)])
def test_every_kind_of_message(messenger: WhatsApp, message: dict[str, Any], expected: dict[str, Any]) -> None:
    one = read(messenger, message)
    wanted = {"chat_id": ANNA, "message_id": message["id"], **expected}
    if wanted["kind"] is Kind.NOTHING:  # what can't be read keeps its name alone
        del wanted["chat_id"], wanted["message_id"]
    assert one.update_id == name_of(message["id"])
    assert {name: getattr(one, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("what", "code", "kind"),
    [
        ("sent", None, Kind.NOTHING), ("delivered", None, Kind.DELIVERED), ("read", None, Kind.READ),
        ("failed", 131047, Kind.FAILED), ("failed", None, Kind.FAILED), ("failed", 131026, Kind.BLOCKED),
        ("failed", 131050, Kind.BLOCKED), ("deleted", None, Kind.NOTHING),
    ],
)  # fmt: skip
def test_what_became_of_the_bots_own_messages(messenger: WhatsApp, what: str, code: int | None, kind: Kind) -> None:
    status = updates.became("wamid.OUT1", what, ANNA, code)
    (raw,) = messenger.updates_in(updates.post(statuses=[status]))
    one = messenger.update(raw, COMMANDS)
    assert (one.update_id, one.kind) == (name_of(f"wamid.OUT1:{what}"), kind)
    assert one.chat_id == (ANNA if kind is Kind.BLOCKED else "")


def test_a_body_holds_many_and_those_of_other_numbers_and_fields_are_passed_over(messenger: WhatsApp) -> None:
    first, second, third = (updates.text(ANNA, str(number)) for number in range(3))
    status = updates.became("wamid.OUT", "read")
    body = updates.body(
        updates.change(first, second),
        updates.change(updates.text(ANNA, "басқа нөмірге"), phone_id="999"),
        updates.change(updates.text(ANNA, "басқа өріс"), field="message_template_status_update"),
        updates.change(third, statuses=[status]),
    )
    body["entry"].append({"id": "2", "changes": [updates.change(updates.text(ANNA, "соңғы"))]})
    body["entry"] += [None, {"changes": 5}, {"changes": [None, {"field": "messages", "value": []}]}]
    found = [messenger.update(raw, COMMANDS) for raw in messenger.updates_in(body)]
    assert [one.text or one.kind.value for one in found] == ["0", "1", "2", "read", "соңғы"]


@pytest.mark.parametrize("body", [None, 5, "x", [], {}, {"entry": None}, {"entry": {}}])
def test_what_is_no_post_is_refused(messenger: WhatsApp, body: Any) -> None:
    with pytest.raises(NotAnUpdateError, match="list of entries"):
        messenger.updates_in(body)


@pytest.mark.parametrize("name", [None, "", 5, "x" * 513, ["a"]])
def test_a_message_without_a_name_is_none(messenger: WhatsApp, name: Any) -> None:
    with pytest.raises(NotAnUpdateError, match="no id"):
        read(messenger, {**updates.text(ANNA, "сәлем"), "id": name})


def test_pictures_sent_together_share_an_album(messenger: WhatsApp) -> None:
    minute = int(time.time()) // 60 * 60 - 120
    albums = [read(messenger, updates.media(ANNA, "image", at=minute + more)).album for more in (0, 5, 60)]
    assert albums[0] == albums[1] != albums[2]


def test_the_order_is_that_of_writing_and_then_of_coming() -> None:
    order, now = Order(), int(time.time())
    later, earlier = order.place(now, "b"), order.place(now - 1, "a")
    again = [order.place(now, str(number)) for number in range(1000)]
    old = [order.place(now - DAY, name) for name in ("a", "b")]
    assert earlier < later < again[0]
    assert again == sorted(set(again))
    assert len(set(old)) == 2
    assert max(old) < earlier
    assert all(0 < place < 2**63 for place in (*again, *old, later, order.place(4_000_000_000, "z")))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
_NAMES = st.sampled_from(
    ["type", "from", "from_user_id", "id", "timestamp", "text", "body", "interactive", "button", "location", "image",
     "edit", "context", "status", "errors", "recipient_id", "group_id", "unsupported", "code", "latitude", "caption"]
)  # fmt: skip
_KINDS = st.sampled_from([str(message["type"]) for message, _ in KINDS])
_MESSAGES = st.lists(st.dictionaries(_NAMES, _JSON | _KINDS, max_size=8), max_size=3)
_POSTS = st.builds(lambda m, s, e: updates.body(updates.change(*m, statuses=s, errors=e)), *[_MESSAGES] * 3)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(body=_JSON | _POSTS)
def test_anything_that_json_holds_is_read_or_is_no_update(messenger: WhatsApp, body: Any) -> None:
    try:
        found = messenger.updates_in(body)
    except NotAnUpdateError:
        return
    for raw in found:
        try:
            one = messenger.update(raw, COMMANDS)
        except NotAnUpdateError:
            continue
        assert isinstance(one.position, int)
        assert 0 < one.position < 2**63


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(value=_JSON, index=st.integers(0, len(KINDS) - 1), name=_NAMES)
def test_a_message_with_anything_in_one_place_stops_nothing(
    messenger: WhatsApp, value: Any, index: int, name: str
) -> None:
    one = read(messenger, {**KINDS[index][0], name: value, "id": "wamid.X"})
    assert one.kind in Kind
    assert one.update_id == name_of("wamid.X")
