"""The pieces of the book of answers: where an answer stands, gaps, escapes, what is refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from scripts.answers_book.answer_html import answer_html, short_title
from scripts.answers_book.groups import CONTEXTS, Group, group_of, grouped
from scripts.answers_book.markup import blank, both, element, paragraphs
from scripts.answers_book.page import page
from scripts.answers_book.read import Answer, AnswersBookError, Wording, answer_of
from scripts.answers_book.words import Both
from tests.scripts.book import DAY, answer, book, contents
from tests.scripts.book_reader import read_page


def test_topics_carry_the_titles_of_their_file() -> None:
    for name, topic in contents().known.topics.items():
        section = book().ids.get(f"topic-{name}")
        if section is not None:
            heading = next(section.all("h3"))
            assert heading.text == f"{topic.kk} / {topic.ru}"
    listed = {one.id.removeprefix("topic-") for one in grouped(contents())[0].groups}
    # Begun, worked out or said as an emergency: they have no text of their own topic.
    assert set(contents().known.topics) - listed == {"report_emergency", "report_symptoms"}


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("utter_ask_myth", "topic:ask_myth"),
        ("utter_ask_myth/fasting", "topic:ask_myth"),
        ("utter_schedule_adult", "topic:ask_schedule"),
        ("utter_find_clinic_near", "topic:find_clinic"),
        ("utter_vaccine_storage", "topic:ask_vaccine_safety"),
        ("utter_triage_watch", "consultation"),
        ("utter_ask_danger_perhaps", "consultation"),
        ("utter_report_emergency", "emergency"),
        ("utter_report_emergency/asleep_now", "emergency"),
        ("utter_ambulance_silent", "emergency"),
        ("utter_ask_exposure/dose_worth", "context:contact"),
        ("utter_ask_complications/babies", "context:topics"),
        ("utter_help/go_on", "context:talk"),
        ("utter_out_of_field_disease", "out_of_field"),
        ("utter_out_of_scope", "out_of_field"),
        ("utter_distress_self_harm", "distress"),
        ("utter_request_human/grief", "distress"),
        ("utter_bereaved", "distress"),
        ("utter_greet", "small_talk"),
        ("utter_forget_me_done", "service"),
        ("utter_request_human", "service"),
        ("channels/too-many", "service"),
    ],
)
def test_an_answer_stands_in_its_group(name: str, group: str) -> None:
    (one,) = [one for one in contents().answers if one.name == name]
    assert group_of(one, contents()) == group


def test_no_group_is_unknown_and_none_is_lost() -> None:
    assert contents().contexts - {"emergency"} == set(CONTEXTS)

    def names(group: Group) -> list[str]:
        return [one.name for one in group.answers] + [name for inner in group.groups for name in names(inner)]

    stand = Counter(name for group in grouped(contents()) for name in names(group))
    assert stand == Counter(one.name for one in contents().answers)
    assert set(stand.values()) == {1}


@pytest.mark.parametrize(("name", "folder"), [("utter_weather", "guidance"), ("utter_ask_myth/x", "new_context")])
def test_an_answer_of_no_group_is_refused_with_what_to_do(name: str, folder: str) -> None:
    strange = replace(contents(), answers=(answer(name, folder),), contexts=frozenset({"new_context"}))
    with pytest.raises(AnswersBookError, match=rf"data/{folder}: {name} has no place .*groups\.py"):
        grouped(strange)


def test_what_fills_the_gaps_stands_in_it() -> None:
    known = contents().known
    for row in known.triage.rows:
        article = book().by_id(f"blank-triage/{row.id}")
        assert row.why.kk in article.text
        assert row.why.ru in article.text
    for name, reason in known.calendar.reasons.items():
        assert reason.ru in book().by_id(f"blank-calendar/{name}").text
    for name, reason in known.exposure.reasons.items():
        assert reason.kk in book().by_id(f"blank-contact/{name}").text
    for name, sign in known.signs.danger.items():
        assert sign.question.kk in book().by_id(f"blank-danger/{name}").text


def test_a_follow_up_says_what_it_answers() -> None:
    assert "vaccine" in "".join(contents().means["ask_vaccine/which_vaccine"]).lower()
    for one in contents().answers:
        for meant in contents().means.get(one.key, ()):
            assert meant in book().by_id(one.name).text


def test_gaps_are_blanks_in_words_and_no_brace_is_left() -> None:
    (body,) = book().all("body")
    assert "{" not in body.text
    assert "}" not in body.text
    assert list(book().all("span", "blank"))
    assert paragraphs("Себебі {why_kk}.", "kk") == '<p>Себебі <span class="blank">[себебі]</span>.</p>'
    assert paragraphs("До {watch_until}!", "ru").endswith("[последний день наблюдения]</span>!</p>")


def test_a_gap_of_which_nothing_is_known_is_refused_with_what_to_do() -> None:
    with pytest.raises(AnswersBookError, match=r"\{weather_kk\}.*GAPS"):
        blank("weather_kk", "kk")


def test_lines_are_paragraphs_and_empty_ones_are_none() -> None:
    assert paragraphs("a\n\n• b", "ru") == "<p>a</p><p>• b</p>"


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", 'a" onload="x', "A & B < C", "</article></main>"])
def test_everything_is_escaped(hostile: str) -> None:
    wording = Wording(hostile, (hostile,))
    one = Answer("utter_greet", "smalltalk", wording, wording, reviewed=hostile)
    root = read_page(page(replace(contents(), answers=(one,), means={"greet": (hostile,)}), DAY, hostile))
    assert not list(root.all("script"))
    article = root.by_id("utter_greet")
    assert [each.text for each in article.all("div", "say")] == [hostile, hostile]
    assert article.text.count(hostile) == 6  # said and button in two languages, meant, day
    (code,) = next(root.all("header")).all("code")
    assert code.text == hostile


def test_titles_names_and_attributes_are_escaped() -> None:
    assert both(Both("<b>", "&")) == '&lt;b&gt; <span lang="ru">/ &amp;</span>'
    assert element("a", "x", href='"><script>', class_="c", lang=None) == (
        '<a href="&quot;&gt;&lt;script&gt;" class="c">x</a>'
    )
    sources = {**contents().known.sources}
    sources["C1"] = sources["C1"].copy(update={"title": "<i>CDC</i>"})
    known = contents().known.copy(update={"sources": sources})
    shown = answer_html(answer(sources=("C1",)), replace(contents(), known=known))
    assert "<i>" not in shown
    assert "&lt;i&gt;CDC&lt;/i&gt;" in shown


def variation(language: str, **metadata: Any) -> dict[str, Any]:
    one: dict[str, Any] = {"text": language, "metadata": {"facts": [], "sources": [], "reviewed": "2026", **metadata}}
    if language != "kk":
        one["condition"] = [{"type": "slot", "name": "language", "value": language}]
    return one


@pytest.mark.parametrize(
    ("some", "wrong"),
    [
        ([variation("kk")], "once in Kazakh and once in Russian"),
        ([variation("kk"), variation("kk")], "once in Kazakh and once in Russian"),
        ([variation("kk"), variation("ru"), variation("ru")], "once in Kazakh and once in Russian"),
        ([variation("kk"), variation("en")], "once in Kazakh and once in Russian"),
        ([variation("kk", level="watch"), variation("ru")], "metadata of utter_x the same"),
        ([variation("kk", facts=["A1"]), variation("ru")], "metadata of utter_x the same"),
    ],
)
def test_an_answer_that_no_doctor_could_sign_is_refused(some: list[dict[str, Any]], wrong: str) -> None:
    with pytest.raises(AnswersBookError, match=wrong):
        answer_of("utter_x", "guidance", some)


def test_languages_are_told_apart_whatever_their_order() -> None:
    found = answer_of("utter_x", "guidance", [variation("ru", time_bound=True), variation("kk", time_bound=True)])
    assert (found.kk.text, found.ru.text, found.is_time_bound, found.level) == ("kk", "ru", True, None)


def test_a_long_title_of_a_source_is_cut_between_words() -> None:
    assert short_title("Short") == "Short"
    cut = short_title("Decree of the chief sanitary doctor of the republic on additional measures")
    assert len(cut) <= 48
    assert cut.endswith(" …")
    assert cut.removesuffix(" …").split()[-1] in {"doctor", "of", "the"}
