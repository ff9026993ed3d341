"""What is meant and what is answered, free of Rasa."""
