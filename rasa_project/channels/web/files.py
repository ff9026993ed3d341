"""The widget's script and the office's page: put together, compressed, named by their content once, at the start."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.web.bundle import bundle
from rasa_project.channels.web.compact import packed

_MODULE: Final = "text/javascript; charset=utf-8"
_DAY: Final = 24 * 60 * 60
_YEAR: Final = 365 * _DAY


@dataclass(frozen=True)
class StaticFile:
    """A file in memory, plain and compressed.

    Attributes:
        body: as it is.
        content_type: MIME type.
        cache: ``Cache-Control`` under the plain address.
        headers: further headers.
    """

    body: bytes
    content_type: str
    cache: str
    headers: dict[str, str] = field(default_factory=dict)
    compressed: bytes = field(init=False, repr=False)
    version: str = field(init=False)

    def __post_init__(self) -> None:
        """Compress and name."""
        object.__setattr__(self, "compressed", packed(self.body))
        object.__setattr__(self, "version", hashlib.sha256(self.body).hexdigest()[:16])

    def response(self, request: Request) -> HTTPResponse:
        """200 with the body, or 304 where the reader has it.

        Under ``?v=<version>`` the content never changes and may be kept for a year without asking.
        """
        is_gzip = "gzip" in request.headers.get("accept-encoding", "").lower()
        etag = f'"{self.version}{"-gz" if is_gzip else ""}"'
        is_fixed = request.args.get("v") == self.version
        headers = {
            "Cache-Control": f"public, max-age={_YEAR}, immutable" if is_fixed else self.cache,
            "ETag": etag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            **self.headers,
        }
        if etag in {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}:
            return HTTPResponse(status=304, headers=headers)
        if is_gzip:
            headers["Content-Encoding"] = "gzip"
        return HTTPResponse(self.compressed if is_gzip else self.body, 200, headers, self.content_type)


def widget_script(folder: Path) -> StaticFile:
    """The widget in one script: any page may load it (a module script is always asked for with CORS).

    Raises:
        rasa_project.channels.web.bundle.BundleError: its parts do not fit together.
    """
    return StaticFile(
        bundle(folder / "src" / "main.js").encode("utf-8"),
        _MODULE,
        f"public, max-age={_DAY}, stale-while-revalidate={30 * _DAY}",
        {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"},
    )


def office_style(folder: Path) -> StaticFile:
    """The office page's style sheet."""
    return StaticFile((folder / "office.css").read_bytes(), "text/css; charset=utf-8", f"public, max-age={_DAY}")


def office_page(folder: Path, name: str, script: StaticFile, style: StaticFile) -> StaticFile:
    """A page of the office, with script and style under addresses that change with their content."""
    html = (folder / name).read_text(encoding="utf-8")
    html = html.replace("/widget.js", f"/widget.js?v={script.version}")
    html = html.replace("/office.css", f"/office.css?v={style.version}")
    return StaticFile(
        html.encode("utf-8"),
        "text/html; charset=utf-8",
        "no-cache",
        {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'",
            "Referrer-Policy": "no-referrer",
        },
    )
