"""The texts are right; and a table of wrong changes, each of which is told with its file, its line and its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.content.faults import Fault
from rasa_project.content.loading import read_edition
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.edition import within
from tests.content.copies import change, copy_content

ANSWERS = "places/answers.yml"
CONSULTATION = "consultation/answers.yml"
QUESTIONS = "vaccine/question_answers.yml"
FIRST = "Қай ауылда, кентте не қалада тұрасыз? Атын жазыңыз."
RUSSIAN = """\
  - condition:
    - type: slot
      name: language
      value: ru
    text: |-
      И на"""
BUTTON = "    - title: Қоңырау шалатын нөмір\n      payload: /ask_hotline\n"
SOURCES = "      sources: [K13, K52, K53, K68, C15]\n"
PLACES = "knowledge/places.yml"
PURPOSE = "    purpose: {kk: дәрігер қабылдауы, ru: приём врача}\n"
CONTACT = '    {}: {{text: "{}", verified_on: "{}-11-01", source: S13}}\n'
#: The closing of a result of the triage.
END = "сылқ түсіп жатса, сандырақтаса, есінен танса не оянбаса.\n    buttons:\n    - title: Үйдегі"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content."""
    return copy_content(tmp_path_factory.mktemp("content"))


def changed(data: Path, file: str, old: str, new: str) -> list[Fault]:
    """What is wrong when the first ``old`` of a file is ``new``; the file is put right again."""
    before = change(data / file, old, new)
    try:
        return read_edition(data)[1]
    finally:
        (data / file).write_text(before, encoding="utf-8")


def test_the_texts_of_the_project_are_right() -> None:
    edition, faults = read_edition()
    assert faults == []
    with within(edition):
        assert len(all_variations()) > 1500


#: File, what is changed, into what, what stands on the line that is told, and what is said.
WRONG = [
    # form
    (ANSWERS, f"\n      {FIRST}", f"\n      {FIRST}\n\tх", "\tх", "not valid YAML"),
    (ANSWERS, "responses:", "answers:", "# Clinics", "has no 'responses:'"),
    (ANSWERS, RUSSIAN, RUSSIAN.replace("text:", "texts:"), "texts:", "'texts' is not known"),
    (ANSWERS, "value: ru", "value: en", "- condition:", "the condition must be slot, language, ru"),
    (ANSWERS, RUSSIAN, "  - text: |-\n      И на", "- text:", "has no Russian text"),
    (ANSWERS, BUTTON, BUTTON.partition("\n")[0] + "\n", "- title:", "a button has a title and a payload"),
    (ANSWERS, "payload: /ask_hotline", "payload: /ask_hotlin", "- title:", "leads nowhere: /ask_hotlin"),
    (ANSWERS, "Қоңырау шалатын нөмір", "Қоңырау шалатын дұрыс нөмір", "- title:", "letters, at most 24"),
    (ANSWERS, "payload: /ask_hotline", "payload: /ask_schedule", "- title: Куда", "lead elsewhere"),
    (ANSWERS, SOURCES, "", "level: call_clinic", "has no sources"),
    (ANSWERS, "K52, K53, K68", "K52, K53, K6888", "K6888", "'K6888' is not in sources.yml"),
    (ANSWERS, '      reviewed: "2026-11-28"\n', "", "level: call_clinic", "has no day of review"),
    (ANSWERS, "2026-11-28", "2026-13-45", "2026-13-45", "'2026-13-45' is no day"),
    (ANSWERS, "2026-11-28", "2099-01-01", "2099-01-01", "is yet to come"),
    (ANSWERS, "facts: []", "facts: [A1]", "[A1]", "go together"),
    (ANSWERS, "facts: []", "facts: [A99]", "[A99]", "is not in the advisory"),
    (ANSWERS, "level: call_clinic", "level: perhaps", "perhaps", "level 'perhaps' is not known"),
    (ANSWERS, "facts: []", "note: х\n      facts: []", "note: х", "'note' is not known"),
    (ANSWERS, FIRST, "Напишите название. Где вы живёте, в каком селе? " * 9, "- text", "is not written in Kazakh"),
    (ANSWERS, FIRST, f"{FIRST} Ok", "Ok", "'Ok' is written in Latin letters"),
    (ANSWERS, FIRST, FIRST + "\n      Қосымша сұрақ." * 4, "- text", "is too long: 8 lines"),
    (ANSWERS, "{place_kk}:", "{plase_kk}:", "{plase_kk}", "nothing fills the gap {plase_kk}"),
    (ANSWERS, "{place_kk}:", "Ауыл:", "{place_ru}", "stands in one language only"),
    # claims
    (ANSWERS, FIRST, f"{FIRST} 5 мл беріңіз.", "5 мл", "'5 мл' looks like a dose"),
    (ANSWERS, FIRST, f"{FIRST} Абай көшесі.", "көшесі", "looks like an address"),
    (ANSWERS, FIRST, f"{FIRST} 8 (72438) 2-11-03.", "2-11-03", "is no phone of helplines.yml or places.yml"),
    (ANSWERS, "103-ке", "105-ке", "105-ке", "'105' is no phone of helplines.yml"),
    (ANSWERS, FIRST, f"{FIRST} Онда желатин жоқ.", "желатин", "no claim about ingredients"),
    (PLACES, PURPOSE, PURPOSE + CONTACT.format("phone", "call", 2026), "phone:", "is no phone"),
    (PLACES, PURPOSE, PURPOSE + CONTACT.format("hours", "9-18", 2999), "hours:", "is yet to come"),
    ("knowledge/helplines.yml", '- number: "103"', "- number: 103ab", "103ab", "string does not match"),
    # levels
    (ANSWERS, "level: call_clinic", "level: emergency", "emergency", "an emergency begins with calling 103"),
    (ANSWERS, "      level: call_clinic\n", "", "- text", "so it has a level"),
    ("emergency/answers.yml", "level: emergency", "level: watch", "level: watch", "so its level is emergency"),
    ("knowledge/triage.yml", "level: emergency", "level: watch", "danger", "must lead to the level emergency"),
    # wording
    (ANSWERS, FIRST, f"{FIRST} Бізде дерек жоқ.", "Бізде", "the bot says «I»"),
    (ANSWERS, FIRST, f"{FIRST} Вакцинация керек.", "Вакцинация", "say «екпе"),
    (ANSWERS, FIRST, f"{FIRST} 2025 жылдан бері.", "2025", "write time_bound"),
    (ANSWERS, FIRST, f"{FIRST} Иммуноглобулин бар.", "Иммуноглобулин", "immunoglobulin is explained"),
    ("knowledge/topics.yml", "Ересектерге екпе", "Ересектерге иммундау", "иммундау", "say «екпе"),
    ("knowledge/triage.yml", "kk: бұл – өмірге", "kk: бұл тұмау – өмірге", "тұмау", "influenza"),
    (QUESTIONS, "ҚМДБ (мүфтият) бұл", "мүфтият бұл", "- text", "must say"),
    # questions
    (QUESTIONS, "\n\n      2021 жылы Бас", "\n      2021 жылы Бас", "- text", "has three paragraphs"),
    (QUESTIONS, "Нақты білмеймін: халал", "Екпе халал", "Екпе халал", "a yes or no is asked"),
    # consultation
    (CONSULTATION, END, END.replace("сылқ түсіп жатса, ", ""), "қоңырау шалыңыз", "'сылқ түс' is missing"),
    (CONSULTATION, "екпені {until_kk} салдыру", "екпе салдыру", "{until_ru}", "stands in one language only"),
    # channels
    ("channels/refusals.yml", "status: 401", "status: none", "none", "value is not a valid integer"),
    ("channels/messengers.yml", "texts:", "text:", "", "field required"),
    ("channels/share.yml", "Ссылка и печать", "Ссылка на страницу и печать", "Ссылка на", "at most 24 letters"),
    ("channels/share.yml", "Первая прививка (ККП)", "Первая вакцинация (ККП)", "вакцинация", "say «прививка"),
    ("channels/share.yml", '{age}", ru', '{years}", ru', "екпесінің", "the gaps of this text are {age}, {day}"),
    ("channels/share.yml", "сылқ түсіп жатса, ", "", "kk: Қиналып", "must be the whole list of signs"),
    ("knowledge/sharing.yml", "words:", "word:", "сілтеме", "extra fields not permitted"),
    # names
    (ANSWERS, "utter_find_clinic_place:", "utter_find_clinic_plase:", "text: |-", "is never said"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "reason"), WRONG, ids=[f"{one[4][:30]}" for one in WRONG])
def test_a_wrong_change_is_told_with_file_line_and_reason(
    data: Path, file: str, old: str, new: str, at: str, reason: str
) -> None:
    faults = changed(data, file, old, new)
    told = [fault for fault in faults if reason in fault.reason]
    assert told, [fault.shown(data) for fault in faults]
    lines = (data / file).read_text(encoding="utf-8").replace(old, new, 1).splitlines()
    assert at in lines[told[0].line - 1]
    assert told[0].shown(data).startswith(f"data/{file}:{told[0].line}: ")


@pytest.fixture
def others(data: Path) -> Iterator[Path]:
    yield data
    assert read_edition(data)[1] == []


def test_a_file_that_is_gone_is_told(others: Path) -> None:
    path = others / "knowledge" / "sources.yml"
    kept = path.read_bytes()
    path.unlink()
    faults = read_edition(others)[1]
    path.write_bytes(kept)
    assert "can't be read" in faults[0].reason


def test_an_answer_that_is_gone_is_told(others: Path) -> None:
    path = others / ANSWERS
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.partition("  utter_find_clinic_place:")[0], encoding="utf-8")
    faults = read_edition(others, names={one.response for one in all_variations()})[1]
    path.write_text(kept, encoding="utf-8")
    assert "the answer utter_find_clinic_place is gone" in "\n".join(fault.reason for fault in faults)
