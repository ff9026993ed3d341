"""Measles itself in a clause: had in the past, or there now by a doctor's word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rasa_project.understanding.clauses import find_clauses
from rasa_project.understanding.people_forms import Kind, form_of

_MEASLES: Final = re.compile(r"кизилша(?!ни\b)\w*|кор|кори|корю|кормен|корден|корпен")
_HAD: Final = re.compile(r"переболе\w*|болел[аи]?|ауир(?:ган|дим|дик)\w*|болганмин|шикканмин|ауирип|перенес\w*|ауирди")
#: It is over: ``жазылып шықты``, ``выздоровел``, ``выписали``.
_RECOVERED: Final = re.compile(r"жазил(?:ди|ип|ган)\w*|аиик(?:ти|кан)\w*|виздорове(?:л|ла|ли)|поправил\w*")
_FROM_HOSPITAL: Final = ("болницадан", "ауруханадан", "стационардан", "инфекциядан")
#: Beside «выписали»: a patient, not a medicine.
_SENT_HOME: Final = frozenset({"нас", "его", "ее", "меня", "из", "домои", "болници"})
_LAIN: Final = re.compile(r"жатканбиз|жатканмин|жатти(?:к|м)?|лежал[аи]?|шикти(?:к|м)?|шикканбиз|шиккан")
_HAD_NOT: Final = re.compile(r"ауирма(?:ган|ди)\w*")
#: «Қызылшамен ауырып шықты»: it was had, and is over.
_CAME_THROUGH: Final = re.compile(r"шикти(?:к|м)?|шиккан\w*|отти|откен\w*")
_SURELY_HAD: Final = re.compile(r"переболе(?:л|ла|ли)|перенес(?:ла|ли)?")
_PAST: Final = (
    "билтир", "бурин", "кезим", "кезде", "кезинде", "детств", "прошл", "ранше", "назад", "однажди", "когдато",
    "ертеде", "жасим", "жасинда", "малолет", "маленк", "бир", "шиккан", "шикти", "жазил", "уже",
)  # fmt: skip
_YEARS: Final = frozenset({"год", "года", "лет"})
_NOW: Final = ("казир", "сеичас", "жатир", "жатр", "турм", "бугин", "кеше", "кешее", "вчера", "калди", "бара")
_FOUND: Final = (
    "диагноз", "подтверд", "растал", "растад", "коиди", "коиилди", "коиган",
    "коиипти", "поставил", "лаборатор", "антител", "анализ",
    "обнаруж", "нашли", "виявил", "аникта",
)  # fmt: skip
_ILL: Final = re.compile(
    r"болеет|болею|болеем|болеют|заболели|болен|болна|заболел[аи]?|ауирип|ауиради|ауирдим|ауирди|подхватил[аи]?"
    r"|жуктирип|жуктирди|жуктирипти|жуктирган|заразил(?:ся|ас|ис)"
)
_LIES: Final = (
    "лежит", "лежу", "жатир", "келген", "келди", "приехал", "слег", "болниц", "инфекцион", "стационар", "реанимац",
    "госпитал", "увез", "аурухана",
)  # fmt: skip
_WITH_MEASLES: Final = re.compile(r"кизилшамен|кормен|корпен|корю|корем")
_LONG_AGO: Final = (
    "билтир", "кезим", "кезинде", "кезде", "детств", "прошл", "ранше", "однажди", "когдато", "ертеде",
)  # fmt: skip
_AS_CHILD: Final = ("билтир", "кезим", "кезинде", "детств")
#: Of another illness, or of many.
_OTHER_ILLNESS: Final = tuple(
    "суик тумау ангин ветр желшешек грипп орви орз простуд бронхит пневмон краснух аллерг отит коклюш скарлатин ковид "
    "covid салкин паротит окпе буирек гепатит астм ротавир живот горл зуб бас иш част жии коп ним ничем свинк кокжотел "
    "сари желтух".split()
)
_MET: Final = ("болн", "вместе", "контакт", "рядом", "человек", "забол", "перебол")
#: Where others are.
_OF_A_GROUP: Final = tuple("бакша балабакша групп детсад класс мектеп садик садиг садк синиб синип школ".split())
#: Behind a participle: the one who was ill.
_WHO_IS_ILL: Final = ("адам", "ага", "апа", "бала", "дос", "жиен", "киси", "корши", "наукас", "туис")
#: Endings that make of the person no subject: «балама қызылша», «баламда».
_OF_WHOM: Final = (
    "ма",
    "ме",
    "га",
    "ге",
    "ка",
    "ке",
    "да",
    "де",
    "нин",
    "дин",
    "мен",
    "нан",
    "нен",
    "дан",
    "ден",
    "та",
    "те",
)
#: One's own children in Kazakh, and children of "у ..." in Russian; which of them, and that it is there now.
_MY_CHILDREN: Final = ("балалариминда", "балаларимда", "балаларимизда", "екеуинде", "ушеуинде", "балаларда")
_CHILDREN_RU: Final = ("дете", "малишеи", "двоиняш", "близнецов", "обоих", "двоих", "троих", "внуков")
_COUNTED: Final = frozenset({"двоих", "троих", "обоих", "всех", "моих", "наших", "четверих", "2", "3"})
_IS_NOW: Final = ("боп", "болди", "болип", "бар", "сип", "тепер", "уже", "шикти", "шигип")
_GOES_ON: Final = ("жатир", "жатк", "тур", "шик", "шиг", "кал")
_ASKING: Final = frozenset("ма ме ба бе па пе ли если егер ?".split())
_NOT_OVER: Final = frozenset("когда не пока если егер сон кеиин жок ма ме ба бе па пе ше деиин неше калаи".split())
#: In front of it only when it was: «қызылшадан кейін жазылды».
_AFTER_IT: Final = frozenset({"сон", "кеиин"})
_NO: Final = frozenset("не жок емес нет".split())
#: Behind the Kazakh «не» (what): «балама не істеймін».
_WHAT_KK: Final = ("бере", "бол", "деим", "иле", "исте", "кил")
#: So far behind the illness it is denied.
_REACH: Final = 4
_NOBODY: Final = frozenset("никто ни ешким ешкимде неет".split())
#: The people of former days; and children, all of whom had it.
_EVERYBODY: Final = frozenset({"барлиги", "бари", "баримиз", "все", "всем", "ел", "халик"})
_CHILDREN: Final = ("бала", "дет", "немере", "кизд", "улд", "дочк", "син")
#: What this illness may be, and what is done against measles.
_SUPPOSED: Final = ("боюс", "бул", "думаю", "коркам", "корикам", "оилаим", "ето", "подозрева", "похож", "уксаид")
_OF_THE_VACCINE: Final = ("вакцин", "екпе", "ккп", "прив", "укол")


def had_measles(words: Sequence[str], strangers: Sequence[int]) -> bool | None:
    """Whether measles was had in the past: ``былтыр ауырған``, ``переболел``; ``None`` where nothing is said.

    Args:
        words: of the part.
        strangers: places of people outside the family: their clause tells of them.
    """
    about = any(map(_MEASLES.fullmatch, words))
    is_over = came_through(words, strangers) or (about and not strangers and _is_over(words))
    found: bool | None = True if is_over else None
    for clause in find_clauses(words):
        inside = words[clause.first : clause.after]
        if _asks(words, clause.after, inside) or any(clause.first <= one < clause.after for one in strangers):
            continue
        told = _had_in(inside, about)
        found = told if told is not None else found
    return found


def came_through(words: Sequence[str], strangers: Sequence[int]) -> bool:
    """«Қызылшамен ауырып шықты» of one's own: neither a contact nor an illness of now, whatever «-мен» looks like."""
    if strangers or not any(map(_MEASLES.fullmatch, words)):
        return False
    return any(one == "ауирип" and _CAME_THROUGH.fullmatch(two) for one, two in itertools.pairwise(words))


def tells_of_case(words: Sequence[str]) -> bool:
    """Whether a clause tells of somebody with measles near by: «в садике кто-то корью болел», «көршіде қызылша»."""
    if not any(map(_MEASLES.fullmatch, words)) or not (_NO | _NOBODY).isdisjoint(words):
        return False
    return not any(word.startswith((*_SUPPOSED, *_OF_THE_VACCINE)) for word in words)


def _is_over(words: Sequence[str]) -> bool:
    """Whether the illness of a message about measles is over: «қызылшамен жатқанбыз, ауруханадан шықтық»."""
    for index, word in enumerate(words):
        if _RECOVERED.fullmatch(word) and not _is_supposed(words, index) and not _is_of_everybody(words, index):
            return True
        if word.startswith("виписал") and not _SENT_HOME.isdisjoint(words[max(0, index - 2) : index + 4]):
            return True
        if word in _FROM_HOSPITAL and any(map(_LAIN.fullmatch, words[index + 1 : index + 3])):
            return True
    return False


def _is_of_everybody(words: Sequence[str], index: int) -> bool:
    """«Бұрын бәрі ауырған», «раньше все болели»: of the people, and of no child that is named."""
    near = words[max(0, index - 4) : index]
    return not _EVERYBODY.isdisjoint(near) and not any(word.startswith(_CHILDREN) for word in near)


def _is_supposed(words: Sequence[str], index: int) -> bool:
    """«жазылған соң қашан», «когда выздоровел бы», «не выписали»: not so, or not yet."""
    before, behind = set(words[max(0, index - 2) : index]), words[index + 1 : index + 3]
    return not _NOT_OVER.isdisjoint(behind) or not _NOT_OVER.isdisjoint(before - _AFTER_IT)


def _had_in(inside: Sequence[str], about: bool) -> bool | None:
    for index, word in enumerate(inside):
        if about and _HAD_NOT.fullmatch(word):
            return False
        if _HAD.fullmatch(word) is None:
            continue
        if any(one.startswith(_WHO_IS_ILL) for one in inside[index + 1 : index + 2]):
            continue  # «қызылшамен ауырған адаммен бірге болды»
        if _is_of_everybody(inside, index):
            continue
        denied = inside[index - 1 : index] == ["не"] or inside[index + 1 : index + 2] == ["жок"]
        if denied:
            return False if about else None
        past = any(other.startswith(_PAST) for other in inside) or _at_an_age(inside)
        past = past and not any(one.startswith(_NOW) for one in inside)
        if not about and _is_long_ago(inside):
            return True  # «былтыр ауырған», «я в детстве болела»
        is_of_another = any(other.startswith(_OTHER_ILLNESS) for other in inside)
        if (about and past) or (_SURELY_HAD.fullmatch(word) and not is_of_another):
            return True  # in a talk about measles «я переболела» is of it
    return None


def _at_an_age(inside: Sequence[str]) -> bool:
    """``болела в 5 лет``, ``корью в 7``: an age at which it was had."""
    return any(
        one == "в" and two.isdecimal() and three in _YEARS
        for one, two, three in zip(inside, inside[1:], inside[2:], strict=False)
    )


def _is_long_ago(inside: Sequence[str]) -> bool:
    """Whether the illness of a chat about measles was had long ago, and no other is named."""
    if any(word.startswith((*_OTHER_ILLNESS, *_NOW)) for word in inside):
        return False
    last_year = any(one.startswith(("прошл", "позапрошл")) and two.startswith("год") for one, two in pairwise(inside))
    return last_year or any(word.startswith(_AS_CHILD) for word in inside)


def _has_it(inside: Sequence[str], place: int) -> bool:
    """``у неё теперь корь``, ``қызылша болып жатыр``."""
    if inside[place + 1 : place + 2] == ["болип"] and any(
        one.startswith(_GOES_ON) for one in inside[place + 2 : place + 3]
    ):
        return True
    before, behind = inside[max(0, place - 1) : place], list(inside[place + 1 : place + 2])
    if inside[place] == "кизилша" and before and not before[0].endswith(_OF_WHOM) and _is_of_family(before[0]):
        if not behind or behind[0] in {"екен", "болди", "болипти", "болип"} or behind[0][:1].isdecimal():
            return True  # «сіңлімнің қызы қызылша»
    with_it = inside[max(0, place - 1) : place] == ["с"] and not any(word.startswith(_MET) for word in inside)
    if with_it and any(map(_is_of_family, inside[:place])):
        return True  # «сестра приехала с корью»
    if _is_of_own_children(inside, place):
        return True
    near = (*inside[max(0, place - 4) : place], *inside[place + 1 : place + 3])
    owners = [two for one, two in pairwise(near) if one == "у"]
    return any(one in {"нее", "него", "них"} or form_of(one) is not None for one in owners)


def _is_of_own_children(inside: Sequence[str], place: int) -> bool:
    """``у троих детей корь``, ``у детей корь``, ``балаларымда корь``; not «у детей корь протекает легко»."""
    before = inside[max(0, place - 4) : place]
    ends = place + 1 == len(inside)
    if any(word.startswith(_MY_CHILDREN) for word in before[-2:]):
        return ends or inside[place + 1].startswith(_IS_NOW)
    if "у" not in before or not before[-1:] or not before[-1].startswith(_CHILDREN_RU):
        return False
    counted = any(word in _COUNTED for word in before)
    return counted or ends or inside[place + 1].startswith(_IS_NOW)


def _is_said_to_be(inside: Sequence[str], place: int) -> bool:
    """``балам қызылша деп дәрігер айтты``, ``врач сказал корь``: a doctor has named it."""
    says = inside[place + 1 : place + 2] in (["деп"], ["дп"], ["деди"], ["депти"]) or any(
        word.startswith(("сказал", "говор", "аитт", "деп", "деди")) for word in inside
    )
    return says and any(word.startswith(("врач", "доктор", "даригер", "педиатр")) for word in inside)


#: At the beginning of a clause: where the family does not live.
_THERE: Final = frozenset({"там", "сонда", "онда"})


def is_confirmed(words: Sequence[str], strangers: Sequence[int]) -> bool | None:
    """Whether measles is told as found: ``корь подтвердили``, ``қызылшамен ауырып жатыр``."""
    for clause in find_clauses(words):
        inside = words[clause.first : clause.after]
        if any(clause.first <= one < clause.after for one in strangers):
            continue
        if _asks(words, clause.after, inside):
            if _is_taken_for_granted(inside):
                return True
            continue
        places = [index for index, word in enumerate(inside) if _MEASLES.fullmatch(word)]
        if not places or any(word.startswith(_LONG_AGO) for word in inside):
            continue
        is_group = any(word.startswith(_OF_A_GROUP) for word in inside)
        if is_group and (not any(map(_is_of_family, inside)) or _is_group_of(inside)):
            continue  # «в садике подтвердили корь, сын ходит туда»: nobody of the family
        if inside[0] in _THERE and not any(map(_is_of_family, inside)):
            continue  # «из садика принесла, там корь подтвердили»
        found = any(word.startswith(_FOUND) for word in inside)
        near = inside[max(0, places[0] - 3) : places[0] + 4]
        ill = any(_ILL.fullmatch(word) for word in near)
        ill |= _WITH_MEASLES.fullmatch(inside[places[0]]) is not None and any(word.startswith(_LIES) for word in near)
        ill |= _has_it(inside, places[0]) or _is_said_to_be(inside, places[0])
        if found or ill:
            return not _is_denied(inside, places) and not any(word.startswith("подозр") for word in inside)
    return None


def _is_group_of(inside: Sequence[str]) -> bool:
    """«В школе у старшего корь»: the school is his, and the illness is there."""
    places = [place for place, word in enumerate(inside) if word.startswith(_OF_A_GROUP)]
    return any(list(inside[place + 1 : place + 2]) == ["у"] for place in places)


def _is_taken_for_granted(inside: Sequence[str]) -> bool:
    """«Қызылшамен ауырып жатқан баламды апарайын ба»: asked of one's own child who has it."""
    for place, word in enumerate(inside):
        behind = inside[place + 1 : place + 4]
        is_ill = _WITH_MEASLES.fullmatch(word) or (word == "кизилша" and behind[:1] == ["болип"])
        if is_ill and any(one.startswith("жатк") and _is_own(two) for one, two in pairwise(behind)):
            return True
    return False


def _is_own(word: str) -> bool:
    form = form_of(word)
    return form is not None and form.kind is Kind.CHILD and not form.is_bare


def _is_denied(inside: Sequence[str], places: Sequence[int]) -> bool:
    """Whether the illness itself is denied: «қызылша емес», «корь не подтвердили»; not «екпе керек емес, корь ғой»."""
    ill = [place for place, word in enumerate(inside) if word.startswith(_FOUND) or _ILL.fullmatch(word)]
    told = sorted({*places, *ill})
    before = inside[max(0, told[0] - 1) : told[0]]
    until = min(len(inside), told[-1] + _REACH)
    behind = list(itertools.takewhile(lambda word: not word.startswith(_OF_THE_VACCINE), inside[told[0] : until]))
    asked = [two.startswith(_WHAT_KK) for one, two in pairwise((*behind, *inside[until : until + 1])) if one == "не"]
    is_what = bool(asked) and all(asked) and _NO.isdisjoint((*before, *(one for one in behind if one != "не")))
    return not is_what and not _NO.isdisjoint((*before, *behind))


def _is_of_family(word: str) -> bool:
    form = form_of(word)
    return form is not None and form.kind is not Kind.OUTSIDER


def _asks(words: Sequence[str], after: int, inside: Sequence[str]) -> bool:
    return not _ASKING.isdisjoint(inside) or words[after : after + 1] == ["?"]
