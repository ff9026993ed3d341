"""Counters for Prometheus: how many turns, how fast, how they ended. Labels are names, never texts or ids.

With several workers set ``PROMETHEUS_MULTIPROC_DIR`` to an empty folder before the start: prometheus-client then keeps
one file a process there, and any worker answers for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from rasa_project.observability.turns import Outcome, Turn
from rasa_project.settings import INBOXES, PROMETHEUS_MULTIPROC_DIR

_SECONDS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
#: Channels that may stand in a label; any other name is "other", so that labels stay few.
CHANNELS: Final = frozenset({"rest", "web", *INBOXES})


@dataclass(frozen=True)
class MessengerMetrics:
    """What is counted of a messenger beside its turns.

    Attributes:
        counts: updates and answers by what became of them.
        waiting: messages that wait on disk.
    """

    counts: Counter
    waiting: Gauge


@dataclass(frozen=True)
class OutreachMetrics:
    """What is counted of messages of the bot's own accord, by channel.

    Attributes:
        ended: messages by what became of them.
        due: messages that are due; ``overdue``: seconds since the first of them was, 0 at night.
    """

    ended: Counter
    due: Gauge
    overdue: Gauge


class Metrics:
    """The counters of one process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register all counters; each registry holds them once."""
        self.registry = registry
        self.turns = Counter("bot_turns", "Turns by channel and outcome", ["channel", "outcome"], registry=registry)
        self.seconds = Histogram(
            "bot_turn_seconds",
            "Time of a turn, from the channel and back",
            ["channel"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.fallbacks = Counter("bot_fallbacks", "Messages that were not understood", ["channel"], registry=registry)
        self.emergencies = Counter("bot_emergencies", "Replies that say to call 103", ["channel"], registry=registry)
        self.distress = Counter(
            "bot_distress", "Replies to a person in distress, by what was said", ["kind"], registry=registry
        )
        self.feedback = Counter(
            "bot_feedback", "Answers of which parents said whether they helped", ["verdict", "topic"], registry=registry
        )
        self.feedback_reasons = Counter(
            "bot_feedback_reasons", "Why answers did not help", ["reason", "topic"], registry=registry
        )
        self.errors = Counter("bot_errors", "Turns and deletions that failed", ["part"], registry=registry)
        self.refusals = Counter("bot_refusals", "Requests answered with a problem", ["problem"], registry=registry)
        self.replaced = Counter("bot_identifiers_replaced", "Messages with a mark in place of data", registry=registry)
        self.erased = Counter("bot_conversations_deleted", "Conversations deleted", ["why"], registry=registry)
        self.running = Gauge(
            "bot_turns_running", "Turns begun and not ended", registry=registry, multiprocess_mode="livesum"
        )
        self.queue = Gauge(
            "bot_queue", "Messages waiting for their turn", ["channel"], registry=registry, multiprocess_mode="livesum"
        )
        self.store_up = Gauge(
            "bot_store_up", "Whether the conversation store answers", registry=registry, multiprocess_mode="livemin"
        )
        self.texts_refused = Gauge(
            "bot_texts_refused", "Whether changed texts are refused and the old ones stay",
            registry=registry, multiprocess_mode="livemax",
        )  # fmt: skip
        self.webhooks = Counter(
            "bot_webhooks", "Events for integrators' webhooks by what became of a try", ["what"], registry=registry
        )
        self.webhooks_waiting = Gauge(
            "bot_webhooks_waiting", "Events that wait to be told", registry=registry, multiprocess_mode="livemax"
        )
        self.outreach = OutreachMetrics(
            Counter("bot_outreach", "Planned messages by what became of them", ["channel", "end"], registry=registry),
            Gauge(
                "bot_outreach_due", "Planned messages that are due", ["channel"],
                registry=registry, multiprocess_mode="livemax",
            ),
            Gauge(
                "bot_outreach_overdue_seconds", "Seconds since the first planned message was due, 0 at night",
                ["channel"], registry=registry, multiprocess_mode="livemax",
            ),
        )  # fmt: skip
        self._messengers: dict[str, MessengerMetrics] = {}
        for channel in INBOXES:
            self.messenger(channel)

    def messenger(self, channel: str) -> MessengerMetrics:
        """The counters of a messenger: ``bot_<channel>`` and ``bot_<channel>_waiting``."""
        if channel not in self._messengers:
            self._messengers[channel] = MessengerMetrics(
                Counter(
                    f"bot_{channel}", "Updates and answers by what became of them", ["what"], registry=self.registry
                ),
                Gauge(
                    f"bot_{channel}_waiting", "Messages that wait on disk",
                    registry=self.registry, multiprocess_mode="livemax",
                ),
            )  # fmt: skip
        return self._messengers[channel]

    def count(self, turn: Turn, seconds: float) -> None:
        """Count a turn that ended after ``seconds``."""
        channel = label_of(turn.channel)
        self.turns.labels(channel, turn.outcome.value).inc()
        self.seconds.labels(channel).observe(seconds)
        if turn.outcome is Outcome.NOT_UNDERSTOOD:
            self.fallbacks.labels(channel).inc()
        if turn.is_emergency:
            self.emergencies.labels(channel).inc()
        for kind in turn.distress:
            self.distress.labels(kind).inc()
        if turn.outcome in {Outcome.FAILED, Outcome.SILENT}:
            self.errors.labels("turn").inc()

    def count_feedback(self, topic: str, verdict: str | None, reason: str | None) -> None:
        """Count what was said of an answer; ``topic`` is one of the some forty of ``dialogue.feedback.subject_of``."""
        if verdict:
            self.feedback.labels(verdict, topic).inc()
        if reason:
            self.feedback_reasons.labels(reason, topic).inc()

    def exposition(self) -> bytes:
        """All counters in Prometheus' text form; those of all processes where there are several."""
        if not PROMETHEUS_MULTIPROC_DIR.read():
            return generate_latest(self.registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)


def label_of(channel: str | None) -> str:
    """The channel's name in a label."""
    return channel if channel in CHANNELS else "other"


@lru_cache(maxsize=1)
def metrics() -> Metrics:
    """The counters of this process."""
    return Metrics(CollectorRegistry())
