"""``python -m rasa_project keys create|list|revoke``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from rasa_project.privacy import audit
from rasa_project.security.key_file import KeyFileError
from rasa_project.security.keys import DEFAULT_CONVERSATIONS, DEFAULT_RATE, create
from rasa_project.security.settings import key_file
from rasa_project.settings import SettingsError


def add_to(commands: Any) -> None:
    """Add the command to the project's parser."""
    keys = commands.add_parser("keys", help="keys of integrators: who may call the bot over REST")
    actions = keys.add_subparsers(required=True)
    make = actions.add_parser("create", help="make a key and show it, once")
    make.add_argument("name")
    make.add_argument("--rate", default=DEFAULT_RATE, help="calls, such as 600/minute")
    make.add_argument("--conversations", default=DEFAULT_CONVERSATIONS, help="new conversations, such as 1000/hour")
    make.set_defaults(command=_told(_create))
    show = actions.add_parser("list", help="names, days and rates; never a key")
    show.set_defaults(command=_told(_list))
    end = actions.add_parser("revoke", help="end a key at once")
    end.add_argument("name")
    end.set_defaults(command=_told(_revoke))


def _told(command: Any) -> Any:
    def run(options: argparse.Namespace) -> int:
        try:
            command(options)
        except (KeyFileError, SettingsError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0

    return run


def _create(options: argparse.Namespace) -> None:
    audit.check()
    key = create(key_file(), options.name, options.rate, options.conversations)
    audit.record("key-create", audit.operator(), 1, key=options.name)
    print(f"The key of {options.name}. It is shown this once only; the server keeps a hash of it:\n", file=sys.stderr)
    print(key)
    print("\nSend it as: Authorization: Bearer <key>", file=sys.stderr)


def _list(options: argparse.Namespace) -> None:
    entries = key_file().all().values()
    if not entries:
        print("No keys. Without one the REST channel answers on this machine only.")
    for key in entries:
        state = f"revoked {key.revoked}" if key.revoked else "valid"
        print(f"{key.name:20} {state:20} made {key.created}  {key.rate}  {key.conversations}")


def _revoke(options: argparse.Namespace) -> None:
    audit.check()
    key_file().revoke(options.name)
    audit.record("key-revoke", audit.operator(), 1, key=options.name)
    print(f"{options.name} is revoked, at once and for good.")
