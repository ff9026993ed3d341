"""Talk about the talk: once more, shorter, not that, a person; and small talk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.answers import answer_named, response
from rasa_project.dialogue.contexts import ILLNESS, TALK
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.feelings import feeling_beside_question
from rasa_project.dialogue.grown_ups import means_herself
from rasa_project.dialogue.nearest import offered
from rasa_project.dialogue.never_twice import without_leads
from rasa_project.dialogue.subjects import subject_response
from rasa_project.dialogue.topics import topic_buttons
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.dialogue.who import lead_of
from rasa_project.understanding.followups import followups
from rasa_project.understanding.talk_words import asks_whose

#: A follow-up of the talk is taken from this probability on.
_SURE: Final = 0.4
_FIRST: Final = frozenset(
    {"anger", "despair", "fear", "grief", "guilt", "not_helped", "not_what_i_asked", "repeat", "shorter", "simpler",
     "want_human"}
)  # fmt: skip
#: A sorrow that is told this plainly is heard, whatever question its words look like.
_PLAIN_SORROW: Final = 0.7
_SORROW: Final = frozenset({"grief", "guilt"})
_GUILT: Final = "guilt"
_FEAR: Final = "fear"
_SIGNS_OR_AGE: Final = frozenset({"age_months", "born", "doses", "fever", "rash", "risk", "signs"})
_FEW: Final = 4
_SECOND: Final = "second_question"
_NOT_IT: Final = "not_what_i_asked"
#: A question whose first wording is long, and its short one.
_SHORT_OF: Final = {
    "danger": "_again", "danger_again": "_anew", "danger_today": "_again", "own_danger": "_again",
    "own_danger_today": "_again",
}  # fmt: skip
_SHORTER: Final = {
    f"utter_ask_consultation_form_{name}": f"utter_ask_consultation_form_danger{short}"
    for name, short in _SHORT_OF.items()
}
_NUMBERS: Final = {"бирин": 0, "перв": 0, "екин": 1, "втор": 1, "ушин": 2, "трет": 2}
#: A clear question of another kind is no talk about the talk.
_CLEAR: Final = 0.8
#: Advice that is worked out for a person.
_ADVICE: Final = ("utter_exposure_", "utter_schedule_", "utter_triage_")
_SMALL: Final = frozenset(
    {"affirm", "bot_challenge", "deny", "help", "nlu_fallback", "out_of_scope", "request_human", "thank"}
)


def first(turn: Turn) -> Outcome | None:
    """What comes before a question of the bot: grief, guilt, anger, fear, the wish for a person, "once more"."""
    found = turn.followup(TALK)
    if found is None or found.name not in _FIRST or found.confidence < _SURE or turn.taken.all_told & _SIGNS_OR_AGE:
        return None
    if found.name == _NOT_IT and means_herself(turn):
        return None  # «мен өзім туралы сұрап отырмын»: it is answered for the writer
    if "contact" in turn.taken.all_told and len(turn.heard.words) <= _FEW:
        return None  # «ұлым да болды»
    return talk(turn)


def whose(turn: Turn) -> Outcome | None:
    """«Бұл қайсысына?», «это кому?»: the last advice in short, each with whose it is in front."""
    last = turn.before.last
    people = [one for one in map(turn.conversation.person, last.people) if one is not None]
    advice = [one for one in last.said if one.response.startswith(_ADVICE)]
    if turn.heard.is_button or not asks_whose(turn.heard.words) or not people or not advice:
        return None
    leads = [lead_of(one, turn.today) for one in people] if len(people) == len(advice) else [None] * len(advice)
    told = [
        replace(one, lead=one.lead or (lead if "age" not in one.values else None), is_short=True, is_aside=True)
        for one, lead in zip(advice, leads)
    ]
    return answered(turn, told, None, people=last.people)


def talk(turn: Turn) -> Outcome | None:
    """A follow-up of the talk itself, where nothing nearer is meant."""
    found = turn.followup(TALK)
    if found is None or found.confidence < _SURE or turn.heard.is_button:
        return None
    if (found.name == _NOT_IT and means_herself(turn)) or (found.name == _SECOND and _names_one(turn)):
        return None
    if found.name == _GUILT and subject_response(turn.heard.intent, turn.heard.words) is not None:
        return None  # of a child who is ill: its own answer
    is_for_the_ill = found.name == _FEAR and _is_for_the_ill(turn) and "?" not in turn.heard.tokens
    if not is_for_the_ill and feeling_beside_question(turn) is not None:
        return None  # a human sentence in front of the answer
    nearer = [one for one in turn.heard.followups if one.context != TALK and one.confidence > found.confidence]
    is_plain = found.confidence >= (_PLAIN_SORROW if found.name in _SORROW else 1.0)
    if nearer or (not is_plain and not is_for_the_ill and _asks_otherwise(turn, found.name)):
        return None
    answer = followups()[TALK][found.name].answer or "ack"
    if found.name == _SECOND and (one := _numbered(turn)) is not None:
        return answered(turn, [one], None)
    say = MOVES.get(answer)
    if say is not None:
        said = say(turn)
        return None if said is None else answered(turn, said, None)
    if is_for_the_ill:
        answer = "help/fear_for_the_ill"
    said, conversation = answer_named(turn, answer)
    return answered(turn, said, None, conversation=conversation)


def _names_one(turn: Turn) -> bool:
    """Whether a person is named: «а второму» is of the second child, and no second question."""
    return bool(turn.heard.reading.people and turn.taken.about)


def _is_for_the_ill(turn: Turn) -> bool:
    """Whether somebody of the talk is ill, so that no vaccine is what the fear asks for."""
    return turn.before.last.context == ILLNESS or any(one.confirmed or one.signs for one in turn.conversation.people)


def _numbered(turn: Turn) -> Said | None:
    """What was said to the question of that number, of several that were answered together."""
    said = turn.before.last.said
    number = next(
        (place for stem, place in _NUMBERS.items() for word in turn.heard.words if word.startswith(stem)), None
    )
    return said[number] if number is not None and len(said) > number else None


def _asks_otherwise(turn: Turn, name: str) -> bool:
    intents = followups()[TALK][name].intents
    heard = turn.heard
    return (
        heard.intent not in {*intents, *_SMALL}
        and heard.confidence >= _CLEAR
        and heard.intent.startswith(("ask_", "find_"))
    )


def _repeat(turn: Turn) -> list[Said] | None:
    return list(without_leads(turn.before.last.said)) or None


def _shorter(turn: Turn) -> list[Said] | None:
    """The same, its first sentences only; the list of danger signs as the short question on them."""
    said = without_leads(turn.before.last.said)
    return [
        replace(one, response=_SHORTER[one.response]) if one.response in _SHORTER else replace(one, is_short=True)
        for one in said
    ] or None


def _other_question(turn: Turn) -> list[Said]:
    """The nearest to what was asked before; where that was not it either, whom to ask."""
    before = {one.response for one in turn.before.last.said}
    if response("help/not_helped").response in before:
        return [response("request_human")]
    name = "help/not_helped" if response("not_understood").response in before else "not_understood"
    return [replace(response(name), buttons=offered(turn.before.last) or topic_buttons(turn))]


def _ack(turn: Turn) -> list[Said] | None:
    """Heard: where a question stands, it is put again by what follows."""
    return None if turn.before.question is not None else [response("affirm")]


#: Moves of the talk by their names in ``data/talk/followups.yml``.
MOVES: Final[dict[str, Callable[[Turn], list[Said] | None]]] = {
    "ack": _ack,
    "go_back": _repeat,
    "other_question": _other_question,
    "repeat": _repeat,
    "shorter": _shorter,
    "simpler": _shorter,
}
