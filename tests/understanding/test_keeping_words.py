"""Words about keeping messages: an order, a permission, a question; and what only sounds alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.understanding.keeping_words import keeping_told

REFUSE = """
хабарламамды сақтама
хабарламаларымды сақтамаңыз
хабарламамды сактамашы
Хабарламаларым сақталмасын
менің жазғандарымды сақтамай-ақ қойыңыз
жазғанымды жазып алмаңыз
сөздерімді тіркемеңіз
мәтінімді сақтамаңызшы
әңгімемізді сақтауға қарсымын
хабарламаларымды сақтауға рұқсат бермеймін
жазғандарымды сақтауды тоқтатыңыз
не храните мои сообщения
Не сохраняйте мои сообщения, пожалуйста.
не надо хранить мою переписку
не нужно сохранять то, что я пишу, тексты
прошу не хранить мои сообщения
я против хранения моих сообщений
не хочу, чтобы мои сообщения хранились
не хочу чтобы вы хранили мои слова
запрещаю хранить мои сообщения
перестаньте сохранять нашу переписку
отказываюсь от хранения сообщений
не записывайте наш разговор
пожалуйста не сохраняй что я пишу
""".strip().splitlines()
ALLOW = """
хабарламаларымды сақтай беріңіз
енді хабарламамды сақтауға болады
жазғандарымды сақтауға қарсы емеспін
хабарламаларымды қайта сақтаңыз
можете хранить мои сообщения
можно снова сохранять мои сообщения
храните мои сообщения
я не против хранения моих сообщений
разрешаю хранить переписку
""".strip().splitlines()
ASK = """
хабарламаларым сақтала ма
менің жазғандарымды сақтайсыз ба?
хабарламаларымды сақтамайсыз ба?
жазғанымды кім оқиды
хабарламам қайда сақталады
бұл құпия ма
вы храните мои сообщения?
вы не храните мои сообщения?
где хранится наша переписка
сколько хранятся мои сообщения
кто читает мои сообщения
сохраняете ли вы переписку
мои данные конфиденциальны?
это анонимно?
""".strip().splitlines()
NONE = """
екпе аурудан сақтамайды ма
вакцина қайда сақталады
вакцину неправильно хранили
где хранится карта прививок
не сохранили запись о прививке в поликлинике
почему врач не сохранил мои данные о прививке
удалите мои сообщения и не храните
деректерімді өшіріңіз
деректерімді сақтамаңыз
екпе жазбасы сақтала ма
сақтаныңыз
балам ауырды, мәтінді оқыдым
храните лекарство в холодильнике
перенесла корь на сохранении лежала
кто читает молитву
қызылша деген не
спасибо, сохраню себе
""".strip().splitlines()


@pytest.mark.parametrize(
    ("text", "told"),
    [*((one, "refuse") for one in REFUSE), *((one, "allow") for one in ALLOW), *((one, "ask") for one in ASK),
     *((one, None) for one in NONE)],
)  # fmt: skip
def test_what_is_said_of_keeping(text: str, told: str | None) -> None:
    assert keeping_told(text) == told


def test_no_question_of_the_projects_own_is_taken_for_it(root: Path) -> None:
    """22,000 lines on measles, in both languages: only who wants to be forgotten speaks of the bot's keeping."""
    found = []
    for path in sorted(root.glob("data/*/*.yml")):
        if path.name not in {"nlu.yml", "questions.yml", "followups.yml"}:
            continue
        lines = (line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines())
        found += [line for line in lines if keeping_told(line)]
    assert found == [
        "кім оқитынын білмей көп нәрсе жазыппын, ендігі жерде сол әңгіменің бірде-бір сөзі сақталмасын",
        "менің жазғандарымды сақтамаңыз",
    ]


@given(st.text())
def test_it_never_fails(text: str) -> None:
    assert keeping_told(text) in {None, "refuse", "allow", "ask"}


def test_a_megabyte_is_read_at_once() -> None:
    assert keeping_told("не хочу чтобы " * 70_000) is None
