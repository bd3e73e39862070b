"""The reference data as it is shipped."""
import pytest


@pytest.fixture
def vocabulary(db):
    from tests.reference import load_reference
    load_reference()
