"""Reading a page of the inventory the way a browser does."""
import re
from html.parser import HTMLParser

from django.urls import reverse


def url(name, *args):
    return reverse(f"participants:{name}", args=args)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class Fields(HTMLParser):
    """The controls of the page's main form as a browser would send them, and those a person types in."""

    def __init__(self, response):
        super().__init__()
        self.sent, self.typed, self._select, self._area, self._main = {}, [], None, None, False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "main":
            self._main = True
        if not self._main or not at.get("name"):
            if tag == "option" and self._select and "selected" in at:
                self.sent[self._select] = at.get("value", "")
            return
        if tag == "select":
            self._select = at["name"]
            self.sent.setdefault(at["name"], "")
        elif tag == "textarea":
            self._area = at["name"]
            self.sent[at["name"]] = ""
            self.typed.append(at["name"])
        elif tag == "input" and at.get("type") in ("checkbox", "radio"):
            if "checked" in at:
                self.sent.setdefault(at["name"], []).append(at.get("value", "on"))
        elif tag == "input":
            self.sent[at["name"]] = at.get("value") or ""
            if at.get("type") != "hidden":
                self.typed.append(at["name"])

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "main":
            self._main = False
