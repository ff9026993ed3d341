"""The OpenAPI document and the page for people, as ``make docs`` wrote them."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OPENAPI: Final = Path(__file__).with_name("openapi.json")
DOCS_PAGE: Final = Path(__file__).with_name("docs.html")
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class DocsPage:
    """A page without a script.

    Attributes:
        body: the HTML.
        policy: its ``Content-Security-Policy``: nothing but its own style, which is named by its hash.
    """

    body: bytes
    policy: str


def openapi() -> bytes:
    """The OpenAPI document."""
    return OPENAPI.read_bytes()


def docs_page() -> DocsPage:
    """The page at ``/api/docs``."""
    text = DOCS_PAGE.read_text(encoding="utf-8")
    styles = (hashlib.sha256(style.encode("utf-8")).digest() for style in _STYLE.findall(text))
    allowed = " ".join(f"'sha256-{base64.b64encode(style).decode()}'" for style in styles) or "'none'"
    policy = f"default-src 'none'; style-src {allowed}; frame-ancestors 'none'; base-uri 'none'"
    return DocsPage(text.encode("utf-8"), policy)
