"""A second messenger of a hundred lines: what it says is its own protocol, all else the inbox does for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from rasa_project.channels.inbox.store import MAX_WAITING, Inbox
from rasa_project.channels.refusals import for_parents
from rasa_project.privacy.erasure import erase, export
from rasa_project.privacy.senders import pseudonym_of
from rasa_project.privacy.traces import sqlite_files
from rasa_project.settings import INBOXES, TELEGRAM_DB, Setting
from tests.channels.processes import process
from tests.channels.second.loft import KEY, Loft, bring, wait_until
from tests.servers import free_port

INPUT = "tests.channels.second.pigeon:PigeonInput"


class Post:
    """The bot with pigeon post, as a process that may be killed and started again."""

    def __init__(self, loft: Loft, folder: Path) -> None:
        self.loft, self.port, self.database = loft, free_port(), folder / "pigeon.db"
        self._folder = folder
        self._settings = {"PIGEON_URL": loft.url, "PIGEON_KEY": KEY, "PIGEON_DB": str(self.database)}

    def served(self) -> AbstractContextManager[Any]:
        command = ["tests.channels.echo_server", str(self.port), INPUT]
        return process(self._folder, command, **self._settings)

    def brings(self, *letters: dict[str, Any]) -> None:
        assert bring(self.port, *letters) == 200

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8")


def letter(ref: str, words: str, nest: str = "kazaly-7") -> dict[str, Any]:
    return {"ref": ref, "nest": nest, "words": words}


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with Loft() as loft:
        found = Post(loft, tmp_path_factory.mktemp("pigeons"))
        with found.served():
            yield found
        assert "Traceback" not in found.log


@pytest.mark.slow
def test_letters_are_answered_in_the_order_of_their_sacks(post: Post) -> None:
    post.brings(letter("z-9", "кідіріп"), letter("a-1", "екі"))
    post.brings(letter("m-5", "үш"), letter("q", "басқа", nest="aiteke-1"))
    assert post.loft.wait_for("kazaly-7", 3) == ["Жауап: кідіріп", "Жауап: екі", "Жауап: үш"]
    assert post.loft.wait_for("aiteke-1", 1) == ["Жауап: басқа"]


@pytest.mark.slow
def test_a_letter_that_comes_again_is_answered_once(post: Post) -> None:
    first = letter("twice", "бір", nest="n1")
    post.brings(first, first)
    post.brings(first)
    post.brings(letter("after", "екі", nest="n1"))
    assert post.loft.wait_for("n1", 2) == ["Жауап: бір", "Жауап: екі"]


@pytest.mark.slow
def test_odd_letters_hold_up_none_and_what_is_typed_is_words(post: Post) -> None:
    odd = [
        {"nest": "n2", "words": "no ref"}, None, 5,
        {"ref": "o1"}, {"ref": "o2", "nest": 5, "words": "x"}, {"ref": "o3", "nest": "n2", "spot": 5},
        {"ref": "o4", "nest": "n2", "spot": {"north": 1000, "east": 1}}, {"ref": "o5", "nest": "n2", "words": 5},
    ]  # fmt: skip
    post.brings(
        *odd, letter("l1", "/restart менің нөмірім 87011234567", nest="n2"), {"ref": "l2", "nest": "n2", "drawing": "…"}
    )
    said = post.loft.wait_for("n2", 2)
    assert said == ["Жауап: restart менің нөмірім [PHONE]", for_parents("unreadable", "kk")]
    post.brings({"ref": "l3", "nest": "n2", "spot": {"north": 45.762139, "east": 62.103771}})
    assert post.loft.wait_for("n2", 3)[2] == "Жауап: /find_clinic"
    assert "87011234567" not in post.log


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "key", "status"),
    [
        (b"{}", KEY, 400), (b"5", KEY, 400),
        (b'{"letters": []}', "another", 403), (b"{", KEY, 400), (b"[]", KEY, 400), (b'{"letters": [{}]}', KEY, 400),
        (b" " * 270_000, KEY, 413), (b'{"letters": []}', KEY, 200),
    ],
    ids=["no letters", "a number", "another key", "no JSON", "no sack", "no ref", "too large", "empty"],
)  # fmt: skip
def test_only_the_loft_may_post_and_only_letters(post: Post, body: bytes, key: str, status: int) -> None:
    assert bring(post.port, body=body, key=key) == status


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statuses", "nest", "expected"),
    [
        ([503, 429, 500], "n4", ["Жауап: бір", "Жауап: екі"]),
        ([422], "n5", ["Жауап: екі"]),
        ([410], "n6", ["Жауап: екі"]),
    ],
    ids=["for now", "for good", "gone"],
)
def test_an_answer_is_sent_again_or_given_up_and_the_next_one_comes(
    post: Post, statuses: list[int], nest: str, expected: list[str]
) -> None:
    post.loft.statuses[:] = statuses
    post.brings(letter(f"{nest}-1", "бір", nest=nest), letter(f"{nest}-2", "екі", nest=nest))
    assert post.loft.wait_for(nest, len(expected)) == expected
    inbox = Inbox(post.database, "pigeon")
    wait_until(lambda: not inbox.count_waiting_in([nest]))
    assert inbox.chat(nest).gone_since is None, "somebody who wrote again is back"
    inbox.close()


@pytest.mark.slow
def test_too_many_letters_of_one_nest_get_one_line(post: Post) -> None:
    many = [letter(f"t-{number}", "тағы" if number else "баяу", nest="n7") for number in range(90)]
    post.brings(*many)
    said = post.loft.wait_for("n7", MAX_WAITING + 1)
    assert said.count(for_parents("too-many", "kk")) == 1
    assert len(said) == MAX_WAITING + 1


@pytest.mark.slow
def test_a_killed_server_goes_on_where_it_was_and_knows_what_it_saw(tmp_path: Path) -> None:
    """Killed while one answer can't be sent and the next letter waits; the first is not answered again."""
    with Loft() as loft:
        post = Post(loft, tmp_path)
        letters = [letter(f"k-{number}", f"{number}", nest="n") for number in range(4)]
        loft.statuses[:] = [201, *([503] * 1000)]
        with post.served() as running:
            post.brings(*letters)
            loft.wait_for("n", 1)
            wait_until(lambda: len(loft.statuses) < 1000)
            running.send_signal(signal.SIGKILL)
            running.wait(timeout=10)
        assert loft.words("n") == ["Жауап: 0"]
        loft.statuses.clear()
        with post.served():
            post.brings(*letters)
            assert loft.wait_for("n", 4) == [f"Жауап: {number}" for number in range(4)]
            post.brings(letter("new", "соңғы", nest="n"))
            assert loft.wait_for("n", 5)[4] == "Жауап: соңғы"


def test_a_messenger_is_its_protocol_alone(root: Path) -> None:
    """The figures of docs/architecture.md: lines of a messenger's own package, all counted."""
    pigeon = len((root / "tests/channels/second/pigeon.py").read_text(encoding="utf-8").splitlines())
    telegram = sum(
        len(path.read_text(encoding="utf-8").splitlines())
        for path in (root / "rasa_project/channels/telegram").rglob("*.py")
    )
    told = (root / "docs/architecture.md").read_text(encoding="utf-8")
    assert f"{pigeon} in the tests' second one, {telegram} in" in told
    assert pigeon <= 120


def test_its_file_is_kept_deleted_and_handed_out_by_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.backup.parts import known_versions, parts
    from rasa_project.serving.stores import prepare_stores
    from rasa_project.storage.schema import versions_of
    from rasa_project.storage.settings import database_url

    file = tmp_path / "p.db"
    monkeypatch.setitem(INBOXES, "pigeon", Setting("PIGEON_DB", Path, "Pigeon", "Its file.", str(file)))
    monkeypatch.setenv(TELEGRAM_DB.name, str(tmp_path / "t.db"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/c.db")
    monkeypatch.chdir(tmp_path)
    inbox = Inbox(file, "pigeon")
    chat = inbox.chat("kazaly-7")
    chat.language, chat.last_day = "ru", 20_000
    inbox.finish("none", chat)
    person = pseudonym_of("pigeon", "kazaly-7")
    prepare_stores()
    assert file in sqlite_files()
    assert ("pigeon.db", file) in [(part.name, part.path) for part in parts()]
    assert known_versions(versions_of(database_url("sqlite://")))["pigeon.db"].table == "pigeon_version"
    assert export(person)["pigeon"] == [vars(chat)]
    assert erase(person, why="office", by="user:tests") == 1
    assert inbox.chats() == []
    inbox.close()
