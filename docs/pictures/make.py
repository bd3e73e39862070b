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
# name of the file: (person of the story to come in as, "" for a visitor; page, or the words of a link on the page before)
PICTURES = {"top.png": ("", "/"), "postings.png": ("", "/postings/"), "how-it-works.png": ("", "/how-it-works/"),
            "my-page.png": ("内田 久美子", "/home/"), "project.png": ("内田 久美子", "プロジェクトの部屋へ"),
            "desk.png": ("森田 恵", "/desk/")}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main(address: str) -> None:
    browser_path = os.environ.get("ENGAWA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        sys.exit("No Chromium found; install it or set ENGAWA_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        for name, (person, place) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="ja-JP")
            if person:
                page.goto(address.rstrip("/") + "/demo/")
                page.locator("li", has_text=person).get_by_role("button").click()
            if place.startswith("/"):
                page.goto(address.rstrip("/") + place)
            else:
                page.get_by_role("link", name=place).first.click()
            page.wait_for_load_state()
            page.screenshot(path=str(HERE / name))
            print(name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
