"""How strongly a skill is held, and for how long: from the verbs, adverbs and figures beside it."""
import re
from functools import lru_cache

from engawa.journey.skills.extraction.quick import Quick, by_first_letter

STRONG = Quick(
    r"設計(?:し|責任|者)|統括|主導|責任者|講師|率い|指揮|指導|監督|立ち上げ|取りまとめ|とりまとめ|まとめ役|主担当|中心(?:と|に|メンバー|的)|一から|ゼロから|教え(?!て(?:もら|いただ)|ら)|"
    r"育成|得意(?!では|で?は?な)|熟知|精通|詳しい|詳しく(?!な|あ|は)|第一人者|リード|リーダー|策定|マネージャ|アーキテクト|企画し|企画を|推進し|体に染み|自信が(?:あ|持)|任され|誰より|強い方|◎|"
    r"立上げ|一手に|"
    # 設計から製造まで一人で; not 1990年から2000年まで一貫して, which says when.
    r"から[^、。\d年月]{1,12}まで[をの、]{0,2}(?:すべて|全て|全部|一人で|ひとりで|単独で|自分で|一貫)|"
    r"\bled\b|\bdesigned\b|headed|managed|architect|taught|trained|instructor|responsible for|expert|\blead\b|directed|"
    r"founded")
WEAK = Quick(
    r"補助|少し|少々|多少|手伝(?!いまし)|手伝|かじ[っり]|アシスタント|見習い|簡単な|基礎(?:的|程度|だけ|のみ|知識)|初歩|入門|ちょっと|若干|軽く|一応|程度|触った(?:程度|だけ|こと)|"
    r"(?:くらい|ぐらい)(?:なら|は|です|$)|時々|たまに|数回|数か月|数ヶ月|数カ月|[1-6]か月(?<![0-9]{2}か月)|サポート役|参照のみ|読める(?:程度|だけ)|何とか|なんとか|浅く|一部|△|"
    r"\ba little\b|\ba bit\b|some experience|\bassist|\bhelped\b|basic|beginner|briefly|touched|dabbled")
NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3}|数十)"
FOR_YEARS = by_first_letter(
    NUMBER + r"\s?(?:数|余)?\s?(?:年|years?|yrs?)(?!\s?(?:\d|月|代|度|生|前|から|まで|に(?!わた|及|渡)|頃|ごろ|問題|版|式|卒|入社|退職|生まれ|のとき|の時|ago))", re.ASCII)
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "s": 1925, "h": 1988, "r": 2018, "t": 1911}
YEAR = r"(?:(?P<era{n}>明治|大正|昭和|平成|令和|(?<![a-z])[shrt])\.?(?P<in{n}>\d{{1,2}}|元)年?|(?P<full{n}>(?:19|20)\d\d)年?|'?(?P<two{n}>\d\d)年)(?:[./]?\d{{1,2}}月?)?"
RANGE = Quick(YEAR.format(n=1) + r"\s?(?:から|より|〜|-|–|to)\s?(?:" + YEAR.format(n=2) + r"|(?P<short>\d{1,2})年?|(?P<open>現在|今|present|now))")
UNTIL = Quick(YEAR.format(n=1) + r"(?:頃|ごろ|くらい|末|春|夏|秋|冬)?(?:まで|を最後に|に(?:退職|定年|引退)|頃|ごろ)|(?:until|till|up to)\s(?P<en>(?:19|20)\d\d)")
NOW = re.compile(r"現在(?!の)|今も|いまも|今でも|最近(?:は|まで|も)|現役|直近|currently|to this day")
FIGURES = re.compile(r"[\d一二三四五六七八九十元](?:(?<=\d)|年)")
KANJI = {letter: value for value, letter in enumerate("一二三四五六七八九", 1)}


@lru_cache(maxsize=4096)
def strength_of(statement: str) -> int:
    """1 a little, 2 did it, 3 designed or led it; `statement` is what is said about the skill, names masked."""
    if WEAK.search(statement):
        return 1
    return 3 if STRONG.search(statement) else 2


@lru_cache(maxsize=4096)
def years_of(statement: str, this_year: int) -> tuple[int | None, int | None]:
    """(how many years, the last year of use), each None when it is not said."""
    if not FIGURES.search(statement):
        return None, this_year if NOW.search(statement) else None
    found = RANGE.search(statement)
    counted = statement.replace(found[0], " ") if found else statement
    years = max((_number(one[1]) for one in FOR_YEARS.finditer(counted)), default=None)
    last: int | None = None
    if found:
        start = _year(found, 1)
        end = this_year if found["open"] else _end_year(found, start)
        if start and end and start <= end <= this_year:
            last, years = end, years if years is not None else end - start
    elif found := UNTIL.search(statement):
        last = int(found["en"]) if found["en"] else _year(found, 1)
    elif NOW.search(statement):
        last = this_year
    return years or None, last if last and last <= this_year else None


def _number(text: str) -> int:
    if text == "数十":
        return 20
    if text.isdigit():
        return int(text)
    tens, _, units = text.rpartition("十")
    return (KANJI.get(tens, 1) * 10 if "十" in text else 0) + KANJI.get(units, 0)


def _year(found: re.Match[str], n: int) -> int | None:
    if found[f"era{n}"]:
        return ERAS[found[f"era{n}"]] + (1 if found[f"in{n}"] == "元" else int(found[f"in{n}"]))
    if found[f"full{n}"]:
        return int(found[f"full{n}"])
    if found[f"two{n}"]:
        return 1900 + int(found[f"two{n}"]) if int(found[f"two{n}"]) > 40 else 2000 + int(found[f"two{n}"])
    return None


def _end_year(found: re.Match[str], start: int | None) -> int | None:
    """The second year of a range; 平成元年〜8年 and 1998-03 leave out what the first one said."""
    if found["short"] is None or start is None:
        return _year(found, 2)
    if found["era1"]:
        return ERAS[found["era1"]] + int(found["short"])
    return start // 100 * 100 + int(found["short"])
