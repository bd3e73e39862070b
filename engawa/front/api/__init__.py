"""The public read API, feeds and calendars: data that is public anyway, for other programs."""
