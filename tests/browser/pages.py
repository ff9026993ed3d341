"""Pages of somebody's site, on loopback: what an office may paste the widget into."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

#: CSS of the rude kind: what a page does to all its elements must not reach the widget.
RUDE_CSS: Final = """
html { font-size: 5px; }
* { color: yellow !important; letter-spacing: 8px; text-transform: uppercase; font: 40px fantasy; }
button, div, p { display: inline; background: black !important; border: 9px solid red; position: static !important; }
dialog { width: 10px; } measles-chat { line-height: 4; direction: rtl; text-align: center; cursor: none; }
"""

#: A page that keeps a history of its own, and shows in its heading where it is.
_ROUTER: Final = """
const show = () => { document.querySelector('h1').textContent = JSON.stringify(history.state?.page ?? 1) };
window.turn = page => { history.pushState({...history.state, page}, '', '#' + page); show() };
addEventListener('popstate', show)
"""


def html(script: str, attributes: str = "", lang: str = "kk", head: str = "", body: str = "") -> str:
    """A page with the widget pasted in."""
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Басқарма</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>
<body><main><h1>Басқарма</h1><p>Мәтін.</p><a id="next" href="/other">Келесі бет</a>{body}</main>
<script type="module" src="{script}"></script><measles-chat {attributes}></measles-chat></body></html>"""


def site(bot: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Path to page and headers; ``bot`` is the bot's address."""
    script = f"{bot}/widget.js"
    strict = (
        f"default-src 'none'; script-src {bot}; connect-src {bot}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'"
    )
    shortcut = "document.title = 'Басқарма'; addEventListener('keydown', e => document.title += e.key)"
    return {
        "/": (html(script), {}),
        "/other": (html(script), {}),
        "/ru": (html(script, lang="ru"), {}),
        "/strict": (html(script), {"Content-Security-Policy": strict, "Referrer-Policy": "no-referrer"}),
        "/rude": (html(script, head=f"<style>{RUDE_CSS}</style>"), {}),
        "/left": (html(script, 'position="left" language="ru" chat-title="Корь: спросите нас" theme="dark"'), {}),
        "/shortcuts": (html(script, body=f"<script>{shortcut}</script>"), {}),
        "/router": (html(script, body=f"<script>{_ROUTER}</script>"), {}),
        "/frame": ('<!doctype html><title>Қабат</title><iframe src="/" width="360" height="700"></iframe>', {}),
        "/twice": (html(script, body=f'<script type="module" src="{script}?again"></script>'), {}),
    }


@contextmanager
def hosted(pages: dict[str, tuple[str, dict[str, str]]]) -> Iterator[str]:
    """The address of a small web server with these pages; they can be added to."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, headers = pages.get(self.path, ("", {}))
            self.send_response(200 if page else 404)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
