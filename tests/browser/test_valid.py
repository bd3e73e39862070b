"""Every page is valid HTML, in both languages: one run of the W3C's checker over all of them."""
import json
import os
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests.browser.pages import House

ROOT = Path(__file__).resolve().parents[2]
VNU = ROOT / ".cache" / "vnu" / "vnu.jar"
MEANT = "role is unnecessary"  # some browsers forget a table's roles when it is stacked on a phone, so we write them down
IN_CI = os.environ.get("CI") == "true"


@pytest.fixture
def rendered(db, tmp_path) -> dict[Path, str]:
    """The HTML of every page: its file, and what it is."""
    house, files, wrong = House(), {}, {}
    for number, visit in enumerate(house.visits()):
        for language in ("ja", "en") if not visit.path.startswith("/en/") else ():
            path = visit.path if language == "ja" else f"/en{visit.path}"
            answer = house.clients[visit.role].get(path)
            name = f"{visit.name} as {visit.role} at {path}"
            if answer.status_code != visit.status:
                wrong[name] = (answer.status_code, answer.headers.get("Location"))
            file = tmp_path / f"{number:03}-{language}.html"
            file.write_bytes(answer.content)
            files[file] = name
    assert wrong == {}
    return files


def test_every_page_is_valid_and_its_headings_are_in_order(rendered, record_property):
    assert {name: wrong for file, name in rendered.items() if (wrong := headings(file.read_bytes()))} == {}
    assert [name for file, name in rendered.items() if b"<c-" in file.read_bytes()] == []
    java = shutil.which("java")
    if not IN_CI and not (java and VNU.exists()):
        pytest.skip("no Java, or no .cache/vnu/vnu.jar: headings were checked, validity was not")
    found = subprocess.run([java or "java", "-jar", VNU, "--format", "json", "--exit-zero-always", *rendered],
                           capture_output=True, text=True, check=True, timeout=300)
    wrong: dict[str, list[str]] = {}
    for message in json.loads(found.stderr)["messages"]:
        if MEANT not in message["message"]:
            where = rendered[Path(message["url"].removeprefix("file:"))]
            wrong.setdefault(message["message"], []).append(f"{where}: {message.get('extract', '')}")
    assert wrong == {}
    record_property("figure", f"{len(rendered)} pages (Japanese and English) are valid HTML with their headings in order")


def headings(html: bytes) -> str:
    """What is wrong with the headings of a page: "" when there is one h1 and no step is left out."""
    page = html5lib.parse(html, namespaceHTMLElements=False, transport_encoding="utf-8")
    levels = [int(node.tag[1]) for node in page.iter() if isinstance(node.tag, str) and node.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        return f"{levels.count(1)} h1"
    first = levels.index(1)
    jumps = [(a, b) for a, b in zip(levels[first:], levels[first + 1:], strict=False) if b > a + 1]
    return f"jumps {jumps}" if jumps else ""
