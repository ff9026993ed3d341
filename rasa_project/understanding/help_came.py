"""How an emergency ends, in folded words: help is here, the patient was taken to hospital, it is all well again.

Read only while an emergency goes on: «приехали» alone means nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HELP: Final = (
    r"(?:103|112|скор(?:ая|ои|ую|ии|иди)|жедел\w*|врач\w*|доктор\w*|даригер\w*|дохтир\w*|фелдшер\w*|медик\w*|бригад\w*|"
    r"комек|помош|жардем)"
)
_GAP: Final = r" (?:\S+ ){0,3}"
_CAME: Final = (
    r"(?<!не )(?:уже у нас|у нас уже|приехал\w*|прибил\w*|подехал\w*|дошл[аио]|зашл[аио]|тут|здес|осинда|касимизда|"
    r"касинда|стоят|смотрят|смотрит|осматрива\w*|осмотрел\w*|колют|сделали|(?:по)?смотрел[аи]?|побивал[аи]?|келди|келипти|келип|жетти|кирди|карап|карады|"
    r"каради|салди|салип)\b"
)
#: Help that is here; somebody who waits for it says «келе жатыр», «ещё не приехали».
_HERE: Final = re.compile(
    rf"\b{_HELP}{_GAP}{_CAME}|\b{_HELP} {_CAME}|{_CAME} (?:\S+ )?{_HELP}\b|"
    r"^(?:\S+ ){0,3}(?<!не )(?:приехали|келди)\b|\b(?:они|олар) (?:уже |кирип )?(?:тут|здес|осинда|келди|приехал)"
)
_NOT_YET: Final = re.compile(
    r"\b(?:не приех\w*|не едут|кел(?:меди|меи|ген жок|генше|се|еди|етин|е жат)\w*|когда приед\w*|кашан|до сих пор|"
    r"али жок|до приезда|ждат|жду|кутип|кутейик|кутеиик|шикти|виехал\w*|едут|едет|виезжа\w*|келетин)\b"
)
#: The patient was, or is being, taken away by whom help was asked of.
_TAKEN: Final = re.compile(
    r"\b(?:увез\w*|увозят|забрали|забрала|забирают|повезли|везут|госпитализ\w*|положили|кладут|поехали|"
    r"ал(?:ип|а) (?:кет(?:ти|ип|кен)|барди|баради|бара жат\w*|журди)|апарди|апарип (?:жатир|тастади|салди)|"
    r"жатк(?:изди|изди|изип|изамиз|изам|изди)\w*|жатамиз|жатирмиз ауру\w*|алди реанимац\w*)\b"
)
#: A healer, kin and neighbours take nobody to doctors; a nursery is left as well.
_ELSEWHERE: Final = re.compile(r"\b(?:молд|емши|тауип|бакси|знахар|мулл|бабк|садик|бакша|мектеп|школ|нагаши)\w*")
_IN_HOSPITAL: Final = re.compile(
    r"\b(?:аурухана|болница|реанимация|палата|инфекция|инфекционка|стационар|госпитал)(?:да|дан|дагы|дамиз|дамин|дами|си?нда)\w*|"
    r"\b(?:в|во|из) (?:(?!до )\S+ ){0,2}?(?:болнице|болници|реанимации|реанимацию|палате|палати|"
    r"стационаре|инфекционке|инфекционном|инфекцие|приемном|приемнои|приемке)\b|"
    r"\bаурухана(?:га|ни) (?:жетт|келд|кирд|жатт|туст)\w*|\bв скорои\b|\bскорииди?н? ишинде"
)
_REFUSED: Final = re.compile(
    r"\b(?:не в болниц|мест нет|орин жок|не берут|не приня|алмаи|кабилдама|емеспиз|далеко|алис|будет ли|барсам|барсак)"
)
#: In a hospital and yet alone: no doctor looks at the patient.
_ALONE: Final = re.compile(
    r"\b(?:никто|никого|никому|ешким|ешкимге|очеред\w*|кезек\w*|коридор\w*|дализ\w*|регистратур\w*|шикпаи\w*|"
    r"не виход\w*|не подход\w*|карамаи\w*|закрит\w*|жабик|охрана|хуже|нашарл\w*|ауирлап|таппаи)\b"
)
_LEFT: Final = re.compile(
    rf"\b{_HELP}{_GAP}(?:уехал\w*|ушл\w*|ушел|уже нет|кет(?:ти|ип калди|кен))\b|\b{_HELP} (?:уехал\w*|кетти)\b|"
    r"\b(?:осмотрел\w*|посмотрел\w*|укол\w*|караи|карап|приехали|келип)\b(?: \S+){0,4} "
    r"(?:уехал\w*|ушли|кетти|кетип калди)\b|"
    r"\b(?:дом[аои]\w* остав\w*|остав\w* (?:нас )?дома)|\bуиде калдир\w*"
)
#: They looked at the patient and took nobody along; a phone that is «не взяли» is none of it.
_NOT_TAKEN: Final = re.compile(
    r"\b(?:забират\w* не стал\w*|не стал[аи]? (?:\S+ )?забират\w*|не (?:забрал|увезл|повезл)[аи]|"
    r"(?:ал|апар)(?:ип|маи) (?:кетпеди|кеткен жок|кетти))\b"
)
_HELP_NAMED: Final = re.compile(rf"\b{_HELP}\b")
#: Said alone of those who were told of as here: «уехали уже», «кетіп қалды».
_WENT: Final = re.compile(r"\b(?:уехал[аи]?|ушл[аи]|ушел|отпустил[аи]|кетти|кетип (?:калди|калган)|кетипти|босатти)\b")
_SAID: Final = re.compile(r"\b(?:сказал\w*|говорят|диагноз\w*|деди|деиди|деп|аитти|аитип)\b")
_STARTED: Final = re.compile(
    r"\b(?:опят|снова|каита|каитадан|таги) (?:начал\w*|бастал\w*|стало плохо|повтор\w*|ауирлад\w*)"
)
_WORSE: Final = re.compile(r"\b(?:ауирлап кет\w*|нашарла\w*|(?:стало |ему |еи )+хуже|хуже (?:стало|становится))\b")
_AGAIN: Final = re.compile(r"\b(?:еше|каита|каитадан|опят|снова|таги|заново)\b(?! (?:дво|тро|ек|уш|торт|\d|бала|бир))")
_FEVER_AGAIN: Final = re.compile(
    r"\b(?:еше|каита|каитадан|опят|снова|таги|заново) (?:кизу|кизип|температур|жар|3[789]|40)|"
    r"\b(?:температур\w*|кизуи) (?:\S+ )?(?:опят|снова|каита|таги)"
)
#: What nobody does who is in danger: plays, laughs, runs, eats, talks.
_ALIVE: Final = re.compile(
    r"\b(?<!не )(?:играет|играют|бегает|смеется|улибается|кушает|поел[аи]?|болтает|прига(?:ет|л)|танцует|"
    r"разговаривает|мултик\w* смотр\w*|смотрит мултик\w*|попил[аи]?|шутит)\b|"
    r"\b(?:оинап|кулип|жугирип|соилеп|тамактанип|секирип) (?:жур|отир|жатир|тур|кетти|жатр|кет)\w*|"
    r"\b(?:тамагин|тамак|асин) (?:ишип|жеп)\b|\bоинап"
)
_FINE: Final = re.compile(
    r"\bвсе (?:уже |у нас |с ним |с неи |тепер |стало |будет )*"
    r"(?:хорошо|нормал\w*|норм|в порядке|отлично|прошло|обошлос)\b|"
    r"\b(?:она|он|ребенок|доч\w+|син\w*|мали\w+|внук\w*|внучк\w*) (?:у меня |уже |сеичас |вполне |тепер |сама |сам )*"
    r"(?:нормалн\w*|нормал\w*|норм|в норме|в порядке|здоров\w*|бодр\w+|веселая?|веселии)\b|"
    r"\bчувствует себя (?:уже )?(?:хорошо|нормал\w*|отлично)|"
    r"\bбари (?:де )?(?:жакси|дурис|орнин\w*|калипти)|\bжагдаии? (?:казир )?(?:жакси|дурис|орнин\w*|калипти)|"
    r"\b(?:ози|балам|кизим|улим|казир) (?:де |казир )?(?:жап ?)?жакси\b(?! еме)|"
    r"\bсап сау|\bтузел(?:ди|ип кетти)|\bоналди|\bаикти|"
    r"\bаман есен|\bештене (?:болган|болмаган) жок|\b(?:ничего страшного|ложная тревога|зря панику\w*|зря испугал\w*)"
)
_OFF: Final = re.compile(r"\b(?:отменил[аи]?|отменяю|отбои|бас тартт\w*|кайтарип жиберд\w*)\b")
#: Not yet well: what is told as better is only a sleep, a wish, or of before.
_NOT_WELL: Final = re.compile(
    r"\b(?:уиикта\w*|уики\w*|спит|засн\w*|уснул\w*|не в норм\w*|не нормал\w*|еди|бил[аио]?|болса|болад?и ма|будет|если|"
    r"хуже|вял\w*|обмяк\w*|не (?:играет|кушает|узнает|реагир\w*|виходит)|оинамаи\w*|кулмеи\w*)\b"
)
#: Whether to go along to hospital.
_GO: Final = re.compile(
    r"\b(?:ехат (?:или|ли|нам|мне|с ними)|поехат ли|соглашат\w*|отказ\w*|боюс|страшно|бараиин ба|барсак|"
    r"бараиик|барсам|барамиз ба|бару керек пе|"
    r"бас тарт\w*|коркам|коркип|коркамин|жатпаи\w*|руксат берме\w*|не хочу|не хотим|барма\w*|стоит ли)"
)


def help_is_here(words: Sequence[str]) -> bool:
    """Whether doctors are with the patient or have taken him along: ``келді скорая``, ``увезли``, ``мы в палате``.

    Not where nobody looks after him there (``в коридоре, никто не выходит``).
    """
    text = " ".join(words)
    if _ALONE.search(text):
        return False
    if _is_taken(text):
        return True
    if _IN_HOSPITAL.search(text) and not _REFUSED.search(text):
        return True
    return _HERE.search(text) is not None and not _NOT_YET.search(text)


def help_left(words: Sequence[str]) -> bool:
    """Whether doctors came and went, and nothing began anew: ``скорая уехала``, ``қарап, укол салып кетті``."""
    return help_went(words) and not begins_again(words)


def help_went(words: Sequence[str], *, was_here: bool = False) -> bool:
    """Whether doctors came and went, whatever is told behind it; ``was_here``: they were with the patient before."""
    text = " ".join(words)
    is_told = _LEFT.search(text) is not None or (was_here and _WENT.search(text) is not None)
    is_told |= _NOT_TAKEN.search(text) is not None and _HELP_NAMED.search(text) is not None
    return is_told and not _is_taken(text)


def started_again(words: Sequence[str]) -> bool:
    """Whether it is told in so many words that it began again: ``опять началось``, ``хуже стало``."""
    text = " ".join(words)
    return _STARTED.search(text) is not None or _WORSE.search(text) is not None


def reports(words: Sequence[str]) -> bool:
    """Whether what doctors said is told: ``приехали, сказали судороги``."""
    return _SAID.search(" ".join(words)) is not None


def begins_again(words: Sequence[str]) -> bool:
    """Whether it began anew, or got worse: ``опять``, ``қайта басталды``, ``хуже стало``."""
    text = " ".join(words)
    return _AGAIN.search(text) is not None or _WORSE.search(text) is not None


def only_fever_again(words: Sequence[str]) -> bool:
    """Whether what came again is a fever, and no sign of danger: ``температура опять 38``, ``қайта қызуы 39``."""
    text = " ".join(words)
    return _FEVER_AGAIN.search(text) is not None and not _STARTED.search(text) and not _WORSE.search(text)


def is_well_again(words: Sequence[str]) -> bool:
    """Whether the patient plays, eats, or is said to be well, or the call was taken back: the danger is over."""
    text = " ".join(words)
    if _NOT_WELL.search(text):
        return False
    return any(one.search(text) for one in (_ALIVE, _FINE, _OFF))


def asks_to_go(words: Sequence[str]) -> bool:
    """Whether it is asked, or feared, to go along to hospital: ``ехать или нет``, ``барайын ба``."""
    return _GO.search(" ".join(words)) is not None


def _is_taken(text: str) -> bool:
    return _TAKEN.search(text) is not None and not _ELSEWHERE.search(text)
