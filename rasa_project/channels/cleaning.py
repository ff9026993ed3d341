"""What may be kept of a message, the same for every channel: words, rounded places, marks in place of identifiers."""

from __future__ import annotations

import re
from typing import Any, Final

from rasa_project.dialogue.reply_language import PAGE_KEY, as_reply_language
from rasa_project.observability.metrics import metrics
from rasa_project.privacy.marks import without_identifiers

#: About 100 m: enough to find the nearest clinic, too coarse for a home.
COORDINATE_DECIMALS: Final = 3

#: What begins a message for Rasa's parser is a payload, not words; also behind spaces, which it strips.
_PAYLOAD_MARK: Final = re.compile(r"^[\s/]+")


def typed(text: str) -> str:
    """Typed text as words: Rasa would take ``/greet`` for the payload of a button."""
    return _PAYLOAD_MARK.sub("", whole(text))


def whole(text: str) -> str:
    """Text without lone surrogates (an emoji cut in two), which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def without_personal_data(text: str) -> str:
    """Text with marks in place of phone numbers, names and the like; counted where there were any."""
    kept = without_identifiers(text)
    if kept != text:
        metrics().replaced.inc()
    return kept


def clean_metadata(metadata: Any) -> dict[str, Any]:
    """What may be stored of a message's metadata: rounded coordinates and the page's language."""
    told = metadata if isinstance(metadata, dict) else {}
    kept: dict[str, Any] = {}
    place = rounded_place(told.get("lat"), told.get("lon"))
    if place:
        kept |= {"lat": place[0], "lon": place[1]}
    page = as_reply_language(told.get(PAGE_KEY))
    return kept | ({PAGE_KEY: page} if page else {})


def rounded_place(lat: object, lon: object) -> tuple[float, float] | None:
    """Degrees as they may be kept, rounded to about 100 m; ``None`` where they are no place on Earth."""
    latitude, longitude = _degrees(lat, 90), _degrees(lon, 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(value: object, greatest: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= greatest:
        return None
    return round(float(value), COORDINATE_DECIMALS)
