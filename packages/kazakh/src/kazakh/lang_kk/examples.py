"""Sentences to try the language on.

>>> import spacy
>>> nlp = spacy.blank("kk")
>>> docs = nlp.pipe(sentences)
"""

from __future__ import annotations

from typing import Final

sentences: Final[list[str]] = [
    "Мектепке 6 жаста немесе 7 жаста барады.",
    "Балам 2-сыныпта оқиды, кітаптың екіншісін алған жоқ.",
    "Жол ауылдан басталып, бүкіл ауданға, қалаға дейін созылады.",
    "Қазалы қ. мен Әйтеке би кентінің арасы 12 шақырым.",
    "Кітапханаға қай уақытта баруға болады?",
]
