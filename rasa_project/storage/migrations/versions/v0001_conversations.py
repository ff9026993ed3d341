"""Conversations and their events, as they were first landed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False, unique=True),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("last_active", sa.Float, nullable=False, index=True),
        sa.Column("next_position", sa.Integer, nullable=False),
        sa.Column("base_position", sa.Integer, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
    )
    owner = sa.ForeignKey("conversation.id", ondelete="CASCADE")
    op.create_table(
        "event",
        sa.Column("conversation_id", sa.Integer, owner, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("timestamp", sa.Float, nullable=False),
        sa.Column("type_name", sa.String(64), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
