"""Every message has an answer: whatever is written, however it is read, and whatever was said before."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.understanding.followups import followups
from tests.data.content import domain, variations
from tests.dialogue.hearing import NOW, Talk, parsed, tapped
from tests.dialogue.test_conversation import CONVERSATIONS

FOLLOWED = [(context, name) for context, some in followups().items() for name in some]
INTENTS = st.sampled_from([*domain()["intents"], "nlu_fallback"])
#: Words that parents write, so that what is drawn is often read as something.
WORDS = """балам ұлым қызым екеуі кішісі үлкені күйеуім өзім жүктімін егіздерім Айша 3 жаста 8 айлық 2 айлық екпе алған
алмаған бір рет екі рет қызуы бар жоқ 38,5 бөртпе шықты тырысып жатыр кеше бес күн бұрын қызылшамен ауырған баламен
бірге болды иә білмеймін қашан қайда Бозкөлде мой сын дочке мне лет температура сыпь прививка нет да не знаю вчера
контакт с больным корью судороги беременна , . ? ! жоқ, қателестім былтыр егер емес ше 103 15.05.2018""".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60)
RESPONSES = {one.response for one in variations()}
PAYLOADS = sorted({payload for one in variations() for _, payload in one.buttons})
VALUES = st.one_of(
    st.sampled_from(["yes", "no", "unknown", "none", "pregnant"]), st.integers(-3, 400), st.floats(0, 20), st.none()
)


def of_payload(payload: str) -> dict[str, Any]:
    name, brace, values = payload.partition("{")
    return tapped(name.removeprefix("/"), **(json.loads(brace + values) if brace else {}))


WRITTEN = st.builds(
    parsed, TEXTS, INTENTS, followup=st.none() | st.sampled_from(FOLLOWED), sure=st.sampled_from([0.2, 0.5, 0.95])
)
TAPPED = st.sampled_from(PAYLOADS).map(of_payload)
POSTED = st.builds(
    lambda values: tapped("inform", **values),
    st.dictionaries(st.sampled_from(["doses", "danger", "exposure_days", "fever_days", "risk", "unknown"]), VALUES),
)
MESSAGES = st.one_of(WRITTEN, TAPPED, POSTED)
PAUSES = st.sampled_from([1.0, 600.0, 4 * 3600.0, 14 * 3600.0, 2 * 86400.0, 9 * 86400.0])
#: Nothing is shrunk, which would cost minutes: the failing talk is shown as it was drawn.
SLOWLY = settings(
    max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)


def is_answered(talk: Talk, message: dict[str, Any], after: float) -> None:
    talk.hears(message, after)
    assert talk.outcome.plan.said
    for one in talk.outcome.plan.said:
        assert one.response in RESPONSES, one.response
    assert from_json(json.loads(json.dumps(to_json(talk.conversation)))) == talk.conversation
    numbers = {one.id for one in talk.conversation.people}
    assert len(numbers) == len(talk.conversation.people)


@SLOWLY
@given(st.lists(st.tuples(MESSAGES, PAUSES), min_size=1, max_size=6))
def test_every_turn_of_any_talk_says_something_and_can_be_stored(turns: list[tuple[dict[str, Any], float]]) -> None:
    talk = Talk()
    for message, after in turns:
        is_answered(talk, message, after)


@SLOWLY
@given(CONVERSATIONS, MESSAGES)
def test_whatever_was_stored_the_next_turn_says_something(conversation: Conversation, message: dict[str, Any]) -> None:
    talk = Talk(conversation)
    talk.now = max(NOW, conversation.at)
    talk.hears(message)
    assert talk.outcome.plan.said
