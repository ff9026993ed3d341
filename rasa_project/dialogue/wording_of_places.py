"""Places and organisations in words, Kazakh and Russian, for the gaps in answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rasa_project.advice.places import Nearby
from rasa_project.advice.places_table import Contact, Organisation, Settlement
from rasa_project.dialogue.reply_language import ReplyLanguage

_TOWN: Final = {"kk": "{} қаласы", "ru": "город {}"}
_KENT: Final = {"kk": "{} кенті", "ru": "посёлок {}"}
_NEARER_THAN_A_KM: Final = 1


def title(place: Settlement, language: ReplyLanguage) -> str:
    """A place told apart from its namesakes: ``Қазалы қаласы``, ``Бірлік (Майлыбас)``."""
    name = place.kk if language == "kk" else place.ru
    if place.kind == "town":
        return _TOWN[language].format(name)
    if place.kind == "settlement":
        return _KENT[language].format(name)
    return f"{name} ({place.district})" if place.district else name


def nearby(found: Sequence[Nearby]) -> dict[str, str]:
    """``Қазалы қаласы – шамамен 3 км``, the nearest first."""
    return {
        "nearest_kk": ", ".join(f"{title(one.settlement, 'kk')} – {_km_kk(one.km)}" for one in found),
        "nearest_ru": ", ".join(f"{title(one.settlement, 'ru')} – {_km_ru(one.km)}" for one in found),
    }


def organisations(known: Sequence[Organisation]) -> dict[str, str]:
    """A line for each organisation with what it is for; empty where none is known."""
    return {
        "organisations_kk": "\n".join(f"• {one.kk}: {one.purpose.kk}" for one in known),
        "organisations_ru": "\n".join(f"• {one.ru}: {one.purpose.ru}" for one in known),
    }


def contacts(known: Sequence[Organisation]) -> dict[str, str]:
    """A line for each checked contact, with the day on which somebody checked it."""
    lines_kk = [f"• {one.kk}: {_checked(contact, 'kk')}" for one in known for contact in one.contacts]
    lines_ru = [f"• {one.ru}: {_checked(contact, 'ru')}" for one in known for contact in one.contacts]
    return {"contacts_kk": "\n".join(lines_kk), "contacts_ru": "\n".join(lines_ru)}


def _checked(contact: Contact, language: ReplyLanguage) -> str:
    day = _day(contact.verified_on)
    return f"{contact.text} ({day} күні тексерілген)" if language == "kk" else f"{contact.text} (проверено {day})"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _km_kk(km: float) -> str:
    return "1 км-ден жақын" if km < _NEARER_THAN_A_KM else f"шамамен {round(km)} км"


def _km_ru(km: float) -> str:
    return "ближе 1 км" if km < _NEARER_THAN_A_KM else f"примерно {round(km)} км"
