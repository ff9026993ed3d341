"""What people type, as Rasa may see it: words, whatever they begin with."""

from __future__ import annotations

import re
from typing import Final

#: What begins a message for Rasa's parser is a payload, not words; also behind spaces, which it strips.
_PAYLOAD_MARK: Final = re.compile(r"^[\s/]+")


def typed(text: str) -> str:
    """Typed text as words: Rasa would take ``/greet`` for the payload of a button."""
    return _PAYLOAD_MARK.sub("", whole(text))


def whole(text: str) -> str:
    """Text without halves of letters (lone surrogates), which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")
