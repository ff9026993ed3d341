"""Reads the book of answers as a browser would: elements with their parents, attributes and texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

#: Elements of HTML that have no end.
VOID = {"meta", "br", "hr", "img", "input", "link"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self, tag: str | None = None, class_: str | None = None) -> Iterator[Element]:
        for one in self.children:
            if isinstance(one, Element):
                if tag in {None, one.tag} and (class_ is None or class_ in one.classes):
                    yield one
                yield from one.all(tag, class_)

    def by_id(self, id_: str) -> Element:
        return self.ids[id_]

    @cached_property
    def ids(self) -> dict[str, Element]:
        """All elements that have an id; each may stand once."""
        some = [one for one in self.all() if "id" in one.attributes]
        found = {str(one.attributes["id"]): one for one in some}
        assert len(found) == len(some), "an id stands twice"
        return found


class Reader(HTMLParser):
    """Fails where an element is not closed, is closed twice or out of turn, or an attribute stands twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.now = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        assert not (self.now.tag == "p" and tag in {"p", "div", "ul", "ol", "table", "h5"}), f"<{tag}> within a <p>"
        one = Element(tag, dict(attrs), self.now)
        self.now.children.append(one)
        if tag not in VOID:
            self.now = one

    def handle_endtag(self, tag: str) -> None:
        assert self.now.tag == tag, f"</{tag}> ends <{self.now.tag}>"
        assert self.now.parent is not None
        self.now = self.now.parent

    def handle_data(self, data: str) -> None:
        self.now.children.append(data)


def read_page(text: str) -> Element:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.now is reader.root, f"<{reader.now.tag}> is never closed"
    return reader.root
