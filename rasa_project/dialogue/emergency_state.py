"""Whether an emergency goes on, and whether 103 was called in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.turn import Turn
from rasa_project.understanding.emergency_words import tells_call
from rasa_project.understanding.parts import Mood

#: An emergency is over when nobody wrote for so long.
_LASTS_SECONDS: Final = 3 * 3600


def lasts(turn: Turn) -> bool:
    """Whether an emergency goes on."""
    episode = turn.before.episode
    return episode is not None and episode.kind == "emergency" and turn.now - turn.before.at <= _LASTS_SECONDS


def is_called(turn: Turn) -> bool:
    """Whether the ambulance was called: told before, or in words now."""
    episode = turn.before.episode
    return (episode is not None and episode.is_called) or tells_call(turn.heard.words)


def with_call(conversation: Conversation, turn: Turn, *, is_called_now: bool = False) -> Conversation:
    """The conversation that remembers that 103 was called."""
    episode = conversation.episode
    if episode is None or episode.is_called or not (is_called_now or is_called(turn)):
        return conversation
    return replace(conversation, episode=replace(episode, is_called=True))


def is_of_before(turn: Turn) -> bool:
    """Whether everything is told of the past, and nothing of now."""
    parts = turn.heard.reading.parts
    return bool(parts) and all(part.mood is Mood.PAST for part in parts)
