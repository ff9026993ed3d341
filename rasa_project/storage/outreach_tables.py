"""Tables of what is sent unasked: who asked for it, what is planned for whom and when, announcements of the office."""

from __future__ import annotations

import sqlalchemy as sa

#: Of all tables of the conversations' database: those of ``schema.py``, which imports it, too.
metadata = sa.MetaData()

#: One row a person who asked for reminders or announcements; ``sealed_chat`` is the chat's address, encrypted.
subscriber = sa.Table(
    "subscriber",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, unique=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("sealed_chat", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("village", sa.String(32)),
    sa.Column("announcements", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("last_announced", sa.Float),
    sa.Column("gone_at", sa.Float),
)

#: One row an order to send an announcement; ``key`` is the order's own name. No person in it: it stays as the report.
campaign = sa.Table(
    "campaign",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("kk", sa.Text, nullable=False),
    sa.Column("ru", sa.Text, nullable=False),
    sa.Column("villages", sa.Text, nullable=False),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("created_by", sa.String(150), nullable=False),
    sa.Column("approved_by", sa.String(150), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("useful_until", sa.Float, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("planned_up_to", sa.Integer, nullable=False),
    *(
        sa.Column(name, sa.Integer, nullable=False)
        for name in ("planned", "held_back", "sent", "failed", "doubtful", "missed", "gone", "stopped")
    ),
)

#: One row a message to one person. Times are seconds since 1970; ``series`` binds the rows of one reminder together.
planned = sa.Table(
    "planned",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("subscriber_id", sa.Integer, sa.ForeignKey("subscriber.id", ondelete="CASCADE"), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("series", sa.String(32)),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("useful_until", sa.Float, nullable=False),
    sa.Column("is_urgent", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("begun_at", sa.Float),
    sa.Column("ended_at", sa.Float),
    sa.Column("answered_at", sa.Float),
    sa.Column("sealed_about", sa.Text),
    sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaign.id", ondelete="CASCADE")),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.UniqueConstraint("campaign_id", "subscriber_id", name="planned_once"),
)
sa.Index("planned_due", planned.c.channel, planned.c.state, planned.c.due_at, planned.c.id)
sa.Index("planned_of_subscriber", planned.c.subscriber_id)
