"""What the door announces upward, in the transaction of the act itself."""
from django.dispatch import Signal

# A person has asked to close the account (`user`): later steps withdraw applications, tell the other side.
account_closing = Signal()
# A person is about to be erased (`user`), 30 days later: the last moment at which the row still has a name.
account_erasing = Signal()
