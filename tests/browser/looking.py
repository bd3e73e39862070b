"""Looking at one page the way the design asks: axe and headings once, axe of the most used pages on a phone too; targets and the
width of the page at four widths, at the narrowest with the largest letters. The page is loaded once: another width is only a measure of the same page."""
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, TimeoutError

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
TARGET = 44  # CSS pixels each way, WCAG 2.5.5
WIDE, WIDTHS = 1280, (768, 390, 320)  # CSS pixels; a desk, a tablet, a phone, a phone with everything large
PHONES = WIDTHS[1:]  # where axe looks once more

# Own measures. Everything folded is opened first, so that it is looked at too.
OPEN_ALL = "() => document.querySelectorAll('details').forEach(fold => fold.open = true)"
LARGEST = "() => document.documentElement.dataset.size = 'max'"
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')].filter(node => node.getBoundingClientRect().right > width + 1)
        .map(node => `${node.tagName.toLowerCase()}.${node.className} ${Math.round(node.getBoundingClientRect().right)}`)
        .slice(0, 4)
}"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(node => node.checkVisibility()).map(node => Number(node.tagName[1]))"""
DEAD_LINKS = """() => [...document.querySelectorAll('.errsum a')].map(link => link.getAttribute('href'))
    .filter(href => href.startsWith('#') && !document.getElementById(href.slice(1)))"""
SMALL_TARGETS = """limit => {
    // A link in a sentence is as tall as its line (exempt in 2.5.5); a tick or a round is as large as the row that is its label.
    const inSentence = node => node.tagName === 'A' && getComputedStyle(node).display === 'inline'
        && node.parentElement.textContent.trim().length > node.textContent.trim().length + 1
    const rects = node => {
        const label = node.labels && node.labels.length ? [...node.labels] : []
        const all = [node, ...label].map(each => each.getBoundingClientRect())
        return [Math.max(...all.map(r => r.right)) - Math.min(...all.map(r => r.left)),
                Math.max(...all.map(r => r.bottom)) - Math.min(...all.map(r => r.top))]
    }
    const found = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.closest('.hide, .skip') && !inSentence(node))
        .map(node => [node, ...rects(node)]).filter(([node, width, height]) => width < limit - .5 || height < limit - .5)
    return found.map(([node, width, height]) =>
        `${node.tagName.toLowerCase()}.${node.className} “${(node.textContent || node.name || '').trim().slice(0, 20)}” ` +
        `${Math.round(width)}×${Math.round(height)} in ${node.parentElement.tagName.toLowerCase()}.${node.parentElement.className}`)
}"""


class Look:
    """A window of one person, in which pages are looked at one after the other."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(f"script: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        # That a page answers 404 or 409 is what it is looked at for.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.said.append(f"console: {message.text}"[:300])

    def at(self, address: str, status: int = 200, *, often: bool = False) -> list[str]:
        """Everything that is wrong with a page; an empty list when it is as it should be. `often`: the page is one of the most used."""
        self.said.clear()
        self.page.set_viewport_size({"width": WIDE, "height": 900})
        answer = self.page.goto(address)
        if answer is None or answer.status != status:
            return [f"answers {answer.status if answer else None}"]
        return (["a component was not made into HTML"] if "<c-" in answer.text() else []) + self._all(often=often)

    def after_sending(self, address: str) -> list[str]:
        """What is wrong with the page that answers when the form is sent as it stands."""
        self.page.goto(address)
        with self.page.expect_navigation() as arrival:
            self.page.locator("main form[method=post] .btn--main").first.press("Enter")
        wrong = [] if arrival.value.status == 422 else [f"answers {arrival.value.status}"]
        self.said.clear()
        if not self.page.title().startswith("エラー："):
            wrong.append(f"the title is “{self.page.title()}”")
        try:  # autofocus comes with the first frame
            self.page.wait_for_selector(".errsum:focus-within", timeout=10_000)  # no script is evaluated: the page forbids that
        except TimeoutError:
            wrong.append("the focus is not on the summary of errors")
        if missing := self.page.evaluate(DEAD_LINKS):
            wrong.append(f"the summary leads nowhere: {missing}")
        return wrong + self._all()

    def _all(self, *, often: bool = False) -> list[str]:
        self.page.evaluate(OPEN_ALL)
        wrong = self._headings() + self._measures(WIDE) + self._axe()
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            if width == WIDTHS[-1]:
                self.page.evaluate(LARGEST)
            wrong += self._measures(width) + ([f"{each} at {width} px" for each in self._axe()] if often and width in PHONES else [])
        return wrong + self.said

    def _measures(self, width: int) -> list[str]:
        """What is cheap to look at again when the window has another width."""
        return [*(f"wider than {width} px: {node}" for node in self.page.evaluate(TOO_WIDE)),
                *(f"small target at {width} px: {node}" for node in self.page.evaluate(SMALL_TARGETS, TARGET))]

    def _headings(self) -> list[str]:
        levels = self.page.evaluate(HEADINGS)
        first = levels.index(1) if 1 in levels else 0
        jumps = [f"{a}→{b}" for a, b in zip(levels[first:], levels[first + 1:], strict=False) if b > a + 1]
        return ([f"{levels.count(1)} h1"] if levels.count(1) != 1 else []) + [f"heading skips {jump}" for jump in jumps]

    def _axe(self) -> list[str]:
        found: list[dict[str, Any]] = Axe().run(self.page, options=AXE).response["violations"]
        return [f"axe {each['id']}: {node['html'][:120]} {node['any'][:1] and node['any'][0]['message'][:120]}"
                for each in found for node in each["nodes"][:3]]
