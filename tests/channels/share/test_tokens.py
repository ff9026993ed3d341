"""Tokens: opened as they were made, refused when a character is another one, ended after thirty days."""

from __future__ import annotations

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.channels.share.tokens import LASTS_DAYS, Link, LinkEndedError, LinkError, Signer
from rasa_project.dialogue.shareable import key_of
from tests.dialogue.test_shareable import SHAREABLE

SIGNER = Signer(b"a secret of the tests, long enough to sign")
MADE = date(2026, 11, 30)
LINKS = st.builds(
    Link,
    language=st.sampled_from(["kk", "ru"]),
    made=st.just(MADE),
    keys=st.lists(SHAREABLE.map(key_of), min_size=1, max_size=4).map(tuple),
)
LETTERS = string.ascii_letters + string.digits + "-_"


@given(LINKS)
def test_a_token_opens_what_it_was_made_of(link: Link) -> None:
    token = SIGNER.token(link)
    assert set(token) <= set(LETTERS)
    assert token[-1].isalnum()  # a phone leaves a sign at the end out of the link
    assert SIGNER.open(token, MADE) == link


@given(LINKS, st.data())
def test_any_other_character_anywhere_is_refused(link: Link, data: st.DataObject) -> None:
    token = SIGNER.token(link)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([one for one in LETTERS if one != token[place]]))
    before, behind = token[:place], token[place + 1 :]
    for changed in (before + other + behind, before + behind, before + other + token[place:]):
        if changed != token:
            with pytest.raises(LinkError):
                SIGNER.open(changed, MADE)


def test_every_change_of_every_character_of_one_token_is_refused() -> None:
    token = SIGNER.token(Link("kk", MADE, ("c20240515,,1,,,",)))
    for place, right in enumerate(token):
        for other in LETTERS:
            if other != right:
                with pytest.raises(LinkError):
                    SIGNER.open(token[:place] + other + token[place + 1 :], MADE)


@given(st.text(max_size=80) | st.text(LETTERS, max_size=80))
def test_what_was_not_made_here_is_refused(token: str) -> None:
    with pytest.raises(LinkError):
        SIGNER.open(token, MADE)


def test_another_secret_opens_nothing() -> None:
    token = SIGNER.token(Link("kk", MADE, ("c,8,,,,",)))
    with pytest.raises(LinkError):
        Signer(b"another secret of the tests, long enough").open(token, MADE)


@pytest.mark.parametrize(("days", "opens"), [(0, True), (1, True), (30, True), (31, False), (400, False)])
def test_it_opens_for_thirty_days(days: int, opens: bool) -> None:
    token = SIGNER.token(Link("ru", MADE, ("c,8,,,,",)))
    if opens:
        assert SIGNER.open(token, MADE + timedelta(days=days)).until == MADE + timedelta(days=LASTS_DAYS)
        return
    with pytest.raises(LinkEndedError) as ended:
        SIGNER.open(token, MADE + timedelta(days=days))
    assert ended.value.language == "ru"


def test_a_clock_that_was_set_back_a_day_shuts_nobody_out() -> None:
    token = SIGNER.token(Link("kk", MADE, ("c,8,,,,",)))
    assert SIGNER.open(token, MADE - timedelta(days=1))
    with pytest.raises(LinkError):
        SIGNER.open(token, MADE - timedelta(days=2))


@pytest.mark.parametrize("keys", [(), ("x",), ("c,8,,,,", "what a later version has")])
def test_what_another_version_signed_opens_nothing(keys: tuple[str, ...]) -> None:
    with pytest.raises(LinkError, match="version"):
        SIGNER.open(SIGNER.token(Link("kk", MADE, keys)), MADE)


def test_a_name_tells_nothing_of_its_parts_and_stays_the_same() -> None:
    name = SIGNER.name_of("dose", "2024-05-15", "1")
    assert name == SIGNER.name_of("dose", "2024-05-15", "1") != SIGNER.name_of("dose", "2024-05-15", "2")
    assert len(name) == 32
