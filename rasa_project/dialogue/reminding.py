"""A parent asks to be reminded: for which child, of what, confirmed with its day; listed, changed, stopped.

Also what is tapped or typed under a message that the bot wrote by itself. Nothing is promised where the bot can't write
first, and nothing comes before danger: those rules stand in front (``decide.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.advice.ages import Birth
from rasa_project.advice.reminders import Exact, Why
from rasa_project.dialogue import reminder_taps, watching
from rasa_project.dialogue.answers import response
from rasa_project.dialogue.contexts import PLAN
from rasa_project.dialogue.conversation import Conversation, Person, Reminding, Said
from rasa_project.dialogue.meaning import Heard, Plan
from rasa_project.dialogue.people_facts import shows_signs
from rasa_project.dialogue.reminder_births import of_a_child, with_year
from rasa_project.dialogue.reminder_plans import MOVING, chosen_for, has_moved, is_child
from rasa_project.dialogue.reminder_setting import ask_which, elsewhere, set_for
from rasa_project.dialogue.reminder_stopping import left, listed, nothing, stop, stopped_by_number
from rasa_project.dialogue.reminder_texts import PREFIX, items, said, stop_buttons
from rasa_project.dialogue.reminders import Change, Standing, moment
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.answers import asks_or_supposes
from rasa_project.understanding.reminder_words import (
    Wish,
    chosen_day,
    means_all,
    says_done,
    says_later,
    wish_of,
)

#: A follow-up that asks who reminds of the day.
_ASKED: Final = "remind"
_ILL: Final = frozenset({"confirmed", "fever", "rash", "signs"})
#: A typed word answers a message that the bot wrote by itself within so many seconds.
_ANSWERED_WITHIN: Final = 14 * 86_400
#: «Әлі жоқ» is «not yet» to a question of the bot's, and «no strength» elsewhere.
_NOT_YET: Final = ("али", "жок")
_QUESTIONS: Final = frozenset({"after", "again"})
#: A birth date that is put right takes no more words.
_MOST_OF_CORRECTION: Final = 12
#: A message of so few words is an answer.
_FEW: Final = 4
#: A dose that is told is that of a reminder whose day is so near.
_NEAR_DAYS: Final = 14


def needs_standing(heard: Heard, conversation: Conversation) -> bool:
    """Whether a message can't be answered without what was promised: it wants, answers or moves a reminder."""
    if conversation.reminding is not None or any(one.reminder for one in conversation.people):
        return True
    if str(heard.tapped.get("question") or "").startswith(PREFIX):
        return True
    facts = [part.facts for part in heard.reading.parts]
    tells = any(one.birth or one.age_months is not None or one.doses is not None or one.dose_ages for one in facts)
    wish = wish_of(heard.words, heard.tokens, heard.intent) is not None
    answers = says_done(heard.words, heard.tokens) or says_later(heard.words) or len(heard.words) <= _FEW
    follows = any(one.name == _ASKED for one in heard.followups)
    return wish or tells or answers or follows or bool(heard.tapped)


def unkept(outcome: Outcome, before: Conversation, failed: Said) -> Outcome:
    """The outcome where the outbox could not be written: that is said, and nobody has a reminder of it."""
    numbers = {one.id: one.reminder for one in before.people}
    conversation = replace(outcome.conversation, reminding=None)
    for one in conversation.people:
        conversation = conversation.with_person(replace(one, reminder=numbers.get(one.id)))
    kept = tuple(one for one in outcome.plan.said if not one.response.startswith("utter_reminder_"))
    return Outcome(Plan((*kept, failed)), conversation)


def reminds(turn: Turn) -> Outcome | None:
    """What is wanted of reminders, or answers a question of theirs."""
    tapped = str(turn.heard.tapped.get("question") or "")
    if turn.reach.is_away and (tapped.startswith(PREFIX) or _wish(turn) is not None):
        return answered(left(turn), [response("reminder_failed")], None)
    if tapped.startswith(PREFIX):
        return reminder_taps.tapped(turn, tapped.removeprefix(PREFIX))
    if turn.heard.words == _NOT_YET and (sent := _sent(turn)) and sent[0].content.kind == "dose":
        return reminder_taps.later(turn.with_conversation(turn.before), sent[0])
    if tells_illness(turn):
        return None
    found = _goes_on(turn)
    if found is not None or turn.heard.is_button:
        return found
    return _wished(turn) or _answers_message(turn) or _put_right(turn)


def tells_illness(turn: Turn) -> bool:
    """Whether signs that somebody has are told: they go before any wish."""
    told = [turn.conversation.person(number) for number, names in turn.taken.told.items() if names & _ILL]
    return any(one is not None and (shows_signs(one) or bool(one.confirmed)) for one in told)


def _wished(turn: Turn) -> Outcome | None:
    wish = _wish(turn)
    if wish is None or (turn.before.question is not None and not (_may_interrupt(wish) and turn.reach.waiting)):
        return None
    if wish is Wish.SET:
        return set_wished(turn)
    if wish is Wish.LIST:
        return listed(turn)
    return stop(turn) if wish is Wish.STOP else _change(turn)


def _may_interrupt(wish: Wish) -> bool:
    """Whether a wish is met although a question of a consultation stands, which goes on standing."""
    return wish in {Wish.LIST, Wish.STOP}


def _wish(turn: Turn) -> Wish | None:
    """What is wanted of reminders; who asks who reminds of the day wants it as well."""
    wish = wish_of(turn.heard.words, turn.heard.tokens, turn.heard.intent)
    if wish is not None:
        return wish
    found = turn.followup(PLAN)
    return Wish.SET if turn.reach.can_write and found is not None and found.name == _ASKED else None


def set_wished(turn: Turn) -> Outcome:
    """What is wished, set; or the question that has to be answered first."""
    turn = of_a_child(turn)
    day = chosen_day(turn.heard.words, turn.today)
    if day is not None and turn.reach.can_write and not _tells_birth(turn):
        change = chosen_for(day, (), turn.reach, turn.now, turn.conversation.place_code)
        if change is None:
            return answered(left(turn), [response("reminder_full")], None)
        one = said("utter_reminder_set_chosen", change.messages[0].content, change.messages, None)
        known = left(turn).conversation
        for person in known.people:
            if (birth := Birth.parse(person.born)) is not None and birth.earliest > turn.today:  # nobody's birthday
                known = known.with_person(replace(person, born=None))
        return replace(answered(turn, [one], None, conversation=known, people=()), changes=(change,))
    people = _meant(turn)
    if not turn.reach.can_write:
        return elsewhere(turn, people)
    if not people:
        return ask_which(turn, ())
    if len(people) > 1 and not means_all(turn.heard.words) and not set(turn.taken.told):
        return ask_which(turn, people)
    return set_for(turn, people)


def _tells_birth(turn: Turn) -> bool:
    """Whether a birth date is told; a day that is still to come is none."""
    births = [Birth.parse(one.born) for one in turn.people if "born" in turn.taken.told.get(one.id, frozenset())]
    return any(one is not None and one.earliest <= turn.today for one in births)


def _meant(turn: Turn) -> list[Person]:
    """The children whom the message names, or that one of the talk; all of them where several may be meant."""
    named = [one for one in turn.people if is_child(one)] if turn.taken.about else []
    if named and not means_all(turn.heard.words):
        return named
    return [one for one in turn.conversation.people if is_child(one)]


def _goes_on(turn: Turn) -> Outcome | None:
    """The answer to what was asked to set or to stop a reminder."""
    asked = turn.before.reminding
    if asked is None or asked.asked == "behind":  # ``reminder_beside.py``
        return None
    if asked.asked == "contact":
        return watching.set_watch(turn) if "contact_on" in turn.taken.all_told else None
    if asked.asked == "stop":
        return stopped_by_number(turn)
    turn = with_year(turn, asked)
    people = [one for one in map(turn.conversation.person, asked.people) if one is not None]
    if turn.taken.all_told & MOVING:
        turn = of_a_child(turn)
        told = [one for one in turn.people if is_child(one)]
        rest = [one for one in people if one.id not in {other.id for other in told}]
        some = [*told, *(rest if asked.asked != "which" else [])]
        return set_for(turn, some) if some else None
    return _chosen(turn, people) if asked.asked == "which" else _not_told(turn, asked)


def _chosen(turn: Turn, people: list[Person]) -> Outcome | None:
    """«Кішісіне», «бәріне», said to the question for whom."""
    words = turn.heard.words
    named = people if means_all(words) else [one for one in turn.people if turn.taken.about and one in people]
    return set_for(turn, named) if named and len(words) <= _FEW else None


def _not_told(turn: Turn, asked: Reminding) -> Outcome | None:
    """«Білмеймін», said to the question for doses or for the birth date."""
    answer = turn.heard.answered.answer
    if asked.asked == "doses" and (answer == "unknown" or turn.heard.tapped.get("unknown")):
        return answered(left(turn), [response("reminder_doses_unknown")], None)
    if asked.asked == "born" and answer in {"no", "unknown"}:
        return answered(left(turn), [response("reminder_kept")], None)
    return None


def _change(turn: Turn) -> Outcome:
    """Another day, a corrected birth date, or how to tell either."""
    some = turn.reach.waiting
    if not some:
        return set_wished(turn) if turn.taken.all_told & MOVING else nothing(turn)
    told = [one for one in turn.people if is_child(one)] if turn.taken.all_told & {"age_months", "born"} else []
    if told:
        return set_for(turn, told)
    day = chosen_day(turn.heard.words, turn.today)
    if day is not None and len(some) == 1:
        whom = some[0].content.whom
        change = chosen_for(day, whom, turn.reach, turn.now, turn.conversation.place_code)
        if change is not None:
            moved = _in_place_of(some[0], change)
            one = said("utter_reminder_set_chosen", moved.messages[0].content, moved.messages, None)
            return replace(answered(left(turn), [one], None), changes=(moved,))
    one = Said("utter_reminder_change", {"items": items(some, turn.today)}, stop_buttons(some))
    return answered(left(turn), [one], None)


def _in_place_of(standing: Standing, chosen: Change) -> Change:
    """The chosen days in place of the earlier ones of a reminder; its dose is still known behind them."""
    behind = [one for one in standing.waiting if one.due_at > chosen.messages[-1].due_at and one.content.why == "after"]
    known = replace(standing.content, why=Why.CHOSEN.value, day=chosen.messages[0].content.day, exact=Exact.DAY)
    named = [replace(one, content=known) for one in chosen.messages]
    return Change(standing.series, (*named, *behind))


def _answers_message(turn: Turn) -> Outcome | None:
    """«Салдырдық», «кейінірек», «жоқ», typed to what the bot wrote by itself since the last message."""
    sent = _sent(turn)
    words, heard = turn.heard.words, turn.heard
    is_done = says_done(words, heard.tokens)
    if len(sent) != 1:
        only = [one for one in turn.reach.waiting if one.content.kind == "dose" and one.content.number]
        is_meant = is_done and len(only) == 1 and turn.before.episode is None and _is_of(turn, only[0])
        return reminder_taps.done(turn, only[0]) if is_meant else None
    one = sent[0]
    answer = heard.answered.answer if len(words) <= _FEW else None
    if one.content.kind == "watch":
        if answer in {"yes", "no"}:
            return watching.ill(turn, one) if answer == "yes" else watching.well(turn, one)
        return None
    if is_done or (answer == "yes" and one.sent_why in _QUESTIONS):
        return reminder_taps.done(turn, one)
    if says_later(words) or (answer == "no" and one.sent_why in _QUESTIONS):
        return reminder_taps.later(turn.with_conversation(turn.before), one)  # «ещё не сделали» tells of no doses
    return None


def _sent(turn: Turn) -> list[Standing]:
    """What the bot wrote by itself since the parent's last message."""
    since = max(turn.before.at, turn.now - _ANSWERED_WITHIN)
    return [one for one in turn.reach.standing if one.sent_at is not None and one.sent_at > since]


def _put_right(turn: Turn) -> Outcome | None:
    """«Ошиблась, родилась 5 мая», and nothing asked: the reminder on its new day."""
    is_brief = len(turn.heard.words) <= _MOST_OF_CORRECTION and not asks_or_supposes(turn.heard.tokens)
    if turn.before.question is not None or turn.before.episode is not None or not is_brief:
        return None
    told = [one for one in turn.people if turn.taken.told.get(one.id, frozenset()) & {"age_months", "born"}]
    moved = []
    for one in told:
        standing = turn.reach.of(one.reminder)
        if standing is not None and standing.waiting and has_moved(one, standing, turn.today):
            moved.append(one)
    return set_for(turn, moved) if moved and len(moved) == len(told) else None


def _is_of(turn: Turn, standing: Standing) -> bool:
    """Whether a dose that is told may be that of the reminder: its day is near, or nobody else is known."""
    near = (standing.content.day - moment(turn.now).date()).days <= _NEAR_DAYS
    others = [one for one in turn.conversation.people if is_child(one) and one.reminder != standing.series]
    return near and not [one for one in others if one.age_months is not None or one.born is not None]
