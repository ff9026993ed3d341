"""What one message says, free of Rasa (numbers and times so far; the rest moves here from ``nlu``)."""
