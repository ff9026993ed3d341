"""Where a webhook may lead."""

from __future__ import annotations

import asyncio
import ipaddress

import httpcore
import pytest

from rasa_project.webhooks import addresses
from rasa_project.webhooks.addresses import GuardedNetwork, WebhookAddressError, check_address, is_allowed


@pytest.mark.parametrize(
    "url",
    [
        "https://clinic.example/events",
        "https://clinic.example:8443/a?b=c",
        "https://8.8.8.8/x",
        "https://[2606:4700::1]/",
    ],
)
def test_public_https_is_right(url: str) -> None:
    check_address(url, loopback=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://clinic.example/", "ftp://clinic.example/", "clinic.example", "", "https://", "https:///x",
        "javascript:x",
        "https://user@clinic.example/", "https://user:word@clinic.example/", "https://clinic.example/#x",
        "https://clinic.example:99999/", "https://clinic.example:0/", "https://cli nic.example/", "https://клиника.kz/",
        "https://clinic.example/\r\nX: y", "https://[::1", "https://clinic.example/" + "a" * 500,
        "https://localhost/", "https://LOCALHOST:8443/", "https://127.0.0.1/", "https://127.1.2.3/", "https://[::1]/",
        "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/", "https://0.0.0.0/", "https://224.0.0.1/", "https://255.255.255.255/",
        "https://[fe80::1]/", "https://[fc00::1]/", "https://[ff02::1]/", "https://[::]/",
        "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "http://127.0.0.1/",
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(WebhookAddressError, match=r"[.a-z]$"):
        check_address(url, loopback=False)


def test_this_machine_only_where_a_setting_says_so() -> None:
    for url in ("http://127.0.0.1:8080/x", "https://localhost/x", "https://[::1]/x"):
        check_address(url, loopback=True)
    for url in ("http://10.0.0.1/x", "https://192.168.1.1/", "http://clinic.example/"):
        with pytest.raises(WebhookAddressError):
            check_address(url, loopback=True)


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (["8.8.8.8"], True), (["127.0.0.1"], False), (["8.8.8.8", "10.0.0.1"], False), (["::ffff:127.0.0.1"], False),
        (["fe80::1%eth0"], False), (["169.254.169.254"], False), (["2606:4700::1", "8.8.8.8"], True),
    ],
)  # fmt: skip
def test_a_name_is_looked_up_and_that_address_is_connected_to(
    found: list[str], allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that points elsewhere by now, or to two places, reaches nothing behind this machine."""
    connected: list[str] = []

    async def looked_up(host: str, port: int) -> list[str]:
        return found

    async def connect(self: object, host: str, *_: object) -> object:
        connected.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(addresses, "addresses_of", looked_up)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    expected = httpcore.ConnectError if allowed else WebhookAddressError
    with pytest.raises(expected):
        asyncio.run(GuardedNetwork(loopback=False).connect_tcp("clinic.example", 443))
    assert connected == (found if allowed else [])


def test_loopback_is_allowed_alone_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_allowed(ipaddress.ip_address("127.0.0.1"), loopback=True)
    assert not is_allowed(ipaddress.ip_address("10.0.0.1"), loopback=True)
