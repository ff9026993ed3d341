"""The header ``Idempotency-Key``: a call that is repeated with the same one gets the first answer again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from sanic.request import Request

from rasa_project.channels.once import Once, OtherCallError, Run, StillRunningError, once
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.repeats import ConversationDeletedError, answer_once

HEADER: Final = "idempotency-key"
#: In the answer to a repeated call.
REPLAYED: Final = {"Idempotency-Replayed": "true"}

_KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True)
class Idempotency:
    """Answers calls over REST once.

    Attributes:
        route: name of the route; a key means something else on each, since their answers differ.
        once: what is answered once.
    """

    route: str
    once: Once

    async def answer(self, request: Request, conversation: str, body: bytes, run: Run) -> tuple[dict[str, Any], bool]:
        """The answer to a call, and whether it was given before; a call without the header is a new one.

        Args:
            request: of the call.
            conversation: pseudonym of who calls.
            body: of the call; another body under the same key is a mistake of the caller.
            run: answers the call. Where it raises, the key is free again.

        Raises:
            Refusal: 400 for a bad key, 409 while the first call runs, 410 where the conversation was deleted since,
                422 for another body.
        """
        key: str | None = request.headers.get(HEADER)
        if key is None:
            return await self.once.alone(run), False
        if not _KEY.fullmatch(key):
            raise Refusal("bad-idempotency-key")
        agent, name = request.app.ctx.agent, f"{self.route}\n{key}"
        try:
            return await answer_once(self.once, agent, conversation, name, body, run)
        except OtherCallError as error:
            raise Refusal("idempotency-mismatch") from error
        except StillRunningError as error:
            raise Refusal("in-progress", wait=2) from error
        except ConversationDeletedError as error:
            raise Refusal("conversation-deleted") from error


def idempotency(route: str) -> Idempotency:
    """For the calls of a route.

    Raises:
        rasa_project.settings.SettingsError: a setting can't be used.
    """
    return Idempotency(route, once())
