"""The content files as one checked whole: read, checked with file, line and reason, watched, taken up by a running bot.

Free of Rasa. What is checked of a text stands in ``checks/``; the tests and ``make check-content`` call the same code.
"""
