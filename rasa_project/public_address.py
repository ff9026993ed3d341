"""The address under which parents reach the bot from outside, where it has one."""

from __future__ import annotations

from collections.abc import Mapping

from rasa_project.settings import PUBLIC_HOSTS, PUBLIC_URL


def public_address(environment: Mapping[str, str] | None = None) -> str | None:
    """``https://bot.example``: ``PUBLIC_URL``, else https and the only name of ``PUBLIC_HOSTS``.

    Raises:
        rasa_project.settings.SettingsError: one of them can't be used.
    """
    told = PUBLIC_URL.read(environment)
    names = sorted(PUBLIC_HOSTS.read(environment))
    if told is None and len(names) == 1:
        return names[0] if "://" in names[0] else f"https://{names[0]}"
    return told
