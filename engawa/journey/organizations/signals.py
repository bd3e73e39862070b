"""What later steps may hear. Receivers stand in engawa/journey/handoffs.py."""
from django.dispatch import Signal

# organization: its name, language, causes or state changed. Sent inside the transaction of the change.
organization_changed = Signal()
# organization, by: it was suspended, or a suspension ended. Sent inside the transaction.
suspension_changed = Signal()
# organization, by, words: its registration ends. Sent while its members may still write, inside the transaction.
organization_closing = Signal()
# organization: a later step answers what its end would mean, as a `Closing`.
closing_asked = Signal()
