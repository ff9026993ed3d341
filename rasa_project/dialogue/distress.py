"""A person in distress: a human sentence, 103 or 112 where it is now, the lines that listen, and nothing of measles.

The conversation stays as it is, its open question too. The message behind it, if it asks and tells nothing of its own,
is read in its light: what was said last tells that it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rasa_project.dialogue import emergency, emergency_card
from rasa_project.dialogue.contexts import EMERGENCY, TALK
from rasa_project.dialogue.conversation import Said
from rasa_project.dialogue.particular import question_found
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.contact_words import ILLNESS, denies_contact
from rasa_project.understanding.distress_words import Distress, asks_for_help, distress_of, is_happening, is_story
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.ranking import FALLBACK
from rasa_project.understanding.reminder_words import means_all

ANSWERS: Final = {
    Distress.DESPAIR: "utter_distress_despair",
    Distress.HARM_TO_CHILD: "utter_distress_harm_to_child",
    Distress.SELF_HARM: "utter_distress_self_harm",
    Distress.VIOLENCE: "utter_distress_violence",
}
#: It is done, or about to be: 112 and 103 first.
NOW: Final = "utter_distress_now"
#: To the message behind one of them.
LISTENING: Final = "utter_distress_listening"
_SAID: Final = frozenset({*ANSWERS.values(), NOW, LISTENING})
#: Wishes that are fulfilled in any mood.
_ASKED_OF_THE_BOT: Final = frozenset({"change_language", "forget_me", "set_reminder", "stop_reminder"})
#: The words of a question of ours.
_OURS: Final = ("екпе", "вакцин", "кизилша", "коревои", "ккп", "прив")
_NOT_UNDERSTOOD: Final = frozenset({FALLBACK, "out_of_scope"})
#: From these on the model is heard: in a message that tells a fact, asks a question of ours or comes where the bot has
#: put one, and in any other.
#: Chosen by lines of writers that it had not learnt (docs/decisions/0106).
SURE: Final = 0.85
LIKELY: Final = 0.6
#: So sure a follow-up of the talk that goes on is no hint.
_FOLLOWS: Final = 0.6
#: A plain answer has no more words.
_FEW_WORDS: Final = 3
#: A question is asked from this probability of its intent on.
_ASKED: Final = 0.5


def in_distress(turn: Turn) -> Outcome | None:
    """Words of distress, or a message behind them that has nothing of its own; a danger sign in words goes first."""
    heard = turn.heard
    if heard.is_button:
        return None
    distress = distress_of(heard.words) or _supposed(turn)
    if distress is None:
        is_light = _is_in_its_light(turn) and emergency.danger_now(turn) is None
        return _said(turn, LISTENING) if is_light else None
    if emergency.danger_now(_as_rules_hear(turn)) is not None:
        return None
    is_now = heard.danger is Danger.NOW or heard.intent == emergency_card.INTENT or is_happening(heard.words, distress)
    return _said(turn, NOW if is_now else ANSWERS[distress])


def _supposed(turn: Turn) -> Distress | None:
    """What the model alone hears, where it is sure enough: surer in a message that has something of ours.

    Surer too while the bot waits for an answer. Not while an emergency goes on («боюсь, он выживет?» is fear for the
    child), nor of who says that nobody was met («өзім ешкімді көрген жоқпын»).
    """
    guess, episode = turn.heard.distress, turn.before.episode
    if guess is None or is_story(turn.heard.words) or (episode is not None and episode.kind == EMERGENCY):
        return None
    if denies_contact(turn.heard.words) or _answers_reminding(turn):
        return None
    follows = any(one.is_near and one.context != TALK and one.confidence >= _FOLLOWS for one in turn.heard.followups)
    is_answer = turn.before.question is not None or turn.before.reminding is not None
    return guess.kind if guess.confidence >= (SURE if follows or is_answer or _has_its_own(turn) else LIKELY) else None


def _answers_reminding(turn: Turn) -> bool:
    """Whether it plainly answers what was asked to set a reminder: «бәріне», «жоқ, білмеймін»."""
    heard = turn.heard
    is_plain = heard.answered.answer is not None or means_all(heard.words)
    return turn.before.reminding is not None and is_plain and len(heard.words) <= _FEW_WORDS


def _as_rules_hear(turn: Turn) -> Turn:
    """Without what models alone hear: to them «күйеуім ұрып жатыр» is a sign of illness."""
    findings = turn.heard.findings
    danger = findings.danger if findings is not None else Danger.NONE
    return replace(turn, heard=replace(turn.heard, intent=FALLBACK, danger=danger))


def _said(turn: Turn, response: str) -> Outcome:
    """The answer; of what was told nothing is taken in, nothing ends."""
    return answered(turn, [Said(response)], None, conversation=turn.before, people=turn.before.last.people)


def _is_in_its_light(turn: Turn) -> bool:
    heard, episode = turn.heard, turn.before.episode
    if not any(one.response in _SAID for one in turn.before.last.said) or heard.danger is Danger.MAYBE:
        return False
    if (episode is not None and episode.kind == EMERGENCY) or heard.intent in _ASKED_OF_THE_BOT:
        return False
    is_short = turn.is_short or heard.intent in _NOT_UNDERSTOOD
    return is_short and not _has_its_own(turn)


def _has_its_own(turn: Turn) -> bool:
    """Whether the message tells a fact, or asks a question of ours; «что мне делать?» asks for help in distress."""
    heard = turn.heard
    if turn.taken.all_told or heard.settlement or question_found(turn) is not None:
        return True
    if any(word in ILLNESS or word.startswith(_OURS) for word in heard.words):
        return True
    is_asked = heard.intent.startswith(("ask_", "find_", "report_")) and heard.confidence >= _ASKED
    return is_asked and not asks_for_help(heard.words)
