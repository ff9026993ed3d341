"""The first page: how many, from where, what they ask; by hour, day and week, against the weeks before."""
