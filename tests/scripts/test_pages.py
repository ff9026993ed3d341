"""Pages and lists that commands make from the knowledge files."""

from __future__ import annotations

import re

import pytest

from rasa_project.advice.knowledge import knowledge
from scripts.check_places import gaps, main
from scripts.write_advice import PAGE, changes, page


def test_the_advice_page_is_what_the_knowledge_files_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(knowledge()), "docs/advice.md is out of date: run make advice"


def test_the_advice_page_shows_every_row_and_reason() -> None:
    text = page(knowledge())
    for row in knowledge().triage.rows:
        assert f"| {row.id} |" in text
    for name in knowledge().calendar.reasons:
        assert f"| {name} |" in text
    for one in knowledge().calendar.campaigns:
        assert one.name.ru in text


def test_the_advice_page_ends_with_what_changed_for_a_doctor_to_sign() -> None:
    days = changes()
    assert [one.day for one in days] == sorted((one.day for one in days), reverse=True)
    text = page(knowledge())
    for one in days:
        for change in one.changes:
            assert set(change.sources) <= set(knowledge().sources)
            assert f"| {change.row} | {change.before} | {change.now} |" in text
    assert text.index("for a doctor to sign") > text.index("## After a contact")


def test_its_tables_have_as_many_cells_in_each_row_as_in_their_head() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", page(knowledge()), flags=re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1


def test_make_places_lists_what_a_person_has_to_find_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    assert "shipager): address, phone, hours" in printed
    assert "«Жетес би»" in printed
    assert "19 rural districts" in printed


def test_what_is_known_is_not_asked_for() -> None:
    places = knowledge().places
    known = [
        one.copy(update={"phone": object(), "address": object(), "hours": object()}) for one in places.organisations
    ]
    found = gaps(places.copy(update={"organisations": known}))
    assert not found["Contacts to ask for, each with the day of the check and a source"]
    assert "Әйтеке би" not in found["Places without coordinates"]
