"""A person without JavaScript: sees a page, follows a link, fills in a form, presses a button, reads the mail.

Whatever is sent comes out of the page as it was rendered: hidden fields, what was filled in beforehand, and answers only
to questions and choices that really stand there.
"""
import re
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base.notices import actions as notices
from engawa.base.notices.models import Mail

Words = tuple[str, str]  # the same words in Japanese and in English
WRITTEN = {"text", "email", "tel", "url", "number", "search", "password", "date"}


def text(node: Element | None) -> str:
    """The words of a part of a page."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def options(control: Element) -> list[str]:
    """What can be chosen in a select, the empty choice left out."""
    return [value for option in control.iter("option") if (value := option.get("value", text(option)))]


class Person:
    """Somebody at a browser who reads one language."""

    def __init__(self, address: str, language: str) -> None:
        self.address, self.language = address, language
        self.client = Client()
        self.where, self.page = "/", Element("html")
        self.submits = 0

    # -------------------------------------------------------------- seeing
    def say(self, words: Words) -> str:
        return words[self.language == "en"]

    @property
    def main(self) -> Element:
        found = self.page.find(".//main")
        assert found is not None, f"no page at {self.where}"
        return found

    def sees(self, *words: Words | str) -> None:
        """The page shows these words."""
        shown = text(self.main)
        for each in words:
            sought = each if isinstance(each, str) else self.say(each)
            assert sought in shown, f"“{sought}” is not at {self.where}:\n{shown[:1500]}"

    def url(self, name: str, **things: Any) -> str:
        with translation.override(self.language):
            return reverse(name, kwargs=things)

    # -------------------------------------------------------------- going
    def open(self, where: str) -> "Person":
        """Type an address, or come from a mail."""
        self._arrive(self.client.get(urljoin(self.where, where), follow=True))
        return self

    def follow(self, words: Words | str) -> "Person":
        """Follow the one link that says these words."""
        sought = words if isinstance(words, str) else self.say(words)
        found = {link.get("href", "") for link in self.page.iter("a") if text(link).startswith(sought)}
        assert len(found) == 1, f"{len(found)} links “{sought}” at {self.where}: {[text(a) for a in self.page.iter('a')]}"
        return self.open(found.pop())

    def _arrive(self, answer: Any) -> None:
        if answer.redirect_chain:
            self.where = answer.redirect_chain[-1][0]
        else:
            request = answer.request
            self.where = request["PATH_INFO"] + (f"?{request['QUERY_STRING']}" if request["QUERY_STRING"] else "")
        self.page = html5lib.parse(answer.content, namespaceHTMLElements=False, transport_encoding="utf-8")
        assert answer.status_code == 200, f"{answer.status_code} at {self.where}:\n{text(self.main)[:1500]}"
        assert self.page.get("lang") == self.language

    # -------------------------------------------------------------- writing
    def control(self, name: str) -> Element:
        """The first control of a name."""
        return next(c for form in self.main.iter("form") for c in controls(form) if c.get("name") == name)

    def press(self, words: Words, answers: dict[str, Any] | None = None) -> "Person":
        """Answer questions of the form that has this button, and press it."""
        form, button = self._button(self.say(words))
        sent = filled(form, answers or {}, self.where)
        if button.get("name"):
            sent.append((button.get("name", ""), button.get("value", "")))
        where = urljoin(self.where, button.get("formaction") or form.get("action") or self.where)
        data: dict[str, list[str]] = {}
        for name, value in sent:
            data.setdefault(name, []).append(value)
        if form.get("method") == "post":
            self.submits += 1
            self._arrive(self.client.post(where, data, follow=True))
        else:
            self._arrive(self.client.get(urlsplit(where).path, data, follow=True))
        return self

    def _button(self, sought: str) -> tuple[Element, Element]:
        found = [(form, button) for form in self.main.iter("form") for button in form.iter("button") if text(button).startswith(sought)]
        there = [text(button) for button in self.main.iter("button")]
        assert len(found) == 1, f"{len(found)} buttons “{sought}” at {self.where}: {there}\n{text(self.main)[:800]}"
        return found[0]

    # -------------------------------------------------------------- mail
    def code(self) -> str:
        """The six digits of the newest mail, which is mine."""
        newest = mail.outbox[-1]
        assert newest.to == [self.address]
        return re.findall(r"(?<!\d)\d{6}(?!\d)", newest.body)[0]

    def open_link_of(self, letter: Mail) -> "Person":
        """Follow the one link of a mail."""
        assert letter.address == self.address
        link, = re.findall(r"https?://\S+", letter.text)
        return self.open(urlsplit(link).path)


def controls(form: Element) -> list[Element]:
    return [c for c in form.iter() if c.tag in ("input", "select", "textarea")]


def filled(form: Element, answers: dict[str, Any], where: str) -> list[tuple[str, str]]:
    """What the form sends: its own values, and the answers in their place. Every answer must answer a visible question."""
    groups: dict[str, list[Element]] = {}
    for control in controls(form):
        groups.setdefault(control.get("name", ""), []).append(control)
    asked = {name for name, group in groups.items() if group[0].get("type") != "hidden"}
    assert set(answers) <= asked, f"not asked at {where}: {set(answers) - asked}; asked are {sorted(asked)}"
    sent: list[tuple[str, str]] = []
    for name, group in groups.items():
        sent += [(name, value) for value in (given(group, answers[name], where) if name in answers else standing(group))]
    return sent


def standing(group: list[Element]) -> list[str]:
    """What a question answers by itself: written text, ticks, the chosen option."""
    first = group[0]
    if first.tag == "textarea":
        return ["".join(first.itertext())]
    if first.tag == "select":
        chosen = [o for o in first.iter("option") if o.get("selected") is not None] or list(first.iter("option"))[:1]
        return [o.get("value", text(o)) for o in chosen]
    if first.get("type") in ("checkbox", "radio"):
        return [c.get("value", "on") for c in group if c.get("checked") is not None]
    return [c.get("value", "") for c in group]


def given(group: list[Element], answer: Any, where: str) -> list[str]:
    """The values of an answer; it must be possible."""
    first, name = group[0], group[0].get("name")
    values = [str(each) for each in answer] if isinstance(answer, list) else [str(answer)]
    if first.tag == "textarea" or (first.tag == "input" and first.get("type", "text") in WRITTEN):
        return values
    possible = options(first) if first.tag == "select" else [c.get("value", "on") for c in group]
    if answer is True:
        return possible[:1]
    assert set(values) <= set(possible), f"{name} at {where} offers {possible}, not {values}"
    return values


def post() -> list[Mail]:
    """Let the worker deliver what waits; the mails that came of it, each as it reached the server."""
    waiting = list(Mail.objects.filter(state=Mail.State.WAITING).order_by("at"))
    before = len(mail.outbox)
    notices.deliver_due()
    assert sorted((m.to[0], m.subject) for m in mail.outbox[before:]) == sorted((m.address, m.subject) for m in waiting)
    return waiting
