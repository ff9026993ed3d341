"""People by less than a word of their own: «самая маленькая», «сидела у сестры, а у неё», a child's brother."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.mention_forms import Mention, Named, Role
from rasa_project.understanding.people_forms import Kind, Order, Sex, form_of

#: «мой ходит», «моему 5», «моя не привита».
MINE_ALONE: Final = frozenset({"мои", "моя", "моему", "моего", "моеи", "наш", "наша", "нашеи", "нашему", "нашего"})
MINE_OF_A_GIRL: Final = frozenset({"моя", "моеи", "наша", "нашеи"})
_MOST: Final = frozenset("самая самои самую самии самому самого".split())
#: Behind «самая маленькая»: no child.
_NO_CHILD: Final = ("доз", "риск", "вопрос", "прив", "шанс", "груп", "вероят")
#: «а маленькой 7 мес»: the little one, and its sex where the word tells it.
_SMALL_ONE: Final[dict[str, Sex | None]] = {
    "маленкая": "f", "маленкои": "f", "маленкую": "f", "маленкии": None, "маленкому": None, "маленкого": None,
}  # fmt: skip
_AT_SCHOOL: Final = ("мектеп", "садик", "синип", "балабакш")
#: Where one was with somebody.
STAYED: Final = ("сидел", "ночевал", "гостил", "бил", "жил", "заходил", "ездил")
_SUBJECTS: Final = frozenset("он она они ребенок она кто".split())
_OLDEST_SIBLING: Final = 17
_NEAR: Final = 12
_UNITS: Final = ("мес", "год", "лет")
_I_STAYED: Final = frozenset({"болдим", "отирдим", "кондим", "болганмин", "отирганмин"})
#: Who was visited, and the writer who was there.
_VISIT: Final = 2


def smallest_at(words: Sequence[str], clause: Clause, index: int) -> Named | None:
    """``самая маленькая``, ``самый большой 7 лет``: which of several, without a word for the child."""
    following = words[index + 1] if index + 1 < clause.after else ""
    order: Order = "elder" if following.startswith("болш") else "younger"
    if words[index] in _SMALL_ONE and _stands_for_child(words, clause, index):
        return Named(Mention(Kind.CHILD, _SMALL_ONE[words[index]], "younger", first=index, after=index + 1))
    if words[index] not in _MOST or not following.startswith(("маленк", "болш")):
        return None
    behind = words[index + 2] if index + 2 < clause.after else ""
    form = form_of(behind)
    if form is not None and form.kind is Kind.CHILD:
        return Named(Mention(Kind.CHILD, form.sex, order, form.kin, first=index, after=index + 3))
    if behind and not behind[:1].isdecimal() and (order == "elder" or behind.startswith(_NO_CHILD)):
        return None
    sex: Sex | None = "f" if following.endswith(("ая", "ои", "ую")) else None
    return Named(Mention(Kind.CHILD, sex, order, first=index, after=index + 2))


def _stands_for_child(words: Sequence[str], clause: Clause, index: int) -> bool:
    """Whether «маленькой» stands for a child: an age or a question behind it, and no noun."""
    behind = words[index + 1] if index + 1 < clause.after else ""
    before = words[index - 1] if index > clause.first else ""
    return before not in _MOST and (behind[:1].isdecimal() or (not behind and before in {"а", "у", "для", "с"}))


def stayed_at(words: Sequence[str], clause: Clause, index: int, found: Sequence[Named]) -> Named | None:
    """``сутки сидела у сестры``: the writer was there, where nobody else is named before."""
    if all(one.role is Role.OWNER for one in found) and words[index] in _I_STAYED:
        if any(word.startswith("уиинде") for word in words[max(clause.first, index - 3) : index]):
            return Named(Mention(Kind.WRITER, first=index, after=index + 1))
    if found or not words[index].startswith(STAYED) or not words[index].endswith(("л", "ла")):
        return None
    if not _SUBJECTS.isdisjoint(words[clause.first : index]):
        return None
    place = next((at for at in range(index + 1, min(index + 4, clause.after)) if words[at] == "у"), None)
    form = form_of(words[place + 1]) if place is not None and place + 1 < clause.after else None
    if form is None or form.kind not in {Kind.GROWN_UP, Kind.OUTSIDER}:
        return None
    return Named(Mention(Kind.WRITER, first=index, after=index + 1))


def hers_at(words: Sequence[str], index: int, found: Sequence[Named]) -> Named | None:
    """``сидела у сестры, а у неё корь``: the one who was visited."""
    last = found[-1] if found else None
    if last is not None and last.mention.kind is Kind.WRITER and len(found) == _VISIT and words[index] == "ол":
        visited = found[0].mention
        is_owner = found[0].role is Role.OWNER and visited.kind in {Kind.GROWN_UP, Kind.OUTSIDER}
        return Named(replace(visited, first=index, after=index + 1)) if is_owner else None
    if words[index] != "у" or words[index + 1 : index + 2] not in (["нее"], ["него"], ["них"]):
        return None
    last = next((one for one in reversed(found) if one.mention.kind is not Kind.WRITER), None)
    if last is None:
        return None
    is_visited = last.role is Role.COMPANION and last.mention.kind is Kind.GROWN_UP
    if not is_visited and last.mention.kind is not Kind.OUTSIDER:
        return None
    return Named(replace(last.mention, first=index, after=index + 2))


def is_first_child(words: Sequence[str], index: int) -> bool:
    """Whether «бастысы» is a child: «бастысы 7 жаста»; not «ең бастысы, аман болса»."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return words[index - 1 : index] != ["ен"] and (following[:1].isdecimal() or following.startswith(_AT_SCHOOL))


def is_sibling(words: Sequence[str], clause: Clause, index: int, found: Sequence[Named]) -> bool:
    """Whether «брату 5 мес» is the brother of a child that is talked about, not of the writer."""
    form = form_of(words[index])
    before = words[max(clause.first, index - 2) : index]
    if form is None or form.kin not in {"brother", "sister"} or not words[index].startswith(("брат", "сест")):
        return False
    if not MINE_ALONE.isdisjoint(before) or {"моеи", "мою", "меня", "я"} & set(words[clause.first : index]):
        return False
    if any(word.startswith(STAYED) for word in words[clause.first : clause.after]):
        return False
    behind = words[index + 1 : clause.after]
    later = words[index + 1 : index + 1 + _NEAR]
    for one, two, three in zip(later, later[1:], later[2:], strict=False):
        if one in {"ему", "еи"} and two.isdecimal() and int(two) <= _OLDEST_SIBLING and three.startswith(_UNITS):
            return True  # «можно ли брату, ему 2 года»
    is_young = len(behind) > 1 and behind[0][:1].isdecimal() and behind[1].startswith(_UNITS)
    is_young &= not (behind[:1] and behind[0].isdecimal() and int(behind[0]) > _OLDEST_SIBLING)
    has_child = any(one.mention.kind is Kind.CHILD for one in found)
    return is_young or (has_child and bool(behind))


#: «грудного молока», «грудная клетка», «грудной ребёнок»: no person by itself.
_OF_BREAST: Final = ("вскарм", "клетк", "кормл", "малиш", "молок", "отдел", "реб")


#: «Кішкентайымда екпе алғанмын»: when I was small, and at no small one of mine.
_WHEN_SMALL: Final = "кишкентаиимда"
_DID_I: Final = (
    "ганимди",
    "ганмин",
    "генимди",
    "генмин",
    "канимди",
    "канмин",
    "кенимди",
    "кенмин",
    "дим",
    "гам",
    "гем",
)
_LATER: Final = 7


def is_no_person(words: Sequence[str], index: int) -> bool:
    """Whether the word only looks like one for a person: «ең бастысы, аман болса», «грудного молока»."""
    if words[index].startswith("бастиси"):
        return not is_first_child(words, index)
    if words[index] == _WHEN_SMALL:
        return any(word.endswith(_DID_I) for word in words[index + 1 : index + _LATER])
    return words[index].startswith("грудн") and any(one.startswith(_OF_BREAST) for one in words[index + 1 : index + 2])
