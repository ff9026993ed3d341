"""``measles-bot status``: one screen, and an exit status for cron."""

from __future__ import annotations

import shutil
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from measles_bot import backups, desk, env_file
from measles_bot.bot import port_of
from measles_bot.layout import DESK, TIMERS, Layout
from measles_bot.releases import current, linked
from measles_bot.service import call, state

_BACKUP_HOURS: Final = 36
_DRILL_DAYS: Final = 40
_CERTIFICATE_DAYS: Final = 10
_FREE_SHARE: Final = 0.1
_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Line:
    """One line of the screen.

    Attributes:
        what: of which it speaks.
        said: what is so.
        to_do: what somebody should do; empty where all is well.
    """

    what: str
    said: str
    to_do: str = ""


def lines(layout: Layout) -> list[Line]:
    """All lines.

    Raises:
        KitError: nothing is installed.
    """
    return [
        _version(layout),
        _service(),
        _ready(layout),
        _desk(layout),
        *_timers(),
        _backup(layout),
        _drill(layout),
        _disk(layout),
        *_tls(layout),
    ]


def screen(found: list[Line]) -> str:
    """The lines as text; what there is to do stands at the end."""
    told = [f"{line.what + ':':<10} {line.said}" for line in found]
    to_do = [f"  - {line.to_do}" for line in found if line.to_do]
    return "\n".join([*told, "", "To do:", *to_do] if to_do else [*told, "", "All is well."])


def _version(layout: Layout) -> Line:
    release, before = current(layout), linked(layout.previous)
    since = datetime.fromtimestamp(layout.current.lstat().st_mtime, timezone.utc)
    return Line("Version", f"{release.name} since {since:%Y-%m-%d}" + (f", before it {before.name}" if before else ""))


def _service() -> Line:
    found = state()
    if found == "activating":
        return Line("Service", "starting", "wait a minute, then look again")
    return Line(
        "Service", found, "" if found == "active" else "sudo systemctl start measles-bot; sudo measles-bot logs"
    )


def _ready(layout: Layout) -> Line:
    if state() == "activating":
        return Line("Answers", "not yet")
    said = call(port_of(layout), "/health/ready")
    if said.status == 200:
        return Line("Answers", f"yes, version {said.body.get('version', 'unknown')}")
    checks = [f"{part}: {told}" for part, told in (said.body.get("checks") or {}).items() if told != "ok"]
    return Line(
        "Answers",
        f"no ({'; '.join(checks) or 'nobody listens'})",
        "docs/operations.md, «What to do», has a line for it",
    )


def _desk(layout: Layout) -> Line:
    if not desk.is_wished(layout):
        return Line("Desk", "none (DESK_DOMAIN= in the file of answers, then make install-service)")
    name = env_file.read(layout.kit).get("DESK_DOMAIN", "")
    where = f"https://{name}/" if name else f"http://127.0.0.1:{desk.port_of(layout)}/ of this machine alone"
    if not desk.is_installed(current(layout)):
        return Line("Desk", "this version has none", "sudo measles-bot update")
    if desk.status(desk.port_of(layout)) == 200:
        return Line("Desk", f"answers, {where}")
    return Line("Desk", f"does not answer ({state(DESK)}), {where}", "journalctl -u measles-bot-desk says why")


def _timers() -> list[Line]:
    asleep = [timer for timer in TIMERS if state(timer) != "active"]
    if not asleep:
        return [Line("Timers", "health, backup and drill are on")]
    return [Line("Timers", f"off: {', '.join(asleep)}", f"sudo systemctl enable --now {' '.join(asleep)}")]


def _backup(layout: Layout) -> Line:
    file = backups.newest(layout)
    if file is None:
        return Line("Backup", "none", "sudo measles-bot backup")
    hours = (time.time() - file.stat().st_mtime) / 3600
    kept = len(list(layout.backups.glob("*.tar")))
    said = f"{file.name}, {file.stat().st_size / 1e6:.1f} MB, {hours:.0f} hours old; {kept} kept in {layout.backups}"
    return Line(
        "Backup",
        said,
        "" if hours < _BACKUP_HOURS else "journalctl -u measles-bot-backup says why there is no newer one",
    )


def _drill(layout: Layout) -> Line:
    found = backups.last_drill(layout)
    if found is None:
        return Line("Drill", "none yet (on the 5th of the month; now: sudo measles-bot drill)")
    days = (datetime.now(timezone.utc) - datetime.fromisoformat(found.day)).days
    said = f"{found.day[:10]}, {found.backup}: {found.report}"
    if not found.is_well:
        return Line("Drill", f"FAILED {said}", "sudo measles-bot backup && sudo measles-bot drill")
    return Line("Drill", said, "" if days < _DRILL_DAYS else "sudo measles-bot drill")


def _disk(layout: Layout) -> Line:
    usage = shutil.disk_usage(layout.state)
    kept = f"state {_size(layout.state)}, backups {_size(layout.backups)}"
    few = usage.free < usage.total * _FREE_SHARE
    said = f"{usage.free / 1e9:.1f} GB free of {usage.total / 1e9:.1f}; {kept}"
    return Line("Disk", said, f"make room: less than a tenth of the disk of {layout.state} is free" if few else "")


def _size(folder: Path) -> str:
    bytes_used = sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{bytes_used / 1e6:.0f} MB"


def _tls(layout: Layout) -> list[Line]:
    told = env_file.read(layout.kit)
    names = [told[name] for name in ("DOMAIN", "DESK_DOMAIN") if told.get(name)]
    return [_certificate(name) for name in names] or [Line("TLS", "no domain in kit.env")]


def _certificate(domain: str) -> Line:
    try:
        end = certificate_end(domain)
    except (OSError, ValueError) as error:
        to_do = f"does {domain} point here, are ports 80 and 443 open? journalctl -u caddy says more"
        return Line("TLS", f"{domain}: {error}", to_do)
    days = (end - datetime.now(timezone.utc)).days
    to_do = "" if days > _CERTIFICATE_DAYS else "Caddy does not renew the certificate: journalctl -u caddy says why"
    return Line("TLS", f"{domain} until {end:%Y-%m-%d}", to_do)


def certificate_end(domain: str, port: int = 443, context: ssl.SSLContext | None = None) -> datetime:
    """Until when the certificate is good that this machine's proxy shows for a domain.

    Raises:
        OSError: nobody answers, or the certificate is not trusted.
        ValueError: it says no day.
    """
    trusted = context or ssl.create_default_context()
    with (
        socket.create_connection(("127.0.0.1", port), timeout=_SECONDS) as line,
        trusted.wrap_socket(line, server_hostname=domain) as shown,
    ):
        told = (shown.getpeercert() or {}).get("notAfter")
    if not isinstance(told, str):
        raise ValueError("the certificate says no day")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(told), timezone.utc)
