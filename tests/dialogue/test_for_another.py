"""Pronouns and ellipsis: whose matter it is, and what comes next."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed, people

MET = ("контакт был вчера, старшему 5 лет, одна прививка", "ask_exposure")
PLANS = ("қызым 7 жаста, бір рет алған", "ask_schedule")


def test_a_second_child_is_told_of_in_two_messages() -> None:
    """«А второму», then «ему 7 месяцев»: his advice, and no word of the elder's."""
    talk = Talk()
    talk.hears(parsed(*MET))
    assert talk.hears(parsed("а второму", "out_of_scope", ("talk", "second_question"), 0.5)) == ["exposure_vaccine_now"]
    assert talk.hears(parsed("ему 7 месяцев", "inform")) == ["exposure_infant_today"]
    assert people(talk.conversation, "age_months", "doses", "contact") == [(60, 1, "yes"), (7, None, "yes")]
    assert talk.conversation.episode is not None
    assert len(talk.conversation.episode.people) == 2


@pytest.mark.parametrize(
    ("text", "first"),
    [("а она когда в садик", "ask_isolation"), ("ей когда в школу можно", "ask_isolation")],
)
def test_she_is_the_only_girl(text: str, first: str) -> None:
    talk = Talk()
    talk.all(("у дочки корь, сыпь три дня", "ask_exposure"), ("сын 5 лет, одна прививка", "inform"))
    talk.hears(parsed(text, first))
    girl = next(one for one in talk.conversation.people if one.sex == "f")
    assert girl.confirmed
    assert talk.conversation.about == girl.id


def test_he_is_nobody_where_both_are_boys() -> None:
    talk = Talk()
    talk.all(("сыну 5 лет", "ask_schedule"), ("младшему сыну 2 года", "inform"))
    before = talk.conversation.about
    talk.hears(parsed("а ему когда", "ask_schedule"))
    assert talk.conversation.about == before


@pytest.mark.parametrize(
    ("turns", "text", "response"),
    [
        ([("балам 3 жаста, екпе алмаған, кеше қызылшамен ауырған баламен болды", "ask_exposure"), ("жоқ", "deny")],
         "сосын ше", "ask_exposure/watch_until"),
        ([("мен мұғаліммін, сыныбымда бір оқушы қызылша болып қалды", "ask_exposure")], "содан кейін не істейміз",
         "ask_exposure/group_rest"),
    ],
)  # fmt: skip
def test_what_comes_next(turns: list[tuple[str, str]], text: str, response: str) -> None:
    assert Talk().all(*turns, (text, "nlu_fallback"))[-1] == [response]


def test_what_comes_next_is_nothing_at_the_beginning() -> None:
    assert "watch_until" not in Talk().hears(parsed("сосын ше", "nlu_fallback"))[0]


def test_none_is_told_of_who_is_named_in_a_talk_of_doses() -> None:
    talk = Talk()
    talk.hears(parsed(*PLANS))
    assert talk.hears(parsed("ал інісі ше 3 жаста алмаған", "inform")) == ["schedule_first_overdue"]
    assert people(talk.conversation, "age_months", "doses") == [(84, 1), (36, 0)]


@pytest.mark.parametrize("text", ["екеуіне де бір күнде салса бола ма", "екеуін бірге апарсам бола ма"])
def test_two_on_one_day(text: str) -> None:
    talk = Talk()
    talk.all(PLANS, ("інісі 3 жаста, алмаған", "inform"))
    assert talk.hears(parsed(text, "ask_schedule")) == ["ask_schedule/twins_siblings_same_day"]


def test_the_ill_one_is_meant() -> None:
    talk = Talk()
    talk.all(("үлкен қызым қызылшамен ауырып жатыр, бөртпесі бар", "ask_isolation"), ("ал інісі 2 жаста ше", "inform"))
    talk.hears(parsed("ауырған баланы айтып тұрмын", "nlu_fallback"))
    focus = talk.conversation.focus
    assert focus is not None
    assert focus.confirmed


def test_who_asks_beside_an_ill_child_is_no_patient() -> None:
    talk = Talk()
    talk.all(("жиенім 6 жаста, қызуы 39, бөртпе бар", "report_symptoms"), ("жоқ", "deny"))
    said = talk.hears(parsed("маған 24 жас, маған ше", "ask_adult"))
    assert not any(one.startswith("triage_") for one in said)


def test_a_grown_up_turns_out_to_be_the_patient() -> None:
    """«Шешем ауырып тұр, бала менде, 4 айлық», then «шешемде қызылша деді»: the baby has met measles."""
    talk = Talk()
    talk.hears(parsed("шешем ауырып тұр, бала менде қалды, 4 айлық", "report_symptoms"))
    said = talk.hears(parsed("шешемде қызылша деді дәрігер", "ask_treatment"))
    assert talk.conversation.episode is not None
    assert talk.conversation.episode.kind == "contact"
    assert any("baby" in one or "when" in one or "exposure" in one for one in said)
