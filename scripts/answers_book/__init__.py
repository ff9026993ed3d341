"""The book of answers: every text that the bot can say, on one page for a doctor to read, tick and sign.

``read`` reads the data files, ``groups`` sorts what was read, ``markup`` and ``page`` write HTML. ``make answers``.
"""
