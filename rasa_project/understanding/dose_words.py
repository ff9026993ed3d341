"""Words about doses of the vaccine, in the folded spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kazakh.memory import remembered

VACCINE: Final = tuple("вакцин доза дозу дози дозадан доз егу екпе ине инеси ккп прививк прививок ревакц укол".split())
#: A dose was had; by themselves, and only beside a word of the vaccine or a number of doses.
HAD: Final = tuple(
    (
        "алган алди алдирг алдирд алинг алинд алинип алип делал егилг егилд егилип еккен еккиз екти ектирг ектирд "
        "жасатк жасатт кагаз получил поставил привит салган салди салдирг салдирд салдирип салинг салинд салип "
        "салгизди салгизга сделал сделан ставил стоит стоят"
    ).split()
)
IS_THERE: Final = frozenset("бар болган болди била било били ест имеется имеютс имеетс барма".split())
NOT_HAD: Final = tuple(
    (
        "алдирмад алдирмаган алмаган алмади алмап алмадик егилмед егилмеген екпесиз ектирмед ектирмеген жасатпаган "
        "непривит прививкасиз салдирмад салдирмаган салдирмап салдиртпа салинбад салинбаган салмаган "
        "салмади салмадик салгизба"
    ).split()
)
#: A dose that is to come: «салдыра аламыз ба», «салдырайық», «салдырсақ», «салдыру керек».
TO_COME: Final = tuple("алдира алдирса алдиру ектире ектирсе ектиру салдира салдирса салдиру".split())
#: Of the words above, those that are about the dose by themselves.
NOT_VACCINATED: Final = tuple("егилме ектирме екпесиз непривит прививкасиз салдирма".split())
#: Past participles that «жоқ» behind them denies: ``егілген жоқ``.
HAD_ONCE: Final = tuple("алган алдирган еккен егилген ектирген жасаткан салган салдиргам салдирган салдирганб".split())
RUSSIAN_HAD: Final = tuple("делал получал поставил привит прививал прививалис сделал ставил".split())
#: Names of a dose by its number: 1, 2.
FIRST: Final = tuple("алгаш биринши единствен жалгиз перва первои перву".split())
SECOND: Final = tuple("втора второи втору екинши".split())
#: A dose that is named is not about all of them: «екіншісін алмаған».
A_CERTAIN_DOSE: Final = (*SECOND, "втор", "жастагис", "келеси", "следуюш")
#: A message of so few words in this chat is about the dose.
FEW: Final = 3
TIMES: Final = tuple("вакцин доза дозаси дози екпе ине ккп прививк прививок раз рет укол".split())
NO: Final = frozenset("жок нет нету жог жокпиз жокпин".split())
#: «вторую пропустили», «екіншісіне жетпей қалды».
PUT_OFF: Final = ("пропуст", "отлож", "жетпе", "калдир", "барма")
#: ``бірде алмаған``, ``ни разу``: not once.
NOT_ONCE: Final = frozenset({"бирде", "мулдем", "мулде", "ешкашан", "разу"})
#: So many words may stand between the vaccine and the word that denies it: «прививок от кори нет».
REACH: Final = 3
#: Doses of the calendar.
MOST: Final = 2
#: A question of so few words («екпе алмаған ба?») asks about the dose itself.
SHORT_QUESTION: Final = 5

#: Between a number and what it counts: «бір-ақ рет», «бір ғана рет».
ONLY: Final = frozenset({"-", "–", "ак", "гана"})
#: Beside a number these count doses by themselves: «две стоят».
STANDS: Final = ("стоят", "стоит", "поставлен", "сделан")
#: A number that says by itself that its noun is a woman's, as a dose is in Russian.
OF_DOSES: Final = frozenset({"одна", "одну", "две", "обе"})
#: «вакцина жоқ деп қайтты»: the clinic had none.
STOCK: Final = ("вакцин", "екпе")
SENT_AWAY: Final = ("каитт", "каитар", "каитип", "каитк", "жибер", "шигар", "отправил", "вернул", "закончил", "таусил")
CLINIC: Final = ("емхана", "поликлин", "болниц", "ауруханада", "амбулатор", "медпункт")

#: Short answers to "how many": none, one, two.
NONE: Final = tuple("бирде ешбир ешкандаи ештеме ештене нисколко нол".split())
NONE_PAIRS: Final = frozenset(
    {("ни", "однои"), ("ни", "разу"), ("ни", "одну"), ("не", "било"), ("не", "била"), ("не", "делали")}
)
ONE: Final = tuple("бирди бирин биреу одна один одну раз".split()) + FIRST
BOTH: Final = ("екеуи", "обе", "оба", "дважди")
UNSURE: Final = ("зна", "помн", "билм", "уверен")
#: A longer message is more than an answer.
ANSWER: Final = 4


@dataclass(frozen=True)
class Doses:
    """Doses had, and the words that say so."""

    count: int
    first: int
    after: int


def tells_of_a_dose(word: str) -> bool:
    """Whether a word says that a dose was had, or is there."""
    return was_given(word) or word in IS_THERE


@remembered
def was_given(word: str) -> bool:
    """Whether a verb says that a dose was had; «алдында» means "before"."""
    return word.startswith(HAD) and not word.startswith((*NOT_HAD, *TO_COME, "алдин", "алдаги", "алдимен"))


@remembered
def was_not_had(word: str) -> bool:
    """Whether a verb says that no dose was had."""
    return word.startswith(NOT_HAD)


def is_dose_word(word: str) -> bool:
    """Whether a Russian word names a dose."""
    return word.startswith(("прививк", "прививок", "вакцин", "доз"))
