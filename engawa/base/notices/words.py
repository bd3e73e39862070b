"""Turning a kind into words: one template a kind, three blocks."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Template
from django.template.context import Context
from django.template.loader import get_template, render_to_string
from django.template.loader_tags import BlockNode

PARTS = ("subject", "line", "body")


@dataclass(frozen=True)
class Words:
    """What one notice says: mail subject, one in-app sentence, mail body (plain paragraphs)."""

    subject: str
    line: str
    body: str


def words_for(kind: str, context: Mapping[str, object]) -> Words:
    """Render the three blocks of `<app>/notices/<name>.txt` in the active language."""
    app, name = kind.split("/")
    template: Template = get_template(f"{app}/notices/{name}.txt").template  # type: ignore[attr-defined]  # because the backend wraps the real template
    blocks = {node.name: node for node in template.nodelist.get_nodes_by_type(BlockNode)}
    values = {}
    for part in PARTS:
        plain = Context(dict(context), autoescape=False)
        with plain.render_context.push_state(template), plain.bind_template(template):
            values[part] = blocks[part].nodelist.render(plain).strip()
    return Words(" ".join(values["subject"].split()), " ".join(values["line"].split()), values["body"])


def mail_text(words: Words, *, name: str, url: str, off: str = "") -> str:
    """Return the plain text of the mail: greeting, paragraphs, the one link, how to end such mails, who sends it."""
    return render_to_string("notices/mail.txt", {"name": name, "body": words.body, "url": url, "off": off,
                                                 "operator": settings.OPERATOR})


def mail_html(words: Words, *, name: str, url: str, off: str = "") -> str:
    """Return the quiet HTML of the mail. The words of people are escaped and never turned into links."""
    return render_to_string("notices/mail.html", {"name": name, "body": words.body, "url": url, "off": off, "subject": words.subject,
                                                  "operator": settings.OPERATOR})
