"""What an office publishes, for tests: entries that are right, and a folder with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project import edition as editions
from rasa_project.content.faults import Fault
from rasa_project.content.loading import read_edition
from rasa_project.edition import Edition, within

PHONE: Final = "+7 (72438) 2-11-03"
SHIPAGER: Final[dict[str, Any]] = {
    "id": "shipager",
    "phone": PHONE,
    "address": {"kk": "Қазалы қаласы, Қорқыт ата көшесі, 5", "ru": "город Казалы, улица Коркыт ата, 5"},
    "hours": {"mon-fri": "09:00-18:00", "sat": "09:00-13:00"},
    "point": {"lat": 45.763, "lon": 62.108},
    "verified": {"by": "А. Тестова", "on": "2026-11-20", "how": "call"},
    "until": "2027-05-20",
}
#: For everybody, and unknown to places.yml.
KIOSK: Final[dict[str, Any]] = {
    "id": "district_clinic",
    "kk": "Қазалы аудандық емханасы",
    "ru": "Казалинская районная поликлиника",
    "kind": "polyclinic",
    "purpose": {"kk": "дәрігер қабылдауы мен екпе", "ru": "приём врача и прививки"},
    "place": "434430100",
    "serves": ["all"],
    "phone": "8 (72438) 2-22-22",
    "verified": {"by": "А. Тестова", "on": "2026-11-20", "how": "visit"},
    "until": "2027-05-20",
}
TOUR: Final[dict[str, Any]] = {
    "id": "tour",
    "kk": "Көшпелі топ 3 желтоқсанда Бозкөлге келеді, екпе 10:00 мен 15:00 арасында тегін салынады.",
    "ru": "Выездная бригада приедет в Бозколь 3 декабря, прививки делают бесплатно с 10:00 до 15:00.",
    "since": "2026-11-25",
    "until": "2026-12-03",
    "places": ["434437100"],
    "shown": ["find_clinic", "ask_schedule"],
}
NEWS: Final[dict[str, Any]] = {
    "id": "hours_changed",
    "kk": "Желтоқсанда емхана сенбі күні де жұмыс істейді.",
    "ru": "В декабре поликлиника работает и по субботам.",
    "since": "2026-11-25",
    "until": "2026-12-31",
    "shown": ["greet", "find_clinic", "ask_outbreak"],
}


def put(folder: Path, **files: Any) -> Path:
    """Write files of the office: ``contacts=[...]``, ``announcements=[...]``, ``answers={...}`` or the text itself."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path, **files: Any) -> list[Fault]:
    return read_edition(office=put(folder, **files))[1]


@contextmanager
def published(folder: Path, **files: Any) -> Iterator[Edition]:
    """An edition with these files, for all that runs inside."""
    edition, faults = read_edition(office=put(folder, **files))
    assert faults == [], faults[:3]
    before = editions.published()
    editions.publish(edition)
    try:
        with within(edition):
            yield edition
    finally:
        editions.publish(before)
