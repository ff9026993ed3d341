"""A rule lemmatizer: takes the suffix chain off, last suffix first.

Nouns become the nominative singular without possessive (``балаларымызға`` - ``бала``), verbs the
infinitive on -у (``салдырмағанбыз`` - ``салдыру``). Without a dictionary it errs on words that only look
inflected; ``exceptions`` holds common ones. Where only the forms of one word have to fall together, in any
script, the stems of folded words (``kazakh.stemming``) do as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from spacy.tokens import Doc

from .suffixes import CASE, DERIVED, NEGATION, PLURAL, POSSESSIVE, VERB, VOICED

_VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
#: Stems of nouns that end in a vowel and could be cut by mistake, and words that are lemmas as they stand.
_KNOWN: Final = frozenset(
    """
    бала ата ана апа әке әже шеше іні қызы жасы апта қала ауа тамақ дене бет көз бас аяқ қол мұрын құлақ тіл тіс
    екпе вакцина қызылша қызамық бөртпе жөтел қызу ауру дәрі дәрігер емхана аурухана ауыл аудан кент мектеп бақша
    балабақша немере бөпе сәби ұл қыз ай жас жыл күн рет доза бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма
    бұл осы ол сол мен сен біз сіз кім не қай қандай қашан қайда неше қанша қалай неге және бірақ ғой екен еді емес
    бар жоқ керек дейін кейін соң үшін туралы басқа барлық тек әлі енді қазір бүгін ертең кеше жақсы жаман үлкен кіші
    су нан сүт үй жер жол жұмыс адам ер әйел кісі көрші дос мұғалім тәрбиеші мейірбике маман нөмір телефон
    """.split()
)
#: Verb stems whose last letters look like the beginning of an ending (``айт-ыңыз``, not ``ай-тыңыз``).
_VERB_STEMS: Final = frozenset(
    "айт кет жат тарт қайт арт сат тап жап көп кес бас іш ұш шық қорық ауыр жүр тұр отыр".split()
)
_EXCEPTIONS: Final[Mapping[str, str]] = {
    "ұлым": "ұл", "ұлымның": "ұл", "қызым": "қыз", "қызымның": "қыз", "маған": "мен", "мені": "мен", "менің": "мен",
    "саған": "сен", "сені": "сен", "сенің": "сен", "оған": "ол", "оны": "ол", "оның": "ол", "онда": "ол", "олар": "ол",
    "бізге": "біз", "біздің": "біз", "бізді": "біз", "сізге": "сіз", "сіздің": "сіз", "бұған": "бұл", "мұны": "бұл",
    "деп": "деу", "дейді": "деу", "деген": "деу", "дейт": "деу", "еткен": "ету", "болды": "болу", "болады": "болу",
    "аузы": "ауыз", "аузында": "ауыз", "мұрны": "мұрын", "мұрнынан": "мұрын", "мойны": "мойын", "ерні": "ерін",
    "халқы": "халық", "балама": "бала", "әрпі": "әріп",
}  # fmt: skip
_SHORTEST: Final = 2


class KazakhLemmatizer:
    """spaCy pipeline component ``lemmatizer`` of ``kk``: sets ``token.lemma_``."""

    def __init__(self, exceptions: Mapping[str, str] = _EXCEPTIONS) -> None:
        """Words in ``exceptions`` have the lemma given there."""
        self._exceptions = exceptions

    def __call__(self, doc: Doc) -> Doc:
        """Lemmatize the tokens of a document."""
        for token in doc:
            token.lemma_ = self.lemmatize(token.text)
        return doc

    def lemmatize(self, word: str) -> str:
        """The lemma of one word form, in lower case."""
        lower = word.lower()
        if lower in self._exceptions:
            return self._exceptions[lower]
        if lower in _KNOWN or not lower.isalpha():
            return lower
        return noun_lemma(lower) if _looks_nominal(lower) else (verb_lemma(lower) or noun_lemma(lower))


def noun_lemma(word: str) -> str:
    """The word without case, possessive and plural."""
    for suffixes in (DERIVED, CASE, POSSESSIVE, PLURAL):
        if word in _KNOWN:
            return word
        cut = _cut(word, suffixes)
        if cut is None:
            continue
        word = cut
        if suffixes is POSSESSIVE:
            word = _unvoiced(word)
    return word


def verb_lemma(word: str) -> str | None:
    """The infinitive (``-у``), or ``None`` where the form carries no verb ending."""
    stem = _cut(word, VERB, _VERB_STEMS)
    if stem is None:
        return None
    unnegated = _cut(stem, NEGATION, _VERB_STEMS)
    if unnegated is not None and len(unnegated) > _SHORTEST:
        stem = unnegated
    if stem.endswith(("ы", "і")):
        stem = stem[:-1]
    return stem if stem.endswith("у") else stem + "у"


def _looks_nominal(word: str) -> bool:
    """Whether a known noun stands inside: ``екпесін``, ``балаларымыз``, ``жасқа``."""
    return noun_lemma(word) in _KNOWN


def _cut(word: str, suffixes: Sequence[str], known_stems: frozenset[str] = _KNOWN) -> str | None:
    """The word without the longest suffix, or without a shorter one that leaves a known stem.

    ``None`` where no suffix leaves a stem with a vowel.
    """
    stems = [
        word[: -len(suffix)]
        for suffix in sorted(suffixes, key=len, reverse=True)
        if word.endswith(suffix) and _can_be_stem(word[: -len(suffix)])
    ]
    known = [stem for stem in stems if stem in known_stems]
    return next(iter(known or stems), None)


def _can_be_stem(stem: str) -> bool:
    return len(stem) >= _SHORTEST and not _VOWELS.isdisjoint(stem)


def _unvoiced(stem: str) -> str:
    """``кітаб`` - ``кітап``: the consonant that stood before a vowel."""
    return stem[:-1] + VOICED.get(stem[-1], stem[-1]) if len(stem) > _SHORTEST else stem
