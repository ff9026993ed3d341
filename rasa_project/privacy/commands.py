"""``python -m rasa_project privacy export|delete|retain``: what the office does when a parent asks."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


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
        one.add_argument("--channel", required=True, help="rest, telegram or web")
        one.add_argument("--sender", required=True, help="the person's id in that channel")
        one.add_argument("--key", default="", help="REST: name of the integrator's key")
        one.set_defaults(command=_told(run))
    old = actions.add_parser("retain", help="delete whoever was silent for RETENTION_DAYS")
    old.add_argument("--days", type=int, help="instead of RETENTION_DAYS")
    old.set_defaults(command=_told(_retain))
    clean = actions.add_parser("tidy", help="rewrite the database without the bytes of what was deleted")
    clean.set_defaults(command=_told(_tidy))


def _told(command: Any) -> Any:
    def run(options: argparse.Namespace) -> int:
        from rasa_project.stores.errors import StoreError

        try:
            command(options)
        except (StoreError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0

    return run


def _pseudonym(options: argparse.Namespace) -> str:
    from rasa_project.privacy.senders import Person, sender_hasher

    return sender_hasher().pseudonym(Person(options.channel, options.sender, options.key))


def _export(options: argparse.Namespace) -> None:
    from rasa_project.privacy.erasure import export

    print(json.dumps(export(_pseudonym(options)), ensure_ascii=False, indent=1))


def _delete(options: argparse.Namespace) -> None:
    from rasa_project.privacy.erasure import erase

    print(f"Deleted {erase(_pseudonym(options), why='office')} entries.")


def _retain(options: argparse.Namespace) -> None:
    from rasa_project.privacy.erasure import retain
    from rasa_project.privacy.retention import retention_days

    days = retention_days() if options.days is None else options.days
    print(f"Deleted {retain(days)} persons who were silent for {days} days.")


def _tidy(options: argparse.Namespace) -> None:
    from rasa_project.settings import DATABASE_URL
    from rasa_project.stores.tidy import tidy

    for line in tidy(DATABASE_URL.read()):
        print(line)
