"""The only writes of the check-up."""
from engawa.journey.diagnosis.actions.check_ups import (
    adopt_check_ups,
    answer_questions,
    keep_check_up,
    leave_check_ups,
    share_check_up,
    start_check_up,
)
from engawa.journey.diagnosis.actions.questions import load_questions

__all__ = [
    "adopt_check_ups", "answer_questions", "keep_check_up", "leave_check_ups", "load_questions", "share_check_up",
    "start_check_up",
]
