"""Links: made where the bot has a public address, of what is known, short enough for every messenger."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasa_project import clock
from rasa_project.channels.share.links import MOST_LETTERS, Sharing, shared_of, sharing
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.shareable import key_of
from rasa_project.dialogue.sharing import MOST, is_shareable
from rasa_project.public_address import public_address
from rasa_project.settings import SettingsError
from tests.channels.share.pages import ADDRESS, SIGNER
from tests.dialogue.test_shareable import SHAREABLE

SHARING = Sharing(ADDRESS, SIGNER)

ADDRESSES = [
    ({}, None),
    ({"PUBLIC_URL": "https://bot.example.kz"}, "https://bot.example.kz"),
    ({"PUBLIC_URL": "https://Bot.Example.kz/"}, "https://bot.example.kz"),
    ({"PUBLIC_URL": "http://127.0.0.1:5005"}, "http://127.0.0.1:5005"),
    ({"PUBLIC_HOSTS": "bot.example.kz"}, "https://bot.example.kz"),
    ({"PUBLIC_HOSTS": "https://bot.example.kz:8443"}, "https://bot.example.kz:8443"),
    ({"PUBLIC_HOSTS": "bot.example.kz,bot.example.org"}, None),  # nobody says which
    ({"PUBLIC_HOSTS": "a.kz,b.kz", "PUBLIC_URL": "https://a.kz"}, "https://a.kz"),
]


@pytest.mark.parametrize(("environment", "address"), ADDRESSES)
def test_the_public_address(environment: dict[str, str], address: str | None) -> None:
    assert public_address(environment) == address


@pytest.mark.parametrize("told", ["bot.example.kz", "https://bot.example.kz/bot", "ftp://bot.example.kz", "https://"])
def test_what_is_no_address_ends_the_start(told: str) -> None:
    with pytest.raises(SettingsError, match=r"^PUBLIC_URL"):
        public_address({"PUBLIC_URL": told})


def test_the_same_secret_makes_the_same_links_and_no_address_none(tmp_path: Path) -> None:
    told = {"PUBLIC_URL": ADDRESS, "WIDGET_SECRET": "s" * 40}
    one, other = sharing(told), sharing({**told, "PUBLIC_URL": "https://other.kz"})
    assert one is not None
    assert other is not None
    first, second = one.link(["m,"], "kk"), other.link(["m,"], "kk")
    assert first is not None
    assert second is not None
    assert first.url.rpartition("/")[2] == second.url.rpartition("/")[2]
    assert sharing({"WIDGET_SECRET": "s" * 40}) is None
    kept = sharing({"PUBLIC_URL": ADDRESS}, tmp_path / "secret")
    assert kept is not None
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@settings(max_examples=100)
@given(st.lists(SHAREABLE.map(key_of), max_size=MOST))
def test_a_link_is_short_enough_and_opens_what_it_was_made_of(keys: list[str]) -> None:
    made = SHARING.link(keys, "ru")
    assert (made is None) is (not keys)
    if made is not None:
        assert all(len(url) <= MOST_LETTERS for _, url in made.titled())
        link = SIGNER.open(made.url.rpartition("/")[2], clock.today())
        assert 1 <= len(link.keys) <= len(keys)
        assert link.until.isoformat() == made.until


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_answer_and_four_children_fit_into_a_link(language: str) -> None:
    names = {one.response.removeprefix("utter_") for one in all_variations() if is_shareable(one.response)}
    for name in names:
        made = SHARING.link([f"a{name}"], language)  # type: ignore[arg-type]
        assert made is not None
        assert made.ics is None
        assert len(made.url) < 200
    children = [f"c2024051{one},,1,12,20250520," for one in range(MOST)]
    made = SHARING.link(children, language)  # type: ignore[arg-type]
    assert made is not None
    assert len(SIGNER.open(made.url.rpartition("/")[2], clock.today()).keys) == MOST


@pytest.mark.parametrize("told", [None, "x", 7, {}, {"keys": None}, {"keys": []}, {"keys": ["x"]}, {"keys": ["c,,,"]}])
def test_what_says_nothing_that_is_known_has_no_link(told: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", ADDRESS)
    monkeypatch.setenv("WIDGET_SECRET", "s" * 40)
    assert shared_of({"share": told}, "kk") is None
