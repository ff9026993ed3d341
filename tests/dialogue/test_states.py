"""Each has his sentence: who is ill, who is exposed; an upset stomach; meetings; what is said once 103 was called."""

from __future__ import annotations

import pytest

from tests.dialogue.hearing import Talk, parsed

FALLBACK = "nlu_fallback"
BESIDE = ["ill_beside", "report_emergency/if_measles", "exposure_pregnant_today"]
CONTACT = ("ұлым 4 жаста, сенбіде қызылша баламен ойнады, екпе алмаған", "ask_exposure")


def first(text: str, intent: str = FALLBACK) -> list[str]:
    return Talk().hears(parsed(text, intent))


@pytest.mark.parametrize("intent", ["ask_pregnancy", "report_symptoms", "ask_necessity", FALLBACK])
def test_the_ill_child_leads_and_its_pregnant_mother_is_exposed(intent: str) -> None:
    talk = Talk()
    assert talk.hears(parsed("қызымның қызуы 39, бөртпе шықты, мен 6 айлық жүктімін", intent)) == BESIDE
    ill = talk.conversation.person(talk.conversation.about)
    assert ill is not None
    assert (ill.kind, ill.rash) == ("child", "yes")
    assert talk.hears(parsed("сонда маған не істеу керек", FALLBACK)) == ["exposure_pregnant_today"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("дочке прививку сделали 8 дней назад, теперь у неё сыпь и температура, а я беременна", False),
        ("у племянника сыпь, я беременная, виделась с ним вчера", False),
        ("я беременна, сыпи и температуры нет ни у кого", False),
        ("невестка беременна, а у внука сыпь пошла", True),
    ],
)
def test_who_is_no_patient_of_the_house_begins_no_such_answer(text: str, said: bool) -> None:
    assert (first(text, "ask_pregnancy")[:1] == ["ill_beside"]) is said


def test_an_age_that_no_pregnant_woman_has_is_of_the_child() -> None:
    talk = Talk()
    talk.all(("мен жүктімін", "ask_pregnancy"), ("ол 8 жаста", "inform"))
    assert {(one.kind, one.age_months) for one in talk.conversation.people} == {("writer", None), ("child", 96)}


def test_an_upset_stomach_has_its_own_answer_and_follow_ups() -> None:
    talk = Talk()
    assert talk.hears(parsed("ұлымның іші өтіп, құсып жатыр", "ask_complications")) == ["report_symptoms/upset_stomach"]
    assert talk.hears(parsed("смекта берейін бе", "ask_treatment")) == ["report_symptoms/stomach_medicine"]
    assert talk.hears(parsed("шай ішіп отыр, құсқан жоқ", FALLBACK)) == ["report_emergency/drinks_again"]
    assert talk.hears(parsed("дәрігер керек пе", "request_human")) == ["report_symptoms/stomach_doctor"]
    assert talk.hears(parsed("егер нашарласа ше", FALLBACK)) == ["report_symptoms/danger_signs"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("понос второй день, завтра прививка, переносить?", "ask_contraindications"),
        ("прошлым летом был понос", FALLBACK),
        ("ұлымда сыпь, қызуы 39, құсып жатыр", "report_symptoms"),
    ],
)
def test_an_upset_stomach_that_is_another_matter(text: str, intent: str) -> None:
    assert first(text, intent) != ["report_symptoms/upset_stomach"]


def test_who_dries_out_is_given_to_drink_and_the_alarm_is_taken_back() -> None:
    talk = Talk()
    assert talk.hears(parsed("ішкенін түгел құсып жатыр", "report_emergency")) == ["report_emergency/drying_out"]
    assert talk.hears(parsed("қайта құсты", FALLBACK)) != ["report_emergency/how_to_lay"]
    assert talk.hears(parsed("су ішті, құсқан жоқ", FALLBACK)) == ["report_emergency/drinks_again"]
    assert talk.conversation.episode is None


def test_drinking_ends_no_other_emergency() -> None:
    talk = Talk()
    assert talk.hears(parsed("тырысып жатыр, су да ішпейді", "report_emergency")) == ["report_emergency"]
    talk.hears(parsed("су ішеді", FALLBACK))
    assert talk.conversation.episode is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("103 шақырдық, ұлым тырысып жатыр", "until_they_come"),
        ("скорую вызвали, губы синеют, нурофен дать?", "medicine"),
        ("задыхался, сейчас дышит нормально", "better_now"),
        ("вчера были судороги, возили в больницу, сегодня отпустили", "released"),
    ],
)
def test_the_card_is_not_said_to_who_has_called_or_has_it_behind(text: str, said: str) -> None:
    assert first(text, "report_emergency") == [f"report_emergency/{said}"]


@pytest.mark.parametrize(
    "text",
    [
        "вчера отпустили из больницы, а сейчас опять судороги, закатил глаза",
        "қазір ерні көгеріп кетті",
        "сейчас лучше, но губы синие и задыхается",
    ],
)
def test_a_sign_that_is_there_now_keeps_its_card(text: str) -> None:
    assert first(text, "report_emergency") == ["report_emergency"]


def test_a_call_is_not_taken_back_and_no_card_comes_twice() -> None:
    talk = Talk()
    talk.hears(parsed("балам талып қалды, 103 шақырдық", "report_emergency"))
    assert talk.hears(parsed("бас тартсақ бола ма", "deny")) == ["report_emergency/cancel"]
    late = parsed("әлі келмеді", "ask_hotline", ("emergency", "late"))
    assert talk.hears(late) == ["report_emergency/late"]
    assert talk.hears(late) == ["report_emergency/late_again"]


def test_the_first_meeting_counts_for_the_dose_and_the_last_for_the_watching() -> None:
    talk = Talk()
    talk.hears(parsed("дочке 4 года, без прививки, с больным корью виделись 4 дня назад и вчера", "ask_exposure"))
    met = talk.conversation.people[0]
    assert (met.contact_on, met.contact_last) == ("2026-11-24", "2026-11-27")
    assert talk.outcome.plan.said[-1].response == "utter_exposure_late"
    assert "18 декабря" in talk.outcome.plan.said[-1].values["watch"][1]


@pytest.mark.parametrize(
    ("text", "first_day", "last_day"),
    [
        ("жоқ, алғаш рет бейсенбіде кездескен", "2026-11-19", "2026-11-21"),
        ("кеше тағы барған", "2026-11-21", "2026-11-27"),
        ("жоқ, бейсенбіде", "2026-11-26", None),
    ],
)
def test_a_day_is_put_right_in_its_own_way(text: str, first_day: str, last_day: str | None) -> None:
    talk = Talk()
    talk.all(CONTACT)  # a Saturday, so last week's
    talk.hears(parsed(text, "deny"))
    met = talk.conversation.people[0]
    assert (met.contact_on, met.contact_last) == (first_day, last_day)


def test_both_ends_are_days_also_while_a_question_stands() -> None:
    talk = Talk()
    talk.hears(parsed("мен жүктімін, кеше қызылша баламен бірге болдым", "ask_exposure"))
    assert talk.hears(parsed("6 күн қашан бітеді", FALLBACK)) == ["ask_exposure/act_until"]
    assert "3 желтоқсан" in talk.gaps["act_until"][0]
    assert talk.hears(parsed("бақылау қай күнге дейін", "ask_isolation")) == ["ask_exposure/watch_until"]
    assert talk.hears(parsed("екеумізге де кеш емес пе", "ask_missed_dose")) == ["exposure_pregnant_today"]


def test_the_unborn_is_no_further_child() -> None:
    talk = Talk()
    talk.hears(parsed("мен жүктімін, кеше қызылша баламен бірге болдым", "ask_exposure"))
    assert talk.hears(parsed("іштегі балаға зияны бар ма", "ask_vaccine_safety")) == ["ask_pregnancy/harm_baby"]
    assert [one.kind for one in talk.conversation.people] == ["writer"]


def test_the_baby_beside_the_ill_is_known_by_its_age_alone() -> None:
    talk = Talk()
    text = "үлкені 7де қызуы 38.7, бөртпе, кіші 5 айлық емшекте"
    assert talk.hears(parsed(text, "report_symptoms")) == [*BESIDE[:2], "exposure_baby_today"]
    followup = ("illness", "siblings")
    assert talk.hears(parsed("кішісін қалай қорғаймын", "ask_prevention", followup)) == ["exposure_baby_today"]


def test_a_rash_of_a_stranger_at_a_feast_is_no_patient_of_the_house() -> None:
    assert first("тойда жанымызда бөртпе шыққан қыз отырды, мен жүктімін", "ask_pregnancy")[:1] != ["ill_beside"]


def test_facts_behind_a_hospital_never_say_only_to_watch() -> None:
    talk = Talk()
    talk.hears(parsed("кеше ұлым тырысты, реанимацияда жаттық, бүгін үйге шығарды", "report_emergency"))
    assert talk.hears(parsed("3 жаста", "inform")) == ["help/unchanged", "report_emergency/released"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("у мамы судороги, врачи приехали, говорят ехать в больницу", "with_doctors"),
        ("скорая едет, губы синие, уксусом обтереть?", "cooling"),
        ("скорая едет, губы синие, воды дать?", "drink_food"),
    ],
)
def test_doctors_who_came_or_are_awaited(text: str, said: str) -> None:
    assert first(text, "report_emergency")[:1] == [f"report_emergency/{said}"]


@pytest.mark.parametrize(
    ("text", "said"), [("қайта қызуы 39", "report_emergency/after_visit"), ("қайта басталды", "report_emergency/worse")]
)
def test_a_fever_that_comes_again_behind_doctors_is_no_emergency(text: str, said: str) -> None:
    assert first(f"103 келіп, укол салып кетті, {text}") == [said]


def test_whether_the_call_is_taken_back_when_he_drinks_is_the_dispatchers() -> None:
    talk = Talk()
    talk.all(("ішкенін түгел құсып жатыр", "report_emergency"), ("су ішті, құсқан жоқ", "ask_treatment"))
    assert talk.hears(parsed("шақыртуды кері қайтарсам бола ма", "ask_first_steps")) == ["report_emergency/recall"]


def test_a_healthy_husband_does_not_end_a_pregnancy() -> None:
    talk = Talk()
    talk.all(
        ("күйеуім 35 жаста кеше жұмыста қызылшамен ауырған адаммен бірге болды", "ask_exposure"),
        ("мен жүктімін, 8 айлық, мен де сол жерде болдым", "ask_pregnancy"),
    )
    talk.hears(parsed("жоқ ол здоровый, екеуімізде қызу жоқ, мен үшін қорқамын", "nlu_fallback"))
    assert any(one.risk == "pregnant" for one in talk.conversation.people)
    talk.hears(parsed("мен жүкті емеспін", "inform"))
    assert not any(one.risk == "pregnant" for one in talk.conversation.people)


@pytest.mark.parametrize("question", ["ask_pregnancy/household_child_vaccine", "ask_aftercare/contact_pregnant"])
def test_what_is_catching_beside_a_contact_is_not_the_vaccine(question: str) -> None:
    heard = {
        **parsed("күйеуім үйде қалса маған жұға ма", "ask_pregnancy"),
        "questions": [{"name": question, "confidence": 0.9}],
    }
    assert Talk().hears(heard) == [question]
    talk = Talk()
    talk.all(("күйеуім кеше қызылшамен ауырған адаммен бірге болды, мен жүктімін", "ask_exposure"))
    assert question not in talk.hears(heard)
    named = {
        **heard,
        **{k: v for k, v in parsed("балам екпе алса маған жұға ма", "ask_pregnancy").items() if k != "questions"},
    }
    assert question in talk.hears(named)
