"""Zoom: links to meetings."""
