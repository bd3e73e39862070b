"""A person with a keyboard and nothing else: Tab, Space, Enter, arrows and letters. What is done is counted."""
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.pace import Count

LONG_WAY = 260  # stops after which somebody would have given up
FOCUS = """() => {
    const node = document.activeElement
    if (!node || node === document.body) return null
    const box = node.getBoundingClientRect(), ring = getComputedStyle(node)
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    const label = node.labels && node.labels[0]
    return {
        tag: node.tagName, type: node.type || '', name: node.name || '', value: node.value || '', checked: !!node.checked,
        words: (node.textContent || (label && label.textContent) || '').replace(/\\s+/g, ' ').trim(),
        ring: ring.outlineStyle !== 'none' ? parseFloat(ring.outlineWidth) : 0,
        covered: !!hit && box.height > 0 && !node.contains(hit) && !hit.contains(node) && !(label && label.contains(hit)),
    }
}"""
# What is to be read: the words shown and those that stand in fields; neither what only a screen reader says nor a closed list.
# Of more than six choices one looks for one's own: that is half of them.
WORDS = """() => {
    const main = document.querySelector('main'), texts = found => [...found].map(one => one.innerText || one.textContent)
    const phrases = given => given.join('\\n').split(/\\s+/)
    const aside = new Set(phrases(texts(main.querySelectorAll('option, .hide'))))
    for (const list of main.querySelectorAll('fieldset')) {
        const choices = texts(list.querySelectorAll('label')).filter(words => words.trim())
        if (choices.length > 6) phrases(choices.filter((words, n) => n % 2)).forEach(phrase => aside.add(phrase))
    }
    const filled = [...main.querySelectorAll('textarea, input[type=text]')].map(one => one.value)
    return phrases([main.innerText, ...filled]).filter(phrase => !aside.has(phrase))
}"""


class Keyboard:
    """One window, worked by keys. `typed`, `submits`, `clicks` (links, buttons, ticks) and `keys` count what it took.

    `letters` are those typed, `read` those of phrases that stood on a page for the first time, `mails` the codes fetched from the mailbox.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.page: Page = context.new_page()
        self.home = home
        self.typed = self.submits = self.clicks = self.keys = self.letters = self.read = self.mails = 0
        self._phrases: set[str] = set()

    # -------------------------------------------------------------- where one is
    def open(self, path: str) -> "Keyboard":
        """Come from a mail, or by an address."""
        answer = self.page.goto(path if path.startswith("http") else self.home + path)
        assert answer is not None
        assert answer.status == 200, (answer.status, path)
        self._reads()
        return self

    def _reads(self) -> None:
        """Read what is new on the page; the name of the site and what leads elsewhere stand outside of `main`."""
        new = set(self.page.evaluate(WORDS)) - self._phrases
        self.read += sum(map(len, new))
        self._phrases |= new

    def sees(self, *words: str) -> None:
        shown = self.page.locator("main").inner_text()
        for each in words:
            assert each in shown, f"“{each}” is not at {self.page.url}:\n{shown[:1500]}"

    def _key(self, key: str) -> dict[str, Any]:
        self.page.keyboard.press(key)
        self.keys += 1
        return self.page.evaluate(FOCUS) or {"tag": "BODY", "name": "", "type": "", "value": "", "words": "", "ring": 9, "covered": False}

    def _go_to(self, fits: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Tab until the wanted thing has the focus; every stop on the way shows where one is."""
        at, seen = self.page.evaluate(FOCUS), []
        for _ in range(LONG_WAY):
            if at and fits(at):
                return at
            at = self._key("Tab")
            seen.append(f"{at['tag']} {at['name'] or at['words'][:24]}")
            if seen.count("BODY ") > 1:
                break
            if at["tag"] != "BODY":
                assert at["ring"] >= 3, f"the focus does not show on {seen[-1]} at {self.page.url}"
                assert not at["covered"], f"something lies over {seen[-1]} at {self.page.url}"
        raise AssertionError(f"{what} is not reached by Tab at {self.page.url}: {seen}")

    # -------------------------------------------------------------- writing and choosing
    def write(self, name: str, text: str) -> None:
        """Type into a field; what stood there is replaced."""
        self._go_to(lambda at: at["name"] == name, name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.typed += 1
        self.letters += len(text)

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box."""
        at = self._go_to(lambda at: at["name"] == name and at["type"] == "checkbox" and value in ("", at["value"]), f"{name}={value}")
        assert not at["checked"]
        self._key("Space")
        self.clicks += 1

    def choose(self, name: str, value: str) -> None:
        """Choose one of several: radio buttons or a list, by arrows."""
        at = self._go_to(lambda at: at["name"] == name, name)
        if at["value"] == value and (at["checked"] or at["tag"] == "SELECT"):
            return
        self.clicks += 1
        if at["type"] == "radio" and at["value"] == value:
            self._key("Space")
            return
        for _ in range(LONG_WAY):
            at = self._key("ArrowDown")
            if at["name"] == name and at["value"] == value:
                return
        raise AssertionError(f"{name} has no {value} at {self.page.url}")

    # -------------------------------------------------------------- going on
    def press(self, words: str) -> None:
        """Press the button with these words."""
        self._go_to(lambda at: at["tag"] == "BUTTON" and at["words"].startswith(words), f"the button {words}")
        self.submits += 1
        self._enter(422)

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self._go_to(lambda at: at["tag"] == "A" and at["words"].startswith(words), f"the link {words}")
        self._enter(404)

    def unfold(self, words: str) -> None:
        """Open what is folded."""
        self._go_to(lambda at: at["tag"] == "SUMMARY" and at["words"].startswith(words), f"the fold {words}")
        self._key("Enter")
        self.clicks += 1

    def _enter(self, bad: int) -> None:
        with self.page.expect_navigation() as arrival:
            self.page.keyboard.press("Enter")
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # autofocus has been
        self.keys += 1
        self.clicks += 1
        self._reads()
        assert arrival.value is None or arrival.value.status < bad, f"{arrival.value.status} at {self.page.url}: {self.page.locator('main').inner_text()[:800]}"

    def count(self) -> "Count":
        """What it took so far."""
        return Count(self.typed, self.submits, self.clicks, self.keys, self.letters, self.read, self.mails)
