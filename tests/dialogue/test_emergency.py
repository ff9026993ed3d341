"""An emergency: 103 first, every message after it in its light, and what ends it."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.fixed_answers import metadata_of
from rasa_project.understanding.followups import followups
from tests.dialogue.hearing import Talk, parsed, said, tapped

BEGINS = ("балам тырысып жатыр", "report_emergency")
FOLLOWED = followups()["emergency"]


def emergency() -> Talk:
    talk = Talk()
    talk.all(BEGINS)
    return talk


def lasts(talk: Talk) -> bool:
    episode = talk.conversation.episode
    return episode is not None and episode.kind == "emergency"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        BEGINS,
        ("балам дем ала алмай жатыр", "nlu_fallback"),
        ("ребёнок задыхается, температуры нет", "nlu_fallback"),
        ("екпе қашан, балам есінен танып қалды", "ask_schedule"),
        ("қайда барамыз, ерні көгеріп кетті", "find_clinic"),
        ("жүрегім сезіп тұр", "report_emergency"),
    ],
)
def test_danger_now_is_answered_with_103_and_nothing_else(text: str, intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, intent)) == ["report_emergency"]
    assert lasts(talk)
    assert talk.conversation.question is None


def test_a_fever_of_a_newborn_is_one_and_says_why() -> None:
    talk = Talk()
    assert talk.hears(parsed("2 айлық бөпемнің қызуы 38", "report_symptoms")) == ["triage_emergency"]
    assert lasts(talk)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("дұрыс дем алып жатыр", "inform"),
        ("судорог нет", "inform"),
        ("балам 2 айлық, екпе қашан", "ask_schedule"),
        ("балам 3 жаста, қызуы 38", "report_symptoms"),
    ],
)
def test_what_is_denied_or_harmless_is_none(text: str, intent: str) -> None:
    talk = Talk()
    assert "report_emergency" not in talk.hears(parsed(text, intent))
    assert not lasts(talk)


def test_what_is_told_of_last_year_is_told_apart() -> None:
    talk = Talk()
    assert talk.hears(parsed("балам былтыр тырысып қалған", "report_emergency")) == ["report_emergency/before"]
    assert not lasts(talk)


@pytest.mark.parametrize("name", sorted(FOLLOWED))
def test_every_follow_up_has_its_answer_and_keeps_the_episode(name: str) -> None:
    """But for the one which says that it is not now."""
    talk = emergency()
    answers = talk.hears(parsed("солай", "nlu_fallback", ("emergency", name)))
    answer = {"age": "report_emergency/age", "emergency": "report_emergency"}.get(
        FOLLOWED[name].answer or "", FOLLOWED[name].answer
    )
    assert answers == [answer]
    assert lasts(talk) is (name != "not_now")


@pytest.mark.parametrize("name", sorted(set(FOLLOWED) - {"not_now"}))
def test_no_answer_of_it_offers_another_topic(name: str) -> None:
    answer = FOLLOWED[name].answer
    if answer not in {"age", "emergency"}:
        assert metadata_of(f"utter_{answer}"), answer


@pytest.mark.parametrize(
    ("text", "intent", "responses"),
    [
        ("екпе халал ма", "ask_myth", ["danger_if_now", "ask_myth/halal"]),
        ("қызылша қалай жұғады", "ask_transmission", ["danger_if_now", "ask_transmission"]),
        ("мәссаған", "nlu_fallback", ["report_emergency/still"]),
        ("иә", "affirm", ["report_emergency/still"]),
        ("3 жаста", "inform", ["report_emergency/age"]),
        ("Бозкөлденбіз", "inform", ["report_emergency/age"]),
        ("футбол көресің бе", "out_of_scope", ["report_emergency/still"]),
        ("қызуы да бар", "report_symptoms", ["report_emergency/still"]),
    ],
)
def test_without_a_follow_up_it_lasts_too(text: str, intent: str, responses: list[str]) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, intent)) == responses
    assert lasts(talk)


def test_who_is_meant_stays_known() -> None:
    talk = Talk()
    talk.all(("қызым 8 айлық, ұлым 3 жаста, екпе қашан", "ask_schedule"), ("қызым тырысып жатыр", "report_emergency"))
    episode = talk.conversation.episode
    assert episode is not None
    (number,) = episode.people
    person = talk.conversation.person(number)
    assert person is not None
    assert (person.sex, person.age_months) == ("f", 8)


def test_a_danger_told_anew_is_103_again() -> None:
    talk = emergency()
    assert talk.hears(parsed("ерні көгеріп кетті", "report_emergency")) == ["report_emergency"]


def test_after_it_ended_another_question_has_its_own_answer() -> None:
    talk = emergency()
    talk.hears(parsed("жоқ, ол былтыр болған", "nlu_fallback", ("emergency", "not_now")))
    assert talk.hears(parsed("балам 8 айлық, екпе қашан", "ask_schedule")) == ["schedule_before_first_extra"]


@pytest.mark.parametrize(("hours", "is_over"), [(1, False), (2.9, False), (3.1, True), (24, True)])
def test_it_is_over_when_nobody_wrote_for_hours(hours: float, is_over: bool) -> None:
    talk = emergency()
    replies = talk.hears(parsed("екпе халал ма", "ask_myth"), after=hours * 3600)
    assert replies == (["ask_myth/halal"] if is_over else ["danger_if_now", "ask_myth/halal"])


def test_a_tapped_topic_is_answered() -> None:
    talk = emergency()
    assert talk.hears(tapped("ask_symptoms")) == ["ask_symptoms"]


def test_the_talk_about_the_talk_goes_on_in_it() -> None:
    talk = emergency()
    talk.hears(parsed("қайталаңызшы", "nlu_fallback", ("talk", "repeat")))
    assert said(talk.outcome) == ["report_emergency"]
    assert lasts(talk)


@pytest.mark.parametrize(
    ("text", "is_called"),
    [
        ("жедел жәрдем шақырдым", True),
        ("103 келе жатыр деді", True),
        ("вызвали скорую", True),
        ("103-ке звондадым", True),
        ("позвонила 103", True),
        ("скорая уже выехала", True),
        ("мы ещё не вызвали", False),
        ("шақырған жоқпыз", False),
        ("былтыр қызылшамен шалдыққан", False),
    ],
)
def test_words_tell_that_the_ambulance_was_called(text: str, is_called: bool) -> None:
    talk = emergency()
    after = talk.hears(parsed(text, "inform"))
    assert after == (["report_emergency/until_they_come"] if is_called else ["report_emergency/still"])


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        ("103 келіп укол салып кетті", ["report_emergency/after_visit"]),
        ("103 келіп кетті, қызуы 39, не берейін", ["report_emergency/after_visit", "ask_treatment/fever_medicine"]),
        ("скорая забрала его в больницу", ["report_emergency/with_doctors"]),
    ],
)
def test_it_is_over_where_doctors_came(text: str, responses: list[str]) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, "nlu_fallback")) == responses
    assert not lasts(talk)


def test_who_vomits_is_laid_on_the_side() -> None:
    talk = emergency()
    assert talk.hears(parsed("жолда құсса не істейін", "ask_exposure")) == ["report_emergency/how_to_lay"]


def test_a_worse_sign_goes_before_a_doubtful_follow_up() -> None:
    talk = emergency()
    assert talk.hears(parsed("ерні көгеріп барады", "report_emergency", ("emergency", "drink_food"), 0.3)) == [
        "report_emergency/worse"
    ]


def test_the_same_lines_are_not_said_to_another_question() -> None:
    talk = emergency()
    assert talk.hears(parsed("мәссаған", "nlu_fallback")) == ["report_emergency/still"]
    assert talk.hears(parsed("екпені ауырып болған соң қашан алады", "nlu_fallback")) != ["report_emergency/still"]


@pytest.mark.parametrize("text", ["скорую вызвала, едут, что пока делать", "103 шақырдық, келе жатыр"])
def test_an_ambulance_that_was_called_begins_one(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "ask_hotline")) == ["report_emergency/until_they_come"]
    assert lasts(talk)


def test_who_lies_in_hospital_is_with_doctors() -> None:
    talk = Talk()
    assert talk.hears(parsed("он в районной больнице, врачи говорят стабильно", "find_clinic")) == [
        "report_emergency/with_doctors"
    ]


def test_with_the_doctors_there_fits_are_no_alarm() -> None:
    talk = emergency()
    assert talk.hears(parsed("приехали, сказали фебрильные судороги", "report_emergency")) == [
        "report_emergency/with_doctors"
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("не берут трубку", "no_answer"),
        ("103 көтермей жатыр", "no_answer"),
        ("до больницы 60 км", "drive"),
        ("ауылымыз алыс", "drive"),
    ],
)
def test_no_answer_and_a_long_way_are_heard_by_their_words(text: str, answer: str) -> None:
    wrong = ("emergency", "in_clinic")
    assert emergency().hears(parsed(text, "ask_first_steps", wrong)) == [f"report_emergency/{answer}"]


@pytest.mark.parametrize("text", ["скорая приехала, укол сделали, уехали", "103 келіп, укол салып кетті"])
def test_doctors_who_went_are_told_of_in_a_first_message(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "ask_hotline")) == ["report_emergency/after_visit"]
    assert not lasts(talk)
    assert all(one.last_dose is None for one in talk.conversation.people)


def test_word_that_they_went_comes_later_and_it_begins_again() -> None:
    talk = emergency()
    said = talk.all(
        ("скорая приехала", "ask_hotline"), ("уехали", "out_of_scope"), ("уехали, опять началось", "nlu_fallback")
    )
    assert said == [["report_emergency/with_doctors"], ["report_emergency/after_visit"], ["report_emergency/worse"]]
    assert lasts(talk)


def test_a_new_sign_goes_before_help_that_came() -> None:
    talk = emergency()
    assert "report_emergency" in talk.hears(parsed("скорая приехала, а он опять не дышит", "report_emergency"))[0]
    assert talk.outcome.plan.said[0].response != "utter_report_emergency/with_doctors"


def test_asleep_behind_the_doctors_who_went() -> None:
    talk = emergency()
    talk.all(("скорая приехала, сделали укол, уехали", "ask_side_effects"))
    assert talk.hears(parsed("спит сейчас", "nlu_fallback")) == ["report_symptoms/asleep"]


def test_taken_to_hospital_behind_doctors_who_came() -> None:
    talk = emergency()
    talk.all(("103 келді", "ask_hotline"))
    assert talk.hears(parsed("ауруханаға алып кетті", "ask_treatment")) == ["report_emergency/stay_with"]


@pytest.mark.parametrize("text", ["тырысып жатыр, қасық салайын ба", "у сына судороги, ложку в рот вставить?"])
def test_a_spoon_is_answered_behind_the_card_and_while_help_is_on_its_way(text: str) -> None:
    talk = Talk()
    assert talk.hears(parsed(text, "report_emergency")) == ["report_emergency", "report_emergency/no_spoon"]
    talk.hears(parsed("103 шақырдым", "nlu_fallback", ("emergency", "called"), 0.95))
    assert talk.hears(parsed(text, "report_emergency")) == ["report_emergency/no_spoon"]


@pytest.mark.parametrize("text", ["звоню 103", "набираю", "ответили, выехали", "шалып жатырмын", "тұтқаны көтерді"])
@pytest.mark.parametrize("followup", [None, ("emergency", "no_answer"), ("talk", "not_what_i_asked")])
def test_a_call_that_goes_on_is_no_call_in_vain(text: str, followup: tuple[str, str] | None) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, "ask_hotline", followup)) in (
        ["report_emergency/called"],
        ["report_emergency/until_they_come"],
    )
    assert lasts(talk)
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.is_called


@pytest.mark.parametrize("text", ["в сознании, но спать хочет", "есі бар, бірақ ұйқысы келіп тұр"])
def test_who_is_drowsy_is_watched(text: str) -> None:
    talk = emergency()
    assert talk.hears(parsed(text, "nlu_fallback", ("emergency", "relatives"))) == ["report_emergency/asleep_now"]
    assert lasts(talk)
