"""The medicine and the map, free of Rasa: calendar, places, the checked knowledge files."""
