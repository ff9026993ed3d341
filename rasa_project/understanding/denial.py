"""Whether a sign that is named is said not to be there.

A plain symptom is denied by a "no" within three words. With a danger sign more is at stake: a "no" must belong to the
sign itself, not to what stands between them («ребёнок задыхается, а температуры нет», «тырысып жатыр, қызуы жоқ»).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from typing import Final

from rasa_project.understanding.concepts import ConceptSpan

#: Right behind a sign these deny it: ``қызуы жоқ``, ``температуры нет``.
_DENIALS_BEHIND: Final = ("жок", "емес", "нет", "небил", "пропал", "калмад", "калмаи", "прош")
#: Behind a fever also these: it fell, or is as it should be.
_FEVER_GONE: Final = ("тусти", "тусип", "басил", "калипт", "дурис", "спал", "сбил", "нормал", "36")
_RUSSIAN_VERBS: Final = ("бил", "наблюд", "появ", "подним", "виш", "заме", "вид", "беспоко")
_SEEN: Final = ("вижу", "видел", "видно", "видим", "заме", "наблюд")
_NOT_BEFORE: Final = ("без", "нет", "не", "ни")
#: Folded negative past and present endings: ``шықпады``, ``көтерілмеді``, ``тырыспайды``.
_NEGATIVE: Final = (
    "мади", "меди", "пади", "педи", "бади", "беди", "маган", "меген", "паган", "пеген", "баган", "беген",
    "маиди", "меиди", "паиди", "пеиди", "баиди", "беиди", "маи", "меи", "паи", "пеи", "баи", "беи",
)  # fmt: skip
#: A sign whose last stem ends so is itself that something is not done: ``дем ала алма``, ``есін білмей``.
_MISSING: Final = ("ма", "ме", "ба", "бе", "па", "пе", "маи", "меи", "баи", "беи", "паи", "пеи", "кои", "токта")
#: How far behind a sign a denial may stand, in words.
_REACH: Final = 3
#: Behind «нет» these tell what there is: «нет только кашель».
_ONLY: Final = frozenset({"лиш", "тек", "толко"})
#: Behind a sign these tell that it is there; a "no" farther on is of something else.
_IS_THERE: Final = (
    "бар",
    "бастал",
    "ест",
    "паида",
    "появил",
    "шигип",
    "шикти",
    "виступ",
    "висипал",
    "вишла",
    "началас",
)
_CLAUSE_ENDS: Final = frozenset({",", ".", ";", "!", "?", "бирак", "но", "а", "ал", "зато"})
#: Things that are not at hand; a "no" behind them is theirs.
_THINGS: Final = tuple(
    "амал акша врач градусник дари дариг денги жаропониж комек лекарств машин парацетамол термометр уакит".split()
)
_TOO: Final = frozenset({"да", "де", "та", "те"})
#: A "no" behind these is of the dose.
_OF_A_DOSE: Final = ("вакцин", "екпе", "егилме", "привив", "привит", "прививк")

#: Between a danger sign and its "no" may stand only these, a participle, or another sign joined with "and".
_FILLERS: Final = frozenset(
    {"да", "де", "та", "те", "ме", "ма", "ондаи", "али", "азир", "азирге", "казир", "казирше", "мулде", "тук", "ештене",
     "баламда", "балада", "бизде", "онда", "улимда", "кизимда", "у", "него", "нее", "нас", "ребенка", "сина", "дочки",
     "малиша", "пока", "еше", "вообше", "совсем", "тоже", "сеичас", "болше", "тепер", "слава", "богу",
     "такого", "такои", "никаких", "никакои", "и", "пен", "мен", "бен", "жане", "или"}
)  # fmt: skip
_PARTICIPLES: Final = ("кан", "кен", "ган", "ген")
_AND: Final = frozenset({"и", "ни", "мен", "пен", "бен", "жане", "или"})
#: Kazakh helpers that deny the verb before them: ``тырысып көрмеді``, ``ентігіп қалмайды``.
_NEGATIVE_HELPERS: Final = (
    "калма", "корме", "жатпа", "болма", "баикалма", "коринбе", "журме", "турма", "кетпе", "билинбе",
)  # fmt: skip
_NO_BEHIND: Final = ("жок", "емес", "нет", "небил")
#: Behind «без» and «ни» these belong to the sign: «без всяких судорог».
_KINDS_OF: Final = ("всяк", "каких", "признак", "явн", "силн", "тяжел", "приступ", "болш", "никак", "вообше", "совсем")
#: Before a «нет» that denies what comes («у него нет судорог»); any other word is what is missing («жара нет»).
_BEFORE_NO: Final = frozenset(
    {"него", "нее", "нас", "ребенка", "сина", "дочки", "дочери", "малиша", "внука", "внучки", "и", "пока", "тоже",
     "сеичас", "вообше", "совсем", "болше", "еше", "вроде", "тепер", "что", "но", "а", "да"}
)  # fmt: skip


def is_plain_denied(words: Sequence[str], span: ConceptSpan) -> bool:
    """Whether the plain symptom at ``span`` is said not to be there."""
    if words[span.after - 1].endswith(_NEGATIVE) and not _names_what_is_missing(span):
        return True
    before = words[max(0, span.first - 2) : span.first]
    if before and before[-1] in _NOT_BEFORE:
        return True
    if len(before) == 2 and before[0] == "не" and before[1].startswith(_SEEN):
        return True  # «я не видела сыпи»
    if len(before) == 2 and before[0] in {"без", "нет", "ни"} and before[1] not in _CLAUSE_ENDS | _ONLY:
        return True
    return _plain_denied_behind(words, span)


def is_danger_denied(words: Sequence[str], span: ConceptSpan, signs: Collection[int]) -> bool:
    """Whether the danger sign at ``span`` is said not to be there; ``signs`` are the places of all signs' words."""
    if words[span.after - 1].endswith(_NEGATIVE) and not _names_what_is_missing(span):
        return True
    return _denied_before(words, span.first) or _danger_denied_behind(words, span, signs)


def _names_what_is_missing(span: ConceptSpan) -> bool:
    """Whether the sign itself is that something is not done."""
    return not _NOT_WORDS.isdisjoint(span.stems) or span.stems[-1].endswith(_MISSING)


_NOT_WORDS: Final = frozenset({"не", "ни", "нет", "без", "жок"})


def _denied_before(words: Sequence[str], first: int) -> bool:
    before = words[max(0, first - 2) : first]
    if not before:
        return False
    if before[-1] in {"не", "ни", "без"}:
        return True
    if before[-1] == "нет":
        return _no_stands_first(words, first - 1)
    if len(before) == 2 and before[1].startswith(_KINDS_OF):
        return before[0] in {"без", "ни"} or (before[0] == "нет" and _no_stands_first(words, first - 2))
    return False


def _no_stands_first(words: Sequence[str], place: int) -> bool:
    """Whether the «нет» at ``place`` speaks of what comes, not of what was before it."""
    return place == 0 or words[place - 1] in _BEFORE_NO or not words[place - 1].isalpha()


def _danger_denied_behind(words: Sequence[str], span: ConceptSpan, signs: Collection[int]) -> bool:
    if _denied_together(words, span.after):
        return True
    joined = False
    for place, word in enumerate(words[span.after : span.after + 2 * _REACH], span.after):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word.startswith(_NO_BEHIND) or word.startswith(_NEGATIVE_HELPERS):
            return True
        if word == "не" and following.startswith(_RUSSIAN_VERBS):  # Kazakh «не» is "what"
            return True
        joined = joined or word in _AND
        if word in _FILLERS or word.endswith(_PARTICIPLES) or (joined and place in signs):
            continue
        return False
    return False


def _plain_denied_behind(words: Sequence[str], span: ConceptSpan) -> bool:
    if _denied_together(words, span.after):
        return True
    for place, word in enumerate(words[span.after : span.after + _REACH], span.after):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in _CLAUSE_ENDS or word.startswith(_OF_A_DOSE):
            return False  # «бөртпе шықты екпе алмаған»
        if word.startswith(_IS_THERE) and not following.startswith(_DENIALS_BEHIND):
            return False  # «бөртпе шықты қызуы жоқ»
        if word.startswith(_DENIALS_BEHIND):
            return not _is_of_something_else(words, span.after, place)
        if word == "не" and following.startswith(_RUSSIAN_VERBS):
            return True
        if span.concept == "fever" and word.startswith(_FEVER_GONE):
            return True
        if word.endswith(_NEGATIVE[:18]) and len(word) > _REACH + 2:
            return True
    return False


def _is_of_something_else(words: Sequence[str], first: int, place: int) -> bool:
    """Whether the "no" at ``place`` denies a thing that stands right before it: «денесі ыстық, градусник жоқ»."""
    if words[place] not in {"жок", "нет", "нету"} or place == first:
        return False
    return words[place - 1].startswith(_THINGS)


def _denied_together(words: Sequence[str], after: int) -> bool:
    """``жөтелі де, қызуы да жоқ``: one denial for several signs."""
    if after >= len(words) or words[after] not in _TOO:
        return False
    rest = [word for word in words[after + 1 : after + 9] if not word.endswith(_PARTICIPLES)]
    return any(one in _TOO and two.startswith("жок") for one, two in itertools.pairwise(rest))
