"""Takes the pictures of the README from a running demo.

    python3 start.py demo --no-browser          (in another window)
    .venv/bin/python docs/pictures/make.py [http://localhost:8000]
"""
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PICTURES = {"top.png": "/", "postings.png": "/postings/", "how-it-works.png": "/how-it-works/"}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main(address: str) -> None:
    browser_path = os.environ.get("ENGAWA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        sys.exit("No Chromium found; install it or set ENGAWA_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="ja-JP")
        for name, path in PICTURES.items():
            page.goto(address.rstrip("/") + path)
            page.screenshot(path=str(HERE / name))
            print(name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
