"""Names of updates, chats and messages are texts, as most messengers have them; a row has a number for its order.

What waits is kept. A chat that is no number was never one of Telegram's: its message could not be answered, and ends.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEPT = "kind, digest, received, tries, answer, sent"
_IS_CHAT = "typeof(chat_id) = 'integer' AND chat_id <> 0"


def upgrade() -> None:
    """Make both tables anew and fill them."""
    for index in ("waiting", "of_message", "by_age"):
        op.drop_index(index, "updates")
    op.rename_table("updates", "updates_of_before")
    op.rename_table("chats", "chats_of_before")
    _make_tables()
    op.execute(
        f"INSERT INTO updates (position, update_id, chat_id, message_id, waits, content, {_KEPT}) "  # noqa: S608
        "SELECT update_id, CAST(update_id AS TEXT), "
        f"CASE WHEN {_IS_CHAT} THEN CAST(chat_id AS TEXT) ELSE '' END, CAST(message_id AS TEXT), "
        f"waits AND {_IS_CHAT}, CASE WHEN {_IS_CHAT} THEN content END, {_KEPT} "
        "FROM updates_of_before WHERE typeof(update_id) = 'integer'"
    )
    kept = "language, location_keyboard, gone_since, told, last_day"
    op.execute(
        f"INSERT INTO chats (chat_id, question, {kept}) "  # noqa: S608
        f"SELECT CAST(chat_id AS TEXT), CAST(question AS TEXT), {kept} FROM chats_of_before"
    )
    op.drop_table("updates_of_before")
    op.drop_table("chats_of_before")


def _make_tables() -> None:
    op.create_table(
        "updates",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("update_id", sa.Text, nullable=False),
        sa.Column("chat_id", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("digest", sa.String),
        sa.Column("received", sa.Float, nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("answer", sa.Text),
        sa.Column("sent", sa.Integer, nullable=False),
    )
    op.create_index("by_name", "updates", ["update_id"], unique=True)
    op.create_index("waiting", "updates", ["chat_id", "position"], sqlite_where=sa.text("waits = 1"))
    op.create_index("of_message", "updates", ["chat_id", "message_id"])
    op.create_index("by_age", "updates", ["received"])
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.Text, primary_key=True),
        sa.Column("language", sa.String),
        sa.Column("question", sa.Text),
        sa.Column("location_keyboard", sa.Boolean, nullable=False),
        sa.Column("gone_since", sa.Float),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("last_day", sa.Integer, nullable=False),
    )
