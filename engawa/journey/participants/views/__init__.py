"""Pages of the inventory, by what one does there."""
