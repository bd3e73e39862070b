"""Files that people send: looked at, pictures re-encoded, kept under random names outside the web root, logged.

No pages of its own. The app that owns a file asks its own rule, then calls `sending.send`, which notes who opened
it. Also here: the one engine for PDFs (`pdf`).
"""
