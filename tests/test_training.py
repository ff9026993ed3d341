"""A training that is broken off leaves the old model; a whole one takes its place."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from rasa_project.serving.model_file import ModelRefusedError
from rasa_project.training import put_in_place, remove_leftovers

#: Stands for Rasa: says much, then writes the archive as Rasa does, straight to the path that it is given.
TRAINING = """
import os, signal, sys
from pathlib import Path
from types import SimpleNamespace
import rasa, rasa_project.training as training

def fake(output, fixed_model_name, **rest):
    print("\\x1b[92mYour Rasa model is trained\\x1b[0m")
    made = Path(output, fixed_model_name + ".tar.gz")
    whole = Path(sys.argv[2]).read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    if sys.argv[3] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[3] == "fail":
        raise RuntimeError("no disk")
    made.write_bytes(whole)
    return SimpleNamespace(model=str(made), code=0)

rasa.train = fake
sys.exit(training.train(Path(sys.argv[1]), verbose=False))
"""


def archive(path: Path, name: str = "metadata.json") -> bytes:
    content = json.dumps({"model_id": path.name}).encode()
    with tarfile.open(path, "w:gz") as file:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        file.addfile(member, io.BytesIO(content))
    return path.read_bytes()


def trained(root: Path, model: Path, new: Path, end: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", TRAINING, str(model), str(new), end]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.slow
def test_a_kill_while_the_model_is_written_leaves_the_old_one(root: Path, tmp_path: Path) -> None:
    model = tmp_path / "models" / "measles.tar.gz"
    model.parent.mkdir()
    old, new = archive(model), archive(tmp_path / "new")
    assert trained(root, model, tmp_path / "new", "kill").returncode == -9
    assert model.read_bytes() == old
    failed = trained(root, model, tmp_path / "new", "fail")
    assert failed.returncode == 1
    assert "Your Rasa model" in failed.stderr, "what Rasa said is told where it fails"
    assert model.read_bytes() == old
    done = trained(root, model, tmp_path / "new", "well")
    assert (done.returncode, done.stderr) == (0, "")
    assert model.read_bytes() == new
    assert [one.name for one in model.parent.iterdir()] == ["measles.tar.gz"], "leftovers of the kill are removed"
    assert done.stdout.splitlines() == ["Training (a minute or two)...", f"Trained: {model}"]


@pytest.mark.parametrize("damage", ["half", "another archive"])
def test_what_is_no_model_does_not_replace_one(tmp_path: Path, damage: str) -> None:
    model, made = tmp_path / "measles.tar.gz", tmp_path / "made"
    old = archive(model)
    whole = archive(made, "other.json" if damage == "another archive" else "metadata.json")
    if damage == "half":
        made.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelRefusedError):
        put_in_place(made, model)
    assert model.read_bytes() == old


def test_the_folder_of_a_training_that_runs_stays(tmp_path: Path) -> None:
    import os

    for number in (os.getpid(), 99999999):
        (tmp_path / f".training-{number}-abc").mkdir()
    remove_leftovers(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [f".training-{os.getpid()}-abc"]


def test_make_keeps_the_old_model_where_a_training_fails(root: Path) -> None:
    """``.DELETE_ON_ERROR`` would remove it where it changed."""
    assert "\n.PRECIOUS: models/measles.tar.gz\n" in (root / "Makefile").read_text(encoding="utf-8")
