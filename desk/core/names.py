"""Titles of topics, particular questions, places, languages and channels in the language of the page."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rasa_project.advice.knowledge import knowledge

#: What has no title in the bot's files.
_OTHERS: Final[dict[str, Any]] = {
    "talk": _("greetings, thanks and the like"),
    "emergency": _("emergency"),
    "triage": _("questions about the ill child"),
    "exposure": _("questions after a contact"),
    "schedule": _("calendar of doses"),
    "": _("not told"),
}
_LANGUAGES: Final = {"kk": "Қазақша", "ru": "Русский"}
_CHANNELS: Final[dict[str, Any]] = {
    "web": _("web page"),
    "rest": _("other systems"),
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "other": _("other"),
}


def _in_language(titled: Any) -> str:
    """Russian for Russian pages, Kazakh for all others: the bot's files have no third language."""
    return str(titled.ru if get_language() == "ru" else titled.kk)


def topic_title(name: str) -> str:
    """Of a topic (``ask_schedule``) or a family of answers."""
    topics = knowledge().topics
    return _in_language(topics[name]) if name in topics else str(_OTHERS.get(name, name))


def question_title(name: str) -> str:
    """Of a particular question (``ask_myth/halal``), else of a topic."""
    questions = knowledge().questions
    return _in_language(questions[name]) if name in questions else topic_title(name.partition("/")[0])


def village_title(name: str) -> str:
    """Of a settlement by its Kazakh name."""
    found = next((one for one in knowledge().places.settlements if one.kk == name), None)
    return _in_language(found) if found else str(name or _OTHERS[""])


def language_title(name: str) -> str:
    """Of a language, in itself."""
    return _LANGUAGES.get(name, name)


def channel_title(name: str) -> str:
    """Of a channel."""
    return str(_CHANNELS.get(name, name))
