"""Which pages may call from a browser: the same check for every channel over HTTP."""

from __future__ import annotations

import logging

from rasa_project.security.trust import Trust

logger = logging.getLogger(__name__)

_MOST_LOGGED = 100


class Origins:
    """Pages that may call.

    Attributes:
        listed: their origins (``https://host``), lower case.
    """

    def __init__(self, listed: frozenset[str], own_page: Trust | None = None) -> None:
        """Take those that a setting lists; ``own_page`` says which page is the bot's own, where that may call, too."""
        self.listed = listed
        self._own_page = own_page
        self._is_logged = False

    def allow(self, origin: str, host: str = "") -> bool:
        """Whether a page may call.

        Args:
            origin: as the browser says it.
            host: to whom it says so: the header ``Host``.
        """
        if origin.lower() in self.listed:
            return True
        if self._own_page is None:
            return False
        if self._own_page.is_own_page(origin, host):
            return True
        if origin.lower().partition("://")[2] == host.lower() and not self._is_logged:
            self._is_logged = True
            logger.warning(
                "A page of %r was refused. Where that is the bot's own page, set PUBLIC_HOSTS.", origin[:_MOST_LOGGED]
            )
        return False
