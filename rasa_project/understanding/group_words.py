"""Whether the writer speaks for a nursery group, a class or a workplace: a teacher, a manager, a school nurse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.phrases import stands

#: Folded beginnings by which a writer names her own work: «тәрбиешімін», «я воспитатель», «менің сыныбым».
_ROLES: Final = (
    "тарбиешимин", "мугалиммин", "мугалимимин", "менгерушимин", "менгеруши", "менгерушисимин", "медбикемин",
    "мектепмедбике", "синипжетекш", "жетекшимин", "директормин", "заведуюш", "тобимда", "тобимдаг", "синибимда",
    "балабакшамизда", "бобекжаи", "мектебимизде", "ужимимизда",
)  # fmt: skip
_WHO: Final = (
    "воспитател",
    "учител",
    "педагог",
    "медсестр",
    "директор",
    "завуч",
    "класснии",
    "классная",
    "работодател",
)
_I: Final = frozenset({"я", "мен", "работаю", "истеимин", "жумис"})
_OURS: Final = (("у", "нас", "в", "групп"), ("в", "нашеи", "групп"), ("в", "моеи", "групп"), ("в", "моем", "класс"))


def speaks_for_group(words: Sequence[str]) -> bool:
    """Whether the writer answers for children of others, or for people at work."""
    if any(word.startswith(_ROLES) for word in words):
        return True
    if any(word.startswith(_WHO) for word in words) and not _I.isdisjoint(words):
        return True
    return stands(words, _OURS)
