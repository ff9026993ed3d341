"""The first sentences of an answer."""

from __future__ import annotations

import pytest

from rasa_project.dialogue.shortening import first_sentences


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Иә, болады. Екпе қауіпсіз. Дәрігерден сұраңыз.", "Иә, болады. Екпе қауіпсіз."),
        ("Нет.\n\nДальше длинный рассказ.", "Нет."),
        ("103-ке қоңырау шалыңыз!\n\n• бір\n• екі", "103-ке қоңырау шалыңыз!"),
        ("Белгілері:\n• қызу\n• бөртпе\n\nСосын дәрігер.", "Белгілері:\n• қызу\n• бөртпе"),
        (
            "Екеуі де 12 айға толған соң, кемінде 28 күн. 2027 жылы",
            "Екеуі де 12 айға толған соң, кемінде 28 күн. 2027 жылы",
        ),
        ("а" * 400 + ". Б.", "а" * 400 + "."),
        ("Бір сөйлем", "Бір сөйлем"),
    ],
)
def test_first_sentences(text: str, short: str) -> None:
    assert first_sentences(text) == short
