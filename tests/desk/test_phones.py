"""A published number is a link to call: in the widget, in messengers, in the desk's preview of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Template

from desk.publishing.kinds import Preview
from rasa_project.channels.calls import phones_in
from rasa_project.channels.inbox.outgoing import compose
from rasa_project.channels.inbox.payloads import Payloads
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.telegram.messenger import Telegram
from rasa_project.channels.whatsapp.messenger import WhatsApp
from rasa_project.clock import today
from rasa_project.content.preview import contact_words
from tests.content.office import KIOSK, SHIPAGER, published


def shown(text: str) -> str:
    page = '{% include "publishing/preview.html" %}'
    return Template(page).render(Context({"one": Preview("ru", text)}))


@pytest.mark.parametrize(
    ("entry", "number", "dialled"),
    [(SHIPAGER, "+7 (72438) 2-11-03", "+77243821103"), (KIOSK, "8 (72438) 2-22-22", "+77243822222")],
)
def test_it_is_called_with_a_tap_wherever_it_is_named(
    entry: dict[str, object], number: str, dialled: str, tmp_path: Path
) -> None:
    with published(tmp_path, contacts=[entry]) as edition:
        folder = edition.office
        assert folder is not None
        for text in contact_words(folder, str(entry["id"]), today()):
            html = shown(text)
            assert f'<a href="tel:{dialled}">{number}</a>' in html, "as in the widget"
            assert f'<a href="tel:{dialled}">{dialled}</a>' in html, "as in Telegram"
            assert phones_in(text) == [number], "the widget is told what to link"
            for messenger in (Telegram, WhatsApp):
                (sent,) = compose([{"text": text}], "ru", Payloads(), read_wording(), messenger.form)
                assert dialled in sent.text
                assert number not in sent.text


def test_nothing_else_of_a_text_becomes_html() -> None:
    html = shown('<b>8 (72438) 2-11-03</b> & "103"')
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert html.count("<a ") == 2
