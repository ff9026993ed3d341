"""Stems of folded words: what is left when the suffix chain is taken off.

Kazakh is agglutinative: ``балаларымыздың`` is бала-лар-ымыз-дың. In the folded spelling vowel harmony
has mostly fallen together (ы/і, а/ә, ұ/ү), so one short table serves. The stem need not be a dictionary
word; it must only be the same for the forms of one word. The lemmatizer of ``lang_kk`` gives words.
"""

from __future__ import annotations

from typing import Final

from .memory import remembered
from .script import fold_normalised

#: Shortest stem that a suffix may leave.
MIN_STEM: Final = 3

_NOMINAL: Final = """
лар лер дар дер тар тер
ым ім м ың ің ң ы і сы сі ымыз іміз мыз міз ыңыз іңіз ңыз ңіз
ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті н да де та те нда нде дан ден тан тен нан нен
мен бен пен менен
дағы дегі тағы тегі ндағы ндегі
ша ше дай дей тай тей лық лік дық дік тық тік сыз сіз лы лі ды ді ты ті шы ші
""".split()

_VERBAL: Final = """
у уға уге уды уді удың удің уі уы
ған ген қан кен ғанда генде қанда кенде ғаннан геннен қаннан кеннен ғаны гені қаны кені
ғанын генін қанын кенін
ды ді ты ті дым дім тым тім дық дік тық тік дыңыз діңіз тыңыз тіңіз
ады еді йды йді амын емін ймын ймін амыз еміз ймыз йміз асыз есіз йсыз йсіз аын ейін йін айын
ып іп п ыпты іпті пты пті са се сам сем сақ сек саң сең саңыз сеңіз
атын етін йтын йтін ар ер мас мес мақ мек бақ бек пақ пек
май мей бай бей пай пей маған меген баған беген паған пеген майды мейді байды бейді пайды пейді
мады меді бады беді пады педі маса месе баса бесе паса песе ма ме ба бе па пе
ыңыз іңіз ңыз ңіз ыңызшы іңізші ңызшы ңізші шы ші
ыл іл ын ін ыс іс тыр тір дыр дір
""".split()

#: Folded suffixes; those of one letter are too many words' own last letter.
_SUFFIXES: Final = frozenset(folded for s in _NOMINAL + _VERBAL if len(folded := fold_normalised(s)) > 1)
_LONGEST: Final = max(map(len, _SUFFIXES))

#: No more suffixes than this are taken off one word.
_MAX_STEPS: Final = 4


@remembered
def stem(folded: str) -> str:
    """The stem of a folded word, at least :data:`MIN_STEM` letters long."""
    word = folded
    for _ in range(_MAX_STEPS):
        cut = _last_suffix(word)
        if not cut:
            break
        word = word[:-cut]
    return word


def _last_suffix(word: str) -> int:
    """Length of the longest suffix that leaves a stem, 0 where there is none."""
    for size in range(min(_LONGEST, len(word) - MIN_STEM), 1, -1):
        if word[-size:] in _SUFFIXES:
            return size
    return 0
