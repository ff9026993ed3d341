"""What a message means in the light of its conversation, and what is to be said: plain values, free of Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rasa_project.dialogue.conversation import Said
from rasa_project.understanding.answers import Answered
from rasa_project.understanding.deaths import Death
from rasa_project.understanding.distress_model import DistressGuess
from rasa_project.understanding.extraction import Danger, Findings
from rasa_project.understanding.parts import Reading

_VACCINE: Final = ("екпе", "прививк", "прививок", "вакцин", "ккп", "укол")


@dataclass(frozen=True)
class FollowUpFound:
    """A follow-up that a message was read as: its context and id, and how sure.

    ``is_near``: the talk is in that context; else the message opens it by its own question, and has to be surer.
    """

    context: str
    name: str
    confidence: float
    is_near: bool = True


@dataclass(frozen=True)
class Asked:
    """One question of a message that has several, read by itself: as in :class:`Heard`."""

    words: tuple[str, ...]
    ranking: tuple[tuple[str, float], ...]
    followups: tuple[FollowUpFound, ...] = ()
    questions: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Heard:
    """A message as the pipeline read it, without its conversation.

    Attributes:
        reading: people and parts; empty for a tapped button.
        intent: the classifier's, or the button's.
        ranking: intents with their probabilities, the best first.
        followups: the best follow-up of each context that was looked at.
        answered: how the text answers a question.
        findings: what was read out of the whole text; ``None`` for a button.
        danger: what it says of danger signs.
        danger_sign: the likeliest of danger.yml, where one may be there; ``None`` where it is open which.
        words, tokens: folded; none for a button.
        tapped: values of a button by entity; empty for text.
        is_button: whether a button was tapped, or its title typed.
        asked: its questions, each by itself, where it holds more than one question.
        settlement: a place of the district that is named.
        questions: the nearest particular questions (``ask_myth/fasting``) with their probabilities, the best first.
        distress: what the model of distress supposes, with its probability; ``None`` where it says nothing.
        death: that the message tells of; ``reading`` and ``findings`` are without what is told of the dead.
    """

    reading: Reading
    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    followups: tuple[FollowUpFound, ...] = ()
    answered: Answered = field(default_factory=Answered)
    findings: Findings | None = None
    danger: Danger = Danger.NONE
    danger_sign: str | None = None
    words: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    tapped: Mapping[str, Any] = field(default_factory=dict)
    is_button: bool = False
    asked: tuple[Asked, ...] = ()
    settlement: str | None = None
    questions: tuple[tuple[str, float], ...] = ()
    distress: DistressGuess | None = None
    death: Death | None = None

    @property
    def names_vaccine(self) -> bool:
        """Whether the vaccine is named."""
        return any(word.startswith(_VACCINE) for word in self.words)

    @property
    def confidence(self) -> float:
        """The probability of the best intent."""
        return self.ranking[0][1] if self.ranking else 1.0


@dataclass(frozen=True)
class Plan:
    """What is said, in order."""

    said: tuple[Said, ...] = ()
