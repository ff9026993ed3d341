"""``python -m rasa_project keys create|list|renew|revoke``."""

from __future__ import annotations

import argparse
import sys
from typing import Any
from urllib.parse import urlsplit

from rasa_project.privacy import audit
from rasa_project.security.key_file import KeyFileError
from rasa_project.security.keys import DEFAULT_CONVERSATIONS, DEFAULT_RATE, Wish, create, renew
from rasa_project.security.settings import key_file
from rasa_project.security.stored_key import SCOPES, StoredKey
from rasa_project.security.stored_webhook import EVENTS
from rasa_project.settings import SettingsError


def add_to(commands: Any) -> None:
    """Add the command to the project's parser."""
    keys = commands.add_parser("keys", help="keys of integrators: who may call the bot over REST")
    actions = keys.add_subparsers(required=True)
    make = actions.add_parser("create", help="make a key and show it, once")
    make.add_argument("name")
    make.add_argument("--rate", default=DEFAULT_RATE, help="calls, such as 600/minute")
    make.add_argument("--conversations", default=DEFAULT_CONVERSATIONS, help="new conversations, such as 1000/hour")
    make.add_argument(
        "--scope", action="append", choices=SCOPES, help="what it is for; may be given twice (default: messages)"
    )
    make.add_argument("--until", metavar="DATE", help="its last day, such as 2027-06-30 (default: without an end)")
    make.set_defaults(command=_told(_create))
    show = actions.add_parser("list", help="names, scopes, days and rates; never a key")
    show.set_defaults(command=_told(_list))
    new = actions.add_parser("renew", help="give a key a new secret and show it, once")
    new.add_argument("name")
    new.add_argument("--old-hours", type=int, default=0, help="how long the old secret goes on working (default: 0)")
    new.add_argument("--until", metavar="DATE", help="its new last day (default: as it was)")
    new.set_defaults(command=_told(_renew))
    tell = actions.add_parser("webhook", help="tell a key's holder of events, at an https address")
    tell.add_argument("name")
    tell.add_argument("url", nargs="?", help="where to, such as https://clinic.example/measles-events")
    tell.add_argument("--event", action="append", choices=EVENTS, help="may be given twice (default: all)")
    tell.add_argument("--old-hours", type=int, default=0, help="how long the old secret signs too (default: 0)")
    tell.add_argument("--off", action="store_true", help="tell nothing any more")
    tell.add_argument("--try", action="store_true", dest="tries", help="send a test event now and say what came of it")
    tell.set_defaults(command=_told(_webhook))
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
    wish = Wish(options.rate, options.conversations, options.scope or ("messages",), options.until)
    audit.check()
    key = create(key_file(), options.name, wish)
    audit.record("key-create", audit.operator(), 1, key=options.name)
    _show(options.name, key)


def _renew(options: argparse.Namespace) -> None:
    audit.check()
    key = renew(key_file(), options.name, options.old_hours, options.until)
    audit.record("key-renew", audit.operator(), 1, key=options.name)
    _show(options.name, key)
    works = f"works for {options.old_hours} more hours" if options.old_hours else "has ended"
    print(f"The old secret of {options.name} {works}.", file=sys.stderr)


def _show(name: str, key: str) -> None:
    print(f"The key of {name}. It is shown this once only; the server keeps a hash of it:\n", file=sys.stderr)
    print(key)
    print("\nSend it as: Authorization: Bearer <key>", file=sys.stderr)


def _list(options: argparse.Namespace) -> None:
    entries = key_file().all().values()
    if not entries:
        print("No keys. Make one: python -m rasa_project keys create NAME")
    for key in entries:
        scopes = ",".join(key.scopes)
        told = f"  tells {','.join(key.webhook.events)} to {urlsplit(key.webhook.url).hostname}" if key.webhook else ""
        print(f"{key.name:20} {_state(key):28} {scopes:16} made {key.created}  {key.rate}  {key.conversations}{told}")


def _webhook(options: argparse.Namespace) -> None:
    from rasa_project.webhooks import registration

    if [options.off, options.tries, options.url is not None].count(True) != 1:
        raise KeyFileError("Give an address, or --try to send a test event, or --off to tell nothing any more.")
    if options.tries:
        _try(options.name)
        return
    audit.check()
    if options.off:
        registration.end(key_file(), options.name)
        audit.record("webhook-end", audit.operator(), 1, key=options.name)
        print(f"{options.name} is told nothing any more.")
        return
    secret = registration.enter(key_file(), options.name, options.url, options.event or EVENTS, options.old_hours)
    audit.record("webhook-enter", audit.operator(), 1, key=options.name)
    print(f"The secret of the webhook of {options.name}, with which its holder checks what comes. It is shown this "
          "once only:\n", file=sys.stderr)  # fmt: skip
    print(secret)


def _try(name: str) -> None:
    import asyncio

    from rasa_project.sealed import SealError
    from rasa_project.webhooks.trying import try_out

    try:
        tried = asyncio.run(try_out(key_file(), name))
    except SealError as error:
        raise KeyFileError(
            f"The secret of {name} was {error}. Enter the webhook anew: keys webhook {name} URL"
        ) from error
    if not tried.is_told:
        raise KeyFileError(
            f"{name} was not told ({tried.why}): a status is the receiver's answer, address: not public."
        )
    print(f"{name} has taken a test event.")


def _state(key: StoredKey) -> str:
    if key.revoked:
        return f"revoked {key.revoked}"
    if key.is_of_older_form:
        return "older form: keys renew it"
    if key.has_ended():
        return f"ended {key.until}"
    state = f"valid until {key.until}" if key.until else "valid"
    return f"{state}, old one too" if len(key.hashes()) > 1 else state


def _revoke(options: argparse.Namespace) -> None:
    audit.check()
    key_file().revoke(options.name)
    audit.record("key-revoke", audit.operator(), 1, key=options.name)
    print(f"{options.name} is revoked, at once and for good.")
