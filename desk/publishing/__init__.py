"""What the office publishes: drafts, versions, checks, and the files that the running bot takes up.

Contacts, announcements and answers are kinds of one thing (``kinds.py``): an entry of a file with a draft, with what
parents hear now, and with every earlier version.
"""
