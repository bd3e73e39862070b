"""What the vocabulary announces to later steps, in the transaction of the change."""
from django.dispatch import Signal

words_changed = Signal()  # skill: it is known by one more word
