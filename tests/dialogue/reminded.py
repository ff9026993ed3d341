"""A talk with an outbox of its own: what is promised stands until its time, and is written when the clock is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rasa_project.clock import DISTRICT_ZONE
from rasa_project.dialogue.decide import decide
from rasa_project.dialogue.hearing import heard_from
from rasa_project.dialogue.reminder_texts import Written, written
from rasa_project.dialogue.reminders import Reach, Standing, from_about, moment, to_about
from tests.dialogue.hearing import Talk, said, tapped


def tap(value: str) -> dict[str, Any]:
    """A tapped button of reminders."""
    intent = "stop_reminder" if value.startswith("stop") else "set_reminder"
    return tapped(intent, question=f"remind_{value}")


class Reminded(Talk):
    """A conversation in a messenger; ``days_pass`` writes what is due."""

    def __init__(self, *, can_write: bool = True) -> None:
        super().__init__()
        self.can_write = can_write
        self.outbox: dict[str, Standing] = {}

    def hears(
        self, message: dict[str, Any], after: float = 60.0, metadata: Mapping[str, Any] | None = None
    ) -> list[str]:
        self.now += after
        self.today = moment(self.now).date()
        heard = heard_from(message, self.conversation, self.today)
        reach = Reach(True, tuple(self.outbox.values())) if self.can_write else Reach()
        self.outcome = decide(heard, self.conversation, self.today, self.now, metadata, reach)
        self.conversation = self.outcome.conversation
        for change in self.outcome.changes:
            for series in [change.series] if change.series else list(self.outbox):
                before = self.outbox.pop(series, None)
                if change.messages or (before is not None and before.sent_at is not None):
                    content = (change.messages or (before,))[0].content  # type: ignore[union-attr]
                    sent = (before.sent_at, before.sent_why) if before is not None else (None, None)
                    self.outbox[series] = Standing(series, content, change.messages, *sent)
        return said(self.outcome)

    def until(self, day: str, hour: int = 10) -> list[tuple[str, Written]]:
        """Turn the clock; what is written on the way, in Kazakh, with the name of its time."""
        self.now = (
            datetime.combine(date.fromisoformat(day), datetime.min.time(), ZoneInfo(DISTRICT_ZONE)).timestamp()
            + timedelta(hours=hour).total_seconds()
        )
        found = []
        for series, standing in list(self.outbox.items()):
            one = standing
            due = [message for message in one.waiting if message.due_at <= self.now]
            for message in due:
                content = from_about(to_about(message.content))
                assert content == message.content
                text = written(content, series, "kk", moment(message.due_at).date())
                assert text is not None
                found.append((content.why, text))
                one = replace(one, sent_at=message.due_at, sent_why=content.why)
            waiting = tuple(message for message in one.waiting if message not in due)
            self.outbox[series] = replace(one, waiting=waiting)
        return found

    @property
    def times(self) -> dict[str, list[str]]:
        """When what waits is due: ``before 2027-03-08``."""
        return {
            series: [f"{message.content.why} {moment(message.due_at).date()}" for message in one.waiting]
            for series, one in self.outbox.items()
            if one.waiting
        }

    @property
    def titles(self) -> list[str]:
        """Kazakh titles of the last answer's own buttons."""
        return [kk for kk, _, _ in self.outcome.plan.said[-1].buttons]
