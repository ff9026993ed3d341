"""Build the wheel of ``packages/kazakh`` and try it where nothing else of ours is installed (``make package``).

In a fresh virtual environment each: the oldest Python that the package claims with the oldest spaCy, the oldest and
the newest Python that are on this machine with the newest spaCy (``packages/kazakh/locks``). There its own tests run.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

PACKAGE: Final = Path(__file__).resolve().parents[1] / "packages" / "kazakh"
#: Prints the version of a Python that can make a virtual environment with pip.
_ASK: Final = "import ensurepip, sys, venv; print(*sys.version_info[:2])"
_ASK_SECONDS: Final = 60
#: Says which spaCy it is, and fails where the package is not the one that was installed.
_CHECK: Final = (
    "import kazakh, spacy, sys; assert kazakh.__file__.startswith(sys.prefix), kazakh.__file__; "
    "assert spacy.blank('kk').lang == 'kk'; print('spaCy', spacy.__version__)"
)
_PIP: Final = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile")

Version = tuple[int, int]


class Trial(NamedTuple):
    """One Python with one list of locked packages."""

    version: Version
    python: Path
    lock: str

    def __str__(self) -> str:
        return f"Python {_dotted(self.version)}, {self.lock} spaCy"


class Outcome(NamedTuple):
    """Whether a trial went well, and what to say of it."""

    is_well: bool
    said: str


def claimed_versions(pyproject: str) -> list[Version]:
    """The versions of Python that the classifiers of a ``pyproject.toml`` name, oldest first."""
    return sorted((3, int(minor)) for minor in re.findall(r'"Programming Language :: Python :: 3\.(\d+)"', pyproject))


def find_pythons(claimed: Sequence[Version], candidates: Iterable[Path]) -> dict[Version, Path]:
    """The first candidate of each claimed version that can make a virtual environment."""
    found: dict[Version, Path] = {}
    for python in candidates:
        version = _version_of(python)
        if version is not None and version in claimed:
            found.setdefault(version, python)
    return dict(sorted(found.items()))


def candidate_pythons(claimed: Sequence[Version], environment: Mapping[str, str]) -> Iterator[Path]:
    """Where a Python may be: this one, those of ``PATH``, those of pyenv."""
    yield Path(getattr(sys, "_base_executable", sys.executable))
    names = [f"python{_dotted(version)}" for version in claimed]
    folders = [Path(folder) for folder in environment.get("PATH", "").split(os.pathsep) if folder]
    pyenv = Path(environment.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders += sorted(pyenv.glob("versions/*/bin"))
    for folder in folders:
        yield from (folder / name for name in names if (folder / name).is_file())


def plan_trials(claimed: Sequence[Version], found: Mapping[Version, Path], every: bool = False) -> list[Trial]:
    """The ends of what is claimed, as far as this machine has them, or all between them as well."""
    trials = [Trial(claimed[0], found[claimed[0]], "oldest")] if claimed[0] in found else []
    newest = found if every or not found else sorted({min(found), max(found)})
    return trials + [Trial(version, found[version], "newest") for version in newest]


def build_wheel(folder: Path) -> Path:
    """The wheel, built from a copy, so that nothing of an earlier build gets into it."""
    copy = folder / "source"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__", ".*"))
    command = ("-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(folder))
    _run(Path(sys.executable), *command, str(copy))
    return next(folder.glob("*.whl"))


def try_wheel(trial: Trial, wheel: Path, folder: Path) -> Outcome:
    """Install the wheel in a fresh environment of ``trial`` and run the package's tests there."""
    venv = folder / f"{_dotted(trial.version)}-{trial.lock}"
    lock = PACKAGE / "locks" / f"{trial.lock}.txt"
    try:
        _run(trial.python, "-m", "venv", str(venv))
        python = venv / "bin" / "python"
        _run(python, *_PIP, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
        _run(python, *_PIP, "--no-index", "--no-deps", str(wheel))
        spacy = _run(python, "-c", _CHECK).strip()
        tests = _run(python, "-m", "pytest", "-q", "--disable-warnings", "tests")
    except subprocess.CalledProcessError as failed:
        return Outcome(False, f"{trial}: FAILED\n{failed.output[-4000:]}")
    finally:
        shutil.rmtree(venv, ignore_errors=True)
    return Outcome(True, f"{trial} ({spacy}): {tests.strip().splitlines()[-1]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the wheel; 1 where a trial fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side-by-side", type=int, default=2, help="trials at a time")
    parser.add_argument("--every", action="store_true", help="the newest spaCy on every Python, not on the ends only")
    options = parser.parse_args(arguments)
    claimed = claimed_versions((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))
    found = find_pythons(claimed, candidate_pythons(claimed, os.environ))
    missing = [_dotted(version) for version in claimed if version not in found]
    if missing:
        print(f"Not on this machine, so not tried: Python {', '.join(missing)}.")
    with tempfile.TemporaryDirectory(prefix="kazakh-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        with ThreadPoolExecutor(options.side_by_side) as pool:
            trials = plan_trials(claimed, found, options.every)
            outcomes = list(pool.map(lambda trial: try_wheel(trial, wheel, folder), trials))
    print("\n".join(outcome.said for outcome in outcomes))
    return 0 if all(outcome.is_well for outcome in outcomes) else 1


def _version_of(python: Path) -> Version | None:
    """The version, or ``None`` for what can make no environment (pyenv's shims, Debian without venv)."""
    try:
        said = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True, timeout=_ASK_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor = said.stdout.split()
    return int(major), int(minor)


def _run(python: Path, *arguments: str) -> str:
    """Run a Python in the package's folder with nothing of ours on its path; what it printed, errors with it."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1"}
    return subprocess.run(
        [python, *arguments],
        cwd=PACKAGE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    ).stdout


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


if __name__ == "__main__":
    sys.exit(main())
