"""REST's own parts without a server: bodies, problems, the gateway before Rasa, the description."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.cleaning import clean_metadata
from rasa_project.channels.gateway import gateway_for
from rasa_project.channels.payloads import as_understood, own_payloads
from rasa_project.channels.refusals import Refusal
from rasa_project.channels.rest.answers import WholeAnswers
from rasa_project.channels.rest.bodies import MAX_MESSAGE_LETTERS, check
from rasa_project.channels.rest.problems import body_of, caller_language, kind_of, kinds
from rasa_project.dialogue.particular import payload_of
from rasa_project.observability.turns import Outcome
from rasa_project.privacy.senders import Person, SenderHasher
from rasa_project.yaml_files import read_yaml


@pytest.fixture(autouse=True)
def sender_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa_project.privacy.senders import sender_hasher

    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    sender_hasher.cache_clear()


# Bodies


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "not-json"),
        (b"hello", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b'{"message": NaN}', "not-json"),
        (b"[" * 9000, "not-json"),
        (b'{"message": "a", "n": ' + b"9" * 9000 + b"}", "not-json"),
        (b"[1, 2]", "invalid"),
        (b"null", "invalid"),
        (b"{}", "invalid"),
        (b'{"sender": "a"}', "invalid"),
        (b'{"message": null}', "invalid"),
        (b'{"message": 5}', "invalid"),
        (b'{"message": "a", "sender": 5}', "invalid"),
        (b'{"message": "a", "metadata": "x"}', "invalid"),
        (json.dumps({"message": "қ" * (MAX_MESSAGE_LETTERS + 1)}).encode(), "invalid"),
        (json.dumps({"message": "a", "sender": "s" * 201}).encode(), "invalid"),
    ],
)
def test_bad_bodies_are_told_apart(body: bytes, problem: str) -> None:
    with pytest.raises(Refusal) as raised:
        check(body, strict=False)
    assert raised.value.name == problem


@pytest.mark.parametrize("body", [
    b'{"sender": "bob", "sender": "eve", "message": "a"}', b'{"message": "a", "sender": "b", "message": "a"}',
    b'{"message": "a", "sender": "b", "metadata": {"lat": 1, "lat": 2}}',
    b'{"message": "a", "sender": "b", "\\u0073ender": "c"}',
])  # fmt: skip
def test_a_name_stands_once(body: bytes) -> None:
    with pytest.raises(Refusal) as raised:
        check(body, strict=False)
    assert (kind_of(raised.value).status, len(raised.value.members["errors"])) == (422, 1)
    assert check(b'{"message": "a", "metadata": {"message": 1, "in": [{"a": 1}, {"a": 2}]}}', strict=False)


def test_every_wrong_member_is_named() -> None:
    with pytest.raises(Refusal) as raised:
        check(b'{"message": 1, "sender": 2, "metadata": 3}', strict=True)
    assert [fault["pointer"] for fault in raised.value.members["errors"]] == ["/message", "/sender", "/metadata"]


@pytest.mark.parametrize(
    "strict_only", [b'{"message": "a"}', b'{"message": "", "sender": "a"}', b'{"message": "a", "sender": ""}']
)
def test_the_api_asks_more_than_rasas_webhook(strict_only: bytes) -> None:
    assert check(strict_only, strict=False).sender in {"default", "a"}
    with pytest.raises(Refusal):
        check(strict_only, strict=True)


@pytest.mark.parametrize("sender", ["", ', "sender": ""', ', "sender": null', ', "sender": " \\t\\n"'])
def test_with_a_key_a_call_without_a_sender_is_refused_on_rasas_path_too(sender: str) -> None:
    body = f'{{"message": "a"{sender}}}'.encode()
    for strict in (True, False):
        with pytest.raises(Refusal) as raised:
            check(body, strict, needs_sender=True)
        assert [fault["pointer"] for fault in raised.value.members["errors"]] == ["/sender"]
    assert check(b'{"message": "a", "sender": "s"}', strict=False, needs_sender=True).sender == "s"


@pytest.mark.parametrize("half", ["\\ud800", "bob\\ud83d", "bob\\ud83e", "\\udc00x", "\\udfff", "\\ude00\\ud83d"])
@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("member", "body"),
    [
        ("/message", '{"message": "HALF", "sender": "a"}'),
        ("/sender", '{"message": "a", "sender": "HALF"}'),
        ("/metadata", '{"message": "a", "sender": "a", "metadata": {"x": "HALF"}}'),
        ("/metadata", '{"message": "a", "sender": "a", "metadata": {"HALF": 1}}'),
        ("/metadata", '{"message": "a", "sender": "a", "metadata": {"x": [[{"y": ["HALF"]}]]}}'),
    ],
)
def test_half_a_surrogate_pair_is_refused_by_name(member: str, body: str, half: str, strict: bool) -> None:
    with pytest.raises(Refusal) as raised:
        check(body.replace("HALF", half).encode(), strict)
    assert [fault["pointer"] for fault in raised.value.members["errors"]] == [member]


def test_a_whole_pair_and_deep_metadata_pass() -> None:
    deep = "[" * 900 + '"a"' + "]" * 900
    call = check(f'{{"message": "\\ud83d\\ude00", "sender": "a", "metadata": {{"x": {deep}}}}}'.encode(), strict=True)
    assert call.message == "\N{GRINNING FACE}"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_call_or_a_problem(body: bytes) -> None:
    try:
        status = 200 if check(body, strict=True).message else 0
    except Refusal as problem:
        status = kind_of(problem).status
    assert status in {200, 400, 422}


# Problems


def test_every_problem_speaks_three_languages_and_has_a_stable_name() -> None:
    statuses = {kind.status for kind in kinds().values()}
    assert {400, 401, 403, 413, 415, 422, 429, 503} <= statuses
    for name in kinds():
        bodies = [body_of(Refusal(name), language, "id") for language in ("kk", "ru", "en")]
        assert len({body["detail"] for body in bodies}) == 3
        assert {body["type"] for body in bodies} == {f"/api/docs#problem-{name}"}
    assert "103" in body_of(Refusal("failed"), "kk", "")["detail"]


@pytest.mark.parametrize(
    ("header", "otherwise", "language"),
    [
        ("", None, "kk"),
        ("", "ru", "ru"),
        ("ru", "kk", "ru"),
        ("en-US,en;q=0.9,ru;q=0.8", None, "en"),
        ("de, ru;q=0.3, kk-KZ;q=0.7", None, "kk"),
        ("ru;q=x,kk;q=0.1", None, "kk"),
        ("*", "ru", "ru"),
        (";;;,,,=" * 1000, None, "kk"),
    ],
)
def test_language_of_the_caller(header: str, otherwise: str | None, language: str) -> None:
    assert caller_language(header, otherwise) == language


# Payloads


def test_every_button_of_the_answers_passes(root: Path) -> None:
    count = 0
    for path in root.glob("data/*/*answers.yml"):
        for variations in read_yaml(path.read_text(encoding="utf-8"))["responses"].values():
            for button in (button for one in variations for button in one.get("buttons", [])):
                sent = button["payload"].replace("{{", "{").replace("}}", "}")
                assert as_understood(sent, own_payloads()) == sent
                count += 1
    assert count > 100


def test_every_button_of_a_particular_question_passes() -> None:
    for question in knowledge().questions:
        assert as_understood(payload_of(question), own_payloads()) == payload_of(question)
    assert as_understood('/ask_myth{"question":"nothing"}', own_payloads()) == 'ask_myth{"question":"nothing"}'


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ('/inform{"doses":2}', '/inform{"doses":2}'),
        ('/inform{"doses": 2}', '/inform{"doses": 2}'),
        ('/inform{"doses":3}', 'inform{"doses":3}'),
        ('/inform{"doses":2,"birth_date":"x"}', 'inform{"doses":2,"birth_date":"x"}'),
        ('/change_language{"language":"kk"}', '/change_language{"language":"kk"}'),
        ("/restart", "restart"),
        ("/session_start", "session_start"),
        ("  //greet", "greet"),
        ("/", ""),
        ("/ /ask_vaccine", "ask_vaccine"),
        ("сәлем/ол", "сәлем/ол"),
        ('/inform{"a":' + "[" * 5000, 'inform{"a":' + "[" * 5000),
    ],
)
def test_a_typed_slash_is_text(typed: str, understood: str) -> None:
    assert as_understood(typed, own_payloads()) == understood


@given(st.text(alphabet='/\\ {}":abаб1\n', max_size=40))
def test_nothing_unknown_with_a_slash_gets_through(text: str) -> None:
    got = as_understood("/" + text, own_payloads())
    assert not got.startswith("/") or got in own_payloads()


# The gateway before Rasa


class Rasa:
    """Keeps what reached it and answers as told."""

    def __init__(self, *answers: dict[str, Any], fails: bool = False) -> None:
        self.got: list[UserMessage] = []
        self.answers = answers
        self.fails = fails

    async def __call__(self, message: UserMessage) -> None:
        self.got.append(message)
        if self.fails:
            raise RuntimeError("87011234567")
        for answer in self.answers:
            await message.output_channel.send_response(message.sender_id, dict(answer))


def through(rasa: Rasa, text: str, metadata: Any = None, owner: str = "") -> tuple[Any, list[dict[str, Any]]]:
    answers = WholeAnswers()
    message = UserMessage(text, answers, "anna", input_channel="rest", metadata=metadata)
    return asyncio.run(gateway_for(rasa)(message, owner=owner)), answers.messages


def test_rasa_gets_marks_a_pseudonym_and_rounded_coordinates() -> None:
    rasa = Rasa({"text": "Жауап", "utter_action": "utter_x"})
    turn, answers = through(rasa, "/x 87011234567", {"lat": 45.76621, "lon": 62.10803, "name": "Айгүл"})
    (got,) = rasa.got
    assert got.text == "x [PHONE]"
    assert got.metadata == {"lat": 45.766, "lon": 62.108}
    assert got.sender_id == SenderHasher(b"k" * 40).pseudonym(Person("rest", "anna"))
    assert answers == [{"recipient_id": "anna", "text": "Жауап"}]
    assert turn.outcome is Outcome.ANSWERED


def test_people_of_two_keys_or_channels_never_share_a_conversation() -> None:
    hasher = SenderHasher(b"k" * 40)
    persons = [
        Person("rest", "a"),
        Person("rest", "a", "k"),
        Person("web", "a"),
        Person("rest", "ak"),
        Person("rest", "k", "a"),
    ]
    assert len({hasher.pseudonym(person) for person in persons}) == len(persons)
    assert hasher.pseudonym(persons[0]) != SenderHasher(b"x" * 40).pseudonym(persons[0])


@pytest.mark.parametrize(("text", "word"), [("сәлем", "Кешіріңіз"), ("здравствуйте, у ребенка сыпь", "Простите")])
@pytest.mark.parametrize("rasa", [Rasa(fails=True), Rasa()])
def test_a_turn_that_fails_or_is_silent_says_so_with_103(rasa: Rasa, text: str, word: str) -> None:
    turn, answers = through(rasa, text)
    assert len(answers) == 1
    assert word in answers[0]["text"]
    assert "103" in answers[0]["text"]
    assert turn.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "metadata",
    [None, "x", [], {"lat": "45"}, {"lat": True, "lon": True}, {"lat": 91, "lon": 0}, {"lat": float("nan"), "lon": 1}],
)
def test_odd_metadata_is_dropped(metadata: Any) -> None:
    assert clean_metadata(metadata) == {}


def test_an_answer_of_several_paragraphs_is_one_message() -> None:
    rasa = Rasa({"text": "Бірінші.\n\nЕкінші."})
    channel = WholeAnswers()
    asyncio.run(gateway_for(rasa)(UserMessage("сәлем", channel, "anna")))
    assert [message["text"] for message in channel.messages] == ["Бірінші.\n\nЕкінші."]
