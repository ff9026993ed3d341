"""What became of a messenger's updates and answers, for people and for Prometheus."""

from __future__ import annotations

import re

from rasa_project.channels.inbox.counts import NAMES, Counts
from rasa_project.observability.metrics import metrics


def shown(name: str) -> dict[str, float]:
    """The samples of a messenger in the exposition."""
    text = metrics().exposition().decode()
    return {what: float(value) for what, value in re.findall(rf'^bot_{name}_total{{what="(\w+)"}} (\S+)', text, re.M)}


def test_each_messenger_has_counters_of_its_own_that_begin_with_zero() -> None:
    dove, raven = Counts("dove"), Counts("raven")
    assert shown("dove") == dict.fromkeys(NAMES, 0.0)
    dove.add("sent")
    dove.add("lost", 2)
    dove.add("buttons_left")
    assert (dove["sent"], raven["sent"]) == (1, 0)
    assert {name: value for name, value in shown("dove").items() if value} == {"sent": 1, "lost": 2, "buttons_left": 1}
    assert shown("raven") == dict.fromkeys(NAMES, 0.0)


def test_how_many_wait_is_shown_and_a_restarted_service_counts_on() -> None:
    Counts("owl").set_waiting(3)
    again = Counts("owl")
    assert "bot_owl_waiting 3.0" in metrics().exposition().decode()
    again.add("sent")
    assert shown("owl")["sent"] == 1
