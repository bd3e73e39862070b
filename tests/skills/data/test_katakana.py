"""Katakana toward staff of an organization: known words, explained words, and no others."""
import re
from typing import Any

import pytest

from tests.skills.data import files

WORD = re.compile(r"[ァ-ヶー]{2,}")
KNOWN = set("""
アドレス アプリ アンケート イベント インターネット ウイルス エネルギー オンライン カレンダー カード ガイド キーボード クラブ
グーグル コード サイト サポート サービス シフト システム ジェンダー スポーツ スマホ スマートフォン ソフト チャット チラシ
デザイン データ トイレ トラブル ネット ネットショップ ページ パソコン パスワード パートナーシップ ファイル プログラム
プロジェクト ボランティア ホームページ マウス メニュー メモ メモリ メモリー メール メールアドレス メールサービス
メールマガジン リンク レベル ロゴ ログイン クリーン ゼロ ドキュメント ドライブ スプレッドシート アナリティクス フォーム
セキュリティ シート テスト ハザードマップ バックアップコード プライバシーポリシー マーク コンサルタント
""".split())
# Allowed where the same row says in brackets what it is, or is itself the bracket behind a plain word.
EXPLAINED = {
    "ドメイン", "サーバー", "アカウント", "ライセンス", "テーマ", "フォロワー", "プロフィール", "バックアップ", "クラウド",
}
# Explained once in the file that needs it most, and plain enough after that.
EXPLAINED_ANYWHERE = {"アクセス", "マクロ", "フォルダー", "ドック", "ツール"}


def unexplained(text: str) -> list[str]:
    found = []
    for word in sorted(set(WORD.findall(text)) - KNOWN - EXPLAINED_ANYWHERE):
        in_brackets = f"{word}（" in text or re.search(f"（[^）]*{word}[^）]*）", text)
        if word not in EXPLAINED or not in_brackets:
            found.append(word)
    return found


def rows() -> list[tuple[str, Any]]:
    """What somebody reads in one go: a template, a question, a section, a cause, the words about a tool."""
    return [
        *(("template", row) for row in files.read("templates")["templates"]),
        *(("question", row) for row in files.read("diagnosis")["questions"]),
        *(("section", row) for row in files.read("agreement")["sections"]),
        *(("cause", row) for row in files.read("causes")["causes"]),
        *(("tool", {"slug": row["slug"], "desc_ja": row["desc_ja"]}) for row in files.read("tools")["tools"]),
    ]


@pytest.mark.parametrize("kind", ["template", "question", "section", "cause", "tool"])
def test_every_katakana_word_is_a_decision(kind):
    found = {}
    for of, row in rows():
        if of == kind:
            text = "\n".join(t.value for t in files.texts(row, kind) if t.language == "ja")
            if words := unexplained(text):
                found[row["slug"]] = words
    assert found == {}


@pytest.mark.parametrize(("text", "words"), [
    ("サーバーを借ります。", ["サーバー"]), ("サーバー（ホームページの置き場所）を借ります。", []),
    ("置き場所（サーバー）を借ります。", []), ("コンテナ（入れ物）を使います。", ["コンテナ"]), ("ホームページを作ります。", []),
])
def test_this_test_sees_an_unexplained_word(text, words):
    assert unexplained(text) == words
