"""Single fields of a list as people write them: hours a week, languages, care of data, a period. Each with whether all of it was clear.

What is missing is unknown and clear; what is not clear is unknown too, and the command says so.
"""
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engawa.base.text.normal import folded, key

LONGEST = 500                          # letters; what is longer is no field of this kind
HOURS_A_WEEK = 7 * 24
DAYS_A_WEEK, WEEKS_A_MONTH = 7, 4      # as a search counts
NATIVE = "native"                      # of a level that is not known: no bar
LANGUAGES = {name: code for code, names in {
    "ja": "jpn jp 日本語 日本 にほんご japanese nihongo", "en": "eng 英語 えいご english", "zh": "zho chi cn 中国語 北京語 普通話 chinese mandarin",
    "ko": "kor kr 韓国語 朝鮮語 ハングル korean", "vi": "vie vn ベトナム語 vietnamese", "tl": "tgl fil フィリピン語 タガログ語 filipino tagalog",
    "pt": "por ポルトガル語 portuguese", "es": "spa スペイン語 spanish", "ne": "nep ネパール語 nepali", "id": "ind インドネシア語 indonesian",
    "th": "tha タイ語 thai", "my": "mya ミャンマー語 ビルマ語 burmese", "mn": "mon モンゴル語 mongolian", "hi": "hin ヒンディー語 hindi",
    "bn": "ben ベンガル語 bengali", "ar": "ara アラビア語 arabic", "fr": "fra fre フランス語 french", "de": "deu ger ドイツ語 german",
    "it": "ita イタリア語 italian", "ru": "rus ロシア語 russian", "uk": "ukr ウクライナ語 ukrainian", "jsl": "日本手話 手話 japanesesignlanguage signlanguage",
}.items() for name in (code, *names.split())}
# Words for each level, the first that is met counts; LinkedIn's, the usual grades and those of Japanese résumés among them.
LEVELS = tuple((level, re.compile(words)) for level, words in (
    (NATIVE, "(?<!non)(?<!near)(?<!not)native|ネイティブ|母国?語|mothertongue|firstlanguage|bilingual|バイリンガル"),
    ("business", "nearnative|business|ビジネス|fluent|流暢|堪能|fullprofessional|上級|(?<![a-z0-9])(?:c[12]|n1)(?![a-z0-9])"),
    ("meeting", "meeting|会議|打ち?合わ?せ|professional|advanced|中級|(?<![a-z0-9])(?:b2|n2)(?![a-z0-9])"),
    ("conversation", "conversation|会話|intermediate|limitedworking|話せ|(?<![a-z0-9])(?:b1|n3)(?![a-z0-9])"),
    ("reading_writing", "reading|writing|読|書|basic|beginner|elementary|初級|片言|カタコト|挨拶|あいさつ|少し|(?<![a-z0-9])(?:a[12]|n[45])(?![a-z0-9])"),
))
NO_TROUBLE = re.compile("(?:問題|支障|不自由)(?:は|が)?(?:なし|なく|ない|ありません|無し|無い)")
DENIED = re.compile("ない|ません|苦手|難し|無理|不可|non|not|cannot|can't")
NOT_HELD = re.compile("(?:は|が)?(?:全く|まったく)?(?:none|no|なし|無し|不可|×|(?:話せ|でき|出来|わから|分から)(?:ない|ません))")
# A language that is none of ours, by its name or its code.
OTHER_LANGUAGE = re.compile("[ァ-ヺー]+語|[a-z]{2}")
PIECES = re.compile(r"[、,;/\n・&+]|と|\band\b")
KANA, JAPANESE_LETTER, LETTER = re.compile("[ぁ-ゖァ-ヺ]"), re.compile("[ぁ-ゖァ-ヺ一-鿿々]"), re.compile(r"[^\W\d_]")
JAPANESE_SHARE = 0.3
DATA = {name: code for code, names in {
    "none": "none no public なし 無し 公開 公開情報", "internal": "internal 内部 内部情報 社内 団体内", "personal": "personal personaldata 個人情報 個人データ",
    "sensitive": "sensitive 要配慮 要配慮個人情報 機微 機微情報"}.items() for name in names.split()}
DAY = re.compile(r"\s*(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})日?(?!\d)")

NUMBER = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
PER = "(?:(?P<week{at}>1?週間?|毎週|week|wk|w|weekly)|(?P<month{at}>1?か?月間?|毎月|month|mo|monthly)|(?P<day{at}>1?日|毎日|day|daily))"
HOURS = re.compile(
    rf"(?:{PER.format(at=1)}(?:に|で|は|あたり|当たり|:)*)?(?:約|およそ|だいたい|大体|最大|最長|上限|upto|max|about|around|[~〜])*"
    rf"(?P<low>{NUMBER})(?:(?:時間|h)?(?:[~〜ー–—-]|から|to)(?P<high>{NUMBER}))?"
    rf"(?:(?:時間|hours?|hrs?|h)(?P<half>半)?|(?P<minutes>分|min(?:ute)?s?))?\.?"
    rf"(?:程度|くらい|ぐらい|位|ほど|前後|弱|強|まで|以内|以下|以上|未満)*"
    rf"(?:(?:/|per|an?|each|every|ina){PER.format(at=2)}|weekly)?")


def words_of(value: Any, between: str = "\n") -> tuple[str, bool]:
    """A text, or the texts of a list, a line each; what is no text is left out."""
    several = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
    texts = [one for one in several if isinstance(one, str)]
    return between.join(texts), len(texts) == len(several)


def names_of(value: Any) -> tuple[str, bool]:
    """Names in a text or in a list: Excel、Word."""
    return words_of(value, "、")


def hours_of(value: Any) -> tuple[float | None, bool]:
    """Hours a week, of a number or of words such as 「週3〜4時間」「月10時間」「4h」; of a range the most."""
    if _is_nothing(value):
        return None, True
    hours: float | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        hours = value
    elif isinstance(value, str) and len(value) <= LONGEST and (found := HOURS.fullmatch(re.sub(r"\s", "", folded(value)).replace("ヶ", "か").replace("ヵ", "か"))):
        hours = _amount(found["high"] or found["low"]) + (0.5 if found["half"] else 0)
        hours /= 60 if found["minutes"] else 1
        if found["day1"] or found["day2"]:
            hours *= DAYS_A_WEEK
        elif found["month1"] or found["month2"]:
            hours /= WEEKS_A_MONTH
    return (float(hours), True) if hours is not None and 0 < hours <= HOURS_A_WEEK else (None, False)


def _amount(written: str) -> float:
    if written[0].isdecimal():
        return float(written)
    digits = {letter: number for number, letter in enumerate("一二三四五六七八九", start=1)}
    tens, ten, ones = written.rpartition("十")
    return (10 * digits.get(tens, 1) if ten else 0) + digits.get(ones, 0)


def language_of(value: Any) -> tuple[str | None, bool]:
    """The code of one language; of another language than ours its name, so that it can be compared."""
    if _is_nothing(value):
        return None, True
    if isinstance(value, list) and len(value) == 1:
        return language_of(value[0])
    if not isinstance(value, str) or len(value) > LONGEST:
        return None, False
    name = folded(value)
    code = _code(name) or _code(re.split("[-_]", name)[0]) or (key(name) if OTHER_LANGUAGE.fullmatch(name) else None)
    inside = {LANGUAGES[one] for one in LANGUAGES if len(one) > 1 and not one.isascii() and one in name}
    one = code or (inside.pop() if len(inside) == 1 and not DENIED.search(name) else None)   # やさしい日本語
    return one, one is not None


def _code(name: str) -> str | None:
    return LANGUAGES.get(key(name))


def languages_of(value: Any, account: str) -> tuple[dict[str, str], bool]:
    """Language → level. Whoever writes an account in Japanese speaks it, also where only others are listed; so does who lists none.

    Args:
        value: a list of {lang, level} or of names, names with levels in words, or {name: level}.
        account: what the person wrote.
    """
    found: dict[str, str] = {}
    clear, refused = True, set()
    for name, level in _named_levels(value):
        code, is_known = language_of(name)
        read, is_read = level_of(level)
        clear = clear and is_known and is_read
        if code and read:
            found.setdefault(code, read)
        elif code:
            refused.add(code)
    is_nothing = not found and not refused
    if "ja" not in refused and (not found or is_japanese(account)):
        found.setdefault("ja", NATIVE)
    return found, clear and (not is_nothing or _is_nothing(value))


def _named_levels(value: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(value, str):
        for piece in filter(str.strip, PIECES.split(folded(value)[:LONGEST])):
            yield _split(piece)
    elif isinstance(value, dict):
        names = [name for name in ("lang", "language", "code", "name") if value.get(name)]
        if names:
            yield value[names[0]], value.get("level")
        else:
            yield from value.items()
    elif isinstance(value, list):
        for one in value:
            yield from _named_levels(one) if isinstance(one, str | dict) else [(one, None)]
    elif value is not None:
        yield value, None


def _split(piece: str) -> tuple[str | None, str]:
    """A name of ours with a level behind it: 「英語（ビジネス）」."""
    piece = piece.strip()
    if _code(piece):
        return piece, ""
    ends = [end for end in range(len(piece), 1, -1) if _code(piece[:end]) and not (piece[end - 1:end + 1].isascii() and piece[end - 1:end + 1].isalpha())]
    return (piece[:ends[0]], piece[ends[0]:]) if ends else (None, piece)


def level_of(value: Any) -> tuple[str | None, bool]:
    """A level of a language; None for a language that is named as not spoken. What is not clear is no bar."""
    if _is_nothing(value):
        return NATIVE, True
    said = NO_TROUBLE.sub("", key(str(value)[:LONGEST]).strip(":：、。"))
    if NOT_HELD.fullmatch(said):
        return None, True
    level = next((level for level, words in LEVELS if words.search(said)), None)
    if level is None or (DENIED.search(said) and level != "reading_writing"):
        return NATIVE, said == ""
    return level, True


def is_japanese(text: str) -> bool:
    """Whether a text is written in Japanese, however many names of techniques it holds."""
    letters = len(LETTER.findall(text))
    return bool(KANA.search(text)) and len(JAPANESE_LETTER.findall(text)) >= JAPANESE_SHARE * letters


def data_of(value: Any) -> tuple[str | None, bool]:
    """How careful one must be with the data of a posting: none, internal, personal or sensitive."""
    if _is_nothing(value):
        return None, True
    found = DATA.get(key(value)) if isinstance(value, str) else None
    return found, found is not None


def period_of(value: Any) -> tuple[tuple[date | None, date | None], bool]:
    """(first day, last day) of {start, end} or of two days with a sign between; a day as ISO writes it, or 2026/10/1, 2026年10月1日."""
    if _is_nothing(value):
        return (None, None), True
    if isinstance(value, str):
        days = re.split(r"[~〜～ー–—]|から|\bto\b|\s-\s", value)
        value = dict(zip(("start", "end"), (day.strip() for day in days), strict=False)) if len(days) <= 2 else None
    if not isinstance(value, Mapping):
        return (None, None), False
    start, end = day_of(value.get("start")), day_of(value.get("end"))
    return (start, end), all(day or _is_nothing(value.get(name)) for name, day in (("start", start), ("end", end)))


def day_of(value: Any) -> date | None:
    """A day; None for what is none."""
    try:
        found = DAY.match(folded(str(value)))
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not (value.strip() if isinstance(value, str) else value))
