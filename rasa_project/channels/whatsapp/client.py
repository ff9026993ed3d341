"""The calls of the Cloud API: pywa speaks the protocol, its errors become the inbox's (docs/decisions/0109).

Only its client is used. Its handlers confirm posts that lie in memory only and read the first message of each. It takes
a quarter of a second and 15 MB to import, so it is imported where a call needs it: nobody without WhatsApp does.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

import httpx

from rasa_project.channels.inbox.messenger import TryAgainError, may_have_arrived
from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.whatsapp.errors import error_of, meaning_of
from rasa_project.channels.whatsapp.settings import Settings
from rasa_project.channels.whatsapp.shapes import AskPlace, Card, Choice, Menu, Replies, Shape

logger = logging.getLogger(__name__)

#: Requests under way at a time; httpx looks through all that wait for each that ends.
CONNECTIONS: Final = 16
#: The same advice is written into the log so often at most.
_ADVICE_SECONDS: Final = 3600.0


class Client:
    """Calls for one phone number."""

    def __init__(self, settings: Settings, pace: Pace) -> None:
        """Calls nobody yet."""
        from pywa_async import WhatsApp as Api

        quiet_library()
        self._phone_id = settings.phone_id
        limits = httpx.Limits(max_connections=2 * CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        self._http = httpx.AsyncClient(timeout=pace.timeout, limits=limits)
        self._api = Api(
            settings.phone_id, settings.token, session=self._http, api_version=settings.api_version.removeprefix("v")
        )
        self._http.base_url = httpx.URL(f"{settings.api_url}/{settings.api_version}")
        self._advised: dict[str, float] = {}

    async def send(self, chat: str, shape: Shape, own_name: str = "") -> str:
        """Send a message; returns its id. Meta tells ``own_name`` with what becomes of it."""
        from pywa.types.others import Contact

        tracker = own_name or None
        with self._translated():
            if isinstance(shape, Card):
                name = Contact.Name(formatted_name=shape.name, first_name=shape.name)
                card = Contact(name=name, phones=[Contact.Phone(phone=shape.phone, type="WORK")])
                return str((await self._api.send_contact(chat, card, tracker=tracker)).id)
            if isinstance(shape, AskPlace):
                return str((await self._api.request_location(chat, shape.text, tracker=tracker)).id)
            sent = await self._api.send_message(chat, shape.text, buttons=buttons_of(shape), tracker=tracker)
            return str(sent.id)

    async def send_template(
        self, chat: str, name: str, language: str, text: str, tokens: Sequence[str], own_name: str = ""
    ) -> str:
        """Send an approved template with one variable, ``text``, and a token on each of its quick replies."""
        from pywa.types.templates import BodyText, QuickReplyButton, TemplateLanguage

        values = [
            BodyText.params(text),
            *(QuickReplyButton.params(callback_data=token, index=index) for index, token in enumerate(tokens)),
        ]
        with self._translated():
            told = TemplateLanguage(language)
            return str((await self._api.send_template(chat, name, told, values, tracker=own_name or None)).id)

    async def show_typing(self, message: str) -> None:
        """Mark a message as read and show that an answer is being written."""
        with self._translated():
            await self._api.indicate_typing(message)

    async def who(self) -> dict[str, Any]:
        """The phone number: what people see (``display_phone_number``, ``verified_name``), ``quality_rating``."""
        fields = ("display_phone_number", "verified_name", "quality_rating")
        with self._translated():
            return dict(await self._api.api.get_business_phone_number(self._phone_id, fields))

    async def register(self, pin: str) -> None:
        """Register the phone number with the Cloud API; ``pin``: its second factor, six digits."""
        with self._translated():
            await self._api.register_phone_number(pin)

    def advise(self, code: int, status: int = 400, is_transient: bool = False) -> None:
        """Say in the log what an error asks the operator to do; the same advice once an hour."""
        advice = meaning_of(code, status, is_transient).advice
        now = time.monotonic()
        if advice and now - self._advised.get(advice, -_ADVICE_SECONDS) >= _ADVICE_SECONDS:
            self._advised[advice] = now
            logger.warning("WhatsApp, code %d: %s", code, advice)

    async def close(self) -> None:
        """Close the connection pool."""
        await self._http.aclose()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """The library's errors as the inbox's; what is odd in an answer that says "done" may be done all the same."""
        from pywa.errors import WhatsAppError

        try:
            yield
        except WhatsAppError as error:
            status, transient = error.status_code or 400, bool(error.is_transient)
            self.advise(error.code, status, transient)
            raise error_of(meaning_of(error.code, status, transient), error.code, _wait(error.raw_response)) from None
        except httpx.HTTPError as error:
            raise TryAgainError(type(error).__name__, may_have_arrived=may_have_arrived(error)) from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:  # no answer of Meta's: a page, say
            raise TryAgainError(f"odd answer: {type(error).__name__}", may_have_arrived=True) from None


def _wait(answer: httpx.Response | None) -> float:
    """Seconds that the header ``Retry-After`` asks for."""
    told = answer.headers.get("Retry-After", "") if answer is not None else ""
    return float(told) if told.isdecimal() and len(told) < 6 else 0.0


def buttons_of(shape: Shape) -> Any:
    """What can be tapped below a shape, as the library has it; ``None`` for nothing."""
    from pywa.types.callback import Button, Section, SectionList, SectionRow

    def rows(choices: Sequence[Choice]) -> list[Any]:
        return [SectionRow(choice.title, choice.token, choice.description or None) for choice in choices]

    if isinstance(shape, Replies):
        return [Button(choice.title, choice.token) for choice in shape.choices]
    if isinstance(shape, Menu):
        return SectionList(shape.button, [Section(title, rows(choices)) for title, choices in shape.sections])
    return None


def quiet_library() -> None:
    """Keep what people wrote and their numbers out of the log: the library logs whole calls at its lowest level."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    for name in ("pywa", "pywa_async"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
