"""Several children at once, and the words that mean either a child or a dose: «екеуі», «оба», «екіншісі», «второму»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.people_forms import Form, Kind, form_of, order_before

_COUNTS: Final[dict[str, int]] = {
    "еки": 2, "уш": 3, "торт": 4, "бес": 5, "алти": 6, "два": 2, "две": 2, "три": 3, "четире": 4, "пят": 5,
    "двое": 2, "двоих": 2, "двух": 2, "двоим": 2, "двоими": 2, "обоих": 2, "трое": 3, "троих": 3, "трех": 3, "троим": 3,
    "четверо": 4, "четверих": 4, "пятеро": 5, "пятерих": 5, **{str(number): number for number in range(2, 10)},
}  # fmt: skip
_OF_PEOPLE: Final = frozenset("двое двоих трое троих четверо четверих пятеро пятерих".split())
#: Nouns that stand behind a number only.
_PLURALS: Final[tuple[tuple[str, Form], ...]] = (
    ("дете", Form(Kind.GROUP)),
    ("детк", Form(Kind.GROUP)),
    ("детиш", Form(Kind.GROUP)),
    ("малиш", Form(Kind.GROUP)),
    ("малчик", Form(Kind.GROUP, "m")),
    ("пацан", Form(Kind.GROUP, "m")),
    ("син", Form(Kind.GROUP, "m", kin="son")),
    ("доч", Form(Kind.GROUP, "f", kin="daughter")),
    ("девоч", Form(Kind.GROUP, "f")),
    ("внуч", Form(Kind.GROUP, kin="grandchild")),
    ("внук", Form(Kind.GROUP, kin="grandchild")),
)
_ADJECTIVES: Final = ("егиз", "маленк", "кишкентаи", "своих", "моих", "родних", "наших")
_VACCINE: Final = ("вакцин", "доз", "екпе", "инеси", "ккп", "прививк", "прививок", "ревакц", "укол", "раз", "рет")
#: A dose is given; a child is ill, is so old, is vaccinated.
_OF_DOSES: Final = (
    "салин", "салди", "егил", "жасал", "сделан", "поставл", "делал", "сделал", "ставил", "стоят", "есеп",
)  # fmt: skip
_BY_AGE_RU: Final = ("младш", "средн", "старш")
#: What a child does with a dose.
_TAKEN: Final = ("алма", "алган", "алди", "салдирма", "егилме")
_OF_CHILDREN: Final = tuple(
    "ауир аиди бол боле бортип бортк жотел жас забол здоров игра кашля кизу контакт ходит привит непривит сау "
    "садик садикк мектеп школ температур хат без бир еки".split()
)
_ILL_OR_WELL: Final = tuple(stem for stem in _OF_CHILDREN if stem not in {"бир", "еки", "без"})
_AGES: Final = ("жас", "аилик", "лет", "год", "месяц", "мес", "аида")
_ON: Final = frozenset({"де", "да", "те", "та", "ше", "не", "и", "тоже", "али", "еше"})


def count_at(words: Sequence[str], clause: Clause, index: int) -> tuple[int, int, Form | None] | None:
    """How many children are counted from ``index`` on, the index behind, and the noun; ``None`` where none are."""
    count = 2 if words[index] in {"егиз", "двоиняшек"} else _COUNTS.get(words[index])
    if count is None or words[index - 1 : index] == ["№"]:
        return None
    place = index + 1
    while place < clause.after and words[place].startswith(_ADJECTIVES):
        place += 1
    noun = words[place] if place < clause.after else ""
    form = form_of(noun)
    plural = next((one for stem, one in _PLURALS if noun.startswith(stem)), None)
    if plural is not None or (form is not None and form.kind in {Kind.CHILD, Kind.GROUP} and form.order is None):
        known = plural or form
        return count, place + 1, Form(Kind.GROUP, known.sex, kin=known.kin) if known else None
    near = words[max(clause.first, index - 2) : index]
    is_alone = words[index] in _OF_PEOPLE and not {"мои", "моих", "моим", "нас", "меня"}.isdisjoint(near)
    return (count, index + 1, None) if is_alone else None


def is_people(words: Sequence[str], clause: Clause, index: int, has_several: bool) -> bool:
    """Whether a "both" means people: «екеуі де 11 айлық», «оба без прививок»; not «екеуі де салынған», «обе прививки».

    Args:
        words: of the message.
        clause: that holds the word.
        index: of the word.
        has_several: whether several children are named before.
    """
    word, behind = words[index], list(words[index + 1 : clause.after])
    while behind and behind[0] in _ON:
        behind = behind[1:]
    following = behind[0] if behind else ""
    if following.startswith("екпе") and any(one.startswith(_TAKEN) for one in behind[1:3]):
        return True  # «екеуі де екпе алмаған»
    if following.startswith(_VACCINE) or any(one.startswith(_VACCINE[:-2]) for one in words[index - 1 : index]):
        return following.startswith("екпесиз") or (has_several and "без" in behind)
    if word in {"екеуине", "ушеуине", "тортеуине"}:
        return True
    if word in {"обоим", "обоих", "екеумиз", "екеуимиз"} or (word == "оба" and behind):
        return True
    counted = following[:1].isdecimal() or following in {"бир", "бир-ак", "еки"}
    if counted and not any(one.startswith((*_AGES, *_VACCINE, "жарим")) for one in behind[1:2]):
        return False  # «екеуі бір ме», «екеуі екі басқа»
    told = any(one.startswith(_OF_CHILDREN) or one.startswith(_AGES) for one in behind[:4])
    given = any(one.startswith(_OF_DOSES) and one != "егилмеген" for one in behind[:3])
    if given and following not in {"бир", "бир-ак", "1", "2", "еки"}:
        return has_several and following.startswith(("егилг", "егилм"))
    return told or has_several


def is_of_doses(words: Sequence[str], clause: Clause, index: int) -> bool:
    """Whether a word for a child's order tells of a dose: «первой прививки», «кіші доза»."""
    form = form_of(words[index])
    if form is None or form.order is None or order_before(words[index]) is None:
        return False
    if words[index].startswith(_BY_AGE_RU):
        return False  # «у младшей прививок нет», «младшему прививок не делали»
    following = words[index + 1] if index + 1 < clause.after else ""
    return following.startswith((*_VACCINE, "класс", "синип", "топ", "групп", "школ", "возраст"))


def stands_for_child(words: Sequence[str], clause: Clause, index: int, among: bool) -> bool:
    """Whether «бірі», «екіншісі», «второму» stands for a child.

    Args:
        words: of the message.
        clause: that holds the word.
        index: of the word.
        among: whether several children, or another by number, are named before.
    """
    word = words[index]
    following = words[index + 1] if index + 1 < clause.after else ""
    if word in {"бири", "биреуи"} and following in {"де", "да"}:
        return False  # «біреуі де ауырмаған»: none
    if following.startswith((*_VACCINE[:-2], "класс", "синип", "год", "лет", "ден", "дн", "месяц")):
        return False
    if word.endswith(("му", "го")):  # «а второму?», «у второго»
        before = words[index - 1] if index > clause.first else ""
        near_child = form_of(following) is not None or before in {"у", "а", "для", "и", "ал"} or index == clause.first
        return near_child and not following.startswith(("раз", "рет", "укол"))
    if among:
        return not any(one.startswith(_OF_DOSES[:4]) for one in words[index + 1 : index + 3])
    if word in {"бири", "биреуи"}:
        near = words[index + 1 : index + 5]
        said = any(one.startswith(("деид", "деи", "деген")) for one in near)
        told = any(one[:1].isdecimal() or one == "бир" or one.startswith((*_ILL_OR_WELL, "алг", "алм")) for one in near)
        others = ("бири", "биреуи", "екиншиси", "екиншисине", "екиншисинин")
        return told and not said and any(nth in words[index + 2 :] for nth in others)
    return False
