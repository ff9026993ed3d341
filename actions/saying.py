"""What is said, as arguments of ``utter_message``; with it what of a reply can be passed on as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.dialogue.sharing import GIVEN, SHARE, carrier, keys_of, without_address
from rasa_project.public_address import public_address


def passed_on(said: Sequence[Said], language: ReplyLanguage) -> list[dict[str, Any]]:
    """A reply as arguments of ``utter_message``, one each.

    Where the bot has a public address, one of them names what can be passed on: ``share``, with its ``keys`` and
    whether the parent has asked for it. A channel makes the link.
    """
    if public_address() is None:
        return [dispatched(one, language) for one in without_address(said)]
    told = [dispatched(one, language) for one in said]
    asked = [one for one in said if one.response == GIVEN]
    keys = asked[0].share if asked else keys_of(said)
    if keys:
        told[said.index(asked[0]) if asked else carrier(said)][SHARE] = {"keys": list(keys), "is_asked": bool(asked)}
    return told


def dispatched(said: Said, language: ReplyLanguage) -> dict[str, Any]:
    """The arguments of ``utter_message``; the generator takes the gaps of the reply's language."""
    found: dict[str, Any] = {"response": said.response, "language": language}
    for name, (kk, ru) in said.values.items():
        found |= {f"{name}_kk": kk, f"{name}_ru": ru, name: ru if language == "ru" else kk}
    if said.lead is not None:
        found["lead"] = said.lead[language == "ru"]
    if said.tail is not None:
        found["tail"] = said.tail[language == "ru"]
    if said.is_short:
        found["is_short"] = True
        found["about"] = said.about
    if said.opening:
        found["yes_or_no"] = said.opening
    if said.is_aside:
        found["without_buttons"] = True
    elif said.buttons:
        found["buttons"] = [{"title": ru if language == "ru" else kk, "payload": p} for kk, ru, p in said.buttons]
    return found
