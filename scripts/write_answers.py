"""Write the book of answers, for a doctor to read, tick and sign: ``make answers`` (``OUT=`` names the file)."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rasa_project.clock import today
from rasa_project.errors import BotError
from scripts.answers_book.page import page
from scripts.answers_book.read import read_contents

ROOT: Final = Path(__file__).resolve().parents[1]
_OUT: Final = "answers.html"
_GIT_SECONDS: Final = 20


def build_of(folder: Path) -> str | None:
    """The commit that ``folder`` stands at, with ``+`` where files differ from it; ``None`` where Git knows none."""
    commit = _git(folder, "rev-parse", "--short=12", "HEAD")
    if not commit:
        return None
    return commit + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")


def _git(folder: Path, *arguments: str) -> str | None:
    """What Git prints; ``None`` where it is not there, fails or hangs."""
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=folder, capture_output=True, text=True, timeout=_GIT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; 1 where it can't be written, and says why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(_OUT), help="the file to write (default: answers.html here)")
    out: Path = parser.parse_args(arguments).out
    try:
        contents = read_contents()
        out.write_text(page(contents, today(), build_of(ROOT)), encoding="utf-8")
    except BotError as error:
        print(f"The book of answers was not written: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{out} can't be written ({error.strerror}): name another file with OUT=", file=sys.stderr)
        return 1
    print(
        f"Written: {out} ({len(contents.answers)} answers). Open it in a browser and print it (A4) or save it as PDF."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
