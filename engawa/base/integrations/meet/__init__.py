"""Google Meet: links to meetings."""
