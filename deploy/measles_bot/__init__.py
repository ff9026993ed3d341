"""The command ``measles-bot`` of one small server: install, update, back up, look after the bot.

It runs on the system's own Python (3.10 and newer) with nothing but the standard library: before the bot's environment
is made, and also when that is broken. docs/server.en.md is its page.
"""
