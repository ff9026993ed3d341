"""Whole talks after a contact: its day stays, is put right, and is reckoned from the rash of who lives there."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dialogue.hearing import Talk, parsed, people

#: A Sunday.
TODAY = date(2026, 11, 29)
BABY = ("малыш 4 месяца был рядом с больным корью", "ask_exposure")
BABY_TUESDAY = ("малыш 4 месяца был рядом с больным корью во вторник", "ask_exposure")
WHEN_HOME = "ask_consultation_form_when_home"


def _talk(*messages: tuple[str, str]) -> Talk:
    talk = Talk(today=TODAY)
    talk.all(*messages)
    return talk


def _until(talk: Talk) -> str:
    """The last day to act that the last answer names, in Russian."""
    return next(one.values["until"][1] for one in talk.outcome.plan.said if "until" in one.values)


@pytest.mark.parametrize(
    ("answer", "until"),
    [
        ("в понедельник, а сегодня воскресенье поликлиника не работает", "сегодня"),
        ("23 ноября. а завтра с утра можно прийти", "сегодня"),
        ("дней пять назад, сегодня звонила, трубку не берут", "не позднее понедельника, 30 ноября"),
    ],
)
def test_days_beside_the_answer_are_no_contact(answer: str, until: str) -> None:
    talk = _talk(BABY, (answer, "inform"))
    assert _until(talk) == until


@pytest.mark.parametrize(
    "text",
    [
        "сегодня воскресенье куда звонить",
        "так а сегодня вечером скорую вызвать что ли",
        "завтра понедельник пойду",
        "бүгін қызылша деді дәрігерлер",
        "емхана дуйсенби ашылады гой",
    ],
)
def test_a_day_that_was_told_stays(text: str) -> None:
    talk = _talk(BABY_TUESDAY, (text, "inform"))
    assert people(talk.conversation, "contact_on") == [("2026-11-24",)]


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("контакт был в среду", "2026-11-25", "не позднее вторника, 1 декабря"),
        ("посчитайте от 25 ноября", "2026-11-25", "не позднее вторника, 1 декабря"),
        ("бейсенбі болды дедім ғой", "2026-11-26", "не позднее среды, 2 декабря"),
        ("жоқ, кеше бірге болдық", "2026-11-28", "не позднее пятницы, 4 декабря"),
    ],
)
def test_a_correction_is_taken_at_once(text: str, day: str, until: str) -> None:
    talk = _talk(BABY_TUESDAY)
    assert talk.hears(parsed(text, "nlu_fallback", ("contact", "days_count"), 0.9)) == ["exposure_baby_today"]
    assert people(talk.conversation, "contact_on") == [(day,)]
    assert _until(talk) == until


def test_a_day_put_right_while_the_doses_are_asked() -> None:
    talk = _talk(("сыну 4 года, был рядом с больным корью сегодня", "ask_exposure"))
    assert talk.conversation.question is not None
    assert talk.conversation.question.name == "doses"
    assert talk.hears(parsed("контакт был в среду", "inform")) == ["exposure_late"]
    assert talk.conversation.question is not None


def test_rash_yesterday_in_the_same_house_leaves_a_day() -> None:
    told = "живем вместе с больным корью, сыпь вчера вышла, моему сыну 3 месяца"
    talk = _talk((told, "ask_exposure"))
    talk.hears(parsed("сыпь у него вчера вышла", "inform"))
    assert talk.outcome.plan.said[-1].response == "utter_exposure_baby_today"
    assert _until(talk) == "не позднее понедельника, 30 ноября"


def test_the_day_of_the_rash_is_asked_of_who_lives_there() -> None:
    talk = Talk(today=TODAY)
    asked = talk.hears(parsed("сестра мужа болеет корью, бір үйде тұрамыз, қызым 4 айлық", "ask_exposure"))
    assert asked == ["exposure_baby_today", WHEN_HOME]
    assert talk.hears(parsed("кеше кештен бері сыпь шықты, но мы вместе уже неделю тұрамыз", "inform")) == [
        "exposure_baby_today"
    ]
    assert "rash" not in talk.conversation.people[-1].signs
    assert _until(talk) == "не позднее понедельника, 30 ноября"


def test_the_rash_of_the_patient_asked_in_vain_still_sends_to_the_doctor_today() -> None:
    talk = _talk(("қызылша науқаспен бір үйде тұрамыз, қызым 4 айлық", "ask_exposure"))
    assert talk.hears(parsed("білмеймін", "deny")) == ["exposure_baby_today"]
    assert _until(talk) == "как можно раньше"


def test_three_days_since_the_diagnosis_in_the_same_house() -> None:
    told = "үлкені қызылшамен ауырып жатыр, диагноз қойылғанына үш күн болды, кішісі 3 айлық, бір үйде"
    talk = _talk((told, "ask_exposure"))
    assert talk.outcome.plan.said[-1].response == "utter_exposure_at_risk_home"


def test_the_seventy_two_hours_of_an_infant_of_the_house_may_be_over() -> None:
    talk = _talk(("8 месяцев младший, спали вместе, старший корью болеет сыпь с пятницы", "ask_exposure"))
    said = talk.outcome.plan.said[-1]
    assert said.response == "utter_exposure_baby_today"
    assert "72 часа" in said.values["home"][1]
    assert _until(talk) == "сегодня"


def test_who_played_all_week_is_not_told_that_six_days_have_passed() -> None:
    told = "я беременна 5 месяцев, сыну 4 года, в садике у девочки корь, он с ней играл всю неделю"
    talk = _talk((told, "ask_exposure"))
    assert not any("late" in one.response for one in talk.outcome.plan.said)


def test_a_dose_for_an_infant_who_met_a_patient_is_no_matter_of_the_calendar() -> None:
    talk = _talk(("қызым 8 айлық, кеше ауырған баламен бірге болды", "ask_exposure"))
    assert talk.hears(parsed("8 айда екпе сала ма, зияны жоқ па", "ask_infant"))[-1:] == ["exposure_infant_today"]
    assert _until(talk) == "не позднее вторника, 1 декабря"


def test_a_pregnant_woman_who_asks_once_more_is_told_of_her_day() -> None:
    talk = _talk(("мен жүктімін 20 апта, кеше қызылша баламен бірге болдым", "ask_exposure"))
    assert talk.hears(parsed("мен өзім ше", "ask_pregnancy"))[-1:] == ["exposure_pregnant_today"]


def test_the_baby_of_a_house_with_measles_has_met_it() -> None:
    talk = _talk(("үлкені қызылшамен ауырып жатыр", "report_symptoms"))
    talk.conversation = type(talk.conversation)(people=talk.conversation.people, at=talk.conversation.at)
    assert talk.hears(parsed("үйде кішісі 7 айлық, оған екпе сала ма", "ask_schedule")) == ["exposure_infant_today"]
    assert people(talk.conversation, "lives_with") == [(None,), (True,)]


def test_a_sick_daughter_is_the_patient_of_her_pregnant_mother() -> None:
    talk = _talk(("5 айлық жүктімін, үлкен қызыма бөртпе шықты", "ask_pregnancy"))
    talk.hears(parsed("қызымда қызылша болса мен не істеймін, бірге жатырмыз", "ask_exposure"))
    assert "utter_exposure_vaccine_now" not in {one.response for one in talk.outcome.plan.said}
    writer = next(one for one in talk.conversation.people if one.risk == "pregnant")
    assert writer.contact == "yes"


@pytest.mark.parametrize("text", ["ешкіммен болған жоқпыз", "касында болган адам жок", "контакта не было"])
def test_a_denied_contact_is_not_asked_again(text: str) -> None:
    talk = _talk(BABY)
    talk.hears(parsed(text, "deny"))
    assert talk.conversation.episode is None
    assert talk.conversation.question is None
    assert all(one.contact != "yes" and one.contact_on is None for one in talk.conversation.people)


def test_after_a_denied_contact_the_dose_is_of_the_calendar() -> None:
    talk = _talk(("сын 3 года вчера был в гостях рядом с больным корью", "ask_exposure"))
    heard = parsed("контакта не было, я ошиблась", "deny", ("contact", "others_home"), 0.6)
    assert talk.hears(heard) == ["ask_exposure/none"]
    asked = parsed("ему прививку когда", "ask_schedule", ("contact", "act_now"), 0.9)
    asked["followups"][0]["is_near"] = True
    assert "exposure" not in talk.hears(asked)[0]


def test_a_pregnant_woman_of_the_house_is_never_answered_as_a_nursing_one() -> None:
    talk = _talk(("я беременна 20 недель, муж болеет корью, сыпь четвертый день, живем вместе", "ask_exposure"))
    heard = parsed("мне прививку сделать можно", "ask_pregnancy", ("motherhood", "nursing_vaccine"), 0.9)
    assert talk.hears(heard)[-1:] == ["exposure_at_risk_home"]


def test_a_shift_worker_has_no_contact_yet() -> None:
    talk = Talk(today=TODAY)
    told = "балам қызылша ауырып жатыр мен жұмыстан 2 күннен кейін қайтам үйге барсам жұға ма"
    assert talk.hears(parsed(told, "ask_exposure")) == ["ask_exposure/not_yet"]
    assert all(one.contact != "yes" for one in talk.conversation.people)


def test_an_ill_baby_who_met_nobody_is_still_seen_today() -> None:
    """Contact or not: with a fever and a rash the answer is what to do today, never that nothing is urgent."""
    talk = Talk()
    talk.all(("7 айлық қызым қызылша баламен бірге болды, қызуы 39, бөртпе шықты", "ask_exposure"))
    assert talk.conversation.episode is not None
    if talk.conversation.episode.kind == "contact":
        assert talk.hears(parsed("жоқ, ешкіммен кездескен жоқ", "deny")) == ["ask_first_steps"]


def test_a_well_child_who_met_nobody_needs_nothing_urgent() -> None:
    talk = Talk()
    talk.all(("7 айлық қызым қызылша баламен бірге болды", "ask_exposure"))
    assert talk.hears(parsed("жоқ, ешкіммен кездескен жоқ", "deny")) != ["ask_first_steps"]


def test_a_child_who_was_not_there_needs_nothing_urgent() -> None:
    talk = Talk()
    talk.all(
        ("двое детей 4 и 9, вчера контакт с больным корью", "ask_exposure"),
        ("4-летняя не привита, у 9-летнего одна", "ask_missed_dose"),
    )
    denied = parsed("младшая не была рядом", "ask_exposure", ("contact", "short_contact"))
    assert talk.hears(denied) == ["ask_exposure/others_home"]
    assert [one.contact for one in talk.conversation.people] == ["no", "yes"]


def test_a_patient_of_the_house_told_in_three_words_begins_a_consultation() -> None:
    talk = Talk()
    assert talk.hears(parsed("корь у мужа", "ask_disease"))[-1].startswith("ask_consultation_form_when")


def test_what_to_do_is_asked_where_nobody_is_ill() -> None:
    talk = Talk()
    talk.all(("балам 3 жаста, кеше қызылша баламен болды, екпе алмаған", "ask_exposure"))
    assert talk.hears(parsed("онда не істейміз", "ask_first_steps")) == ["help/unchanged", "exposure_vaccine_now"]


def test_the_age_of_the_same_child_is_put_right() -> None:
    talk = Talk()
    talk.all(
        ("сын 3 года вчера был рядом с ребенком с корью, прививок нет", "ask_exposure"),
        ("ой перепутала, сыну 5", "inform"),
    )
    assert [(one.kin, one.age_months) for one in talk.conversation.people] == [("son", 60)]


def test_what_a_dose_costs_is_answered_and_not_the_advice_for_the_baby() -> None:
    talk = Talk()
    talk.all(("дочка 11 месяцев, вчера были рядом с больным корью", "ask_exposure"))
    asked = parsed("а за укол платить надо", "ask_availability")
    asked["questions"] = [{"name": "ask_availability/free", "confidence": 0.9}]
    assert talk.hears(asked) == ["ask_availability/free"]


@pytest.mark.parametrize("text", ["молоко сцеживать или кормить?", "можно кормить грудью?", "сүтімді сауып берем бе?"])
def test_nursing_is_answered_as_asked(text: str) -> None:
    talk = _talk(BABY_TUESDAY)
    assert talk.hears(parsed(text, "ask_pregnancy")) == ["ask_pregnancy"]
