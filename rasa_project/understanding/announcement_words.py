"""Whether a message asks to be sent the office's announcements, or to be sent no more; words are folded."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: A longer message tells more than a wish.
_MOST_WORDS: Final = 12
_NOUNS: Final = phrases(
    "хабарлама", "хабарландиру", "жаналик", "обявлени", "рассилк", "расилк", "уведомлени", "оповешени",
)  # fmt: skip
#: Enough without a noun: nothing else can be subscribed to.
_ENDS_BY_ITSELF: Final = phrases("отписат", "отпишит", "отпиши", "хабарламадан шиг", "хабарламадан бас тарт")
_BEGINS_BY_ITSELF: Final = phrases("хочу подписат", "подписатс", "подпишите меня", "подпиши меня", "хабарламага жазил")
_WISHES: Final = phrases(
    "алгим кел", "алгимиз кел", "алаиин", "алсам", "алип тур", "жибер", "жолда", "жазил", "жазип кои", "косиниз",
    "косип кои", "косил", "кос", "келип турсин", "келсин", "хабарлап тур", "керек", "присила", "пришли", "отправля",
    "висила", "шлите", "хочу получат", "буду получат", "можно получат", "как получат", "получат", "подпи",
    "подключ", "включ", "нужни", "хочу",
)  # fmt: skip
_REFUSALS: Final = phrases(
    "жиберме", "жолдама", "керек емес", "керек жок", "керегим жок", "кажет емес", "токтат", "ошир", "алгим келме",
    "алмаимин", "келмесин", "мазалама", "бас тарт", "болди жетер", "не присила", "не отправля", "не висила", "не шлите",
    "не надо", "не нужн", "не нужен", "не хочу", "отпи", "отключ", "виключ", "хватит", "стоп", "прекрат", "убери",
    "болше не", "перестан",
)  # fmt: skip
_EVERYWHERE: Final = phrases(
    "букил аудан", "барлик аул", "барлигина", "барлиги", "бари", "бариби", "аудан боиинша", "вес раион",
    "по всему раион", "по раион", "везде", "все села",
)  # fmt: skip


class Wish(str, Enum):
    """What is asked of announcements."""

    ON = "on"
    OFF = "off"


def announcements_wished(words: Sequence[str]) -> Wish | None:
    """The wish that the words tell; ``None`` where they tell none, or more than one."""
    if not words or len(words) > _MOST_WORDS:
        return None
    if stands(words, _ENDS_BY_ITSELF):
        return Wish.OFF
    if stands(words, _BEGINS_BY_ITSELF):
        return Wish.ON
    if not stands(words, _NOUNS):
        return None
    if stands(words, _REFUSALS):
        return Wish.OFF
    return Wish.ON if stands(words, _WISHES) else None


def means_everywhere(words: Sequence[str]) -> bool:
    """Whether the words answer "which village" with the whole district."""
    return len(words) <= _MOST_WORDS and stands(words, _EVERYWHERE)
