"""A text as parents see it, its whole phone numbers to be tapped and called, as in the widget and in a messenger."""

from __future__ import annotations

import re

from django import template
from django.template.defaultfilters import linebreaks
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rasa_project.advice.dialling import dialled, with_dialled
from rasa_project.advice.office_table import PHONE

register = template.Library()


@register.filter
def with_calls(text: str) -> SafeString:
    """Paragraphs with links to call; whatever else stands in the text is text."""
    return mark_safe(PHONE.sub(_link, linebreaks(str(text), autoescape=True)))  # noqa: S308 (escaped; digits are linked)


@register.filter
def in_messenger(text: str) -> str:
    """The text as messengers get it."""
    return with_dialled(str(text))


def _link(found: re.Match[str]) -> str:
    return str(format_html('<a href="tel:{}">{}</a>', dialled(found[0]), found[0]))
