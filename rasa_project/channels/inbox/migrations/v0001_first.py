"""The channel's first file: updates, chats, and long payloads of buttons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("digest", sa.String),
        sa.Column("received", sa.Float, nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("answer", sa.Text),
        sa.Column("sent", sa.Integer, nullable=False),
    )
    op.create_index("waiting", "updates", ["chat_id", "update_id"], sqlite_where=sa.text("waits"))
    op.create_index("of_message", "updates", ["chat_id", "message_id"])
    op.create_index("by_age", "updates", ["received"])
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String),
        sa.Column("question", sa.BigInteger),
        sa.Column("location_keyboard", sa.Boolean, nullable=False),
        sa.Column("gone_since", sa.Float),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table("payloads", sa.Column("token", sa.String, primary_key=True), sa.Column("payload", sa.String))
