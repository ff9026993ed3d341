"""All that subclasses Rasa or touches its private members; README.md lists each with the test that holds it."""
