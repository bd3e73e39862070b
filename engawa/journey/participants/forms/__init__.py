"""The questions of the inventory, by page."""
