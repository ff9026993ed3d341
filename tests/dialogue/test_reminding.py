"""To be reminded: wished for in many ways, for which child, confirmed with its day; listed, changed, stopped."""

from __future__ import annotations

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.conversation_json import from_json, to_json
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.reminding import needs_standing
from tests.dialogue.hearing import TODAY, parsed, tapped
from tests.dialogue.reminded import Reminded, tap

BORN_20_MARCH = {"d1": ["before 2027-03-13", "day 2027-03-20", "after 2027-04-17"]}


def with_reminder() -> Reminded:
    talk = Reminded()
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, екпесін есіме салыңыз", "set_reminder"))
    assert talk.times == BORN_20_MARCH
    return talk


@pytest.mark.parametrize(
    "text", ["еске салуларым", "қандай ескертулерім бар", "мои напоминания", "какие напоминания есть"]
)
@pytest.mark.parametrize("intent", ["set_reminder", "stop_reminder"])
def test_who_asks_what_there_is_stops_nothing_whatever_the_classifier_says(text: str, intent: str) -> None:
    talk = with_reminder()
    assert talk.hears(parsed(text, intent)) == ["reminder_list"]
    assert talk.times == BORN_20_MARCH


@pytest.mark.parametrize("text", ["еске салу деген не?", "есіме салудың пайдасы не"])
def test_what_only_the_classifier_takes_for_a_stop_is_asked(text: str) -> None:
    talk = with_reminder()
    assert talk.hears(parsed(text, "stop_reminder")) == ["reminder_stop_which"]
    assert talk.times == BORN_20_MARCH
    assert talk.titles == ["Тоқтату"]


def test_an_answer_to_what_was_asked_is_no_distress_that_the_model_supposes() -> None:
    talk = Reminded()
    talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған", "inform"))
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған", "inform"))
    talk.hears(parsed("есіме салыңызшы", "set_reminder"))
    supposed = {"distress": {"kind": "despair", "confidence": 0.99}}
    assert talk.hears({**parsed("бәріне", "nlu_fallback"), **supposed}) == ["reminder_set", "reminder_set"]


def test_a_birth_date_gives_the_day_and_one_sentence_confirms_it() -> None:
    talk = with_reminder()
    (one,) = talk.outcome.plan.said
    assert one.response == "utter_reminder_set"
    assert one.lead == ("8 айлық қызыңыз: ", "Дочка, 8 месяцев: ")
    assert one.values["day"] == ("2027 жылғы 20 наурыз", "20 марта 2027 года")
    assert one.values["times"] == ("13 наурызда және 20 наурызда", "13 марта и 20 марта")
    assert talk.titles == ["Тоқтату"]


def test_an_age_gives_a_month_says_so_and_asks_once_for_the_birth_date() -> None:
    talk = Reminded()
    assert talk.hears(parsed("8 айлық қызымның екпесін есіме салыңызшы", "set_reminder")) == ["reminder_set_about"]
    assert talk.gaps["day"] == ("2027 жылғы наурыз шамасында", "примерно март 2027 года")
    assert talk.hears(parsed("2026 жылы 20 наурызда туған", "inform")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH
    assert talk.conversation.reminding is None


def test_who_does_not_tell_the_birth_date_keeps_the_month_and_is_not_asked_again() -> None:
    talk = Reminded()
    talk.hears(parsed("8 айлық қызымның екпесін есіме салыңызшы", "set_reminder"))
    standing = talk.times
    assert talk.hears(parsed("білмеймін", "nlu_fallback")) == ["reminder_kept"]
    assert (talk.times, talk.conversation.reminding) == (standing, None)


@pytest.mark.parametrize(
    ("doses", "said"), [(0, "reminder_set_now"), (1, "reminder_set_about"), (2, "reminder_nothing")]
)
def test_of_a_two_year_old_the_doses_are_asked(doses: int, said: str) -> None:
    talk = Reminded()
    assert talk.hears(parsed("2 жастағы ұлымның екпесін есіме сал", "set_reminder")) == ["reminder_doses"]
    assert talk.hears(tapped("inform", doses=doses)) == [said]
    assert bool(talk.times) == (doses < 2)


def test_doses_that_nobody_knows_promise_nothing() -> None:
    talk = Reminded()
    talk.hears(parsed("2 жастағы ұлымның екпесін есіме сал", "set_reminder"))
    assert talk.hears(parsed("білмеймін", "nlu_fallback")) == ["reminder_doses_unknown"]
    assert talk.times == {}


def test_nobody_is_known_and_a_birth_date_is_enough() -> None:
    talk = Reminded()
    assert talk.hears(parsed("есіме салшы", "set_reminder")) == ["reminder_which"]
    assert talk.hears(parsed("20.03.2026", "inform")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH


def test_a_button_stands_under_a_calendar_answer_until_there_is_a_reminder() -> None:
    talk = Reminded()
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, екпесі қашан", "ask_schedule"))
    assert talk.titles == ["Есіме салу"]
    assert talk.hears(tap("remind")) == ["reminder_set"]
    assert talk.times == BORN_20_MARCH
    talk.hears(parsed("екпесі қашан дедіңіз?", "ask_schedule"))
    assert talk.titles == []
    done = Reminded()
    done.hears(parsed("ұлым 7 жаста, екі екпе алған, тағы керек пе", "ask_schedule"))
    assert done.titles == []


def test_where_the_bot_cannot_write_first_the_day_is_told_and_where_it_can() -> None:
    talk = Reminded(can_write=False)
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, екпесі қашан", "ask_schedule"))
    assert talk.titles == []
    assert talk.hears(parsed("есіме салыңыз", "set_reminder")) == ["reminder_elsewhere"]
    assert talk.gaps["day"][0] == "2027 жылғы 20 наурыз"
    assert talk.outcome.changes == ()
    assert Reminded(can_write=False).hears(parsed("есіме салыңыз", "set_reminder")) == ["set_reminder"]


def test_of_two_children_it_is_asked_which_and_all_may_be_meant() -> None:
    for answer in (parsed("екеуіне де", "inform"), tap("all")):
        talk = Reminded()
        talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған", "inform"))
        talk.hears(parsed("қызым 2026 жылы 20 наурызда туған", "inform"))
        assert talk.hears(parsed("есіме салыңызшы", "set_reminder")) == ["reminder_which_child"]
        assert talk.titles == ["4 жас 6 айлық ұлыңыз", "8 айлық қызыңыз", "Бәріне"]
        assert talk.hears(answer) == ["reminder_set", "reminder_set"]
        assert talk.times == {
            "d1": ["before 2028-04-28", "day 2028-05-05", "after 2028-06-02"],
            "d2": BORN_20_MARCH["d1"],
        }


def test_of_two_children_one_is_tapped_or_named() -> None:
    for answer in (tap("for_2"), parsed("қызыма", "inform")):
        talk = Reminded()
        talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған", "inform"))
        talk.hears(parsed("қызым 2026 жылы 20 наурызда туған", "inform"))
        talk.hears(parsed("есіме салыңызшы", "set_reminder"))
        assert talk.hears(answer) == ["reminder_set"]
        assert talk.times == BORN_20_MARCH


def test_the_same_wish_twice_is_one_reminder_also_when_the_talk_is_forgotten() -> None:
    talk = with_reminder()
    talk.hears(parsed("есіме салыңыз", "set_reminder"))
    assert talk.times == BORN_20_MARCH
    talk.until("2027-01-10")
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, есіме салыңыз", "set_reminder"))
    assert talk.times == BORN_20_MARCH


def test_another_child_s_birth_date_moves_nothing() -> None:
    talk = with_reminder()
    talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған, келесісі қашан", "ask_schedule"))
    assert talk.times == BORN_20_MARCH
    talk.until("2027-01-10")
    talk.hears(parsed("ұлым 2026 жылы 25 наурызда туған, екпесі қашан", "ask_schedule"))
    assert talk.times == BORN_20_MARCH


def test_a_dose_told_later_moves_it_to_the_next() -> None:
    talk = Reminded()
    talk.hears(parsed("ұлым 2024 жылы 20 наурызда туған, екпе алмаған, есіме салыңыз", "set_reminder"))
    assert talk.times == {"d1": ["again 2026-12-05", "after 2026-12-26"]}
    heard_ = talk.hears(parsed("ұлым бір екпе алыпты ғой, паспортынан қарадым", "inform"))
    assert heard_[0] == "reminder_moved"
    assert talk.times == {"d1": ["before 2030-03-13", "day 2030-03-20", "after 2030-04-17"]}
    assert talk.hears(parsed("ұлым екі екпе алыпты", "inform"))[0] == "reminder_off"
    assert talk.times == {}


def test_all_are_listed_and_one_is_stopped_by_its_button_number_or_child() -> None:
    for stops in ([tap("stop_d2")], [parsed("тоқтат", "nlu_fallback"), parsed("2", "inform")],
                  [parsed("қызымның ескертуін алып тастаңыз", "stop_reminder")]):  # fmt: skip
        talk = Reminded()
        talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған", "inform"))
        talk.hears(parsed("қызым 2026 жылы 20 наурызда туған", "inform"))
        talk.hears(parsed("екеуінің екпесін есіме салыңызшы", "set_reminder"))
        assert talk.hears(parsed("еске салуларым", "set_reminder")) == ["reminder_list"]
        assert talk.gaps["items"][0].splitlines() == [
            "1. 4 жас 6 айлық ұлыңыз: екінші екпе – 2028 жылғы 5 мамыр",
            "2. 8 айлық қызыңыз: бірінші екпе – 2027 жылғы 20 наурыз",
        ]
        assert talk.titles == ["Тоқтату: 1", "Тоқтату: 2", "Бәрін тоқтату"]
        for stop in stops:
            talk.hears(stop)
        assert list(talk.times) == ["d1"]


@pytest.mark.parametrize(
    "stops",
    [[tap("stop_all")], [parsed("барлық ескертуді тоқтатыңыз", "stop_reminder")],
     [parsed("отмените все напоминания", "stop_reminder")], [parsed("стоп", "nlu_fallback"), parsed("все", "inform")]],
)  # fmt: skip
def test_all_are_stopped(stops: list[dict[str, object]]) -> None:
    talk = with_reminder()
    talk.hears(parsed("ұлым 2022 жылы 5 мамырда туған, бір екпе алған, есіме сал", "set_reminder"))
    assert len(talk.times) == 2
    for stop in stops:
        talk.hears(stop)
    assert talk.times == {}


def test_the_only_one_is_stopped_by_one_word_and_then_there_is_none() -> None:
    talk = with_reminder()
    assert talk.hears(parsed("тоқтат", "nlu_fallback")) == ["reminder_stopped"]
    assert talk.times == {}
    assert talk.hears(parsed("мои напоминания", "set_reminder")) == ["stop_reminder"]
    assert talk.titles == ["Есіме салу"]
    assert talk.hears(tap("later_d1")) == ["reminder_old"]


def test_a_chosen_day_is_reminded_of_on_the_eve_and_on_the_day_and_can_be_moved() -> None:
    talk = Reminded()
    said = talk.hears(parsed("сәрсенбіде емханаға апару керек баланы, соны есіме салшы", "set_reminder"))
    assert said == ["reminder_set_chosen"]
    assert talk.times == {"d1": ["chosen 2026-12-01", "chosen 2026-12-02"]}
    talk.hears(parsed("ескертуді жұмаға ауыстырып қойыңыз", "set_reminder"))
    assert talk.times == {"d1": ["chosen 2026-12-03", "chosen 2026-12-04"]}
    ((_, eve), (_, day)) = talk.until("2026-12-04")
    assert "2026 жылғы 4 желтоқсан" in eve.text == day.text


def test_a_chosen_day_is_meant_although_an_age_is_told() -> None:
    talk = Reminded()
    said = talk.hears(parsed("внуку 5 лет, одна прививка, напомните в понедельник в поликлинику", "set_reminder"))
    assert said == ["reminder_set_chosen"]
    assert talk.times == {"d1": ["chosen 2026-11-29", "chosen 2026-11-30"]}
    assert talk.conversation.people[0].doses == 1


def test_a_chosen_day_in_place_of_the_computed_one_keeps_the_word_of_four_weeks_after() -> None:
    talk = with_reminder()
    talk.hears(parsed("напоминание перенесите на 15 декабря", "set_reminder"))
    assert talk.times == {"d1": ["chosen 2026-12-14", "chosen 2026-12-15", "after 2027-04-17"]}
    assert talk.hears(parsed("ескертуді өзгерткім келеді", "set_reminder")) == ["reminder_change"]


@pytest.mark.parametrize(
    "text", ["8 айлық қызым тырысып жатыр, екпесін есіме салыңыз", "дочка посинела и не дышит, напомните о прививке"]
)
def test_danger_goes_before_the_wish(text: str) -> None:
    talk = Reminded()
    said = talk.hears(parsed(text, "set_reminder"))
    assert said[0] == "report_emergency"
    assert talk.outcome.changes == ()


def test_signs_of_illness_go_before_the_wish() -> None:
    talk = Reminded()
    said = talk.hears(parsed("қызымның қызуы 39, бөртпе шықты, екпесін есіме салыңыз", "report_symptoms"))
    assert not any(one.startswith("reminder") for one in said)


def test_another_question_passes_what_was_asked_over() -> None:
    talk = Reminded()
    talk.hears(parsed("есіме салшы", "set_reminder"))
    assert talk.hears(parsed("қызылша деген не", "ask_disease")) == ["ask_disease"]
    assert talk.conversation.reminding is None
    talk.hears(parsed("қызым 2026 жылы 20 наурызда туған", "inform"))
    assert talk.outcome.changes == ()


def test_too_many_are_refused() -> None:
    talk = Reminded()
    for day in range(2, 18):
        talk.hears(parsed(f"{day}.12.2026 емханаға барамыз, есіме салыңыз", "set_reminder"))
    assert len(talk.times) == 12
    assert talk.hears(parsed("қызым 2026 жылы 20 наурызда туған, есіме салыңыз", "set_reminder")) == ["reminder_full"]


def test_what_was_asked_is_kept_in_the_slot() -> None:
    talk = Reminded()
    talk.hears(parsed("8 айлық қызымның екпесін есіме салыңызшы", "set_reminder"))
    kept = from_json(to_json(talk.conversation))
    assert kept.reminding == talk.conversation.reminding
    assert kept.people[0].reminder == "d1"


@pytest.mark.parametrize(
    ("text", "intent", "needed"),
    [
        ("есіме сал", "set_reminder", True),
        ("екпе салдырдық кеше", "ask_aftercare", True),
        ("қызым 8 айлық екпесі қашан болады екен", "ask_schedule", True),
        ("қызылшаның белгілері қандай болады екен", "ask_symptoms", False),
    ],
)
def test_the_outbox_is_read_only_where_it_matters(text: str, intent: str, needed: bool) -> None:
    assert needs_standing(heard_from(parsed(text, intent), Conversation(), TODAY), Conversation()) is needed


def test_names_of_buttons_are_short_and_in_both_languages() -> None:
    for title in knowledge().reminders.buttons.dict().values():
        assert len(title["kk"]) <= 24
        assert len(title["ru"]) <= 24
