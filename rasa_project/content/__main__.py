"""``make check-content``: what is wrong with the texts, a line each, in three seconds and without Rasa."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from rasa_project import clock
from rasa_project.advice.office import due
from rasa_project.content.loading import content_files, read_edition
from rasa_project.edition import DATA, within


def main(arguments: list[str] | None = None) -> int:
    """Check a folder of content; the exit status is 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m rasa_project.content", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="the content (data/)")
    parser.add_argument(
        "--published", type=Path, default=None, help="what the office has published; it need not be there"
    )
    told = parser.parse_args(arguments)
    data, office = told.folder.resolve(), told.published.resolve() if told.published else None
    began = time.monotonic()
    edition, faults = read_edition(data, office=office)
    for fault in faults:
        print(fault.shown(data))
    if faults:
        print(f"{len(faults)} to put right; parents go on reading the old texts.", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    print(f"All texts are right: {len(content_files(data, office))} files, edition {edition.name} ({seconds:.1f} s).")
    with within(edition):
        for one in due(clock.today()):
            print(f"To check anew: the contact of {one.id} is shown until {one.until}, checked on {one.verified.on}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
