"""The day on which somebody last wrote; payloads are no longer kept, and the waiting are found by a plain index.

A chat of before counts as heard of today: nobody is forgotten too early for the change.
"""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DAY_SECONDS = 24 * 3600


def upgrade() -> None:
    """Add the column, leave the table, make the index anew."""
    op.add_column("chats", sa.Column("last_day", sa.Integer, nullable=False, server_default="0"))
    op.execute(sa.text("UPDATE chats SET last_day = :today").bindparams(today=int(time.time() // _DAY_SECONDS)))
    op.drop_table("payloads")
    op.drop_index("waiting", "updates")
    op.create_index("waiting", "updates", ["chat_id", "update_id"], sqlite_where=sa.text("waits = 1"))
