"""``python -m desk run|migrate|tables|create-chief|messages``, and Django's own commands behind ``manage``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Final

from desk import variables
from rasa_project.errors import BotError
from rasa_project.private_files import private_umask
from rasa_project.storage.instance import hold_state

#: Where the desk's files lie by default, and the bot's; a restore waits for nobody who holds it.
_STATE: Final = Path("state")
ROOT: Final = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it went well."""
    options = _parser().parse_args(arguments)
    os.chdir(ROOT)
    private_umask()
    try:
        if options.command is _demo:
            from desk.demo.demo import FOLDER

            variables.point_at(FOLDER)
        variables.check_desk()
        _set_up()
        return int(options.command(options) or 0)
    except BotError as error:
        print(f"The desk can't start: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The desk can't start: {error.strerror or error}", file=sys.stderr)
        return 1


def _set_up() -> None:
    from desk.core.messages import compile_messages

    compile_messages()
    variables.use_django_settings()
    import django

    django.setup()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desk", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="bring the tables up to date and serve the desk")
    run.set_defaults(command=_run)
    migrate = commands.add_parser("migrate", help="make the tables, or bring them up to date")
    migrate.add_argument("--back-to", type=json.loads, help="take them back to what `tables` of an older version says")
    migrate.set_defaults(command=_migrate)
    tables = commands.add_parser("tables", help="say which tables this version knows, for `migrate --back-to`")
    tables.set_defaults(command=_tables)
    chief = commands.add_parser("create-chief", help="print a link by which the first chief joins")
    chief.add_argument("name")
    chief.set_defaults(command=_create_chief)
    messages = commands.add_parser("messages", help="compile the words of the pages (also done at every start)")
    messages.set_defaults(command=lambda options: 0)
    demo = commands.add_parser("demo", help="serve the desk on two months of invented traffic")
    demo.set_defaults(command=_demo)
    manage = commands.add_parser("manage", help="Django's own commands")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    manage.set_defaults(command=_manage)
    return parser


def _run(options: argparse.Namespace) -> int:
    hold_state(_STATE, "the desk")
    _bring_up_to_date()
    from desk.server import serve

    serve()
    return 0


def _demo(options: argparse.Namespace) -> int:
    _bring_up_to_date()
    from desk.demo.demo import fill_demo
    from desk.server import serve

    fill_demo()
    serve()
    return 0


def _migrate(options: argparse.Namespace) -> int:
    if options.back_to is None:
        _bring_up_to_date()
        return 0
    from desk.core.tables import take_back

    for one in take_back(options.back_to):
        print(f"Taken back to {one}")
    return 0


def _bring_up_to_date() -> None:
    from desk.core.tables import migrate

    migrate()


def _tables(options: argparse.Namespace) -> int:
    from desk.core.tables import newest_of_each

    print(json.dumps(newest_of_each()))
    return 0


def _create_chief(options: argparse.Namespace) -> int:
    _bring_up_to_date()
    from desk.people.chief import invite_chief

    return invite_chief(options.name)


def _manage(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m desk manage", *options.arguments])
    return 0
