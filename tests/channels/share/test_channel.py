"""Links in a real server: pages, files, links that open nothing, headers, rates."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from icalendar import Calendar
from limits import RateLimitItemPerMinute

from rasa_project import clock
from rasa_project.channels.share import channel
from rasa_project.channels.share.tokens import Link
from tests.channels.share.pages import ADDRESS, SIGNER, TODAY, Reader, days_ago, reading, text_of
from tests.channels.web.serving import Answer

CALENDAR = "c20260315,,0,,,"
CONTACT = f"m{days_ago(2)},{days_ago(2)}"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        with reading() as found:
            yield found


def test_a_page_is_small_and_has_all_that_is_asked_for(reader: Reader) -> None:
    answer = reader.link(CALENDAR)
    assert answer.status == 200
    assert len(gzip.compress(answer.body)) < 5_000
    text = text_of(answer.body)
    for words in (
        "Қазалы аудандық санитариялық-эпидемиологиялық бақылау басқармасы", "екпесінің күнтізбесі",
        "2027 жылғы 15 наурыздан бастап", "Жасалған күні: 30.11.2026", "соңғы күн: 30.12.2026", "Кеңес өзгеруі мүмкін",
        "103 Жедел жәрдем", "бірден 103-ке қоңырау шалыңыз", "Телефон күнтізбесіне", "На русском",
    ):  # fmt: skip
        assert words in text, words
    assert "15.03.2026" not in text  # the birth date itself


def test_a_page_loads_nothing_and_runs_nothing(reader: Reader) -> None:
    answer = reader.link(CALENDAR, "aask_myth/fasting", language="ru")
    html = answer.body.decode()
    assert "<script" not in html
    assert not re.search(r"\b(src|srcset|action|on\w+)=", html)
    assert "<link" not in html
    assert '<html lang="ru"' in html
    targets = re.findall(r'href="([^"]+)"', html)
    known = ("tel:", f"{ADDRESS}/", "https://wa.me/?text=")
    assert all(one.startswith(known) for one in targets), targets


def test_the_headers_keep_a_page_to_its_reader(reader: Reader) -> None:
    headers = reader.link(CALENDAR).headers
    assert headers["cache-control"] == "private, max-age=3600"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-language"] == "kk"
    assert "noindex" in headers["x-robots-tag"]
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert "set-cookie" not in headers


def test_it_comes_packed_where_the_phone_can(reader: Reader) -> None:
    token = SIGNER.token(Link("kk", TODAY, (CALENDAR,)))
    plain, packed = reader.open(token), reader.open(token, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    head = reader.open(token, "HEAD")
    assert (head.status, head.body) == (200, b"")


def test_the_other_language_is_a_link_away(reader: Reader) -> None:
    html = reader.link(CONTACT).body.decode()
    found = re.search(rf'href="{ADDRESS}/s/([^"]+)" lang="ru"', html)
    assert found is not None
    assert "После встречи с больным корью" in text_of(reader.open(found[1]).body)


def test_the_file_is_one_that_phones_open(reader: Reader) -> None:
    answer = reader.link(CONTACT, ends=".ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="kyzylsha-kuntizbe.ics"'
    assert len(Calendar.from_ical(answer.body).walk("VEVENT")) == 3


def test_an_emergency_shows_103_before_everything_else(reader: Reader) -> None:
    html = reader.link("aask_myth/fasting", "areport_emergency").body.decode()
    main = html[html.index("<main>") :]
    assert main.index('href="tel:103"') < main.index("<h1>")
    assert text_of(main).startswith("103 Жедел жәрдем 112")


def refused(answer: Answer, status: int, kk: str, ru: str) -> None:
    text = text_of(answer.body)
    assert answer.status == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    for words in (kk, ru, "103", "112", "бақылау басқармасы", "санитарно-эпидемиологического контроля"):
        assert words in text
    assert "<script" not in answer.body.decode()


BROKEN = ("Бұл сілтеме ашылмады", "Эта ссылка не открылась")
ENDED = ("Бұл сілтеменің мерзімі бітті", "Срок этой ссылки закончился")


@pytest.mark.parametrize("token", [
    "", "x", "a/b/c", "../../etc/passwd", "%00", "%D2%9B%D1%8B%D0%B7", "x" * 5_000, ".ics", "a.ics.ics",
    SIGNER.token(Link("kk", TODAY, (CALENDAR,))) + "x", SIGNER.token(Link("kk", TODAY, (CALENDAR,)))[:-1],
    SIGNER.token(Link("kk", TODAY + timedelta(days=9), (CALENDAR,))),
])  # fmt: skip
def test_a_link_that_was_cut_or_forged_gets_a_kind_page_in_both_languages(reader: Reader, token: str) -> None:
    refused(reader.open(token), 404, *BROKEN)


@pytest.mark.parametrize("ends", ["", ".ics"])
def test_a_link_whose_time_is_over_says_so(reader: Reader, ends: str) -> None:
    assert reader.link(CALENDAR, made=TODAY - timedelta(days=30), ends=ends).status == 200
    refused(reader.link(CALENDAR, made=TODAY - timedelta(days=31), ends=ends), 410, *ENDED)


def test_an_answer_that_is_gone_ends_its_link(reader: Reader) -> None:
    refused(reader.link("ano_longer_there"), 410, *ENDED)


def test_a_link_without_a_day_has_no_file(reader: Reader) -> None:
    assert ".ics" not in reader.link("aask_myth/fasting").body.decode()
    refused(reader.link("aask_myth/fasting", ends=".ics"), 404, "күнтізбеге салатын күн жоқ", "нет дней для календаря")


def test_what_a_messenger_hangs_on_an_address_changes_nothing(reader: Reader) -> None:
    token = SIGNER.token(Link("kk", TODAY, (CALENDAR,)))
    assert reader.open(f"{token}?fbclid=x&utm_source=wa").status == 200


def test_a_wrong_method_is_refused(reader: Reader) -> None:
    token = SIGNER.token(Link("kk", TODAY, (CALENDAR,)))
    assert reader.open(token, "POST").status == 405


def test_without_a_public_address_links_that_were_sent_still_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with reading("") as found:
        page, file = found.link(CALENDAR), found.link(CALENDAR, ends=".ics")
    html = page.body.decode()
    assert (page.status, file.status) == (200, 200)
    assert "wa.me" not in html
    assert 'href="/s/' in html


def test_too_many_from_one_address_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(channel, "_FROM_ADDRESS", RateLimitItemPerMinute(3))
    with reading() as found:
        answers = [found.link(CALENDAR) for _ in range(4)]
    assert [one.status for one in answers] == [200, 200, 200, 429]
    refused(answers[-1], 429, "Бір минуттан кейін", "через минуту")
    assert int(answers[-1].headers["retry-after"]) > 0
