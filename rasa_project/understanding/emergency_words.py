"""Where an emergency stands, in folded words: 103 was called, came and went, the patient is with doctors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

_CALLED: Final = re.compile(
    r"(?<!\bне )\b(?:шакир(?:ди|т)|звонда[дп]|телефон (?:шалд|сокт)|визвал|(?:по|до)?звонил|едут|едет|виехал|келе жат)|"
    r"\b(?:103|скор\w+|жедел\w*|бригада)(?: \S+)? (?:шикти|шигипти|жолда|жолга)"
)


#: The doctors of 103 came and went.
_LEFT: Final = phrases(
    "емдеп кетти", "жасап кетти", "и уехал", "карап кетти", "келип кетти", "осмотрели и уехали",
    "приезжал", "салип кетти", "скорая била и", "скорая уехал", "уиде калдирд", "укол сделали и", "уже уехал",
)  # fmt: skip
#: Who was called, and who is on the way, where no emergency was told before.
_AMBULANCE: Final = ("103", "112", "жедел", "скорую", "скорая", "скори")
_AGAIN: Final = frozenset({"еше", "каита", "каитадан", "опят", "снова", "таги"})
#: The patient is with doctors.
_WITH_DOCTORS: Final = phrases(
    "103 келди", "ауруханага алип кетти", "ауруханага жатк", "ауруханага жетт", "ауруханага кир", "болницага алип",
    "болницага жатк", "в болнице уже", "в реанимац", "врачи приехали", "жардем келди", "жеттик аурухана",
    "забирают в", "забрала в", "забрала его", "забрала ее", "забрали в", "кладут в", "коридоре реанимац",
    "лежим в болниц", "ми в болнице", "положили в", "приехали осмотр", "приехали сказал", "реанимацияга ал",
    "реанимацияга жатк", "реанимацияда", "ребенок с врачами", "с ним врачи", "скорая забрал", "скорая приехала",
    "скории с врачами", "увезли в", "увозят в", "уже в болнице", "уже в скорои",
)  # fmt: skip
_NO_ANSWER: Final = re.compile(
    r"\bне (?:отвеча|бер[еу]т|подним|дозвон|могу дозвон|можем дозвон)\w*|\bнедозвон\w*|\b(?:занят[оа]|бос емес)\b"
    r"|\b(?:103|112|скор\w+|жедел\w*|телефон\w*|трубка\w*|тутка\w*)(?: \S+){0,2} "
    r"(?:алмаи|алмад|котерме|жауап берме|шалинба|тусирме|косилма|баиланиска шикпа)\w*|\b(?:гудки|связи нет|нет гудк)\b"
)
#: The call is being made, or was answered.
_CALLING: Final = re.compile(
    r"\b(?:по|на)?звон(?:ю|им)\b|\bнабира(?:ю|ем)\b|\bвизива(?:ю|ем)\b|"
    r"\b(?:муж|мама|папа|она|он) (?:уже )?(?:звонит|набирает)\b|"
    r"\b(?:шалип|терип|звандап|звондап|соилесип|шакирип) (?:жатир|тур|отир|жатр)\w*|"
    r"\bответил[аи]?\b|\b(?:при|по|вз)нял[аи]? (?:трубк\w*|визов)|\bвизов приня\w*|\bдозвонил\w*|\bви(?:еха|езжа)\w*|"
    r"\bтутка\w* (?:котерд|алд)\w*|\b(?:жолга|жолда) (?:шикти|шикт\w*)"
)
#: It is being called for long already, or asked about.
_CALLS_IN_VAIN: Final = re.compile(
    r"\b(?:\d+|час|полчаса|сколко|жарти|сагат\w*) ?(?:мин\w*|раз|рет|час\w*|сагат\w*)\b|\bкуда\b|\bкаида\b|\bкимге\b|"
    r"\bне (?:виехал|виезжа|ответил|принял|взял|буду|хочу)|\bполчаса\b|"
    r"\b(?:отказ|долго|давно|ждат|кутин|кутип|алмаи|алмад|котерме|косилма)\w*"
)
#: Who is in danger is awake, and drowsy.
_DROWSY: Final = re.compile(
    r"\bспат (?:все время |очен )?(?:хочет|охота|клонит)|\bхочет (?:\S+ )?спат|\bклонит (?:в|ко) с(?:он|ну)|"
    r"\b(?:засипа(?:ет|ют)|сонн(?:ая|ии|ие))\b|\bуи{1,2}киси кел(?:ип|ед|е )|\bуи{1,2}ктап (?:кет|барад|бара)\w*|"
    r"\bуи{1,2}ктаги\w* кел"
)
_FAR: Final = re.compile(
    r"\b(?:далеко|алис(?:та)?|алиспиз|алистамиз)\b|\b\d+ ?(?:км|километр\w*|шакирим\w*)\b|"
    r"\b(?:час[аов]*|сагат) (?:ехат|езди|ходу|дороги|жол)\b|\bсагаттик жол|"
    r"\bехат (?:\S+ )?\d+|\bдорог[аи] (?:плох|занес|далек)\w*"
)
#: The same where no emergency goes on: somebody lies there.
_LIES_THERE: Final = phrases(
    "ауруханада жатир", "болницада жатир", "в болнице лежит", "в болнице с кор", "в раионнои болнице",
    "дочка в болнице", "муж в болнице", "он в болнице", "он уже в болнице", "она в болнице", "она уже в болнице",
    "ребенок в болнице", "син в болнице",
)  # fmt: skip
#: Whether one may stay with the patient or visit.
_BE_THERE: Final = phrases(
    "барип тур", "бирге жат", "бирге кал", "жанинда кал", "к неи пуст", "к неи ходит", "к нему пуст", "к нему ходит",
    "касина кир", "касинда бол", "касинда кал", "касинда отир", "кируге рухсат", "лежат с", "леч с доч", "леч с неи",
    "леч с ним", "леч с реб", "леч с син", "мне с неи", "мне с ним", "навестит", "навешат", "остатся с", "полежат с",
    "пускают", "пустят",
)  # fmt: skip
#: Whether a sleeping patient is to be woken.
_WAKE: Final = phrases(
    "будит на", "будит для", "будит чтоб", "будит дат",
    "будит ли", "можно будит", "надо будит", "нужно будит", "оят деисиз бе", "оятаиин ба", "оятсам", "ояту керек",
    "оятуга бола", "разбудит ли", "стоит будит",
)  # fmt: skip
#: Nobody calm asks whether to wake such a one.
_CANNOT_WAKE: Final = phrases(
    "не буд", "не могу раз", "не просип", "оянбаи", "оята алма", "оятсам да", "оятсам козин", "оятсам оян",
    "оятсам тур",
)  # fmt: skip
#: Fear for somebody, beyond doubt.
_FEAR: Final = phrases(
    "боюс за", "боюс умр", "боюс что он", "боюс что она", "жилап отирмин", "коркип жила", "коркип отирмин",
    "мне очен плохо", "мне очен страшно", "мне страшно", "олип кала ма деп", "плачу сижу", "сижу плачу",
)  # fmt: skip
#: Whether the nursery or the school has to know.
_NURSERY: Final = re.compile(
    r"\b(?:садик|садк|сад[ауе]?\b|бакша|балабакша|детсад|мектеп|школ|мугалим|тарбиеши|воспитател|класс)"
)
_KNOW: Final = re.compile(
    r"\b(?:аит(?:у|аиин|сам|аиик|ип)|хабарла|билдир|знат|сообщ|сообш|скаж|сказат|предупред|предупрежд|говорит)"
)
_SLEEPS: Final = ("спит", "уснул", "заснул", "уиктап", "уиктади", "уиикта")
_FEW_OF_SLEEP: Final = 4
_FEW_OF_CALL: Final = 7
_GIVE: Final = ("береи", "берем", "берсе", "дават", "дат", "жаропониж", "ибупрофен", "нурофен", "парацетамол")
#: Something between the teeth of who has a fit; not a spoon of water.
_SPOON: Final = phrases(
    "аузина касик", "аузина темир", "зубами встав", "зуби разж", "зуби раскр", "касик салаи", "касик салса",
    "касик сал",
    "касик тикса", "касик тиг", "ложку в рот", "ложку встав", "ложку встат", "ложку засун", "ложку меж", "тисин аш",
    "тисин ажира",
)  # fmt: skip
_VOMITS: Final = ("вирв", "кусад", "кусип", "кусса", "кусти", "рвет", "рвот", "тошнит")


def tells_call(words: Sequence[str]) -> bool:
    """Whether the ambulance was called, or is on its way: ``шақырдық``, ``103 едут``; not ``не дозвонились``."""
    return _CALLED.search(" ".join(words)) is not None


def tells_ambulance_called(words: Sequence[str]) -> bool:
    """Whether the ambulance is named as called or on its way: ``скорую вызвала, едут``, ``103 келе жатыр``."""
    return tells_call(words) and any(word.startswith(_AMBULANCE) for word in words)


def tells_calling(words: Sequence[str]) -> bool:
    """Whether 103 is being called just now, or answered: ``звоню 103``, ``набираю``, ``ответили, выехали``."""
    text = " ".join(words)
    is_in_vain = _CALLS_IN_VAIN.search(text) is not None or does_not_answer(words)
    return len(words) <= _FEW_OF_CALL and _CALLING.search(text) is not None and not is_in_vain


def tells_drowsy(words: Sequence[str]) -> bool:
    """Whether the patient wants to sleep, or falls asleep: ``в сознании, но спать хочет``, ``ұйықтап кете береді``."""
    return _DROWSY.search(" ".join(words)) is not None


def does_not_answer(words: Sequence[str]) -> bool:
    """Whether a call does not get through: ``не берут трубку``, ``103 занято``, ``көтермей жатыр``."""
    return _NO_ANSWER.search(" ".join(words)) is not None


def is_far(words: Sequence[str]) -> bool:
    """Whether help is far away: ``до больницы 80 км``, ``екі сағаттық жол``, ``ауыл алыс``."""
    return _FAR.search(" ".join(words)) is not None


def tells_of_ambulance(words: Sequence[str]) -> bool:
    """Whether 103 or 112 is named: ``скорая``, ``жедел жәрдем``, ``бригада``."""
    return any(word.startswith((*_AMBULANCE, "бригад")) for word in words)


def doctors_left(words: Sequence[str]) -> bool:
    """Whether the doctors came and went, and nothing began anew: ``103 келіп, укол салып кетті``."""
    return stands(words, _LEFT) and _AGAIN.isdisjoint(words)


def is_with_doctors(words: Sequence[str]) -> bool:
    """Whether the patient is in a hospital or on the way there with doctors: ``скорая забрала``, ``мы в больнице``."""
    return stands(words, _WITH_DOCTORS)


def lies_in_hospital(words: Sequence[str]) -> bool:
    """Whether somebody lies in a hospital: ``он в районной больнице``, ``ауруханада жатыр``."""
    return stands(words, _LIES_THERE)


def names_hospital(words: Sequence[str]) -> bool:
    """Whether a hospital is named: ``ауруханаға алып кетсе``, ``в больницу``."""
    return any(word.startswith(("аурухана", "болниц", "стационар", "госпитал")) for word in words)


def asks_what_to_give(words: Sequence[str]) -> bool:
    """Whether a medicine is asked for: ``не берейін``, ``что дать``."""
    return any(word.startswith(_GIVE) for word in words)


def asks_of_a_spoon(words: Sequence[str]) -> bool:
    """Whether something is to be put between the teeth: ``қасық салайын ба``, ``ложку вставить``."""
    return stands(words, _SPOON)


def tells_vomiting(words: Sequence[str]) -> bool:
    """Whether somebody vomits or may: ``жолда құсса``, ``рвёт``."""
    return any(word.startswith(_VOMITS) for word in words)


def tells_nursery(words: Sequence[str]) -> bool:
    """Whether it is asked if the nursery or school has to be told: ``садикке хабарлау керек пе``."""
    text = " ".join(words)
    return _NURSERY.search(text) is not None and _KNOW.search(text) is not None


def asks_to_be_there(words: Sequence[str]) -> bool:
    """Whether staying with a patient in hospital, or a visit, is asked about: ``можно мне с ней``."""
    return stands(words, _BE_THERE)


def asks_to_wake(words: Sequence[str]) -> bool:
    """Whether it is asked if a sleeping patient is to be woken, and not told that this can't be done."""
    return stands(words, _WAKE) and not stands(words, _CANNOT_WAKE)


def tells_sleep(words: Sequence[str]) -> bool:
    """Whether the patient is told of as asleep now, and nothing is asked: ``спит сейчас``, ``ұйықтап жатыр``."""
    return len(words) <= _FEW_OF_SLEEP and any(word.startswith(_SLEEPS) for word in words)


def tells_fear(words: Sequence[str]) -> bool:
    """Whether the writer is afraid for somebody: ``қорқып отырмын``, ``боюсь, что он умрёт``."""
    return stands(words, _FEAR)
