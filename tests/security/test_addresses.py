"""Under which name an address counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasa_project.security.addresses import counted_as, is_address, is_loopback


@pytest.mark.parametrize(("address", "counts_as"), [
    ("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"), ("[::ffff:203.0.113.7]", "203.0.113.7"),
    ("::ffff:cb00:7107", "203.0.113.7"), ("64:ff9b::cb00:7107", "203.0.113.7"),
    ("2001:db8:1:2::1", "2001:db8:1:2::/64"), ("[2001:db8:1:2:ffff:ffff:ffff:ffff]", "2001:db8:1:2::/64"),
    ("2001:DB8:1:2:0:0:0:1", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"), ("::1", "::/64"),
    ("", "no address"), ("unknown", "no address"), ("_hidden", "no address"), ("1.2.3.4.5", "no address"),
    ("қ" * 500, "no address"),
])  # fmt: skip
def test_an_address_counts_as(address: str, counts_as: str) -> None:
    assert counted_as(address) == counts_as


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_all_addresses_of_a_64_are_one_and_the_next_is_another(one: int, other: int) -> None:
    from ipaddress import IPv6Address

    network = 0x2001_0DB8_0001_0002 << 64
    assert counted_as(str(IPv6Address(network | one))) == counted_as(str(IPv6Address(network | other)))
    assert counted_as(str(IPv6Address(network | one))) != counted_as(str(IPv6Address(network + (1 << 64) | one)))


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert counted_as(text)
    assert is_address(text) in {True, False}


@pytest.mark.parametrize(("host", "is_local"), [
    ("127.0.0.1", True), ("127.8.9.9", True), ("localhost", True), ("::1", True), ("[::1]", True),
    ("::ffff:127.0.0.1", True),
    (".".join("0000"), False), ("::", False), ("", False), ("10.0.0.1", False), ("bot.kz", False),
    ("127.0.0.1.evil.kz", False),
])  # fmt: skip
def test_what_is_this_machine_alone(host: str, is_local: bool) -> None:
    assert is_loopback(host) is is_local
