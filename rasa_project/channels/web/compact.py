"""Scripts and style sheets without what only readers need: comments, indents, spaces beside signs. No name changes."""

from __future__ import annotations

import re
import zlib
from typing import Final

#: What stays as it is, what goes, and signs that need no space beside them. A «/» begins a regular expression only
#: behind one of ``( , = :``. ``+`` and ``-`` keep their spaces: ``a + +b`` is not ``a++b``.
_SCRIPT: Final = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`]*`
        | (?:(?<=[(,=:][ ]) | (?<=[(]))/(?![/*])(?:[^/\\\n[] | \\. | \[(?:[^\]\\\n]|\\.)*])+/[a-z]*)
    | (?P<comment>//[^\n]* | /\*.*?\*/)
    | [ ]*(?P<sign>[=<>?:,;(){}\[\]&|!])[ ]*""",
    re.VERBOSE | re.DOTALL,
)
#: Line ends behind which a statement goes on, or where one has ended by a sign of its own.
_JOINED: Final = re.compile(r"(?<=[{(\[,;])\n|\n(?=[})\].?:&|])")
_STYLE_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEMORY_LEVELS: Final = range(5, 10)
_GZIP: Final = 31


def compact_script(text: str) -> str:
    """JavaScript of this project's form: statements end with a semicolon, a text in back quotes is on one line."""
    bare = _SCRIPT.sub(lambda found: found["kept"] or found["sign"] or "", text)
    return _JOINED.sub("", "\n".join(filter(None, (line.strip() for line in bare.splitlines()))))


def compact_style(text: str) -> str:
    """CSS; a space before a colon stays, since it is a descendant's."""
    spaced = re.sub(r"\s+", " ", _STYLE_COMMENT.sub("", text))
    return re.sub(r" ?([{};,]) ?", r"\1", spaced).replace(": ", ":").replace(";}", "}").strip()


def packed(body: bytes) -> bytes:
    """Gzip, the shortest of what zlib makes at its best level; the same bytes each time."""
    found = []
    for level in _MEMORY_LEVELS:
        packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP, level)
        found.append(packer.compress(body) + packer.flush())
    return min(found, key=len)
