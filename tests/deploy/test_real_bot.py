"""The kit with the real bot of this clone: its ten questions, a backup, a drill."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from measles_bot import backups, env_file
from measles_bot.layout import Layout
from measles_bot.releases import Release, point
from measles_bot.service import why_not_ready
from measles_bot.smoke import questions, wrong_answers
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
    monkeypatch.setenv("PYTHONPATH", str(root / "packages/kazakh/src"))
    with running(root, tmp_path) as server:
        assert why_not_ready(server.port, version(), 60) == ""
        assert wrong_answers(server.port, questions(Release(root))) == []
        named = ("DATABASE_URL", "REST_KEYS_FILE", "AUDIT_FILE", "SENDER_KEY")
        told = {name: server.environment[name] for name in named}
        env_file.write(layout.settings, {**told, "TELEGRAM_DB": str(tmp_path / "telegram.db")}, "")
        saved = backups.make(layout, "nightly")
    assert saved.is_file()
    found = backups.drill(layout)
    assert found.is_well, found.report
    assert "restored, whole, 10 conversations, ten questions answered" in found.report
