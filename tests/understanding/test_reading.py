"""Who a message tells what of: the table ``reading.txt``, and what holds of every message."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kazakh.analysis import Analysis, default_analyzer
from rasa_project.dialogue.people_meant import name_mark
from rasa_project.understanding.extraction import default_finder
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Part, Reading
from rasa_project.understanding.reading import read_message

TODAY = date(2026, 11, 28)
DATA = Path(__file__).parents[2] / "data"
SHORT = {
    "age": "age_months", "weeks": "pregnancy_weeks", "had": "had_measles", "below": "age_is_below",
    "dose_days": "last_dose_days", "just_born": "newborn", "newborn": "newborn_fever",
}  # fmt: skip
ROWS = [
    tuple(map(str.strip, line.split("|")))
    for line in (Path(__file__).parent / "reading.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NOT_YET: dict[str, str] = {}


def read(text: str, **more: Any) -> Reading:
    return read_message(analyse(text), default_finder(), TODAY, **more)


def analyse(text: str) -> Analysis:
    return default_analyzer().analyse(text)


def named(who: Mention | None) -> str:
    if who is None:
        return "-"
    told = (who.kind.value, who.sex, who.order, who.kin, who.name, who.count)
    return "/".join(str(one) for one in told if one is not None)


def told(part: Part, key: str) -> str:
    value = part.mood.value if key == "mood" else getattr(part.facts, SHORT.get(key, key))
    if isinstance(value, (frozenset, tuple)):
        return ",".join(map(str, sorted(value)))
    return str(getattr(value, "value", value))


def faults(text: str, expected: str) -> list[str]:
    reading = read(text)
    corrects = expected.endswith(" corrects")
    wanted = [one.split(" ", 1) for one in map(str.strip, expected.removesuffix(" corrects").split(";"))]
    found = [] if reading.corrects is corrects else [f"corrects: {reading.corrects}"]
    if [named(part.who) for part in reading.parts] != [one[0] for one in wanted]:
        return [*found, f"people: {[named(part.who) for part in reading.parts]}"]
    for part, one in zip(reading.parts, wanted):
        facts = one[1].replace("spoken of", "spoken_of").split() if len(one) > 1 else []
        for key, value in (fact.split("=") for fact in facts):
            if told(part, key).replace(" ", "_") != value:
                found.append(f"{one[0]} {key}: {told(part, key)}")
    return found


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_each_person_is_told_what_is_said(text: str, expected: str) -> None:
    wrong = faults(text, expected)
    if text in NOT_YET:
        assert wrong, "it is read rightly now: take it out of NOT_YET"
        pytest.xfail(NOT_YET[text])
    assert not wrong


def test_the_table_is_long_and_names_what_is_not_read_yet() -> None:
    assert len(ROWS) >= 150
    assert set(NOT_YET) <= {text for text, _ in ROWS}


@pytest.mark.parametrize(
    "text",
    [
        "Мен ауырып тұрмын, қызуым бар",
        "жүктімін, кеше қызылша науқасымен бірге болдым",
        "денеме бөртпе шықты",
        "өзім ауырдым",
        "мне 35 лет, вчера сидел рядом с больным корью",
        "у меня температура и сыпь",
        "я беременна, сын болеет корью",
        "я заболела",
    ],
)
def test_a_grown_up_who_speaks_of_herself(text: str) -> None:
    who = read(text).parts[0].who
    assert who is not None
    assert who.kind is Kind.WRITER


@pytest.mark.parametrize(
    "text",
    [
        "менің балам ауырып тұр",
        "у меня ребёнок болеет",
        "күйеуім 40 жаста, қызуы бар",
        "мой муж заболел, мне страшно",
        "келінім жүкті, қызуы бар",
        "я не беременна, у дочки сыпь",
        "мен білмеймін",
        "менде бір сұрақ бар",
        "у меня вопрос о прививке",
        "өзім білмеймін",
        "балам 3 жаста",
        "вчера был контакт с больным",
    ],
)
def test_somebody_else_is_spoken_of(text: str) -> None:
    for part in read(text).parts:
        of_the_writer = part.who is not None and part.who.kind is Kind.WRITER
        assert not (of_the_writer and (part.facts.signs or part.facts.confirmed or part.facts.age_months))


def _examples() -> list[str]:
    spec = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*/nlu.yml"))]
    blocks = [block["examples"] for one in spec for block in one["nlu"] if "intent" in block]
    return [line[2:].strip() for block in blocks for line in block.splitlines() if line.startswith("- ")]


#: What a patient cries out («басы ауырады деп айғайлап») is read of the message, and not yet of the patient.
CRIED = {
    "Қызым бөртіп жатқан, бес минут бұрын басы ауырады деп айғайлап, құсты да, есінен танып қалды, бетін шапалақтасам "
    "да ояна алмай жатыр"
}


def test_of_one_person_the_same_is_read_as_before() -> None:
    """Where nobody outside the family is named; an age without its unit and «одна есть» are read besides."""
    other = []
    for text in set(_examples()[::40]) - CRIED:
        reading, found = read(text), default_finder().read(analyse(text), TODAY)
        if len(reading.parts) > 1 or any(one.kind.value in {"outsider", "group"} for one in reading.people):
            continue
        entities = {entity.name: entity.value for entity in found.entities}
        facts = reading.parts[0].facts
        for name, value in (("doses", facts.doses), ("birth_date", facts.birth), ("temperature_c", facts.temperature)):
            if name in entities and entities[name] != value:
                other.append((text, name, value))
        if "child_age_months" in entities and entities["child_age_months"] != facts.age_months:
            other.append((text, "age", facts.age_months))
        if (found.signs, found.danger, found.denied) != (facts.signs, facts.danger, facts.denied):
            other.append((text, "signs", facts.signs))
    assert not other


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([row[0] for row in ROWS]), min_size=1, max_size=4).map(". ".join))
def test_a_reading_travels_as_plain_data(text: str) -> None:
    reading = read(text)
    assert Reading.from_json(reading.to_json()) == reading


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_parts_cover_any_text(text: str) -> None:
    tokens = analyse(text).tokens
    parts = read(text).parts
    assert parts[0].first == 0
    assert parts[-1].after == len(tokens)
    assert all(one.after == two.first for one, two in pairwise(parts))
    assert all(isinstance(part.facts, Facts) for part in parts)


def test_a_name_told_before_needs_no_capital() -> None:
    known = {name_mark("аиша"), name_mark("мереи"), name_mark("санжар"), name_mark("али")}

    def people(text: str) -> list[str]:
        return [named(part.who) for part in read(text, is_known_name=lambda word: name_mark(word) in known).parts]

    assert people("ал айшаға ше") == ["child/аишага"]
    assert people("Мерей получается опоздал?") == ["child/мереи"]
    assert people("санжарику тогда тоже?") == ["child/санжарику"]
    assert people("Sanzharga da kerek pe") == ["child/санжарга"]
    assert people("а мерею?") == ["child/мерею"]
    assert people("Али тогда не нужно?") == ["child/али"]
    assert people("әлі салдырмадық") == people("ал мереке кезінде ше") == people("ал меры какие") == ["-"]
    assert [named(part.who) for part in read("ал айшаға ше").parts] == ["-"]


LONG = [
    "ұлым 5 жаста қызуы 39 бөртіп жатыр, қызым 3 жаста екпе алмаған. ",
    "балама екпе салдырғымыз келеді, емхана қашан ашық болады екен, дочке нужна прививка или нет. ",
    "бірі екіншісі екеуі 3 5 7 ", "үшінші үшінші ", "сидела у сестры, у неё корь ", "мне ",
]  # fmt: skip


def _calls(run: Callable[[], object]) -> int:
    """How often functions and generators of ours run: time says little on a busy machine."""
    counted = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal counted
        name = frame.f_code.co_filename
        counted += event == "call" and ("rasa_project" in name or "/kazakh/" in name)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("text", LONG)
def test_the_cost_grows_with_the_length_and_is_little_above_that_of_the_finder(text: str) -> None:
    def costs(length: int) -> tuple[int, int]:
        analysis, finder = analyse((text * 400)[:length]), default_finder()
        read_message(analysis, finder, TODAY)
        analysis.read.clear()
        alone = _calls(lambda: finder.read(analysis, TODAY))
        return alone, _calls(lambda: read_message(analysis, finder, TODAY))

    costs(2000)
    alone, besides = costs(2000)
    assert besides <= 5 * costs(500)[1]
    assert besides <= 5 * alone


def test_what_depends_on_no_talk_is_read_once() -> None:
    analysis = default_analyzer().analyse("старшему 6 лет, младший кашляет")
    once = read_message(analysis, default_finder(), TODAY)
    assert read_message(analysis, default_finder(), TODAY) is once
    assert read_message(analysis, default_finder(), TODAY, is_known_name=lambda word: word == "айша") is not once
