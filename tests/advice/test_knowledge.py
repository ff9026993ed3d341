"""Knowledge files are checked when they are loaded; a wrong one says where and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rasa_project.advice.knowledge import KNOWLEDGE_DIR, KnowledgeError, knowledge, load_knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE_DIR, copy)
    return copy


def test_the_files_of_the_project_are_right() -> None:
    assert len(knowledge().places.settlements) > 30


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("calendar.yml", "number: 1", "number: 3", r"calendar.yml, line \d+: doses.0.number"),
        ("calendar.yml", "\ndoses:\n", "\ndozes:\n", r"calendar.yml, line \d+: doses: field required"),
        ("calendar.yml", "due_months: 72", "due_months: 6", r"in the order of their ages"),
        ("places.yml", "kk: Қожабақы, ru", "kk: Аранды, ru", r"named twice in one rural district: Аранды"),
        ("calendar.yml", "[C2, C3]", "[C2, C999]", r"calendar.yml, line \d+: source 'C999'"),
        ("triage.yml", "[W7, C15]", "[W7, C999]", r"triage.yml, line \d+: source 'C999'"),
        (
            "triage.yml",
            "signs_any: [ear_pain]",
            "signs_any: [ear_pein]",
            r"triage.yml, line \d+: .*'ear_pein' is no plain sign",
        ),
        (
            "symptoms.yml",
            "cough: [жөтел",
            "cough: [жөтел, жөтел",
            r"symptoms.yml, line \d+: 'жөтел' names 'cough' already",
        ),
        ("symptoms.yml", "ear_pain:", "hard_breathing:", r"danger.yml, line \d+: .* it is plain or it is danger"),
        ("symptoms.yml", "runny_nose:", "Runny-Nose:", r"symptoms.yml, line \d+: .*string does not match"),
        ("danger.yml", "- шея тверд", "- судорог", r"danger.yml, line \d+: 'судорог' names 'convulsions' already"),
        ("danger.yml", "- шея тверд", "- '='", r"danger.yml, line \d+: stiff_neck.words.\d+: string does not match"),
        ("danger.yml", "- шея тверд", "- насморк", r"'насморк' names 'runny_nose' already"),
        ("danger.yml", "sources: [C2, C7]", "sources: [C2, C999]", r"danger.yml, line \d+: source 'C999'"),
        ("danger.yml", "  sources: [C2, C7]\n", "", r"danger.yml, line \d+: severe_allergy.sources: field required"),
        ("danger.yml", "  near:\n    - - ", "  near:\n    - - [бір]\n      - ", r"near.0: near holds pairs of lists"),
        ("danger.yml", "  unless:", "  unles:", r"danger.yml, line \d+: hard_breathing.unles: extra fields"),
        ("exposure.yml", "watch_days: 21", "watch_days: viele", r"exposure.yml, line \d+: watch_days"),
        ("places.yml", 'kato: "434437100"', "kato: 43", r"places.yml, line \d+: settlements.\d+.kato"),
        ("places.yml", "serves: [Жанкент]", "serves: [Алматы]", r"unknown settlements: Алматы"),
        ("helplines.yml", "[K57]", "[K999]", r"helplines.yml, line \d+: source 'K999' is not in sources.yml"),
        ("helplines.yml", '"103"', '"+7 701 000 00 00"', r"helplines.yml, line 2: 0.number"),
        (
            "topics.yml",
            "kk: Ересектерге екпе",
            "kk: Ересектерге арналған екпе туралы",
            r"topics.yml, line \d+",
        ),
        ("subjects.yml", "response: utter_guilt", "response: guilt", r"subjects.yml, line \d+: guilt.response"),
        ("sources.yml", "kind: district", "kind: rumour", r"sources.yml, line \d+: advisory.kind"),
        ("topics.yml", "ask_adult: {", "ask_adult: [", r"topics.yml, line \d+: not valid YAML"),
    ],
)
def test_a_wrong_file_says_where_and_why(folder: Path, name: str, old: str, new: str, complaint: str) -> None:
    change(folder / name, old, new)
    with pytest.raises(KnowledgeError, match=complaint):
        load_knowledge(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "places.yml").unlink()
    with pytest.raises(KnowledgeError, match=r"places\.yml, line 1: can't be read"):
        load_knowledge(folder)
