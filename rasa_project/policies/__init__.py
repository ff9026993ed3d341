"""What decides the reply: Rasa's rules, found by index."""

from rasa_project.policies.rules import IndexedRulePolicy

__all__ = ["IndexedRulePolicy"]
