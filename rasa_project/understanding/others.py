"""Whose somebody is: «көршінің баласы», «у подруги сын», «тобындағы бала» are nobody of the family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.people_forms import Form, Kind, form_of
from rasa_project.understanding.strangers import is_stranger

_GENITIVE: Final = ("нин", "дин", "тин")
#: Words of a patient.
_PATIENT: Final = ("ауир", "более", "болел", "боле", "болн", "бортип", "забол", "кизилша", "наукас", "пятн", "сип")
#: Right before a bare «бала», «ребёнок»: a patient or a stranger.
_STRANGE: Final = (
    "знаком", "их", "какого", "какои", "каком", "котор", "незнаком", "один", "одна", "одного", "однои", "сосед",
    "танис", "там", "тои", "того", "тех", "чуж",
)  # fmt: skip
#: The same where one was together with them; «больной ребёнок задыхается» is one's own.
_ILL_ONE: Final = ("ауирган", "ауиратин", "наукас", "болн", "жукпали", "заразн", "заболевш", "болеюш")
#: «бөртпесі бар бала», «қызуы бар қыз».
_SIGN: Final = ("бортп", "жотел", "кизу", "сип")
_MET: Final = (
    "бирге", "контакт", "катар", "рядом", "вместе", "жанинда", "жанимизд", "касинда", "касимизд", "аралас", "обшал",
    "оинад", "играл",
    "болипти", "уиинде",
)  # fmt: skip
#: «автобуста ауырған бала болды»: where one's own child is named as such.
_TRAVELLED: Final = ("автобус", "вагон", "кезек", "купе", "палата", "поезд", "такси", "тои")
#: «тобындағы бала», «сыныптағы қыз».
_PLACE_OF: Final = ("даги", "деги", "таги", "теги")
#: Where grown-ups work, and who works there too.
_AT_WORK: Final = (
    "ариптес", "бухгалтер", "жумиста", "жумисим", "жумистаги", "кенседе", "колег", "коллег", "офисте", "офисе",
    "работе",
)  # fmt: skip
_OF_HOUSE: Final = frozenset({"уидин", "уидеги", "уидегинин", "отбасинин", "отбасидаги"})
_NOT_PLACES: Final = ("жас", "аида", "аидаги")
_PLACES: Final = tuple(
    "автобус аптек ауруханада базар бакша вагон групп дарихана двор детсад дукен емхана кезекте клас класс купе "
    "магазин "
    "маршрут мектеп очеред плошадк подезд поезд поликлиник садиг садик садк синиб синип таксида тобин тоида "
    "топта школ".split()
)
_MY: Final = frozenset("мои моя моего моеи моему мою наш наша нашего нашеи нашему менин биздин".split())
#: Relatives with children of their own.
OTHER_HOUSES: Final = frozenset({"aunt_or_uncle", "brother", "sister"})
_HERE: Final = frozenset({"бизде", "менде", "уиде", "уимде", "дома"})
_AT_US: Final = (("у", "меня"), ("у", "нас"))
_FROM: Final = frozenset({"из", "в", "во"})


@dataclass(frozen=True)
class Owner:
    """Whose somebody is, and the index behind both words."""

    form: Form
    after: int


def is_of_patient(word: str) -> bool:
    """Whether the word is of an illness; «көрші» (neighbour) is folded like measles, and is none."""
    return word.startswith(_PATIENT) or word in {"кор", "кори", "корю", "корпен"}


def owned_by(words: Sequence[str], clause: Clause, index: int) -> int:
    """The index behind a stranger at ``index`` and whom the stranger owns: «көршінің баласы», «у соседки сын»."""
    word = words[index]
    before = words[index - 1] if index > clause.first else ""
    links = word.endswith(_GENITIVE) or word.startswith(("соседск", "чуж", "танис", "знаком")) or before in {"у", "от"}
    place = index + 1
    while place < clause.after and place - index <= 2:
        form = form_of(words[place])
        with_him = words[place] in {"с", "со"} and place + 1 < clause.after and form_of(words[place + 1]) is not None
        if form is not None and (links or form.kind is Kind.OUTSIDER) and not is_mine(words[place]):
            return place + 1
        if with_him and place == index + 1 and words[place + 1].endswith(("ом", "еи", "кои")):
            return place + 2  # «подруга с сыном»
        place += 1
    return index + 1


def owner_of(words: Sequence[str], clause: Clause, index: int) -> Owner | None:
    """Who owns the person at ``index``: «сіңлімнің қызы», «сын подруги»."""
    for back in (1, 2):
        place = index - back
        if place >= clause.first and words[place].endswith(_GENITIVE) and not is_mine(words[index]):
            form = form_of(words[place])
            return Owner(form, index + 1) if form is not None else None
    if index - 2 >= clause.first and words[index - 2] == "у":  # «у сестры сын заболел»
        form = form_of(words[index - 1])
        if form is not None and form.kind is Kind.GROWN_UP and form.kin in OTHER_HOUSES:
            return Owner(form, index + 1)
    form = form_of(words[index + 1]) if index + 1 < clause.after else None
    if form is not None and form.kind in {Kind.OUTSIDER, Kind.GROWN_UP} and words[index + 1].endswith(("и", "а")):
        if form.kin in OTHER_HOUSES or form.kind is Kind.OUTSIDER:
            return Owner(form, index + 2)
    return None


def is_in_general(words: Sequence[str], clause: Clause, index: int) -> bool:
    """Whether a child or a person is no one: «бала кезімде», «ондай балаға», «үлкен балаға қарағанда», «ұл бала ма»."""
    word = words[index]
    form = form_of(word)
    before = words[index - 1] if index > clause.first else ""
    behind = words[index + 1] if index + 1 < clause.after else ""
    if form is None or not form.is_bare:
        return False
    if behind.startswith(("кез", "кун", "бакша", "кутуши", "дарига", "ауруха", "емхана")) or behind in {
        "ма",
        "ба",
        "гои",
    }:
        return True
    if behind.startswith(("карага", "карама", "озге", "гори", "сияк")):
        return True
    return before in {"ондаи", "мундаи", "сондаи", "андаи", "ар", "кез", "каи", "такому", "таких", "каждому", "любому"}


def is_of_others(words: Sequence[str], clause: Clause, first: int, after: int) -> bool:
    """Whether the child, or children, from ``first`` to ``after`` are of others, by what stands near."""
    near = words[max(clause.first, first - 3) : first]
    inside = words[clause.first : clause.after]
    if any(word in _MY for word in near) or any(map(is_mine, words[first:after])):
        return False
    with_stranger = near[-1:] in (["с"], ["со"]) and any(map(is_stranger, near[:-1]))  # «женщина с ребёнком»
    if with_stranger or (near and (near[-1].startswith(_STRANGE) or near[-1] in {"била", "бил", "били"})):
        return True  # «чужой мальчик», «была девочка с насморком»
    if near and near[-1] in _OF_HOUSE and (near[-1] != "уидеги" or near[-2:-1] != []):
        return True  # «сол үйдің баласы»; «үйдегі шақалақ» is one's own
    if near and _is_ill_one(near) and _is_met(words, clause, first, after):
        return True  # «ауырып жатқан баламен», «с больным ребёнком»
    is_of_place = any(
        word.endswith(_PLACE_OF) and not word.startswith(_NOT_PLACES) and _is_place(word) for word in near
    )
    if is_of_place or any(word.startswith(_AT_WORK) for word in inside):  # «жұмыста қасымда отырған қыз»: a colleague
        return True
    behind = words[after : after + 3]
    if len(behind) > 1 and behind[0] in _FROM and _is_place(behind[1]) and not behind[1].startswith(("сад", "школ")):
        return True
    if not any(map(is_of_patient, inside)):
        return False
    return _is_somewhere(words, clause, first) or (bool(near) and near[-1] in {"бир", "какои", "кандаи", "1"})


def _is_somewhere(words: Sequence[str], clause: Clause, first: int) -> bool:
    """«садикте бала ауырды», «в группе ребёнок заболел»: a place before the child, and nothing of one's own."""
    before = words[clause.first : first]
    found_in = list(before[-1:]) == ["у"] and any(map(_is_place, before))  # «в классе корь нашли у девочки»
    if "меня" in before or "нас" in before or ("у" in before[-3:] and not found_in):
        return False
    for place, word in enumerate(before):
        if _is_place(word) and (
            word.endswith(("да", "де", "та", "те")) or before[place - 1 : place] in (["в"], ["во"])
        ):
            return True
    return False


def is_called_ill(before: Sequence[str]) -> bool:
    """Whether the words right before a person call it the one who is ill: «ауырып жатқан», «больного»."""
    return bool(before) and _is_ill_one(before)


def _is_ill_one(near: Sequence[str]) -> bool:
    goes_on = near[-1].startswith(("жатк", "жург", "болг", "шикк")) and near[-2:-1] != []
    has_sign = near[-1] == "бар" and near[-2:-1] != [] and near[-2].startswith(_SIGN)  # «бөртпесі бар бала»
    return near[-1].startswith(_ILL_ONE) or has_sign or (goes_on and near[-2].startswith(("ауир", "кизил")))


def _is_met(words: Sequence[str], clause: Clause, first: int, after: int) -> bool:
    with_him = words[after - 1].endswith(("мен", "пен")) or "с" in words[max(clause.first, first - 3) : first]
    inside = words[clause.first : clause.after]
    is_there = any(word.startswith(_TRAVELLED) and word.endswith(("да", "де", "та", "те")) for word in inside)
    return with_him or is_there or any(word.startswith(_MET) for word in inside)


def _is_place(word: str) -> bool:
    return word.startswith(_PLACES)


def is_own(words: Sequence[str], index: int) -> bool:
    """Whether the person at ``index`` is called the writer's own: «менің балам», «моему», «ұлым»."""
    near = words[max(0, index - 4) : index]
    is_here = not _HERE.isdisjoint(near) or any(pair in _AT_US for pair in pairwise(near))
    return is_here or not _MY.isdisjoint(words[max(0, index - 1) : index + 1]) or is_mine(words[index])


def is_mine(word: str) -> bool:
    """``балам``, ``ұлымды``: of the writer, by its ending."""
    form = form_of(word)
    if form is None or form.is_bare or form.kind is Kind.OUTSIDER:
        return False
    return any(mark in word[1:] for mark in ("лам", "лим", "зим", "иим", "пем", "рем", "кем", "гим")) or "имиз" in word
