"""The package's splitter splits all our examples and test texts as spaCy does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kazakh.lang_kk import Kazakh, KazakhDefaults
from kazakh.splitting import MOST_LETTERS, MOST_MARKS, Splitter
from rasa_project.yaml_files import read_yaml

SPLITTER = Splitter(KazakhDefaults)
SPACY = Kazakh()
RUN = re.compile(rf"[\W_]{{{MOST_MARKS + 1},}}")


def by_spacy(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.idx) for token in SPACY.make_doc(text)]


def is_bounded(text: str) -> bool:
    """Whether the text is cut where spaCy would not: long runs of marks and long chunks."""
    return bool(RUN.search(text)) or any(len(chunk) > MOST_LETTERS for chunk in text.split())


@pytest.mark.slow
def test_every_example_is_split_as_spacy_splits_it(root: Path) -> None:
    files = [*root.glob("data/**/nlu.yml"), *root.glob("tests/**/*.yml"), *root.glob("tests/nlu/*.txt")]
    lines = {
        line.strip().removeprefix("- ") for file in files for line in file.read_text(encoding="utf-8").splitlines()
    }
    assert len(lines) > 10_000
    assert [line for line in lines if not is_bounded(line) and SPLITTER.split(line) != by_spacy(line)] == []


def test_no_example_is_cut(root: Path) -> None:
    files = root.glob("data/**/nlu.yml")
    examples = [line for file in files for one in read_yaml(file.read_text(encoding="utf-8"))["nlu"]
                for line in str(one.get("examples", "")).splitlines()]  # fmt: skip
    assert len(examples) > 5_000
    assert [line for line in examples if is_bounded(line)] == []
