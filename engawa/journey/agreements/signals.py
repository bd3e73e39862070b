"""What this step announces; engawa/journey/handoffs.py decides who hears it."""
from django.dispatch import Signal

agreement_concluded = Signal()  # agreement: the first time all parties agree
agreement_revised = Signal()  # agreement: all parties agreed to a later version while it is in force
