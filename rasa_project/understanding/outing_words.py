"""Going out, in folded words: where to, and whether it is asked or meant for now («бақшаға жіберейін бе»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from rasa_project.understanding.answers import asks
from rasa_project.understanding.phrases import Phrase, phrases, stands

#: What is asked of going out: whether one may, whether to stay at home instead, or from when one may.
Asked = Literal["may", "stay", "when"]

#: Where one goes, each place by its words.
PLACES: Final[Mapping[str, tuple[Phrase, ...]]] = {
    "feast": phrases(
        "беташар", "днюх", "концерт", "мереке", "на елк", "на ден рожд", "на юбилеи", "праздник", "свадб", "сундет",
        "тои бар", "тоига", "тоида", "тоилар", "туган кун", "тусаукес", "утренник", "шилдехана",
    ),
    "lesson": phrases("жаттигу", "кружк", "кружок", "на секц", "на танц", "репетитор", "тренировк", "уиирме"),
    "mosque": phrases("жума намаз", "мечет", "мешит"),
    "nursery": phrases(
        "бакша", "бакчага", "балабакша", "в групп", "в сад", "дет сад", "детсад", "детскии сад", "из сада", "садиг",
        "садик", "садк", "ясли",
    ),
    "playground": phrases("аулага", "во двор", "оин алан", "плошадк"),
    "pool": phrases("аквапарк", "бассеин", "в баню", "моншага"),
    "school": phrases(
        "в класс", "егзамен", "екзамен", "емтихан", "контролн", "мектеб", "мектеп", "на урок", "на учебу", "окуга",
        "окуина", "сабакк", "синибина", "синипк", "школ",
    ),
    "shop": phrases("базар", "дукен", "магаз", "маркет", "ринк", "ринок", "сауда", "супермаркет", "торгов", "тц"),
    "visit": phrases(
        "ажесин", "апасиникине", "ауилга", "в аул", "гост", "к бабушк", "к дедушк", "к друг", "к друз", "к подруг",
        "к подружк", "к родне", "к родств", "к сосед", "конак", "коршиге", "нагаши", "туистар",
    ),
    "work": phrases("жумиска", "жумисима", "на работ", "на смен"),
}  # fmt: skip
#: Going there, by verbs that mean now.
_GO: Final = phrases(
    "алип бар", "алип шик", "апара", "апарип", "апарса", "апаруга", "бара ала", "бара бер", "бара ма", "бара ме",
    "барам", "барама", "барса", "барсин", "баруга", "баруина", "возмем", "ведите", "вести", "взят", "виидем", "виити",
    "виписи",
    "ертип", "ехат", "жибере", "жибериге", "жиберип", "жибериу", "жиберс", "жиберуге", "журе бер", "зовут", "идти",
    "келе бер", "келсин", "отведу", "отвез", "отвест", "отправит", "отправл", "поведу", "поеду", "поедем", "поехат",
    "поиду", "поидем", "поидет", "поити", "привод", "приглас", "пускат", "пустит", "сводит", "сходит", "шакир",
    "шига бер", "шикса",
)  # fmt: skip
#: The same, where it is asked: it may be told of what is usual too («ол бақшаға барады», «он ходит в садик»).
_GOES: Final = phrases("барад", "водит", "возит", "иде", "ходит", "шигад")
_MAY: Final = phrases(
    "бола бере", "бола ма", "болад ма", "болади ма", "болама", "болар ма", "можно", "нелзя", "пуст идет", "пуст ходит"
)
#: At home instead of going: «үйде қалдырайын ба», «забирать из садика?», «не водить?».
_STAY: Final = phrases(
    "алип кел", "алип кет", "апармаи", "апармаса", "бармаи", "бармаса", "жибермеи", "жибермес", "дома держ",
    "дома остав", "дома остат", "дома побу", "дома посид", "дома сид", "остават дома",
    "остатся дома", "сидет дома", "сиде дома", "забират", "забрат",
    "не вест", "не вод", "не отправл", "не поид", "не пускат", "уиде бол", "уиде калдир", "уиде отир", "уиде уста",
)  # fmt: skip
#: Going that is over, or is usual.
_WAS: Final = phrases(
    "апардик", "апардим", "барган", "барди", "барип келди", "баратин", "бил", "била", "били", "било", "вожу",
    "водил", "ездил", "жиберген", "жибердик", "жибердим", "журген", "не вожу", "не ходим", "пришел", "пришли", "ходил",
)  # fmt: skip
#: There, and not thither.
_THERE: Final = phrases(
    "бакшада", "бакшасинда", "группе", "классе", "мектепте", "мектебинде", "саду", "садике", "школе"
)
#: Who is told, papers, being taken in, lessons at home: these have answers of their own.
_OTHERWISE: Final = phrases(
    "аита", "аитса", "аиту керек", "алмаи", "аникта", "берут ли", "возмут", "дистан", "жаба", "закри", "закро",
    "заявлен", "кабилда", "карантин", "онлаин", "откаж", "отказ", "примут", "сказат", "сообш", "справк", "требу",
    "хабарла",
)  # fmt: skip
_WHEN: Final = phrases(
    "каи куни", "какого числа", "канша кун", "кашан", "когда", "неше кун", "с какого", "сколко", "скоко", "через ск"
)
#: «А на рынок?», «ал базарға ше», «ну хоть к бабушке».
_ELLIPTIC: Final = frozenset({"а", "ал", "ну", "онда", "тогда", "хот", "хотя"})
_ELLIPTIC_END: Final = frozenset({"?", "ше"})
_FEW: Final = 7


def places_named(words: Sequence[str]) -> tuple[str, ...]:
    """The places of :data:`PLACES` that are named, in the order of the table."""
    return tuple(name for name, some in PLACES.items() if stands(words, some))


def asks_to_stay(words: Sequence[str]) -> bool:
    """Whether staying at home is spoken of: «дома сидеть», «үйде отыру»."""
    return stands(words, _STAY)


def asked_of_going(words: Sequence[str], tokens: Sequence[str], *, goes_on: bool) -> Asked | None:
    """What the message asks, plans or was told of going out now; ``None`` where it does not.

    Args:
        words: folded.
        tokens: the same with marks.
        goes_on: whether going out was spoken of just before: then the place alone asks, or the day alone.
    """
    is_when = stands(words, _WHEN)
    if stands(words, _OTHERWISE):
        return None
    if not places_named(words):
        return _asked_without_a_place(words, tokens) if goes_on and len(words) <= _FEW else None
    if is_when:
        return None if stands(words, _WAS) else "when"
    if stands(words, _STAY):
        return "stay" if asks(tokens) or "?" in tokens else None
    if stands(words, _WAS) and not stands(words, _MAY):
        return None
    return "may" if _asks_to_go(words, tokens) or _is_the_place_alone(words, tokens, goes_on) else None


def _asked_without_a_place(words: Sequence[str], tokens: Sequence[str]) -> Asked | None:
    """«А когда можно?», «тогда пусть дома сидит, да?»: asked where going out was spoken of just before."""
    if stands(words, _WHEN):
        return "when" if stands(words, (*_GO, *_MAY, *_GOES)) else None
    return "stay" if stands(words, _STAY) and ("?" in tokens or asks(tokens)) else None


def _asks_to_go(words: Sequence[str], tokens: Sequence[str]) -> bool:
    if stands(words, _GO) or (stands(words, _GOES) and asks(tokens)):
        return True
    return stands(words, _MAY) and not stands(words, _THERE)


def _is_the_place_alone(words: Sequence[str], tokens: Sequence[str], goes_on: bool) -> bool:
    is_elliptic = tokens[0] in _ELLIPTIC or tokens[-1] in _ELLIPTIC_END
    return len(words) <= _FEW + is_elliptic and not stands(words, _THERE) and (goes_on or is_elliptic)
