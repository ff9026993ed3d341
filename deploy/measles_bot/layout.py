"""Where everything lies on a server, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Of the service and its timers; ``deploy/systemd`` has a file for each.
SERVICE: Final = "measles-bot.service"
#: Holds the port while the service is started anew.
SOCKET: Final = "measles-bot.socket"
#: The office's desk; it runs where the answers to the installation asked for it.
DESK: Final = "measles-bot-desk.service"
TIMERS: Final = ("measles-bot-health.timer", "measles-bot-backup.timer", "measles-bot-drill.timer")
DEFAULT_PORT: Final = 5005


@dataclass(frozen=True)
class Layout:
    """Paths of one installation.

    Attributes:
        root: another place than ``/`` for a test.
        bot_user: who serves parents, and reads the code but never writes it; ``None``: whoever runs the command.
        build_user: who fetches, installs and trains, and never sees a conversation; ``None``: whoever runs the command.
    """

    root: Path = Path("/")
    bot_user: str | None = "measles-bot"
    build_user: str | None = "measles-build"

    @property
    def home(self) -> Path:
        """All that was built."""
        return self.root / "opt/measles-bot"

    @property
    def source(self) -> Path:
        """A bare clone of the repository."""
        return self.home / "source.git"

    @property
    def releases(self) -> Path:
        """A folder for each version."""
        return self.home / "releases"

    @property
    def current(self) -> Path:
        """Link to the release that serves."""
        return self.home / "current"

    @property
    def previous(self) -> Path:
        """Link to the release before it."""
        return self.home / "previous"

    @property
    def build_home(self) -> Path:
        """Home of the build user: caches, a Python that was fetched."""
        return self.home / "build"

    @property
    def settings(self) -> Path:
        """The bot's settings, with tokens: for root alone."""
        return self.root / "etc/measles-bot/settings.env"

    @property
    def kit(self) -> Path:
        """The kit's own settings: source, domain, how many backups."""
        return self.root / "etc/measles-bot/kit.env"

    @property
    def state(self) -> Path:
        """What the bot keeps: ``state/`` of every release is a link to it."""
        return self.root / "var/lib/measles-bot"

    @property
    def backups(self) -> Path:
        """Backups and the drill's report: the bot itself can't reach them."""
        return self.root / "var/backups/measles-bot"

    @property
    def units(self) -> Path:
        """Systemd's folder of what the administrator adds."""
        return self.root / "etc/systemd/system"

    @property
    def caddyfile(self) -> Path:
        """The proxy's file."""
        return self.root / "etc/caddy/Caddyfile"

    @property
    def command(self) -> Path:
        """The command that everybody types."""
        return self.root / "usr/local/bin/measles-bot"

    @property
    def lock(self) -> Path:
        """Held by whoever changes releases."""
        return self.home / ".lock"
