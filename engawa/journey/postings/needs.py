"""From a trouble told in everyday words to the templates and skills that may help, each with the words that led there.

A first, plain way: the words of the text are looked for in the texts of the templates, a word counting the more the
fewer templates have it (BM25); skills named in the text speak for the templates that ask for them.
"""
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import Any, NamedTuple

from django.db import connection

from engawa.base.text import tokens
from engawa.base.text.stops import says_nothing
from engawa.journey.postings import queries
from engawa.journey.postings.models import Template
from engawa.journey.postings.told import is_one_of_several, term, told
from engawa.journey.skills import queries as vocabulary
from engawa.journey.skills.extraction import SkillInText

MOST_TEMPLATES, MOST_SKILLS = 5, 8
# How much more a word says in the title or in the sentence about whom it is for than in the steps.
WEIGHTS = {"title": 3, "for_you_if": 3, "deliverables": 1, "steps": 1, "npo_prepares": 1, "acceptance": 1}
# The same of a word in which such troubles are told (data/symptoms.yaml).
TOLD, OF_TOLD = "told", 2
# A word that leads somewhere all by itself names the matter: it stands in one of these.
MATTER = ("title", "for_you_if", TOLD)
# BM25 with its usual figures: how soon a repeated word stops counting, how much a long text is held back.
SATURATION, LENGTH = 1.2, 0.75
STATE_OF_TEMPLATES = "SELECT COUNT(*), COUNT(retired_at), SUM(version) FROM postings_template"
LANGUAGES = ("ja", "en")
# A template counts while it has at least this part of the best one's points; what is below has one common word only.
NEAR = 0.45
# One and the same single word leads to so many templates at most, and to those that are nearly as near as the nearest; each
# further word to one more.
OF_ONE_WORD, NEAR_BY_ONE = 2, 0.75
# Where one word is all that was said, how much more a template is worth that has it in the title.
IN_TITLE = 1.25

# What a thing is called says more than what is done with it; 何 and これ say nothing here.
KINDS = {"名詞": 1.0, "動詞": 0.5, "形容詞": 0.5, "形状詞": 0.5}
# 人, 回, 分: what numbers are followed by; one meets them in every text.
COUNTER = "助数詞可能"
# 毎月, 今日: when something happens says nothing about what it is. What the dictionary does not tell apart stands in a list.
TIME = "副詞可能"
# Met in the words of every organization, whatever its trouble: such a word names no matter, and says little beside others.
EVERYDAY = frozenset("""声 話 手 目 気 心 力 子ども 子供 利用者 利用者さん 職員 スタッフ 理事 電話 名前 事務所 事務局 会社 活動 団体 支援 説明 内容
                     古い 動く 出る 送る 入れる 使える day days week weeks month months year years hour hours time times daily weekly monthly yearly
                     voice voices child children work team one two three
                     first new old know knows known teach teaches send sends write writes show shows staff user users paper phone name names
                     try tries start starts stop stops""".split())
# Everyday words in small letters, a name in others: Access is a program.
SMALL = frozenset("access left form word note line".split())
OF_EVERYDAY = 0.4
FEW = 2
SKILL = "skill:"  # no word begins like this
# 電話の苦情 is more than one word; a piece of one (アプリ in 翻訳アプリ, ワード in ワードプレス) leads nowhere by itself.
PHRASE = re.compile("[をのがはにで]")
# Only words that count for something are shown as having led there.
SHOWN, MOST_WORDS = 0.25, 5

Led = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Needs:
    """Slugs of templates and of skills, the likeliest first, each with the words of the text that led there.

    `nearness`: for every template that anything speaks for, how much, 1 for the one that most speaks for.
    """

    templates: Led
    skills: Led
    nearness: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Index:
    """For each word or skill the templates that have it and how much: points[term][slug].

    `names`: for each word or skill the templates whose matter it names; `titles`: for each word those with it in the title.
    `sounds`: katakana -> the word in Latin letters that sounds so.
    """

    points: Mapping[str, Mapping[str, float]]
    names: Mapping[str, Set[str]]
    titles: Mapping[str, Set[str]] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)


class Terms(Counter[str]):
    """The words of a template with their weights, those of its title, and those that name its matter."""

    title: Set[str] = frozenset()
    matter: Set[str] = frozenset()


class Said(NamedTuple):
    """A word of a text: its dictionary form, how much its kind says, how it is shown, whether it can name a matter by itself, its sound."""

    term: str
    weight: float
    shown: str
    names: bool
    sound: str = ""


def needs_in_text(text: str) -> Needs:
    """What may help with a trouble told in everyday words; nothing written about it gives empty lists."""
    return needs_of(text, vocabulary.skills_in_text(text), _index(*state_of_templates()))


def needs_of(text: str, named: Sequence[SkillInText], index: Index) -> Needs:
    """The same with the skills already found in the text, and an index of any templates."""
    named = [one for one in named if not _is_common_word(one)]
    longer = [one for skill in named for one in skill.words if not PHRASE.search(one)]
    said = [*(word._replace(names=word.names and not any(word.shown in one and word.shown != one for one in longer)) for word in _said(text)),
            *(Said(_skill(one.skill), 1.0, one.words[0], True) for one in named)]
    led, named_by_one, titled = _led(said, index)
    if not led:
        # By sound only where nothing else leads anywhere: エクセル to Excel.
        led, named_by_one, titled = _led([word._replace(term=index.sounds.get(word.sound, "")) for word in said if word.names], index)
    points = Counter({slug: sum(words.values()) for slug, words in led.items()})
    best = max(points.values(), default=0)
    # One everyday word does not carry a template: it takes a word that names its matter, or two.
    likely = [slug for slug, worth in points.most_common() if worth >= NEAR * best and (slug in named_by_one or len(led[slug]) >= FEW)]
    leading = {shown for words in led.values() for shown in words}
    if len(leading) == 1:
        likely.sort(key=lambda slug: -points[slug] * (IN_TITLE if slug in titled else 1))
    most = min(MOST_TEMPLATES, len(leading) - 1 + OF_ONE_WORD)
    return Needs([(slug, _strongest(led[slug])) for slug in _few_by_one_word(likely, led, points)[:most]],
                 [(one.skill, one.words) for one in named[:MOST_SKILLS]],
                 {slug: worth / best for slug, worth in points.most_common()})


def _led(said: Iterable[Said], index: Index) -> tuple[dict[str, Counter[str]], set[str], set[str]]:
    """For each template the words that led there and how much they count; the templates whose matter one of them names, whose title has one."""
    led: dict[str, Counter[str]] = {}
    named_by_one: set[str] = set()
    titled: set[str] = set()
    for word in said:
        for slug, worth in index.points.get(word.term, {}).items():
            led.setdefault(slug, Counter())[word.shown] += word.weight * worth
        named_by_one |= index.names.get(word.term, set()) if word.names else set()
        titled |= index.titles.get(word.term, set())
    return led, named_by_one, titled


def _few_by_one_word(likely: Sequence[str], led: Mapping[str, Counter[str]], points: Mapping[str, float]) -> list[str]:
    """Keep of the templates that one single word led to the nearest: many have a word like 名簿 somewhere."""
    kept: list[str] = []
    by_word: dict[str, list[str]] = {}
    for slug in likely:
        if len(led[slug]) == 1:
            same = by_word.setdefault(next(iter(led[slug])), [])
            if same and (len(same) == OF_ONE_WORD or points[slug] < NEAR_BY_ONE * points[same[0]]):
                continue
            same.append(slug)
        kept.append(slug)
    return kept


def _said(text: str) -> Iterable[Said]:
    """Each word of a text once."""
    found: dict[str, Said] = {}
    for word in tokens.words(text):
        if word.is_content and word.pos[0] in KINDS and COUNTER not in word.pos and not (
                says_nothing(word.surface) or says_nothing(word.normal)):
            # A verb is shown as a dictionary has it: 分から is no word.
            shown = word.surface if word.pos[0] == "名詞" else word.normal
            is_everyday = word.surface.casefold() in EVERYDAY or word.normal in EVERYDAY or word.surface in SMALL
            names = word.pos[0] == "名詞" and TIME not in word.pos and not is_everyday
            weight = KINDS[word.pos[0]] * (OF_EVERYDAY if is_everyday else 1.0)
            pieces = () if is_one_of_several(word.normal) else (piece for piece in word.pieces if not says_nothing(piece))
            for form in (word.normal, *pieces):
                found.setdefault(term(form), Said(term(form), weight, shown, names, word.reading if form == word.normal else ""))
    return found.values()


def _strongest(words: Counter[str]) -> tuple[str, ...]:
    most = words.most_common(MOST_WORDS)
    return tuple(word for word, worth in most if worth >= SHOWN * most[0][1])


def _is_common_word(skill: SkillInText) -> bool:
    """Whether a name is no more than a word of everyday English: since spring, a sticky note."""
    return all(mention.reason.code == "unclear" and mention.surface.isascii() and mention.surface.islower() for mention in skill.mentions)


def _skill(slug: str) -> str:
    """The name of a skill among the words."""
    return f"{SKILL}{slug}"


def state_of_templates() -> tuple[Any, ...]:
    """Changes whenever a template changes, in whatever process."""
    with connection.cursor() as cursor:    # asked for every text that is read
        cursor.execute(STATE_OF_TEMPLATES)
        return tuple(cursor.fetchone())


@lru_cache(maxsize=1)
def _index(*state: Any) -> Index:
    # Costly to build (all texts are cut into words) and changed only when the templates are.
    return index_of({template.pk: _terms(template) for template in queries.templates().prefetch_related("skills")})


def index_of(counted: Mapping[str, Terms]) -> Index:
    """Prepare templates, each with its terms and how often they are met, for being found (BM25)."""
    lengths = {slug: sum(terms.values()) for slug, terms in counted.items()}
    usual = sum(lengths.values()) / len(lengths) if lengths else 1
    spread = Counter(term for terms in counted.values() for term in terms)
    points: dict[str, dict[str, float]] = {}
    for slug, terms in counted.items():
        held = SATURATION * (1 - LENGTH + LENGTH * lengths[slug] / usual)
        for one, count in terms.items():
            rare = log(1 + (len(counted) - spread[one] + 0.5) / (spread[one] + 0.5))
            points.setdefault(one, {})[slug] = rare * count * (SATURATION + 1) / (count + held)
    return Index(points, {one: {slug for slug, terms in counted.items() if one in terms.matter} for one in spread},
                 {one: {slug for slug, terms in counted.items() if one in terms.title} for one in spread}, _sounds(spread))


def _sounds(terms: Iterable[str]) -> dict[str, str]:
    """How words in Latin letters sound, where the dictionary knows."""
    words = {term: tokens.words(term) for term in terms if term.isascii() and term.isalpha()}
    return {found[0].reading: term for term, found in words.items() if len(found) == 1 and found[0].reading.casefold() != term}


def _terms(template: Template) -> Terms:
    return terms_of({name: _texts(template, name) for name in WEIGHTS}, told(template.pk),
                    [(row.skill_id, row.is_required) for row in template.skills.all()])


def terms_of(texts: Mapping[str, Iterable[str]], words: str, skills: Iterable[tuple[str, bool]]) -> Terms:
    """Every word of a template with its weight, and the skills it asks for.

    Args:
        texts: by the names of `WEIGHTS`.
        words: in which the trouble is told.
        skills: (slug, whether it is required).
    """
    found = Terms()
    said = {name: [term(form) for text in several for form in tokens.content_words(text)] for name, several in texts.items()}
    # What stands in the other texts that name the matter counts there.
    said[TOLD] = [one for one in map(term, tokens.content_words(words)) if not any(one in said[name] for name in MATTER if name != TOLD)]
    for name, terms in said.items():
        for one in terms:
            found[one] += WEIGHTS.get(name, OF_TOLD)
    for skill, is_required in skills:
        found[_skill(skill)] += 2 if is_required else 1
    found.title = frozenset(said["title"])
    found.matter = frozenset(one for one in found if one.startswith(SKILL)).union(*(said[name] for name in MATTER))
    return found


def _texts(template: Template, name: str) -> list[str]:
    if name in template.content:
        return [row[language] for row in template.content[name] for language in LANGUAGES]
    return [getattr(template, f"{name}_{language}", "") for language in LANGUAGES]
