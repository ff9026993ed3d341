"""The one list of refusals: complete, in both languages, polite, with no number that nobody verified; and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kazakh.languages import guess_language
from rasa_project.advice.knowledge import KnowledgeError, knowledge
from rasa_project.channels.refusals import REFUSALS_FILE, ForParents, Refusal, for_parents, reasons
from rasa_project.channels.web.refusals import body_of, form_of, refused
from tests.data.content import ROOT


def texts_for_parents() -> dict[str, ForParents]:
    found = {}
    for name, reason in reasons().items():
        found |= {f"{name} in messengers": reason.messengers} if reason.messengers else {}
        found |= {f"{name} in the widget": reason.widget.text} if reason.widget and reason.widget.text else {}
    return found


TEXTS = texts_for_parents()


def test_there_are_texts_for_parents_in_both_kinds_of_channels() -> None:
    assert len(TEXTS) == 7


@pytest.mark.parametrize("where", TEXTS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_text_is_written_in_its_language(where: str, language: str) -> None:
    text = getattr(TEXTS[where], language)
    assert guess_language(text).language == language
    numbers = set(re.findall(r"\d{3,}", text))
    assert numbers <= {str(line.number) for line in knowledge().helplines}
    assert bool(TEXTS[where].sources) == bool(numbers), "a phone number has a source"
    assert set(TEXTS[where].sources) <= set(knowledge().sources)
    if language == "kk":
        assert re.search("[әғқңөұүһі]", text.lower())


def test_a_note_over_the_chat_fits() -> None:
    assert all(len(for_parents("old-button", language)) <= 200 for language in ("kk", "ru"))  # type: ignore[arg-type]


def test_who_may_be_badly_ill_is_sent_to_103_whatever_is_refused() -> None:
    for where, text in TEXTS.items():
        if not where.startswith(("group", "old-button")):
            assert "103" in text.kk
            assert "103" in text.ru


def test_every_reason_is_given_somewhere_and_no_other_is() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "rasa_project").rglob("*.py"))
    assert [name for name in reasons() if f'"{name}"' not in code] == []
    given = re.findall(r'\b(?:Refusal|Refused|for_parents)\(\s*"([^"]+)"', code)
    assert len(given) > 30
    assert set(given) <= set(reasons())
    with pytest.raises(KeyError):
        Refusal("no-such-reason")
    with pytest.raises(KeyError, match="has no text for messengers"):
        for_parents("media-type", "kk")


def test_each_code_of_the_widget_stands_for_one_reason() -> None:
    codes = [reason.widget.code for reason in reasons().values() if reason.widget]
    assert len(set(codes)) == len(codes)


def test_what_is_not_for_the_widget_tells_it_only_that_something_failed() -> None:
    odd = Refusal("scope", detail="secret")
    assert refused(odd).name == "failed"
    assert form_of(odd).status == 500
    assert body_of(refused(odd), "ru")["error"] == "failed"


def test_a_refusal_says_when_to_come_again() -> None:
    assert Refusal("too-many", wait=7).headers == {"Retry-After": "7"}
    assert Refusal("too-many", {"X-Why": "y"}).headers == {"X-Why": "y"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("group:\n", "group:\n  nobody:\n    kk: a\n"), "nobody"),
        (("    status: 403\n    title: The key is not for this", "    title: The key is not for this"), "status"),
        (("session-wrong:\n", "nothing: {}\n\nsession-wrong:\n"), "told to nobody"),
        (("group:", "group: ["), "line"),
    ],
    ids=["unknown reader", "no status", "nobody", "no YAML"],
)
def test_a_wrong_file_is_named_with_the_reason(tmp_path: Path, change: tuple[str, str], word: str) -> None:
    path = tmp_path / "refusals.yml"
    changed = REFUSALS_FILE.read_text(encoding="utf-8").replace(*change, 1)
    assert changed != REFUSALS_FILE.read_text(encoding="utf-8")
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=word) as error:
        reasons(path)
    assert "refusals.yml" in str(error.value)
