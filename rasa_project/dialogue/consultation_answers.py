"""What a message answers to the question of a consultation that stands.

A named sign, a duration or an age is no yes («жөтелі бар»). Where it stays unclear whether there is danger, nothing is
taken and the question is put again: neither 103 on a guess nor a silent "no".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from kazakh.analysis import default_analyzer
from kazakh.numbers import find_numbers
from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.edition import edition, of_edition
from rasa_project.understanding.answers import Answered, asks_or_supposes, bare_number, clauses, denies, names_nothing
from rasa_project.understanding.concepts import ConceptMatcher, ConceptSpan, read_concepts
from rasa_project.understanding.denial import is_plain_denied
from rasa_project.understanding.extraction import Danger, Findings, default_finder
from rasa_project.understanding.measles_told import tells_of_case
from rasa_project.understanding.none_of_these import none_of_these
from rasa_project.understanding.phrases import stands
from rasa_project.understanding.quantities import Kind, Quantity

#: How many points the list of the danger question has (data/consultation/answers.yml).
POINTS_OF_DANGER: Final = 8
_MOST_DOSES: Final = 2
#: Entries of danger_question.yml that leave the question open.
_UNCLEAR: Final = "unclear"
_DOSES: Final = "doses"
#: Words of «никаких прививок от кори ещё нет».
_NONE_AT_ALL: Final = frozenset("нет жок еше от кори пока никаких ешкандаи али оган у него нее".split())
_VACCINE: Final = ("вакцин", "екпе", "ккп", "прив", "укол")
#: Heard and understood, which answers nothing.
_HEARD: Final = ("понял", "понятно", "хорошо", "ладно", "спасибо", "рахмет", "тусин", "жараиди", "макул", "океи")
#: All is well; with a word of what («всё», «жағдайы») it denies danger.
_WELL: Final = ("нормал", "хорош", "порядк", "жакси", "дурис", "тиниш", "спокоин")
_WHAT_IS_WELL: Final = frozenset({"все", "бари", "жагдаии", "состояние", "ози", "чувствует", "себя", "бал", "в"})
#: Endings of words that say by themselves that something is not: ``отырмады``, ``кетпейді``.
_NEGATIVE: Final = ("ма", "ме", "па", "пе", "ба", "бе", "маи", "меи", "паи", "пеи", "баи", "беи", "мади", "меди")
#: «нет у него ничего страшного», «қорқынышты ештеңе жоқ».
_NOTHING_BAD: Final = (("ничего", "страшн"), ("ничего", "такого"), ("коркиништи", "ештене", "жок"), ("нет", "такого"))
_NOT: Final = frozenset({"не", "нет", "жок"})
#: "It happened" alone may as well mean "enough": no yes to «бар ма?».
_HAPPENED: Final = frozenset({"болди", "болган", "било", "били", "била", "бил"})
#: A time of this illness: a day, a night, a morning ago.
_LATELY: Final = frozenset(
    {"вчера", "позавчера", "ночю", "утром", "днем", "вечером", "кеше", "кешке", "тунде", "танертен", "тан", "ертен",
     "алдингуни", "кешкисин"}
)  # fmt: skip
_DAYS_OF: Final = {"fever": "fever_days", "rash": "rash_days", "contact": "exposure_days"}

Said = dict[str, Any]


class Reply:
    """A message in the light of the question: its parts, and what else was read out of it."""

    def __init__(
        self,
        tokens: Sequence[str],
        words: Sequence[str],
        answered: Answered,
        findings: Findings,
        knew_age: bool = False,
    ) -> None:
        """Take a turn's tokens, words (without punctuation), answer, findings, and whether an age was known before."""
        self.tokens = tokens
        self.words = words
        self.answered = answered
        self.findings = findings
        self.knew_age = knew_age

    @property
    def names_vaccine(self) -> bool:
        """Whether a vaccine is named."""
        return any(word.startswith(_VACCINE) for word in self.words)

    @property
    def tells_signs(self) -> bool:
        """Whether signs are named, said or denied, or a temperature."""
        entities = {entity.name for entity in self.findings.entities}
        return bool(self.findings.signs or self.findings.denied or "temperature_c" in entities)

    @property
    def tells_days(self) -> bool:
        """Whether a time before now is told."""
        return bool(self.times)

    @property
    def times(self) -> list[Quantity]:
        """Times before now, in the order of the words."""
        return [one for one in self.findings.amounts if one.kind is Kind.SINCE]

    @property
    def is_well(self) -> bool:
        """``всё хорошо``, ``жағдайы жақсы``."""
        well = [word for word in self.words if word.startswith(_WELL)]
        others = [word for word in self.words if word not in well and not names_nothing(word)]
        return bool(well) and bool(others) and all(word in _WHAT_IS_WELL for word in others)

    @property
    def is_heard(self) -> bool:
        """``да, понял``, ``иә, түсіндім``."""
        return not self.is_well and any(word.startswith(_HEARD) for word in self.words)

    @property
    def hides_something(self) -> bool:
        """``жоқ, бірақ …`` with something behind it that was not understood."""
        return self.answered.is_limited and bool(self.answered.rest) and not (self.tells_signs or self.is_well)


def answer_to(question: str, reply: Reply, said: Said) -> Said:
    """The slots that the answer fills; empty where the question stays.

    Args:
        question: as asked, ``danger`` among others.
        reply: the message.
        said: what was read out of the message before, by slot.
    """
    if reply.answered.answer == "unknown" and question != _DOSES and reply.names_vaccine:
        return {"unknown": _DOSES}  # «екпе алғанын білмеймін»: of the doses, not of what was asked
    if question == "danger":
        return {"danger": found} if (found := _danger(reply, said)) else {}
    if "told_of_child" in said:  # «жоқ, 5 жаста» corrects the age, it denies nothing
        return {}
    return _ANSWERS.get(question, _nothing)(question, reply, said)


def danger_named(tokens: Sequence[str]) -> str | None:
    """``yes`` where a sign of the list is named as there, ``unclear`` where it can't be told, or ``None``."""
    parts = clauses(tokens)
    found: set[str] = set()
    for place, clause in enumerate(parts):
        spans = [span for span in _listed().find_spans(clause) if not _is_denied(clause, span)]
        kinds = {_UNCLEAR if span.concept == _UNCLEAR else "yes" for span in spans}
        if _known_danger(clause):
            kinds.add("yes")
        if "yes" in kinds and any(_is_all(clause, span) for span in spans) and any(map(denies, parts[place + 1 :])):
            kinds = {_UNCLEAR}  # «судорог, рвоты нет»: one denial for several
        found |= kinds
    return "yes" if "yes" in found else next(iter(found), None)


def was_there(tokens: Sequence[str]) -> bool:
    """Whether it is answered that it was there yesterday, at night, this morning, and nothing else: ``вчера была``."""
    return not asks_or_supposes(tokens) and any(map(_was_lately, clauses(tokens)))


def _was_lately(clause: Sequence[str]) -> bool:
    is_told = not _HAPPENED.isdisjoint(clause) and not _LATELY.isdisjoint(clause) and _NOT.isdisjoint(clause)
    return is_told and all(word in _HAPPENED | _LATELY or names_nothing(word) for word in clause)


def _danger(reply: Reply, said: Said) -> str | None:
    if "danger" in said:
        return str(said["danger"])
    named = None if asks_or_supposes(reply.tokens) else danger_named(reply.answered.rest or reply.tokens)
    if named is None and was_there(reply.tokens):
        named = "yes"  # «сейчас нет, вчера была»: it was in this illness (W7)
    if named is not None:
        return "yes" if named == "yes" else None
    number = bare_number(reply.words)
    if number is not None:
        return ("yes" if number else "no") if number <= POINTS_OF_DANGER else None
    answer = reply.answered.answer
    if "told_of_child" in said and (reply.knew_age or answer != "no"):
        return None  # «жоқ, 5 жаста» corrects an age; where none was known it denies and tells one
    is_nothing_bad = stands(reply.words, _NOTHING_BAD)
    if answer == "no" or is_nothing_bad:
        return "no" if is_nothing_bad or not reply.hides_something else None
    if answer in {None, "yes"} and none_of_these(reply.words):
        answer = None  # «да, всё нормально, ест, пьёт»
    if answer == "yes":
        return "yes" if _means_yes(reply) and not _only_happened(reply) else None
    if answer is None and (
        reply.is_well or none_of_these(reply.words) or (reply.answered.is_limited and reply.findings.signs)
    ):
        return "no"
    return answer


def _means_yes(reply: Reply) -> bool:
    """Whether a yes is meant as one: no sign, no time and no thanks is told behind it."""
    return not (reply.answered.rest and (reply.tells_signs or reply.tells_days or reply.is_heard or reply.is_well))


def _only_happened(reply: Reply) -> bool:
    telling = [word for word in reply.words if not names_nothing(word)]
    return bool(telling) and all(word in _HAPPENED for word in telling)


def _yes_no(question: str, reply: Reply, said: Said) -> Said:
    answer = reply.answered.answer
    days = reply.times
    if answer == "yes" and days and said.get(question, "yes") == "yes" and not set(reply.findings.signs) - {question}:
        return {question: "yes", _DAYS_OF[question]: days[0].number, **said}
    if question in said or answer is None:
        return {}
    if answer == "yes" and not _means_yes(reply):
        return {}
    corrects_a_day = bool(reply.answered.rest) and reply.tells_days and question == "contact"
    return {} if answer == "no" and (reply.hides_something or corrects_a_day) else {question: answer}


def _contact(question: str, reply: Reply, said: Said) -> Said:
    """Yes or no, or somebody who is told of as ill with measles: «в садике кто-то корью болел»."""
    found = _yes_no(question, reply, said)
    if found or question in said or reply.answered.answer is not None or asks_or_supposes(reply.tokens):
        return found
    if not any(map(tells_of_case, clauses(reply.tokens))):
        return {}
    return {question: "yes"}


def _risk(question: str, reply: Reply, said: Said) -> Said:
    answer = reply.answered.answer
    if "risk" in said or answer is None or (answer == "yes" and not _means_yes(reply)):
        return {}
    if reply.answered.is_of_a_list and any(map(str.isdecimal, reply.words)):
        return {}  # its buttons have no numbers: «5 пен 8» are ages
    if answer == "no" and (reply.hides_something or (reply.answered.rest and reply.tells_days)):
        return {}  # «жоқ, 5 күн бұрын екен» corrects a day
    return {"risk": {"no": "none", "unknown": "unknown", "yes": "weak_immunity"}[answer]}


def _doses(question: str, reply: Reply, said: Said) -> Said:
    number = bare_number(reply.words)
    if number is not None and number <= _MOST_DOSES:
        return {"doses": number}
    if (reply.answered.answer == "no" and not reply.answered.rest) or _has_none(reply.words):
        return {"doses": 0}
    return _unanswered(question, reply, said)


def _has_none(words: Sequence[str]) -> bool:
    """``нет прививок``, ``екпе жоқ``: no word but of the vaccine and that there is none."""
    others = {word for word in words if not word.startswith(_VACCINE)}
    return bool(others & {"жок", "нет"}) and others <= _NONE_AT_ALL


def _days(question: str, reply: Reply, said: Said) -> Said:
    number = next(iter(find_numbers(reply.words)), None)
    if len(reply.words) <= 2 and not said and number is not None:
        return {"fever_days" if question == "fever_days" else "exposure_days": number.value}
    return _unanswered(question, reply, said)


def _unanswered(question: str, reply: Reply, said: Said) -> Said:
    return {"unanswered": question} if reply.answered.answer == "unknown" else {}


def _nothing(question: str, reply: Reply, said: Said) -> Said:
    return {}


_ANSWERS: Final[dict[str, Callable[[str, Reply, Said], Said]]] = {
    "fever": _yes_no,
    "rash": _yes_no,
    "contact": _contact,
    "risk": _risk,
    "doses": _doses,
    "fever_days": _days,
    "when": _days,
    "age": _unanswered,
}


def _known_danger(clause: Sequence[str]) -> bool:
    return default_finder().read(default_analyzer().analyse(" ".join(clause))).danger is Danger.NOW


def _is_denied(clause: Sequence[str], span: ConceptSpan) -> bool:
    """Whether the sign is denied; one that is itself a "not" («не пьёт») can't be."""
    says_not = not _NOT.isdisjoint(span.stems) or any(stem.endswith(_NEGATIVE) for stem in span.stems[-2:])
    return not says_not and is_plain_denied(clause, span)


def _is_all(clause: Sequence[str], span: ConceptSpan) -> bool:
    others = (*clause[: span.first], *clause[span.after :])
    return all(map(names_nothing, others))


@of_edition
def _listed() -> ConceptMatcher:
    return read_concepts(edition().at(KNOWLEDGE_DIR / "danger_question.yml"))
