"""Rasa graph components: thin wrappers over ``kazakh`` and a linear model."""
