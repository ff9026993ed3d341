"""How fast the desk is with a million stored messages, and what its counting costs: ``make bench-desk``.

Prints the table of docs/desk.md: the time of each page (the middle and the slowest of 20 calls inside Django, no
network), the first count of all, and a count of the last minute's messages while the rest stands there. The processor's
time is told too: on a busy machine the clock's says more of the machine than of the desk.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

Timed = tuple[float, float]

_CALLS: Final = 20
_DAYS: Final = 30
_MESSAGES_A_TALK: Final = 2.71


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="desk-bench-", dir=options.folder) as name:
        folder = Path(name)
        _set_up(folder)
        measured = _measure(folder, options.messages)
    print("| what | middle | slowest | processor, middle |\n|---|---|---|---|")
    for what, times in measured.items():
        clock, processor = zip(*times)
        told = (statistics.median(clock), max(clock), statistics.median(processor))
        print(f"| {what} | {' | '.join(map(_told, told))} |")


def _told(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the databases are made: some gigabytes")
    return parser.parse_args()


def _set_up(folder: Path) -> None:
    from desk import variables
    from desk.core.messages import compile_messages

    variables.point_at(folder)
    variables.use_django_settings()
    compile_messages()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _measure(folder: Path, messages: int) -> dict[str, list[Timed]]:
    from desk.bot.store import BotStore
    from desk.demo.filling import fill
    from desk.demo.traffic import talks
    from desk.today.counting import count_new
    from desk.today.reports import make_missing_reports
    from rasa_project.clock import today
    from rasa_project.settings import DATABASE_URL

    url = DATABASE_URL.read()
    written = fill(url, talks(today(), _DAYS, int(messages / _DAYS / _MESSAGES_A_TALK)))
    print(f"{written:,} messages, {os.path.getsize(folder / 'conversations.db') / 2**30:.1f} GiB", flush=True)
    store, now = BotStore(url), time.time()
    measured = {"first count of all": [_timed(partial(count_new, store, now - 60))]}
    measured["count of the last minute"] = [_timed(partial(count_new, store, now - 60 + step)) for step in (20, 40, 60)]
    make_missing_reports()
    return {**measured, **_pages()}


def _timed(deed: Callable[[], Any]) -> Timed:
    """How long something takes: by the clock, and of the processor; seconds."""
    began, worked = time.perf_counter(), time.process_time()
    deed()
    return time.perf_counter() - began, time.process_time() - worked


def _pages() -> dict[str, list[Timed]]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from desk.people.roles import Role

    member = get_user_model().objects.create_user("bench")
    member.take_role(Role.CHIEF)
    device = TOTPDevice.objects.create(user=member, confirmed=True, name="bench")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    addresses = {
        "Today, a day": "/today/", "Today, a week": "/today/?span=week", "Today, four weeks": "/today/?span=month",
        "Early signal": "/signal/", "Not understood": "/unanswered/", "Labelled": "/unanswered/labels/",
        "Weekly reports": "/today/weeks/", "People": "/people/", "Who did what": "/people/audit/",
    }  # fmt: skip
    return {
        title: [_timed(partial(_get, client, address)) for _ in range(_CALLS)] for title, address in addresses.items()
    }


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


if __name__ == "__main__":
    main()
