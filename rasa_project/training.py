"""Train the model: written aside, looked at, then put in the old one's place in one step."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.engine.stand_ins import check_config
from rasa_project.serving.model_file import check_model_file
from rasa_project.yaml_files import read_yaml

#: Folder of a training, with the number of its process: ``.training-4711-abc``.
_ASIDE: Final = ".training-"
_CONFIG: Final = "config.yml"
#: glibc's name for it in malloc.h; vectors of a fit are smaller than what is large.
_MMAP_THRESHOLD: Final = -3
_LARGE: Final = 4 << 20


def train(model: Path, verbose: bool) -> int:
    """Train from data/, domain.yml and config.yml; a training that is broken off leaves the old model as it was.

    Args:
        model: the file to write.
        verbose: whether to show what Rasa prints.

    Returns:
        0, or Rasa's exit status.

    Raises:
        rasa_project.advice.knowledge.KnowledgeError: a knowledge file is wrong.
        rasa_project.engine.stand_ins.NoTensorFlowError: config.yml names a component that needs TensorFlow.
        rasa_project.serving.model_file.ModelRefusedError: what was written is no whole model.
    """
    knowledge()
    check_config(read_yaml(Path(_CONFIG).read_text(encoding="utf-8")))
    print("Training (a minute or two)...", flush=True)
    model.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(model.parent)
    _give_back_large_blocks()
    with tempfile.TemporaryDirectory(prefix=f"{_ASIDE}{os.getpid()}-", dir=model.parent) as aside:
        with _without_collector(), contextlib.nullcontext() if verbose else _told_on_failure():
            result = _trained(aside, model.name)
        if result.model:
            put_in_place(Path(result.model), model)
            print(f"Trained: {model}", flush=True)
    return int(result.code)


def put_in_place(made: Path, model: Path) -> None:
    """Replace ``model`` by a file of the same file system: whoever looks sees the old one or the new one, whole.

    Raises:
        rasa_project.serving.model_file.ModelRefusedError: ``made`` is no whole model.
    """
    check_model_file(made)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(made, model)
    os.utime(model)  # make compares times


def remove_leftovers(models: Path) -> None:
    """Remove the folders of trainings that were killed; those of running ones stay."""
    for folder in models.glob(f"{_ASIDE}*"):
        number = re.match(rf"{re.escape(_ASIDE)}(\d+)-", folder.name)
        if number is None or not Path(f"/proc/{number[1]}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _trained(folder: str, name: str) -> Any:
    import rasa

    from rasa_project.engine.learning import forget_features

    try:
        return rasa.train(
            domain="domain.yml",
            config=_CONFIG,
            training_files=["data"],
            output=folder,
            fixed_model_name=name.removesuffix(".tar.gz"),
        )
    finally:
        forget_features()


def _give_back_large_blocks() -> None:
    """What held a matrix goes back to the system when it is freed; by default glibc learns to keep such blocks."""
    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of features are made, none is garbage: Python would look at all of them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def _told_on_failure() -> Iterator[None]:
    """Keep back what is printed; it is told where the block fails or leaves the program."""
    kept = io.StringIO()
    try:
        with contextlib.redirect_stdout(kept):
            yield
    except BaseException:
        print(kept.getvalue(), file=sys.stderr)
        raise
