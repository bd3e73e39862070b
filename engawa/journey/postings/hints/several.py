"""Whether one posting asks for more than one project: its wishes lead to templates that have nothing to do with each other."""
import re
from collections.abc import Iterable
from itertools import islice

from engawa.base.text.normal import folded
from engawa.journey.postings import queries
from engawa.journey.postings.hints.words import sentences, wishes
from engawa.journey.postings.models import Template
from engawa.journey.postings.needs import needs_in_text

JOINED = {"ja": re.compile(r"(?:、|。|^)(?:また|さらに|あわせて|併せて|それから|ついでに|加えて|そのほか|それと)(?:、|は|に)?"),
          "en": re.compile(r"(?:(?:^|,?\s)and (?:we )?also|\balso,?|\bin addition,?|\bbesides,?|\bfurthermore,?|\badditionally,?|\bon top of that,?)\s", re.IGNORECASE)}
# Words of titles that say nothing about the matter.
EMPTY = {"make", "work", "with", "your", "need", "want", "from", "that", "them", "site", "page", "data", "office", "help", "organization",
         "start", "plan", "first", "people", "find", "tell", "learn", "about", "づくり", "見直し", "計画", "整理", "改善", "支援", "活動",
         "団体", "準備", "設定", "仕組み", "一本化", "運用", "導入", "作り直し", "ひな形", "紹介", "業務", "仕事", "事務所", "職員", "見方", "決まり"}
MOST = 6  # wishes that are looked at: each costs a little time
NEAR = 2  # so many of the likeliest templates count as the same matter


def several_in(texts: Iterable[str], language: str) -> tuple[Template, Template] | None:
    """Two templates that the wishes of a posting lead to, if they are about different matters."""
    wished = list(islice((wish for text in texts for wish in _wishes(text, language)), MOST))
    if len(wished) < 2:
        return None
    titles = {template.pk: folded(f"{template.title_ja} {template.title_en}") for template in queries.templates()}
    led = [found for wish in wished if (found := _led(wish, titles))]
    for at, (sure, near) in enumerate(led):
        for other, others_near in led[at + 1:]:
            if sure not in others_near and other not in near:
                templates = queries.templates().in_bulk([sure, other])
                return templates[sure], templates[other]
    return None


def _wishes(text: str, language: str) -> Iterable[str]:
    for sentence in sentences(text):
        if wishes(sentence, language):
            yield from (part for part in JOINED[language].split(sentence) if part and part.strip())


def _led(wish: str, titles: dict[str, str]) -> tuple[str, set[str]] | None:
    """The template whose own title names the matter of a wish, and what is near to it."""
    found = needs_in_text(wish).templates
    sure = next((slug for slug, words in found
                 if any(_names(word, titles[slug]) for word in words) or (len(found) == 1 and len(words) > 1)), None)
    return (sure, {slug for slug, _words in found[:NEAR]}) if sure else None


def _names(word: str, title: str) -> bool:
    word = folded(word)
    return word not in EMPTY and len(word) >= (4 if word.isascii() else 2) and word in title
