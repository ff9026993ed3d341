"""Vomiting and diarrhoea in folded words: told alone they are no danger sign, and who drinks again has none any more.

What makes a danger of them is that nothing stays in or nothing is drunk (W7), that the body dries out (C15), blood, or
what may be another thing: a hit on the head, a poison, a stiff neck.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from rasa_project.understanding.phrases import phrases, stands

#: Ids of symptoms.yml.
UPSET: Final = frozenset({"vomiting", "diarrhoea"})
#: Signs of danger.yml that end when the patient drinks and keeps it.
OF_DRINKING: Final = frozenset({"cannot_drink", "dehydrated"})
#: Plain signs beside which a stomach is upset still.
_BESIDE: Final = UPSET | {"cough", "fever", "headache", "rash", "red_eyes", "runny_nose", "sore_throat"}
#: Any of these may make a danger of it: then the model's word stands. Better one too many.
_GRAVE: Final = phrases(
    # nothing stays in, nothing is drunk
    "бас тарт", "без останов", "без перерив", "беспрер", "вода", "воду не", "дим", "ембе", "еме алма", "етпе",
    "жута алма", "жутпа", "ише алма", "ишкен", "ишпе", "ишсе", "каждие", "каждии", "каирад", "каитарад", "калмаи",
    "капли", "каплю", "катти", "мулде", "не берет", "не держ", "не зад", "не мож", "не останав", "не пет", "не пил",
    "не прекра", "не проход", "не сос", "не удерж", "не усва", "непрер", "ничего", "обратно", "отказ", "постоян",
    "саиин", "силно", "совсем", "сразу", "токтама", "токтаусиз", "турмаи", "тук", "уздиксиз", "устама", "фонтан",
    "штама", "ештеме", "ештене",
    # it dries out, is limp, cold
    "алжуаз", "алсиз", "алсир", "без сил", "бледн", "бозар", "болбир", "впал", "вял", "енбег", "ерин", "ерн", "есин",
    "жаси шик", "жассиз", "запал", "зар шик", "киши дарет", "козин", "кургак", "кургап", "лежит", "моч", "не вста",
    "не игра", "не пис", "нет сил", "обмяк", "памперс", "писает", "подгуз", "роднич", "сиимеи", "силк", "симе",
    "слаб", "слез", "солгин", "сонл", "спит", "суик", "сухие", "сухои", "тургис", "уиикт", "халс", "холодн",
    # blood, bile
    "желч", "жасил", "зелен", "канди", "канмен", "кофе", "кров", "черн",
    # another illness or an accident
    "басин", "голов", "демал", "дерг", "диш", "дрож", "исик", "капелн", "кулад", "кулап", "моин", "отрав", "проглот",
    "сирес", "судор", "таблет", "талип", "тинис", "тирис", "тунш", "удар", "уксус", "уланд", "уланип", "упал", "шея",
    "язик",
    # so young, or after a dose
    "вакцин", "екпе", "жана туг", "нарест", "новорож", "прив", "укол", "шакалак",
)  # fmt: skip
#: The same as whole words.
_GRAVE_WORDS: Final = frozenset(
    {"баси", "бари", "барин", "барини", "все", "всем", "газ", "дем", "зари", "зар", "кан", "кани", "кара", "кози",
     "хал", "хали", "шеи", "яд"}
)  # fmt: skip
#: Told so often, or more: the body may dry out.
_OFTEN: Final = 6
_TIMES: Final = re.compile(r"\b(\d+) ?(?:раз|рет|жола)\w*")
#: A longer story tells more than a stomach.
_MOST_WORDS: Final = 24
_DRINKS: Final = re.compile(
    r"(?<!не )\b(?:пет|попил|випил|пил|сосет|пососал|кушает|поел)[аи]?\b|\b(?:емед|емип (?:жатир|тур)|емди|еме бер)\w*|"
    r"\b(?:ишед|ишип (?:жатир|тур|отир|алди)|ише (?:алад|бастад|бер)|еме (?:алад|бастад))\w*|"
    r"\b(?:су|суди|суин|сусин\w*|шаи\w*|компот|сорпа\w*|регидрон|сут|аиран|аиран) (?:\S+ )?(?:ишти|ишип|урттад)\w*|"
    r"\bгруд (?:берет|взял)"
)
_DRINKS_NOT: Final = re.compile(
    r"\bне (?:\S+ )?(?:пет|пил|випил|сосет|берет|кушает|ел|поел)[аи]?\b|\b(?:отказ|ничего|ни глотка|ни капли)|"
    r"\b(?:ише|еме) алма|\b(?:ишпе|ембе|ишсе|емсе|ишкенде|емгенде)|\b(?:если|егер)\b|\bчто пет\b|"
    r"\b(?:и|опят|снова|сразу|тут же|каита|бирден|каитадан) (?:рвет|вирвал|виривает|кус)"
)
_KEEPS: Final = re.compile(
    r"\bне (?:рвет|вирвал\w*|вирвет|тошнит)\b|\bрвот[аи] (?:болше |уже )?(?:прекратил\w*|нет|прошла|не бил\w*)|"
    r"\bкус(?:кан|кани|ип жиберген|уи?) (?:жок|токта|басил)|\bкуспа(?:ди|иди)"
)


def is_only_an_upset_stomach(words: Sequence[str], signs: Collection[str]) -> bool:
    """Whether vomiting or diarrhoea is told, and nothing beside it that makes a danger of it.

    Args:
        words: folded words of the message.
        signs: ids of the signs that are told as being there.
    """
    if UPSET.isdisjoint(signs) or not set(signs) <= _BESIDE or len(words) > _MOST_WORDS:
        return False
    is_often = any(int(one) >= _OFTEN for one in _TIMES.findall(" ".join(words)))
    return not is_often and _GRAVE_WORDS.isdisjoint(words) and not stands(words, _GRAVE)


def drinks_again(words: Sequence[str]) -> bool:
    """Whether the patient drinks, nurses or keeps down what he drank: ``су ішеді``, ``попил, не вырвал``."""
    text = " ".join(words)
    if _DRINKS_NOT.search(text):
        return False
    return _DRINKS.search(text) is not None or _KEEPS.search(text) is not None
