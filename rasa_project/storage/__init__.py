"""What is kept, free of Rasa: the database and its versions, the queues, what runs beside them."""
