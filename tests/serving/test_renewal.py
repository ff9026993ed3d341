"""A replaced model file is loaded once it is whole; one that can't be used changes nothing."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from rasa_project.serving.model_file import ModelRefusedError
from rasa_project.serving.renewal import Renewal
from tests.serving.test_model_file import archive


class Agent:
    """As much of the agent as a renewal needs: its model is a name."""

    def __init__(self) -> None:
        self.model = "old"
        self.on_trial = False

    def load_model(self, model_path: str | Path) -> None:
        self.model = "new"

    def model_parts(self) -> dict[str, Any]:
        return {"model": self.model}

    def put_back(self, parts: dict[str, Any]) -> None:
        self.model = parts["model"]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return archive(tmp_path / "measles.tar.gz", {"model_id": "old"})


@pytest.fixture
def agent() -> Agent:
    return Agent()


@pytest.fixture
def renewal(agent: Agent, model: Path) -> Renewal:
    return Renewal(agent, model, agent.load_model)


def replaced(model: Path, name: str) -> None:
    archive(model.with_suffix(".new"), {"model_id": name}).replace(model)


def looks(renewal: Renewal, times: int = 10) -> list[bool]:
    return [renewal.look() for _ in range(times)]


def test_a_new_file_is_loaded_once_when_it_is_at_rest(renewal: Renewal, agent: Agent, model: Path) -> None:
    assert not any(looks(renewal))
    replaced(model, "new")
    assert renewal.look() is False
    assert agent.model == "old"
    assert looks(renewal).count(True) == 1
    assert agent.model == "new"
    assert agent.on_trial


def test_a_file_that_is_being_written_is_not_read(renewal: Renewal, agent: Agent, model: Path) -> None:
    whole = archive(model.with_suffix(".new"), {"model_id": "new"}).read_bytes()
    for part in range(20, len(whole), 20):
        model.write_bytes(whole[:part])
        assert renewal.look() is False
    model.write_bytes(whole)
    assert any(looks(renewal))
    assert agent.model == "new"


def test_a_touched_file_is_no_new_model(renewal: Renewal, agent: Agent, model: Path) -> None:
    model.touch()
    assert not any(looks(renewal))
    assert agent.model == "old"


def test_a_broken_file_is_refused_with_a_sentence(
    renewal: Renewal, agent: Agent, model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model.write_bytes(model.read_bytes()[:50])
    with caplog.at_level(logging.ERROR):
        assert not any(looks(renewal))
    assert caplog.text.count("is refused: it is not a whole .tar.gz archive") == 1
    assert "The old model stays" in caplog.text
    assert agent.model == "old"
    replaced(model, "new")
    assert any(looks(renewal))


def test_a_missing_file_changes_nothing(renewal: Renewal, agent: Agent, model: Path) -> None:
    model.unlink()
    assert not any(looks(renewal))
    replaced(model, "new")
    assert any(looks(renewal))


def test_what_rasa_can_t_load_is_refused(agent: Agent, model: Path) -> None:
    def load(path: Path) -> None:
        raise ModelRefusedError(path, "Rasa can't load it")

    renewal = Renewal(agent, model, load)
    replaced(model, "new")
    assert not any(looks(renewal))
    assert not agent.on_trial


def test_a_model_with_which_no_worker_serves_is_taken_back(renewal: Renewal, agent: Agent, model: Path) -> None:
    replaced(model, "new")
    assert any(looks(renewal))
    renewal.go_back()
    assert (agent.model, agent.on_trial) == ("old", False)
    model.touch()
    assert any(looks(renewal)), "the same file may be tried again: memory may have been short"


def test_a_model_with_which_a_worker_serves_stays(renewal: Renewal, agent: Agent, model: Path) -> None:
    replaced(model, "new")
    assert any(looks(renewal))
    renewal.is_proven()
    renewal.go_back()  # a later worker died of something else
    renewal.is_done()
    assert (agent.model, agent.on_trial) == ("new", False)
