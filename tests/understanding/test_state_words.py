"""How an ill person is: drowsy or drying out, awake, better."""

from __future__ import annotations

import pytest

from rasa_project.understanding.state_words import sign_perhaps, tells_better, tells_waking
from tests.understanding.words import words

DROWSY = """
что-то сонный он у меня
дочка вялая весь день
только лежит и молчит
ослаб совсем, сил нет
әлсіреп қалды
ұйқышыл болып кетті
ойнамай қойды, жата береді
көзін аша алмай жатыр
все время спит
глазки закрывает постоянно
притихла, не играет
шамасы жоқ, селқос
көп ұйықтайды бүгін
сонная какая-то, странная
""".strip().splitlines()
DRY = """
мало пьёт сегодня
губы сухие, потрескались
аз ішеді, ерні кепкен
пьёт плохо, плачет без слёз
памперс сухой с утра
""".strip().splitlines()
NEITHER = """
не вялый, играет
вялости нет
әлсіреген жоқ
если станет вялым, что делать
у него слабый иммунитет
пьёт хорошо
ұйқышыл емес
температура 38
жөтеліп жүр
просыпается, узнаёт меня, но вялый
""".strip().splitlines()


@pytest.mark.parametrize("text", DROWSY)
def test_drowsy(text: str) -> None:
    assert sign_perhaps(words(text)) == "unconscious"


@pytest.mark.parametrize("text", DRY)
def test_drying_out(text: str) -> None:
    assert sign_perhaps(words(text)) == "dehydrated"


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text: str) -> None:
    assert sign_perhaps(words(text)) is None


@pytest.mark.parametrize("text", ["просыпается сам", "узнаёт меня", "танып тұр", "шақырсам жауап береді", "оянады"])
def test_awake(text: str) -> None:
    assert tells_waking(words(text))


@pytest.mark.parametrize("text", ["не просыпается", "меня не узнаёт", "мені танымайды", "оянбайды", "жауап бермейді"])
def test_not_awake(text: str) -> None:
    assert not tells_waking(words(text))


@pytest.mark.parametrize("text", ["температура спала", "қызуы түсті", "легче стало", "жақсарып қалды", "уже играет"])
def test_better(text: str) -> None:
    assert tells_better(words(text))


@pytest.mark.parametrize("text", ["сонная стала не играет", "ему 2 и 4", "вялый стал", "қызуы 39", "кеше"])
def test_not_better(text: str) -> None:
    assert not tells_better(words(text))
