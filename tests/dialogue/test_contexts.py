"""Which follow-ups a conversation is open for, and which a question opens by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasa_project.dialogue.contexts import context_opened_by, contexts_of, contexts_opened
from rasa_project.dialogue.conversation import Conversation, Episode, EpisodeKind, LastAnswer, Person
from rasa_project.understanding.followups import followups
from rasa_project.understanding.group_words import speaks_for_group
from tests.data.content import domain


@pytest.mark.parametrize(
    ("intent", "before", "after"),
    [
        ("ask_schedule", None, "plan"),
        ("ask_exposure", "plan", "contact"),
        ("report_symptoms", "contact", "illness"),
        ("report_emergency", "illness", "emergency"),
        ("ask_side_effects", None, "after_dose"),
        ("ask_pregnancy", None, "motherhood"),
        ("ask_myth", "plan", "topics"),
        ("ask_disease", None, "topics"),
        ("thank", "plan", "plan"),
        ("greet", None, None),
        ("nlu_fallback", "contact", "contact"),
        ("request_human", "illness", "illness"),
    ],
)
def test_what_an_answer_opens(intent: str, before: str | None, after: str | None) -> None:
    assert context_opened_by(intent, before) == after


@pytest.mark.parametrize("intent", domain()["intents"])
def test_every_context_that_is_opened_has_follow_ups(intent: str) -> None:
    opened = context_opened_by(intent, None)
    assert opened is None or opened in followups()


def known(
    context: str | None = None, topic: str | None = None, episode: EpisodeKind | None = None, *people: Person
) -> Conversation:
    going_on = None if episode is None else Episode(episode)
    return Conversation(people=people, episode=going_on, last=LastAnswer(topic, context))


@pytest.mark.parametrize(
    ("conversation", "contexts"),
    [
        (known(), ("talk",)),
        (known("plan", "ask_schedule"), ("plan", "topics", "talk")),
        (known("topics", "ask_myth"), ("topics", "talk")),
        (known("contact", None, "contact"), ("contact", "talk")),
        (known("plan", "ask_schedule", "contact"), ("plan", "contact", "topics", "talk")),
        (known("illness", "ask_myth", "emergency"), ("emergency", "talk")),  # nothing else is looked at
        (known("plan", None, None, Person(1, "writer", risk="pregnant")), ("plan", "motherhood", "talk")),
        (known("contact", None, None, Person(1, confirmed=True)), ("contact", "illness", "talk")),
        (replace(known("plan"), is_for_group=True), ("plan", "group_care", "talk")),
    ],
)
def test_where_a_message_is_looked_for_the_nearest_first(conversation: Conversation, contexts: tuple[str, ...]) -> None:
    assert contexts_of(conversation) == contexts


@pytest.mark.parametrize(
    ("intent", "conversation", "words", "contexts"),
    [
        ("ask_schedule", known(), ["екпе"], ("plan", "topics")),
        ("ask_schedule", known("plan"), ["екпе"], ("topics",)),
        ("ask_myth", known("topics", "ask_myth"), ["халал"], ()),
        ("greet", known(), ["салем"], ()),
        ("nlu_fallback", known(), ["салем"], ()),
        ("ask_isolation", known(), ["тарбиешимин"], ("group_care", "illness", "topics")),
        ("report_symptoms", known(), ["кизуи"], ("illness",)),
    ],
)
def test_what_a_question_opens_by_itself(
    intent: str, conversation: Conversation, words: list[str], contexts: tuple[str, ...]
) -> None:
    assert contexts_opened(intent, conversation, words) == contexts


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("мен тарбиешимин", True),
        ("я воспитатель", True),
        ("работаю медсестрои в школе", True),
        ("у нас в группе заболел ребенок", True),
        ("воспитатель сказала", False),
        ("балам балабакшага барады", False),
        ("", False),
    ],
)
def test_who_speaks_for_a_group(words: str, is_so: bool) -> None:
    assert speaks_for_group(words.split()) is is_so
