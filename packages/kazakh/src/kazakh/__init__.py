"""Kazakh as it is typed: script repair, language, numbers, dates, amounts of time, stems, the spaCy language ``kk``.

Import the modules you need; this one imports nothing.
"""
