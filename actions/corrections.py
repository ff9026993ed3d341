"""A friendly request to correct what cannot be: an age of 200, a birth date to come, seven doses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rasa_sdk.executor import CollectingDispatcher

from rasa_project.understanding.impossible import find_impossible


def asked_to_correct(dispatcher: CollectingDispatcher, tokens: Sequence[str], today: date) -> bool:
    """Dispatch the request where the folded tokens tell something impossible; says whether they do."""
    what = find_impossible(tokens, today)
    if what is None:
        return False
    dispatcher.utter_message(response=f"utter_correct_{what}")
    return True
