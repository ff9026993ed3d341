"""The office's desk: what parents ask, what was not understood, what rises; a process of its own beside the bot.

It reads the bot's database and writes only into its own. The bot runs without it, and it without the bot.
"""
