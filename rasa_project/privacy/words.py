"""The words of a message, as the finder of names sees them: capitals, folded letters, common given names."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from kazakh.given_names import given_names as written_names

#: As many letters as there were; a hard sign is a soft one.
_FOLD: Final = str.maketrans("әғқңөұүһіыйёэъ", "агкноуухиииееь")
_WORD: Final = re.compile(r"[^\W\d_]{1,30}(?:[-’'][^\W\d_]{2,20})?")
_SPACE: Final = re.compile(r"[ \t\u00a0]{1,3}")
_ENDINGS: Final = (
    "(?:нин|дин|тин|га|ге|ка|ке|на|не|ни|ди|ти|да|де|та|те|дан|ден|тан|тен|нан|нен|мен|пен|бен|мин|мын|сиз|"
    "а|у|ом|ем|ой|ы|е|и|ю|я)?"
)
#: Case endings of a name, folded.
ENDING: Final = re.compile(_ENDINGS)
#: «Балабақшадағы» tells where, no name ends so.
_NO_NAME_ENDINGS: Final = ("даги", "деги", "таги", "теги")
_KIN: Final = (
    "балам баламның балама баламды баламен бала баласы балалары сәбиім бөбегім бөпем ұлым ұлы ұлымның қызым қыз "
    "қызы қызыма қызымның немерем жиенім кенжем тұңғышым сын сына сыну сынок сыночек дочь дочка дочке дочку "
    "дочки дочери доченька ребенок ребёнок ребенка ребёнка ребенку ребёнку малыш внук внука внучка внучке "
    "племянник племянница девочка мальчик пациент пациентка науқас іні інім қарындасым қарындас сіңлім шешесі "
    "анасы әкесі у для зовут муж жена мама папа егіз егіздер двойняшки "
)
_NOT_NAMES: Final = (
    "фамилиясы фамилия фамилиям тегі тегім аты атым имя есімі есімім приорикс инфанрикс пентаксим гексаксим "
    "превенар тримовакс вактривир варилрикс джинтрип priorix infanrix mmr ккп кпк бцж акдс адсм опв ипв манту "
    "спутник вакцина вакцины вакцину прививка прививки прививку прививок привит привита екпе екпесі екпені доза "
    "дозасы мен мені біз бізді мы я он она маған меған менің туған туылған туылды дата день рождения родился "
    "родилась күні жылы жыл год года қазір сейчас сәлеметсіз сәлем здравствуйте добрый привет апта ата-анасы "
    "атам әжем апам ағам күйеуім көрші көршім врач дәрігер медсестра акушер мұғалім тәрбиеші апай ағай деген "
    "емхана аурухана поликлиника больница мектеп школа балабақша садик детсад бақша роддом перзентхана аудан "
    "ауданы район области облысы область облыс кент кенті ауыл ауылы село посёлок поселок город қала қаласы "
    "қазалы казалинский казалинск қызылорда кызылорда кызылорде әйтеке айтеке би бөзкөл бозкөл арал корь кори "
    "қызылша коревая қызамық температура қызуы сыпь бөртпе жөтел кашель врачи участок участковый педиатр "
    "терапевт дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі понедельник вторник среда четверг пятница "
    "суббота воскресенье каникул наурыз мереке той контакт карантин справка анықтама қаулы приказ номер телефон "
    "адрес мекенжай сосед соседка соседи группа класс сынып топ в на с у и не но вы ты их нас вас екінші "
    "бірінші первая вторая дети балалар ұлтым кімге қашан когда где қайда как қалай неше сколько "
)


def folded(text: str) -> str:
    """Small letters; those that keyboards do not keep apart are one."""
    return text.lower().translate(_FOLD)


#: Relatives and the like, folded: a name may follow, but these are none.
KIN: Final = frozenset(map(folded, _KIN.split()))
#: Folded words that stand beside dates with a capital and are no names.
NOT_NAMES: Final = frozenset(map(folded, _NOT_NAMES.split()))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Common given names, folded (``given_names.txt`` of the package)."""
    return frozenset(map(folded, written_names()))


class Words:
    """The words of a view: where each is, what it says in small and in folded letters. Looked at lazily."""

    def __init__(self, view: str, low: str) -> None:
        """Take a view, and the same in small letters."""
        self.view = view
        self.low = low
        self.folded_view = low.translate(_FOLD)
        self.spans = [match.span() for match in _WORD.finditer(view)]
        self._starts = [start for start, _ in self.spans]
        self._shouts = not any(letter.islower() for letter in view)  # then capitals say nothing

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.spans)

    def at(self, place: int) -> int:
        """The number of the word that stands at a place or begins last before it; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    def said(self, number: int) -> str:
        """A word as it is written."""
        start, stop = self.spans[number]
        return self.view[start:stop]

    def small(self, number: int) -> str:
        """A word in small letters."""
        start, stop = self.spans[number]
        return self.low[start:stop]

    def folded(self, number: int) -> str:
        """A word in folded letters."""
        start, stop = self.spans[number]
        return self.folded_view[start:stop]

    def is_capital(self, number: int) -> bool:
        """Whether it begins with a capital that says something; abbreviations («КПК») do not."""
        said = self.said(number)
        return said[0].isupper() and not self._shouts and not (1 < len(said) <= 4 and said.isupper())

    def begins(self, number: int) -> bool:
        """Whether a sentence begins with it."""
        before = self.view[: self.spans[number][0]].rstrip() if number < 200 else "x"
        return not before or before[-1] in ".!?"

    def touch(self, number: int) -> bool:
        """Whether only a space parts a word from the next."""
        if not 0 <= number < len(self.spans) - 1:
            return False
        return _SPACE.fullmatch(self.view, self.spans[number][1], self.spans[number + 1][0]) is not None

    def is_name(self, number: int) -> bool:
        """Whether it may be part of a name: a capital, and nothing else that we know."""
        folded = self.folded(number)
        if len(folded) == 1 or folded in NOT_NAMES or folded in KIN or not self.is_capital(number):
            return False
        return not folded.endswith(_NO_NAME_ENDINGS)

    def is_given(self, number: int) -> bool:
        """Whether it is a common given name, with a case ending or without."""
        folded = self.folded(number)
        if folded in KIN or folded in NOT_NAMES:
            return False
        names = given_names()
        return any(
            folded[: len(folded) - cut] in names and (not cut or ENDING.fullmatch(folded[-cut:]))
            for cut in range(min(4, len(folded) - 2))
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the beginning of a word to the end of another."""
        return self.spans[first][0], self.spans[last][1]
