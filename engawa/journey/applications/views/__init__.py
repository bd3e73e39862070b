"""Pages of applications and interviews, by who uses them."""
