"""The spaCy language ``kk``: ``spacy.blank("kk")`` after install (entry point in pyproject.toml).

``nlp.add_pipe("lemmatizer")`` adds the rule lemmatizer.
"""

# No "from __future__ import annotations" here: spaCy reads the factory's annotations as types.

from spacy.language import BaseDefaults, Language

from .lemmatizer import KazakhLemmatizer
from .lex_attrs import LEX_ATTRS
from .punctuation import TOKENIZER_INFIXES, TOKENIZER_SUFFIXES, URL_PATTERN
from .stop_words import STOP_WORDS
from .tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class KazakhDefaults(BaseDefaults):
    """What Kazakh adds to spaCy's common rules."""

    infixes = TOKENIZER_INFIXES
    suffixes = TOKENIZER_SUFFIXES
    url_match = URL_PATTERN.match
    lex_attr_getters = LEX_ATTRS
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    stop_words = STOP_WORDS


class Kazakh(Language):
    """Kazakh as spaCy's :class:`~spacy.language.Language`."""

    lang = "kk"
    Defaults = KazakhDefaults


@Kazakh.factory("lemmatizer", assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> KazakhLemmatizer:
    """Factory for ``nlp.add_pipe("lemmatizer")``."""
    return KazakhLemmatizer()


__all__ = ["Kazakh"]
