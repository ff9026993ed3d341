"""The Kazakh language, free of Rasa: scripts, numbers, ages, suffixes, the spaCy language ``kk``."""
