"""``python -m rasa_project run|train|shell|keys|privacy|announce|telegram|whatsapp``: each with telemetry off."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any, Final

from rasa_project import settings
from rasa_project.engine import stand_ins
from rasa_project.errors import BotError, WorkersDieError
from rasa_project.private_files import private_umask
from rasa_project.setting_names import misspelt
from rasa_project.settings_together import check_settings

ROOT: Final = Path(__file__).resolve().parents[1]
MODELS: Final = ROOT / "models"
MODEL_NAME: Final = "measles.tar.gz"
#: Warnings of Rasa's that are no news: it knows its own rule policy by name only (docs/decisions/0044), and tells
#: of a change of its version 3.0 whenever a domain has slots.
_KNOWN_WARNINGS: Final = ("'RulePolicy' is not included", "Slot auto-fill has been removed")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it went well."""
    options = _parser().parse_args(arguments)
    if options.command is not _train:  # its model may be read by the user who serves it
        private_umask()
    try:
        verbose = settings.VERBOSE.read()
        _prepare_environment(verbose)
        _prepare_logs(verbose)
        return int(options.command(options) or 0)
    except WorkersDieError as error:
        print(error, file=sys.stderr)
        return 1
    except BotError as error:
        print(f"The bot can't start: {error}", file=sys.stderr)
        return 1


def _prepare_environment(verbose: bool) -> None:
    """What has to stand before Rasa is imported: its settings, and stand-ins for what it imports in vain."""
    stand_ins.install()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # A message's product of a thousand rows is no work for two threads: the second only waits for a core (0105).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not verbose:
        # Rasa draws no progress bars then. A filter would not do for the warnings: libraries set their own.
        os.environ["LOG_LEVEL"] = "WARNING"
        warnings.showwarning = _note
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


def _note(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *more: Any, **named: Any
) -> None:
    """What Rasa warns of in the data, as a line; what libraries tell their developers is left out."""
    said = str(message).strip().splitlines()
    if category is UserWarning and "/rasa/" in filename and said and not said[0].startswith(_KNOWN_WARNINGS):
        print(f"Note: {said[0]}", file=sys.stderr)


def _prepare_logs(verbose: bool) -> None:
    """Warnings and errors only: Rasa's structured logs hold what parents wrote."""
    import structlog

    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("sanic.root").setLevel(logging.WARNING)
    logging.getLogger("rasa_project").setLevel(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def _parser() -> argparse.ArgumentParser:
    from rasa_project.outreach import commands as outreach
    from rasa_project.privacy import commands as privacy
    from rasa_project.security import commands as security

    parser = argparse.ArgumentParser(prog="python -m rasa_project", description=__doc__)
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="serve the bot, actions included")
    run.add_argument("--host", help="instead of HOST")
    run.add_argument("--port", help="instead of PORT")
    run.add_argument("--model", type=Path, default=MODELS / MODEL_NAME)
    run.set_defaults(command=_run)
    train = commands.add_parser("train", help="train the model from data/ and config.yml")
    train.set_defaults(command=_train)
    shell = commands.add_parser("shell", help="talk to the bot in this terminal")
    shell.add_argument("--model", type=Path, default=MODELS / MODEL_NAME)
    shell.set_defaults(command=_shell)
    security.add_to(commands)
    privacy.add_to(commands)
    outreach.add_to(commands)
    telegram = commands.add_parser("telegram", help="ask Telegram who the bot is, set or delete its webhook")
    telegram.add_argument("what", choices=["whoami", "set-webhook", "delete-webhook"])
    telegram.set_defaults(command=_telegram)
    whatsapp = commands.add_parser("whatsapp", help="ask Meta which number the bot has, or register it")
    whatsapp.add_argument("what", choices=["whoami", "register"])
    whatsapp.add_argument("--pin", help="six digits of your own for register: the number's second factor")
    whatsapp.set_defaults(command=_whatsapp)
    return parser


def _run(options: argparse.Namespace) -> int:
    stand_ins.leave_out()
    check_settings()
    host = settings.HOST.read() if options.host is None else settings.HOST.value_of(options.host)
    port = settings.PORT.read() if options.port is None else settings.PORT.value_of(options.port)
    _check_secrets(host)
    for said in misspelt():
        print(said, file=sys.stderr)
    _need_model(options.model)
    from rasa_project.observability.logs import configure
    from rasa_project.security.settings import key_file
    from rasa_project.security.trust import what_is_trusted
    from rasa_project.serving.holding import hold_stores
    from rasa_project.serving.listening import bind

    listener = bind(host, port)
    hold_stores()
    print(*what_is_trusted(key_file()), sep="\n", flush=True)
    print("Starting the bot (half a minute)...", flush=True)
    gc.disable()  # until all is loaded (serve): a million objects are made and none is garbage
    from rasa_project.server import serve

    configure(verbose=settings.VERBOSE.read())
    serve(ROOT, options.model, listener)
    return 0


def _check_secrets(host: str) -> None:
    """The files that settings name: keys and secrets that can't be used stop the start.

    Raises:
        SettingsError: a secret can't be used, or ``host`` would let strangers in.
        rasa_project.security.key_file.KeyFileError: the file of keys is damaged.
    """
    from rasa_project.privacy.senders import sender_hasher
    from rasa_project.secret_files import WIDGET_SECRET_FILE, secret_from
    from rasa_project.security.settings import key_file, rates
    from rasa_project.security.trust import check_start, read_trust

    key_file().all()
    sender_hasher()
    secret_from(settings.WIDGET_SECRET, WIDGET_SECRET_FILE)
    check_start(host, read_trust(), rates())


def _train(options: argparse.Namespace) -> int:
    stand_ins.leave_out(stand_ins.NOT_TRAINED)
    from rasa_project.serving.model_file import ModelRefusedError
    from rasa_project.training import train

    try:
        return train(MODELS / MODEL_NAME, settings.VERBOSE.read())
    except ModelRefusedError as error:
        print(error, file=sys.stderr)
        return 1


def _shell(options: argparse.Namespace) -> int:
    stand_ins.leave_out()
    _need_model(options.model)
    print("Starting the bot (half a minute)...", flush=True)
    from rasa_project.shell import talk

    asyncio.run(talk(ROOT, options.model))
    return 0


def _whatsapp(options: argparse.Namespace) -> int:
    from rasa_project.channels.whatsapp.manage import manage

    return manage(options.what, options.pin)


def _telegram(options: argparse.Namespace) -> int:
    from rasa_project.channels.telegram.manage import manage

    return manage(options.what)


def _need_model(model: Path) -> None:
    if not model.is_file():
        raise SystemExit(f"No model at {model}. Train one first: make train")
