"""From Rasa's parse data, as plain dictionaries, to what was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal

from kazakh.analysis import Analysis, default_analyzer
from rasa_project.dialogue.contexts import CONTACT, EMERGENCY, PLAN, TALK
from rasa_project.dialogue.conversation import Conversation
from rasa_project.dialogue.hearing_meetings import with_meeting
from rasa_project.dialogue.meaning import Asked, FollowUpFound, Heard
from rasa_project.dialogue.open_questions import asked_for
from rasa_project.dialogue.people_meant import name_mark
from rasa_project.dialogue.tapped import values_of
from rasa_project.understanding.answers import Answered, read_answer
from rasa_project.understanding.button_titles import tapped_payload
from rasa_project.understanding.contact_words import asks_of_catching
from rasa_project.understanding.deaths import find_death
from rasa_project.understanding.distress_model import DistressGuess
from rasa_project.understanding.distress_words import Distress
from rasa_project.understanding.emergency_words import tells_fear
from rasa_project.understanding.extraction import Danger, default_finder
from rasa_project.understanding.followups import followups
from rasa_project.understanding.mentions import Kind, Mention
from rasa_project.understanding.parts import Facts, Mood, Reading
from rasa_project.understanding.plain_words import names_only_a_person, tells_only_not_known
from rasa_project.understanding.ranking import EMERGENCY as EMERGENCY_INTENT
from rasa_project.understanding.ranking import FALLBACK
from rasa_project.understanding.reading import read_message, sliced
from rasa_project.understanding.talk_words import rejects_answer, tells_anger
from rasa_project.understanding.told_names import never

_ANGER: Final = "anger"
_FEAR: Final = "fear"
_SORROW: Final = frozenset({"despair", "grief", "guilt"})
_NOT_IT: Final = "not_what_i_asked"
#: So many words beside a complaint of the answer are a question of their own.
_ASKED_BESIDES: Final = 3
#: Questions whose answer may count the points that they name.
_OF_POINTS: Final = frozenset({"contact", "danger", "fever", "rash", "risk"})
#: What is clearly one of these («2 жаста, бір рет алды») is not asked about danger that only the model supposes.
_CALM: Final = frozenset(
    {"ask_adult", "ask_availability", "ask_missed_dose", "ask_necessity", "ask_schedule", "ask_unvaccinated_rules",
     "ask_vaccination_status", "inform"}
)  # fmt: skip
_CLEAR: Final = 0.75
#: In a talk words that mean little by themselves («то есть опоздала?») need more of it than a first message.
_IN_A_TALK: Final = 0.3
#: An emergency that the classifier of intents alone hears may be one from here on.
_PERHAPS: Final = 0.8
#: A follow-up that is this sure is no sign that only the model supposes.
_BEYOND_DOUBT: Final = 0.9
_SHE: Final = frozenset({"она", "еи", "ее", "нее", "неи"})
_HE: Final = frozenset({"он", "ему", "его", "него", "ним", "нем"})
#: Of who is named, in a talk of doses, these tell that none was had.
_NOT_HAD: Final = frozenset({"алмаган", "алмади", "егилмеген", "салинбаган", "салдирмаган"})
#: Without one of these no doses are told beside such a question.
_OF_DOSES: Final = (
    "ал", "вакцин", "дела", "доз", "егил", "екпе", "ккп", "поставил", "прив", "салд", "сделал", "укол",
)  # fmt: skip


def heard_from(parsed: Mapping[str, Any], conversation: Conversation, today: date) -> Heard:
    """What a message says.

    Args:
        parsed: Rasa's parse data of the message (``tracker.latest_message``).
        conversation: as it was before; its open question says what a bare number is.
        today: in the district.
    """
    ranking = _ranked(parsed.get("intent_ranking") or [])
    intent = str((parsed.get("intent") or {}).get("name") or FALLBACK)
    entities = parsed.get("entities") or []
    if tapped_payload(parsed) is not None:
        tapped = values_of(entities)
        return Heard(
            reading=Reading((), (), False, Answered()), intent=intent, ranking=ranking, tapped=tapped, is_button=True
        )
    analysis = default_analyzer().analyse(str(parsed.get("text") or ""))
    asked = asked_for(conversation)
    death = find_death(analysis)
    living = analysis if death is None else sliced(analysis, *death.living)
    findings = default_finder().read(living, today, asked)
    names = {person.name for person in conversation.people if person.name is not None}
    is_known = (lambda word: name_mark(word) in names) if names else never
    reading = read_message(living, default_finder(), today, asked, is_known)
    reading = _with_pronoun(reading, conversation, living.tokens)
    reading = _with_bare_doses(reading, conversation, living.tokens)
    met = with_meeting(_with_points(reading, conversation, analysis.words), conversation, living, intent)
    # «сына с нами не было», «только старший играл»: in it are no sorrow and no danger that a model alone supposes
    is_away = any(part.facts.contact is False or part.facts.contact_alone for part in met.parts)
    return Heard(
        reading=met,
        intent=intent,
        ranking=ranking,
        followups=_without_sorrow(
            _with_feelings(_followups(parsed.get("followups") or []), analysis, conversation, reading), is_away
        ),
        answered=read_answer(analysis.tokens),
        findings=findings,
        danger=_told_or_supposed(
            _danger_now(_danger_of(parsed, findings.danger, conversation, ranking, intent, analysis.words), reading),
            findings.danger,
            is_away,
        ),
        danger_sign=_sign_of(parsed),
        words=tuple(analysis.words),
        tokens=tuple(analysis.tokens),
        asked=tuple(map(_asked, parsed.get("asked") or [])),
        settlement=_settlement(entities, analysis.text),
        questions=() if _is_plain(analysis.tokens) else _ranked(parsed.get("questions") or []),
        distress=None if is_away or _is_plain(analysis.tokens) else _distress(parsed.get("distress")),
        death=death,
    )


def _without_sorrow(found: tuple[FollowUpFound, ...], is_away: bool) -> tuple[FollowUpFound, ...]:
    """The follow-ups; of who says that somebody was not there no grief is heard."""
    return tuple(one for one in found if one.context != TALK or one.name not in _SORROW) if is_away else found


def _told_or_supposed(danger: Danger, told: Danger, is_away: bool) -> Danger:
    """The danger; what only a model supposes is none where it is told who was not with a patient."""
    return told if is_away and danger is Danger.MAYBE and told is Danger.NONE else danger


def _is_plain(tokens: Sequence[str]) -> bool:
    """Whether it names a person or says that something is not known, and no more: in that no mood is heard."""
    return names_only_a_person(tokens) or tells_only_not_known(tokens)


def _distress(told: Mapping[str, Any] | None) -> DistressGuess | None:
    return DistressGuess(Distress(told["kind"]), float(told["confidence"])) if told else None


def _settlement(entities: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """The place that is named; not the one that is denied beside another («Қазалы қалада ше, Әйтеке би емес»)."""
    named = [one for one in entities if one["entity"] == "settlement"]
    meant = [one for one in named if not _is_denied(text, one.get("start"), one.get("end"))]
    return next((str(one["value"]) for one in meant or named), None)


def _is_denied(text: str, start: int | None, end: int | None) -> bool:
    if start is None or end is None:
        return False
    before, behind = text[:start].lower().split()[-1:], text[end:].lower().split()[:1]
    return before == ["не"] or (bool(behind) and behind[0].strip(".,!?") == "емес")


def _danger_of(
    parsed: Mapping[str, Any],
    rule: Danger,
    conversation: Conversation,
    ranking: Sequence[tuple[str, float]],
    intent: str,
    words: Sequence[str],
) -> Danger:
    """What rules and model say together; perhaps, where only the classifier of intents hears an emergency."""
    told = parsed.get("danger")
    danger = Danger(told["level"]) if isinstance(told, Mapping) else rule
    if danger is Danger.MAYBE and rule is Danger.NONE and isinstance(told, Mapping):
        if asks_of_catching(words) or _is_followed(parsed):
            return rule  # «она не может заразить братика?»: of no sign
        is_calm = intent in _CALM and bool(ranking) and ranking[0][1] >= _CLEAR
        if is_calm or (conversation.last.said and told["now"] + told["maybe"] < _IN_A_TALK):
            return rule
    is_heard = intent != EMERGENCY_INTENT and any(name == EMERGENCY_INTENT and p >= _PERHAPS for name, p in ranking)
    return Danger.MAYBE if is_heard and danger in {Danger.NONE, Danger.SPOKEN_OF} else danger


def _is_followed(parsed: Mapping[str, Any]) -> bool:
    """Whether a follow-up of the talk about a contact is meant beyond doubt: «опоздала? и выходной сегодня»."""
    guesses = parsed.get("followups") or []
    return any(one["context"] == CONTACT and float(one["confidence"]) >= _BEYOND_DOUBT for one in guesses)


def _sign_of(parsed: Mapping[str, Any]) -> str | None:
    """The sign that the model hears, where it hears danger."""
    told = parsed.get("danger")
    sign = told.get("sign") if isinstance(told, Mapping) else None
    return None if sign is None else str(sign)


def _danger_now(danger: Danger, reading: Reading) -> Danger:
    """The danger of the whole message; what is told of the past alone («тогда ещё судороги были») is not now."""
    told = [part for part in reading.parts if part.facts.danger is not Danger.NONE]
    is_past = bool(told) and all(part.mood is Mood.PAST and part.facts.danger is not Danger.NOW for part in told)
    return Danger.SPOKEN_OF if is_past and danger is Danger.NOW else danger


def _with_points(reading: Reading, conversation: Conversation, words: Sequence[str]) -> Reading:
    """The reading in which «екеуі де бар», said to a question of yes and no, counts its points and no doses."""
    question = conversation.question
    if question is None or question.name not in _OF_POINTS or any(word.startswith(_OF_DOSES) for word in words):
        return reading
    parts = tuple(replace(part, facts=replace(part.facts, doses=None)) for part in reading.parts)
    return replace(reading, parts=parts)


def _with_pronoun(reading: Reading, conversation: Conversation, tokens: Sequence[str]) -> Reading:
    """The reading in which «а она когда в садик» is of the only girl of several children, «ему» of the only boy."""
    if reading.people or len(reading.parts) != 1:
        return reading
    sexes: tuple[tuple[Literal["f", "m"], frozenset[str]], ...] = (("f", _SHE), ("m", _HE))
    named = [sex for sex, words in sexes if not words.isdisjoint(tokens)]
    children = [one.sex for one in conversation.people if one.kind == "child"]
    if len(named) != 1 or children.count(named[0]) != 1 or None in children or len(children) == 1:
        return reading
    who = Mention(Kind.CHILD, named[0])
    return replace(reading, parts=(replace(reading.parts[0], who=who),))


def _with_bare_doses(reading: Reading, conversation: Conversation, tokens: Sequence[str]) -> Reading:
    """The reading in which «ал кішісі 2 жаста, алмаған» is of doses, where the talk is of them."""
    if conversation.last.context not in {CONTACT, PLAN} or any(part.facts.signs for part in reading.parts):
        return reading
    parts = tuple(
        replace(part, facts=replace(part.facts, doses=0))
        if part.facts.doses is None
        and part.who is not None
        and not _NOT_HAD.isdisjoint(tokens[part.first : part.after])
        else part
        for part in reading.parts
    )
    return replace(reading, parts=parts)


def _ranked(entries: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, float], ...]:
    return tuple((str(one["name"]), float(one.get("confidence") or 0.0)) for one in entries)


def _with_feelings(
    found: list[FollowUpFound], analysis: Analysis, conversation: Conversation, reading: Reading
) -> tuple[FollowUpFound, ...]:
    """The follow-ups; those of the talk give way to what words tell beyond doubt: anger, fear, a wrong answer."""
    in_emergency = conversation.episode is not None and conversation.episode.kind == EMERGENCY
    tells_facts = any(part.facts != Facts() for part in reading.parts)
    if tells_anger(analysis.words):
        feeling = _ANGER
    elif tells_fear(analysis.words) and not in_emergency and not tells_facts:
        feeling = _FEAR
    elif conversation.last.said and (asked := rejects_answer(analysis.words)) is not None:
        feeling = _NOT_IT
        if tells_facts or len(asked) >= _ASKED_BESIDES:  # the question stands beside it
            return tuple(one for one in found if one.context != TALK)
    elif _is_plain(analysis.tokens):
        return tuple(one for one in found if one.context != TALK)
    else:
        return tuple(found)
    return (*(one for one in found if one.context != TALK), FollowUpFound(TALK, feeling, 1.0))


def _asked(entry: Mapping[str, Any]) -> Asked:
    """One question of several."""
    return Asked(
        tuple(map(str, entry.get("words") or ())),
        _ranked(entry.get("ranking") or [entry]),
        tuple(_followups(entry.get("followups") or [])),
        _ranked(entry.get("questions") or []),
    )


def _followups(guesses: Sequence[Mapping[str, Any]]) -> list[FollowUpFound]:
    known = followups()
    return [
        FollowUpFound(
            str(one["context"]),
            str(one["name"]),
            float(one["confidence"]),
            bool(one.get("is_near", True)),
        )
        for one in guesses
        if one["name"] in known.get(one["context"], {})
    ]
