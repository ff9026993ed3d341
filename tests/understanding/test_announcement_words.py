"""Who wants the office's announcements, who wants no more, and what only looks like it."""

from __future__ import annotations

import pytest

from kazakh.analysis import default_analyzer
from rasa_project.understanding.announcement_words import Wish, announcements_wished, means_everywhere


def wished(text: str) -> Wish | None:
    return announcements_wished(default_analyzer().analyse(text).words)


@pytest.mark.parametrize(
    "text",
    [
        "хабарлама алғым келеді", "Хабарлама алып тұрғым келеді", "хабарламаларды жіберіп тұрыңызшы",
        "хабарландыру жіберіңіз", "маған хабарландыру келіп тұрсын", "хабарлама алайын", "хабарламаға жазылғым келеді",
        "habarlama algym keledi", "хабарландыруға жазып қойыңыз", "жаңалық жіберіп тұрыңыз", "хабарлама керек",
        "присылайте объявления", "Присылайте мне объявления пожалуйста", "хочу получать объявления",
        "подпишите меня на объявления", "хочу подписаться", "включите уведомления", "хочу получать рассылку",
        "как получать ваши объявления?", "подписаться на рассылку",
    ],
)  # fmt: skip
def test_announcements_are_wanted(text: str) -> None:
    assert wished(text) is Wish.ON


@pytest.mark.parametrize(
    "text",
    [
        "хабарлама жібермеңіз", "хабарландыру керек емес", "хабарлама алғым келмейді", "хабарламаны тоқтатыңыз",
        "енді хабарландыру жібермей-ақ қойыңыз, хабарлама жіберме", "хабарламаны өшіріңіз",
        "хабарламадан бас тартамын", "хабарлама керегі жоқ, керек емес",
        "не присылайте объявления", "больше не присылайте объявлений", "отписаться", "отпишите меня от рассылки",
        "хватит присылать объявления", "отключите уведомления", "объявления больше не нужны",
        "не хочу получать объявления",
    ],
)  # fmt: skip
def test_announcements_are_wanted_no_more(text: str) -> None:
    assert wished(text) is Wish.OFF


@pytest.mark.parametrize(
    "text",
    [
        "", "хабарлама", "хабарландыру бар ма?", "екпе туралы жаңалық бар ма", "қандай объявление шықты",
        "объявление висит в садике, это правда?", "еске салыңыз", "напомните о прививке", "керек емес", "стоп",
        "екпе алғым келеді", "хочу сделать прививку", "присылайте врача", "балам ауырып тұр, дәрігер жіберіңіз",
        "бізге мектептен екпе туралы хабарлама келді, балам кеше ауырып қалды, енді не істеуім керек екенін айтыңызшы",
    ],
)  # fmt: skip
def test_other_messages_say_nothing_of_it(text: str) -> None:
    assert wished(text) is None


@pytest.mark.parametrize("text", ["бүкіл аудан", "барлығына", "весь район", "по всему району", "аудан бойынша"])
def test_the_whole_district(text: str) -> None:
    assert means_everywhere(default_analyzer().analyse(text).words)
