"""The book of answers: by topic, both languages side by side, draft, approval, publication, export."""
