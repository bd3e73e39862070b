"""Microsoft Teams: links to meetings."""
