"""Medicines against fever by their names, by beginnings of folded words."""

from __future__ import annotations

from typing import Final

from rasa_project.understanding.phrases import phrases

IBUPROFEN: Final = phrases("ибупрофен", "ибуфен", "нурафен", "нурофен")
PARACETAMOL: Final = phrases("ефералган", "панадол", "парацетамол", "цефекон")
#: Both and what holds both.
FEVER_MEDICINES: Final = (*phrases("ибуклин"), *IBUPROFEN, *PARACETAMOL)
