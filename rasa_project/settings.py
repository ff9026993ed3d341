"""Every setting of the project: one environment variable each, read, checked and explained here and nowhere else.

A new one is a line here and in :data:`SETTINGS`; ``make settings`` writes docs/settings.md from them. Code reads a
value with ``NAME.read()``. Free of Rasa: everything is checked before anything slow is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rasa_project import setting_values as values
from rasa_project.setting import Setting as Setting  # noqa: PLC0414
from rasa_project.setting import SettingsError as SettingsError  # noqa: PLC0414

_START: Final = "Start"
_TRUST: Final = "Whom it trusts"
_STORES: Final = "Conversations and workers"
_REST: Final = "REST"
_WIDGET: Final = "Web widget"
_TELEGRAM: Final = "Telegram"
_WHATSAPP: Final = "WhatsApp"
_PRIVACY: Final = "Privacy"

HOST = Setting("HOST", values.host, _START, "Address to listen at.", "127.0.0.1")
PORT = Setting("PORT", values.whole_number(1, 65535, "a port"), _START, "Port to listen at.", "5005")
TURN_SECONDS = Setting(
    "TURN_SECONDS", values.seconds, _START,
    "Seconds that an answer may take, waiting in line included; then the parent gets a polite text with 103 and 112.",
    "8",
)  # fmt: skip
VERBOSE = Setting("VERBOSE", values.switch("1", "0"), _START,
    "1 shows what libraries say while a model is trained or the bot starts: for a developer.", "0",
)  # fmt: skip
PROMETHEUS_MULTIPROC_DIR = Setting(
    "PROMETHEUS_MULTIPROC_DIR", values.optional(values.folder), _START,
    "An empty folder where several workers keep their counters, so that /metrics tells those of all.",
    without="each worker tells its own",
)  # fmt: skip
DATABASE_URL = Setting(
    "DATABASE_URL", values.database, _STORES,
    "Where conversations are kept: an SQLite file, or postgresql://user:password@host:5432/name.",
    "sqlite:///state/conversations.db", is_secret=True,
)  # fmt: skip
STORE_MEGABYTES = Setting(
    "STORE_MEGABYTES", values.whole_number(1, 100_000_000, "a number of megabytes"), _STORES,
    "Room that conversations may take. At nine tenths of it no conversation is begun, at all of it none goes on: "
    "health is not ready, parents get the polite text with 103 and 112 ([operations.md](operations.md)).", "5000",
)  # fmt: skip
REDIS_URL = Setting(
    "REDIS_URL", values.optional(values.redis_address), _STORES,
    "Where several workers queue and count together: redis://host:6379/0.",
    without="memory of the process", is_secret=True,
)  # fmt: skip
WORKERS = Setting(
    "WORKERS", values.whole_number(1, 64, "a number of workers"), _STORES,
    "Processes on one port; more than one needs PostgreSQL and Redis ([scale.md](scale.md)).", "1",
)  # fmt: skip
LOCAL_ACCESS = Setting(
    "LOCAL_ACCESS", values.switch("on", "off"), _TRUST,
    "on: callers on this machine need no key while there are none, and none for /metrics. Not for a machine with a "
    "proxy: everybody whom it lets in would be taken for this machine. `make run` sets it, and so does RATE_LIMIT=off.",
    "off",
)  # fmt: skip
PUBLIC_HOSTS = Setting(
    "PUBLIC_HOSTS", values.hosts, _TRUST,
    "Names under which others reach the bot's own page: bot.example. Without a port 80 of http and 443 of https are "
    "meant; https://bot.example is for https only.",
    without="its IP address and `localhost` only",
)  # fmt: skip
PUBLIC_URL = Setting(
    "PUBLIC_URL", values.optional(values.site), _TRUST,
    "Address under which parents reach the bot: https://bot.example. Links to pages that are passed on begin with it "
    "([share.md](share.md)).",
    without="https and the name of PUBLIC_HOSTS, where that is one; else no links are made",
)  # fmt: skip
SANIC_PROXIES_COUNT = Setting(
    "SANIC_PROXIES_COUNT", values.whole_number(0, 16, "a number of proxies"), _TRUST,
    "Proxies in front: limits count the addresses that they tell in X-Forwarded-For. Close the port to all others.",
    "0",
)  # fmt: skip
SANIC_REAL_IP_HEADER = Setting(
    "SANIC_REAL_IP_HEADER", values.optional(values.header_word), _TRUST,
    "Header in which a proxy tells the caller's address, such as X-Real-IP. Close the port to all others.",
    without="none is believed",
)  # fmt: skip
SANIC_FORWARDED_SECRET = Setting(
    "SANIC_FORWARDED_SECRET", values.optional(values.header_word), _TRUST,
    "Secret of a proxy that tells addresses in the header Forwarded (RFC 7239).",
    without="none is believed", is_secret=True,
)  # fmt: skip
REST_KEYS_FILE = Setting("REST_KEYS_FILE", Path, _REST, "File of integrators' keys (hashes).", "state/keys.json")
REST_ORIGINS = Setting(
    "REST_ORIGINS", values.origins, _REST, "Sites whose pages may call REST from a browser, separated by commas.",
    without="none",
)  # fmt: skip
RATE_SESSION = Setting("RATE_SESSION", values.rate, _REST, "Messages of one sender.", "60/minute")
RATE_ADDRESS = Setting(
    "RATE_ADDRESS", values.rate, _REST, "Calls of an address (IPv6: of a /64) without a key or with a wrong one.",
    "300/minute",
)  # fmt: skip
RATE_CONVERSATIONS = Setting(
    "RATE_CONVERSATIONS", values.rate, _REST, "New conversations of an address without a key.", "300/hour"
)
RATE_LIMIT = Setting(
    "RATE_LIMIT", values.switch("on", "off"), _REST,
    "off lifts all rates for callers on this machine (load tests there only); it sets LOCAL_ACCESS=on too.", "on",
)  # fmt: skip
WEBHOOK_DB = Setting(
    "WEBHOOK_DB",
    Path,
    _REST,
    "File where events wait for integrators' servers.",
    "state/webhooks.db",
)
WEBHOOK_KEY_FILE = Setting(
    "WEBHOOK_KEY_FILE", Path, _REST,
    "File of the key that seals webhooks' secrets and the events that wait; made once, for its owner alone.",
    "state/webhook.key",
)  # fmt: skip
WEBHOOK_LOOPBACK = Setting(
    "WEBHOOK_LOOPBACK", values.switch("on", "off"), _REST,
    "on: a webhook may lead to this machine, also by http: for tests and for trying out.", "off",
)  # fmt: skip
WIDGET_ORIGINS = Setting(
    "WIDGET_ORIGINS", values.origins, _WIDGET, "Sites that may use the bot, separated by commas: https://office.example.",
    without="the bot's own page only",
)  # fmt: skip
WIDGET_SECRET = Setting(
    "WIDGET_SECRET", values.optional(values.secret), _WIDGET,
    "Signs sessions and buttons: 32 random letters or more; the same on all machines.",
    without="made once, kept in `state/widget_secret`", is_secret=True, is_refused_empty=True,
)  # fmt: skip
TELEGRAM_TOKEN = Setting(
    "TELEGRAM_TOKEN", values.optional(values.token), _TELEGRAM,
    "The bot's key from @BotFather ([telegram.md](telegram.md)).",
    without="Telegram is off", is_secret=True,
)  # fmt: skip
TELEGRAM_WEBHOOK_URL = Setting(
    "TELEGRAM_WEBHOOK_URL", values.optional(values.web_address("https://bot.example.kz")), _TELEGRAM,
    "Public https address that Telegram posts messages to.", without="long polling: the bot fetches them",
)  # fmt: skip
TELEGRAM_SECRET = Setting(
    "TELEGRAM_SECRET", values.optional(values.telegram_secret), _TELEGRAM,
    "What Telegram shows with each post: 1 to 256 of A-Z a-z 0-9 _ -.",
    without="none; a webhook needs one", is_secret=True,
)  # fmt: skip
TELEGRAM_API_URL = Setting(
    "TELEGRAM_API_URL", values.web_address("https://host or http://host:port"), _TELEGRAM,
    "Another Bot API server: one's own, or a test's.", "https://api.telegram.org",
)  # fmt: skip
TELEGRAM_DB = Setting("TELEGRAM_DB", Path, _TELEGRAM, "File where messages wait for their answer.", "state/telegram.db")
WHATSAPP_TOKEN = Setting(
    "WHATSAPP_TOKEN", values.optional(values.whatsapp_token), _WHATSAPP,
    "Access token of a system user at Meta ([whatsapp.md](whatsapp.md)).",
    without="WhatsApp is off", is_secret=True,
)  # fmt: skip
WHATSAPP_PHONE_ID = Setting(
    "WHATSAPP_PHONE_ID", values.optional(values.digits("the id of a phone number")), _WHATSAPP,
    "Meta's id of the phone number that parents write to.", without="none; a token needs one",
)  # fmt: skip
WHATSAPP_APP_SECRET = Setting(
    "WHATSAPP_APP_SECRET", values.optional(values.secret), _WHATSAPP,
    "The app's secret at Meta: it signs what Meta posts.", without="none; a token needs one", is_secret=True,
)  # fmt: skip
WHATSAPP_VERIFY_TOKEN = Setting(
    "WHATSAPP_VERIFY_TOKEN", values.optional(values.telegram_secret), _WHATSAPP,
    "A word of your own that Meta shows when the webhook is set up: 1 to 256 of A-Z a-z 0-9 _ -.",
    without="none; a token needs one", is_secret=True,
)  # fmt: skip
WHATSAPP_TEMPLATE_KK = Setting(
    "WHATSAPP_TEMPLATE_KK", values.templates, _WHATSAPP,
    "Approved Kazakh templates for those who wrote more than a day ago, with the titles of their buttons: "
    "`office_news, dose_reminder[Yes|Later|Stop]`.", without="nothing is sent to them in Kazakh",
)  # fmt: skip
WHATSAPP_TEMPLATE_RU = Setting(
    "WHATSAPP_TEMPLATE_RU", values.templates, _WHATSAPP,
    "The same in Russian.", without="nothing is sent to them in Russian",
)  # fmt: skip
WHATSAPP_API_VERSION = Setting(
    "WHATSAPP_API_VERSION", values.api_version, _WHATSAPP,
    "Version of Meta's Graph API; each lives for about two years.", "v26.0",
)  # fmt: skip
WHATSAPP_API_URL = Setting(
    "WHATSAPP_API_URL", values.web_address("https://host or http://host:port"), _WHATSAPP,
    "Another server of the Graph API: a proxy, or a test's.", "https://graph.facebook.com",
)  # fmt: skip
WHATSAPP_DB = Setting("WHATSAPP_DB", Path, _WHATSAPP, "File where messages wait for their answer.", "state/whatsapp.db")
SENDER_KEY = Setting(
    "SENDER_KEY", values.optional(values.secret), _PRIVACY,
    "Key of the hashes that stand for senders: 32 random letters or more. A new one loses all conversations.",
    without="made once, kept in `state/sender.key`", is_secret=True, is_refused_empty=True,
)  # fmt: skip
RETENTION_DAYS = Setting(
    "RETENTION_DAYS", values.whole_number(1, 36_500, "a number of days"), _PRIVACY,
    "Days after which the conversation of a parent who was silent is deleted.", "30",
)  # fmt: skip
AUDIT_FILE = Setting(
    "AUDIT_FILE", Path, _PRIVACY,
    "File with a line for each export, deletion and change of a key ([privacy.md](privacy.md)).", "state/audit.jsonl",
)  # fmt: skip

CALLBACK_KEY_FILE = Setting(
    "CALLBACK_KEY_FILE", Path, _PRIVACY,
    "File of the key that seals numbers of parents who want to be called; made once, for its owner alone. The desk "
    "needs the same.", "state/callback.key",
)  # fmt: skip

OUTREACH_KEY_FILE = Setting(
    "OUTREACH_KEY_FILE", Path, _PRIVACY,
    "File of the key that seals chats and contents of reminders ([outreach.md](outreach.md)); made once, for its "
    "owner alone. Without it nothing that is planned can be sent. The desk must not have it.", "state/outreach.key",
)  # fmt: skip

OUTREACH_QUIET_MINUTES = Setting(
    "OUTREACH_QUIET_MINUTES", values.whole_number(0, 1440, "a number of minutes"), _PRIVACY,
    "So long after a parent's message nothing is sent to them unasked, neither reminder nor announcement; 0: no wait. "
    "While an emergency or distress is open, for a day at most, nothing is sent whatever stands here.", "15",
)  # fmt: skip

CHECKED_CONTENT = Setting("CHECKED_CONTENT", Path, _START,
    "Folder with the texts that were checked last: the bot starts with them where those of `data/` are wrong.",
    "state/.content",
)  # fmt: skip

PUBLISHED = Setting("PUBLISHED", Path, _START,
    "Folder with what the office publishes: contacts, announcements, answers ([operations.md](operations.md)).",
    "state/published",
)  # fmt: skip

#: All of them, in the order of docs/settings.md.
SETTINGS: Final[tuple[Setting[Any], ...]] = (
    HOST, PORT, TURN_SECONDS, VERBOSE, PROMETHEUS_MULTIPROC_DIR, CHECKED_CONTENT, PUBLISHED,
    LOCAL_ACCESS, PUBLIC_HOSTS, PUBLIC_URL, SANIC_PROXIES_COUNT, SANIC_REAL_IP_HEADER, SANIC_FORWARDED_SECRET,
    DATABASE_URL, STORE_MEGABYTES, REDIS_URL, WORKERS,
    REST_KEYS_FILE, REST_ORIGINS, RATE_SESSION, RATE_ADDRESS, RATE_CONVERSATIONS, RATE_LIMIT,
    WEBHOOK_DB, WEBHOOK_KEY_FILE, WEBHOOK_LOOPBACK,
    WIDGET_ORIGINS, WIDGET_SECRET,
    TELEGRAM_TOKEN, TELEGRAM_WEBHOOK_URL, TELEGRAM_SECRET, TELEGRAM_API_URL, TELEGRAM_DB,
    WHATSAPP_TOKEN, WHATSAPP_PHONE_ID, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN,
    WHATSAPP_TEMPLATE_KK, WHATSAPP_TEMPLATE_RU, WHATSAPP_API_VERSION, WHATSAPP_API_URL, WHATSAPP_DB,
    SENDER_KEY, RETENTION_DAYS, AUDIT_FILE, CALLBACK_KEY_FILE, OUTREACH_KEY_FILE,
    OUTREACH_QUIET_MINUTES,
)  # fmt: skip

#: The file of each messenger's inbox by the messenger's name; whoever keeps, deletes or saves them reads this.
INBOXES: Final[dict[str, Setting[Path]]] = {"telegram": TELEGRAM_DB, "whatsapp": WHATSAPP_DB}

_BESIDES_SECONDS: Final = 12.0


def patience_seconds(environment: Mapping[str, str] | None = None) -> float:
    """When whoever waits for a turn gives it up: the server's connection, the widget, Telegram.

    A turn ends by itself after ``TURN_SECONDS`` with a text; this is for one that does not, so it comes later: after
    what a slow network or a statement of the database that can't be called back takes besides.
    """
    return TURN_SECONDS.read(environment) + _BESIDES_SECONDS
