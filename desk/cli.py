"""``python -m desk run|migrate|create-chief|messages``, and Django's own commands behind ``manage``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from desk import variables
from rasa_project.errors import BotError
from rasa_project.private_files import private_umask

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
    migrate.set_defaults(command=_migrate)
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
    _migrate(options)
    from desk.server import serve

    serve()
    return 0


def _demo(options: argparse.Namespace) -> int:
    _migrate(options)
    from desk.demo.demo import fill_demo
    from desk.server import serve

    fill_demo()
    serve()
    return 0


def _migrate(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    return 0


def _create_chief(options: argparse.Namespace) -> int:
    _migrate(options)
    from desk.people.chief import invite_chief

    return invite_chief(options.name)


def _manage(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m desk manage", *options.arguments])
    return 0
