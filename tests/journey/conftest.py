"""Failures in the shared steps show what was compared."""
import pytest

pytest.register_assert_rewrite("tests.journey.person", "tests.journey.steps", "tests.journey.together")
