"""Every role of text on every surface, in the three palettes, read from the stylesheet itself (WCAG 1.4.6)."""
import re
from itertools import product
from pathlib import Path

import pytest

from engawa.base import ui

CSS = (Path(ui.__file__).parent / "static" / "ui" / "engawa.css").read_text(encoding="utf-8")
TEXT = ["ink", "ink-2", "ai", "shu", "link", "visited", "ok", "warn", "err", "info"]
SURFACES = ["paper", "sheet", "tatami", "pale", "field"]
OWN_GROUND = [("ok", "ok-bg"), ("warn", "warn-bg"), ("err", "err-bg"), ("info", "info-bg")]
STARTS = {"light": ':root, [data-theme="light"] {', "dark": '[data-theme="dark"] {', "contrast": '[data-theme="contrast"] {'}


def palette(theme: str) -> dict[str, str]:
    found = {}
    for each in ("light", theme):
        block = CSS[CSS.index(STARTS[each]):]
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{3,6});", block[:block.index("}")]))
    return found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= .04045 else ((c + .055) / 1.055) ** 2.4 for c in parts)
    return .2126 * r + .7152 * g + .0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + .05) / (dark + .05)


@pytest.mark.parametrize("theme", STARTS)
def test_every_text_is_seven_to_one_on_every_surface(theme):
    p = palette(theme)
    pairs = [*product(TEXT, SURFACES), *OWN_GROUND, *product(["ink", "ink-2"], [g for _t, g in OWN_GROUND]),
             *product(["ink"], ["add-bg", "del-bg"]), ("on-ai", "ai"), ("on-ai", "ai-deep")]
    weak = [f"{text} on {ground}: {contrast(p[text], p[ground]):.2f}"
            for text, ground in pairs if contrast(p[text], p[ground]) < 7]
    assert weak == []


@pytest.mark.parametrize("theme", STARTS)
def test_controls_and_charts_are_three_to_one(theme):
    p = palette(theme)
    pairs = [*product(["control", "focus", "c1", "c2", "c3"], SURFACES)]
    weak = [f"{x} on {y}: {contrast(p[x], p[y]):.2f}" for x, y in pairs if contrast(p[x], p[y]) < 3]
    assert weak == []


def test_auto_repeats_the_dark_palette():
    block = CSS[CSS.index('[data-theme="auto"] {'):]
    assert dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{3,6});", block[:block.index("}")])).items() \
        <= palette("dark").items()
    dark = CSS[CSS.index(STARTS["dark"]):]
    assert re.findall(r"--[\w-]+", block[:block.index("}")]) == re.findall(r"--[\w-]+", dark[:dark.index("}")])


def test_known_ratios():
    assert round(contrast("#000", "#FFF"), 2) == 21.0
    assert round(contrast("#414B57", "#FFFFFF"), 2) == 8.87
