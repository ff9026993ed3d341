"""One pass over a message: its readable form, its tokens and stems, its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc

from rasa_project.kazakh.lang_kk import Kazakh
from rasa_project.kazakh.languages import LanguageGuess, guess_language
from rasa_project.kazakh.script import MAX_LENGTH, fold
from rasa_project.kazakh.stemming import stem


@dataclass(frozen=True)
class Analysis:
    """What the language module knows of one message.

    Attributes:
        text: the message as typed.
        doc: spaCy tokens of that text; ``norm_`` is the folded word, ``lemma_`` its stem.
        language: the language and the signs for it.
    """

    text: str
    doc: Doc
    language: LanguageGuess

    @property
    def words(self) -> list[str]:
        """Folded words and numbers, punctuation left out."""
        return [token.norm_ for token in self.doc if any(map(str.isalnum, token.norm_))]

    @property
    def tokens(self) -> list[str]:
        """Folded words, numbers and punctuation."""
        return [token.norm_ for token in self.doc if token.norm_.strip()]


#: A mark that stands for something taken out before (``[PHONE]``): no word of the parent's.
_MARK: Final = re.compile(r"\[[A-Z]{2,10}\]")


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


class Analyzer:
    """Analyses messages; holds the spaCy language, so make one and keep it."""

    def __init__(self) -> None:
        self.nlp = Kazakh()

    def analyse(self, text: str) -> Analysis:
        """Analyse one message of any script, keyboard and length."""
        said = _MARK.sub(lambda mark: " " * len(mark.group()), text[:MAX_LENGTH])
        doc = self.nlp.make_doc(said)
        for token in doc:
            token.norm_ = _folded(token.text)
            token.lemma_ = stem(token.norm_)
        return Analysis(text, doc, guess_language(said))


@lru_cache(maxsize=1)
def default_analyzer() -> Analyzer:
    """The analyzer shared by the components of one process."""
    return Analyzer()
