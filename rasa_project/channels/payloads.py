"""Which texts with a slash are our own buttons, and that every other one is only text.

Rasa takes ``/intent{"slot":"x"}`` from anybody as if it had been understood so. Here a slash passes only where a
button of the answers could have sent exactly that.
"""

from __future__ import annotations

import json
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.announcing import PAYLOADS
from rasa_project.dialogue.call_back import BUTTON
from rasa_project.dialogue.fixed_answers import buttons_of_answers
from rasa_project.dialogue.nearest import payload_of
from rasa_project.dialogue.reminder_texts import reminder_payloads
from rasa_project.edition import of_edition

#: Begins a new session; Rasa says nothing to it.
SESSION_START: Final = "/session_start"
_SLASHES: Final = "/⁄∕／\\ \t\r\n"


#: What Rasa's clients send by themselves, and what is heard of it; only Rasa's path takes them (docs/decisions/0063).
#: Facebook's and most widgets' "get started" is a greeting; Rasa itself knows the other three.
CLIENT_COMMANDS: Final = {
    "/greet": "/greet",
    "/get_started": "/greet",
    "/restart": "/restart",
    SESSION_START: SESSION_START,
}


@of_edition
def own_payloads() -> frozenset[str]:
    """Payloads of all buttons: those in ``answers.yml``, and those that actions make.

    Actions offer topics when nothing was understood, the nearest particular questions, and two places of one name.
    """
    known = knowledge()
    topics = {f"/{topic}" for topic in known.topics}
    places = {f'/inform{{"place_code":"{place.code}"}}' for place in known.places.settlements}
    questions = {payload_of(question) for question in known.questions}
    wish = {BUTTON[2], *PAYLOADS}
    answers = {_canonical(button["payload"]) for button in buttons_of_answers()}
    return frozenset(answers | topics | questions | places | wish | reminder_payloads())


@of_edition
def payloads_with(commands: frozenset[str]) -> frozenset[str]:
    """:func:`own_payloads` and the commands of a channel."""
    return own_payloads() | commands


def as_understood(text: str, allowed: frozenset[str]) -> str:
    """``text`` as it may reach Rasa: a payload of ours as it is, any other without its leading slashes."""
    said = text.strip()
    if not said.startswith(tuple(_SLASHES)):
        return said
    if _canonical(said) in allowed:
        return said
    return said.lstrip(_SLASHES)


def _canonical(payload: str) -> str:
    """A payload with its values written in one way: ``/inform{"doses": 1}`` is ``/inform{"doses":1}``."""
    name, brace, values = payload.partition("{")
    if not brace:
        return payload
    try:
        return name + json.dumps(json.loads(brace + values), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    except (ValueError, RecursionError):
        return payload
