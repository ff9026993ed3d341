"""A danger that is told and is over, in folded words: it passed meanwhile, or the hospital let the patient go home.

Each gives the place from which on the message tells of now, so that a sign that is told there stays one of now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: «Сейчас дышит нормально», «енді есін жиды»: now, and well.
_BETTER: Final = re.compile(
    r"\b(?:сеичас|шас|тепер|уже|енди|казир|кази|азир)(?: (?!не\b)\S+){0,3}? (?:нормал\w*|норм|хорошо|лучше|легче|"
    r"отпустил\w*|отошл?[ао]?|прошл[аио]|прошел|успокоил\w*|очнул\w*|в себя|в себе|дишит сам\w*|дишит ровно|играет|"
    r"дурис\w*|жакси\w*|калипти|калпина|орнина|тиништ\w*|басилди|токтади|женил\w*|есин жид\w*|оянди|"
    r"козин ашти|оинап\w*|дем алип (?:жатир|тур|отир))\b|"
    r"\b(?:пришел|пришла) в себя\b|\bочнул(?:ся|ас)\b|\bесин жи(?:ди|ип алди|нади)\b|\bкалпина келди\b"
)
_NOT_BETTER: Final = re.compile(
    r"\b(?:не пришел|не пришла|не очнул|есин жи(?:мади|ган жок|я алма)|хуже|нашар|ауирла|калаи|как снят|снят\b)"
)
_HOSPITAL: Final = re.compile(
    r"\b(?:болниц|аурухана|стационар|реанимац|инфекционк|госпитал|скор(?:ая|ои|ую|ии)|жедел|103|врач|дариг|доктор)"
)
#: Sent home by those who had treated the patient.
_RELEASED: Final = re.compile(
    r"\b(?:випис(?:ал|алис|ан|к)\w*|(?:отпустил|отправил домои|вернул)\w*|"
    r"(?:уиге|уиге) (?:\S+ )?(?:шигар|жибер|каитар|каитт|келд|келип|алип кел)\w*|"
    r"шигар(?:ди|ип|ган)\w*(?: \S+)? ?(?:уиге)?|шигип кел\w*|шиктик|домои (?:отпуст|верну|приех|привез|випис)\w*)"
)
_NOT_YET: Final = re.compile(
    r"\b(?:когда|кашан) (?:\S+ )?(?:випи[сш]|отпуст|шигар)|\bне (?:випис|отпуск|отпуст)\w*|шигармаи\w*|шигарса\w*"
)
#: It was before, whatever the form of the verb.
_BEFORE: Final = re.compile(
    r"\b(?:вчера|позавчера|кеше|алдинги куни|алдингуни|тунде|ночю|откенде|биер куни|бурнагуни|танертен|утром|"
    r"(?:кун|сагат|апта) бурин|(?:ден|дня|днеи|час|часа|часов|неделю) назад|бил[аио]?|болган|болип еди|еди)\b"
)
#: Somebody asks whether a call may be taken back.
_CANCEL: Final = re.compile(
    r"\b(?:отмен\w*|отказ\w*|бас тарт\w*|каитар\w*|тохтат\w*|токтат\w*|керек емес|келмесин|келмеи(?:-?ак|ак)|"
    r"(?:пуст|путь) не (?:едут|приезжа)\w*|не надо (?:ехат|приезжа\w*|скор\w*|103)|развернут)\b"
)
_CALL: Final = re.compile(
    r"\b(?:скор(?:ая|ои|ую|ии|иди?|ига)|жедел\w*|103\w*|112\w*|визов\w*|шакирт\w*|шакиру\w*|бригад\w*|олар\w*|им|их)\b"
)
#: «Скорая не нужна», «жедел жәрдем керек емес».
_NO_NEED: Final = phrases(
    "103 керек емес", "103 керек жок", "103 не над", "103 не нуж", "103 шакирма", "жедел жардем керек емес",
    "жедел жардем керек жок", "жедел керек емес", "жедел шакирма", "зачем скор", "зачем нам скор", "какая скор",
    "не буду визиват", "не буду скор", "не буду звонит", "не вижу смисла визиват", "не над нам скор", "не над скор",
    "не нуж нам скор", "не нуж скор", "при чем тут скор", "причем тут скор", "скорая керек емес", "скорая не над",
    "скорая не нуж", "скорая нам не нуж", "скорую не буд", "скорую не над", "скори керек емес",
)  # fmt: skip
#: «Никому не плохо», «ешкім ауырмайды», as the beginning of a message; of others beside a patient it is no word.
_NOBODY: Final = re.compile(
    r"^(?:(?:да|нет|не|у нас|жок|иа|бизде|сеичас|казир|тут|уиде|дома) )*"
    r"(?:никому (?:\S+ ){0,2}не (?:плохо|хуже)|никто (?:\S+ ){0,2}не (?:бол\w+|задиха\w+|умира\w+)|"
    r"ешким(?:ге|нин)? (?:\S+ )?(?:ауирма\w+|ауирип (?:жаткан|турган) жок|нашар емес|ауирган жок|"
    r"олип (?:жаткан|бара жаткан) жок|жаман емес|хали нашар емес|жагдаии (?:нашар|ауир) емес))\b"
)
_OTHERS: Final = phrases("болше", "еше никто", "кроме", "остал", "другои", "други", "баска", "озге", "семе", "отбас")
_MAY: Final = frozenset(
    {"ба", "бе", "бола", "болади", "болама", "деиин", "деим", "деимиз", "ли", "ма", "ме", "может", "можно", "надо",
     "нужно", "па", "пе"}
)  # fmt: skip


def better_now(words: Sequence[str]) -> int | None:
    """The word from which on the message tells that it is better now, or ``None``."""
    text = " ".join(words)
    found = None if _NOT_BETTER.search(text) else _BETTER.search(text)
    return None if found is None else text[: found.start()].count(" ")


def released(words: Sequence[str]) -> int | None:
    """The word behind which the message goes on after it told that a hospital let the patient go, or ``None``."""
    text = " ".join(words)
    if _HOSPITAL.search(text) is None or _NOT_YET.search(text):
        return None
    found = _RELEASED.search(text)
    return None if found is None else text[: found.end()].count(" ") + 1


def is_of_before(words: Sequence[str]) -> bool:
    """Whether the words name a time that is over: ``кеше``, ``вчера``, ``были``."""
    return _BEFORE.search(" ".join(words)) is not None


def needs_no_ambulance(words: Sequence[str]) -> bool:
    """Whether it is said that no ambulance is needed: ``скорая не нужна``, ``жедел жәрдем керек емес``."""
    return stands(words, _NO_NEED) and _MAY.isdisjoint(words)


def nobody_is_ill(words: Sequence[str]) -> bool:
    """Whether it is said that nobody is ill at all: ``никому не плохо``, ``ешкім ауырмайды``."""
    return _NOBODY.search(" ".join(words)) is not None and not stands(words, _OTHERS)


def asks_to_cancel(words: Sequence[str], *, is_called: bool) -> bool:
    """Whether it is asked if the ambulance may be sent back: ``скорую отменить можно``, ``103-тен бас тартсақ па``.

    Args:
        words: folded words of the message.
        is_called: whether the talk knows that it was called, so that it need not be named.
    """
    text = " ".join(words)
    is_meant = is_called or _CALL.search(text) is not None
    return is_meant and _CANCEL.search(text) is not None and not _MAY.isdisjoint(words)
