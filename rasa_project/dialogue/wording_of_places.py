"""Places and organisations in words, Kazakh and Russian, for the gaps in answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rasa_project.advice.places import Nearby
from rasa_project.advice.places_table import Coordinates, Organisation, Settlement
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
    """A line for each organisation with checked contacts: phone, hours, address, with the day of the check."""
    some = [one for one in known if one.contacts]
    return {
        "contacts_kk": "\n".join(f"• {one.kk}: {_reached(one, 'kk')}" for one in some),
        "contacts_ru": "\n".join(f"• {one.ru}: {_reached(one, 'ru')}" for one in some),
    }


def phones(known: Sequence[Organisation]) -> tuple[str, str]:
    """A line for each organisation with a phone, Kazakh and Russian: the phone and when somebody answers."""
    some = [one for one in known if one.phone]
    return (
        "\n".join(f"• {one.kk}: {_answered(one, 'kk')}" for one in some),
        "\n".join(f"• {one.ru}: {_answered(one, 'ru')}" for one in some),
    )


def _reached(one: Organisation, language: ReplyLanguage) -> str:
    parts = [one.phone.words(language)] if one.phone else []
    parts += [one.hours.words(language)] if one.hours else []
    if one.address:
        parts.append(f"{'мекенжайы' if language == 'kk' else 'адрес'}: {one.address.words(language)}")
    if one.point:
        parts.append(f"{'картада' if language == 'kk' else 'на карте'}: {_map_of(one.point)} ")
    day = _day(min(contact.verified_on for contact in one.contacts))
    checked = f"({day} күні тексерілген)" if language == "kk" else f"(проверено {day})"
    return f"{'; '.join(parts).rstrip()} {checked}"


def _answered(one: Organisation, language: ReplyLanguage) -> str:
    number = one.phone.words(language) if one.phone else ""
    return f"{number} ({one.hours.words(language)})" if one.hours else number


def _map_of(point: Coordinates) -> str:
    """A link that phones open in a map; OpenStreetMap's documented form."""
    at = f"{point.lat:.5f}/{point.lon:.5f}"
    return f"https://www.openstreetmap.org/?mlat={point.lat:.5f}&mlon={point.lon:.5f}#map=17/{at}"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _km_kk(km: float) -> str:
    return "1 км-ден жақын" if km < _NEARER_THAN_A_KM else f"шамамен {round(km)} км"


def _km_ru(km: float) -> str:
    return "ближе 1 км" if km < _NEARER_THAN_A_KM else f"примерно {round(km)} км"
