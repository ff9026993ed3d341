"""Typed text never reaches Rasa as a payload."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rasa_project.channels.cleaning import typed


@given(st.text(alphabet=st.sampled_from("/ \t\n\u00a0\u2003\x1fаb{") | st.characters(), max_size=20))
def test_nothing_typed_has_a_slash_in_front_after_rasa_strips_it(text: str) -> None:
    assert not typed(text).strip().startswith("/")
    assert typed(f"/{text}") == typed(text)
    typed(text).encode("utf-8")
