"""libyaml reads our files as Python's own reader does."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rasa_project.yaml_files import LOADER, TEXT_LOADER, read_yaml, read_yaml_as_text


def test_it_is_libyaml_that_reads() -> None:
    assert (yaml.CSafeLoader, yaml.CBaseLoader) == (LOADER, TEXT_LOADER)


def test_no_file_makes_an_object() -> None:
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        read_yaml("!!python/object/apply:os.getcwd []")


@pytest.mark.slow
def test_every_file_is_read_alike(root: Path) -> None:
    files = [*root.glob("*.yml"), *root.glob("data/**/*.yml"), *root.glob("rasa_project/**/*.yml")]
    assert len(files) > 30
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert read_yaml(text) == yaml.safe_load(text), file
        assert read_yaml_as_text(text) == yaml.load(text, Loader=yaml.BaseLoader), file  # noqa: S506
