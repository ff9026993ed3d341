"""«Чем корь отличается от краснухи и ветрянки?»: two or more diseases are named, and each is told apart, in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from rasa_project.dialogue.particular import question_said
from rasa_project.dialogue.reported import tells_fever_or_rash
from rasa_project.dialogue.turn import Outcome, Turn, answered
from rasa_project.understanding.phrases import Phrase, phrases, stands

_TOPIC: Final = "ask_difference"
#: What has an answer of its own, by the beginnings of its names.
_NAMED: Final[Mapping[str, tuple[Phrase, ...]]] = {
    "ask_difference/chickenpox": phrases("ветрян", "желшешек", "жел шешек", "шешек"),
    "ask_difference/rubella": phrases("краснух", "кизамик"),
    "ask_difference/scarlet": phrases("скарлатин"),
    "ask_difference/cold_flu": phrases("грипп", "простуд", "орви", "тумау", "суик ти"),
    "ask_difference/allergy_drug": phrases("аллерги"),
}
#: That they are to be told apart.
_APART: Final = phrases("аиирм", "ажират", "ажрат", "отлич", "различ", "разниц", "калаи билем", "калаи билу")
_MOST: Final = 3


def compared(turn: Turn) -> Outcome | None:
    """Each of several diseases that measles is to be told apart from, where nobody is told to be ill."""
    heard = turn.heard
    if heard.is_button or tells_fever_or_rash(turn) or turn.before.question is not None:
        return None
    if heard.intent != _TOPIC and not stands(heard.words, _APART):
        return None
    found = [name for name, names in _NAMED.items() if stands(heard.words, names)][:_MOST]
    if len(found) < 2:
        return None
    return answered(turn, [replace(question_said(name), is_short=True, is_aside=True) for name in found], _TOPIC)
