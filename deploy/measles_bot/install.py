"""``make install-service``: from a bare Debian to a service behind TLS. Every step may be done again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from measles_bot import builds, env_file, units
from measles_bot.bot import ask_bot
from measles_bot.commands import run
from measles_bot.errors import CommandError, KitError
from measles_bot.layout import DESK, SERVICE, SOCKET, TIMERS, Layout
from measles_bot.proxy import install_proxy
from measles_bot.releases import Release, linked, locked
from measles_bot.service import systemctl
from measles_bot.update import switch
from measles_bot.wishes import Wishes

_PACKAGES: Final = ("caddy", "git", "make", "python3", "python3-venv", "unattended-upgrades")
#: Files that say how this machine keeps logs and takes security updates, and where they go.
_OF_THE_SYSTEM: Final = {
    "journald.conf": "etc/systemd/journald.conf.d/measles-bot.conf",
    "unattended-upgrades.conf": "etc/apt/apt.conf.d/52measles-bot",
}
_HEAD: Final = "Written by `make install-service`; yours to change. After a change: systemctl restart measles-bot"
_KIT_HEAD: Final = (
    "Written by `make install-service`. SOURCE: where versions come from. BACKUPS_KEPT: nightly backups (14)."
)
_PRIVATE: Final = 0o700
_READABLE: Final = 0o755
_CHECK: Final = "rasa_project.settings_check"


def install(layout: Layout, clone: Path, wishes: Wishes, has_packages: bool = False) -> str:
    """Install, or bring an installation to what is wished; returns what to tell.

    Args:
        layout: of the server.
        clone: the repository's folder that the command was started in: its commit becomes the first version.
        wishes: domain, tokens, and so on.
        has_packages: whether Debian's packages are there already.

    Raises:
        KitError: a step failed; those before it are done and are not in the way of another try.
    """
    if not has_packages:
        _packages()
    _users(layout)
    _folders(layout)
    with locked(layout):
        env_file.write(layout.settings, wishes.settings(), _HEAD)
        source = wishes.source or _source_of(clone)
        env_file.write(layout.kit, {**wishes.kit(), "SOURCE": source}, _KIT_HEAD)
        builds.clone(layout, source)
        release = _first_release(layout, clone)
        ask_bot(layout, release, _CHECK)
        switch(layout, release)
    units.install_command(layout)
    _system_files(layout, release)
    install_proxy(layout, release, wishes)
    systemctl("enable", "--quiet", SOCKET, SERVICE, *TIMERS)
    if (layout.units / DESK).is_file():
        systemctl(*(["enable", "--quiet"] if wishes.has_desk else ["disable", "--quiet", "--now"]), DESK)
    systemctl("start", *TIMERS)
    return _done(wishes, release)


def _packages() -> None:
    if shutil.which("apt-get") is None:
        raise KitError(
            "There is no apt-get: this is for Debian 12 or 13 and Ubuntu. docs/server.en.md names the container."
        )
    print("Installing Debian's packages...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], environment=environment)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES], environment=environment)


def _users(layout: Layout) -> None:
    homes = {layout.bot_user: layout.state, layout.build_user: layout.build_home}
    for user, home in homes.items():
        if user is not None and not _is_user(user):
            run(["useradd", "--system", "--user-group", "--home-dir", home, "--shell", "/usr/sbin/nologin", user])


def _is_user(name: str) -> bool:
    try:
        run(["id", name])
    except CommandError:
        return False
    return True


def _folders(layout: Layout) -> None:
    layout.home.mkdir(parents=True, exist_ok=True)
    owned: Sequence[tuple[Path, str | None, int]] = (
        (layout.state, layout.bot_user, _PRIVATE),
        (layout.backups, layout.bot_user, _PRIVATE),
        (layout.releases, layout.build_user, _READABLE),
        (layout.source, layout.build_user, _READABLE),
        (layout.build_home, layout.build_user, _READABLE),
        (layout.settings.parent, None, _READABLE),
    )
    for folder, user, mode in owned:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
        if user is not None:
            shutil.chown(folder, user, user)


def _source_of(clone: Path) -> str:
    """Where the clone came from, so that updates come from there; the clone itself where it came from nowhere."""
    try:
        told = run(["git", "-C", clone, "remote", "get-url", "origin"]).strip()
    except CommandError:
        return str(clone)
    return told if "://" in told or "@" in told else str(Path(clone, told).resolve())


def _first_release(layout: Layout, clone: Path) -> Release:
    commit = run(["git", "-c", f"safe.directory={clone}", "-C", clone, "rev-parse", "HEAD"]).strip()
    try:
        release, commit = builds.release_of(layout, commit)
    except KitError as error:
        raise KitError(
            f"The commit {commit[:7]} of {clone} is not in the source: push it, or say SOURCE={clone}."
        ) from error
    if linked(layout.current) != release or not release.is_complete:
        builds.build(layout, release, commit)
    builds.bring_desk(layout, release)
    return release


def _system_files(layout: Layout, release: Release) -> None:
    for name, place in _OF_THE_SYSTEM.items():
        target = layout.root / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release.folder / "deploy/etc" / name, target)
    systemctl("try-restart", "systemd-journald.service")


def _done(wishes: Wishes, release: Release) -> str:
    return (
        f"{release.name} serves at https://{wishes.domain}/ (the certificate may take a minute; its name must point "
        f"here, ports 80 and 443 must be open).\nOn the office's page, before </body>:\n\n"
        f'  <script type="module" src="https://{wishes.domain}/widget.js"></script>\n'
        "  <measles-chat></measles-chat>\n\n"
        "Look after it: sudo measles-bot status" + _done_desk(wishes)
    )


def _done_desk(wishes: Wishes) -> str:
    if not wishes.has_desk:
        return ""
    where = f"https://{wishes.desk_domain}/" if wishes.desk_domain else "this machine alone (an SSH tunnel reaches it)"
    return f"\nThe office's desk: {where}. Its first chief: sudo measles-bot desk create-chief NAME"
