"""A "no" takes back the sign that it belongs to, and no other."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.extraction import Danger, default_finder


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("судорог нет", Danger.DENIED),
        ("судорог у него пока нет", Danger.DENIED),
        ("у ребенка нет судорог", Danger.DENIED),
        ("нет судорог и одышки", Danger.DENIED),
        ("без всяких судорог", Danger.DENIED),
        ("судорог не было", Danger.DENIED),
        ("отзывается, мультики смотрит", Danger.DENIED),
        ("маму узнаёт, разговаривает", Danger.DENIED),
        ("жауап береді, мультик көріп отыр", Danger.DENIED),
        ("еле отзывается", Danger.NONE),
        ("отзывается с трудом", Danger.NONE),
        ("только на боль реагирует", Danger.NONE),
        ("откликается не сразу", Danger.NONE),
        ("не отзывается", Danger.NONE),
        ("әрең жауап береді", Danger.NONE),
        ("демі тарылған жоқ", Danger.DENIED),
        ("тырысып жатқан жоқ", Danger.DENIED),
        ("тырысып көрмеді", Danger.DENIED),
        ("тырысып та, тұншығып та жатқан жоқ", Danger.DENIED),
        ("сознание не теряла", Danger.DENIED),
        ("дышит ровно", Danger.DENIED),
        ("дем алуы қалыпты", Danger.DENIED),
        ("у него судороги, температуры нет", Danger.NOW),
        ("у него судороги температуры нет", Danger.NOW),
        ("температуры нет задыхается", Danger.NOW),
        ("тырысып жатыр қызуы жоқ", Danger.NOW),
        ("тырысып жатыр үйде дәрі жоқ", Danger.NOW),
        ("дем ала алмайды сөйлемейді", Danger.NOW),
        ("тұруға шамасы келмейді", Danger.NOW),
        ("ояту мүмкін емес", Danger.NOW),
        ("кашля нет, задыхается", Danger.NOW),
        ("ничего не пьёт, рвоты нет", Danger.NOW),
        ("су жылы, шай ішпейді", Danger.NONE),  # two clauses are no pair
        ("дұрыс дем алмайды", Danger.NOW),
        ("дышит не свободно", Danger.NONE),
        ("дышит совсем не часто", Danger.NONE),
        ("дышит уже очень часто", Danger.NOW),
        ("у кота судороги", Danger.SPOKEN_OF),
        ("кашляет как собака, задыхается", Danger.NOW),
    ],
)
def test_whose_no_it_is(text: str, danger: Danger) -> None:
    assert default_finder().read(default_analyzer().analyse(text)).danger is danger


@pytest.mark.parametrize(
    "text", ["қызуы жоқ", "температуры нет", "жөтелі де, қызуы да жоқ", "сыпи не было", "бөртпе шықпады"]
)
def test_plain_symptoms_are_denied_as_before(text: str) -> None:
    assert not default_finder().read(default_analyzer().analyse(text)).signs


@pytest.mark.parametrize(
    ("text", "there", "denied"),
    [
        ("бөртпе шықты қызуы жоқ", {"rash"}, {"fever"}),
        ("сыпь появилась температуры нет", {"rash"}, {"fever"}),
        ("жөтелі бар қызуы жоқ", {"cough"}, {"fever"}),
        ("бөртпе шыққан жоқ", set(), {"rash"}),
        ("жөтелі бар емес", set(), {"cough"}),
        ("сыпи и температуры нет", set(), {"fever", "rash"}),
    ],
)
def test_a_no_is_of_the_sign_that_it_stands_behind(text: str, there: set[str], denied: set[str]) -> None:
    found = default_finder().read(default_analyzer().analyse(text))
    assert (set(found.signs), set(found.denied)) == (there, denied)
