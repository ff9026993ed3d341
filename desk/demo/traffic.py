"""Invented conversations as the bot stores them: who writes when, where, in which language, what about.

Everything is made up by a seeded generator. The rate has a day's and a week's shape; in the last week fever with rash
rises in one village, so that the early signal has something to show.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from rasa_project.advice.knowledge import knowledge
from rasa_project.clock import DISTRICT_ZONE

_ZONE: Final = ZoneInfo(DISTRICT_ZONE)
#: How much is written in each hour of the day.
_HOURS: Final = (1, 0, 0, 0, 0, 1, 2, 4, 7, 9, 10, 10, 9, 8, 8, 8, 8, 9, 10, 12, 14, 12, 8, 3)
_CHANNELS: Final = (("telegram", 6), ("web", 5), ("rest", 1))
#: How many people live there, roughly: who writes from where.
_VILLAGES: Final = (
    ("Әйтеке би", 30), ("Қазалы", 12), ("Жанкент", 5), ("Пырымов", 4), ("Бекарыстан би", 4), ("Абай", 3),
    ("Мұратбаев", 3), ("Тасөткел", 2), ("Ақсуат", 2), ("Шәкен", 1), ("Сарбұлақ", 1), ("Лақалы", 1),
)  # fmt: skip
_RISING: Final = "Жанкент"
#: What nobody has written an answer to, invented.
_UNANSWERED: Final = {
    "kk": ("анау жақта не болды екен соны айтшы", "ананың айтқаны дұрыс па сонда", "баланың киімін өртеу керек деді",
           "жайлауға шығамыз малмен бірге бола ма", "күйеуім келіспей жүр не айтайын оған", "мынаны қалай толтырады"),
    "ru": ("а соседи говорят по-другому", "можно ли на тот праздник с детьми", "нам прислали бумагу, что с ней делать",
           "а если мы все переедем в город", "кто за это отвечает вообще", "подскажите про то же самое, но для кошки"),
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """An invented turn; times are seconds since 1970."""

    at: float
    language: str
    channel: str
    village: str
    question: str = ""
    text: str = ""
    is_emergency: bool = False
    is_not_understood: bool = False
    has_fever_rash: bool = False
    has_contact: bool = False
    verdict: str = ""


@dataclass(frozen=True)
class Talk:
    """An invented conversation, its messages in order."""

    sender: str
    messages: tuple[Message, ...]


def talks(last: date, days: int, a_day: int, seed: int = 20261130) -> Iterator[Talk]:
    """Invented conversations of the days up to ``last``, in the order of their beginning.

    Args:
        last: the last day, of the district.
        days: how many.
        a_day: conversations on an ordinary day.
        seed: of the generator.
    """
    rng = random.Random(seed)
    questions = sorted(knowledge().questions)
    popular = [(one, 1 + 40 / (1 + rank)) for rank, one in enumerate(rng.sample(questions, len(questions)))]
    for number in range(days):
        day = last - timedelta(days=days - 1 - number)
        left = days - 1 - number
        count = int(a_day * (0.7 if day.weekday() == 6 else 1) * rng.uniform(0.85, 1.15))
        for at in sorted(_moment(rng, day) for _ in range(count)):
            yield _talk(rng, at, popular, left)


def _moment(rng: random.Random, day: date) -> float:
    hour = rng.choices(range(24), _HOURS)[0]
    start = datetime(day.year, day.month, day.day, hour, tzinfo=_ZONE)
    return start.timestamp() + rng.random() * 3600


def _talk(rng: random.Random, at: float, popular: list[tuple[str, float]], left: int) -> Talk:
    village = _one_of(rng, _VILLAGES) if rng.random() < 0.45 else ""
    language = "ru" if rng.random() < 0.3 else "kk"
    channel = _one_of(rng, _CHANNELS)
    is_ill = rng.random() < 0.02
    if left < 7 and rng.random() < 0.03:
        village, is_ill = _RISING, True
    messages = []
    for number in range(rng.choices((1, 2, 3, 5, 8), (4, 4, 3, 2, 1))[0]):
        at += rng.uniform(15, 90) if number else 0
        messages.append(_message(rng, at, language, channel, village, popular, is_ill and number == 0))
    return Talk(f"{rng.getrandbits(128):032x}", tuple(messages))


def _message(
    rng: random.Random,
    at: float,
    language: str,
    channel: str,
    village: str,
    popular: list[tuple[str, float]],
    ill: bool,
) -> Message:
    plain = Message(at, language, channel, village)
    if ill:
        return replace(plain, text="…", has_fever_rash=True, is_emergency=rng.random() < 0.2)
    if rng.random() < 0.015:
        return replace(plain, text="…", has_contact=True)
    if rng.random() < 0.06:
        return replace(plain, text=rng.choice(_UNANSWERED[language]), is_not_understood=True)
    verdict = rng.choices(("", "helped", "not_helped"), (90, 8, 2))[0]
    question = rng.choices([name for name, _ in popular], [weight for _, weight in popular])[0]
    title = knowledge().questions[question]
    return replace(plain, question=question, text=title.ru if language == "ru" else title.kk, verdict=verdict)


def _one_of(rng: random.Random, weighed: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _ in weighed], [weight for _, weight in weighed])[0]


def events_of(message: Message) -> list[tuple[float, str, str]]:
    """The events of a turn that say something of it: time, kind and JSON, in the shape in which the bot stores them."""
    entities = [{"entity": "settlement", "value": message.village}] if message.village else []
    answer = _answer(message)
    parsed: dict[str, Any] = {
        "intent": {"name": _intent(message), "confidence": 0.9},
        "entities": entities,
        "intent_ranking": [{"name": "ask_schedule", "confidence": 0.2}, {"name": "ask_myth", "confidence": 0.1}],
        "questions": [{"name": message.question, "confidence": 0.5}] if message.question else [],
        "language": message.language,
    }
    level = {"level": "emergency"} if message.is_emergency else {}
    talk: dict[str, Any] = {"version": 1, "at": message.at, "people": _people(message), "language": message.language}
    told = (
        ("user", {"text": message.text, "parse_data": parsed, "input_channel": message.channel}),
        ("bot", {"text": "…", "metadata": {"metadata": level, "language": message.language, "utter_action": answer}}),
        ("slot", {"name": "conversation", "value": talk}),
    )
    return [
        (message.at + after / 100, kind, _json({"event": kind, "timestamp": message.at + after / 100, **data}))
        for after, (kind, data) in enumerate(told)
    ]


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _answer(message: Message) -> str:
    if message.is_not_understood:
        return "utter_not_understood"
    if message.is_emergency:
        return "utter_report_emergency"
    if message.has_fever_rash:
        return "utter_triage_today"
    return "utter_exposure_begin" if message.has_contact else f"utter_{message.question}"


def _intent(message: Message) -> str:
    if message.is_not_understood:
        return "nlu_fallback"
    if message.has_fever_rash or message.is_emergency:
        return "report_symptoms"
    return "ask_exposure" if message.has_contact else message.question.partition("/")[0]


def _people(message: Message) -> list[dict[str, Any]]:
    now = message.at
    if message.has_fever_rash:
        return [{"id": 1, "fever": "yes", "rash": "yes", "told_at": {"fever": now, "rash": now}}]
    if message.has_contact:
        return [{"id": 1, "contact": "yes", "told_at": {"contact": now}}]
    return []
