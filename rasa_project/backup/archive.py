"""The archive: a tar file with a manifest that says what is in it, of which version, and what its bytes must be."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from rasa_project.backup.errors import BackupError
from rasa_project.private_files import FILE_MODE

#: Version of the archive's form. An archive of a higher one is refused.
FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_MOST_MANIFEST_BYTES: Final = 1_000_000
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What an archive holds.

    Attributes:
        made: UTC, ISO 8601.
        database: ``sqlite`` or ``postgresql``.
        versions: of the stores, by the name of their file in the archive.
        sender_key: tells whether a ``SENDER_KEY`` is that of these conversations, not the key itself.
        files: SHA-256 of each file by its name.
        format: see :data:`FORMAT`.
    """

    made: str
    database: str
    versions: dict[str, str]
    sender_key: str
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def write(folder: Path, manifest: Manifest, archive: Path) -> None:
    """Pack all files of ``folder`` and the manifest, which gets their checksums."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    manifest.files.update({name: _checksum(folder / name) for name in names})
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
    with archive.open("xb") as out:
        archive.chmod(FILE_MODE)
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            for name in (_MANIFEST, *names):
                tar.add(folder / name, arcname=name, filter=_anonymous)


def unpack(archive: Path, folder: Path) -> Manifest:
    """Write an archive's files into an empty folder, each compared with its checksum.

    Only names that the manifest lists are read, and only as plain files: nothing in the archive chooses where it goes.

    Raises:
        BackupError: it is no archive of ours, of a newer form, or damaged.
    """
    try:
        with tarfile.open(archive, mode="r:") as tar:
            manifest = _manifest(tar, archive)
            for name, checksum in manifest.files.items():
                target = folder / hashlib.sha256(name.encode()).hexdigest()
                _copy(tar, name, target)
                if _checksum(target) != checksum:
                    raise BackupError(f"{archive} is damaged: {name} is not what was saved. Use another backup.")
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise BackupError(f"{archive} is damaged, or no backup of this bot ({error}). Use another backup.") from error
    return manifest


def unpacked(folder: Path, name: str) -> Path:
    """Where :func:`unpack` put a file."""
    return folder / hashlib.sha256(name.encode()).hexdigest()


def _manifest(tar: tarfile.TarFile, archive: Path) -> Manifest:
    member = tar.getmember(_MANIFEST)
    stream = tar.extractfile(member)
    if stream is None or member.size > _MOST_MANIFEST_BYTES:
        raise BackupError(f"{archive} is no backup of this bot.")
    try:
        told: dict[str, Any] = json.loads(stream.read())
        if int(told["format"]) > FORMAT:
            raise BackupError(f"{archive} was made by a newer bot. Restore it with that one.")
        manifest = Manifest(**told)
        if not all(isinstance(text, str) for pair in manifest.files.items() for text in pair):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{archive} is damaged: its manifest can't be read. Use another backup.") from error
    return manifest


def _copy(tar: tarfile.TarFile, name: str, target: Path) -> None:
    member = tar.getmember(name)
    stream = tar.extractfile(member) if member.isreg() else None
    if stream is None:
        raise BackupError(f"The backup is damaged: {name} is no file. Use another backup.")
    with target.open("xb") as out:
        target.chmod(FILE_MODE)
        shutil.copyfileobj(stream, out, _CHUNK)


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names of users of this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = FILE_MODE
    return member
