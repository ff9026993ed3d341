"""Words for the people of a message, in the folded spelling: one's own child, children in general, somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kazakh.memory import remembered

#: One's own child, or one child that is spoken of.
_CHILD: Final = re.compile(
    r"бала(?!бак|лар)|ул(?:им|ди|дин|га|дар)?$|улим|ули$|улин|киз(?:им|ди|дин|га|и)?$|кизим|кизин|немере|жиен|бопе|саби(?!лер)"
    r"|наресте(?!лер)|кишкента|киши|кенже|егиз|иним|карин|синлим|бобег|бебе[кг]|шарана"
    r"|син(?:а|у|ом|е)?$|синок|синк|синишк|синул|доч|реб|дит[яе]|малиш|малч|девоч|внук|внуч|двоиняш|близнец|груднич"
    r"|новорожд|пацан|младш(?!е$)|старш(?!е$)|ему$|еи$|нам$|нас$|наш|мне$|мои$|моя$|моеи$|моему$|моего$|маган$"
)
#: Children in general: what is said of them is a rule.
_CHILDREN: Final = tuple("балалар бобектер детеи дети детиш детям нарестелер окушилар сабилер школник".split())
#: Russian and Kazakh datives in front of an age: ``дочке 5 недель``, ``сәбиіме 3 апта``.
_TO_A_CHILD: Final = re.compile(
    r"(?:бала|ул|киз|немере|бопе|саби|наресте|кишкентаи|кенже)\w*(?:ма|ме|га|ге|ка|ке|на|не)$"
    r"|(?:сину|синку|синишке|дочке|дочери|доченке|ребенку|малишу|малишке|внуку|внучке|новорожденнои|новорожденному"
    r"|младенцу|груднику|груднички|грудничку|ему|еи|нам|нашеи|нашему|моеи|моему|младшему|младшеи|старшему|старшеи)$"
)
#: Somebody else, whose age is told in passing.
_OTHERS: Final = tuple("доси досин друг знаком корши одноклас подруг синипта сосед таниси".split())
#: Words for a child under one year.
_BABY: Final = (
    "бебег", "бебек", "бобег", "бобек", "бопе", "грудн", "емшектег", "младен", "наресте", "новорожд", "шакалаг",
    "шакалак",
)  # fmt: skip
#: Words for a small child; «сәби» is said of any.
_SMALL: Final = (*_BABY, "кишкентаи", "крох", "малиш", "саби")
_PREGNANT: Final = ("жукти", "беремен", "екикабат", "курсагим", "положени")
#: Before «жұқты» (it was caught), which is folded as «жүкті» is.
_FROM_OR_TO: Final = ("га", "ге", "ка", "ке", "ган", "дан", "ден", "тан", "тен", "нан", "нен")
_CAUGHT: Final = ("вирус", "кизилша", "кор", "инфекци", "маган", "оган", "балама")


@remembered
def is_child(word: str) -> bool:
    """Whether the word means one child, most likely one's own."""
    return _CHILD.match(word) is not None


@remembered
def is_to_a_child(word: str) -> bool:
    """Whether the word is such a child in the dative, as it stands before an age."""
    return _TO_A_CHILD.match(word) is not None


def is_baby(word: str) -> bool:
    """Whether the word means a child under one year."""
    return word.startswith(_BABY)


def is_small(word: str) -> bool:
    """Whether the word means a small child, under one year or not."""
    return word.startswith(_SMALL)


def are_children(word: str) -> bool:
    """Whether the word means children in general."""
    return word.startswith(_CHILDREN)


def is_other(word: str) -> bool:
    """Whether the word means somebody outside the family."""
    return word.startswith(_OTHERS)


def is_younger(word: str) -> bool:
    """Whether the word turns to a younger or older child: ``кішісі``, ``младшему``, ``ал``."""
    return word.startswith(("киши", "младш", "кенже", "улкен", "старш"))


#: Beside a pregnancy that is only planned.
_PLANS: Final = (
    "жоспар", "планир", "планов", "подготов", "готовимся", "готовлюс", "болгим", "болгимиз", "болаиин", "болаиик",
    "болмакши", "болсам", "болсак", "хочу", "хотим", "хочется", "собира", "мечта", "забеременет", "калсам",
)  # fmt: skip
#: Behind «жұқты», which folds as «жүкті» (pregnant): whether, as they say, I think.
_ASKED: Final = frozenset(
    {"ба", "ма", "ме", "бе", "па", "пе", "ми", "деп", "екен", "шигар", "гои", "кои", "мекен", "ма?"}
)
#: Before «жүкті»: a woman.
_WOMAN: Final = ("аиел", "келин", "мен", "озим", "апке", "синли", "куиеу", "жубаи", "ажем", "анам")


def tells_pregnancy(words: Sequence[str]) -> bool:
    """Whether the words name a pregnancy, also as ``аяғым ауыр``."""
    return any(
        word.startswith(("кабат", "токсик"))
        or is_pregnancy(words, index)
        or (word.startswith("аягим") and words[index + 1 : index + 2] == ["ауир"])
        or (word in {"жду", "ждем"} and any(one.startswith(("мали", "реб")) for one in words[index + 1 : index + 2]))
        for index, word in enumerate(words)
    )


def is_pregnancy(words: Sequence[str], index: int) -> bool:
    """Whether the word names a pregnancy: «жүкті», «в положении», «құрсағымда»; not «жұқтырып», «садиктен жұқты»."""
    word = words[index]
    if not word.startswith(_PREGNANT) or word.startswith("жуктир"):
        return False
    before = words[index - 1] if index else ""
    behind = words[index + 1] if index + 1 < len(words) else ""
    near = words[max(0, index - 2) : index + 2]
    if any(one.startswith(_PLANS) for one in near):  # «планируем беременность»
        return False
    if word == "жукти" and (before.endswith(_FROM_OR_TO) or before.startswith(_CAUGHT)):
        return False
    if word == "жукти" and behind in _ASKED and not before.startswith(_WOMAN):  # «жұқты ма деп қорқамын»
        return False
    if word.startswith("положени"):
        return before in {"в", "интересном"} and behind not in {"лежа", "сидя", "стоя"}
    return True
