"""Tests of what is meant and answered; none of them needs Rasa or the trained model."""
