"""Every word of the pages is there in Kazakh and Russian, with its gaps, and is what the pages show."""

from __future__ import annotations

import gettext
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError, read_po
from django.test import Client
from django.urls import reverse
from django.utils import translation

from desk.core.messages import LOCALE, compile_messages
from desk.people.roles import Role
from tests.desk.bot_store import store_with
from tests.desk.test_publishing_words import ROOMS
from tests.desk.words import words_of

GAPS = re.compile(r"%\(\w+\)s|%[ds]|</?\w+>")


def words(root: Path) -> set[str | tuple[str, str]]:
    """Those of the desk but what is published, which has a catalogue of its own (test_publishing_words.py)."""
    others = words_of(root / "desk", ROOMS)
    return words_of(root / "desk") - others


@pytest.fixture(scope="module", params=["kk", "ru"])
def catalogue(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    with (LOCALE / "locale" / request.param / "LC_MESSAGES/django.po").open("rb") as file:
        return request.param, {
            str(one.id): str(one.string) for one in read_po(file) if one.id and isinstance(one.id, str)
        }


def test_every_word_is_translated(root: Path, catalogue: tuple[str, dict[str, str]]) -> None:
    _, told = catalogue
    needed = words(root)
    assert len(needed) > 150
    assert {one for one in needed if not told.get(str(one))} == set()


def test_no_translation_is_of_a_word_that_is_gone(root: Path, catalogue: tuple[str, dict[str, str]]) -> None:
    language, told = catalogue
    of_django = 8 if language == "kk" else 0
    assert len(set(told) - words_of(root / "desk")) == of_django


def test_gaps_and_tags_are_kept(root: Path, catalogue: tuple[str, dict[str, str]]) -> None:
    _, told = catalogue
    ours = [(one, told[str(one)]) for one in words(root) if isinstance(one, str)]
    assert {one for one, said in ours if sorted(GAPS.findall(one)) != sorted(GAPS.findall(said))} == set()


def test_each_language_is_written_in_its_own_letters(catalogue: tuple[str, dict[str, str]]) -> None:
    language, told = catalogue
    text = " ".join(told.values())
    assert bool(re.search("[әғқңөұүһі]", text)) is (language == "kk")
    left = {said for one, said in told.items() if one == said}
    assert left == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_pages_show_no_english_word(
    as_role: Callable[[Role | None], Client], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, url = store_with(tmp_path, [])
    monkeypatch.setenv("DATABASE_URL", str(url))
    chief = as_role(Role.CHIEF)
    chief.cookies["django_language"] = language
    for name in ("today", "signal", "reports", "unanswered", "labels", "people", "audit"):
        body = chief.get(reverse(name)).content.decode().split("</head>")[1]
        text = re.sub(r"<datalist.*?</datalist>|<[^>]*>", " ", body, flags=re.S)
        assert set(re.findall(r"[A-Za-z]{3,}", text)) <= {"English", "chief", "PHONE", "data"}, name


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_django_says_of_a_password_is_said_in_the_language(language: str) -> None:
    from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
    from django.core.exceptions import ValidationError

    for validator, password in ((MinimumLengthValidator(12), "a"), (CommonPasswordValidator(), "password")):
        with translation.override(language), pytest.raises(ValidationError) as error:
            validator.validate(password)
        with translation.override(language):
            assert not re.search("[A-Za-z]", str(error.value.messages[0]))


def test_a_catalogue_is_compiled_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "kk/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(LOCALE / "locale/kk/LC_MESSAGES/django.po", folder)
    (made,) = compile_messages(tmp_path)
    assert compile_messages(tmp_path) == []
    with made.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Today") == "Бүгін"
    text = (folder / "django.po").read_text(encoding="utf-8")
    (folder / "django.po").write_text(text.replace("Бүгін", "Бүгінгі"), encoding="utf-8")
    later = made.stat().st_mtime + 5
    os.utime(folder / "django.po", (later, later))
    assert compile_messages(tmp_path) == [made]
    assert [one.name for one in folder.iterdir() if one.name.endswith(".new")] == []


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "kk/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "a"\nmsgstr "b\nxx', encoding="utf-8")
    with pytest.raises(PoFileError):
        compile_messages(tmp_path)
    assert not (folder / "django.mo").exists()
