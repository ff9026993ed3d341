"""The book of answers that a doctor signs: whole, well-formed, the same each time; and the command that writes it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from scripts import write_answers
from scripts.answers_book import words
from scripts.answers_book.answer_html import short_title
from scripts.answers_book.groups import grouped
from scripts.answers_book.page import page
from scripts.answers_book.read import Answer, read_contents
from scripts.answers_book.words import FACTS
from scripts.write_answers import build_of, main
from tests.data.content import DATA, read, variations
from tests.scripts.book import DAY, answer, book, contents, text
from tests.scripts.book_reader import Element, read_page

GAP = re.compile(r"\{(\w+?)(?:_kk|_ru)?\}")
SPACES = re.compile(r"\s+")


@cache
def said(language: str) -> dict[str, list[str]]:
    """What stands in each answer of the book, by its anchor."""
    found: dict[str, list[str]] = {}
    for article in book().all("article"):
        sides = [one for one in article.all("div", language) for one in one.all("div", "say")]
        found.setdefault(str(article.attributes["id"]), []).extend(one.text for one in sides)
    return found


def squeezed(some: str) -> str:
    return SPACES.sub("", some)


def with_words(some: str, language: str) -> str:
    index = ("kk", "ru").index(language)
    return GAP.sub(lambda gap: f"[{words.GAPS[gap[1]][index]}]", some)


def a_book_of(*answers: Answer) -> Element:
    return read_page(page(replace(contents(), answers=answers), DAY, None))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_response_stands_in_it_once_in_each_language(language: str) -> None:
    mine = [one for one in variations() if one.language == language]
    every_file = sum(len(read(path)["responses"]) for path in DATA.glob("*/*answers.yml"))
    assert len(mine) == every_file > 700
    for one in mine:
        found = said(language)[one.response]
        assert [squeezed(each) for each in found] == [squeezed(with_words(one.text, language))], one.id


def test_what_channels_say_by_themselves_stands_in_it() -> None:
    texts = dict(read(DATA / "channels" / "messengers.yml")["texts"])
    refusals = read(DATA / "channels" / "refusals.yml")
    texts |= {name: one["messengers"] for name, one in refusals.items() if "messengers" in one}
    texts |= {
        f"{name}-widget": one["widget"]["text"] for name, one in refusals.items() if "text" in one.get("widget", {})
    }
    assert len(texts) >= 10
    for name, one in texts.items():
        for language in ("kk", "ru"):
            text = one[language].replace("{text}", f"[{getattr(words.GAPS['text'], language)}]")
            assert list(map(squeezed, said(language)[f"channels/{name}"])) == [squeezed(text)]


def test_buttons_level_facts_sources_and_day_stand_beside_the_answer() -> None:
    for one in variations():
        article = book().by_id(one.response)
        side = next(article.all("div", one.language))
        assert [item.text for item in side.all("li")] == [title for title, _ in one.buttons]
        (level,) = article.all("span", "level")
        assert words.LEVELS[one.metadata.get("level")].kk in level.text
        links = [str(link.attributes["href"]) for link in article.all("a")]
        facts, sources = one.metadata["facts"], one.metadata["sources"]
        assert links == [f"#fact-{key}" for key in facts] + [f"#source-{key}" for key in sources]
        for key in sources:
            assert short_title(contents().known.sources[key].title) in article.text
        assert one.metadata["reviewed"] in article.text


def test_what_holds_for_a_time_is_marked_and_nothing_else() -> None:
    bound = {one.response for one in variations() if one.metadata.get("time_bound")}
    marked = {str(one.attributes["id"]) for one in book().all("article") if list(one.all("strong", "bound"))}
    assert marked == bound
    assert len(bound) > 50


def test_a_particular_question_stands_under_its_topic_with_its_title_and_what_is_known() -> None:
    for name, question in contents().known.questions.items():
        topic = name.partition("/")[0]
        if topic not in contents().known.topics:
            continue
        article = book().by_id(f"utter_{name}")
        assert article.parent is not None
        assert article.parent.attributes["id"] == f"topic-{topic}-particular"
        (title,) = article.all("h5")
        for part in (question.kk, question.ru, words.KNOWN[question.known].kk):
            assert part in title.text


def test_all_things_out_of_the_field_are_filled_in_once() -> None:
    things = contents().known.out_of_field
    found = [str(one.attributes["id"]) for one in book().all("li") if "id" in one.attributes]
    assert sorted(found) == sorted(f"thing-{name}" for name in things)
    for name, thing in things.items():
        item = book().by_id(f"thing-{name}")
        (kk,), (ru,) = item.all("div", "kk"), item.all("div", "ru")
        assert thing.kk in kk.text
        assert thing.ru in ru.text
        assert "{" not in item.text
        parents = [one for one in book().all("article") if item in one.all("li")]
        assert [one.attributes["id"] for one in parents] == [f"utter_out_of_field_{thing.kind}"]


def test_each_entry_has_one_box_and_a_line_for_a_remark() -> None:
    articles = list(book().all("article"))
    assert len(articles) == len(contents().answers) + len(contents().blanks)
    for article in articles:
        boxes = [one for one in article.all("span", "box") if one.parent is not None and one.parent.tag != "li"]
        assert len(boxes) == len(list(article.all("p", "remark"))) == 1
        assert not boxes[0].text
    for thing in (one for one in book().all("li") if "id" in one.attributes):
        assert len(list(thing.all("span", "box"))) == 1


def test_the_page_is_well_formed_and_each_link_leads_somewhere() -> None:
    assert text().startswith("<!DOCTYPE html>\n<html lang=")
    root = book()
    ids = root.ids
    assert not [one for one in ids if re.search(r"\s", one) or not one]
    inner = [link for one in root.all("a") if (link := str(one.attributes["href"])).startswith("#")]
    assert {link[1:] for link in inner} <= set(ids)
    assert [len(list(root.all(tag))) for tag in ("html", "head", "body", "main", "title", "h1")] == [1] * 6


def test_the_contents_lead_to_every_part() -> None:
    (nav,) = book().all("nav")
    linked = {str(one.attributes["href"])[1:] for one in nav.all("a")}
    wanted = {one.id for one in grouped(contents())}
    wanted |= {inner.id for one in grouped(contents()) for inner in one.groups}
    assert linked == wanted | {"blanks", "facts", "sources", "signature"}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    tags = {one.tag for one in book().all()}
    assert not tags & {"script", "link", "img", "iframe", "form", "object", "video", "audio", "base"}
    for one in book().all():
        assert not [name for name in one.attributes if name.startswith("on") or name in {"src", "style"}]
    (style,) = book().all("style")
    assert not re.search(r"@import|url\(|https?:", style.text)


def test_it_is_made_for_paper_and_for_a_phone() -> None:
    (style,) = book().all("style")
    assert "@page{size:A4" in style.text
    assert ".part{break-before:page}" in style.text.partition("@media print")[2]
    assert ".pair{grid-template-columns:1fr}" in style.text.partition("@media screen and (max-width")[2]
    names = {one.attributes.get("name") for one in book().all("meta")}
    assert "viewport" in names


def test_the_cover_has_day_build_and_counts() -> None:
    (cover,) = book().all("header")
    shown = {next(row.all("th")).text: next(row.all("td")).text for row in cover.all("tr")}
    known = contents().known
    assert list(shown.values()) == [
        "2026-11-29",
        "abc123",
        str(len(contents().answers)),
        str(len(known.questions)),
        str(len({one.response for one in variations() if one.metadata.get("time_bound")})),
        str(len(known.out_of_field)),
        str(len(known.sources)),
    ]
    (unknown,) = a_book_of(answer()).all("header")
    assert words.NO_BUILD.ru in unknown.text


def test_the_last_page_is_to_be_signed() -> None:
    sections = [one for one in next(book().all("main")).children if isinstance(one, Element)]
    last = sections[-1]
    assert last.attributes["id"] == "signature"
    asked = " ".join(one.text for one in last.all("th"))
    for label in ("Фамилия", "Дата", "Подпись", "Аты-жөні", "Күні", "Қолы"):
        assert label in asked
    assert len(list(last.all("span", "write"))) == len(words.SIGN_LINES)


def test_facts_and_sources_are_listed_whole() -> None:
    assert list(FACTS) == [f"A{number}" for number in range(1, 16)]
    for key, source in contents().known.sources.items():
        row = book().by_id(f"source-{key}").parent
        assert row is not None
        assert source.title in row.text
        assert [link.attributes["href"] for link in row.all("a")] == ([source.url] if source.url else [])


def test_every_language_is_marked() -> None:
    for one in book().all("div", "pair"):
        sides = [side.attributes.get("lang") for side in one.children if isinstance(side, Element)]
        assert sides == ["kk", "ru"]


def test_it_is_the_same_each_time() -> None:
    assert page(read_contents(), DAY, "abc123") == text()


def test_make_answers_writes_the_file_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "жауаптар.html"
    assert main(["--out", str(out)]) == 0
    assert f"Written: {out} ({len(contents().answers)} answers)" in capsys.readouterr().out
    assert len(list(read_page(out.read_text(encoding="utf-8")).all("article"))) == len(list(book().all("article")))


def test_it_is_answers_html_here_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    assert [one.name for one in tmp_path.iterdir()] == ["answers.html"]


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path / "none" / "answers.html")]) == 1
    assert "name another file with OUT=" in capsys.readouterr().err


def test_a_fault_of_the_data_is_a_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "answers.html"
    out.write_text("old", encoding="utf-8")
    strange = replace(contents(), answers=(answer("utter_weather", "guidance"),))
    monkeypatch.setattr(write_answers, "read_contents", lambda: strange)
    assert main(["--out", str(out)]) == 1
    assert "utter_weather has no place" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "old"


def test_the_build_is_the_commit_and_says_when_files_differ(tmp_path: Path) -> None:
    assert build_of(tmp_path) is None

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(("git", *who, *arguments), cwd=tmp_path, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    assert build_of(tmp_path) is None
    kept = tmp_path / "kept"
    kept.write_text("1", encoding="utf-8")
    git("add", "kept")
    git("commit", "-qm", "one")
    commit = git("rev-parse", "--short=12", "HEAD")
    assert build_of(tmp_path) == commit
    (tmp_path / "answers.html").write_text("not stored", encoding="utf-8")
    assert build_of(tmp_path) == commit
    kept.write_text("2", encoding="utf-8")
    assert build_of(tmp_path) == commit + "+"


def test_without_git_the_build_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build_of(Path(__file__).parent) is None


def test_the_page_is_not_stored(root: Path) -> None:
    assert "/answers.html" in (root / ".gitignore").read_text(encoding="utf-8").splitlines()
