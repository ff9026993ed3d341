"""Whether a messenger's server may post: the same for every messenger."""

from __future__ import annotations

import hmac
from typing import Final

from rasa_project.channels.refusals import Refusal

#: Telegram's update with the longest text is about 30 kB; a messenger that posts more says so (``Messenger``).
MAX_BODY_BYTES: Final = 256 * 1024


def check_post(is_genuine: bool, size: int, is_full: bool, most: int = MAX_BODY_BYTES) -> None:
    """Let a post to the webhook pass.

    Args:
        is_genuine: whether it is the messenger's (:func:`is_secret`).
        size: bytes of its body.
        most: bytes that it may have.
        is_full: whether so much waits that no more should be taken: the messenger sends it again later.

    Raises:
        Refusal: ``secret-wrong``, ``too-large`` or ``too-many``.
    """
    if not is_genuine:
        raise Refusal("secret-wrong")
    if size > most:
        raise Refusal("too-large")
    if is_full:
        raise Refusal("too-many")


def is_secret(given: str | None, secret: str | None) -> bool:
    """Whether a header holds the secret or signature; takes the same time for every wrong one, and none opens none."""
    if not secret:
        return False
    return hmac.compare_digest((given or "").encode("utf-8", "surrogateescape"), secret.encode("utf-8"))
