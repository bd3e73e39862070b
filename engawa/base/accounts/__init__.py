"""The door: registering, signing in by a mailed code, second factors, sessions, one's own settings, leaving.

A person is registered → has basics (name, terms) → may be closing (30 days to come back) → is erased.
The sign-in library (allauth) guards the steps; here stand its words, its ways out and what is ours:
no code is ever a row in the outbox, and an unknown address gets the same answer as a known one.
"""
