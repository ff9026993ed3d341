"""Numbers of parents who want to be called: found, held for a moment, sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasa_project.privacy.held_numbers import HeldNumbers, number_in
from rasa_project.privacy.marks import without_identifiers
from rasa_project.sealed import SealError, seal, unseal

NUMBER = "+77011234567"


@pytest.mark.parametrize(
    "text",
    [
        "8 701 123 45 67",
        "+7 (701) 123-45-67",
        "87011234567",
        "7011234567",
        "нөмірім 8-701-123-45-67, кешке",
        "+77011234567",
    ],
)
def test_a_whole_number_is_found_and_leaves_a_mark(text: str) -> None:
    assert number_in(text) == NUMBER
    assert "[PHONE]" in without_identifiers(text)
    assert "123" not in without_identifiers(text)


@pytest.mark.parametrize(
    "text",
    ["", "2-11-03", "103", "8 701 123 45 6", "8 701 123 45 678", "+1 202 555 0100", "8 901 123 45 67",
     "8 799 123 45 67",
     "8 701 123 45 67 не 8 702 123 45 67", "12.05.2024", "4" * 100_000],
)  # fmt: skip
def test_what_is_no_whole_number_of_the_country_is_not_taken(text: str) -> None:
    assert number_in(text) is None


def test_a_land_line_is_taken_too() -> None:
    assert number_in("8 (72438) 2-11-03") == "+77243821103"


def test_a_number_is_held_for_its_person_once_and_for_two_minutes() -> None:
    held = HeldNumbers()
    held.hold("a", "8 701 123 45 67", now=0.0)
    held.hold("a", "рақмет", now=1.0)
    assert held.take("b", now=1.0) is None
    assert held.take("a", now=1.0) == NUMBER
    assert held.take("a", now=1.0) is None
    held.hold("a", "8 701 123 45 67", now=2.0)
    assert held.take("a", now=123.0) is None


def test_of_a_flood_only_the_newest_are_held() -> None:
    held = HeldNumbers()
    for number in range(1_500):
        held.hold(str(number), "8 701 123 45 67", now=float(number) / 1_000)
    assert held.take("0", now=2.0) is None
    assert held.take("1499", now=2.0) == NUMBER


def test_what_is_sealed_is_opened_with_the_same_key_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLBACK_KEY_FILE", str(tmp_path / "one.key"))
    sealed = seal({"number": NUMBER, "beside": "кешке"})
    assert "7011234567" not in sealed
    assert unseal(sealed) == {"number": NUMBER, "beside": "кешке"}
    assert (tmp_path / "one.key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("CALLBACK_KEY_FILE", str(tmp_path / "other.key"))
    with pytest.raises(SealError):
        unseal(sealed)
    with pytest.raises(SealError):
        unseal("no token")
