"""Days as a file for a phone's calendar (RFC 5545), written by the library ``icalendar``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timezone
from typing import Final
from zoneinfo import ZoneInfo

from rasa_project.channels.share.days import Day
from rasa_project.channels.share.links import Sharing
from rasa_project.channels.share.tokens import Link
from rasa_project.clock import DISTRICT_ZONE

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
FILE_NAME: Final = "kyzylsha-kuntizbe.ics"
_MAKER: Final = "-//Kazaly district//measles bot//{language}"


def calendar_file(link: Link, days: Sequence[Day], made_by: Sharing) -> bytes:
    """The file: an all-day event for each day, with its alarms; the same link makes the same bytes each time.

    Alarms are counted from the beginning of the day on the phone's own clock: all phones and calendars know these.
    """
    from icalendar import Alarm, Calendar, Event

    host = made_by.address.partition("://")[2] or "measles-bot"
    stamp = datetime.combine(link.made, time(), ZoneInfo(DISTRICT_ZONE)).astimezone(timezone.utc)
    calendar = Calendar()
    calendar.add("prodid", _MAKER.format(language=link.language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", DISTRICT_ZONE)
    for one in days:
        event = Event()
        event.add("uid", f"{made_by.signer.name_of(*one.name)}@{host}")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.first)
        event.add("dtend", one.behind)
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("url", made_by.url_of(link))
        event.add("transp", "TRANSPARENT")
        for before in one.alarms:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", one.title)
            alarm.add("trigger", before)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
