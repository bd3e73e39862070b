"""Chromium and a server with the world in it. Only these tests let the database be asked beside a running event loop."""
import os
import shutil

import pytest

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of one file; started and stopped here, so that no loop is left running for others."""
    from playwright.sync_api import sync_playwright
    program = os.environ.get("ENGAWA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            yield browser
            browser.close()
