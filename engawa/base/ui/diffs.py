"""Shows what changed between two texts, with words and not by colour alone: 【削除】 and 【追加】."""
import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Cut where Japanese cuts: runs of one script, words of Latin letters, numbers, each mark alone.
_PIECES = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[一-龥々〆]+[ぁ-ん]{0,3}|[ァ-ヶー]+|[ぁ-ん]+|\s+|.", re.DOTALL)
CLOSE = 3  # equal pieces shorter than this between two changes are read as part of the change


def _joined(before: list[str], after: list[str]) -> list[tuple[bool, str, str]]:
    """Return (changed, old text, new text) parts; tiny islands of equality are swallowed."""
    parts: list[tuple[bool, str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        changed = tag != "equal"
        island = not changed and len(old) < CLOSE and parts and j < len(before) and m < len(after)
        if parts and (parts[-1][0] and (changed or island)):
            parts[-1] = (True, parts[-1][1] + old, parts[-1][2] + new)
        else:
            parts.append((changed, old, new))
    return parts


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Return both texts as HTML: removed words inside <del>, added ones inside <ins>, each with its word."""
    parts = _joined(_PIECES.findall(before), _PIECES.findall(after))

    def piece(text: str, tag: str, word: str) -> SafeString:
        words = text.lstrip()   # a line that begins anew begins outside, so that no empty bar stands before it
        return format_html("{3}<{0}><small>{1}</small>{2}</{0}>", SafeString(tag), word, words, text[:len(text) - len(words)])

    def side(which: int, tag: str, word: str) -> SafeString:
        return format_html_join("", "{}", (
            (piece(part[which], tag, word) if part[0] and part[which].strip() else part[which],) for part in parts if part[which]))
    return side(1, "del", _("[Removed] ")), side(2, "ins", _("[Added] "))


