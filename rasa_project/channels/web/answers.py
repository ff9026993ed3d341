"""Answers as the widget gets them: text, its language, signed buttons, numbers to call, sources, urgency."""

from __future__ import annotations

from typing import Any, Final

from rasa.core.channels.channel import OutputChannel

from rasa_project import clock
from rasa_project.advice.office import announced
from rasa_project.channels.calls import numbers_to_call, phones_in
from rasa_project.channels.feedback import Thanks
from rasa_project.channels.feedback_words import in_language
from rasa_project.channels.first_view import read_first_view
from rasa_project.channels.share.links import shared_of
from rasa_project.channels.sources import sources_of
from rasa_project.channels.web.sessions import Session
from rasa_project.dialogue.fixed_answers import fixed_answer
from rasa_project.dialogue.of_the_office import MOST_ANNOUNCEMENTS, announcement_words
from rasa_project.dialogue.reply_language import ReplyLanguage, as_reply_language
from rasa_project.observability.turns import is_emergency

CHANNEL: Final = "web"
#: Where Rasa leaves the name of a response.
_RESPONSE: Final = "utter_action"


class WebAnswers(OutputChannel):
    """Collects the answers of one turn of one session."""

    def __init__(self, session: Session, otherwise: ReplyLanguage) -> None:
        """Take the session that the buttons are signed for, and a language for answers that name none."""
        self.messages: list[dict[str, Any]] = []
        self._session = session
        self._otherwise = otherwise

    @classmethod
    def name(cls) -> str:
        """Name of the channel, for responses that differ by channel."""
        return CHANNEL

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text as one answer."""
        self.messages.append(self._answer(text, [], kwargs))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Keep a text with its buttons as one answer."""
        self.messages.append(self._answer(text, buttons, kwargs))

    def _answer(self, text: str, buttons: list[dict[str, Any]], about: dict[str, Any]) -> dict[str, Any]:
        language = as_reply_language(about.get("language")) or self._otherwise
        shared = shared_of(about, language, only_own=True)
        links = {"links": [{"title": title, "url": url} for title, url in shared.titled()]} if shared else {}
        return {**web_answer(self._session, text, language, buttons), **_about(about, language), **links}


def _about(about: dict[str, Any], language: ReplyLanguage) -> dict[str, Any]:
    """What is said of an answer: its sources, the day of its last reading, what it is in an emergency."""
    metadata = about.get("metadata") or {}
    said: dict[str, Any] = {}
    if metadata.get("sources"):
        kinds = read_first_view().source_kinds
        sources = sources_of(metadata["sources"])
        said["sources"] = [{**one, "of": in_language(kinds[one["kind"]], language)} for one in sources]
        if metadata.get("reviewed"):
            said["reviewed"] = str(metadata["reviewed"])
    if is_emergency(metadata):
        said["urgent"] = True
    if about.get(_RESPONSE) in read_first_view().emergency_answered_by:
        said["answered"] = True
    return said


def thanks_of(session: Session, thanks: Thanks) -> dict[str, Any]:
    """``{"text", "lang", "reasons": [{"reason", "title"}], "near", "buttons": [{"title", "press"}]}``, as above."""
    said: dict[str, Any] = {"text": thanks.text, "lang": thanks.language}
    if thanks.reasons:
        said["reasons"] = [{"reason": name, "title": title} for name, title in thanks.reasons]
    if thanks.buttons:
        offered = [{"title": title, "press": session.offer(payload)} for title, payload in thanks.buttons]
        said |= {"near": thanks.near, "buttons": offered}
    return said


def web_answer(session: Session, text: str, language: ReplyLanguage, buttons: list[dict[str, Any]]) -> dict[str, Any]:
    """``{"text", "lang", "calls": ["103"], "buttons": [{"title", "press"}]}``; what is empty is left out.

    ``calls`` are helplines, and behind them clinics' numbers as they stand in the text.
    """
    answer: dict[str, Any] = {"text": text, "lang": language}
    calls = numbers_to_call(text) + phones_in(text)
    if calls:
        answer["calls"] = calls
    offered = [
        {"title": str(button.get("title", "")), "press": session.offer(str(button["payload"]))}
        for button in buttons
        if button.get("payload")
    ]
    return {**answer, "buttons": offered} if offered else answer


def greeting(session: Session, language: ReplyLanguage) -> dict[str, Any]:
    """The greeting, which is shown before anything was asked, with the questions that are asked most.

    Announcements of the office that are for all places stand below it.
    """
    text = fixed_answer("smalltalk", "utter_greet", language).text
    told = announcement_words(announced(clock.today(), {"greet"}, None)[:MOST_ANNOUNCEMENTS])[language == "ru"]
    text = f"{text.rstrip()}\n\n{told}" if told else text
    return web_answer(session, text, language, read_first_view().buttons(language))
