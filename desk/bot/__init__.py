"""What the desk reads of the bot: its database, read-only, and its health. Nothing here writes."""
