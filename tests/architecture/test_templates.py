"""Pages obey the content security policy and carry the one-time key by their shape, not by care."""
import re
from collections.abc import Iterator

from tests.architecture import house

INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)", re.IGNORECASE),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "bare POST form": re.compile(r"<form\b[^>]*method\s*=\s*[\"']?post", re.IGNORECASE),
    "address of another site's resource": re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)\s*=\s*[\"']https?:"),
}
# The component that every POST form goes through; mail readers know no stylesheet.
EXCEPT = {
    "cotton/form.html": {"bare POST form"}, "cotton/act.html": {"bare POST form"},
    "notices/mail.html": {"style attribute"},
}


def inline(text: str) -> Iterator[str]:
    yield from (name for name, pattern in INLINE.items() if pattern.search(text))


def test_templates_hold_no_inline_style_script_or_handler():
    wrong = []
    for path in house.templates():
        name = path.as_posix().split("/templates/", 1)[1]
        wrong += [f"{house.say(path)}: {what}" for what in inline(path.read_text()) if what not in EXCEPT.get(name, ())]
    assert wrong == []


def test_this_test_sees_each_of_them():
    planted = ('<p style="color:red"><style>p{}</style><script>alert(1)</script><a onclick="x()" href="javascript:x">'
               '<form class="a" method="post"><img src="https://example.org/a.png">')
    assert list(inline(planted)) == list(INLINE)
    assert list(inline('<c-form method="post"><script src="{% static "ui/htmx.js" %}" defer></script><p class="onset">')) == []
