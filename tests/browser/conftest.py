"""Chromium, a server with the world in it, and the figures printed at the end. Nothing here is loaded by other tests."""
import os
from collections.abc import Iterator

import pytest

FIGURES = pytest.StashKey[list[str]]()
CHROMIUM = os.environ.get("ENGAWA_CHROMIUM")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]


def pytest_configure(config):
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter, config):
    """Say what was counted."""
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(f"  {line}")


@pytest.fixture
def figures(request) -> list[str]:
    """What a test counted; printed after the run."""
    return request.config.stash.setdefault(FIGURES, [])
