"""How long acts and keys are kept (security.md §2.5)."""
EVENT_DAYS = 3 * 365
FORM_KEY_DAYS = 14
