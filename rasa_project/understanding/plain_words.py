"""A message that is no more than whom it is of, or that it is not known: «қызыма», «у внука», «не помню я».

So few words hint at nothing: no model of moods hears a sorrow in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.answers import read_answer
from rasa_project.understanding.people_forms import Kind, form_of, order_before

#: Nobody says more words to name a person, or not to know.
_FEW: Final = 5
#: A writer by the bare pronoun.
_WRITER: Final = frozenset({"мне", "маган", "себе", "озиме", "озимде", "озим", "озимизге", "меня", "сам", "сама"})
#: What stands around a person and tells nothing.
_AROUND: Final = frozenset(
    "а ал бир биздин болатин болди для деген ед еди екен енди ечин и керек кои гои мен менин мое моеи моего моему мои "
    "моя наш наша нашеи нашему ну ол про с со сонда там тогда турали у ушин ет ето же хо хотела хотел".split()
)
#: What to do.
_WHAT: Final = frozenset({"керек", "не", "что"})
_DO: Final = ("делат", "истеи", "истесе", "истеу", "каитем", "каитсе")
_MARKS: Final = frozenset({".", ",", "!", "…", "..."})
#: Behind "not known" something else: «не знаю, как жить дальше».
_MORE: Final = (
    "аитар", "аитсам", "аиту", "сказат", "написат", "жаз", "делат", "исте", "исти", "как", "калаи", "зачем", "неге",
    "почему", "жит", "омир", "справ", "далше", "куда",
)  # fmt: skip


def names_only_a_person(tokens: Sequence[str]) -> bool:
    """Whether the message is a word for one of the family or for the writer, and what stands around it."""
    words = _words(tokens)
    if not words or len(words) > _FEW or "?" in tokens:
        return False
    named = [word for word in words if _is_of_family(word)]
    return bool(named) and all(word in _AROUND or word in named or order_before(word) for word in words)


def asks_only_what_to_do(tokens: Sequence[str]) -> bool:
    """Whether a person, perhaps with an age, and what to do is the whole message: «мне 30, что делать»."""
    words = [word for word in _words(tokens) if word != "?"]
    rest = [word for word in words if word not in _WHAT and not word.startswith(_DO) and not word[0].isdigit()]
    return any(word.startswith(_DO) for word in words) and names_only_a_person(rest)


def tells_only_not_known(tokens: Sequence[str]) -> bool:
    """Whether the message is no more than that it is not known or not remembered."""
    words = _words(tokens)
    if not words or len(words) > _FEW or "?" in tokens or any(word.startswith(_MORE) for word in words):
        return False
    return read_answer(tokens).answer == "unknown"


def _is_of_family(word: str) -> bool:
    form = form_of(word)
    return word in _WRITER or (form is not None and form.kind is not Kind.OUTSIDER)


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token not in _MARKS]
