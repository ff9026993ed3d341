"""Caddy in front: TLS, and exactly the headers that the bot believes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Final

from measles_bot import desk
from measles_bot.bot import port_of
from measles_bot.commands import run
from measles_bot.errors import CommandError, KitError
from measles_bot.layout import Layout
from measles_bot.releases import Release
from measles_bot.service import systemctl
from measles_bot.wishes import Wishes

_TEMPLATE: Final = Path("deploy/etc/Caddyfile")
_DESK_TEMPLATE: Final = Path("deploy/etc/Caddyfile.desk")
_OURS: Final = "# measles-bot"
_MODE: Final = 0o644


def caddyfile(template: str, domain: str, email: str, port: int) -> str:
    """The proxy's file for a domain."""
    text = template.replace("{$DOMAIN}", domain).replace("{$PORT}", str(port))
    return text.replace("\t# email\n", f"\temail {email}\n" if email else "")


def caddyfile_of_desk(template: str, domain: str, port: int) -> str:
    """What stands behind it where the office's desk has a name."""
    return template.replace("{$DESK_DOMAIN}", domain).replace("{$DESK_PORT}", str(port))


def install_proxy(layout: Layout, release: Release, wishes: Wishes) -> None:
    """Write Caddy's file and start Caddy anew with it. One that somebody else wrote is kept beside it.

    Raises:
        KitError: Caddy finds a fault in it; the old file stays.
    """
    template = (release.folder / _TEMPLATE).read_text(encoding="utf-8")
    text = caddyfile(template, wishes.domain, wishes.email, port_of(layout))
    of_desk = release.folder / _DESK_TEMPLATE
    if wishes.desk_domain and of_desk.is_file():
        text += caddyfile_of_desk(of_desk.read_text(encoding="utf-8"), wishes.desk_domain, desk.port_of(layout))
    _check(text)
    target = layout.caddyfile
    target.parent.mkdir(parents=True, exist_ok=True)
    there = target.read_text(encoding="utf-8") if target.is_file() else _OURS
    if not there.startswith(_OURS):
        digest = hashlib.sha256(there.encode()).hexdigest()[:8]
        shutil.copyfile(target, target.with_name(f"Caddyfile.before-measles-bot-{digest}"))
    target.write_text(text, encoding="utf-8")
    target.chmod(_MODE)
    systemctl("enable", "--quiet", "caddy.service")
    systemctl("restart", "caddy.service")


def _check(text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="measles-caddy-") as folder:
        file = Path(folder) / "Caddyfile"
        file.write_text(text, encoding="utf-8")
        try:
            run(["caddy", "validate", "--adapter", "caddyfile", "--config", file])
        except CommandError as error:
            raise KitError(f"Caddy does not take its file: {error}") from error
