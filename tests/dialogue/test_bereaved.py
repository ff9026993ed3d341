"""A death in the family: condolence first, the dead is nobody to advise, and the others of the house are contacts."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.conversation_json import from_json, to_json
from tests.dialogue.hearing import Talk, parsed, people

TOLD = "bereaved_told"
CONDOLENCE = "request_human/grief"
WHY = "bereaved_why"


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("балам қайтыс болды қызылшадан, 8 айлық еді, кеше жерледік", "ask_complications", TOLD),
        ("сынок умер от кори в больнице, 2 года. похоронили в пятницу", "ask_outbreak", TOLD),
        ("доченьку похоронили вчера, 11 месяцев ей было", "ask_schedule", TOLD),
        ("қызымыздан айырылдық қызылшадан, 2 жас 3 айлық еді", "inform", CONDOLENCE),
        ("потеряли ребёнка, 4 месяца. врач говорит корь", "ask_exposure", CONDOLENCE),
    ],
)
def test_the_dead_is_nobody_to_advise(text: str, intent: str, answer: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, intent)) == [answer]
    assert talk.conversation.people == ()
    assert talk.conversation.episode is None


@pytest.mark.parametrize(
    "text",
    [
        "балам өлді. екпе салдырғанда тірі болар ма еді",
        "мы потеряли дочку, ей было 3. почему так случилось",
        "наш малыш не дожил до года, корь. если бы привили раньше он бы жил?",
        "кінәлі мен, екпеден бас тартып едім, енді балам жоқ",
    ],
)
def test_why_is_answered_without_advice(text: str) -> None:
    assert Talk().hears(parsed(text, "ask_vaccine")) == ["grief_first", WHY]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("это я виновата не сделала прививку вовремя", "ask_necessity"),
        ("неге дәрігерлер ештеңе істемеді", "ask_myth"),
        ("екпе салдырғанда аман қалар ма еді", "ask_vaccine"),
    ],
)
def test_guilt_in_the_talk_behind_it(text: str, intent: str) -> None:
    talk = Talk()
    talk.all(("сыночек умер, врачи сказали корь", "nlu_fallback"))
    assert talk.hears(parsed(text, intent)) == [WHY]


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("дома ещё дочка 5 лет, не привита. ей что делать", "ask_missed_dose", "exposure_vaccine_now"),
        ("үйде тағы бір балам бар, 3 айлық", "ask_schedule", "exposure_baby_today"),
        ("келінім жүкті, оған қауіпті ме", "ask_pregnancy", "exposure_pregnant_today"),
    ],
)
def test_others_of_the_house_have_met_measles(text: str, intent: str, answer: str) -> None:
    talk = Talk()
    talk.all(("сынок умер от кори, 2 года. похоронили в пятницу", "ask_outbreak"))
    talk.conversation = from_json(to_json(talk.conversation))
    assert talk.hears(parsed(text, intent)) == [answer]
    assert people(talk.conversation, "contact", "contact_on") == [("yes", None)]


def test_both_in_one_message_condolence_first() -> None:
    text = "муж умер от кори неделю назад. я с двумя детьми осталась, 3 и 6 лет без прививок"
    assert Talk().hears(parsed(text, "ask_missed_dose")) == [
        "grief_first",
        "exposure_vaccine_now",
        "exposure_vaccine_now",
    ]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("племянник умер от кори. боюсь за своих", ["grief_first", "help/fear"]),
        ("у соседки малыш от кори умер, 6 месяцев. моему 7 месяцев, страшно", ["help/fear"]),
        ("көршінің баласы шетінеді. менің балам 2де екпесі бар, қорқам", ["help/fear"]),
    ],
)
def test_fear_for_ones_own(text: str, answers: list[str]) -> None:
    assert Talk().hears(parsed(text, "ask_complications")) == answers


def test_an_illness_of_the_talk_ends_with_it() -> None:
    talk = Talk()
    talk.all(("ұлым 3 жаста қызылшамен ауырып жатыр", "ask_exposure"))
    assert talk.hears(parsed("ұлым қайтыс болды бүгін таңертең", "nlu_fallback")) == [CONDOLENCE]
    assert (talk.conversation.people, talk.conversation.question) == ((), None)
    assert talk.conversation.bereaved == "measles"


def test_a_death_of_long_ago_makes_no_contact() -> None:
    talk = Talk()
    talk.all(("мама умерла от кори три года назад", "nlu_fallback"))
    said = talk.hears(parsed("дочке 5 лет, не привита", "ask_missed_dose"))
    assert said == ["schedule_first_overdue"]
