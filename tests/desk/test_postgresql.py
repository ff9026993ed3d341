"""The desk over the bot's PostgreSQL, its own tables beside the bot's: the same numbers, and no writing there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine.url import make_url

from benchmarks.services import Postgres, running
from desk.bot.store import BotStore, BotStoreError
from desk.demo.filling import fill
from desk.demo.traffic import talks
from tests.desk.bot_store import DAY
from tests.installed import installed

pytestmark = pytest.mark.slow

COUNT = """
import json
from django.db.models import Sum
from desk.today.models import DayCount, WeekCount
from desk.today.watching import look_once
from desk.unanswered.models import Pointer
look_once(); look_once()
rows = [list(model.objects.values_list("measure", "name").annotate(n=Sum("count")).order_by("measure", "name", "n"))
        for model in (DayCount, WeekCount)]
print(json.dumps([sorted([m, name, n] for of in rows for m, name, n in of if n), Pointer.objects.count()]))
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    made = installed(Postgres)
    with running(made):
        yield made
    made.remove()


def counted(folder: Path, bot: str, own: str) -> object:
    """What a desk of these databases counts."""
    told = {
        "DATABASE_URL": bot, "DESK_DATABASE_URL": own, "DESK_SECRET_FILE": f"{folder}/desk.secret", "PORT": "1",
    }  # fmt: skip
    for arguments in (["migrate"], ["manage", "shell", "--no-imports", "-c", COUNT]):
        done = subprocess.run(
            [sys.executable, "-m", "desk", *arguments], env={**os.environ, **told}, capture_output=True, text=True,
            check=False, timeout=240,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_both_databases_come_to_the_same_numbers(postgres: Postgres, tmp_path: Path) -> None:
    made = list(talks(DAY - timedelta(days=1), 8, 20, seed=5))
    sqlite = f"sqlite:///{tmp_path}/conversations.db"
    for url in (sqlite, postgres.url):
        fill(make_url(url), made)
    one = counted(tmp_path, sqlite, f"sqlite:///{tmp_path}/desk.db")
    other = counted(tmp_path, postgres.url, postgres.url)
    assert one == other
    assert len(str(one)) > 500


def test_the_desk_can_not_write_into_the_bots_postgresql(postgres: Postgres) -> None:
    store = BotStore(make_url(postgres.url))
    with pytest.raises(BotStoreError, match="read-only"), store.reading() as connection:
        connection.exec_driver_sql("CREATE TABLE mine (id int)")


def test_a_postgresql_that_is_away_is_said_without_its_password() -> None:
    with pytest.raises(BotStoreError, match="can't be read") as error:
        BotStore(make_url("postgresql://bot:hunter2@127.0.0.1:1/none")).first_at()
    assert "hunter2" not in str(error.value)
