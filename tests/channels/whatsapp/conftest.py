from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.running import Engine
from tests.channels.whatsapp.bench import RunningBot
from tests.whatsapp_server import WhatsAppServer


@pytest.fixture
def whatsapp() -> Iterator[WhatsAppServer]:
    with WhatsAppServer() as server:
        yield server


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def bot(whatsapp: WhatsAppServer, tmp_path: Path, engine: Engine) -> Iterator[RunningBot]:
    with RunningBot(whatsapp, tmp_path, engine) as running:
        yield running
