"""The kit with the real bot of this clone: its ten questions, a backup, a drill."""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest

from measles_bot import backups, desk, env_file
from measles_bot.layout import Layout
from measles_bot.releases import Release, point
from measles_bot.service import why_not_ready
from measles_bot.smoke import questions, wrong_answers
from rasa_project.backup import archive
from rasa_project.version import version
from tests.servers import running

pytestmark = pytest.mark.slow


def test_the_ten_questions_a_backup_and_a_drill(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes an answer that deploy/smoke.json names hears of it here, and not at an office's update."""
    layout = Layout(tmp_path / "server", None, None)
    layout.home.mkdir(parents=True)
    layout.backups.mkdir(parents=True)
    point(layout.current, Release(root))
    monkeypatch.setattr(Release, "python", Path(sys.executable))
    monkeypatch.setattr(desk, "is_installed", lambda release: True)
    monkeypatch.setenv("PYTHONPATH", str(root / "packages/kazakh/src"))
    with running(root, tmp_path) as server:
        assert why_not_ready(server.port, version(), 60) == ""
        assert wrong_answers(server.port, questions(Release(root))) == []
        named = ("DATABASE_URL", "REST_KEYS_FILE", "AUDIT_FILE", "SENDER_KEY")
        told = {name: server.environment[name] for name in named}
        env_file.write(layout.settings, {**told, "TELEGRAM_DB": str(tmp_path / "telegram.db")}, "")
        env_file.write(layout.kit, {"DESK": "on"}, "")
        told = {**told, "DESK_DATABASE_URL": f"sqlite:///{tmp_path}/desk.db", "DESK_HOSTS": "desk.example.kz",
                "DESK_SECRET_FILE": str(tmp_path / "desk.secret")}  # fmt: skip
        env_file.write(layout.settings, {**told, "TELEGRAM_DB": str(tmp_path / "telegram.db")}, "")
        link = desk.create_chief(layout, Release(root), "aliya")
        saved = with_the_desk(layout, backups.make(layout, "nightly"), tmp_path / "desk.db")
    assert "https://desk.example.kz/invitation/" in link
    assert saved.is_file()
    found = backups.drill(layout)
    assert found.is_well, found.report
    assert found.report == (
        "restored, whole, 10 conversations, ten questions answered; the desk starts with it, 0 people of the office"
    )


def with_the_desk(layout: Layout, saved: Path, database: Path) -> Path:
    """The same backup as a server makes it, whose desk keeps its database in ``state/``; here that is a clone's."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        content.mkdir()
        with tarfile.open(saved) as tar:
            manifest = archive.Manifest(**json.loads(tar.extractfile("manifest.json").read()))  # type: ignore[union-attr]
            for name in manifest.files:
                target = content / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(tar.extractfile(name).read())  # type: ignore[union-attr]
        (content / "others").mkdir(exist_ok=True)
        shutil.copy(database, content / "others/desk.db")
        saved.unlink()
        archive.write(content, manifest, saved)
    return saved
