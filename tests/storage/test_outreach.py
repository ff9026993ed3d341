"""Who may be written to unasked, and the outbox: taken by one, begun once, ended once, gone with the person."""

from __future__ import annotations

import threading

import pytest

from rasa_project.storage import campaigns, outbox, outreach, subscribers
from rasa_project.storage.database import ConversationDatabase
from rasa_project.storage.outreach import Kind, NotSubscribedError, State, TooManyPlannedError
from tests.storage.outreach import DAY, NOW, ORDER, claimed, dose, planned_all, report, state_of, subscribed, wrote


@pytest.fixture
def database(outbox_database: ConversationDatabase) -> ConversationDatabase:
    return outbox_database


def test_nothing_is_planned_for_who_did_not_ask(database: ConversationDatabase) -> None:
    with pytest.raises(NotSubscribedError):
        outreach.plan(database, "a", [dose()])
    subscribed(database, "a")
    outreach.plan(database, "a", [dose()] * outreach.MOST_WAITING)
    with pytest.raises(TooManyPlannedError):
        outreach.plan(database, "a", [dose()])


def test_subscribing_again_keeps_what_was_chosen(database: ConversationDatabase) -> None:
    subscribed(database, "a", announcements=True)
    assert subscribers.set_village(database, "a", "434423100")
    subscribers.subscribe(database, "a", "telegram", "sealed anew", "ru", NOW)
    person = subscribers.subscriber_of(database, "a")
    assert person is not None
    assert (person.sealed_chat, person.language, person.village, person.announcements) == (
        "sealed anew", "ru", "434423100", True,
    )  # fmt: skip


def test_what_is_due_is_taken_in_order_and_once(database: ConversationDatabase) -> None:
    subscribed(database, "a", "b")
    late, first, later = outreach.plan(database, "a", [dose(NOW - 1), dose(NOW - 9), dose(NOW + 1)])
    (second,) = outreach.plan(database, "b", [dose(NOW - 1)])
    assert claimed(database, limit=2) == [first, late]
    assert claimed(database) == [second]
    assert claimed(database) == []
    assert claimed(database, NOW + 2) == [later]
    assert outbox.claim_due(database, "whatsapp", NOW + 9, 9) == []


def test_who_claims_gets_what_is_needed_to_send(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    wrote(database, "a", NOW - 100)
    outreach.plan(database, "a", [dose(series="s")])
    (due,) = outbox.claim_due(database, "telegram", NOW)
    assert (due.sender_id, due.kind, due.series, due.sealed_chat) == ("a", Kind.DOSE, "s", "sealed a")
    assert (due.language, due.last_heard, due.sealed_about, due.attempts, due.texts) == (
        "kk", NOW - 100, "sealed about", 1, None,
    )  # fmt: skip


def test_what_surely_did_not_leave_waits_again(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    (number,) = outreach.plan(database, "a", [dose()])
    assert claimed(database) == [number]
    assert outbox.put_back(database, number)
    assert not outbox.put_back(database, number)
    (due,) = outbox.claim_due(database, "telegram", NOW)
    assert due.attempts == 2


def test_an_end_is_told_once_and_only_of_what_was_begun(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    (number,) = outreach.plan(database, "a", [dose()])
    assert not outbox.sent(database, number, NOW)
    claimed(database)
    assert outbox.sent(database, number, NOW)
    assert not outbox.sent(database, number, NOW)
    assert not outbox.ended(database, number, State.FAILED, NOW)
    assert state_of(database, "a") == [State.SENT]


def test_what_was_begun_by_somebody_who_died_is_never_begun_again(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    outreach.plan(database, "a", [dose()])
    claimed(database)
    assert outbox.end_doubtful(database, "telegram", NOW + outbox.DOUBTFUL_SECONDS - 1) == 0
    assert claimed(database, NOW + 500) == []
    assert outbox.end_doubtful(database, "telegram", NOW + outbox.DOUBTFUL_SECONDS + 1) == 1
    assert state_of(database, "a") == [State.DOUBTFUL]


def test_what_is_too_late_is_missed_and_what_is_still_useful_is_taken(database: ConversationDatabase) -> None:
    subscribed(database, "a", *(f"p{number}" for number in range(12)))
    (number,) = outreach.plan(database, "a", [dose(NOW - DAY / 2)])
    for other in range(12):
        outreach.plan(database, f"p{other}", [dose(NOW - 2 * DAY)] * 40)
    assert claimed(database, limit=1) == [number]
    assert state_of(database, "p0") == [State.MISSED] * 40


def test_nothing_is_sent_to_who_blocked_the_bot_until_they_write(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    outreach.plan(database, "a", [dose(NOW), dose(NOW + 5), dose(NOW + 50)])
    (first,) = claimed(database)
    assert outbox.gone(database, first, NOW)
    assert claimed(database, NOW + 6) == []
    wrote(database, "a", NOW + 40)
    assert len(claimed(database, NOW + 60)) == 1
    assert state_of(database, "a") == [State.GONE, State.GONE, State.SENDING]


def test_one_is_changed_stopped_or_answered_by_its_own_person_alone(database: ConversationDatabase) -> None:
    subscribed(database, "a", "b")
    one, two, three = outreach.plan(database, "a", [dose(series="x"), dose(series="x"), dose(kind=Kind.WATCH)])
    assert not outreach.change(database, "b", one, dose(NOW + 9))
    assert outreach.change(database, "a", one, dose(NOW + 9, sealed_about="other"))
    found = outreach.find(database, "a", one)
    assert found is not None
    assert (found.due_at, found.sealed_about) == (NOW + 9, "other")
    assert outreach.find(database, "b", one) is None
    assert not outreach.answered(database, "b", two, NOW)
    assert [outreach.answered(database, "a", two, NOW) for _ in range(2)] == [True, False]
    assert outreach.stop(database, "b", NOW) == 0
    assert outreach.stop(database, "a", NOW, series="x") == 2
    assert [row.id for row in outreach.list_of(database, "a")] == [three]
    assert outreach.list_of(database, "a", [Kind.DOSE]) == []
    assert outreach.stop(database, "a", NOW, kinds=[Kind.WATCH], number=three) == 1


def test_a_series_is_replaced_as_one(database: ConversationDatabase) -> None:
    subscribed(database, "a")
    outreach.plan(database, "a", [dose(series="1"), dose(series="1"), dose(series="2")])
    assert outreach.replace(database, "a", "1", [dose(NOW + 9, series="1")], NOW) == 2
    assert [(row.series, row.due_at) for row in outreach.list_of(database, "a")] == [("2", NOW), ("1", NOW + 9)]
    with pytest.raises(TooManyPlannedError):
        outreach.replace(database, "a", "1", [dose()] * 60, NOW)
    assert len(outreach.list_of(database, "a")) == 2
    assert outreach.replace(database, "a", "1", [], NOW) == 1


def test_all_goes_with_the_person_and_nothing_of_another(database: ConversationDatabase) -> None:
    subscribed(database, "a", "b", announcements=True)
    outreach.plan(database, "a", [dose(), dose()])
    outreach.plan(database, "b", [dose()])
    wrote(database, "a", NOW)
    campaigns.take_up(database, ORDER, NOW)
    planned_all(database)
    assert {row["event"] for row in database.export_sender("a")} == {"subscriber", "planned"}
    assert database.delete_sender("a", was_asked=False) == 0
    assert len(database.export_sender("a")) == 4
    assert database.delete_sender("a") == 4
    assert database.export_sender("a") == []
    assert len(database.export_sender("b")) == 3
    assert report(database).ends[State.STOPPED] == 1


def test_what_is_over_goes_in_time_and_who_wants_nothing_more(database: ConversationDatabase) -> None:
    subscribed(database, "a", "b", "c")
    subscribers.want_announcements(database, "c", True, NOW)
    outreach.plan(database, "a", [dose()])
    outreach.plan(database, "b", [dose(NOW + 300 * DAY)])
    (number,) = claimed(database)
    outbox.sent(database, number, NOW)
    assert outbox.forget_old(database, NOW + outbox.KEPT_SECONDS - DAY) == 0
    assert outbox.forget_old(database, NOW + outbox.KEPT_SECONDS + DAY) == 2
    there = [subscribers.subscriber_of(database, name) is not None for name in ("a", "b", "c")]
    assert there == [False, True, True]


def test_many_who_ask_at_once_get_each_row_once(database: ConversationDatabase) -> None:
    subscribed(database, "a", "b")
    for name in ("a", "b"):
        outreach.plan(database, name, [dose(NOW - number) for number in range(60)])
    others = [database, *(ConversationDatabase(database.url) for _ in range(3))]
    taken: list[list[int]] = [[] for _ in others]

    def take(place: int) -> None:
        while found := outbox.claim_due(others[place], "telegram", NOW, 3):
            taken[place].extend(one.id for one in found)

    threads = [threading.Thread(target=take, args=(place,)) for place in range(len(others))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    for one in others[1:]:
        one.close()
    numbers = [number for some in taken for number in some]
    assert len(numbers) == len(set(numbers)) == 120
