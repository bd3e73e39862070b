"""skills.yaml: a tree that holds together, words that belong to one skill, relations that agree."""
import re
import unicodedata

import pytest

from engawa.base.text.normal import key
from tests.skills.data import files

SKILLS = files.read("skills")["skills"]
BY_SLUG = {row["slug"]: row for row in SKILLS}
GROUPS, HEADS = files.read("skills")["groups"], files.read("skills")["areas"]

# Everyday words, or words inside other words (ネパール, フランシスコ, カードリーダー, ヘクトパスカル): never silent aliases.
EVERYDAY = set("""
アクセス ホスト ネットワーク リーダー マネージャー 調整 営業 福祉 監視 編集 写真 カメラ 撮影 印刷 収録 ロゴ 関数 自動化
見える化 シェル パール サス パスカル シスコ ミート リール スキャン パンチ プロンプト コンテナ クラスタ コンバージョン
グローバル ディレクター インタビュー 総務 弥生 流通 組み込み 組込 組込み スクラッチ Access Make Box Meet Notes note Square
BASE STORES STUDIO REST Spring Exchange LINE Backlog Keynote SAN UPS GAS PAD AIM MSP PMS Mac Word
""".split())
# Two characters that mean one thing only, wherever they stand.
SHORT_BUT_SURE = set("""
統計 経理 会計 決算 簿記 監査 監事 講師 校正 校閲 取材 会報 入稿 字幕 帳票 見積 信託 物流 小売 組版 版下 写植 製図 積算
筆王 外字 更改 課長 部長 係長 折衝 傾聴 査読 講演 点字 点訳 翻訳 英語 英訳 和訳 通訳 礼状
写研 工担 通関 乙仲 棚割 校務 宅建 検孔 線表 6σ
検収 成端 教務 買掛 売掛 計装 駅務 製版 仕訳 口振 知財 渉外 真因 取説 音訳 社協 英検 庶務
""".split())


def test_the_tree_holds_together():
    assert {row["area"] for row in GROUPS} == set(files.slugs(HEADS))
    assert {row["group"] for row in SKILLS} == set(files.slugs(GROUPS))
    assert [slug for slug in files.AREAS if slug not in files.slugs(HEADS)] == []


def test_the_four_areas_keep_their_names():
    assert {row["slug"]: row["ja"] for row in HEADS if row["slug"] in files.AREAS} == {
        "web-sns": "ウェブサイト・SNS", "data": "データの整理と分析", "systems": "業務の仕組みと道具",
        "strategy-security": "IT計画と情報の安全"}


def test_skills_serve_seed_areas():
    assert [row["slug"] for row in SKILLS if not row["areas"] or not set(row["areas"]) <= set(files.AREAS)] == []
    assert [row["slug"] for row in SKILLS if files.repeated(row["areas"])] == []
    assert {row["npo_use"] for row in SKILLS} == {0, 1, 2, 3}


def test_the_size_stays_readable():
    assert 350 <= len(SKILLS) <= 450


@pytest.mark.parametrize("kind", ["related", "transfers_to"])
def test_relations_lead_somewhere(kind):
    wrong = [(row["slug"], other, weight) for row in SKILLS for other, weight in row.get(kind, {}).items()
             if other not in BY_SLUG or other == row["slug"] or not 0 < weight <= 1]
    assert wrong == []


def test_every_skill_has_a_neighbour_and_neighbours_agree():
    assert [row["slug"] for row in SKILLS if not row["related"]] == []
    one_way = [(row["slug"], other) for row in SKILLS for other, weight in row["related"].items()
               if BY_SLUG[other]["related"].get(row["slug"]) != weight]
    assert one_way == []


def test_a_word_belongs_to_one_skill():
    owners: dict[str, set[str]] = {}
    for row in SKILLS:
        for word in [row["ja"], row["en"], *row["aliases"], *row.get("ambiguous", [])]:
            owners.setdefault(key(word), set()).add(row["slug"])
    assert {word: sorted(skills) for word, skills in owners.items() if len(skills) > 1} == {}


def test_a_word_is_either_sure_or_ambiguous():
    both = {row["slug"]: {key(w) for w in row["aliases"]} & {key(w) for w in row.get("ambiguous", [])} for row in SKILLS}
    assert {slug: words for slug, words in both.items() if words} == {}


def test_words_are_bare():
    words = [(row["slug"], w) for row in SKILLS for w in [*row["aliases"], *row.get("ambiguous", [])]]
    assert [(slug, w) for slug, w in words if not w.strip() or w != w.strip() or re.search(r"[（）()]", w)] == []


def is_unsafe(alias: str) -> bool:
    """Whether an alias would match where nobody meant it."""
    if alias in EVERYDAY or len(unicodedata.normalize("NFKC", alias)) < 2:
        return True
    return not alias.isascii() and len(alias) < 3 and alias not in SHORT_BUT_SURE


def test_silent_aliases_are_safe():
    assert [(row["slug"], alias) for row in SKILLS for alias in row["aliases"] if is_unsafe(alias)] == []
    assert [w for w in ("アクセス", "調整", "X", "海") if not is_unsafe(w)] == []
