"""One process: Rasa's server with the actions inside it.

Rasa sends each action over HTTP to a second process. Here the endpoint that it would call runs
rasa-sdk's executor directly (measured before the first line: works, saves a process and a request).
"""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import socket
import sys
from asyncio import AbstractEventLoop
from pathlib import Path
from typing import Final

from rasa.core.lock_store import LockStore
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from rasa_project.channels.access.control import access_control
from rasa_project.content.kept import KeptContent
from rasa_project.content.watching import Watcher
from rasa_project.edition import publish
from rasa_project.engine.action_endpoint import InProcessActions
from rasa_project.engine.agent import TurnAgent
from rasa_project.engine.lock_store import ConversationLocks
from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.jobs import end_jobs, start_job
from rasa_project.observability.logs import hide_words
from rasa_project.privacy.retention import keep_retention
from rasa_project.service_manager import tell_ready
from rasa_project.serving.announcing import send_announcements
from rasa_project.serving.calls import take_up_calls
from rasa_project.serving.connections import Connections, most_connections, raise_descriptor_limit
from rasa_project.serving.forgetting import forget_regularly
from rasa_project.serving.health import OK, Health, add_health_routes
from rasa_project.serving.listening import listen
from rasa_project.serving.model_file import ModelRefusedError, check_model_file
from rasa_project.serving.probe import NoAnswerError
from rasa_project.serving.renewal import Renewal
from rasa_project.serving.stores import keep_stores, prepare_stores
from rasa_project.serving.supervisor import Limits, Supervisor
from rasa_project.serving.worker import run_worker
from rasa_project.settings import CHECKED_CONTENT, PUBLISHED, TURN_SECONDS, patience_seconds
from rasa_project.storage.settings import StoreSettings
from rasa_project.webhooks.announcing import tell_webhooks

logger = logging.getLogger(__name__)

ACTIONS_PACKAGE: Final = "actions"
#: How long one thread may keep the others of a worker waiting. With Python's 5 ms, the thread that writes a
#: conversation down waited for the one that thinks at each of its steps, and the parent for both (docs/decisions/0044).
SWITCH_SECONDS: Final = 0.0005

#: When the server stops, running turns have until their deadline; reading and writing take a moment more.
STOP_SLACK_SECONDS: Final = 2.0
#: And then channels and stores are closed (Telegram lets answers end for 5 s).
END_SLACK_SECONDS: Final = 10.0

_READY: Final = """
Ready. Open {address} in a browser: a page of the office with the chat on it.

Or ask in another terminal (Kazakh or Russian){how}:

  curl -s {address}/webhooks/rest/webhook{header} \\
    -d '{{"sender":"me","message":"Қызылшаға қарсы екпе қай жаста салынады?"}}'

Stop with Ctrl+C.
"""
_WITH_A_KEY: Final = {"how": ", with a key (docs/integrate.md)", "header": ' -H "Authorization: Bearer $KEY"'}
_WITHOUT_A_KEY: Final = {"how": "", "header": ""}


def in_process_endpoints(endpoints_file: Path) -> AvailableEndpoints:
    """``endpoints.yml`` with the action endpoint replaced by :class:`InProcessActions`.

    Raises:
        rasa_project.errors.ContentError: a content file is wrong, and none that were right are kept.
    """
    # Wrong texts stop the start, or those of before are taken; nobody waits for them.
    publish(kept_content().begin(office=PUBLISHED.read()))
    executor = ActionExecutor()
    executor.register_package(ACTIONS_PACKAGE)
    endpoints = AvailableEndpoints.read_endpoints(str(endpoints_file))
    endpoints.action = InProcessActions(executor)
    return endpoints


def kept_content() -> KeptContent:
    """Where the texts that were checked last are kept."""
    return KeptContent(CHECKED_CONTENT.read())


def load_agent(model: Path, endpoints: AvailableEndpoints) -> TurnAgent:
    """The bot with the stores of endpoints.yml; no store is opened yet.

    Raises:
        ModelRefusedError: the model file can't be used.
        SettingsError: a setting of the stores can't be used.
    """
    check_model_file(model)
    agent = TurnAgent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
        deadline_seconds=TURN_SECONDS.read(),
    )
    load_into(agent, model)
    return agent


def load_into(agent: TurnAgent, model: Path) -> None:
    """Let an agent answer with the model of a file; one that can't be loaded leaves the agent as it was.

    Raises:
        ModelRefusedError: the model file can't be used.
    """
    try:
        agent.load_model(model)
    except Exception as error:
        raise ModelRefusedError(model, f"Rasa can't load it ({type(error).__name__}: {error})") from error


def build_app(root: Path, agent: TurnAgent, endpoints: AvailableEndpoints) -> Sanic:
    """Rasa's web server with the channels of credentials.yml, health, and the stores closed at the end."""
    channels = create_http_input_channels(None, str(root / "credentials.yml"))
    app: Sanic = configure_app(channels, enable_api=False, endpoints=endpoints)
    app.ctx.agent = agent
    app.ctx.connections = Connections(most_connections())
    app.config.RESPONSE_TIMEOUT = patience_seconds()
    health = Health(agent)
    health.watcher = Watcher(kept_content(), office=PUBLISHED.read())
    add_health_routes(app, health)

    async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
        if health.watcher is not None:
            await asyncio.to_thread(health.watcher.catch_up)
        await health.warm_up()
        if agent.on_trial and health.warm_up_state != OK:
            raise NoAnswerError("The new model can't answer a plain question.")
        hide_words()

    async def watch(app: Sanic, loop: AbstractEventLoop) -> None:
        if health.watcher is not None:
            start_job(app, health.watcher.run())

    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        await health.checks()  # what is not ready is logged

    async def close(app: Sanic, loop: AbstractEventLoop) -> None:
        await end_jobs(app)
        if isinstance(agent.lock_store, ConversationLocks):
            await agent.lock_store.close()
        if isinstance(agent.tracker_store, ConversationStore):
            agent.tracker_store.close()

    app.register_listener(prepare, "before_server_start")
    app.register_listener(announce, "after_server_start")
    app.register_listener(watch, "after_server_start")
    app.register_listener(keep_retention, "after_server_start")
    app.register_listener(keep_stores, "after_server_start")
    app.register_listener(take_up_calls, "after_server_start")
    app.register_listener(tell_webhooks, "after_server_start")
    app.register_listener(send_announcements, "after_server_start")
    app.register_listener(forget_regularly, "after_server_start")
    app.register_listener(close, "after_server_stop")
    return app


def serve(root: Path, model: Path, listener: socket.socket) -> None:
    """Serve the project in ``root`` with ``model`` until it is stopped.

    A stop (SIGTERM, Ctrl+C) takes no new connections and lets running turns end.

    Args:
        root: the project's folder.
        model: the model's file.
        listener: bound to the address; it begins to listen when the model is loaded. The stores are held, too
            (``serving/holding.py``).

    Raises:
        AddressError: another program began to listen there meanwhile.
        ModelRefusedError: the model file can't be used.
        SettingsError: a setting of the stores can't be used.
        StoreVersionError: a store is of a newer bot, of another program, or damaged.
        WorkersDieError: the workers ended soon after each start.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    raise_descriptor_limit()
    workers = StoreSettings.from_environment().workers
    prepare_stores()
    endpoints = in_process_endpoints(root / "endpoints.yml")
    agent = load_agent(model, endpoints)
    app = build_app(root, agent, endpoints)
    listen(listener)
    address = address_of(listener)
    how = _WITH_A_KEY if access_control().needs_key_here() else _WITHOUT_A_KEY
    stop_seconds = agent.deadline_seconds + STOP_SLACK_SECONDS

    def announce() -> None:
        print(_READY.format(address=address, **how), flush=True)
        tell_ready()

    gc.collect()
    gc.enable()
    gc.freeze()  # what is loaded stays where it is, so that the workers go on sharing its memory
    Supervisor(
        lambda pulse: run_worker(app, listener, pulse, stop_seconds),
        workers,
        Limits(end=stop_seconds + END_SLACK_SECONDS),
        when_ready=announce,
        when_stopping=listener.close,
        renewal=Renewal(agent, model, functools.partial(load_into, agent)),
    ).run()


def address_of(listener: socket.socket) -> str:
    """How a browser on this machine gets there."""
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 (only compared)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
