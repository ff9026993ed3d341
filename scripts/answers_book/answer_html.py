"""One entry of the book: an answer in two languages, what it rests on, a box to tick and a line for a remark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Final

from rasa_project.advice.knowledge import Source
from scripts.answers_book import words
from scripts.answers_book.markup import both, element, escaped, pair, paragraphs
from scripts.answers_book.read import Answer, Contents, Wording
from scripts.answers_book.words import Both

_SHORT_TITLE: Final = 48
#: How an answer that declines another thing is called: then the kind.
_OUT_OF_FIELD: Final = "out_of_field_"
_THING: Final = "{thing}"
_BOX: Final = element(
    "span", "", class_="box", role="img", aria_label=f"{words.TICK.kk} / {words.TICK.ru}"
)  # fmt: skip


def answer_html(answer: Answer, contents: Contents) -> str:
    """The whole entry."""
    parts = [
        _head(answer, contents),
        _meant(contents.means.get(answer.key, ())),
        pair(_said(answer.kk, "kk"), _said(answer.ru, "ru")),
        _things(answer, contents),
        _rests_on(answer, contents.known.sources),
        _remark(),
    ]
    return element("article", "".join(parts), id=answer.name, class_="answer")


def entry_html(name: str, said: Both, sources: Iterable[str], known: Mapping[str, Source]) -> str:
    """A shorter entry, of a text that fills a gap."""
    head = element("p", _BOX + element("code", escaped(name)), class_="id")
    texts = pair(paragraphs(said.kk, "kk"), paragraphs(said.ru, "ru"))
    about = element("p", _line(words.SOURCES_LINE, _sources(sources, known)), class_="about")
    return element("article", head + texts + about + _remark(), id=f"blank-{name}", class_="blank-text")


def _head(answer: Answer, contents: Contents) -> str:
    level = element("span", both(words.LEVELS[answer.level]), class_=f"level level-{answer.level or 'none'}")
    bound = element("strong", both(words.TIME_BOUND), class_="bound") if answer.is_time_bound else ""
    line = element("p", _BOX + element("code", escaped(answer.name)) + level + bound, class_="id")
    question = contents.known.questions.get(answer.key)
    if question is None:
        return line
    known = element("span", both(words.KNOWN[question.known]), class_="known")
    return line + element("h5", both(Both(question.kk, question.ru)) + " " + known)


def _meant(means: Iterable[str]) -> str:
    some = " ".join(means)
    if not some:
        return ""
    text = element("span", escaped(some), lang="en")
    return element("p", _line(words.MEANT, text), class_="about")


def _said(wording: Wording, language: str) -> str:
    said = element("div", paragraphs(wording.text, language), class_="say")
    if not wording.buttons:
        return said
    label = words.BUTTONS.kk if language == "kk" else words.BUTTONS.ru
    titles = "".join(element("li", escaped(title)) for title in wording.buttons)
    return said + element("p", escaped(label) + ":", class_="about") + element("ul", titles, class_="buttons")


def _things(answer: Answer, contents: Contents) -> str:
    """For an answer that declines: its sentence on each thing of its kind."""
    kind = answer.key.removeprefix(_OUT_OF_FIELD)
    things = {name: one for name, one in contents.known.out_of_field.items() if one.kind == kind}
    if kind == answer.key or not things:
        return ""
    kk, ru = _line_of_thing(answer.kk.text), _line_of_thing(answer.ru.text)
    lines = [
        element(
            "li",
            _BOX
            + element("code", escaped(name))
            + pair(
                element("p", escaped(kk.replace(_THING, one.kk))), element("p", escaped(ru.replace(_THING, one.ru)))
            ),
            id=f"thing-{name}",
        )
        for name, one in things.items()
    ]
    return element("h5", both(words.FILLED)) + element("ul", "".join(lines), class_="things")


def _line_of_thing(text: str) -> str:
    return next(line for line in text.splitlines() if _THING in line)


def _rests_on(answer: Answer, known: Mapping[str, Source]) -> str:
    facts = ", ".join(element("a", escaped(one), href=f"#fact-{one}") for one in answer.facts)
    lines = [
        _line(words.FACTS_LINE, facts or both(words.NONE)),
        _line(words.SOURCES_LINE, _sources(answer.sources, known)),
        _line(words.REVIEWED, escaped(answer.reviewed) or both(words.NONE)),
    ]
    return element("p", "<br>".join(lines), class_="about")


def _sources(keys: Iterable[str], known: Mapping[str, Source]) -> str:
    some = [
        element("a", escaped(key), href=f"#source-{key}") + " " + escaped(short_title(known[key].title)) for key in keys
    ]
    return "; ".join(some) or both(words.NONE)


def short_title(title: str) -> str:
    """A source's title in at most 48 letters, cut between words."""
    return shorten(title, _SHORT_TITLE, placeholder=" …")


def _line(label: Both, value: str) -> str:
    return f"{both(label)}: {value}"


def _remark() -> str:
    return element("p", both(words.REMARK) + ":" + element("span", "", class_="write"), class_="remark")
