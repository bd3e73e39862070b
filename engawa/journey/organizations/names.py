"""Names and corporate numbers: one spelling, one check digit."""
import re

from engawa.base.text.normal import folded, katakana, normal
from engawa.journey.organizations.places import PREFECTURES

IN_BRACKETS = re.compile(r"\((?:特例)?(?:認定|特非|公社|公財|一社|一財|社福|学|社|財|npo法人|npo)\)", re.IGNORECASE)
LEGAL_FORM = re.compile(
    r"(?:特例)?(?:認定)?(?:特定非営利活動法人|npo法人|npo)(?:認定)?|(?:公益|一般)(?:社団|財団)法人"
    r"|社会福祉法人|学校法人|医療法人|宗教法人|任意団体|市民団体|特非"
    r"|^the\s+|\s+(?:foundation|inc\.?|incorporated|ltd\.?|limited)$", re.IGNORECASE)
PLACES = "|".join(["日本", *(re.sub("[都府県]$", "", place) for place in PREFECTURES)])
# 東京支部 behind a space, or behind anything where the place is a prefecture.
BRANCH = re.compile(rf"(?<=\S)(?:\s+\S{{0,8}}|(?:{PLACES})[都府県]?)(?:支部|支局|支所|事務所|分室|本部|オフィス)\s*$")
NO_SOUND = re.compile(r"[\W_ー]+")
# Keys that stand in the names of many: only the very same name is similar then.
COMMON = frozenset(("コドモ食堂", "子ドモ食堂", "フリスクル", "見守リノ会", "市民ノ会", "手話ノ会", "朗読ノ会", "サポトセンタ", "支援センタ", "地域食堂",
                    "学習支援", "子育テ支援", "日本語教室", "ミンナノ会", "コドモノ会", "ボランティア", "ネットワク", "プロジェクト"))


def name_key(name: str) -> str:
    """Return the name without its legal form, branch, spaces, marks, width, case and kind of kana: equal keys mean a similar name.

    認定NPO法人 こなら, ＮＰＯ法人（認定）コナラ and こなら 東京支部 share one key; so do サポーター and サポータ.
    """
    plain = IN_BRACKETS.sub(" ", folded(name)).replace("(", " ").replace(")", " ").strip()
    bare = LEGAL_FORM.sub(" ", plain).strip()
    return (_letters(BRANCH.sub("", bare)) or _letters(bare) or _letters(plain) or plain)[:120]


def plain_name(name: str) -> str:
    """Return the name without its legal form, written as it was: what a register is searched for."""
    return LEGAL_FORM.sub(" ", IN_BRACKETS.sub(" ", normal(name))).strip() or name


def _letters(text: str) -> str:
    return NO_SOUND.sub("", katakana(text))


def check_digit(base: str) -> int:
    """Return the check digit of the 12 digits of a corporate number (法人番号).

    法人番号の指定等に関する省令（平成26年財務省令第70号）第2条: 9 − (Σ Pn × Qn を 9 で割った余り), where Pn is the
    n-th digit counted from the lowest and Qn is 1 for odd n and 2 for even n.
    """
    total = sum(int(digit) * (1 if n % 2 else 2) for n, digit in enumerate(reversed(base), start=1))
    return 9 - total % 9


def is_corporate_number(number: str) -> bool:
    """Say whether 13 digits are a corporate number: the first one is the check digit of the other twelve."""
    return bool(re.fullmatch("[0-9]{13}", number)) and int(number[0]) == check_digit(number[1:])
