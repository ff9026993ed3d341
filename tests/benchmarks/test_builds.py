"""Two builds are asked in turn, and compared by what took each of them least."""

from __future__ import annotations

from benchmarks.builds import in_turn, report


def test_both_get_the_same_messages_and_take_turns_in_going_first() -> None:
    asked: list[tuple[str, str, str]] = []

    def ask(address: str, sender: str, text: str) -> float:
        asked.append((address, sender, text))
        return 10.0 if len(asked) <= 4 else 4.0 if address == "new" else 8.0

    assert in_turn(["new", "old"], ["а", "ә"], ask, rounds=2) == [[4.0, 4.0], [8.0, 8.0]]
    assert [address for address, _, _ in asked] == ["old", "new", "new", "old", "new", "old", "old", "new"]
    assert [text for _, _, text in asked] == ["а", "а", "ә", "ә"] * 2
    assert len({sender for _, sender, _ in asked}) == 4


def test_the_report_names_the_first_by_the_last() -> None:
    text = report(["new", "old"], [[4.0, 6.0, 5.0], [10.0, 10.0, 12.0]])
    assert "new: median 5.00 ms, nine of ten under 6.00 ms" in text
    assert text.endswith("The first takes 0.50 of the last.")
