"""A question is put three times at most, whatever is told around it: in its words, in others, and then it is left."""

from __future__ import annotations

import json

import pytest

from rasa_project.dialogue.conversation import Conversation, Episode, Person
from rasa_project.dialogue.conversation_json import VERSION, from_json, to_json
from rasa_project.dialogue.putting import MOST_PUTS, left, puts_of, with_put, without_puts
from tests.dialogue.hearing import Talk, parsed

ASK = "ask_consultation_form_"
Turns = list[tuple[str, str]]


def endings(talk: Talk, turns: Turns) -> list[str]:
    """The last thing of each reply."""
    return [reply[-1].removeprefix(ASK) for reply in talk.all(*turns)]


@pytest.mark.parametrize(
    ("turns", "puts"),
    [
        # danger in an illness: who tells other things is asked those first; it comes again, and then is left
        ([("баламның қызуы бар", "report_symptoms"), ("ол 3 жаста", "inform"), ("бөртпе жоқ", "inform"),
          ("ешкіммен болған жоқ", "inform"), ("иммунитеті жақсы", "inform"), ("кеше көтерілді", "inform"),
          ("екі екпе алған", "inform")],
         ["danger", "rash", "contact", "immunity", "fever_days", "danger_again", "triage_doctor_today"]),
        # where what is told asks for a doctor today, the advice follows at once
        ([("у сына температура и сыпь", "report_symptoms"), ("ему 5 лет", "inform")],
         ["danger_today", "triage_doctor_today"]),
        ([("у сына температура", "report_symptoms"), ("ему 5 лет", "inform"), ("сыпи нет", "inform"),
          ("в группе у них кто-то корью болел", "inform")],
         ["danger", "rash", "contact", "triage_doctor_today"]),
        # the day of a contact
        ([("балам науқаспен бірге болды", "ask_exposure"), ("ол 3 жаста", "inform"), ("екпе алмаған", "inform"),
          ("қызуы жоқ", "inform"), ("жөтелмейді", "inform")],
         ["when", "doses", "when_again", "when_anew", "exposure_vaccine_now"]),
        ([("ребёнок был рядом с больным корью", "ask_exposure"), ("прививок нет", "inform"), ("ему 4 года", "inform"),
          ("температуры нет", "inform"), ("кашля нет", "inform")],
         ["when", "contact_age", "when_again", "when_anew", "exposure_vaccine_now"]),
    ],
)  # fmt: skip
def test_what_is_told_around_does_not_have_it_put_for_ever(turns: Turns, puts: list[str]) -> None:
    assert endings(Talk(), turns) == puts


def test_where_it_is_left_the_advice_says_what_it_depends_on() -> None:
    talk = Talk()
    talk.all(("балам науқаспен бірге болды", "ask_exposure"), ("ол 3 жаста", "inform"), ("екпе алмаған", "inform"))
    talk.hears(parsed("қызуы жоқ", "inform"))
    assert talk.hears(parsed("жөтелмейді", "inform")) == ["question_left_when", "exposure_vaccine_now"]
    assert talk.conversation.question is None
    assert talk.conversation.puts == {}


def test_no_words_are_put_more_than_twice_nor_a_question_more_than_three_times() -> None:
    talk = Talk()
    told = ["ол 3 жаста", "екпе алмаған", "жоқ, 4 жаста", "бір рет алған", "жоқ, алмаған", "қызыл көз жоқ"]
    replies = talk.all(("балам науқаспен бірге болды", "ask_exposure"), *[(text, "inform") for text in told])
    put = [name for reply in replies for name in reply if name.startswith(ASK)]
    assert max(map(put.count, put)) <= 2
    assert sum(name.startswith(f"{ASK}when") for name in put) == MOST_PUTS


def test_a_side_question_leaves_it_open_and_what_answers_it_is_still_taken() -> None:
    talk = Talk()
    talk.all(("балам науқаспен бірге болды", "ask_exposure"), ("ол 3 жаста", "inform"), ("екпе алмаған", "inform"),
             ("қызуы жоқ", "inform"))  # fmt: skip
    for way in ("қалай", "неден", "қайдан"):
        reply = talk.hears(parsed(f"қызылша {way} жұғады", "ask_transmission"))
        assert reply == ["ask_transmission"]
    assert talk.conversation.question is not None
    assert talk.hears(parsed("кеше", "inform")) == ["exposure_vaccine_now"]


def test_the_counts_outlive_a_restart() -> None:
    talk = Talk()
    talk.all(("балам науқаспен бірге болды", "ask_exposure"), ("ол 3 жаста", "inform"))
    talk.conversation = from_json(json.loads(json.dumps(to_json(talk.conversation))))
    assert (puts_of(talk.conversation, "when", 1), puts_of(talk.conversation, "doses", 1)) == (1, 1)
    assert talk.hears(parsed("екпе алмаған", "inform"))[-1] == f"{ASK}when_again"


def test_a_talk_that_was_stored_before_there_were_counts_goes_on() -> None:
    talk = Talk()
    talk.all(("балам науқаспен бірге болды", "ask_exposure"))
    stored = to_json(talk.conversation)
    del stored["puts"]
    talk.conversation = from_json(stored)
    assert talk.conversation.question is not None
    assert talk.hears(parsed("ол 3 жаста", "inform"))[-1].startswith(f"{ASK}when")


@pytest.mark.parametrize("broken", [{"when": "two"}, {"when": 0}, {"when": None}, ["when"], 3])
def test_broken_counts_start_afresh(broken: object) -> None:
    assert from_json({"version": VERSION, "about": 1, "puts": broken}) == Conversation()


@pytest.mark.parametrize("question", ["when", "contact"])
def test_what_is_asked_for_all_is_counted_and_left_for_all(question: str) -> None:
    conversation = Conversation((Person(1), Person(2)), episode=Episode("contact", (1, 2)))
    conversation = with_put(with_put(conversation, question, 1), question, 2)
    assert puts_of(conversation, question, 1) == puts_of(conversation, question, 2) == 2
    line, conversation = left(conversation, question, 1)
    assert line.response == f"utter_question_left_{question}"
    assert [one.unanswered for one in conversation.people] == [frozenset({question})] * 2


def test_what_is_asked_of_one_is_counted_for_one() -> None:
    conversation = Conversation((Person(1), Person(2)), episode=Episode("contact", (1, 2)))
    conversation = with_put(conversation, "doses", 1)
    assert (puts_of(conversation, "doses", 1), puts_of(conversation, "doses", 2)) == (1, 0)
    _, conversation = left(conversation, "doses", 1)
    assert [one.unanswered for one in conversation.people] == [frozenset({"doses"}), frozenset()]
    assert without_puts(conversation).puts == {}
