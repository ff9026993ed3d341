"""The whole page: cover, contents, parts, what fills the gaps, facts, sources, signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from scripts.answers_book import words
from scripts.answers_book.answer_html import answer_html, entry_html
from scripts.answers_book.groups import Group, grouped
from scripts.answers_book.markup import both, element, escaped, rows
from scripts.answers_book.read import Contents
from scripts.answers_book.style import STYLE
from scripts.answers_book.words import Both

#: Parts behind the answers: anchor and title.
_BEHIND: Final = (
    ("blanks", words.BLANKS),
    ("facts", words.FACTS_TITLE),
    ("sources", words.SOURCES_TITLE),
    ("signature", words.SIGN_TITLE),
)


def page(contents: Contents, day: date, build: str | None) -> str:
    """The book as one HTML page, without script and without anything from elsewhere.

    Args:
        contents: what stands in it.
        day: printed on the cover.
        build: the commit, if it is known.

    Raises:
        AnswersBookError: an answer fits no group, or has a gap that nothing is known of.
    """
    groups = grouped(contents)
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{both_plain(words.TITLE)}</title>\n<style>{STYLE}</style>"
    )
    body = [
        _cover(contents, day, build),
        _table_of_contents(groups),
        *(_part(group, contents) for group in groups),
        _blanks(contents),
        _facts(),
        _sources(contents),
        _signature(contents),
    ]
    main = element("main", "\n".join(body))
    return f'<!DOCTYPE html>\n<html lang="kk">\n<head>\n{head}\n</head>\n<body>\n{main}\n</body>\n</html>\n'


def both_plain(said: Both) -> str:
    """Both languages where no element may stand."""
    return escaped(f"{said.kk} / {said.ru}")


def _cover(contents: Contents, day: date, build: str | None) -> str:
    counts = (
        (words.MADE, element("time", day.isoformat(), datetime=day.isoformat())),
        (words.BUILD, element("code", escaped(build)) if build else both(words.NO_BUILD)),
        (words.COUNTS, str(len(contents.answers))),
        (words.COUNT_QUESTIONS, str(sum(one.key in contents.known.questions for one in contents.answers))),
        (words.COUNT_BOUND, str(sum(one.is_time_bound for one in contents.answers))),
        (words.COUNT_THINGS, str(len(contents.known.out_of_field))),
        (words.COUNT_SOURCES, str(len(contents.known.sources))),
    )
    how = "".join(element("li", both(one)) for one in words.HOW)
    parts = element("h1", both(words.TITLE)), element("p", both(words.SUBTITLE)), rows(counts), element("ol", how)
    return element("header", "".join(parts), class_="cover")


def _table_of_contents(groups: Sequence[Group]) -> str:
    lines = "".join(_line_of_contents(group, 0) for group in groups)
    lines += "".join(element("li", element("a", both(title), href=f"#{id_}")) for id_, title in _BEHIND)
    return element("nav", element("h2", both(words.CONTENTS)) + element("ol", lines), class_="part", id="contents")


def _line_of_contents(group: Group, depth: int) -> str:
    """A link to a part and, once deeper, to what stands in it; a topic's own parts are not listed."""
    line = element("a", both(group.title), href=f"#{group.id}") + f" ({len(list(_within(group)))})"
    inner = "".join(_line_of_contents(one, depth + 1) for one in group.groups) if depth == 0 else ""
    return element("li", line + (element("ol", inner) if inner else ""))


def _within(group: Group) -> Iterator[str]:
    yield from (one.name for one in group.answers)
    for inner in group.groups:
        yield from _within(inner)


def _part(group: Group, contents: Contents, depth: int = 2) -> str:
    parts = [
        element(f"h{depth}", both(group.title)),
        *(answer_html(one, contents) for one in group.answers),
        *(_part(one, contents, depth + 1) for one in group.groups),
    ]
    return element("section", "\n".join(parts), id=group.id, class_="part" if depth == 2 else "inner")


def _blanks(contents: Contents) -> str:
    parts = [element("h2", both(words.BLANKS))]
    for kind, some in groupby(contents.blanks, key=lambda one: one.name.partition("/")[0]):
        parts.append(element("h3", both(words.BLANK_KINDS[kind])))
        parts += [entry_html(one.name, one.said, one.sources, contents.known.sources) for one in some]
    return element("section", "\n".join(parts), id="blanks", class_="part")


def _facts() -> str:
    lines = [
        element("tr", element("th", name, scope="row", id=f"fact-{name}") + element("td", both(said)))
        for name, said in words.FACTS.items()
    ]
    table = element("table", element("tbody", "\n".join(lines)))
    return element("section", element("h2", both(words.FACTS_TITLE)) + table, id="facts", class_="part")


def _sources(contents: Contents) -> str:
    lines = []
    for key, one in contents.known.sources.items():
        title = ", ".join(filter(None, (one.title, one.date, one.note)))
        link = element("a", escaped(one.url), href=one.url, rel="noreferrer") if one.url else ""
        cell = element("span", escaped(title), lang="en") + (f"<br>{link}" if link else "")
        lines.append(element("tr", element("th", escaped(key), scope="row", id=f"source-{key}") + element("td", cell)))
    table = element("table", element("tbody", "\n".join(lines)))
    return element("section", element("h2", both(words.SOURCES_TITLE)) + table, id="sources", class_="part")


def _signature(contents: Contents) -> str:
    parts = [
        element("h2", both(words.SIGN_TITLE)),
        element("p", both(words.SIGN_TEXT)),
        element("p", f"{both(words.COUNTS)}: {len(contents.answers)}"),
        rows((label, element("span", "", class_="write")) for label in words.SIGN_LINES),
    ]
    return element("section", "".join(parts), id="signature", class_="part sign")
