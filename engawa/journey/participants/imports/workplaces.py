"""The kind of a workplace in its name: みなと銀行 is a 銀行. The kind is what we ask for; the name need not be told."""
import re

from engawa.journey.participants.imports.periods import narrow

LEGAL = re.compile(r"株式会社|有限会社|合同会社|合資会社|\((?:株|有)\)|㈱|㈲")
# What a name ends with, longer ones first, and what it begins with.
ENDS = sorted((
    "銀行 信用金庫 労働金庫 信用組合 農業協同組合 生活協同組合 漁業協同組合 協同組合 農協 生協 漁協 証券 生命保険 損害保険 生命 火災 保険会社 市役所 区役所 "
    "町役場 村役場 役場 県庁 府庁 都庁 道庁 消防署 警察署 税務署 病院 クリニック 診療所 薬局 短期大学 大学 高等専門学校 専門学校 高等学校 中学校 小学校 幼稚園 保育園 "
    "図書館 博物館 美術館 新聞社 出版社 放送局 商工会議所 商工会 計算センター 研究所 会計事務所 税理士事務所 法律事務所 設計事務所 製作所 製鉄所 造船所 建設 工業 電機 食品 "
    "製薬 運輸 印刷 商事 商店 百貨店 ホテル 鉄道 電力 ガス フリーランス 個人事業 自営業").split(), key=len, reverse=True)
SPOKEN = {"生命": "生命保険会社", "火災": "損害保険会社", "生命保険": "生命保険会社", "損害保険": "損害保険会社", "証券": "証券会社", "建設": "建設会社", "工業": "製造業",
          "電機": "電機メーカー", "食品": "食品会社", "製薬": "製薬会社", "運輸": "運輸会社", "印刷": "印刷会社", "商事": "商社", "鉄道": "鉄道会社", "電力": "電力会社", "ガス": "ガス会社",
          "製作所": "製造業", "製鉄所": "製鉄会社", "造船所": "造船会社"}
BEGINS = re.compile(r"^(?:学校|医療|宗教|社会福祉|NPO|特定非営利活動|(?:一般|公益)?(?:財団|社団)|(?:地方)?独立行政)法人")
GENERAL = re.compile(r"[^\s(（]{1,12}(?:業|業界|会社|メーカー|官公庁|自治体|団体|ベンダー|ハウス|商社)")  # only a kind, however it begins
LATIN = re.compile(r"\b(?:Bank|University|College|School|Hospital|Clinic|City Hall|Library|Museum|Institute)\b")
SERVANT = re.compile(r"([市区町村県])(?:事務|技術)?(?:吏員|職員|主事|技師)$")
OFFICES = {"市": "市役所", "区": "区役所", "町": "町役場", "村": "村役場", "県": "県庁"}
BREAK = re.compile(r"[\s(（、,／/]+")


def kind_of(name: str) -> str:
    """The kind of workplace that a name tells, or empty."""
    if GENERAL.fullmatch(name) and not LEGAL.search(narrow(name)):
        return name
    for piece in BREAK.split(LEGAL.sub(" ", narrow(name))):
        if found := BEGINS.match(piece):
            return found[0]
        if end := next((end for end in ENDS if piece.endswith(end)), ""):
            return SPOKEN.get(end, end)
        if served := SERVANT.search(piece):
            return OFFICES[served[1]]
    found = LATIN.search(name)
    return found[0] if found else ""


def is_name(place: str) -> bool:
    """Whether a place, known to be an employer, is named rather than only its kind told."""
    return bool(place) and place != kind_of(place)
