"""What the office publishes: right files are read over data/, wrong ones are told with file, line and reason."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rasa_project import clock
from rasa_project.advice.office import announced, due, places_on, the_office
from rasa_project.content.kept import ContentRefusedError, KeptContent
from rasa_project.content.loading import name_of
from rasa_project.content.watching import Watcher
from rasa_project.dialogue.answer_files import all_variations, responses
from rasa_project.dialogue.fixed_answers import fixed_text
from rasa_project.edition import within
from tests.content.copies import change, copy_content
from tests.content.office import KIOSK, NEWS, PHONE, SHIPAGER, TOUR, faults_of, published, put

TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def without(entry: dict[str, Any], *names: str, **changes: Any) -> dict[str, Any]:
    """An entry without members, or with others; ``a__b`` is a member of a member."""
    new = copy.deepcopy({name: value for name, value in entry.items() if name not in names})
    for name, value in changes.items():
        outer, _, inner = name.partition("__")
        if inner:
            new[outer][inner] = value
        else:
            new[name] = value
    return new


def test_contacts_stand_over_the_places_of_the_project(tmp_path: Path) -> None:
    with published(tmp_path, contacts=[SHIPAGER, KIOSK]):
        known = {one.id: one for one in places_on(TODAY).organisations}
        shipager, kiosk = known["shipager"], known["district_clinic"]
    assert shipager.phone is not None
    assert shipager.phone.text == PHONE
    assert shipager.hours is not None
    assert shipager.hours.words("ru").startswith("понедельник–пятница")
    assert (shipager.place, shipager.serves) == ("Қазалы", ["Қазалы"])
    assert shipager.point is not None
    assert shipager.point.lat == 45.763
    assert (kiosk.serves, kiosk.place, kiosk.address) == (["all"], "434430100", None)


def test_without_files_the_places_are_those_of_the_project(tmp_path: Path) -> None:
    with published(tmp_path):
        assert the_office().contacts == the_office().announcements == []
        assert not any(one.contacts for one in places_on(TODAY).organisations)


def test_a_contact_ends_by_itself_and_is_due_before(tmp_path: Path) -> None:
    last, next_day = date(2027, 5, 20), date(2027, 5, 21)
    with published(tmp_path, contacts=[SHIPAGER, without(KIOSK, until="2027-05-01")]):
        phones = {day: [one.id for one in places_on(day).organisations if one.phone] for day in (last, next_day)}
        named = {day: [one.id for one in due(day)] for day in (TODAY, date(2027, 5, 7), next_day)}
    assert phones == {last: ["shipager"], next_day: []}
    assert named[TODAY] == []
    assert named[date(2027, 5, 7)] == ["district_clinic", "shipager"]
    assert named[next_day] == ["district_clinic", "shipager"]


@pytest.mark.parametrize(
    ("day", "topic", "place", "names"),
    [
        (date(2026, 11, 30), "find_clinic", "434437100", ["tour", "hours_changed"]),
        (date(2026, 11, 30), "find_clinic", None, ["hours_changed"]),
        (date(2026, 11, 30), "find_clinic", "434451100", ["hours_changed"]),
        (date(2026, 11, 30), "ask_schedule", "434437100", ["tour"]),
        (date(2026, 11, 30), "ask_myth", "434437100", []),
        (date(2026, 11, 24), "find_clinic", "434437100", []),
        (date(2026, 12, 3), "ask_schedule", "434437100", ["tour"]),
        (date(2026, 12, 4), "find_clinic", "434437100", ["hours_changed"]),
    ],
)
def test_an_announcement_has_its_days_places_and_topics(
    tmp_path: Path, day: date, topic: str, place: str | None, names: list[str]
) -> None:
    with published(tmp_path, announcements=[TOUR, NEWS]):
        assert [one.id for one in announced(day, {topic}, place)] == names


CONTACTS, ANNOUNCED = "contacts", "announcements"
#: File, entries, what stands on the line that is told, and what is said.
WRONG: list[tuple[str, Any, str, str]] = [
    (CONTACTS, [without(SHIPAGER, phone="2-11-03")], "phone:", "is no phone; write it as +7"),
    (CONTACTS, [without(SHIPAGER, phone="+7 (72438) 2-11-0")], "phone:", "is no phone"),
    (CONTACTS, [without(SHIPAGER, phone="+1 202 555 0100")], "phone:", "is no phone"),
    (CONTACTS, [without(SHIPAGER, hours={"mon-fri": "9-18"})], "mon-fri", "is no span of a day"),
    (CONTACTS, [without(SHIPAGER, hours={"пн": "09:00-18:00"})], "пн", "is no day"),
    (CONTACTS, [without(SHIPAGER, "phone", "address", "hours")], "id: shipager", "names no phone, no address"),
    (CONTACTS, [without(SHIPAGER, verified__on="2026-12-01")], "'2026-12-01'", "is yet to come"),
    (CONTACTS, [without(SHIPAGER, verified__on="2025-01-01")], "id: shipager", "a year later"),
    (CONTACTS, [without(SHIPAGER, verified__how="heard")], "how:", "unexpected value"),
    (CONTACTS, [without(SHIPAGER, "until")], "id: shipager", "field required"),
    (CONTACTS, [without(SHIPAGER, until="soon")], "until:", "invalid date"),
    (CONTACTS, [without(SHIPAGER, address={"kk": "Қазалы"})], "kk: Қазалы", "field required"),
    (CONTACTS, [without(SHIPAGER, address__ru="тел. 8 724 38 21103")], "kk:", "looks like a phone"),
    (CONTACTS, [without(SHIPAGER, address__ru="<script>alert(1)</script>")], "kk:", "one plain line"),
    (CONTACTS, [without(SHIPAGER, address__ru="x" * 1_000_000)], "kk:", "one plain line"),
    (CONTACTS, [without(SHIPAGER, place="000000000")], "place:", "is no code of a place"),
    (CONTACTS, [without(SHIPAGER, serves=["Қазалы"])], "- Қазалы", "is no code of a place"),
    (CONTACTS, [without(SHIPAGER, point={"lat": 4.5, "lon": 62.1})], "lat:", "greater than or equal to 40"),
    (CONTACTS, [without(KIOSK, "ru", "kind")], "id: district_clinic", "a new one needs ru, kind"),
    (CONTACTS, [SHIPAGER, SHIPAGER], "id: shipager", "stands twice"),
    (CONTACTS, [without(SHIPAGER, fax="1")], "fax:", "extra fields not permitted"),
    (CONTACTS, "- id: [\n", "- id", "not valid YAML"),
    (CONTACTS, {"id": "shipager"}, "id: shipager", "not a valid list"),
    (ANNOUNCED, [without(TOUR, kk=TOUR["ru"])], "kk:", "is not written in Kazakh"),
    (ANNOUNCED, [without(TOUR, ru=TOUR["kk"])], "ru:", "is not written in Russian"),
    (ANNOUNCED, [without(TOUR, "ru")], "id: tour", "field required"),
    (ANNOUNCED, [without(TOUR, ru="Приезжает бригада. " * 30)], "ru:", "letters, at most 300"),
    (ANNOUNCED, [without(TOUR, ru="Бригада едет. " * 5)], "ru:", "more than 4 sentences"),
    (ANNOUNCED, [without(TOUR, ru="Дайте ребёнку 5 мл сиропа, если он болеет.")], "ru:", "looks like a dose"),
    (ANNOUNCED, [without(TOUR, ru="Звоните по номеру 8 701 123 45 67 в будни.")], "ru:", "no phone that the office"),
    (ANNOUNCED, [without(TOUR, ru="Звоните 105, если нужна помощь врача.")], "ru:", "no phone that the office"),
    (ANNOUNCED, [without(TOUR, ru="Подробности смотрите на сайте example.kz.")], "ru:", "an address of the web"),
    (ANNOUNCED, [without(TOUR, ru="Вакцинация бесплатна для всех детей района.")], "ru:", "say «"),
    (ANNOUNCED, [without(TOUR, ru="В вакцине есть желатин, читайте инструкцию.")], "ru:", "claim about ingredients"),
    (ANNOUNCED, [without(TOUR, ru="<b>Бригада</b> приедет в Бозколь в четверг.")], "ru:", "write plain words"),
    (ANNOUNCED, [without(TOUR, until="2026-11-01")], "id: tour", "three months later"),
    (ANNOUNCED, [without(TOUR, until="2027-11-01")], "id: tour", "three months later"),
    (ANNOUNCED, [without(TOUR, places=["Бозкөл"])], "- Бозкөл", "is no code of a place"),
    (ANNOUNCED, [without(TOUR, shown=["report_emergency"])], "- report_emergency", "is no topic"),
    (ANNOUNCED, [without(TOUR, shown=[])], "shown:", "at least 1 items"),
    (ANNOUNCED, [without(TOUR, id=f"n{number}") for number in range(4)], "since:", "at most 3 at once"),
    (ANNOUNCED, [TOUR, TOUR], "id: tour", "stands twice"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "entries", "at", "reason"), WRONG, ids=[f"{one[0]} {one[3][:25]}" for one in WRONG])
def test_a_wrong_file_is_told_with_line_and_reason(
    tmp_path: Path, name: str, entries: Any, at: str, reason: str
) -> None:
    faults = [one for one in faults_of(tmp_path, **{name: entries}) if reason in one.reason]
    assert faults, faults_of(tmp_path, **{name: entries})
    assert faults[0].path == tmp_path / f"{name}.yml"
    lines = faults[0].path.read_text(encoding="utf-8").splitlines()
    assert any(at in line for line in lines[max(0, faults[0].line - 2) : faults[0].line + 1])


def test_a_published_phone_may_stand_in_an_announcement(tmp_path: Path) -> None:
    text = f"Сұрағыңыз болса, {PHONE} нөміріне қоңырау шалыңыз."
    entry = without(NEWS, kk=text, ru=f"Если есть вопросы, звоните по номеру {PHONE}, до 31.12.2026.")
    assert faults_of(tmp_path, contacts=[SHIPAGER], announcements=[entry]) == []
    assert "no phone that the office" in faults_of(tmp_path, contacts=[KIOSK], announcements=[entry])[0].reason


ANSWER = """\
responses:
  utter_turn_failed:
  - text: |-
      {kk}
    metadata: {{facts: [], sources: [editorial], reviewed: "2026-11-30"}}
  - condition: [{{type: slot, name: language, value: ru}}]
    text: |-
      Сейчас не получилось ответить, напишите ещё раз. Если состояние тяжёлое, сразу звоните 103 или 112.
    metadata: {{facts: [], sources: [editorial], reviewed: "2026-11-30"}}
"""
KAZAKH = "Қазір жауап бере алмадым, қайта жазыңыз. Жағдай ауыр болса, бірден 103-ке не 112-ге қоңырау шалыңыз."


def test_an_answer_of_the_office_stands_in_place_of_the_projects_own(tmp_path: Path) -> None:
    count = len(all_variations())
    with published(tmp_path, answers=ANSWER.format(kk=KAZAKH)):
        assert responses()["utter_turn_failed"][0]["text"] == KAZAKH
        assert fixed_text("utter_turn_failed", "kk") == KAZAKH  # found in its theme
        assert len(all_variations()) == count


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (KAZAKH, f"{KAZAKH} 5 мл беріңіз.", "looks like a dose"),
        (KAZAKH, "Повторите, пожалуйста, ещё раз свой вопрос.", "is not written in Kazakh"),
        ("utter_turn_failed", "utter_turn_fails", "is never said"),
        ("[editorial]", "[rumour]", "is not in sources.yml"),
        ("responses:", "answers:", "has no 'responses:'"),
    ],
)
def test_a_wrong_answer_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    faults = faults_of(tmp_path, answers=ANSWER.format(kk=KAZAKH).replace(old, new, 1))
    assert any(reason in one.reason and one.path == tmp_path / "answers.yml" for one in faults), faults


def look(watcher: Watcher) -> None:
    for _ in range(2):
        watcher.look()


def phone_of_shipager() -> str | None:
    one = next(one for one in places_on(TODAY).organisations if one.id == "shipager")
    return one.phone.text if one.phone else None


def test_a_running_bot_takes_up_what_is_published_and_keeps_it_where_a_file_breaks(tmp_path: Path) -> None:
    data, office = copy_content(tmp_path / "data"), tmp_path / "published"
    with published(tmp_path / "none"):
        watcher = Watcher(KeptContent(tmp_path / "kept"), data, office)
        look(watcher)
        put(office, contacts=[SHIPAGER])
        look(watcher)
        now = KeptContent(tmp_path / "kept").begin(data, office)
        with within(now):
            assert phone_of_shipager() == PHONE
        change(office / "contacts.yml", PHONE, "2-11")
        look(watcher)
        assert "is no phone" in watcher.faults[0].reason
        after_restart = KeptContent(tmp_path / "kept").begin(data, office)
        with within(after_restart):
            assert phone_of_shipager() == PHONE
        (office / "contacts.yml").unlink()
        look(watcher)
        assert watcher.faults == []


def test_a_start_with_a_broken_file_of_the_office_and_nothing_kept_goes_on_without_it(tmp_path: Path) -> None:
    data, office = copy_content(tmp_path / "data"), put(tmp_path / "published", contacts="- id: [")
    kept = KeptContent(tmp_path / "kept")
    with within(kept.begin(data, office)):
        assert phone_of_shipager() is None
    change(data / "places" / "answers.yml", "responses:", "answers:")
    with pytest.raises(ContentRefusedError):
        KeptContent(tmp_path / "other").begin(data, office)


def test_the_name_of_an_edition_is_of_what_is_published_too(tmp_path: Path) -> None:
    names = [name_of(), name_of(office=tmp_path), name_of(office=put(tmp_path, contacts=[SHIPAGER]))]
    assert names[0] == names[1] != names[2]
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    assert name_of(office=tmp_path) == names[2]
