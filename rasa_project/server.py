"""One process: Rasa's server with the actions inside it.

Rasa sends each action over HTTP to a second process. Here the endpoint that it would call runs
rasa-sdk's executor directly (measured before the first line: works, saves a process and a request).
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from pathlib import Path
from typing import Any, Final

from rasa.core.run import serve_application
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic

from rasa_project.advice.knowledge import knowledge
from rasa_project.privacy.retention import keep_retention

logger = logging.getLogger(__name__)

ACTIONS_PACKAGE: Final = "actions"

_READY: Final = """
Ready. Open {address} in a browser: a page of the office with the chat on it.

Or ask in another terminal (Kazakh or Russian):

  curl -s {address}/webhooks/rest/webhook \\
    -d '{{"sender":"me","message":"Қызылшаға қарсы екпе қай жаста салынады?"}}'

Stop with Ctrl+C.
"""


class InProcessActions(EndpointConfig):
    """An action endpoint that calls rasa-sdk's executor instead of a web address."""

    def __init__(self, executor: ActionExecutor) -> None:
        """Wrap an executor whose actions are registered."""
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = executor

    async def request(self, *args: Any, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Run the action named in ``json`` and give its events and responses.

        Raises:
            ClientResponseError: the action rejected its execution, as the HTTP server would say it.
        """
        call: Any = json or {}
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            text = f'{{"error": "{rejection}", "action_name": "{rejection.action_name}"}}'
            raise ClientResponseError(400, "action rejected", text) from rejection


def in_process_endpoints(endpoints_file: Path) -> AvailableEndpoints:
    """``endpoints.yml`` with the action endpoint replaced by :class:`InProcessActions`.

    Raises:
        rasa_project.advice.knowledge.KnowledgeError: a knowledge file is wrong.
    """
    knowledge()  # a wrong file stops the start, not the first parent who asks
    executor = ActionExecutor()
    executor.register_package(ACTIONS_PACKAGE)
    endpoints = AvailableEndpoints.read_endpoints(str(endpoints_file))
    endpoints.action = InProcessActions(executor)
    return endpoints


def serve(root: Path, model: Path, host: str, port: int) -> None:
    """Serve the project in ``root`` with ``model`` until it is stopped."""

    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 (only compared)
        print(_READY.format(address=f"http://{shown}:{port}"), flush=True)

    serve_application(
        model_path=str(model),
        interface=host,
        port=port,
        credentials=str(root / "credentials.yml"),
        endpoints=in_process_endpoints(root / "endpoints.yml"),
        enable_api=False,
        server_listeners=[(announce, "after_server_start"), (keep_retention, "after_server_start")],
    )
