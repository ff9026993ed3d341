"""``measles-bot status|logs|update|backup|desk|announce ...``, and what ``make install-service`` calls."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from measles_bot import backups, desk, health, install, status, update, wishes
from measles_bot.bot import ask_bot
from measles_bot.errors import KitError, WentBackError
from measles_bot.layout import Layout
from measles_bot.releases import current

_UNITS: Final = "measles-bot*"
#: For whoever calls it from a script: nothing was changed; it was, and was taken back.
_FAILED: Final = 1
_WENT_BACK: Final = 3


def main(arguments: list[str] | None = None, layout: Layout | None = None) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when not, 3 when an update was taken back."""
    parser = _parser()
    options, words = parser.parse_known_args(arguments)
    if words and options.run not in {_logs, _announce}:
        parser.error(f"unrecognized arguments: {' '.join(words)}")
    options.words = words
    try:
        return int(options.run(options, layout or Layout()) or 0)
    except WentBackError as error:
        print(error, file=sys.stderr)
        return _WENT_BACK
    except (KitError, OSError) as error:
        print(error if isinstance(error, KitError) else f"{error}. Is the command run by root (sudo)?", file=sys.stderr)
        return _FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="measles-bot", description="Look after the measles bot of this server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("status", help="one screen; exit status 1 where there is something to do").set_defaults(
        run=_status
    )
    logs = "what the bot said (further words go to journalctl: -f, --since=today)"
    commands.add_parser("logs", help=logs).set_defaults(run=_logs)
    newer = commands.add_parser(
        "update", help="bring the newest version, try it, switch, go back where it does not hold"
    )
    newer.add_argument("version", nargs="?", help="a tag, branch or commit instead")
    newer.set_defaults(run=_update)
    commands.add_parser("rollback", help="switch to the version before").set_defaults(run=_rollback)
    save = commands.add_parser("backup", help="save conversations and keys, while the bot runs")
    save.add_argument("file", nargs="?", type=Path, help="where to; else /var/backups/measles-bot")
    save.add_argument("--nightly", action="store_true", help="for the timer: the oldest are thrown away")
    save.set_defaults(run=_backup)
    back = commands.add_parser("restore", help="stop the bot, put a backup in place, start it")
    back.add_argument("file", type=Path)
    back.set_defaults(run=_restore)
    commands.add_parser("drill", help="restore the last backup on the side, and ask it").set_defaults(run=_drill)
    chief = commands.add_parser("desk", help="create-chief NAME: a link by which the desk's first chief joins")
    chief.add_argument("what", choices=["create-chief"])
    chief.add_argument("name")
    chief.set_defaults(run=_desk)
    commands.add_parser("health", help="for the timer: start a bot anew that does not answer").set_defaults(run=_health)
    send = "send an announcement to the parents who asked for them (announce --help says how)"
    commands.add_parser("announce", help=send, add_help=False).set_defaults(run=_announce)
    _add_install(commands)
    return parser


def _add_install(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = commands.add_parser("install", help="what `make install-service` does, in a clone of the repository")
    new.add_argument("--clone", type=Path, default=Path.cwd())
    new.add_argument("--file", type=Path, help="answers, instead of asking (deploy/etc/install.env.example)")
    new.add_argument("--no-packages", action="store_true", help="Debian's packages are there already")
    new.set_defaults(run=_install)


def _install(options: argparse.Namespace, layout: Layout) -> int:
    if layout == Layout() and os.geteuid() != 0:
        raise KitError("This sets up users and services: say it as root, sudo make install-service")
    wished = wishes.from_file(options.file) if options.file else wishes.asked()
    print(install.install(layout, options.clone.resolve(), wished, options.no_packages))
    return 0


def _status(options: argparse.Namespace, layout: Layout) -> int:
    found = status.lines(layout)
    print(status.screen(found))
    return 1 if any(line.to_do for line in found) else 0


def _logs(options: argparse.Namespace, layout: Layout) -> int:
    words = options.words or ["-n", "100", "--no-pager"]
    os.execvp("journalctl", ["journalctl", "-u", _UNITS, *words])  # noqa: S606


def _announce(options: argparse.Namespace, layout: Layout) -> int:
    print(ask_bot(layout, current(layout), "rasa_project", "announce", *options.words).rstrip())
    return 0


def _update(options: argparse.Namespace, layout: Layout) -> int:
    print(update.update(layout, options.version))
    return 0


def _rollback(options: argparse.Namespace, layout: Layout) -> int:
    print(update.rollback(layout))
    return 0


def _backup(options: argparse.Namespace, layout: Layout) -> int:
    if options.nightly and not backups.is_there_anything(layout):
        print("There is nothing to save yet.")
        return 0
    made = backups.make(layout, "nightly" if options.nightly else "by-hand", options.file)
    print(f"{made}\nKeep it as secret as the conversations: it holds them, and the keys to them.")
    return 0


def _restore(options: argparse.Namespace, layout: Layout) -> int:
    print(backups.restore(layout, options.file))
    return 0


def _drill(options: argparse.Namespace, layout: Layout) -> int:
    found = backups.drill(layout)
    print(f"{found.backup or 'no backup'}: {found.report}", file=sys.stdout if found.is_well else sys.stderr)
    return 0 if found.is_well else _FAILED


def _desk(options: argparse.Namespace, layout: Layout) -> int:
    print(desk.create_chief(layout, current(layout), options.name))
    return 0


def _health(options: argparse.Namespace, layout: Layout) -> int:
    is_well, said = health.check(layout)
    print(said)
    return 0 if is_well else _FAILED
