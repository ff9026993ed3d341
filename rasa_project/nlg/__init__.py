"""Choosing the words of a reply."""

from rasa_project.nlg.generator import LanguageAwareGenerator

__all__ = ["LanguageAwareGenerator"]
