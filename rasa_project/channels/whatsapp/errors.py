"""What Meta's error codes ask for: wait and repeat, give this message up, or give the chat up.

"WhatsApp error codes" in Meta's documentation (June 2026): handling goes by ``code``, never by titles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from rasa_project.channels.inbox.messenger import ChatGoneError, MessageRefusedError, TryAgainError

_HOUR: Final = 3600.0
#: One message every six seconds to the same person, after a burst of 45 ("Throughput", pair rate limits).
_PAIR_SECONDS: Final = 6.0

_OF_ACCESS: Final = (
    "WHATSAPP_TOKEN is refused. Make a new token for the system user, with whatsapp_business_messaging and "
    "whatsapp_business_management: docs/whatsapp.md, step 5."
)
_BUSY: Final = "Meta asks to send more slowly; the bot waits."
_SPAM: Final = (
    "Meta holds back messages of this number, because people blocked or reported some. Look at its quality in "
    "WhatsApp Manager and send fewer announcements."
)
_ACCOUNT: Final = "Meta has restricted the account. Look at Account Quality in Meta's Business Suite and appeal there."
_PAYMENT: Final = "The account can't pay for messages. Add a way to pay in Meta's Business Suite, under Billing."
_NUMBER: Final = "The phone number is not registered with the Cloud API. Register it: docs/whatsapp.md, step 4."
_PHONE_ID: Final = (
    "WHATSAPP_PHONE_ID or WHATSAPP_API_VERSION may be wrong. Copy the id from API Setup: docs/whatsapp.md, step 4."
)
_TEST_NUMBER: Final = (
    "A test number writes to five listed numbers only. Add this one in API Setup, or use a real number."
)
_TEMPLATE: Final = (
    "the template of WHATSAPP_TEMPLATE_KK or WHATSAPP_TEMPLATE_RU is missing in that language, not approved, or has "
    "other variables or buttons than the setting says: docs/whatsapp.md, step 10."
)
WINDOW: Final = (
    "the person last wrote more than 24 hours ago, so WhatsApp takes approved templates only. Set WHATSAPP_TEMPLATE_KK "
    "and WHATSAPP_TEMPLATE_RU: docs/whatsapp.md, step 10."
)
#: Meta's code for it.
WINDOW_CLOSED: Final = 131047


class WindowClosedError(MessageRefusedError):
    """Nobody may write to this person now but with an approved template."""


@dataclass(frozen=True)
class Meaning:
    """What a code asks for.

    Attributes:
        what: repeat ``later``, the message is ``refused``, or the chat is ``gone``.
        after: seconds to wait before a repeat.
        advice: what the operator is to do; empty where nothing is.
    """

    what: Literal["later", "refused", "window", "gone"]
    after: float = 0.0
    advice: str = ""


def _all(codes: Iterable[int], meaning: Meaning) -> dict[int, Meaning]:
    return dict.fromkeys(codes, meaning)


_MEANINGS: Final[dict[int, Meaning]] = {
    **_all((0, 3, 10, 190, *range(200, 300), 131005), Meaning("later", 60.0, _OF_ACCESS)),
    **_all((4, 80007), Meaning("later", 60.0, _BUSY)),
    130429: Meaning("later", 5.0, _BUSY),
    131056: Meaning("later", _PAIR_SECONDS),
    **_all((131048, 131064), Meaning("later", _HOUR / 2, _SPAM)),
    **_all((368, 131031), Meaning("later", _HOUR / 2, _ACCOUNT)),
    131042: Meaning("later", _HOUR / 2, _PAYMENT),
    133010: Meaning("later", _HOUR / 6, _NUMBER),
    **_all((1, 2, 131000, 131016, 131057, 133004), Meaning("later")),
    33: Meaning("later", _HOUR / 6, _PHONE_ID),
    131030: Meaning("refused", advice=_TEST_NUMBER),
    WINDOW_CLOSED: Meaning("window", advice=WINDOW),
    **_all((132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018), Meaning("refused", advice=_TEMPLATE)),
    # Not on WhatsApp, blocked the number, an old app, terms not accepted; or wants no such messages any more.
    **_all((131026, 131050), Meaning("gone")),
}
#: HTTP statuses of answers without a code that Meta gives; block pages of a provider look like these.
_LATER_STATUSES: Final = frozenset({401, 403, 404, 408, 429})


def meaning_of(code: int, status: int = 400, is_transient: bool = False) -> Meaning:
    """What an error asks for.

    Args:
        code: of Meta; the HTTP status again where the answer held none.
        status: HTTP status.
        is_transient: whether Meta says that it passes.
    """
    known = None if code == status else _MEANINGS.get(code)
    if known:
        return known
    passes = is_transient or status >= 500 or status == 429 or (code == status and status in _LATER_STATUSES)
    return Meaning("later" if passes else "refused")


def error_of(meaning: Meaning, code: int, wait: float = 0.0) -> Exception:
    """The inbox's error for a refused call; ``wait``: seconds that the answer's header asks for."""
    text = f"code {code}{': ' if meaning.advice else ''}{meaning.advice}"
    if meaning.what == "gone":
        return ChatGoneError(text)
    if meaning.what == "later":
        return TryAgainError(text, after=max(wait, meaning.after))
    return WindowClosedError(text) if meaning.what == "window" else MessageRefusedError(text)
