"""What the vocabulary announces to later steps, in the transaction of the change."""
from django.dispatch import Signal

words_changed = Signal()  # sender is the model of a list, slugs: whose words changed
