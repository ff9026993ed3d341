"""Where each answer stands in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from scripts.answers_book.read import Answer, AnswersBookError, Contents
from scripts.answers_book.words import GENERAL, PARTICULAR, SPECIAL, Both

#: Parts behind the topics, in the order of the book; the contexts stand in FOLLOW_UPS.
CONSULTATION: Final = "consultation"
EMERGENCY: Final = "emergency"
FOLLOW_UPS: Final = "follow_ups"
OUT_OF_FIELD: Final = "out_of_field"
DISTRESS: Final = "distress"
SMALL_TALK: Final = "small_talk"
UNASKED: Final = "unasked"
SERVICE: Final = "service"
TITLES: Final = {
    CONSULTATION: Both("Кеңес беру: сұрақтары мен қорытындысы", "Консультация: вопросы и итоги"),
    EMERGENCY: Both("Шұғыл жағдай", "Неотложная помощь"),
    FOLLOW_UPS: Both("Жалғас сұрақтар", "Уточняющие вопросы"),
    OUT_OF_FIELD: Both("Тақырыптан тыс сұрақтар", "Вопросы не о кори"),
    DISTRESS: Both("Қайғы, үрей, үмітсіздік", "Горе, страх, отчаяние"),
    SMALL_TALK: Both("Жай әңгіме", "Разговор"),
    UNASKED: Both("Еске салу мен хабарландыру", "Напоминания и объявления"),
    SERVICE: Both("Қызметтік хабарлар", "Служебные сообщения"),
}
CONTEXTS: Final = {
    "after_dose": Both("Екпеден кейін", "После прививки"),
    "contact": Both("Науқаспен кездескеннен кейін", "После встречи с больным"),
    "group_care": Both("Балабақша мен мектеп қызметкерлеріне", "Работникам садика и школы"),
    "illness": Both("Ауырып жатқанда", "Во время болезни"),
    "motherhood": Both("Жүктілік пен емізу кезінде", "При беременности и кормлении"),
    "plan": Both("Екпе жоспары", "План прививок"),
    "talk": Both("Әңгіменің өзі туралы", "О самом разговоре"),
    "topics": Both("Жаңа ғана сөз болған тақырып туралы", "О теме, о которой только что шла речь"),
}
TOPICS: Final = Both("Тақырыптар", "Темы")
_TOPIC: Final = "topic:"
_CONTEXT: Final = "context:"

#: The first pattern that fits ``folder:answer`` decides; what fits none stands in its context, or else in its topic.
_RULES: Final = (
    ("*:distress_*", DISTRESS),
    ("*:guilt*", DISTRESS),
    ("announcements:*", UNASKED),
    ("reminders:*", UNASKED),
    ("guidance:anger_first", DISTRESS),
    ("guidance:fear_first", DISTRESS),
    ("guidance:grief_first", DISTRESS),
    ("*:bereaved", DISTRESS),
    ("talk:request_human/grief", DISTRESS),
    ("talk:report_emergency/despair", DISTRESS),
    ("*:out_of_field_*", OUT_OF_FIELD),
    ("*:out_of_scope", OUT_OF_FIELD),
    ("emergency:*", EMERGENCY),
    ("*:ambulance_silent", EMERGENCY),
    ("*:danger_if_now", EMERGENCY),
    ("guidance:report_emergency*", EMERGENCY),
    ("consultation:*", CONSULTATION),
    ("places:callback_*", SERVICE),
    ("places:request_human*", SERVICE),
    ("service:*", SERVICE),
    ("channels:*", SERVICE),
    ("smalltalk:*", SMALL_TALK),
    ("vaccine:schedule_*", _TOPIC + "ask_schedule"),
    ("vaccine:same_child*", _TOPIC + "ask_schedule"),
    ("vaccine:vaccine_storage", _TOPIC + "ask_vaccine_safety"),
    ("vaccine:ask_myth_*", _TOPIC + "ask_myth"),
    ("guidance:ambulance_gives_no_dose", _TOPIC + "find_clinic"),
    ("places:find_clinic_*", _TOPIC + "find_clinic"),
    ("places:ask_hotline_*", _TOPIC + "ask_hotline"),
)


@dataclass(frozen=True)
class Group:
    """A part of the book, or a part of a part; each answer stands in one.

    Attributes:
        id: its anchor on the page.
        title: its heading.
        answers: what stands in it by itself.
        groups: parts within it.
    """

    id: str
    title: Both
    answers: tuple[Answer, ...] = ()
    groups: tuple[Group, ...] = ()


def group_of(answer: Answer, contents: Contents) -> str:
    """Id of the group that an answer stands in: ``topic:ask_myth``, ``context:plan`` or a key of ``TITLES``.

    Raises:
        AnswersBookError: it fits none.
    """
    place = f"{answer.folder}:{answer.key}"
    for pattern, group in _RULES:
        if fnmatchcase(place, pattern):
            return group
    if answer.folder in contents.contexts and answer.folder in CONTEXTS:
        return _CONTEXT + answer.folder
    topic = answer.key.partition("/")[0]
    if answer.folder not in contents.contexts and topic in contents.known.topics:
        return _TOPIC + topic
    raise AnswersBookError(
        f"data/{answer.folder}: {answer.name} has no place in the book of answers: name its topic in "
        "data/knowledge/topics.yml, or add a rule or a context to scripts/answers_book/groups.py"
    )


def grouped(contents: Contents) -> tuple[Group, ...]:
    """The parts of the book in their order; empty ones are left out.

    Raises:
        AnswersBookError: an answer fits no group.
    """
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in contents.answers:
        found[group_of(answer, contents)].append(answer)
    topics = tuple(
        _topic(name, Both(topic.kk, topic.ru), found[_TOPIC + name], contents)
        for name, topic in contents.known.topics.items()
        if found[_TOPIC + name]
    )
    parts = [Group("topics", TOPICS, groups=topics), *(_part(name, found) for name in TITLES)]
    return tuple(one for one in parts if one.answers or one.groups)


def _part(name: str, found: Mapping[str, list[Answer]]) -> Group:
    if name != FOLLOW_UPS:
        return Group(name, TITLES[name], tuple(found.get(name, ())))
    contexts = tuple(
        Group(f"context-{one}", title, tuple(found[_CONTEXT + one]))
        for one, title in CONTEXTS.items()
        if found.get(_CONTEXT + one)
    )
    return Group(name, TITLES[name], groups=contexts)


def _topic(name: str, title: Both, answers: list[Answer], contents: Contents) -> Group:
    """The general answer, what is said in single cases, the particular questions."""
    general = tuple(one for one in answers if one.key == name)
    particular = tuple(one for one in answers if one.key in contents.known.questions)
    special = tuple(one for one in answers if one not in general and one not in particular)
    parts = (("general", GENERAL, general), ("special", SPECIAL, special), ("particular", PARTICULAR, particular))
    inner = tuple(Group(f"topic-{name}-{id_}", heading, some) for id_, heading, some in parts if some)
    return Group(f"topic-{name}", title, groups=inner)
