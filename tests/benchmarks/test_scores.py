"""The figures are counted rightly: small cases worked out by hand."""

from __future__ import annotations

import pytest
import yaml

from benchmarks.data import ROOT, Message, folds, own_examples, with_variants
from benchmarks.entities import as_expected
from benchmarks.report import INDEPENDENT, Report, add_independent, emergency_line
from benchmarks.scores import Answer, by_group, emergencies, emergency_counts, offered, score, selective
from benchmarks.targets import target_rows
from rasa_project.understanding.extraction import Entity
from rasa_project.yaml_files import read_yaml

ASKED = [
    Message("a", "greet", "kk"),
    Message("b", "greet", "ru"),
    Message("c", "report_emergency", "kk"),
    Message("d", "ask_adult", "kk", also=frozenset({"ask_infant"})),
    Message("e", "out_of_scope", "kk"),
]
ANSWERS = [
    Answer("greet", 0.9, 1.0),
    Answer("report_emergency", 0.4, 1.0, ("report_emergency", "greet", "help")),
    Answer("report_emergency", 1.0, 1.0),
    Answer("ask_infant", 0.8, 1.0),
    Answer("nlu_fallback", 0.1, 1.0, ("help", "thank", "deny")),
]


def test_accuracy_takes_two_right_intents_and_a_fallback_for_what_is_out_of_scope() -> None:
    assert score(ASKED, ANSWERS).accuracy == pytest.approx(4 / 5)


def test_emergencies() -> None:
    recall, alarms = emergencies(ASKED, ANSWERS)
    assert recall == 1.0
    assert alarms == pytest.approx(1 / 4)
    line = emergency_line(emergency_counts(ASKED), (recall, alarms), "ours")
    assert line == "Emergencies found: 1.000 of 1; false alarms: 0.2500 of 4 other messages (ours)."


def test_targets_say_of_how_many_messages_a_share_is() -> None:
    rows = target_rows(by_group(ASKED, ANSWERS), emergencies(ASKED, ANSWERS), emergency_counts(ASKED), None)
    assert ("emergency recall", "0.98", "1.00", "1.000 of 1") in rows
    assert ("false alarms", "0.005", "0.001", "0.2500 of 4") in rows


def test_selective_and_offered() -> None:
    assert selective(ASKED, ANSWERS, 0.5) == (pytest.approx(3 / 5), 1.0)
    assert offered(ASKED, ANSWERS, 0.5) == pytest.approx(1 / 2)


def test_groups() -> None:
    assert {name: scores.count for name, scores in by_group(ASKED, ANSWERS).items()} == {
        "kk, clean": 4,
        "ru, clean": 1,
        "all": 5,
    }


@pytest.mark.slow
def test_folds_are_even_in_each_intent_and_always_the_same() -> None:
    messages = own_examples()
    numbers = folds(messages)
    assert numbers == folds(messages)
    greetings = [number for message, number in zip(messages, numbers, strict=True) if message.intent == "greet"]
    counts = [greetings.count(number) for number in range(5)]
    assert max(counts) - min(counts) <= 1


def test_variants_are_added_to_kazakh_only() -> None:
    kinds = [message.variant for message in with_variants(ASKED)]
    assert kinds[5:] == ["ru_keyboard", "latin_official", "latin_chat", "typo"]


def test_entities_in_the_form_of_labelled_lines() -> None:
    found = [Entity("symptom", "rash", 0, 1), Entity("symptom", "fever", 0, 1), Entity("doses", 1, 0, 1)]
    assert as_expected(found) == {"symptoms": ["fever", "rash"], "doses": 1}


def test_a_table_in_markdown(tmp_path) -> None:
    report = Report("Title")
    report.table([("a", "b"), ("1", "2")])
    report.write(tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text() == "# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def test_the_page_holds_what_others_measured_as_it_is_kept(tmp_path) -> None:
    kept = read_yaml(INDEPENDENT.read_text(encoding="utf-8"))
    report = Report("Title")
    add_independent(report)
    report.write(tmp_path / "page.md")
    told = (tmp_path / "page.md").read_text(encoding="utf-8").removeprefix("# Title\n\n")
    assert f"Build {kept['build']}, {kept['date']}, by independent hands" in told
    assert all(f"| {row['shown']} | {row['aside']} | {row['now']} |" in told for row in kept["rows"])
    assert told.strip() in (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["set", "figure", "shown", "aside", "now"])
def test_a_figure_without_its_set_is_no_figure(tmp_path, name: str) -> None:
    kept = read_yaml(INDEPENDENT.read_text(encoding="utf-8"))
    del kept["rows"][0][name]
    (tmp_path / "independent.yml").write_text(yaml.safe_dump(kept), encoding="utf-8")
    with pytest.raises(KeyError, match=name):
        add_independent(Report("Title"), tmp_path / "independent.yml")
