"""An intermediary's own lists, without a database: people and postings as JSON lines, and who suits what.

`reading` makes people and postings of the lines, `suiting` puts postings in order for people, `asking` for questions.
"""
