"""A message with a mark in it is understood as the same message without."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from rasa_project.privacy.marks import without_identifiers


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        "8 701 123 45 67",
        "900101300017",
        "aigul@mail.kz",
        "45.7662, 62.1080",
        "Нұрланов Ерасыл Бекұлы",
        "t.me/aigerim_k",
        "Абай көшесі 12 үй 5 пәтер",
        "N12345678",
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "Қызылшаға қарсы екпе қай жаста салынады?",
        "Қызылша қалай жұғады?",
        "Балам тырысып жатыр, есін білмейді!",
        "Куда обратиться за прививкой?",
        "У ребёнка температура 39 и сыпь",
    ],
)
def test_the_intent_stays(agent: Any, question: str, said: str) -> None:
    plain = asyncio.run(agent.parse_message(question))["intent"]["name"]
    marked = without_identifiers(f"{question} {said}")
    assert "[" in marked
    assert asyncio.run(agent.parse_message(marked))["intent"]["name"] == plain
