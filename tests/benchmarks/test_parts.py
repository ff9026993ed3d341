"""What each component takes of a reading: the messages, the least of the rounds, the table."""

from __future__ import annotations

from pathlib import Path

from benchmarks.parts import TimedNodes, best_of_rounds, parents_messages, table

TALKS = """\
- name: a talk
  turns:
  - says: балам ауырды
    has: [емхана]
  - says: қанша күн
- name: another
  turns:
  - says: балам ауырды
"""


def test_messages_are_those_that_parents_write_each_once(tmp_path: Path) -> None:
    (tmp_path / "talks.yml").write_text(TALKS, encoding="utf-8")
    assert parents_messages(tmp_path) == ["балам ауырды", "қанша күн"]


def test_the_talks_of_the_project_have_many() -> None:
    assert len(parents_messages()) > 500


def test_the_least_of_all_rounds_counts() -> None:
    assert best_of_rounds([{"one": [1.0, 5.0]}, {"one": [2.0, 4.0]}]) == {"one": [1.0, 4.0]}


def test_a_node_is_called_as_before_and_timed() -> None:
    nodes = TimedNodes({"sum": lambda one, two: one + two})
    assert nodes["sum"](2, 3) == 5
    assert len(nodes.times["sum"]) == 1
    assert nodes.times["sum"][0] >= 0


def test_the_dearest_stands_first_and_the_whole_last() -> None:
    rows = table({"run_a.Cheap1": [1.0, 1.0], "run_a.Dear2": [2.0, 4.0]}, [3.0, 5.0]).splitlines()
    assert rows[2:] == ["| Dear2 | 3.00 | 4.00 |", "| Cheap1 | 1.00 | 1.00 |", "| the whole reading | 4.00 | 5.00 |"]
