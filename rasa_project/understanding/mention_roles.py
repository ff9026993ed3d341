"""What a person is in a clause: told of, a companion, or only the owner of another («көршінің баласы»)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.mention_forms import Role
from rasa_project.understanding.people_forms import Form, Kind, form_of, nth_of
from rasa_project.understanding.siblings import STAYED

#: Behind a grown-up: was not there («анасы жұмыста», «муж на вахте»).
_AWAY_KK: Final = ("вахтад", "жумист", "калад", "командиров", "сапард", "шетте", "жок")
_AWAY_RU: Final = (("на", "работ"), ("на", "вахт"), ("на", "смен"), ("на", "дежурст"), ("в", "город"), ("в", "отезд"),
                   ("в", "командиров"), ("в", "поездк"))  # fmt: skip
_IN_BED_KK: Final = ("аурухан", "перзентхан")
_IN_BED_RU: Final = ("болниц", "роддом", "стационар")
#: So many words say no more than where somebody is.
_FEW: Final = 2
#: So long a quotation is looked at.
_QUOTE: Final = 16
_WITH: Final = ("мен", "пен", "бен")
_GENITIVE: Final = ("нин", "дин", "тин")
#: «апамның үйінде»: where it was.
_HOUSE: Final = ("уиинде", "уиине", "уиине", "уиинен", "тоиинда", "тоиина")


def role_of(words: Sequence[str], clause: Clause, first: int, last: int) -> Role:
    """Whether the person from ``first`` to ``last`` is told of, was visited or met, or only owns the next one."""
    word = words[last]
    before = words[first - 1] if first > clause.first else ""
    if word.endswith(_WITH) and form_of(word[:-3]) is not None:
        return Role.COMPANION
    near = words[max(0, first - 4) : first]
    is_visited = before == "у" and any(one.startswith(STAYED) for one in near)
    if is_visited or ("у" in near[1:] and any(one.startswith("болн") for one in near)):
        return Role.COMPANION  # «ночевали у сестры», «были у больного двоюродного брата»
    if before in {"с", "со", "за", "над"} and not any(
        near.startswith("что") for near in words[max(0, first - 3) : last + 3]
    ):
        return Role.COMPANION
    following = words[last + 1] if last + 1 < clause.after else ""
    behind = form_of(following)
    form = form_of(word)
    if form is not None and form.kind is Kind.GROWN_UP and _is_away(words, last + 1, clause):
        return Role.COMPANION
    if _is_quoted(words, first):
        return Role.COMPANION
    if word.endswith(_GENITIVE) and nth_of(following) is not None:
        return Role.OWNER  # «баланың бірі»
    if word.endswith(_GENITIVE) and (following.startswith(_HOUSE) or (behind is not None and _is_his(following))):
        return Role.OWNER
    return Role.OWNER if behind is None and _belongs_to(words, first) else Role.SUBJECT


def _is_away(words: Sequence[str], after: int, clause: Clause) -> bool:
    """Whether a grown-up is only said to be elsewhere, so that what follows is told of somebody else.

    In hospital is elsewhere only beside a child who was told of before: «племяннице 6 лет, мама в больнице, сыпь».
    """
    behind = words[after : clause.after]
    one, two = (*behind[:2], "", "")[:2]
    is_beside_child = any((form := form_of(word)) and form.kind is Kind.CHILD for word in words[:after])
    if (
        is_beside_child
        and len(behind) <= 2
        and (one.startswith(_IN_BED_KK) or (one == "в" and two.startswith(_IN_BED_RU)))
    ):
        return True
    if len(behind) > _FEW + (one in {"на", "в"}):
        return False  # «муж на работе контактировал с больным»
    return one.startswith(_AWAY_KK) or any(one == first and two.startswith(second) for first, second in _AWAY_RU)


def _is_quoted(words: Sequence[str], index: int) -> bool:
    """Whether the word stands in somebody's quoted speech: «балам ауырып жатыр» деді."""
    before = words[max(0, index - _QUOTE) : index]
    opened = next((mark for mark in reversed(before) if mark in {"«", "»"}), "")
    return opened == "«" and "»" in words[index : index + _QUOTE]


def _is_his(word: str) -> bool:
    """Whether a word for a person ends as somebody's: ``баласы``, ``әкесінің``."""
    return any(mark in word[2:] for mark in ("си", "ли", "зи", "ди", "ни")) and not word.endswith(("м", "имиз"))


def _belongs_to(words: Sequence[str], first: int) -> bool:
    """``мама ребёнка``, ``бабушка сына``, ``одноклассник сына``: the genitive behind another person."""
    before: Form | None = form_of(words[first - 1]) if first else None
    if words[first - 1].endswith(_GENITIVE):
        return False
    return before is not None and before.kind in {Kind.GROWN_UP, Kind.OUTSIDER} and words[first].endswith(("а", "и"))
