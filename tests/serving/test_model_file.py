"""A model is looked at before anybody is answered from it."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from rasa_project.serving.model_file import ModelRefusedError, check_model_file


def archive(path: Path, metadata: object, name: str = "metadata.json") -> Path:
    content = json.dumps(metadata).encode()
    with tarfile.open(path, "w:gz") as file:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        file.addfile(member, io.BytesIO(content))
    return path


def test_a_model_has_a_name(tmp_path: Path) -> None:
    assert check_model_file(archive(tmp_path / "measles.tar.gz", {"model_id": "abc"})) == "abc"


@pytest.mark.parametrize("metadata", [{}, [], {"id": "abc"}])
def test_a_model_without_a_name_is_refused_with_one_sentence(tmp_path: Path, metadata: object) -> None:
    with pytest.raises(ModelRefusedError, match=r"measles\.tar\.gz is refused: .*can't be read.* Train .* make train"):
        check_model_file(archive(tmp_path / "measles.tar.gz", metadata))


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    model = archive(tmp_path / "measles.tar.gz", {"model_id": "abc"})
    model.write_bytes(model.read_bytes()[:60])
    with pytest.raises(ModelRefusedError, match="not a whole"):
        check_model_file(model)
