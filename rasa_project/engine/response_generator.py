"""Rasa's templates, with the reply's language filled in (``nlg:`` in endpoints.yml).

Texts come from the content files, not from the model: a turn words its answers from the edition that it began with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rasa_project.dialogue.answer_files import responses
from rasa_project.dialogue.conversation import CONVERSATION_SLOT
from rasa_project.dialogue.conversation_json import from_json
from rasa_project.dialogue.openings import with_opening
from rasa_project.dialogue.reply_language import ReplyLanguage, as_reply_language, reply_language
from rasa_project.dialogue.shortening import sentences_about
from rasa_project.dialogue.wording import behind_lead
from rasa_project.observability.turns import note_answer


class LanguageAwareGenerator(TemplatedNaturalLanguageGenerator):
    """Picks the response variation of the message's language.

    Responses carry Rasa's own ``condition`` on the slot ``language``. The slot itself holds only a
    language that the parent asked for; for all others it is worked out here, so that no action has to
    run (and be validated, 6 ms) for every message. docs/decisions/0004 says more.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Rasa calls this with the ``nlg`` endpoint and the loaded domain."""
        super().__init__({})

    @property
    def responses(self) -> Mapping[str, list[Mapping[str, Any]]]:
        """The wordings of each answer in this turn's edition; what Rasa sets is that of the model, names alone."""
        return responses()

    @responses.setter
    def responses(self, of_model: object) -> None:
        """Rasa's own way of handing over texts, which go another way here."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response for ``utter_action``, or ``None`` where the domain has none of that name.

        An action that dispatches a response with ``language=...`` has the last word on the language; one with
        ``without_buttons=True`` leaves the buttons to a message that follows; ``lead`` stands in front of the text, and
        ``is_short=True`` keeps its first sentences, or those ``about`` what was named; ``yes_or_no`` turns its
        yes or no round or leaves it out; ``tail`` stands below it.
        The response carries its ``language``, which output channels get with it.
        """
        slots = tracker.current_slot_values()
        chosen = kwargs.get("language") or slots.get("language")
        slots["language"] = as_reply_language(chosen) or _language_of(tracker, slots.get(CONVERSATION_SLOT))
        answer: dict[str, Any] | None = self.generate_from_slots(utter_action, slots, output_channel, **kwargs)
        if answer is None:
            return None
        note_answer(utter_action, slots["language"], answer.get("metadata"), tracker.latest_message)
        without: dict[str, Any] = {"buttons": []} if kwargs.get("without_buttons") else {}
        about = kwargs.get("about") or ()
        text = with_opening(answer["text"], kwargs.get("yes_or_no", ""))
        text = sentences_about(text, about) if kwargs.get("is_short") else text
        text = behind_lead(str(kwargs.get("lead", "")), text)
        text = f"{text.rstrip()}\n\n{kwargs['tail']}" if kwargs.get("tail") else text
        return {**answer, **without, "text": text, "language": slots["language"]}


def _language_of(tracker: DialogueStateTracker, conversation: object) -> ReplyLanguage:
    """The language where none was asked for."""
    return reply_language(None, _parsed_messages(tracker), from_json(conversation).language)


def _parsed_messages(tracker: DialogueStateTracker) -> Iterator[Mapping[str, Any]]:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            yield event.parse_data or {}
