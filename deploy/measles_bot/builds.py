"""A version is fetched, unpacked beside the others, installed, trained and tried; what serves is not touched."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from measles_bot import desk
from measles_bot.commands import GENTLY, as_user, plain_environment, run
from measles_bot.errors import CommandError, KitError
from measles_bot.layout import Layout
from measles_bot.releases import COMPLETE, Release, link_state, version_in
from measles_bot.smoke import try_release

#: What an environment, a model and what is made on the way take on the disk.
_DISK_BYTES: Final = 2_500_000_000
#: What a training takes beside the bot (1.8 GB were seen); swap counts.
_MEMORY_KB: Final = 2_000_000
_SHORT: Final = 7


def fetch(layout: Layout) -> None:
    """Bring all branches and tags of the source.

    Raises:
        CommandError: the source can't be reached.
    """
    _git(layout, "fetch", "--quiet", "--prune", "--force", "--tags", "origin", "+refs/heads/*:refs/heads/*")


def clone(layout: Layout, source: str) -> None:
    """Make the clone where it is missing, or let it follow another source.

    Raises:
        CommandError: the source can't be reached.
    """
    if not (layout.source / "HEAD").is_file():
        run(
            ["git", "init", "--quiet", "--bare", layout.source],
            user=layout.build_user,
            environment=_environment(layout),
        )
        _git(layout, "remote", "add", "origin", source)
    _git(layout, "remote", "set-url", "origin", source)
    if source.startswith("/"):  # a folder of another user's, which git reads only where it was told to
        _git(layout, "config", "--global", "--replace-all", "safe.directory", source)
    fetch(layout)


def newest(layout: Layout) -> str:
    """The newest numbered version of the source; its main branch where it has no numbers.

    Raises:
        CommandError: the clone can't be read.
    """
    tags = _git(layout, "tag", "--list", "v[0-9]*", "--sort=-v:refname").split()
    if tags:
        return tags[0]
    branches = _git(layout, "for-each-ref", "--format=%(refname:short)", "--sort=-committerdate", "refs/heads").split()
    if not branches:
        raise KitError("The source has no version and no branch. Look at SOURCE in kit.env.")
    return "main" if "main" in branches else branches[0]


def release_of(layout: Layout, wanted: str) -> tuple[Release, str]:
    """Where a tag, branch or commit is built, and its commit.

    Raises:
        KitError: the source has no such version.
    """
    try:
        commit = _git(layout, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted}^{{commit}}").strip()
    except CommandError as error:
        raise KitError(f"The source has no version, branch or commit «{wanted}».") from error
    version = version_in(_git(layout, "show", f"{commit}:pyproject.toml"))
    return Release(layout.releases / f"{version}-{commit[:_SHORT]}"), commit


def build(layout: Layout, release: Release, commit: str) -> None:
    """Unpack, install, train, try. One that was built before is only tried again.

    Raises:
        KitError: a step failed, and why; what was built so far is removed by the next :func:`releases.prune`.
    """
    if not release.is_complete:
        check_room(layout)
        if release.folder.exists():
            shutil.rmtree(release.folder)
        unpack(layout, release, commit)
        print(
            f"Installing and training {release.name} (ten minutes on a small server); the bot goes on meanwhile.",
            flush=True,
        )
        _make(layout, release, "install", "train")
    bring_desk(layout, release)
    layout.state.mkdir(parents=True, exist_ok=True)
    link_state(layout, release)
    print("Asking it ten questions...", flush=True)
    try_release(layout, release)
    _try_desk(layout, release)
    (release.folder / COMPLETE).touch()


def bring_desk(layout: Layout, release: Release) -> None:
    """Install what the desk needs, where the server has one, the version knows it and it is not there yet.

    Raises:
        CommandError: that failed.
    """
    has_desk = (release.folder / "desk/__main__.py").is_file()
    if desk.is_wished(layout) and has_desk and not desk.is_installed(release):
        print("Installing what the office's desk needs...", flush=True)
        _make(layout, release, desk.TARGET)


def _try_desk(layout: Layout, release: Release) -> None:
    if desk.is_wished(layout) and desk.is_installed(release):
        with tempfile.TemporaryDirectory(prefix="measles-desk-") as folder:
            desk.try_release(layout, release, Path(folder), desk.database(layout))


def unpack(layout: Layout, release: Release, commit: str) -> None:
    """Write a commit's files into the release's folder, as the build user's.

    Raises:
        CommandError: git or tar failed.
    """
    with tempfile.TemporaryDirectory(dir=layout.build_home) as folder:
        owner = as_user(layout.build_user).get("user")
        if owner is not None:
            shutil.chown(folder, owner, owner)
            shutil.chown(layout.releases, owner, owner)
        packed = Path(folder) / "release.tar"
        _git(layout, "archive", "--format=tar", f"--output={packed}", commit)
        run(["mkdir", release.folder], user=layout.build_user)
        if not tarfile.is_tarfile(packed):
            raise KitError(f"{commit} can't be unpacked. Is the disk full?")
        run(["tar", "-xf", packed, "-C", release.folder], user=layout.build_user)


def check_room(layout: Layout, meminfo: Path = Path("/proc/meminfo")) -> None:
    """A build needs room on the disk and in memory; without it the kernel would end something, perhaps the bot.

    Raises:
        KitError: there is too little, and what to do.
    """
    free = shutil.disk_usage(layout.home).free
    if free < _DISK_BYTES:
        raise KitError(
            f"{free // 1_000_000} MB are free at {layout.home}; a new version needs {_DISK_BYTES // 1_000_000}. "
            "Make room (`measles-bot status` names the largest folders), then say the command again."
        )
    told = dict(line.split(":", 1) for line in meminfo.read_text(encoding="ascii").splitlines() if ":" in line)
    kilobytes = sum(int(told.get(name, "0 kB").split()[0]) for name in ("MemAvailable", "SwapFree"))
    if kilobytes < _MEMORY_KB:
        raise KitError(
            f"{kilobytes // 1000} MB of memory are free, a training needs {_MEMORY_KB // 1000} beside the bot. "
            "Add swap: `fallocate -l 2G /swap && chmod 600 /swap && mkswap /swap && swapon /swap`, and a line "
            "`/swap none swap sw 0 0` in /etc/fstab; then say the command again."
        )


def _make(layout: Layout, release: Release, *targets: str) -> None:
    environment = _environment(layout, UV_PYTHON_INSTALL_DIR=str(layout.build_home / "python"))
    command: list[str | Path] = [*GENTLY, "make", "--no-print-directory", *targets]
    run(command, user=layout.build_user, folder=release.folder, environment=environment, is_shown=True)


def _git(layout: Layout, *words: str) -> str:
    command: list[str | Path] = ["git", "--git-dir", layout.source, *words]
    return run(command, user=layout.build_user, environment=_environment(layout))


def _environment(layout: Layout, **more: str) -> dict[str, str]:
    return plain_environment(layout.build_home, GIT_TERMINAL_PROMPT="0", **more)
