"""What later steps may hear. Receivers stand in engawa/journey/handoffs.py."""
from django.dispatch import Signal

# organization: its name, language, causes or state changed. Sent inside the transaction of the change.
organization_changed = Signal()
