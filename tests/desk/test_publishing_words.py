"""Every word of the pages of what is published is there in Kazakh and Russian."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext

ROOMS = ("publishing", "contacts", "announcements", "answers", "callbacks")
_TRANSLATE = re.compile(r'{% translate "([^"]+)" %}')
_BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.S)


def words(root: Path) -> Iterator[str]:
    for room in ROOMS:
        for path in (root / "desk" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                    assert isinstance(node.args[0], ast.Constant)
                    yield str(node.args[0].value)
        for path in (root / "desk/templates" / room).glob("*.html"):
            text = path.read_text(encoding="utf-8")
            yield from _TRANSLATE.findall(text)
            yield from (re.sub(r"{{ (\w+) }}", r"%(\1)s", one) for one in _BLOCK.findall(text))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_is_translated_and_every_translation_is_used(root: Path, language: str) -> None:
    with (root / f"desk/publishing/locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    told = {str(one.id): str(one.string) for one in catalogue if one.id}
    needed = set(words(root))
    assert needed - told.keys() == set()
    assert told.keys() - needed == set()
    assert all(told.values())
    for name, text in told.items():
        assert sorted(re.findall(r"%(?:\(\w+\))?s", name)) == sorted(re.findall(r"%(?:\(\w+\))?s", text)), name
        with translation.override(language):
            assert gettext(name) != name or text == name


def test_two_processes_that_start_at_once_compile_the_words_beside_each_other(root: Path, tmp_path: Path) -> None:
    source = root / "desk/publishing/locale/kk/LC_MESSAGES/django.po"
    target = tmp_path / "locale/kk/LC_MESSAGES/django.po"
    target.parent.mkdir(parents=True)
    target.write_bytes(source.read_bytes())
    code = "import sys, pathlib; from desk.core import messages; messages.compile_messages(pathlib.Path(sys.argv[1]))"
    both = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root) for _ in range(3)]
    assert [one.wait(timeout=120) for one in both] == [0, 0, 0]
    assert sorted(path.name for path in target.parent.iterdir()) == ["django.mo", "django.po"]
