"""Messages between people: a thread with its members, messages, block and report.

The app that owns the thing talked about holds the key to the thread and shows it on its own pages.
"""
