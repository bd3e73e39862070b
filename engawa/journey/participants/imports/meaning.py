"""What was read, in the words of the house: career roles, skills with the words they came from, languages."""
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext, override

from engawa.base.text.normal import key
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundLanguage, FoundSkill, capped
from engawa.journey.participants.imports.periods import narrow
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import LanguageLevel, LastUse
from engawa.journey.skills import queries as skills
from engawa.journey.skills.extraction import Kind
from engawa.journey.skills.models import Alias

# What résumés call roles besides the words of the vocabulary.
ROLE_WORDS = {
    "business-se": "systems engineer, system engineer, 開発SE", "open-programmer": "programmer, software engineer, software developer, developer, "
    "プログラマ", "project-leader": "リーダー, リーダ, leader, team leader, team lead, tech lead", "is-manager": "it manager, head of it, it director, システム部長, 情報システム部長",
    "operator": "computer operator, operator, オペレータ", "project-manager": "プロジェクトマネージャ", "dba": "database engineer",
    "tester-qa": "tester, qa engineer", "it-instructor": "インストラクター, instructor",
}
TEAM = re.compile(r"[(（]?\s*(?:メンバー|部下|配下|チーム)?\s*約?\d+\s*[名人](?:体制|規模)?\s*[)）]?")
RANK = re.compile(r"^(?:(?:senior|junior|lead|chief|principal|assistant|sr|jr)\b\.?|上級|主任)\s*", re.IGNORECASE)
UNIT = re.compile(r"[部課室][\s　]*(?=[部課室]長)")  # 情報システム部 課長 is 情報システム課長
PIECES = re.compile(r"[（()）、,／/・\s—–]+")
PHRASES = re.compile(r"\s*[（()）、,／/・—–]\s*")
LONGEST = 20
# Words of LinkedIn, of JSON Resume's examples and of Japanese résumés; our own labels come with the codes.
FLUENCY = {
    LanguageLevel.NATIVE: "native or bilingual, native speaker, bilingual, mother tongue, ネイティブ, 母国語",
    LanguageLevel.BUSINESS: "full professional, fluent, business, business fluent, ビジネス, ビジネス会話, ビジネス英語, 上級",
    LanguageLevel.MEETING: "professional working, advanced, 会議に参加, 中級",
    LanguageLevel.CONVERSATION: "limited working, intermediate, conversational, conversation, daily conversation, 日常会話, 日常英会話, 会話",
    LanguageLevel.READING: "elementary, basic, beginner, 読み書き, 読み書きのみ, 読み書きができる, 初級",
}
# What says only that a level follows or went before: 日常会話程度, ビジネス会話レベル, Business level, Limited working proficiency.
GRADE = re.compile(r"(?:[\s・の]*(?:proficiency|level|レベル|程度|相当|が?可能?|(?:が|も)?でき(?:る|ます)))+$", re.IGNORECASE)


def understood(found: Found) -> Found:
    """Return what was read with our slugs, codes and levels, as far as the words say them."""
    roles = _roles()
    careers = tuple(_career(career, roles) for career in found.careers)
    text = "\n".join([*(f"{career.did}\n{career.result}" for career in careers), found.about, found.text])
    listed = list(_listed(found.skills))
    known = {skill.skill for skill in listed if skill.skill}
    named = [FoundSkill(words="、".join(one.words[:3]), skill=one.skill, is_sure=one.kind is Kind.OWN)
             for one in skills.skills_in_text(text) if one.kind in (Kind.OWN, Kind.UNCERTAIN) and one.skill not in known]
    languages = tuple(_language(language) for language in found.languages)
    return capped(replace(found, careers=careers, skills=(*listed, *named), languages=languages, text=""))


def _roles() -> dict[str, str]:
    """{word for a career role: its slug}; the first role of a word keeps it."""
    roles: dict[str, str] = {}
    for family in skills.role_families():
        for role in family.current_roles:  # type: ignore[attr-defined]  # because the query prefetches it
            for words in (role.ja, role.en, *role.aliases):
                roles.setdefault(key(words), role.pk)
    current = set(roles.values())
    for slug, words in ROLE_WORDS.items():
        for word in words.split(", ") if slug in current else ():
            roles.setdefault(key(word), slug)
    return roles


def _called(words: str) -> Iterator[str]:
    """The ways to read words for a role: リーダー（8名）, Senior Systems Engineer, 開発リーダー."""
    pieces = (words, TEAM.sub("", narrow(words)).strip(), UNIT.sub("", words), *PHRASES.split(words), *PIECES.split(words))
    for each in pieces:
        yield from filter(None, (each, RANK.sub("", each)))
    if any(each.endswith(("リーダー", "リーダ")) for each in pieces):
        yield "リーダー"


def _career(career: FoundCareer, roles: Mapping[str, str]) -> FoundCareer:
    """Find the role; words that are none of ours stay in the text. Without a year there is some text, so that the entry can be kept."""
    words = career.role_words
    named = _called(words) if words else PIECES.split(career.place)
    slug = next((roles[key(each)] for each in named if key(each) in roles), "")
    did = career.did
    if words and not slug and words not in did:
        did = f"{words}\n{did}".strip()
    slug = slug or next(_worked_as(did, roles), "") or next(_standing_alone(did, roles), "")
    if not (did or career.from_year or career.to_year):
        did = words or career.kind or (gettext("Work at a company") if career.is_named else "") or career.result
    return replace(career, role=slug, did=did)


def _worked_as(text: str, roles: Mapping[str, str]) -> Iterator[str]:
    """The roles in 汎用機SEとして, the longest word first."""
    for found in re.finditer("として", text):
        before = text[max(0, found.start() - LONGEST):found.start()]
        for start in range(len(before)):
            # No beginning inside a word of letters: SE is not in EXPENSE.
            if not re.match(r"[A-Za-z]{2}", before[max(0, start - 1):start + 1]) and key(before[start:]) in roles:
                yield roles[key(before[start:])]
                break


def _standing_alone(text: str, roles: Mapping[str, str]) -> Iterator[str]:
    """The role that is a line of its own at the beginning, or ends the first line: IT Manager; 帳票の設計 プログラマー."""
    lines = text.splitlines()[:2]
    for words in (*lines, *(piece for line in lines[:1] for piece in line.split()[-1:])):
        yield from (roles[key(each)] for each in (words, RANK.sub("", words)) if key(each) in roles)


def _listed(rows: Iterable[FoundSkill]) -> Iterable[FoundSkill]:
    """Skills from a list, each once: an alias names the skill, a longer phrase may name several; the rest stays as words."""
    rows = list(rows)
    aliases = Alias.objects.filter(key__in={key(row.words) for row in rows}, skill__retired_at__isnull=True)
    by_key, levels = dict(aliases.values_list("key", "skill")), skills.levels_called()
    seen: set[str] = set()
    for row in rows:
        exact = by_key.get(key(row.words))
        inside = [] if exact else [one.skill for one in skills.skills_in_text(row.words) if one.kind is Kind.OWN]
        level = levels.get(key(row.level_words), 0) if exact else 0
        last_use = row.last_use if row.last_use in LastUse.values else ""
        for slug in [exact] if exact else inside or [""]:
            if (slug or row.words) not in seen:
                seen.add(slug or row.words)
                yield replace(row, skill=slug, level=level, last_use=last_use)


def _language(language: FoundLanguage) -> FoundLanguage:
    """Find code and level; another language than ours keeps its words only."""
    codes = {code: {code, *_in_both(LANGUAGE_NAMES[code])} for code in LANGUAGE_NAMES}
    levels = {level: {level.value, *_in_both(level.label), *FLUENCY[level].split(", ")} for level in LanguageLevel}
    return replace(language, code=_which(language.words, codes),
                   level=_which(language.level_words, levels) or _which(GRADE.sub("", narrow(language.level_words)), levels))


def _which(words: str, table: Mapping[str, Iterable[str]]) -> str:
    return next((str(code) for code, names in table.items() if key(words) in {key(str(name)) for name in names}), "")


def _in_both(label: object) -> Iterable[str]:
    for language in ("ja", "en"):
        with override(language):
            yield str(label)
