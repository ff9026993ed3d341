"""Which Python an environment gets, and what is said where there is none: real scripts, fake Pythons."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

_FAKE = """#!/bin/sh
case "$1 $2" in
  "-c "*)
    case "$2" in *"!= '{version}'"*) exit {has_venv};; *) exit 1;; esac;;
  "--version "*) echo "Python {version}.1";;
  "-m venv") mkdir -p "$3/bin" && echo {version} > "$3/made"
    {after};;
esac
"""
_PIP = """#!/bin/sh
[ "$2" = pip ] || exit 1
uv="${0%/*}/uv"
printf '#!/bin/sh\\nmkdir -p "$6" && echo "uv $5" > "$6/made"\\n' > "$uv" && chmod +x "$uv"
"""


def python(folder: Path, name: str, version: str, has_venv: bool = True, brings_pip: bool = False) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "pip").write_text(_PIP, encoding="utf-8")
    after = f'cp {folder}/pip "$3/bin/python" && chmod +x "$3/bin/python"' if brings_pip else ":"
    text = _FAKE.format(version=version, has_venv=0 if has_venv else 1, after=after)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


def run_script(root: Path, tmp_path: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The script, where nothing but the fake Pythons and a few tools can be found."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("bash", "sh", "mkdir", "rm", "cp", "chmod", "dirname"):
        if not (tools / name).exists():
            (tools / name).symlink_to(f"/bin/{name}")
    return subprocess.run(
        ["/bin/bash", root / "scripts/make_venv.sh", *words],
        env={"PATH": f"{tmp_path / 'bin'}:{tools}", "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def make(root: Path, tmp_path: Path, *words: str) -> tuple[int, str, str]:
    """Exit status, what was made, what was said."""
    done = run_script(root, tmp_path, tmp_path / "venv", *words)
    made = tmp_path / "venv/made"
    return done.returncode, made.read_text().strip() if made.exists() else "", done.stderr


def test_the_newest_that_is_locked_is_taken(root: Path, tmp_path: Path) -> None:
    python(tmp_path / "bin", "python3.10", "3.10")
    python(tmp_path / "bin", "python3.11", "3.11")
    python(tmp_path / "bin", "python3", "3.13")
    assert make(root, tmp_path)[:2] == (0, "3.11")
    assert make(root, tmp_path, "3.10")[:2] == (0, "3.10")


@pytest.mark.parametrize("name", ["python3", "python"])
def test_a_python_without_a_number_in_its_name_is_asked(root: Path, tmp_path: Path, name: str) -> None:
    python(tmp_path / "bin", name, "3.11")
    assert make(root, tmp_path)[:2] == (0, "3.11")


def test_one_without_venv_is_passed_over(root: Path, tmp_path: Path) -> None:
    python(tmp_path / "bin", "python3.11", "3.11", has_venv=False)
    python(tmp_path / "bin", "python3.10", "3.10")
    assert make(root, tmp_path)[:2] == (0, "3.10")


def test_where_the_systems_python_is_newer_uv_is_fetched_and_brings_one(root: Path, tmp_path: Path) -> None:
    python(tmp_path / "bin", "python3", "3.13", brings_pip=True)
    assert make(root, tmp_path)[:2] == (0, "uv 3.11")


@pytest.mark.parametrize("has_python", [True, False])
def test_where_nothing_helps_one_sentence_says_what_to_type(root: Path, tmp_path: Path, has_python: bool) -> None:
    (tmp_path / "bin").mkdir()
    if has_python:
        python(tmp_path / "bin", "python3", "3.13")
    status, made, said = make(root, tmp_path)
    assert (status, made) == (1, "")
    assert "sudo apt-get install python3-venv" in said
    assert len(said.strip().splitlines()) == 1
    assert os.listdir(tmp_path / "bin") == (["pip", "python3"] if has_python else []) or has_python


@pytest.mark.parametrize(
    ("own", "there", "others"),
    [
        ("3.11", ["3.10", "3.11"], ["3.10"]),
        ("3.10", ["3.10", "3.11", "3.12"], ["3.11"]),
        ("3.11", ["3.11", "3.13"], []),
    ],
)
def test_the_others_of_the_lock_that_are_there_are_told(
    root: Path, tmp_path: Path, own: str, there: list[str], others: list[str]
) -> None:
    python(tmp_path / "venv-bin", "python", own)
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv-bin").rename(tmp_path / "venv/bin")
    for version in there:
        python(tmp_path / "bin", f"python{version}", version)
    done = run_script(root, tmp_path, "--others", tmp_path / "venv")
    assert (done.returncode, done.stdout.split()) == (0, others)
