"""``python -m rasa_project announce``: order an announcement, try it, see how far it is, stop it."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from datetime import date, timedelta
from typing import Any, Final, get_args

#: Fewer people of a village are not told apart.
LEAST_SHOWN: Final = 3


def add_to(commands: Any) -> None:
    """Add the command to the project's parser."""
    one = commands.add_parser(
        "announce", help="send an announcement to the parents who asked for them; see or stop those that are sent"
    )
    one.add_argument("--kk", help="the text in Kazakh")
    one.add_argument("--ru", help="the text in Russian")
    one.add_argument(
        "--village",
        action="append",
        default=[],
        help="only who lives there (a name or a code; may stand several times)",
    )
    one.add_argument("--until", type=date.fromisoformat, help="the last day of use, 2026-12-03; else tomorrow")
    one.add_argument("--urgent", action="store_true", help="also at night, and to who had one this week")
    one.add_argument("--key", help="the order's name: a second order of that name does nothing")
    one.add_argument("--dry-run", action="store_true", help="only show the texts and who would get them")
    one.add_argument("--list", action="store_true", help="the orders and what became of them")
    one.add_argument("--stop", metavar="KEY", help="send nothing more of an order")
    one.set_defaults(command=_announce)


def _announce(options: argparse.Namespace) -> int:
    from rasa_project.outreach.orders import OrderRefusedError
    from rasa_project.storage.database import ConversationDatabase
    from rasa_project.storage.errors import StoreError
    from rasa_project.storage.settings import StoreSettings

    database = ConversationDatabase(StoreSettings.from_environment().database)
    try:
        if options.list:
            return _list(database)
        if options.stop:
            return _stop(database, options.stop)
        return _order(database, options)
    except (OrderRefusedError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        database.close()


def _order(database: Any, options: argparse.Namespace) -> int:
    from pydantic import ValidationError

    from rasa_project import clock
    from rasa_project.outreach.hours import FIRST_HOUR, is_night
    from rasa_project.outreach.orders import OrderRefusedError, Sending, check, take_up, villages
    from rasa_project.privacy import audit
    from rasa_project.settings import PUBLISHED

    if not options.kk or not options.ru:
        raise OrderRefusedError("Write the text in both languages: --kk '…' --ru '…'.")
    places = villages(options.village)
    today, by = clock.today(), audit.operator()
    try:
        sending = Sending(
            id=options.key or f"{today.isoformat()}-{secrets.token_hex(3)}", kk=options.kk, ru=options.ru,
            places=[one.code for one in places], urgent=options.urgent, by=by, approved_by=by,
            until=options.until or today + timedelta(days=1),
        )  # fmt: skip
    except ValidationError as error:
        raise OrderRefusedError(f"--key {options.key}: a name of a-z, 0-9, - and _ (two letters or more).") from error
    check(sending, PUBLISHED.read(), today)
    _show(database, sending)
    if options.dry_run:
        print("Nothing was sent (--dry-run).")
        return 0
    audit.check()
    now = time.time()
    if not take_up(database, sending, now):
        print(f"{sending.id} was ordered before; nothing was done. Give another --key.", file=sys.stderr)
        return 1
    audit.record("announce", by, 1, order=sending.id)
    if is_night(now) and not sending.urgent:
        print(f"It is night in the district: it goes from {FIRST_HOUR}:00 on.")
    print(
        f"Ordered as {sending.id}: the running bot sends it. How far it is: announce --list. "
        f"To send nothing more of it: announce --stop {sending.id}"
    )
    return 0


def _show(database: Any, sending: Any) -> None:
    """The texts as parents read them, and who gets them."""
    from rasa_project.advice.knowledge import knowledge
    from rasa_project.channels.inbox.wording import read_wording
    from rasa_project.dialogue.reply_language import ReplyLanguage
    from rasa_project.outreach.hours import week_begins
    from rasa_project.storage import campaigns

    wording, texts = read_wording(), {"kk": sending.kk, "ru": sending.ru}
    for language in get_args(ReplyLanguage):
        print(wording.text("announcement", language).format(text=texts[language]))
        print(f"[{wording.text('stop_announcements', language)}]\n")
    with database.transaction() as connection:
        counts = campaigns.audience(connection, week_begins(time.time()))
    planned, held = campaigns.reached(counts, sending.places, sending.urgent)
    print(f"Goes to {shown(planned)}; {shown(held)} had one this week and get none.")
    names = {one.code: one.kk for one in knowledge().places.settlements}
    for village, (count, _) in sorted(counts.items(), key=lambda pair: -pair[1][0]):
        if count >= LEAST_SHOWN and (not sending.places or village in sending.places):
            print(f"  {names.get(village or '', 'village not told')}: {count}")


def shown(count: int) -> str:
    """A count that tells nobody: under three is not told exactly."""
    return str(count) if count == 0 or count >= LEAST_SHOWN else f"fewer than {LEAST_SHOWN}"


def _list(database: Any) -> int:
    from rasa_project.storage import campaigns

    with database.transaction() as connection:
        found = campaigns.reports(connection)
    for one in found:
        ends = ", ".join(f"{state.value} {count}" for state, count in one.ends.items() if count) or "nothing sent yet"
        print(f"{one.key}  {one.state.value}  for {one.planned}, {one.held_back} held back: {ends}; left {one.left}")
    if not found:
        print("Nothing was ever ordered.")
    return 0


def _stop(database: Any, key: str) -> int:
    from rasa_project.privacy import audit
    from rasa_project.storage import campaigns

    audit.check()
    count = campaigns.stop(database, key, time.time())
    if count is None:
        print(f"{key} was never ordered. What was: announce --list", file=sys.stderr)
        return 1
    audit.record("announce-stop", audit.operator(), count, order=key)
    print(f"{key}: {count} that were not sent yet are not sent.")
    return 0
