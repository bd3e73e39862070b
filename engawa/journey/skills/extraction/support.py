"""Names that mean many things (C, PM, アクセス) count only with support from what stands around them."""
import re

from engawa.journey.skills.extraction.finding import Sight
from engawa.journey.skills.extraction.vocabulary import Vocabulary

LIST_SIGN = re.compile(r"^[\s、,・/&+()「」〜〓]*(?:や|と|とか|及び|および|and|or|to|も|から)?[\s、,・/&+()「」]*$")
TECHNICAL = re.compile(r"技術|言語|環境|スキル|ツール|ソフト|os|db|ミドルウェア|開発|使用|資格|得意|経験|職務|業務|担当|役割|工程|アプリ")
USED = re.compile(r"^(?:\d[\d.]*)?(?:で|を(?:使|用い|利用|活用|導入|操作)|による|の(?:設計|構築|開発|管理|運用|導入|設定|保守|テーブル|フォーム|クエリ|台帳|データベース|db|ファイル|ツール)|と(?=◇)|や|も(?:使|少し|一通り))")
AS_ROLE = re.compile(r"^(?:/\w+)?(?:として|を(?:務|担当|経験|歴任|任|拝命|\d)|(?:を)?兼|担当|(?:の)?経験|歴|補佐|業務|(?:の)?役(?!員)|に(?:昇格|就|なり|なっ)|クラス)")
# 私の担当はテスト。 テストばかり(を)していました。 レビュー専任でした。
MY_WORK = re.compile(r"(?:担当|受け持ち|持ち場|役目|役割|役回り|仕事|専門|本業|本職|業務|持ち分|分担|得意|十八番|守備範囲)(?:の中身)?(?:は|が|:)[、 ]?(?:主に|ほぼ|ずっと|もっぱら|いつも|ほとんど)?、?$")
ENDS = re.compile(r"^(?:(?:だけ|のみ|一本|一筋|全般|など|ばかり|関係|係|と[一-鿿ァ-ヶー]{1,8}))?(?:です|でした|だった|だ)?(?:[。、]|$)")
ONLY_THAT = re.compile(r"^(?:ばかり|ばっかり|だけ|のみ|専任|一筋|一本|専門|三昧|漬け|係|の毎日|の日々)(?:を|に|で|の)?[^、。はが◇]{0,8}?(?:し(?:て|た|ま)|や[っり]|書|でし|です|だった|、|。|$)")
IS_MINE = re.compile(r"^(?:は|も|が)(?:すべて|全部|主に|ずっと|いつも)?、?(?:私|わたし|わたくし|自分|小生|当方|僕|俺)(?:です|でした|が|の(?:担当|役|仕事|受け持ち)|でやり|、|。|$)")
ROLES = {"pm", "pl", "ce", "qa"}
# A whole sentence, not a list or note: it has a verb or です at its end.
SAYS = re.compile(r"(?:ま(?:す|した|せん|して)|です|でした|だった|[いきしちっりえけせてねめれみび]た|[いん]だ|[うくすつぬむぐぶる])(?:が|けれど|けど|ので|から|よ|ね)?[。、」]*$")
NEAR = 10
KANJI_NEAR = 8
KANJI = re.compile(r"^[一-鿿]{2,3}$")
BEFORE = 60  # letters of the sentences before that may lend support


def is_supported(sight: Sight, around: list[Sight], low: str, sentence: tuple[int, int], label: str, vocabulary: Vocabulary) -> bool:
    """Whether a many-meaning name means the skill here.

    `around` are all sights of the sentence; `label` the heading it stands under; `low` the text in lower case.
    """
    if sight.key in vocabulary.common and not SAYS.search(low[sight.end:sentence[1]]):
        return True
    text = low[max(0, sentence[0] - BEFORE):sight.start] + "◇" + low[sight.end:sentence[1]]
    near = NEAR if low[sight.start - 1:sight.start] == "の" else KANJI_NEAR if KANJI.search(sight.key) else 0
    if near:
        # 庭の設計: what is designed stands right before. Words in kanji are everywhere, so a far one supports nothing.
        text = low[max(sentence[0], sight.start - near):sight.start] + "◇" + low[sight.end:min(sentence[1], sight.end + near)]
    if (MY_WORK.search(low, sentence[0], sight.start) and ENDS.match(low[sight.end:sentence[1]])) or ONLY_THAT.match(low[sight.end:sentence[1]]) or (
            IS_MINE.match(low[sight.end:sentence[1]])):
        return True
    context = vocabulary.contexts.get(sight.key)
    if context is not None and context.search(text + " " + label):
        return True
    if any(_beside(sight, other, low) and _lends(sight, other, vocabulary) for other in around):
        return True
    if sight.key in ROLES and AS_ROLE.match(low[sight.end:sentence[1]]):
        return True
    return bool(label and TECHNICAL.search(label) and context is None and len(sight.key) >= 2)


def is_product_name(sight: Sight, text: str, end: int) -> bool:
    """Whether a name stands as a product in a Japanese sentence: Accessで, Boxを導入 (capital first, rest small)."""
    name = text[sight.start:sight.end]
    return (name.isascii() and len(name) >= 3 and name[0].isupper() and name[1:].islower()
            and USED.match(text[sight.end:end]) is not None)


def _beside(sight: Sight, other: Sight, low: str) -> bool:
    if other is sight or abs(other.start - sight.start) > 60:
        return False
    first, second = sorted((sight, other), key=lambda one: one.start)
    return first.end <= second.start and LIST_SIGN.match(low[first.end:second.start]) is not None


def _lends(sight: Sight, other: Sight, vocabulary: Vocabulary) -> bool:
    """A sure neighbour of the same kind lends its certainty; two unsure ones of one shelf lend it to each other."""
    if other.skill == sight.skill:
        return False
    near = vocabulary.are_near(sight.skill, other.skill)
    return near or (not other.is_ambiguous and len(sight.key) >= 2 and sight.key.isascii() and other.key.isascii())
