"""The benchmark of the computing calls measures what it names."""

from __future__ import annotations

import pytest

from benchmarks import clinics


def test_each_function_is_called_and_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clinics, "_CALLS", 5)
    rows = clinics.functions()
    assert [row["what"].split(",")[0] for row in rows] == ["schedule", "exposure", "schedule as FHIR"]
    assert all(0 < row["p50"] <= row["p95"] for row in rows)
