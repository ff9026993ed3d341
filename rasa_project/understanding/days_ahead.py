"""Guests who are still to come, and journeys that are planned: nobody was met yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

_GUESTS: Final = (
    "гост",
    "конак",
    "куда",
    "кудала",
    "родственник",
    "родн",
    "туис",
    "туган",
    "племян",
    "жиен",
    "двоюрод",
)
#: A feast at one's own house.
_OWN_FEAST: Final = phrases("тои жаса", "тоимиз", "празднуем дома", "свадбу дома", "уиде тои", "шилдехана жаса")
_COMING: Final = phrases(
    "едут", "приедет", "приедут", "приезжа", "придет", "придут", "прилета", "собираются", "хотят приех", "жд",
    "келгели", "келе жат", "келед", "келем", "келмек", "шакир", "пускат", "пустит", "зват", "позват", "приглас",
)  # fmt: skip
_JOURNEY: Final = phrases(
    "едем", "ехат", "летим", "поедем", "поездк", "поехат", "собираемся в", "хотим в", "уезжаем",
    "бара жатирмиз", "бара беремиз", "бараиик", "барамиз", "барамин", "бармак", "барсак", "жолга шиг",
    "сапар",
)  # fmt: skip
#: Where one journeys to, not a feast, a clinic or a nursery.
_FAR: Final = phrases(
    "алмат", "астан", "аралга", "атирау", "актобе", "актау", "баиконур", "баиконир", "город", "елге", "калага",
    "кизилорд",
    "област", "росси", "сапар", "ташкент", "туркистан", "шимкент", "поезд", "самолет", "в отпуск", "в гости", "конакка",
    "аулга", "ауилга", "в аул", "к бабушке", "на море",
)  # fmt: skip
_DISEASE: Final = "кизилша"
_DISEASE_RU: Final = frozenset({"кор", "кори", "корю"})
#: Somebody was met already, or is ill.
_ALREADY: Final = phrases(
    "бил", "била", "били", "вчера", "позавчера", "приехал", "вернул", "виделис", "заболел", "болеет", "ауирип",
    "болди", "болган", "болип", "бирге", "кеше", "келди", "келген", "келип", "контакт", "кездест", "ауирган", "ауирди",
    "играл", "сип", "борт", "кизуи", "температур",
)  # fmt: skip


def guests_to_come(words: Sequence[str]) -> bool:
    """Whether guests are expected and nobody was met yet: «сегодня приедут гости», «бүгін қонақ келеді»."""
    names = any(word.startswith(_GUESTS) for word in words) or stands(words, _OWN_FEAST)
    return names and stands(words, _COMING) and not stands(words, _ALREADY)


def journey_to_come(words: Sequence[str]) -> bool:
    """Whether a journey to where measles is, is planned: «поедем в Кызылорду, там корь»."""
    names = any(word.startswith(_DISEASE) or word in _DISEASE_RU for word in words)
    return names and stands(words, _JOURNEY) and stands(words, _FAR) and not stands(words, _ALREADY)
