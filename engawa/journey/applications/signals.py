"""What later steps may hear. Receivers stand in engawa/journey/handoffs.py."""
from django.dispatch import Signal

# application, by: both sides wish to go on, a seat is taken. Sent in the transaction of the second answer.
application_accepted = Signal()
