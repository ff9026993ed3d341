"""Changed texts are taken up in one step or refused; the ones of before stay meanwhile, and at the next start."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from rasa_project import edition as editions
from rasa_project.content import kept as kept_module
from rasa_project.content.kept import ContentRefusedError, KeptContent
from rasa_project.content.loading import name_of, read_edition
from rasa_project.content.watching import Watcher
from rasa_project.dialogue.answer_files import responses
from rasa_project.dialogue.fixed_answers import fixed_text, sentences_of
from rasa_project.edition import published, within
from rasa_project.observability.metrics import metrics
from tests.content.copies import change, copy_content

SENTENCE = "Атын жазыңыз."
CHANGED = "Атын толық жазыңыз."
WRONG = "Сироп 5 мл беріңіз."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content, which is published."""
    folder = copy_content(tmp_path / "data")
    monkeypatch.setattr(editions._Published, "edition", read_edition(folder)[0])
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> KeptContent:
    return KeptContent(tmp_path / "kept")


def answers(data: Path) -> Path:
    return data / "places" / "answers.yml"


def said() -> str:
    return str(responses()["utter_find_clinic"][0]["text"])


def look(watcher: Watcher) -> None:
    for _ in range(2):
        watcher.look()


def refused() -> float:
    return next(float(line.split()[1]) for line in metrics().exposition().decode().splitlines()
                if line.startswith("bot_texts_refused "))  # fmt: skip


def test_a_changed_sentence_is_said(data: Path, kept: KeptContent) -> None:
    watcher = Watcher(kept, data)
    change(answers(data), SENTENCE, CHANGED)
    watcher.look()
    assert CHANGED not in said()  # somebody may be writing yet
    watcher.look()
    assert CHANGED in said()
    assert watcher.faults == []


def test_what_was_worked_out_of_the_old_texts_is_worked_out_of_the_new_ones_before_a_message_comes(
    data: Path, kept: KeptContent
) -> None:
    before = sentences_of("utter_find_clinic")
    watcher = Watcher(kept, data)
    change(answers(data), SENTENCE, f"{SENTENCE} {SENTENCE}")
    look(watcher)
    worked_out = {getattr(key, "__name__", "") for key in published().made}
    assert "_sentences" in worked_out
    assert sentences_of("utter_find_clinic") == before + 1


def test_a_turn_keeps_the_texts_that_it_began_with(data: Path, kept: KeptContent) -> None:
    change(answers(data), SENTENCE, CHANGED)
    with within(published()):
        look(Watcher(kept, data))
        assert CHANGED not in said()
    assert CHANGED in said()


def test_a_wrong_change_is_refused_and_told_once(
    data: Path, kept: KeptContent, caplog: pytest.LogCaptureFixture
) -> None:
    watcher = Watcher(kept, data)
    path = answers(data)
    before = change(path, SENTENCE, WRONG)
    with caplog.at_level(logging.INFO):
        look(watcher)
        look(watcher)
        path.touch()
        look(watcher)
    line = path.read_text(encoding="utf-8").partition(WRONG)[0].count("\n") + 1
    assert caplog.text.count(f"data/places/answers.yml:{line}: utter_find_clinic: '5 мл' looks like a dose") == 1
    assert WRONG not in said()
    assert [fault.line for fault in watcher.faults] == [line]
    assert refused() == 1

    path.write_text(before, encoding="utf-8")
    look(watcher)
    assert watcher.faults == []
    assert refused() == 0


def test_names_of_answers_belong_to_the_program(data: Path, kept: KeptContent) -> None:
    change(answers(data), "utter_find_clinic_place:", "utter_find_clinic_plase:")
    watcher = Watcher(kept, data)
    look(watcher)
    assert {fault.reason.partition(":")[0].split()[-1] for fault in watcher.faults} >= {"utter_find_clinic_plase"}
    assert "utter_find_clinic_place" in responses()


def test_a_start_with_wrong_texts_takes_those_of_before(data: Path, kept: KeptContent) -> None:
    right = kept.begin(data)
    change(answers(data), SENTENCE, WRONG)
    taken = kept.begin(data)
    assert taken.name == right.name
    assert taken.data != data
    with within(taken):
        assert SENTENCE in said()
        assert fixed_text("utter_turn_failed", "kk")


def test_a_start_with_wrong_texts_and_none_of_before_says_what_is_wrong(data: Path, kept: KeptContent) -> None:
    change(answers(data), SENTENCE, WRONG)
    with pytest.raises(ContentRefusedError, match=r"places/answers\.yml, line \d+: .*looks like a dose"):
        kept.begin(data)


def test_what_was_checked_is_not_checked_at_the_next_start(
    data: Path, kept: KeptContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = kept.begin(data).name

    def check_again(*_: object, **__: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr(kept_module, "read_edition", check_again)
    assert kept.begin(data).name == name
    change(answers(data), SENTENCE, CHANGED)
    with pytest.raises(AssertionError, match="checked again"):
        kept.begin(data)


def test_a_new_worker_begins_with_what_the_others_took_up(data: Path, kept: KeptContent) -> None:
    first = published()
    change(answers(data), SENTENCE, CHANGED)
    look(Watcher(kept, data))
    editions.publish(first)  # the parent of the workers read it at its start
    Watcher(kept, data).catch_up()
    assert published().name == name_of(data) != first.name
    assert CHANGED in said()


def test_only_the_newest_texts_are_kept(data: Path, kept: KeptContent, tmp_path: Path) -> None:
    watcher = Watcher(kept, data)
    for text in (CHANGED, SENTENCE, CHANGED):
        change(answers(data), CHANGED if text == SENTENCE else SENTENCE, text)
        look(watcher)
    assert [path.name for path in (tmp_path / "kept").iterdir() if path.is_dir()] == [published().name]
