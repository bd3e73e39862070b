"""The only writes of the check-up."""
from engawa.journey.diagnosis.actions.check_ups import (
    adopt_check_ups,
    answer_question,
    answer_questions,
    start_check_up,
)
from engawa.journey.diagnosis.actions.questions import load_questions

__all__ = ["adopt_check_ups", "answer_question", "answer_questions", "load_questions", "start_check_up"]
