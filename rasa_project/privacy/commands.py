"""``python -m rasa_project privacy export|delete|retain``: what the office does when a parent asks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any, Final

from rasa_project.settings import INBOXES

#: Exit statuses beside 0 and 1; argparse has 2.
NOBODY: Final = 3
DOUBTFUL_CLOCK: Final = 4


def add_to(commands: Any) -> None:
    """Add the command to the project's parser."""
    privacy = commands.add_parser(
        "privacy", help="what is stored of a person: hand it out, delete it; delete what is old"
    )
    actions = privacy.add_subparsers(required=True)
    for name, run, about in (
        ("export", _export, "print everything stored of a person, as JSON"),
        ("delete", _delete, "delete everything stored of a person"),
    ):
        one = actions.add_parser(name, help=about)
        one.add_argument("--channel", required=True, help=" or ".join(("rest", "web", *INBOXES)))
        one.add_argument("--sender", required=True, help="the person's id in that channel")
        one.add_argument("--key", default="", help="REST: name of the integrator's key")
        one.set_defaults(command=_told(run))
    old = actions.add_parser("retain", help="delete whoever was silent for RETENTION_DAYS")
    old.add_argument("--days", type=int, help="instead of RETENTION_DAYS")
    old.add_argument("--clock-is-right", action="store_true", help="after the bot was off for more than a week")
    old.set_defaults(command=_told(_retain))
    clean = actions.add_parser("tidy", help="rewrite the database without the bytes of what was deleted")
    clean.set_defaults(command=_told(_tidy))


def _told(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        from rasa_project.privacy.clock import DoubtfulClockError
        from rasa_project.storage.errors import StoreError

        try:
            return command(options)
        except DoubtfulClockError as error:
            print(error, file=sys.stderr)
            return DOUBTFUL_CLOCK
        except (StoreError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1

    return run


def _pseudonym(options: argparse.Namespace) -> str:
    from rasa_project.privacy.senders import pseudonym_of

    return pseudonym_of(options.channel, options.sender, options.key)


def _export(options: argparse.Namespace) -> int:
    from rasa_project.privacy import audit
    from rasa_project.privacy.erasure import export

    pseudonym = _pseudonym(options)
    audit.check()
    found = export(pseudonym)
    count = sum(len(entries) for entries in found.values())
    audit.record("export", audit.operator(), count, person=pseudonym)
    if not count:
        return _nobody(options)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


def _delete(options: argparse.Namespace) -> int:
    from rasa_project.privacy import audit
    from rasa_project.privacy.erasure import erase

    audit.check()
    count = erase(_pseudonym(options), why="office", by=audit.operator())
    if not count:
        return _nobody(options)
    print(f"Deleted {count} entries.")
    return 0


def _retain(options: argparse.Namespace) -> int:
    from rasa_project.privacy import audit
    from rasa_project.privacy.erasure import retain
    from rasa_project.settings import RETENTION_DAYS

    days = RETENTION_DAYS.read() if options.days is None else options.days
    audit.check()
    count = retain(days, by=audit.operator(), share=1.0, clock_is_right=options.clock_is_right)
    print(f"Deleted {count} persons who were silent for {days} days.")
    return 0


def _tidy(options: argparse.Namespace) -> int:
    from rasa_project.settings import DATABASE_URL
    from rasa_project.storage.tidy import tidy

    for line in tidy(DATABASE_URL.read()):
        print(line)
    return 0


def _nobody(options: argparse.Namespace) -> int:
    where = f"{options.channel}, key {options.key}" if options.key else options.channel
    print(
        f"Nothing is stored of this person ({where}). Is the id right, letter by letter? Telegram: the number of the "
        "chat; WhatsApp: the phone number with the country's code and no plus, or the id KZ.…; REST: the integrator's "
        "`sender`, with --key NAME where the caller has a key.",
        file=sys.stderr,
    )
    return NOBODY
