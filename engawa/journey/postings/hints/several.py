"""Whether one posting asks for more than one project: its wishes lead to templates that have nothing to do with each other."""
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from engawa.base.text.normal import folded
from engawa.journey.postings import queries
from engawa.journey.postings.hints.words import sentences, wishes
from engawa.journey.postings.models import Template
from engawa.journey.postings.needs import needs_in_text

JOINED = {"ja": re.compile(r"(?:、|。|^)(?:また|さらに|あわせて|併せて|それから|ついでに|加えて|そのほか|ほかにも?|それと|できれば|できましたら|可能であれば|可能なら|余裕があれば)(?:、|は|に)?"),
          "en": re.compile(r"(?:(?:^|,?\s)and (?:we )?also|\balso,?|\bin addition,?|\bbesides,?|\bfurthermore,?|\badditionally,?"
                           r"|\bon top of that,?)\s", re.IGNORECASE)}
# Words of titles that say nothing about the matter.
EMPTY = {"make", "work", "with", "your", "need", "want", "from", "that", "them", "site", "page", "data", "office", "help", "organization",
         "start", "plan", "first", "people", "find", "tell", "learn", "about", "づくり", "見直し", "計画", "整理", "改善", "支援", "活動",
         "団体", "準備", "設定", "仕組み", "一本化", "運用", "導入", "作り直し", "ひな形", "紹介", "業務", "仕事", "事務所", "職員", "見方", "決まり"}
MOST = 6  # wishes that are looked at: each costs a little time
NEAR = 2  # so many of the likeliest templates count as the same matter


@dataclass(frozen=True)
class Matters:
    """Two matters of one posting: the template the first one leads to, or its words where none does, and that of the second."""

    one: Template | None
    words: str
    other: Template


def several_in(texts: Iterable[str], language: str) -> Matters | None:
    """The first two wishes of a posting that are about different matters, or None."""
    wished = list(islice((wish for text in texts for wish in _wishes(text, language)), MOST))
    if len(wished) < 2:
        return None
    templates = {template.pk: template for template in queries.templates()}
    titles = {slug: folded(f"{template.title_ja} {template.title_en}") for slug, template in templates.items()}
    led = [_led(wish, titles, is_joined) for wish, is_joined in wished]
    for at, one in enumerate(led):
        for other in led[at + 1:]:
            if other.sure and other.sure not in one.near and (
                    (one.sure and one.sure not in other.near) or (not one.sure and other.is_joined and other.sure not in one.led)):
                return Matters(templates.get(one.sure), one.words, templates[other.sure])
    return None


@dataclass(frozen=True)
class Led:
    """Where a wish leads: the template whose own title names its matter, the nearest ones, all of them."""

    words: str
    is_joined: bool
    sure: str
    near: set[str]
    led: set[str]


def _wishes(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """Each wish of a text with whether it is added by a word such as “also”."""
    for sentence in sentences(text):
        if wishes(sentence, language) or (language == "en" and JOINED["en"].match(sentence)):  # In addition, clean up …
            first, *added = JOINED[language].split(sentence)
            parts = [(first, False), *((part, True) for part in added)]
            yield from ((part.strip(), is_joined) for part, is_joined in parts if part.strip())


def _led(wish: str, titles: Mapping[str, str], is_joined: bool) -> Led:
    found = needs_in_text(wish).templates
    sure = next((slug for slug, words in found
                 if any(_names(word, titles[slug]) for word in words) or (len(found) == 1 and len(words) > 1)), "")
    slugs = [slug for slug, _words in found]
    return Led(wish, is_joined, sure, set(slugs[:NEAR]), set(slugs))


def _names(word: str, title: str) -> bool:
    word = folded(word)
    return word not in EMPTY and len(word) >= (4 if word.isascii() else 2) and word in title
