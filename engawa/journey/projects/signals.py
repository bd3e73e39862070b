"""What this step announces; engawa/journey/handoffs.py decides who hears it."""
from django.dispatch import Signal

project_finished = Signal()  # project
project_stopped = Signal()  # project
