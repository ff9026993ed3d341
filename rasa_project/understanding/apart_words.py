"""Who of a family was not where a patient was met, in folded words: «сын там не был», «кішісі үйде қалған».

Read only where a meeting is talked about: «не была» alone means nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Being there, meeting, playing, denied.
_NOT_THERE_RU: Final = re.compile(
    r"\bне (?:бил[аио]?|било|бивал\w*|ходил\w*|езди\w*|ехал\w*|поех\w*|пош[ле]\w*|заход\w*|заш[ле]\w*|видел\w*|"
    r"виделис\w*|встреча\w*|встрет\w*|игра\w*|контактир\w*|обша\w*|сидел\w*|подход\w*|приход\w*|приблиз\w*|общал\w*|"
    r"соприкас\w*|пересек\w*|брал[аи]?|взял[аи]?|водил\w*|вози\w*)\b"
)
_NOT_THERE_KK: Final = re.compile(
    r"\b(?:бар|бол|оина|кездес|аралас|корис|кор|отир|кир|кел|жола|жолик|соилес|жакинда|журис|жур)"
    r"(?:(?:ган|ген|кан|кен|ип|п) (?:жок|емес)\w*|(?:ма|ме|ба|бе|па|пе)(?:ган|ген|ди|п|пти)\w*)"
)
#: What is denied is no meeting: «не была привита», «қызуы болған жоқ», «корью не болел».
_OF_ELSE: Final = (
    "вакцин", "доза", "доз", "егил", "екпе", "жотел", "кашел", "кизу", "привив", "привит", "прививк", "прививок",
    "бортп", "сип", "температур", "укол", "болен", "болна", "кусу", "насморк", "горячи",
)  # fmt: skip
#: It may come, or may not: «үйде қалса».
_IF: Final = frozenset({"егер", "если"})
_AT_HOME: Final = phrases(
    "дома бил", "дома остал", "дома оста", "дома сидел", "дома находил", "дома спал", "бил дома", "била дома",
    "били дома", "остал дома", "остался дома", "осталас дома", "оставил дома", "сидел дома", "сидела дома",
    "остав с бабушк", "оставили с бабушк", "оставила с бабушк", "остал с бабушк", "осталас с бабушк",
    "остался с бабушк", "остался с пап", "осталас с пап", "оставили с пап", "оставили с мам",
    "уиде калган", "уиде калд", "уиде калип", "уиде болг", "уиде болд", "уиде отирг", "уиде отирд", "уиде еди",
    "уиде уикт", "ажесимен калд", "ажесимен калг", "ажесинде калд", "ажесинде калг", "акесимен калд", "акесимен калг",
    "уиге тастап",
)  # fmt: skip
#: In the part of a child: it is only told that it is there, at home.
_LIVES_AT_HOME: Final = phrases(
    "дома еше", "дома ест", "еше дома", "дома мал", "дома груд", "дома ребен", "дома доч", "дома син", "дома млад",
    "ест еше", "уиде", "таги бар", "еше ест", "дома",
)  # fmt: skip
#: With the others: then the meeting is that of all.
_TOGETHER: Final = (
    "бирге", "вместе", "екеуи", "екеумиз", "ми", "оба", "обе", "обои", "бариик", "баримиз", "бари", "все", "сонда",
    "там", "тоже", "туда", "ушеуи", "бил", "барди", "барган", "болди", "болган", "контакт", "ходит", "ходил", "баради",
)  # fmt: skip
#: The writer with them: «ездили», «бардық».
_WE: Final = re.compile(
    r"\b(?:ми|нас|нам|биз|бизди|бизге)\b|\b(?:били|ходили|езди[лт]и|ездили|сидели|виделис|гостили|ехали|заходили)\b"
    r"|\w+(?:дик|дик|тик|ганбиз|генбиз|дикпиз)\b"
)
_ALL: Final = frozenset({"вместе", "екеуи", "екеумиз", "оба", "тоже"})
#: The patient came to those who were at home.
_CAME_TO_US: Final = phrases(
    "бизге кел", "бизге конак", "бизге кир", "уимизге кел", "уиимизге кел", "уиге кел", "биздин уиге", "биздикине кел",
    "бизде бол", "бизде отир", "к нам приход", "к нам приех", "к нам приш", "к нам зашел", "к нам заход",
    "к нам в гост",
    "приходил к нам", "приходила к нам", "пришел к нам", "пришла к нам", "приехал к нам", "приехала к нам",
    "зашел к нам", "зашла к нам", "у нас в гостях", "у нас дома бил", "у нас гост", "бил у нас", "била у нас",
)  # fmt: skip
#: The same with the guest between: «бізге қызылшамен ауырған жиен келіп кетті», «племянник ночевал у нас».
_CAME: Final = re.compile(
    r"\b(?:бизге|уиге|уиимизге) (?:\S+ ){0,4}(?:келип|келди|келген|конак)\b"
    r"|\bк нам (?:\S+ ){0,4}(?:при[ехш]|за[хш])|\b(?:ночевал|гостил|играл|жил|сидел)\S* (?:вчера )?у нас\b"
    r"|\bу нас (?:\S+ ){0,2}(?:ночевал|гостил)"
)
_GOES_THERE: Final = phrases(
    "сонда бара", "сонда барад", "сонда бара жат", "сонда окид", "туда ход", "ходит туда", "принесла из", "принес из",
    "из садика принес", "из школи принес", "из сада принес", "сол бакшада", "сол синипта", "сол топта",
    "в етои группе", "в етом классе", "в тои группе", "в том классе",
)  # fmt: skip
_ELSEWHERE: Final = phrases(
    "балабакшада бол", "бакшада бол", "в саду бил", "в садике бил", "в школе бил", "в детсаду бил", "мектепте бол",
    "на уроках", "сабакта бол", "садикте бол", "бил в школе", "била в школе", "бил в садике", "била в садике",
    "ажесинде бол", "у бабушки бил",
)  # fmt: skip
_ONLY: Final = frozenset({"гана", "жалгиз", "лиш", "один", "одна", "тек", "толко", "единственн"})
#: «Братья», «остальные дети», «қалған екеуі», «інілері»: those who were not told of.
_REST: Final = re.compile(
    r"\b(?:брат[яь]\w*|братишк(?:и|ам|ами)|братик(?:и|ам|ов|ами)|сестр(?:и|ам|ами)|сестренки|сестрички|"
    r"осталн(?:ие|их|им)|други[ех] (?:дет\w+|два|двое|реб\w+)|двое других|друг(?:ие|их|им)|"
    r"калган(?:дари|и)?(?: (?:екеуи|ушеуи|балалар\w*|бала))?|"
    r"калгандар\w*|баска балалар\w*|баскалари|озгелери|бауирлари|инилери|синлилери|кариндастари|агалари|апкелери)\b"
)


def was_away(words: Sequence[str]) -> bool:
    """Whether the part of a person says that it was not where the patient was: ``там не был``, ``үйде қалған``."""
    if any(word.startswith(_OF_ELSE) or word in _IF or word.endswith(("лса", "рса", "тса")) for word in words):
        return False
    text = " ".join(words)
    is_denied = _NOT_THERE_RU.search(text) is not None or _NOT_THERE_KK.search(text) is not None
    return is_denied or stands(words, _AT_HOME)


def goes_there(words: Sequence[str]) -> bool:
    """Whether somebody goes where the illness broke out: ``сонда барады``, ``туда ходит``, ``принесла из садика``."""
    return stands(words, _GOES_THERE)


def patient_came(words: Sequence[str]) -> bool:
    """Whether the patient was a guest: then who was at home has met him, and who was at school has not."""
    return stands(words, _CAME_TO_US) or _CAME.search(" ".join(words)) is not None


def was_elsewhere(words: Sequence[str]) -> bool:
    """Whether somebody was at school or nursery while the guest was at home."""
    return stands(words, _ELSEWHERE)


def lives_at_home(words: Sequence[str]) -> bool:
    """Whether it is only told that somebody is there, at home: ``дома ещё малыш``, ``үйде 8 айлық бөпем бар``."""
    return stands(words, _LIVES_AT_HOME) and not any(word.startswith(_TOGETHER) for word in words)


def was_with_all(words: Sequence[str]) -> bool:
    """Whether the words of a meeting take the writer or the others in: ``были``, ``бардық``, ``вместе``, ``тоже``."""
    return _WE.search(" ".join(words)) is not None or not {"вместе", "екеуи", "екеумиз", "оба", "тоже"}.isdisjoint(
        words
    )


def is_alone(words: Sequence[str], first: int, after: int) -> bool:
    """Whether the person from ``first`` to ``after`` is told as the only one: ``только дочка``, ``ағасы ғана``."""
    near = (*words[max(0, first - 2) : first], *words[after : after + 1])
    return not _ONLY.isdisjoint(near)


def means_the_rest(words: Sequence[str]) -> bool:
    """Whether those who were not told of are meant: ``братья``, ``остальные``, ``қалған екеуі``."""
    return _REST.search(" ".join(words)) is not None
