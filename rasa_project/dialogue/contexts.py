"""Which follow-ups a conversation is open for: by the emergency, the last answer, the episode; the talk itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rasa_project.dialogue.conversation import Conversation
from rasa_project.understanding.group_words import speaks_for_group
from rasa_project.understanding.phrases import stands

EMERGENCY: Final = "emergency"
CONTACT: Final = "contact"
ILLNESS: Final = "illness"
AFTER_DOSE: Final = "after_dose"
PLAN: Final = "plan"
MOTHERHOOD: Final = "motherhood"
TOPICS: Final = "topics"
GROUP_CARE: Final = "group_care"
TALK: Final = "talk"

#: The context that the answer to an intent opens; all other questions open ``topics``.
_OPENED: Final[Mapping[str, str]] = {
    "ask_adult": PLAN,
    "ask_aftercare": AFTER_DOSE,
    "ask_availability": PLAN,
    "ask_exposure": CONTACT,
    "ask_first_steps": ILLNESS,
    "ask_infant": PLAN,
    "ask_isolation": ILLNESS,
    "ask_missed_dose": PLAN,
    "ask_pregnancy": MOTHERHOOD,
    "ask_schedule": PLAN,
    "ask_side_effects": AFTER_DOSE,
    "ask_treatment": ILLNESS,
    "ask_vaccination_status": PLAN,
    "find_clinic": PLAN,
    "inform": PLAN,
    "report_emergency": EMERGENCY,
    "report_symptoms": ILLNESS,
}
#: The intents that begin a consultation, and its context.
BEGINS: Final[Mapping[str, str]] = {"ask_exposure": CONTACT, "report_symptoms": ILLNESS}
#: Words that name a context, whatever the question was taken for.
_NAMED: Final = (
    (MOTHERHOOD, (("кормяш",), ("кормлю",), ("емиз",), ("беремен",), ("жуктимин",))),
    (AFTER_DOSE, (("после", "привив"), ("после", "укол"), ("екпеден", "кеиин"), ("вакцинадан", "кеиин"))),
)
#: Asked behind a dose these are of the dose: «может, это корь от прививки?», «нурофен или парацетамол?».
_OF_A_DOSE_TOO: Final = frozenset({"ask_difference", "ask_myth", "ask_recurrence", "ask_symptoms", "ask_treatment"})
#: Smalltalk leaves the context as it was.
_SMALL: Final = frozenset(
    {"affirm", "bot_challenge", "change_language", "deny", "forget_me", "goodbye", "greet", "help", "nlu_fallback",
     "out_of_scope", "set_reminder", "stop_reminder", "thank", "request_human", "ask_hotline"}
)  # fmt: skip


def context_opened_by(intent: str, before: str | None) -> str | None:
    """The context after ``intent`` was answered; ``before`` where it opens none."""
    if intent in _SMALL or (before == AFTER_DOSE and intent in _OF_A_DOSE_TOO):
        return before
    return _OPENED.get(intent, TOPICS)


def contexts_opened(intent: str, conversation: Conversation, words: Sequence[str]) -> tuple[str, ...]:
    """Contexts that a message opens by its own question, but for those that the conversation is in already."""
    opened = [context_opened_by(intent, None), TOPICS if intent.startswith("ask_") else None]
    if speaks_for_group(words):
        opened.insert(0, GROUP_CARE)
    opened += [context for context, phrases in _NAMED if stands(words, phrases)]
    known = contexts_of(conversation)
    return tuple(dict.fromkeys(one for one in opened if one is not None and one not in known))


def contexts_of(conversation: Conversation) -> tuple[str, ...]:
    """Contexts in which a message is looked at, the nearest first."""
    episode = conversation.episode.kind if conversation.episode is not None else None
    if episode == EMERGENCY:
        return (EMERGENCY, TALK)
    near = [conversation.last.context, episode]
    if conversation.is_for_group:
        near.append(GROUP_CARE)
    if any(one.risk == "pregnant" for one in conversation.people):
        near.append(MOTHERHOOD)
    if any(one.confirmed for one in conversation.people):
        near.append(ILLNESS)
    if conversation.last.topic is not None:
        near.append(TOPICS)  # «неше күн?», «неге?»: of what was answered last, whatever goes on
    return (*dict.fromkeys(one for one in near if one is not None), TALK)
