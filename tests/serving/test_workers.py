"""A worker that dies is known at the end, however fast all went."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from rasa_project.serving.workers import Watch, WorkerDiedError


def workers_that_end(*statuses: int, after: float = 0.3) -> Watch:
    """The watch over processes that end with these statuses, joined as Sanic does."""
    watch = Watch(len(statuses))
    watch.begin()
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_end, args=(status, after), daemon=True) for status in statuses]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return watch


def _end(status: int, after: float) -> None:
    time.sleep(after)
    os._exit(status)


def test_all_die_at_once() -> None:
    with pytest.raises(WorkerDiedError, match="Start it again"):
        workers_that_end(1, 1).check()


def test_one_dies_and_the_other_is_stopped() -> None:
    watch = Watch(2)
    watch.begin()
    fork = multiprocessing.get_context("fork")
    dying, living = fork.Process(target=_end, args=(3, 0.3)), fork.Process(target=_end, args=(0, 60))
    dying.start()
    living.start()
    living.join(timeout=20)
    assert not living.is_alive()
    with pytest.raises(WorkerDiedError):
        watch.check()


def test_a_stop_that_was_asked_for_is_no_error() -> None:
    workers_that_end(0, 0).check()


def test_a_single_process_is_not_watched() -> None:
    watch = Watch(1)
    watch.begin()
    watch.check()
