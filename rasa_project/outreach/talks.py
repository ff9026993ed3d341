"""Whether somebody is in a talk in which nothing unasked may come: one of just now, an emergency, distress, a death."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rasa_project.dialogue.emergency_over import ENDED_WELL
from rasa_project.settings import OUTREACH_QUIET_MINUTES
from rasa_project.storage.in_talk import Hold

#: An emergency of which nothing more was heard is open so long; so is distress, whatever was said after it.
TROUBLE_SECONDS: Final = 24 * 3600.0
#: So often it is looked whether the parent has said that it is over.
_AGAIN_SECONDS: Final = 600.0
#: How answers to somebody in distress or in mourning begin.
_DISTRESS: Final = ("utter_distress", "utter_bereaved", "utter_report_emergency/despair")
_EMERGENCY: Final = "emergency"


def hold_of_settings() -> Hold:
    """What holds a message back, by the settings.

    Raises:
        rasa_project.settings.SettingsError: the setting can't be used.
    """
    return Hold(OUTREACH_QUIET_MINUTES.read() * 60.0, TROUBLE_SECONDS, _AGAIN_SECONDS, is_troubled)


def is_troubled(answers: Sequence[str]) -> bool:
    """Whether answers of the bot (events as stored, the earliest first) leave an emergency or distress open."""
    is_open = False
    for text in answers:
        told = _told(text)
        name = str(told.get("utter_action") or "")
        if name.startswith(_DISTRESS):
            return True
        if name in ENDED_WELL:
            is_open = False
        elif _level(told) == _EMERGENCY:
            is_open = True
    return is_open


def _told(text: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text).get("metadata")
    except (ValueError, AttributeError):
        return {}
    return told if isinstance(told, Mapping) else {}


def _level(told: Mapping[str, Any]) -> object:
    about = told.get("metadata")
    return about.get("level") if isinstance(about, Mapping) else None
