"""Words that name a person, by their folded forms: who it is, of which sex, which of several, whose relative.

One table for both languages. A form is matched as a whole word: stem, possessive, case. Which person a word means in
its message (``көршінің баласы``, ``екінші балам``) is for :mod:`mentions`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from kazakh.memory import remembered

Sex = Literal["f", "m"]
Order = Literal["elder", "middle", "younger", "first", "second", "third", "other", "aged"]


class Kind(Enum):
    """Who a person is to the one who writes."""

    CHILD = "child"
    WRITER = "writer"
    GROWN_UP = "grown_up"
    #: Several children at once: twins, «екеуі», «оба».
    GROUP = "group"
    #: Nobody of the family: a neighbour's child, a patient who was met.
    OUTSIDER = "outsider"


@dataclass(frozen=True)
class Form:
    """What a word tells of the person it names."""

    kind: Kind
    sex: Sex | None = None
    order: Order | None = None
    kin: str | None = None
    count: int | None = None
    #: Whether it may also mean a child of others («бала», «ребёнок»), and what it is then is told by what stands near.
    is_bare: bool = False


#: Kazakh case endings behind a possessive or a bare noun, folded.
_CASE: Final = (
    "(?:нин|дин|тин|ни|ди|ти|н|га|ге|ка|ке|на|не|а|е|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен"
    "|мен|пен|бен|ники|дики|тики)?"
)
#: Of me, of us, of you; of him or her.
_MINE: Final = "(?:и?м|и?миз|и?низ)"
_HIS: Final = "(?:си|и)"

_C, _G, _U, _O = Kind.CHILD, Kind.GROWN_UP, Kind.GROUP, Kind.OUTSIDER


def _kk(stems: str, possessive: str = f"(?:{_MINE}|{_HIS})") -> str:
    return f"(?:{'|'.join(stems.split())}){possessive}{_CASE}"


def _ru(stems: str, endings: str) -> str:
    return f"(?:{'|'.join(stems.split())})(?:{'|'.join(endings.split())})?"


_MALE: Final = "а у ом е"
_FEMALE: Final = "а е у и ои ею"
#: «старшему», «младшей», «второго»: of a man or a child, of a girl.
_ADJ_M: Final = "(?:ии|ои|его|ого|ему|ому|им|ем|ом|енкии|енкого|енкому)"
_ADJ_F: Final = "(?:ая|яя|еи|ую|енкая|енкои)"

_TABLE: Final[tuple[tuple[str, Form], ...]] = (
    # one's own child
    (_kk("бала балакаи балапан", _MINE), Form(_C)),
    (_kk("бала", ""), Form(_C, is_bare=True)),
    (_kk("баласи", ""), Form(_C, is_bare=True)),
    (_kk("ул"), Form(_C, "m", kin="son")),
    (f"ул{_CASE}", Form(_C, "m", kin="son", is_bare=True)),
    (_kk("киз"), Form(_C, "f", kin="daughter")),
    ("киз(?:га|дин|да)?", Form(_C, "f", kin="daughter", is_bare=True)),
    (_kk("саби бопе бопеш бобег бебег шакалаг наресте перзент нарестеш", f"(?:{_MINE}|си)"), Form(_C)),
    (_kk("саби бопе бопеш бобек бебек шакалак наресте перзент", ""), Form(_C, is_bare=True)),
    (f"емшектеги(?:си|м)?{_CASE}", Form(_C, order="younger")),
    (_kk("кишкентаи", _MINE), Form(_C)),
    (_kk("кишкентаи", _HIS), Form(_C, order="younger")),
    (_kk("немере шобере", f"(?:{_MINE}|си)?"), Form(_C, kin="grandchild")),
    (_kk("жиен"), Form(_C, kin="nephew")),
    (_kk("кенже", f"(?:{_MINE}|си)?"), Form(_C, order="younger")),
    (_kk("тунгиш"), Form(_C, order="elder")),
    (_kk("ортанши", f"(?:{_MINE}|си)"), Form(_C, order="middle")),
    (_kk("улкен"), Form(_C, order="elder")),
    (_kk("киши", f"(?:{_MINE}|си)"), Form(_C, order="younger")),
    (_kk("ини синл кариндас", _HIS) + "|" + _kk("иниси синлиси", ""), Form(_C, order="younger")),
    (_kk("бауир", _HIS), Form(_C, order="other")),
    (_kk("бастиси", ""), Form(_C, order="elder")),
    (_kk("агаси", ""), Form(_C, "m", order="elder")),
    (_kk("апкеси", ""), Form(_C, "f", order="elder")),
    ("реб(?:енок|енка|енку|енком|енке|еночек|еночка|еночку)", Form(_C, is_bare=True)),
    (
        f"{_ru('малиш', 'а у ом е')}|дитя|дите|крох(?:а|е|у|и)|лял(?:я|е|ю|и|ечка|ечке|ечку|ечки)|груднич\\w{{1,5}}",
        Form(_C, is_bare=True),
    ),
    ("грудн(?:ои|ая|ого|ому|ую|им)", Form(_C)),
    ("младен(?:ец|ца|цу|цем)|новорожденн(?:ии|ого|ому|им|ая|ои|ую)", Form(_C, is_bare=True)),
    ("малишк(?:а|е|у|и|ои)", Form(_C, "f")),
    ("мал(?:ая|ои|ую)|мелк(?:ая|ои|ую)|мелкии|мелк(?:ого|ому)|малого|малому", Form(_C, order="younger", is_bare=True)),
    (
        "син(?:а|у|ом|е|им|ок|ка|ку|ком|ке|ишка|ишке|ишку|ишки|уля|уле|улю|ули|очек|очка|очку)?",
        Form(_C, "m", kin="son"),
    ),
    (
        "доч(?:и|а|е|у|ка|кам|ке|ку|ки|кои|ери|ерю|енка|енке|енку|енки|енкои|урка|урке|урку|урки|ура|уре)?",
        Form(_C, "f", kin="daughter"),
    ),
    (_ru("внук", "а у ом е им") + "|внучок|внучек", Form(_C, "m", kin="grandchild")),
    (_ru("внучк внучечк", _FEMALE) + "|внуча", Form(_C, "f", kin="grandchild")),
    (_ru("племянник племяш", _MALE), Form(_C, "m", kin="nephew")),
    (_ru("племянниц племяшк", _FEMALE), Form(_C, "f", kin="nephew")),
    ("девочк(?:а|е|у|и|ои)|девчонк(?:а|е|у|и)|девченк(?:а|е|у|и)", Form(_C, "f", is_bare=True)),
    (_ru("малчик пацан пацанчик", _MALE) + "|паренек|парня|парню|малчишк[ауие]", Form(_C, "m", is_bare=True)),
    (_ru("братик братишк", "а у ом и е") + "|брателник|братишкаси\\w*", Form(_C, "m", order="younger")),
    (_ru("сестренк сестричк", _FEMALE) + "|сестренкаси\\w*", Form(_C, "f", order="younger")),
    (f"старши(?:и|м|им|симу?)?{_CASE}|старшаи{_CASE}", Form(_C, order="elder")),
    (f"младши(?:и|м|им|си)?{_CASE}|младшаи{_CASE}", Form(_C, order="younger")),
    (f"старш{_ADJ_M}", Form(_C, order="elder")),
    (f"старш{_ADJ_F}|старшенкая", Form(_C, "f", order="elder")),
    (f"младш{_ADJ_M}", Form(_C, order="younger")),
    (f"младш{_ADJ_F}", Form(_C, "f", order="younger")),
    ("средн(?:ии|его|ему|им|енкии|енкому)", Form(_C, order="middle")),
    ("средн(?:яя|еи|юю|енкая|енкои)", Form(_C, "f", order="middle")),
    ("биздики|биздикин\\w*", Form(_C)),
    # several children
    (_kk("егиз", f"(?:дер)?(?:{_MINE}|{_HIS})?"), Form(_U, count=2)),
    ("двои(?:ня|ню|ни|не|няшки|няшкам|няшек|няшками)|близнец(?:и|ов|ам|ами|а)?|близняш\\w{1,4}", Form(_U, count=2)),
    ("троиня|троиню|троиняш\\w{1,4}|ушем", Form(_U, count=3)),
    (_kk("балалар немерелер сабилер", _MINE), Form(_U)),
    (_kk("улдар", _MINE) + "|синов(?:я|еи|ям|ями)", Form(_U, "m")),
    (_kk("киздар", _MINE) + "|дочек|дочками|дочереи|дочерям|дочерями", Form(_U, "f")),
    ("внуки|внуков|внукам|внучки|внучат\\w*", Form(_U, kin="grandchild")),
    # grown-ups of the family
    (_kk("куиеу жолдас жубаи", _MINE) + "|" + _ru("муж", "а у ем е"), Form(_G, "m", kin="husband")),
    (_kk("аиел заиб келиншег", _MINE) + "|жен(?:а|у|и|ои|е)", Form(_G, "f", kin="wife")),
    (_kk("ана шеше мама", f"(?:{_MINE}|си)") + "|мам(?:а|е|у|и|ои|ина)|матери|мат|матерю", Form(_G, "f", kin="mother")),
    (_kk("аке папа", f"(?:{_MINE}|си)") + "|пап(?:а|е|у|и|ои)|отец|отц(?:а|у|ом)", Form(_G, "m", kin="father")),
    (_kk("аже", f"(?:{_MINE}|си)") + "|" + _ru("бабушк бабул", "а е у и ои я ю"), Form(_G, "f", kin="grandmother")),
    (
        _kk("ата", f"(?:{_MINE}|си)") + "|" + _ru("дедушк", "а е у и ои") + "|дед|деда|деду",
        Form(_G, "m", kin="grandfather"),
    ),
    (_kk("апа", _MINE), Form(_G, "f", kin="elder_woman")),
    (_kk("ене", f"(?:{_MINE}|си)") + "|свекров(?:и|ю|ка|ке)?|теш(?:а|е|у|и)", Form(_G, "f", kin="mother_in_law")),
    (_kk("каин ата каината", _MINE) + "|свекор|свекр(?:а|у|ом)|тестя|тестю", Form(_G, "m", kin="father_in_law")),
    (
        _kk("келин") + f"|келин{_CASE}|" + _ru("невестк сношк", _FEMALE) + "|снох(?:а|е|у|и)",
        Form(_G, "f", kin="daughter_in_law"),
    ),
    (_kk("куиеубала", _MINE) + "|зят(?:|я|ю|ем)", Form(_G, "m", kin="son_in_law")),
    (_kk("ини ага", _MINE) + "|" + _ru("брат", _MALE), Form(_G, "m", kin="brother")),
    (_kk("апке синл сингл кариндас", _MINE) + "|сестр(?:а|е|у|и|ои)", Form(_G, "f", kin="sister")),
    (_kk("тате нагаши", _MINE) + "|тет(?:я|е|ю|и)|тетк\\w|дяд(?:я|е|ю|и)", Form(_G, kin="aunt_or_uncle")),
    (
        _kk("бажа абисин балдиз жезде каинага каини каинсинли", _MINE)
        + "|девер(?:|я|ю|ем|е)|золовк(?:а|и|е|у|ои)|шурин(?:|а|у|ом)|свояк(?:|а|у|ом)|своячениц(?:а|и|е|у|еи)",
        Form(_G, kin="in_law"),
    ),
    ("нян(?:я|е|ю|и|еи)|нянечк\\w", Form(_G, "f", kin="nanny")),
    # nobody of the family
    ("корши(?:м|миз|си)?" + _CASE + "|коршилер\\w*", Form(_O)),
    ("сосед(?:|а|у|ом|и|еи|ка|ке|ки|ку|кои|ск\\w{2,3})", Form(_O)),
    ("подруг(?:а|е|у|и|ои)|подружк\\w|друзя|друзеи|приятел\\w*", Form(_O)),
    ("двоюродн(?:ии|ая|ого|ои|ому|ую|им)", Form(_O)),  # «двоюродный пришёл»: of another house
    ("дос(?:и|им|имиз)" + _CASE + "|курби(?:м|си|миз)?" + _CASE, Form(_O)),
    (f"танис(?:им|имиз|и){_CASE}|таниси?нин|знакоми(?:е|х|м)|знаком(?:ии|ая|ого|ои|ому)", Form(_O)),
    ("одноклас\\w+|одногрупп\\w+|синиптас\\w*|топтас\\w*|коллег\\w|ариптес\\w*|жумистас\\w*", Form(_O)),
    (
        "конак|конактин|конакпен|конактар\\w*|конагим\\w*|гост|гостя|гостю|гостем|гостка|гостке|гости|гостеи|гостями",
        Form(_O),
    ),
    (_kk("кудаги кудаша", f"(?:{_MINE}|си)?"), Form(_O)),
    ("воспитател\\w*|воспитк\\w|тарбиеши\\w*|учител\\w*|мугалим\\w*", Form(_O)),
)


def _indexed() -> dict[str, list[tuple[re.Pattern[str], Form]]]:
    """The table by the first two letters that a rule may begin with, so that a word meets few rules."""
    letters = "абвгдежзиклмнопрстуфхчшюяь"
    index: dict[str, list[tuple[re.Pattern[str], Form]]] = defaultdict(list)
    for pattern, form in _TABLE:
        compiled = re.compile(pattern)
        for first in {
            part[:2] for part in re.split(r"\||\(\?:", pattern) if part[:2] and set(part[:2]) <= set(letters)
        }:
            index[first].append((compiled, form))
    return dict(index)


_INDEX: Final = _indexed()


@remembered
def form_of(word: str) -> Form | None:
    """What a folded word tells of the person that it names, or ``None``."""
    for pattern, form in _INDEX.get(word[:2], ()):
        if pattern.fullmatch(word):
            return form
    return None


#: «екінші балам», «старший сын», «другой ребёнок»: which of several, in front of a word for a child.
_ORDERS: Final[tuple[tuple[str, Order], ...]] = (
    (f"улкен|старш(?:{_ADJ_M}|{_ADJ_F})", "elder"),
    (f"киши|кишкентаи|кенже|младш(?:{_ADJ_M}|{_ADJ_F})", "younger"),
    ("ортанши|средн\\w+", "middle"),
    ("биринши|перв(?:ии|ая|ого|ому|ои|ую|им)", "first"),
    ("екинши|втор(?:ои|ая|ого|ому|ую|им)", "second"),
    ("ушинши|трет(?:ии|я|его|ему|еи)", "third"),
    ("баска|друг(?:ои|ая|ого|ому|ую|им)", "other"),
)
_ORDER_PATTERNS: Final = tuple((re.compile(pattern), order) for pattern, order in _ORDERS)


@remembered
def order_before(word: str) -> Order | None:
    """Which of several children an adjective tells, or ``None``."""
    return next((order for pattern, order in _ORDER_PATTERNS if pattern.fullmatch(word)), None)


#: The same, standing for the child itself: «екіншісіне», «а второму?».
_NTH: Final[tuple[tuple[str, Order], ...]] = (
    (r"биринши(?:си)?(?:нин|не|нде|нен|ники)|бириншиси|(?:бири|бириси|биреуи)(?:нин|не|нде)?|перво(?:му|го)", "first"),
    ("екинши(?:си)?(?:нин|не|нде|нен|ники)|екиншиси|второму|второго", "second"),
    ("ушинши(?:си)?(?:нин|не|нде|нен|ники)|ушиншиси|третему|третего", "third"),
    ("баскаси(?:на|нин)?|другому|другого", "other"),
)  # fmt: skip
_NTH_PATTERNS: Final = tuple((re.compile(pattern), order) for pattern, order in _NTH)


@remembered
def nth_of(word: str) -> Order | None:
    """Which of several children a word may stand for by itself; a dose is called so too."""
    return next((order for pattern, order in _NTH_PATTERNS if pattern.fullmatch(word)), None)


#: «екеуі», «оба», «үшеуіне»: as people; «екеуін», «обе прививки» are doses.
_BOTH: Final[tuple[tuple[str, int], ...]] = (
    ("екеуи(?:нин|не|нде|нен|де)?|екеуимиз|екеумиз|екеуиниз|оба|обоим|обоих|обеим|обеих|обе", 2),
    ("ушеуи(?:нин|не|нде|нен)?|все трое|троим|троих", 3),
    ("тортеуи(?:нин|не|нде|нен)?|четверим|четверих", 4),
)
_BOTH_PATTERNS: Final = tuple((re.compile(pattern), count) for pattern, count in _BOTH)


@remembered
def both_of(word: str) -> int | None:
    """How many a word takes together, or ``None``."""
    return next((count for pattern, count in _BOTH_PATTERNS if pattern.fullmatch(word)), None)
