"""What else a message may have asked: kept with the answer, and offered where the answer was not it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import LastAnswer, Said
from rasa_project.dialogue.meaning import Heard

#: A button: its title in Kazakh and Russian, and its payload.
Button = tuple[str, str, str]
#: The way to a person, the last of the buttons.
PERSON: Final[Button] = ("Адаммен сөйлесу", "Поговорить с человеком", "/request_human")
#: Another topic may have been meant from this probability on.
_LIKELY: Final = 0.05
_KEPT: Final = 6
_OFFERED: Final = 3


def nearest_of(heard: Heard, said: Sequence[Said], topic: str) -> tuple[str, ...]:
    """Names of particular questions and topics that a message may have asked besides what was answered.

    Args:
        heard: the message.
        said: what it was answered with.
        topic: the intent that was answered.
    """
    known, topics = knowledge().questions, knowledge().topics
    questions = [name for name, _ in heard.questions if name in known]
    likely = [name for name, p in heard.ranking if p >= _LIKELY and name in topics]
    of_topic = [name for name in known if name.startswith(f"{topic}/")]
    answered = {one.response.removeprefix("utter_") for one in said}
    names = dict.fromkeys([*questions, *likely, *of_topic])
    return tuple(name for name in names if name not in answered and name != topic)[:_KEPT]


def offered(last: LastAnswer) -> tuple[Button, ...]:
    """Buttons of the nearest to the last answer, and the way to a person; none where nothing is near."""
    buttons = [one for name in last.near if (one := _button(name)) is not None][:_OFFERED]
    return (*buttons, PERSON) if buttons else ()


def payload_of(question: str) -> str:
    """What a button of a particular question sends: ``/ask_myth{"question": "fasting"}``."""
    intent, _, key = question.partition("/")
    return f'/{intent}{{"question":"{key}"}}'


def _button(name: str) -> Button | None:
    question, topic = knowledge().questions.get(name), knowledge().topics.get(name)
    if question is not None:
        return question.kk, question.ru, payload_of(name)
    return (topic.kk, topic.ru, f"/{name}") if topic is not None else None
