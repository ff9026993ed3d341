"""Whether a parent wants messages kept no more, kept again, or asks what is kept; by words, read before any topic."""

from __future__ import annotations

import re
from typing import Final, Literal

from kazakh.script import fold

Keeping = Literal["refuse", "allow", "ask"]

#: All below is folded (``kazakh.script.fold``): one letter for those that keyboards confuse, no soft sign.
#: What is kept: messages, texts, the talk, what is written, data.
_WHAT: Final = re.compile(
    r"\b(?:хабарлама|хабарим|жазган|жазискан|сози|создер|матин|ангиме|аиткан|сурактарим|сурагим"
    r"|переписк|сообшени|текст|слова|мои данние|мои вопрос|разговор|чат"
    r"|что я (?:вам |тут |здес )?(?:пиш|напис|говор))\w*"
)
#: Orders and wishes not to keep. Kazakh endings tell an order from a question: «сақтамаңыз», not «сақтамайсыз ба».
_REFUSES_KK: Final = re.compile(
    r"\b(?:(?:сакта|тирке|жазип ал)м[ае](?:низ|низдар|низдер|ндар|ндер|син|синдар|синдер|низши|ши)?|сакталмасин"
    r"|сакталмаса|сактамасаниз\w*|сактамасан|(?:сактамаи|жазип алмаи) (?:ак )?кои\w*|сактамаи ак\w*)\b"
    r"|\bсакта(?:уга|уина|луина|ганин\w*|ганди|лганин\w*) (?:\w+ )?"
    r"(?:карси(?!\s?емес)\w*|руксат бермеи\w*|келиспеи\w*|каламаи\w*)"
    r"|\bсактауди (?:токтат|догар|кои)\w*|\bсакталганин каламаи\w*"
)
_ORDERS_RU: Final = re.compile(
    r"\bне (?:надо |нужно |нада )?(?:сохран|хран|записива|держ|оставля)(?:ит|ите|ят|яит|яите|яи|и|ива\w*|т|те|ат)\b"
)
_REFUSES_RU: Final = re.compile(
    r"(?<!\bне )\b(?:против|отказ\w+ от|отзиваю согласие на|не (?:даю|согласн?\w*) (?:согласи\w+ )?на)"
    r" (?:\w+ )?(?:со)?хранени\w*"
    r"|\bне (?:хочу|хотела? би|желаю) (?:что ?би )?(?:\w+ ){0,5}(?:со)?хран\w*"
    r"|\b(?:запрешаю|перестан\w*|прекрат\w*) (?:\w+ ){0,3}(?:со)?хран\w*|\b(?:со)?хранит нелзя\b"
)
_ALLOWS: Final = re.compile(
    r"\bсактаи бер\w*|\bсакта(?:уга|уина) (?:болади|руксат|келисем\w*|карси емес\w*)|\bсактасаниз болади|\bсактаниз\b"
    r"|\bсактала берсин|\bкаита сакта(?!ма)\w*"
    r"|\b(?:можете|можно|разрешаю|согласн?а?) (?:\w+ ){0,3}(?:со)?хран\w*|\bне против (?:\w+ )?(?:со)?хран\w*"
    r"|\b(?:снова|опят|далше) (?:со)?хран\w*|\b(?:со)?хран(?:ите|яите)\b"
)
#: Asking what becomes of what was written.
_ASKS: Final = re.compile(
    r"\bсактал(?:ади|маи|а)\w* ?м[ае]\b|\bсактаи(?:сиз|син|сиздар) ?б[ае]\b|\bсактамаи(?:сиз|син|сиздар) ?б[ае]\b"
    r"|\b(?:каида|кайда|канша|кашанга|неше)\b.{0,40}\bсактал\w*|\bким\w*\b.{0,25}\b(?:окиди|кореди|окип|корип|оки|коре)\w*"
    r"|\b(?:окиди|кореди) ?м[ае]\b|\bкупия\b"
    r"|\b(?:где|сколко|долго|как|куда|зачем|почему|ли|ви|у вас)\b.{0,30}\b(?:со)?хран\w*"
    r"|\b(?:со)?хран(?:ите|ят|яют|яете)\w* ли\b"
    r"|\bкто\b(?! нибуд).{0,25}\b(?:чита|вид|прочит|смотр)\w*|\b(?:вид|чита)\w+ ли\b|\bконфиденциал\w*|\bанонимн\w*"
)
#: Of the bot's own keeping, though nothing is named.
_ASKS_ALONE: Final = re.compile(
    r"\bполитик\w+ конфиденциал\w*|\bкупиялилик\w*|\b(?:ето|здес|тут) (?:конфиденциал|анонимн)\w*"
    r"|\bбул (?:жер\w* )?купия (?:ма|болип)\w*"
)
#: Whoever wants all gone is asked by the deletion.
_DELETES: Final = re.compile(r"\b(?:удал|сотр|стерет|стира|забуд|ошир|жои|умит)\w*")
#: A question or a tale, no order: «вы не храните ...?», «правда, что не храните».
_NO_ORDER: Final = re.compile(r"\?|\b(?:ви|ли|правда|разве|почему|зачем)\b")
#: Whose keeping is meant then: «в поликлинике не сохранили мои данные».
_OTHERS: Final = re.compile(r"\b(?:поликлиник|емхана|врач|даригер|болниц|аурухана|школ|мектеп|садик|бакша)\w*")
#: A longer message says more than this; its other matter goes first.
_MOST_WORDS: Final = 25


def keeping_told(text: str) -> Keeping | None:
    """What a message says of keeping messages; ``None`` where it says nothing of it.

    Args:
        text: as it was written.
    """
    folded = " ".join(re.findall(r"\w+|\?", fold(text)))
    if folded.count(" ") >= _MOST_WORDS or _DELETES.search(folded) or _OTHERS.search(folded):
        return None
    if not _WHAT.search(folded):
        return "ask" if _ASKS_ALONE.search(folded) else None
    is_order = _NO_ORDER.search(folded) is None
    if _REFUSES_KK.search(folded) or _REFUSES_RU.search(folded) or (is_order and _ORDERS_RU.search(folded)):
        return "refuse"
    if _ASKS.search(folded):
        return "ask"
    return "allow" if is_order and _ALLOWS.search(folded) else None
