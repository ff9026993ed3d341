"""Sentences to try the language on.

>>> import spacy
>>> nlp = spacy.blank("kk")
>>> docs = nlp.pipe(sentences)
"""

from __future__ import annotations

from typing import Final

sentences: Final[list[str]] = [
    "Қызылшаға қарсы екпе 1 жаста және 6 жаста салынады.",
    "Балам 2-сыныпта оқиды, екпенің екіншісін алған жоқ.",
    "Бөртпе бетінен басталып, бүкіл денеге, аяққа дейін таралады.",
    "Қазалы қ. мен Әйтеке би кентінің арасы 12 шақырым.",
    "Дәрігерге қай уақытта баруға болады?",
]
