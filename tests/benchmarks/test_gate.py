"""The gate before what the office labelled: which set falls, what is understood now."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.data import Message
from benchmarks.gate import FALLS, NOISE, Held, gate, read_labelled

SUBJECTS = {
    "ask_schedule": "екпе қашан салынады {}",
    "ask_symptoms": "қызылшаның белгілері қандай {}",
    "find_clinic": "қай емханаға барамыз {}",
    "ask_myth": "екпеден аутизм бола ма {}",
}
TAILS = (
    "айтшы екен білесіз соны маған бізге қазір енді сонда деген апай ағай осы неше бүгін ертең жауап керек рақмет тез"
).split()


def example(text: str, intent: str) -> Message:
    question = None
    if intent == "ask_myth":
        question = "ask_myth/autism" if "аутизм" in text else "ask_myth/chip"
    return Message(text, intent, "kk", question=question)


EXAMPLES = [example(form.format(tail), intent) for intent, form in SUBJECTS.items() for tail in TAILS]
EXAMPLES += [example(f"екпемен чип сала ма {tail}", "ask_myth") for tail in TAILS]


@pytest.mark.parametrize(
    ("name", "asked", "before", "after", "holds"),
    [
        ("kk", 100, 90, 90, True),
        ("kk", 100, 90, 89, False),
        ("kk", 2 * NOISE, 900, 898, True),
        ("kk", 2 * NOISE, 900, 897, False),
        ("report_emergency", 2 * NOISE, 900, 899, False),
        ("report_emergency", 2 * NOISE, 900, 905, True),
    ],
)
def test_a_set_falls_by_more_than_noise_and_an_emergency_by_one(
    name: str, asked: int, before: int, after: int, holds: bool
) -> None:
    assert Held(name, asked, before, after).holds is holds


@pytest.mark.slow
def test_good_labels_hold_and_make_more_understood() -> None:
    labelled = [example(f"шамшырақ тұғыр мұнарасы {tail}", "find_clinic") for tail in TAILS]
    asked = [{"pointer": 7, "text": "шамшырақ тұғыр мұнарасы кеше"}, {"pointer": 8, "text": "ъъъ"}]
    result = gate(EXAMPLES, labelled, asked)
    assert {one["name"] for one in result["sets"]} == {"kk"}
    assert all(one["holds"] and one["asked"] == 20 for one in result["sets"])
    assert result["understood"] == [{"pointer": 7, "name": "find_clinic"}]
    assert result["labelled"] == 20


@pytest.mark.slow
def test_labels_that_say_the_opposite_make_a_set_fall() -> None:
    wrong = [example(f"екпеден аутизм бола ма {tail}", "ask_schedule") for tail in TAILS for _ in range(4)]
    told = {one["name"]: one for one in gate(EXAMPLES, wrong, [])["sets"]}
    assert not told["kk"]["holds"]
    assert told["kk"]["after"] < told["kk"]["before"]


@pytest.mark.slow
def test_particular_questions_of_a_touched_topic_are_a_set_of_their_own() -> None:
    swapped = [
        Message(f"екпемен чип сала ма {tail}", "ask_myth", "kk", question="ask_myth/autism")
        for tail in TAILS
        for _ in range(4)
    ]
    told = {one["name"]: one for one in gate(EXAMPLES, swapped, [])["sets"]}
    assert told["kk"]["holds"]
    assert not told["ask_myth"]["holds"]


def test_what_was_labelled_is_read_from_both_files(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text("nlu:\n- intent: out_of_scope\n  examples: |\n    - а\n", encoding="utf-8")
    (tmp_path / "questions.yml").write_text(
        "nlu:\n- intent: ask_myth/chip\n  examples: |\n    - ә\n    - б\n", encoding="utf-8"
    )
    assert [(one.text, one.intent, one.question) for one in read_labelled(tmp_path)] == [
        ("а", "out_of_scope", None), ("ә", "ask_myth", "ask_myth/chip"), ("б", "ask_myth", "ask_myth/chip"),
    ]  # fmt: skip
    assert read_labelled(tmp_path / "none") == []


def test_a_fault_is_no_verdict(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.gate", "--reviewed", str(tmp_path), "--asked", str(tmp_path / "none.json")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode not in {0, FALLS}
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(done.stdout)
