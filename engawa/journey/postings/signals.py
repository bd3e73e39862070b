"""What postings announce to later steps, in the transaction of the change."""
from django.dispatch import Signal

posting_changed = Signal()  # posting: its words or its state changed
posting_closed = Signal()  # posting, words, by: it is closed for good
waiting_asked = Signal()  # postings: a later step answers how many people wait for an answer about them
hours_asked = Signal()  # slug: of a template; a later step answers with what finished projects took, or None
