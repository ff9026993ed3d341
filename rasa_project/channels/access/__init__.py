"""Who may write to the bot, and how often: one access control for all channels; it refuses with one list."""
