"""Which day of a message is that of a contact: of those told, only one that a clause of meeting tells.

«Сегодня воскресенье, поликлиника закрыта», «бүгін қызылша деді», «сегодня звонила» name days too, and none of them is
the day on which a patient was met: a later day than the true one would give days for a dose that are no longer there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kazakh.named_days import is_weekday
from rasa_project.understanding.clauses import Clause, clause_at
from rasa_project.understanding.contact_words import ILLNESS
from rasa_project.understanding.events import Event
from rasa_project.understanding.quantities import Kind, Quantity

#: Words of a meeting, by folded beginnings; "=" asks for the whole word.
_MEETING: Final = tuple(
    "контакт сонтаст аралас бирге жанинда касинда кездес оинад оинап оинаган жолик конак жанас жуздес гост рядом "
    "вместе обша играл сидел ночевал пересек встреч встрет видел виделс катал ехали ехал тоида тоига тоидан "
    "тоиханада автобуст лифт соилест уиктад уиктап туилган жиинда".split()
)
#: A call, opening hours, the word of a doctor, a quarantine, a visit to come: never a meeting.
_BESIDE: Final = tuple(
    "звон позвон дозвон перезвон трубк набира визва визов закри откри откро работает работают виходн карантин "
    "диагноз обяв узна подтверд конирау хабарлас телефон жабик жабил жабат ашик ашил истемеи демалис депти деди "
    "деиди деп дп деит коиипти коиди коиган аникта растал растад билди билдик аитти прииду придем придти приити "
    "приход поиду поидем поити поеду поедем поехат схожу сходит запис успе подожд ждат ждем жду отвез отведу привезу "
    "барам барсам барсак барсин барамин барамиз баруга апарам апарсам апарамиз апараиин бараиин келем келсем келсин "
    "келиниз шакир кутем кутеиин улгер салдирам салдирсам сказал сообш написал".split()
)
_OWN_WORDS: Final = ("дедим", "дедик", "дегеним", "аиттим", "аиттик")
_INSISTING: Final = (*_OWN_WORDS, "посчита", "считаите", "считат", "санаи", "сананиз", "есепте", "говорю", "говорила")
#: Kazakh "was, were" behind a place or a companion, Russian before one.
_WAS_KK: Final = ("болди", "болган", "болип", "боп")
_VISITED: Final = ("бардик", "бардим", "барганбиз", "барганмин", "барип")
_WHERE_KK: Final = ("да", "де", "та", "те", "мен", "бен", "пен")
_NOT_A_PLACE: Final = ("кезде", "кунде", "сонда", "енде", "жаста", "аида", "жилда")
_WAS_RU: Final = frozenset({"бил", "била", "били", "побивал", "побивали", "ходили", "ездили", "заходили"})
_WHERE_RU: Final = frozenset({"у", "на", "в", "с", "со", "к", "там"})
#: Where one goes for help, not to a patient.
_OF_DOCTORS: Final = ("врач", "педиатр", "поликлин", "прием", "емхана", "дариг", "болниц")
_BIRTHDAY: Final = ("рожд", "рождения", "рождении")
_ILL: Final = ("болел", "болеет", "болн", "заболе", "кизилша", "ауирган", "ауирип", "ауирад", "наукас")


@dataclass(frozen=True)
class _Near:
    """The nearest words of a meeting and of what is none, in words from the day; infinite where there is none."""

    meeting: float
    beside: float


def with_days_of_contact(
    amounts: Sequence[Quantity], words: Sequence[str], clauses: Sequence[Clause]
) -> list[Quantity]:
    """The amounts, each day told with whether it may be that of a contact.

    A day that belongs to a call, opening hours, a diagnosis or a visit to come is :attr:`Event.BESIDE`; one of a
    birthday or a feast with somebody ill is :attr:`Event.CONTACT`.
    """
    some = _without_calendar(sorted(amounts, key=lambda one: one.first), words)
    tells_illness = not ILLNESS.isdisjoint(words) or any(word.startswith(_ILL) for word in words)
    return [_settled(one, some, words, clauses, tells_illness) for one in some]


def insists(words: Sequence[str]) -> bool:
    """Whether what is told was told before, or is to be counted with: «сейсенбі дедім ғой», «посчитайте от 25»."""
    return any(word.startswith(_INSISTING) for word in words)


def is_sure(words: Sequence[str], one: Quantity, amounts: Sequence[Quantity], clauses: Sequence[Clause]) -> bool:
    """Whether a word of meeting stands by the day ``one``: it then puts right a day that was told before."""
    near = _near(one, amounts, words, clauses)
    return near.meeting < float("inf") and near.meeting <= near.beside


def _without_calendar(amounts: list[Quantity], words: Sequence[str]) -> list[Quantity]:
    """«Сегодня воскресенье», «ертең дүйсенбі»: the weekday says which day it is; it is no day of its own."""
    found: list[Quantity] = []
    for place, one in enumerate(amounts):
        before = amounts[place - 1] if place else None
        is_behind = before is not None and before.after == one.first and not is_weekday(words[before.first])
        is_calendar = is_behind and is_weekday(words[one.first]) and one.kind in {Kind.SINCE, Kind.ASIDE}
        found.append(replace(one, kind=Kind.ASIDE, value=0, of=None) if is_calendar else one)
    return found


def _settled(
    one: Quantity,
    amounts: Sequence[Quantity],
    words: Sequence[str],
    clauses: Sequence[Clause],
    tells_illness: bool,
) -> Quantity:
    if one.kind is not Kind.SINCE or not clauses:
        return one
    is_birthday = one.of is Event.BIRTH and _names_birthday(words)
    if one.of not in {None, Event.OTHER, Event.CONTACT, Event.ILLNESS} and not is_birthday:
        return one
    near = _near(one, amounts, words, clauses)
    is_of_calendar = words[one.after : one.after + 1] and one.number == 0 and is_weekday(words[one.after])
    if near.beside < near.meeting or (is_of_calendar and near.meeting == float("inf")):
        return replace(one, of=Event.BESIDE)
    if near.meeting < float("inf") and tells_illness and (is_birthday or one.of in {None, Event.OTHER}):
        return replace(one, of=Event.CONTACT)
    return one


def _near(one: Quantity, amounts: Sequence[Quantity], words: Sequence[str], clauses: Sequence[Clause]) -> _Near:
    clause = clauses[clause_at(clauses, one.first)]
    times = [other for other in amounts if other is not one and _is_day(other) and _is_apart(one, other, amounts)]
    first = max((other.after for other in times if other.after <= one.first), default=clause.first)
    after = min((other.first for other in times if other.first >= one.after), default=clause.after)
    is_claimed = first > clause.first
    meeting = beside = float("inf")
    for index in range(max(clause.first, first), min(clause.after, after)):
        if one.first <= index < one.after:
            continue
        distance = float(index - one.after + 1 if index >= one.after else one.first - index)
        if index < one.first and is_claimed and distance > 1 and after > one.after:
            continue  # the words belong to the day before them
        if _is_meeting(words, index):
            meeting = min(meeting, distance)
        elif _is_beside(words[index]):
            beside = min(beside, distance)
    return _Near(meeting, beside)


def _is_day(one: Quantity) -> bool:
    return one.kind is Kind.SINCE or (one.kind is Kind.ASIDE and one.number == 0)


def _is_apart(one: Quantity, other: Quantity, amounts: Sequence[Quantity]) -> bool:
    """Whether the two are days of their own: «сегодня воскресенье» is one."""
    return other.after != one.first and one.after != other.first


def _is_meeting(words: Sequence[str], index: int) -> bool:
    word = words[index]
    before = words[index - 1] if index else ""
    behind = words[index + 1] if index + 1 < len(words) else ""
    if word.startswith(_MEETING):
        return not behind.startswith(("жок", "емес"))
    if word.startswith(_VISITED) and any(one.startswith(("уиин", "уиларин")) for one in words):
        return True  # «апасының үйінде қызылша екен, кеше бардық»
    if word.startswith(_WAS_KK):
        return before.endswith(_WHERE_KK) and before not in _NOT_A_PLACE and not before.startswith(_OF_DOCTORS)
    if word in _WAS_RU:
        near = words[index + 1 : index + 3]
        is_place = behind in _WHERE_RU or words[max(0, index - 2) : index - 1] in (["в"], ["на"])
        return is_place and before != "не" and not any(one.startswith(_OF_DOCTORS) for one in near)
    return _is_birthday(words, index)


def _is_beside(word: str) -> bool:
    """Whether the word tells of what is no meeting; «дедім» is said of one's own words."""
    return word.startswith(_BESIDE) and not word.startswith(_OWN_WORDS)


def _is_birthday(words: Sequence[str], index: int) -> bool:
    return words[index].startswith(_BIRTHDAY) and index > 0 and words[index - 1].startswith(("дн", "ден"))


def _names_birthday(words: Sequence[str]) -> bool:
    return any(_is_birthday(words, index) for index in range(len(words)))
