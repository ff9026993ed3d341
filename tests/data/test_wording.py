"""What no answer may say any more, and what each must, with the reason: every line was met in a talk with a parent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.refusals import reasons
from tests.data.content import ROOT, Variation, variations

#: Said elsewhere too: messengers' own texts, refusals and the office's page.
PAGES = {"kk": ROOT / "widget" / "office.html", "ru": ROOT / "widget" / "office.ru.html"}
ALL = variations()
BY_ID = {one.id: one for one in ALL}

#: Pattern to the reason why it is wrong.
FORBIDDEN = {
    r"жеріңізді [^.]*аламын|беру место": "«I take your land»",
    r"тұмау": "influenza; a cold is «суық тию»",
    r"үрейлі қауесет|пугающих слух": "whoever asks is not scared by rumours",
    r"Қызылшаның қауіптісі": "«the dangerous one of the measles»",
    r"соң \d+–\d+ күннен кейін": "after … after",
    r"бұл жұмысты|этим занимается": "nothing to point at",
    r"баланы емханаға апарып салдырыңыз": "«have the child put in»",
    r"В порядке от": "no Russian",
    r"Қобалжымаңыз|Не тревожьтесь зря": "said after «we have no data»",
    r"қабылдамауы мүмкін|могут (временно )?не приним": "the decree says: are not admitted",
    r"терезені ашыңыз|откройте окно": "no source for it in an emergency",
    r"есін білмесе": "«есінен танса не оянбаса» everywhere",
    r"\b[Бб]ізде (тексерілген|жаңа|дерек)|\bу нас нет": "the bot says «I»",
    r"\bдоз[ауые]": "for parents it is «екпе», «прививка»",
    r"Баланың жағдайы ауыр|состояние ребёнка": "a grown-up may be ill",
    r"Возраст не совсем понятен": "what was written may have been a date",
    r"(?<!қызылшаға қарсы )екпе қазір керек емес|(?<!қызылша )екпесі қазір керек емес": "other vaccines may be due",
    r"сейчас ещё одна не нужна": "other vaccines may be due",
}  # fmt: skip

#: Fixed words of the closing sentence (WHO IMCI, NHS Wales): a list that leaves one out gives false calm.
CLOSING = {
    "kk": "Қиналып не жиі дем алса, ерні көгерсе, іше не еме алмаса, ішкенін түгел құсса, денесі тырысса, "
    "сылқ түсіп жатса, сандырақтаса, есінен танса не оянбаса, бірден 103-ке қоңырау шалыңыз.",
    "ru": "Дышит тяжело или часто, синеют губы, не может пить или сосать грудь, рвёт после каждого питья, судороги, "
    "лежит без сил и ни на что не смотрит, бредит, без сознания или не просыпается – сразу звоните 103.",
}
#: Answers that tell when to call 103: they end with it, or begin with it where first steps are asked for.
LISTS = ("utter_ask_complications", "utter_ask_first_steps", "utter_ask_hotline", "utter_ask_hotline_clinics",
         "utter_ask_treatment", "utter_deny", "utter_guilt", "utter_ill_beside")  # fmt: skip
#: After a dose the signs of a severe allergy stand first.
AFTER_A_DOSE = {
    "kk": ("беті", "ерні", "тілі", "қарлық", "тыныс", "есекжем", "құла", "тырыс", "есінен тан", "103"),
    "ru": ("лицо", "губы", "язык", "охрип", "дыша", "крапивниц", "упал", "судорог", "без сознания", "103"),
}
DATED = re.compile(r"20(?:2[1-9]|3\d)")
EXAMPLE = re.compile(r"«[^»]*»")
#: Rules of the decree of 2026: whoever tells one says of when it is.
OF_THE_DECREE = re.compile(r"18 жасқа дейін|до 18 лет|30-ға толмаған|моложе 30|уақытша қабылдамайды|временно не прин")


def texts() -> dict[str, str]:
    """Every text that a parent can read here, by where it stands."""
    wording = read_wording()
    found = {one.id: "\n".join((one.text, *(title for title, _ in one.buttons))) for one in ALL}
    for name in wording.texts.__fields__:
        found |= {f"{name}-kk": wording.text(name, "kk"), f"{name}-ru": wording.text(name, "ru")}
    for name, reason in reasons().items():
        for reader, words in (("messengers", reason.messengers), ("widget", reason.widget and reason.widget.text)):
            found |= {f"{name}-{reader}-kk": words.kk, f"{name}-{reader}-ru": words.ru} if words else {}
    found |= {f"page-{language}": path.read_text(encoding="utf-8") for language, path in PAGES.items()}
    return found


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_text_says_it(pattern: str) -> None:
    assert [where for where, text in texts().items() if re.search(pattern, text)] == [], FORBIDDEN[pattern]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", LISTS)
def test_the_closing_list_of_signs_is_whole(name: str, language: str) -> None:
    lines = BY_ID[f"{name}-{language}"].text.splitlines()
    assert CLOSING[language] in (lines[0], lines[-1])
    assert {"W7", "C15"} <= set(BY_ID[f"{name}-{language}"].metadata["sources"])


def test_no_other_list_of_signs_is_said() -> None:
    """A shorter list elsewhere would leave a sign out."""
    short = re.compile(r"іше алмаса, (?!ішкен)|не может пить(?! или сосать)")
    assert [where for where, text in texts().items() if short.search(text)] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", ["utter_ask_side_effects", "utter_ask_aftercare"])
def test_signs_of_a_severe_allergy_stand_first_after_a_dose(name: str, language: str) -> None:
    first = BY_ID[f"{name}-{language}"].text.splitlines()[0]
    assert [word for word in AFTER_A_DOSE[language] if word not in first] == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_what_holds_for_a_time_says_so_and_of_when_it_is(one: Variation) -> None:
    text = EXAMPLE.sub("", one.text)
    if DATED.search(text):
        assert one.metadata.get("time_bound"), "a year is named: mark it time_bound"
    for line in text.splitlines():
        if OF_THE_DECREE.search(line):
            assert DATED.search(line), f"of when is that? {line}"


@pytest.mark.parametrize("text", texts().values(), ids=texts().keys())
def test_nothing_of_2024_is_told_as_of_today(text: str) -> None:
    for line in text.splitlines():
        if re.search("жеткілікті деп|вакцины в стране достаточно", line):
            assert "2024" in line


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", ["utter_ask_myth/halal", "utter_ask_myth/fasting"])
def test_a_question_of_religion_gets_its_own_answer(name: str, language: str) -> None:
    text = BY_ID[f"{name}-{language}"].text.lower()
    assert "имам" in text
    assert re.search("қмдб|думк", text)
    assert not re.search("аутизм|қауесет|слух|бедеу|бесплод|чип", text)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_answer_on_rumours_leaves_religion_alone(language: str) -> None:
    assert not re.search("имам|халал|халял|ораза|пост|қмдб|думк", BY_ID[f"utter_ask_myth-{language}"].text.lower())


@pytest.mark.parametrize("name", ["utter_guilt", "utter_guilt_first", "utter_bereaved"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_guilt_and_grief_are_met_without_blame(name: str, language: str) -> None:
    text = BY_ID[f"{name}-{language}"].text.lower()
    assert not re.search("кеш қарал|поздно обрат|балабақша|садик|міндетті|екпе алу керек еді", text)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", ["utter_not_understood", "utter_not_understood_again", "utter_out_of_scope"])
def test_who_is_not_understood_still_hears_103(name: str, language: str) -> None:
    assert "103" in BY_ID[f"{name}-{language}"].text


def test_names_of_topics_say_where_they_lead() -> None:
    topics = knowledge().topics
    assert topics["ask_unvaccinated_rules"].kk == "Екпесіз балабақшаға"
    assert not re.search("цена|баға", topics["ask_availability"].ru)
    assert topics["ask_contraindications"].kk == "Кімге салуға болмайды"


@pytest.mark.parametrize(("language", "path"), PAGES.items())
def test_the_page_of_the_office_names_lethargy(language: str, path: Path) -> None:
    assert ("сылқ түсіп" if language == "kk" else "лежит без сил") in path.read_text(encoding="utf-8")
