"""Whether words are about others of the household than who is ill."""

from __future__ import annotations

import pytest

from rasa_project.understanding.household_words import asks_for_herself, speaks_of_household
from tests.understanding.words import words

OTHERS = """
үйде тағы екі балам бар, оларға не істеймін
ал кішісі ше
дома ещё трое, все непривитые
а старшей что делать
қалған балаларға жұға ма
младшему год, прививки нет
үлкені садикке барсын ба
близнец рядом спит, ему опасно?
а второй ребёнок заразился?
келінім жүкті, оған қауіпті ме
бабушка с нами живёт, ей можно заразиться
үйдегі сәбиге екпе керек пе
остальные дети в школу ходят, вести их?
дома с мужем остались дети 2 и 6 лет
іні-қарындасын бөлектейін бе, кішілерін
мне самой тоже прививку надо?
мен жүктімін, маған жұға ма
а мне куда обращаться, я беременная
өзім егілмегенмін, маған не істеу керек
бір бөлмеде жатқан інісіне екпе салдыру керек пе
""".strip().splitlines()

OF_THE_PATIENT = """
3 жаста
ұйықтап кетті
шақырдым, келе жатыр
су берейін бе
не отвечает на голос
аяғы мұздап кетті
шам қояйын ба
Бозкөлденбіз
скоро приедут?
вырвало опять
""".strip().splitlines()


@pytest.mark.parametrize("text", OTHERS)
def test_of_others(text: str) -> None:
    assert speaks_of_household(words(text))


@pytest.mark.parametrize("text", OF_THE_PATIENT)
def test_of_who_is_ill(text: str) -> None:
    assert not speaks_of_household(words(text))


@pytest.mark.parametrize(
    ("text", "is_so"), [("а мне самой куда", True), ("маған екпе керек пе", True), ("ал кішісі ше", False)]
)
def test_of_herself(text: str, is_so: bool) -> None:
    assert asks_for_herself(words(text)) is is_so
