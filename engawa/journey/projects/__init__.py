"""プロジェクト: the room of a running project, from the agreement to its end.

Reports on the agreed days, hours, messages, the end date, a pause, stopping without blame.
"""
