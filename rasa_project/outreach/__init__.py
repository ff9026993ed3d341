"""Messages of the bot's own accord: who asked for them, what is said, when it is sent (docs/outreach.md)."""
