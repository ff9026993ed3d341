"""What a planned message says at the moment that it is sent, in the person's language.

A kind joins by a line in :data:`COMPOSERS`: a pure function that gives answers as Rasa hands them out (``text``,
``buttons`` of ``title`` and ``payload``), or none where there is nothing to say any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from rasa_project.channels.inbox.outgoing import Form, Outgoing, compose
from rasa_project.channels.inbox.payloads import Payloads
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.dialogue.announcing import OFF
from rasa_project.dialogue.reminder_texts import written
from rasa_project.dialogue.reminders import from_about
from rasa_project.dialogue.reply_language import DEFAULT, as_reply_language
from rasa_project.edition import published, within
from rasa_project.storage.outbox import Due
from rasa_project.storage.outreach import Kind

Answers = list[dict[str, Any]]
#: Takes the message, its content and the day in the district.
Composer = Callable[[Due, Mapping[str, Any], date], Answers]


def announcement(due: Due, about: Mapping[str, Any], today: date) -> Answers:
    """The office's text with its name above and a button that ends it below."""
    if due.texts is None:
        return []
    language = as_reply_language(due.language) or DEFAULT
    wording = read_wording()
    text = wording.text("announcement", language).format(text=due.texts[language == "ru"])
    return [{"text": text, "buttons": [{"title": wording.text("stop_announcements", language), "payload": OFF}]}]


def reminder(due: Due, about: Mapping[str, Any], today: date) -> Answers:
    """A word of a dose, or the question for signs after a contact, with its buttons."""
    content = from_about(about)
    if content is None:
        return []
    one = written(content, due.series or "", as_reply_language(due.language) or DEFAULT, today)
    buttons = [{"title": title, "payload": payload} for title, payload in one.buttons]
    return [{"text": one.text, "buttons": buttons}]


COMPOSERS: Final[dict[Kind, Composer]] = {
    Kind.ANNOUNCEMENT: announcement,
    Kind.DOSE: reminder,
    Kind.WATCH: reminder,
}


def messages_of(due: Due, about: Mapping[str, Any], today: date, form: Form) -> list[Outgoing]:
    """The messenger's messages, of the texts that are in use; empty where there is nothing to say.

    Raises:
        rasa_project.errors.ContentError: the texts can't be read.
    """
    composer = COMPOSERS.get(due.kind)
    if composer is None:
        return []
    with within(published()):
        language = as_reply_language(due.language) or DEFAULT
        return compose(composer(due, about, today), language, Payloads(), read_wording(), form)
