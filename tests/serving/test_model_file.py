"""A model is looked at before anybody is answered from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rasa_project.serving.model_file import ModelRefusedError, check_answers
from tests.data.content import variations

MODEL = Path("models/measles.tar.gz")


def responses(*metadata: dict[str, Any] | None) -> dict[str, list[dict[str, Any]]]:
    return {f"utter_{number}": [{"text": "103", "metadata": one}] for number, one in enumerate(metadata)}


@pytest.mark.parametrize(
    "older", [responses(), responses({"emergency": True}, {"sources": ["K51"]}, None), responses({"level": "watch"})]
)
def test_a_model_of_older_answers_is_refused_with_one_sentence(older: dict[str, list[dict[str, Any]]]) -> None:
    with pytest.raises(ModelRefusedError, match=r"measles\.tar\.gz is refused: .*older answers\. Train .* make train"):
        check_answers(MODEL, older)


def test_a_model_of_these_answers_is_taken() -> None:
    check_answers(MODEL, responses(*(one.metadata for one in variations())))
