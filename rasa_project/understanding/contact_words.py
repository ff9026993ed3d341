"""A contact with a patient in folded words: told, denied, or hardly to be guessed.

Kept apart from the entities, whose names and values are fixed: these are read only where a conversation
asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rasa_project.understanding.circumstances import is_denied
from rasa_project.understanding.people_forms import form_of
from rasa_project.understanding.phrases import found_at, phrases, stands

_CONTACT: Final = ("контакт", "араласк", "араласт", "аралас", "жугистирган", "жугистиги", "обшал")
_SICK_NEAR: Final = (
    "бирге", "катар", "жанинда", "касинда", "тобинда", "топта", "группе", "садикте", "класс", "рядом", "вместе",
    "палат", "синибинда", "синипта", "автобусе", "вагоне", "вахтада", "жатакханада", "жумиста", "кенседе", "купе",
    "обшаге", "обшежитии", "офисе", "поезде", "поезда", "работе", "самолете", "цехе", "цехта",
)  # fmt: skip
_SICK: Final = ("кизилша", "ауирган", "ауирип", "ауирди", "болеет", "заболел", "болел")
#: «были у больного корью», «қызылша баламен болды»: a meeting told by its verb.
_ILL_RU: Final = ("болн", "болеюш", "заболевш")
_WITH_RU: Final = frozenset({"с", "со", "у"})
_MET_RU: Final = (
    "бил",
    "видел",
    "встреча",
    "встрет",
    "гост",
    "ехал",
    "играл",
    "летел",
    "ночев",
    "обша",
    "сидел",
    "ходил",
)
_ILL_KK: Final = ("ауирган", "ауирип", "ауру", "кизилша", "наукас")
_WITH_KK: Final = ("бен", "мен", "пен")
_MET_KK: Final = ("бол", "журд", "журип", "кездес", "оина", "отир", "соилес", "уикта")
_REACH: Final = 3
#: «бірге отырды», «тоже там была», «рядом сидели».
_TOGETHER: Final = ("бирге", "вместе", "жанинда", "касинда", "рядом", "тоже")
_BEING: Final = (
    "бил", "болган", "болди", "болип", "играл", "оинад", "оинап", "отирган", "отирди", "отирип", "сидел", "спал",
    "уиктад", "уиктап",
)  # fmt: skip
_TOO: Final = frozenset({"да", "де", "та", "те"})
_WAS: Final = ("болган", "болди", "болип", "отирд", "отирг")
#: «інісі үйде», «онда болған жоқ»: not where the patient was.
_AT_HOME: Final = frozenset({"дома", "уиде"})
_NOT_THERE: Final = phrases(
    "барган жок", "бармаган", "онда болган жок", "онда болмаган", "сонда болган жок", "сонда болмаган", "не бил там",
    "не била там", "не ездил", "не ходил с нами", "там не бил", "там не била",
)  # fmt: skip
#: Phrases that say that nobody was met; each word by its beginning.
_NONE: Final = phrases(
    "без контакт", "ешкиммен аралас", "ешкиммен бирге бол", "ешкиммен кездес", "ешкиммен контакт",
    "забуд про контакт", "какои контакт", "кандаи контакт", "контакт болган жок", "контакт болма", "контакт емес",
    "контакт жок", "контакт не бил", "контакт умит", "контакта не бил", "контакта нет", "контактов не бил",
    "контактов нет", "наукаспен аралас", "наукаспен болган жок", "наукаспен кездескен жок", "наукаспен кездеспе",
    "не било контакт", "не контактир", "нет контакт", "ни с кем не", "никаких контакт", "никакого контакт",
    "ешким касинда бол", "ешкимди корген жок", "ешкимди корме",
    "ешкиммен болган жок", "ешкиммен болма", "ешкиммен кездеспе", "ешкиммен араласпа",
    "ешкиммен бирге болган жок", "ешкандаи контакт", "контакт аз", "контактида болма", "контактта болма",
    "контакта болма",
    "контактим жок", "контактимиз жок", "контактта болган жок", "баиланис болган жок", "баиланис болма", "баиланис жок",
    "баиланиста болган жок", "баиланиста болма", "касинда болган жок", "касинда болма", "касинда болган адам жок",
    "касинда ешким жок", "жанинда болган жок", "жанинда болма", "жанинда ешким жок", "касимизда ешким жок",
    "бирге болган жок", "бирге болма", "наукаспен болма", "наукасти корген жок", "наукасти корме", "кездескен жокп",
    "араласкан жокп", "кездескемиз жок", "болган адам жок", "ауирган адамди корме",
    "контакта небило", "контакт небил", "небило контакт", "контактов небил", "контакта никакого", "контактов никаких",
    "не било никакого контакт", "не било никаких контакт", "контакта у нас не", "контакта у него не",
    "контакта у нее не", "ни с кем болним", "ни с каким болним", "с болними не", "с болним не", "рядом не бил",
    "не бил рядом", "не била рядом", "не били рядом", "рядом никого не", "рядом никто не", "вместе не бил",
    "не виделис", "я его не видел", "я ее не видел",
    "я их не видел", "ми его не видел", "ми их не видел", "никого не вид", "никого не встреч",
    "с ними не", "с ним не видел", "с неи не видел", "кездеспедик", "араласпадик", "жолигиспа",
    "жоликкан жок", "не встречал", "не встретил", "не пересекал", "не обшал",
)  # fmt: skip
#: The writer is far from the patient: no contact yet, whoever is ill at home.
_AWAY: Final = phrases(
    "вахтадамин", "вахтада жур", "вахтада едим", "мен вахтада", "вахтадан келе", "я на вахте", "сам на вахте",
    "уиде емеспин", "уиде жокпин", "уиде жок едим", "уиде болмаган", "али уиге барма", "уиге барган жок", "уиге барсам",
    "уиге каитсам", "уиге келсем", "кеиин каитам", "кеиин уиге", "шетте жур", "баска каладамин",
    "еше не дома", "я не дома", "не дома сеичас", "не бил дома", "не била дома", "домои еду", "еду домои",
    "домои верн", "вернус домои", "приеду домои", "поеду домои", "когда вернус", "когда приеду",
)  # fmt: skip
#: Who came home met the patient: «келіп кеттім», «вчера приехал».
_WAS_HOME: Final = ("приехал", "вернулся", "келдим", "келип кет")
#: Phrases that say that nobody is ill: a denial only of a contact that was not told before.
_NOBODY_ILL: Final = phrases(
    "ешким ауирган жок", "ешким ауирип жаткан жок", "ешким ауирип жатпа", "ешким ауирип турган жок", "ешким ауирма",
    "никто и не боле", "никто не боле", "никто не забол",
)  # fmt: skip
_NONE_OR_NOBODY_ILL: Final = (*_NONE, *_NOBODY_ILL)
#: A contact in general, in a question of days or signs, and what makes it one's own.
_AFTER_ANY: Final = phrases("контакта кеиин", "контакттан кеиин", "контакттан сон", "после контакт", "при контакт")
_HOW_LONG: Final = phrases(
    "как долго", "какие", "кандаи", "калаи", "канша", "кашан", "когда", "неше", "сколко", "скоко", "через ск",
)  # fmt: skip
_TOLD: Final = frozenset("бизде болдик болдим бил била били бугин вчера кеше меня мне мои моя нам нас у".split())
#: One's own nursery, class or school, and that a child goes there.
_GROUP: Final = tuple("бакша балабакша детсад групп класс мектеп садик садиг садк синиб синип школ".split())
_OURS: Final = frozenset({"биздин", "баламнин", "улимнин", "кизимнин", "нашем", "нашеи"})
_HIS_GROUP: Final = ("синибинда", "класинда", "классинда", "тобинда", "бакшасинда", "садигинде", "мектебинде")
_GOES_THERE: Final = ("барад", "барип", "посеша", "сонда", "туда", "ходит", "ходим")
_ASKING: Final = frozenset({"?", "ба", "бе", "ли", "ма", "ме", "па", "пе", "егер", "если"})
#: Behind these comes what was met all the same.
_BUT: Final = frozenset({"алаида", "бирак", "но", "однако", "толко", "тек"})
#: Somebody ill, a meeting, a catching, by beginnings of words.
_PATIENT: Final = (
    "арала", "ауир", "бирге", "болел", "более", "болипти", "болн", "бортпе", "вместе", "вспишк", "жанинда", "жук",
    "забол", "зараж", "зараз", "играл", "касинда", "катар", "кездес", "классе", "контакт", "наукас", "обша", "оинад",
    "переболе", "переда", "подхват", "рядом", "сип", "случа", "тобинда", "шигип", "шиккан", "шикти",
)  # fmt: skip
_CATCHING: Final = (
    "зараж",
    "зараз",
    "жуга",
    "жугад",
    "жугип",
    "жугу",
    "жукса",
    "жукпа",
    "жуктир",
    "передает",
    "передас",
)
#: The illness by its name.
ILLNESS: Final = frozenset({"кизилша", "кор", "кори", "корю"})
_AGAINST: Final = frozenset({"от", "против"})
#: In front of it the illness is a matter of papers or talk: «больничный по кори».
_SPOKEN_OF: Final = _AGAINST | {"о", "по", "про"}


def denies_contact(words: Sequence[str], *, was_told: bool = False) -> bool:
    """Whether the writer says that there was no contact: ``контакт болған жоқ``, ``никто не болеет``.

    Not where a patient is told of beside it: «у нас никто не болеет, но в классе корь».

    Args:
        words: folded words.
        was_told: whether a contact was told before: then «никто не болеет» is said of those who met the patient.
    """
    span = found_at(words, _NONE if was_told else _NONE_OR_NOBODY_ILL)
    if span is None or not _BUT.isdisjoint(words[span[0] :]):
        return False
    if not _BUT.isdisjoint(words[: span[0]]):
        return True  # «в садике корь, но мы не контактировали»
    others = [*words[: span[0]], *words[span[1] :]]
    return not _met(others)


def asks_of_catching(words: Sequence[str]) -> bool:
    """Whether catching it is spoken of: ``не заразит ли``, ``жұғып қалмай ма``, ``передаётся ли братику``."""
    return any(word.startswith(_CATCHING) for word in words)


def is_away(words: Sequence[str]) -> bool:
    """Whether the writer is far from home, where somebody is ill, and met nobody yet: «вахтадамын, үйге барсам»."""
    return stands(words, _AWAY) and not any(word.startswith(_WAS_HOME) for word in words)


def speaks_of_patient(words: Sequence[str]) -> bool:
    """Whether somebody who is ill, or a meeting, is spoken of: then a contact may be meant, and is not guessed away."""
    return any(
        word.startswith(_PATIENT) or (word in ILLNESS and words[max(0, index - 1)] not in _AGAINST)
        for index, word in enumerate(words)
    )


def tells_of_contact(words: Sequence[str]) -> bool | None:
    """Whether a contact with a patient is told; ``None`` where nothing is said of one."""
    if denies_contact(words, was_told=True):
        return False
    for index, word in enumerate(words):
        if word.startswith(_CONTACT) and not _is_asked_in_general(words):
            return not is_denied(words, index)
        if _was_there(words, index):
            return True
    return True if _met(words) or _met_by_verb(words) or _is_in_own_group(words) else None


def _is_asked_in_general(words: Sequence[str]) -> bool:
    """``через сколько дней после контакта появляется сыпь``: of anybody's contact, and of none that was."""
    if not stands(words, _AFTER_ANY) or not stands(words, _HOW_LONG):
        return False
    return not any(form_of(word) is not None or word in _TOLD for word in words)


def _is_in_own_group(words: Sequence[str]) -> bool:
    """``у нас в садике корь``, ``балабақшада қызылша, ұлым сонда барады``: told, not asked."""
    is_told = any(word.startswith(_GROUP) for word in words) and any(
        word in ILLNESS or word.startswith("кизилша") for word in words
    )
    if not is_told or not _ASKING.isdisjoint(words):
        return False
    is_ours = any(one == "у" and two == "нас" for one, two in pairwise(words)) or not _OURS.isdisjoint(words)
    is_ours |= any(
        one.startswith(_GROUP) and two == "у" and form_of(three) is not None
        for one, two, three in zip(words, words[1:], words[2:])
    )  # «в школе у старшего корь»
    is_ours |= any(word.startswith(_HIS_GROUP) for word in words)  # «сыныбында қызылша шықты»
    return is_ours or any(word.startswith(_GOES_THERE) for word in words)


def _met_by_verb(words: Sequence[str]) -> bool:
    """A verb of meeting beside the patient: ``были в гостях у больного корью``, ``қызылша баламен болды``."""
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 1 + _REACH]
        if word in _WITH_RU and any(one.startswith(_ILL_RU) for one in behind):
            near = [*words[max(0, index - _REACH) : index], *behind]
            if any(one.startswith(_MET_RU) for one in near) and "не" not in near:
                return True
        if word.startswith(_ILL_KK):
            met = next((place for place, one in enumerate([word, *behind]) if one.endswith(_WITH_KK)), None)
            verbs = range(index + 1 + met, min(len(words), index + 3 + met)) if met is not None else ()
            if any(words[place].startswith(_MET_KK) and not is_denied(words, place) for place in verbs):
                return True
    return False


def was_together(words: Sequence[str]) -> bool:
    """Whether somebody was there too, said in a talk about a contact: ``бірге отырды``, ``тоже с ней играл``."""
    if any(one in _TOO and two.startswith(_WAS) for one, two in pairwise(words)):
        return True  # «ұлым да болды»
    return any(
        words[place].startswith(_TOGETHER) and not is_denied(words, place + 1) and not is_denied(words, place)
        for place in range(len(words))
        if any(one.startswith(_BEING) for one in words[max(0, place - 2) : place + 3])
    )


def stayed_away(words: Sequence[str]) -> bool:
    """Whether somebody stayed at home or was not there: ``үйде болды``, ``дома был``, ``онда болған жоқ``."""
    is_home = not _AT_HOME.isdisjoint(words) and not any(
        word.startswith((*_ILL_KK, *_ILL_RU, "боле")) for word in words
    )
    return stands(words, _NOT_THERE) or (is_home and not was_together(words))


def _met(words: Sequence[str]) -> bool:
    """Somebody ill, and a place beside one's own: ``садикте қызылша``, ``рядом болел``."""
    return any(word.startswith(_SICK_NEAR) for word in words) and any(
        word.startswith(_SICK) or (word in ILLNESS and _SPOKEN_OF.isdisjoint(words[max(0, index - 1) : index]))
        for index, word in enumerate(words)
    )


def _was_there(words: Sequence[str], index: int) -> bool:
    """``он тоже там был``, ``ол да сонда болған``."""
    near, behind = words[max(0, index - 3) : index], words[index + 1 : index + 3]
    if words[index] == "там" and any(word in {"бил", "била", "били"} for word in behind):
        return "тоже" in near or "тоже" in behind
    is_there = words[index] == "сонда" and any(
        word.startswith(("болган", "болдик", "болдим", "отир", "жург")) for word in behind
    )
    return is_there and not {"да", "де", "та", "те"}.isdisjoint(near)
