"""What is said next of who is ill: how long already, how high the fever, whether the doctor can wait."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, said

FEVER_AND_RASH = ("балам 4 жаста, қызуы 38.7, денесіне бөртпе шықты", "report_symptoms")
FEVER = ("дочке 3 года, температура 38", "report_symptoms")
NO = ("жоқ", "deny")
#: Behind these the clinic is to be called, no doctor today.
CALM = (FEVER, NO, NO, NO, NO, ("2 дня", "inform"))
LENGTHS = ["уже 3 дня", "3 күн болды", "кешеден бері", "вчерадан бери", "ушинши кун", "с понедельника"]


def advised() -> Talk:
    """A talk in which a doctor was advised today."""
    talk = Talk()
    talk.all(FEVER_AND_RASH, NO)
    assert said(talk.outcome) == ["triage_doctor_today"]
    return talk


@pytest.mark.parametrize("text", LENGTHS)
def test_a_length_behind_the_advice_is_of_the_illness_and_never_a_contact(text: str) -> None:
    talk = advised()
    assert talk.hears(parsed(text, "ask_exposure", ("contact", "days_count"))) == [
        "help/unchanged",
        "triage_doctor_today",
    ]
    person = talk.conversation.focus
    assert person is not None
    assert person.contact is None
    assert person.fever_since or person.rash_since
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "illness"


def test_the_advice_comes_whole_where_the_length_changes_it() -> None:
    talk = Talk()
    talk.all(*CALM)
    assert said(talk.outcome) == ["triage_call_clinic"]
    assert talk.hears(parsed("уже неделю", "ask_exposure")) == ["triage_doctor_today"]
    assert not talk.outcome.plan.said[0].is_short


@pytest.mark.parametrize(
    ("text", "who"), [("3 күн бұрын жолықтық", "met"), ("бір апта бұрын қонаққа барғанбыз", "met")]
)
def test_a_meeting_that_is_told_is_no_length(text: str, who: str) -> None:
    talk = advised()
    assert talk.hears(parsed(text, "ask_exposure")) != ["help/unchanged", "triage_doctor_today"], who


@pytest.mark.parametrize("text", ["38,6", "қызуы 39,1 болып тұр", "сейчас 39", "уже 40", "қазір 39 болды"])
def test_a_value_behind_the_advice_puts_no_list_once_more(text: str) -> None:
    talk = advised()
    assert talk.hears(parsed(text, "report_symptoms")) == ["help/unchanged", "triage_doctor_today"]


def test_a_fever_that_stays_is_answered_too() -> None:
    talk = advised()
    expected = ["help/unchanged", "triage_doctor_today", "ask_symptoms/fever_stays"]
    assert talk.hears(parsed("39,4, дәріден кейін түспей тұр", "report_symptoms")) == expected


@pytest.mark.parametrize(
    "text", ["ертең апарсам бола ма", "а завтра можно к врачу?", "до утра подождать?", "ертен к врачу барсак бола ма"]
)
def test_another_day_is_answered_by_how_urgent_the_advice_was(text: str) -> None:
    talk = advised()
    followup = ("illness", "better_now")
    assert talk.hears(parsed(text, "ask_schedule", followup)) == ["ask_first_steps/not_tomorrow"]
    calm = Talk()
    calm.all(*CALM)
    assert calm.hears(parsed(text, "ask_aftercare", followup)) == ["ask_first_steps/tomorrow_by_phone"]


@pytest.mark.parametrize(
    "text", ["ертең бақшаға барса бола ма", "завтра в школу можно?", "ертең екпеге апарсам бола ма"]
)
def test_another_matter_of_another_day_is_not(text: str) -> None:
    talk = advised()
    heard = talk.hears(parsed(text, "ask_isolation", ("illness", "back_when")))
    assert not any(name.startswith("ask_first_steps/") for name in heard)


def test_beside_a_question_a_visit_is_answered_first() -> None:
    talk = Talk()
    talk.all(FEVER)
    first, *_, last = talk.hears(parsed("ертең апарсам бола ма", "ask_schedule"))
    assert first == "ask_first_steps/tomorrow_by_phone"
    assert last.startswith("ask_consultation_form_danger")


@pytest.mark.parametrize(("text", "answer"), [("39.4 сейчас", "fever_high"), ("уже 3 дня", "fever_high")])
def test_a_high_or_long_fever_after_a_dose_is_seen_today(text: str, answer: str) -> None:
    talk = Talk()
    talk.all(("кеше екпе салдырдық, қызуы 38.2", "ask_side_effects"))
    assert talk.hears(parsed(text, "ask_exposure")) == [f"ask_side_effects/{answer}"]


def test_a_length_that_answers_no_question_is_heard() -> None:
    talk = Talk()
    talk.all(FEVER, NO)
    assert talk.hears(parsed("үшінші күн", "nlu_fallback")) == ["help/noted", "ask_consultation_form_rash"]


def test_the_list_of_danger_signs_comes_once_in_a_talk() -> None:
    talk = Talk()
    talk.all(FEVER, NO)
    again = talk.hears(parsed("сыну 7 лет, у него сыпь и температура 38", "report_symptoms"))
    assert again[-1] == "ask_consultation_form_danger_again"


@pytest.mark.parametrize("before", [(), (("бірдеңе", "nlu_fallback"),)])
def test_shorter_is_no_list(before: tuple[tuple[str, str], ...]) -> None:
    talk = Talk()
    talk.all(FEVER, *before)
    [answer] = talk.hears(parsed("короче", "nlu_fallback", ("talk", "shorter")))
    assert answer != "ask_consultation_form_danger"
    assert not talk.outcome.plan.said[0].is_short


def test_doses_of_the_ill_ask_for_no_calendar() -> None:
    talk = advised()
    heard = talk.hears(parsed("одна. ой нет, ни одной, мы не успели", "ask_missed_dose"))
    assert heard[-1] == "triage_doctor_today"


@pytest.mark.parametrize("followup", [("topics", "how_long"), ("illness", "how_long")])
def test_how_long_behind_a_dose_is_of_the_dose(followup: tuple[str, str]) -> None:
    talk = Talk()
    talk.all(("кеше екпе салдырдық, қызуы 38", "ask_side_effects"), ("а может это корь от прививки?", "ask_myth"))
    assert talk.hears(parsed("сколько дней так будет", "ask_isolation", followup)) == ["ask_side_effects/how_long"]
