"""Jitsi Meet: links to meetings, and rooms of our own."""
