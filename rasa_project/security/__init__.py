"""Who may call the bot, from where, and how often. Free of Rasa."""
