"""Where somebody is: a prefecture of Japan (kept by its Japanese name), or a country (ISO 3166 code)."""
from functools import cache

from babel import Locale
from django.utils.translation import gettext as _

from engawa.base.text.language import reads_english

PREFECTURES: dict[str, str] = dict(zip(
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 "
    "石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 "
    "岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県".split(),
    "Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba Tokyo Kanagawa Niigata "
    "Toyama Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Mie Shiga Kyoto Osaka Hyogo Nara Wakayama Tottori "
    "Shimane Okayama Hiroshima Yamaguchi Tokushima Kagawa Ehime Kochi Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki "
    "Kagoshima Okinawa".split(), strict=True))
# Other authorities in charge of non-profits (所轄庁): the designated cities and the ministries.
AUTHORITIES: dict[str, str] = {
    **{f"{ja}市": f"{en} City" for ja, en in zip(
        "札幌 仙台 さいたま 千葉 横浜 川崎 相模原 新潟 静岡 浜松 名古屋 京都 大阪 堺 神戸 岡山 広島 北九州 福岡 熊本".split(),
        "Sapporo Sendai Saitama Chiba Yokohama Kawasaki Sagamihara Niigata Shizuoka Hamamatsu Nagoya Kyoto Osaka Sakai Kobe Okayama "
        "Hiroshima Kitakyushu Fukuoka Kumamoto".split(), strict=True)},
    **{ja: en if en in ("Hokkaido", "Tokyo") else f"{en} Prefecture" for ja, en in PREFECTURES.items()},
    "内閣府": "Cabinet Office", "厚生労働省": "Ministry of Health, Labour and Welfare",
    "文部科学省": "Ministry of Education, Culture, Sports, Science and Technology",
}
# Codes of the list that are groups, tests or "unknown", not countries.
NOT_COUNTRIES = {"EA", "EU", "EZ", "IC", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "TA", "JP"}


@cache
def countries(language: str) -> dict[str, str]:
    """Return {code: name} of all countries but Japan, in the order of their names."""
    names = Locale(language).territories
    found = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES}
    return dict(sorted(found.items(), key=lambda one: one[1]))


def place_words(prefecture: str, country: str) -> str:
    """Name the place in the reader's language."""
    language = "en" if reads_english() else "ja"
    if country != "JP":
        return countries(language).get(country, country)
    if language == "en":
        return PREFECTURES.get(prefecture, prefecture)
    return prefecture


def authority_words(authority: str) -> str:
    """Name an authority in the reader's language where its English name is known, else as it was written."""
    return AUTHORITIES.get(authority.strip(), authority) if reads_english() else authority


def place_choices() -> list[tuple[str, object]]:
    """Return the choices of one list: prefectures first, then countries. Values are names or codes."""
    language = "en" if reads_english() else "ja"
    prefectures = [(ja, en if language == "en" else ja) for ja, en in PREFECTURES.items()]
    return [("", _("Choose from the list")), (_("Japan"), prefectures), (_("Outside Japan"), list(countries(language).items()))]


def split_place(value: str) -> tuple[str, str]:
    """Return (prefecture, country) for a chosen value."""
    return ("", value) if value not in PREFECTURES else (value, "JP")
