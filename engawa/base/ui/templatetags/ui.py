"""Tags and filters of the house; loaded in every template."""
import uuid
from datetime import datetime
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from engawa.base.ui import diffs, navigation

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """Give a form its one-time key, so that a second press of the button is recognised."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid.uuid4())


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """{% icon "bell" %}: what <c-icon name="bell" /> prints, for lists of many; drawn once in a process."""
    return render_to_string("ui/icon.html", {"drawing": f"ui/icons/{name}.svg"})


@register.simple_tag
def safe_url(name: str, **kwargs: Any) -> str:
    """Like {% url %}, but empty when the page does not exist: lower storeys may name pages above them."""
    return navigation.safe_reverse(name, **kwargs)


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, name: str, number: int) -> str:
    """Return the query of this page with one of its lists at another page; everything else that is asked stays."""
    asked = context["request"].GET.copy()
    asked[name] = str(number)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def error_summary(context: template.Context, form: Any = None, forms: Any = None) -> list[tuple[str, str]]:
    """Return (id of the field, sentence) for every error of one form or several; marks the page's title."""
    found: list[tuple[str, str]] = []
    for each in ([form] if form else []) + list(forms or []):
        found += summary_of(each)
    if found and (request := context.get("request")):
        request.has_form_errors = True
    return found


def summary_of(form: Any) -> list[tuple[str, str]]:
    """Return the errors of one form or formset in the order of its fields, whole-form errors first."""
    if hasattr(form, "forms"):
        own = [("", str(words)) for words in form.non_form_errors()] if form.is_bound else []
        return own + [row for each in form.forms for row in summary_of(each)]
    if not form.is_bound:
        return []
    found = [("", str(words)) for words in form.non_field_errors()]
    for name in form.fields:
        found += [(getattr(form[name], "focus_id", form[name].auto_id), str(w)) for w in form.errors.get(name, [])]
    return found


@register.tag
def hold(parser: template.base.Parser, token: template.base.Token) -> "HoldNode":
    """{% hold page_body %}…{% endhold %}: render now, print later. The title can then know what the page found."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endhold",))
    parser.delete_first_token()
    return HoldNode(nodelist, name)


class HoldNode(template.Node):
    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> str:
        context[self.name] = self.nodelist.render(context)
        return ""


@register.filter
def notempty(text: Any) -> bool:
    """True when something other than white space is there."""
    return bool(str(text or "").strip())


@register.filter
def plain(number: Any) -> str:
    """A number as machines read it (1234.5), whatever the language."""
    return f"{float(number or 0):g}"


@register.filter
def iso(moment: datetime) -> str:
    """A moment as machines read it, for <time datetime>, in the reader's zone and to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def attr(mapping: Any, name: str) -> Any:
    """One entry of a mapping whose name has a hyphen."""
    return (mapping or {}).get(name, "")


@register.filter
def digits(text: Any) -> str:
    """Only the digits of a phone number, for tel: links."""
    return "".join(c for c in str(text or "") if c.isdigit() or c == "+")


@register.filter
def steps(items: Any, current: Any) -> list[dict[str, Any]]:
    """Prepare a step line. `items`: words, (words, url) or (key, words, url); `current`: number from 1, or key."""
    rows = []
    for n, item in enumerate(items or [], 1):
        parts = (str(item), "") if isinstance(item, str) or not hasattr(item, "__len__") else tuple(item)
        key, label, url = parts if len(parts) == 3 else (n, *parts)
        rows.append({"n": n, "key": key, "label": label, "url": url, "here": str(current) in (str(n), str(key))})
    at = next((row["n"] for row in rows if row["here"]), 0)
    for row in rows:
        row["done"] = row["n"] < at
    return rows


@register.filter
def split(text: str) -> list[str]:
    """Words of a text, to loop over in a template."""
    return text.split()


@register.filter
def percent_of(part: Any, whole: Any) -> str:
    """Width of a bar: `part` of `whole` as a percentage for an SVG attribute."""
    return f"{100 * float(part or 0) / float(whole):.4g}%" if float(whole or 0) else "0%"


@register.simple_tag
def diff(before: Any, after: Any) -> dict[str, SafeString]:
    """{% diff old new as d %}: d.before and d.after with removed and added words marked."""
    old, new = diffs.marked(str(before or ""), str(after or ""))
    return {"before": old, "after": new}


@register.filter
def chart_rows(rows: Any, of: Any = "") -> list[dict[str, Any]]:
    """Prepare a bar chart. `rows`: (label, number) or (label, number, second number); widths as percentages of `of`, else of the most."""
    rows = [(*row, 0)[:3] for row in rows or []]
    whole = int(of or 0) or max((first + second for _label, first, second in rows), default=0) or 1
    made = []
    for label, first, second in rows:
        a, b = 98 * first / whole, 98 * second / whole
        made.append({"label": label, "first": first, "second": second, "sum": first + second, "a": f"{a:.4g}%",
                     "x": f"{a + .5:.4g}%", "b": f"{max(b - .5, .5):.4g}%" if second else ""})
    return made
