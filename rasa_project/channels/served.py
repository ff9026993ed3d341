"""Channels answer only in the server that ``make run`` starts; Rasa's own would forget every conversation."""

from __future__ import annotations

from typing import Any, Final

from sanic import Blueprint, Sanic

_REFUSED: Final = (
    "The bot can't be served by Rasa's own command: it would forget every conversation and delete nothing. "
    "Start it with: make run (or: python -m rasa_project run)"
)


def refuse_plain_rasa(blueprint: Blueprint) -> None:
    """Let a server with ``blueprint`` start only with an agent of ours in it.

    ``rasa run`` loads an agent of its own after the channels' listeners have run; ours is there before. Rasa's
    wraps each store so that it falls back to memory (docs/decisions/0076).
    """

    @blueprint.listener("before_server_start")
    async def refuse(app: Sanic, loop: Any) -> None:
        if not hasattr(app.ctx, "agent"):
            raise SystemExit(_REFUSED)
