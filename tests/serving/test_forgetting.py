"""Words are forgotten while the server runs, though nobody writes."""

from __future__ import annotations

import asyncio

from kazakh.analysis import default_analyzer
from kazakh.memory import words_remembered
from rasa_project.serving.forgetting import _forgetting


def test_words_are_forgotten_without_a_message() -> None:
    async def wait() -> None:
        default_analyzer().analyse("балам шақырайып қалған")
        assert sum(words_remembered())
        forgetting = asyncio.create_task(_forgetting(0.001))
        for _ in range(2000):
            if not sum(words_remembered()):
                break
            await asyncio.sleep(0.01)
        forgetting.cancel()
        assert sum(words_remembered()) == 0

    asyncio.run(wait())
