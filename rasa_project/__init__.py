"""What Rasa lacks for a measles assistant in Kazakh."""
