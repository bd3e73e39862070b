"""The house speaks with one voice: everything translated, one word for one thing, nobody blamed."""
import re
from collections.abc import Iterator

import pytest

from engawa.base.text import catalogues
from tests.architecture import house

# What we say instead stands beside each word (ux.md, "One term per concept"). The names and aliases in the
# vocabulary of skills and roles (data/*.yaml) are what people type, so they are exempt.
FORBIDDEN = {
    "ワーカー": "参加者", "ボランティアさん": "参加者", "ユーザー": "参加者", "シニア": "参加者", "高齢者": "参加者", "老人": "参加者",
    "クライアント": "団体", "支援先": "団体", "コーディネーター": "事務局", "運営事務局": "事務局", "アセスメント": "困りごと診断",
    "テンプレート": "ひな形", "マッチング率": "一致する点", "スコア": "一致する点", "お気に入り": "あとで見る", "ブックマーク": "あとで見る",
    "エントリー": "応募", "不採用": "見送り", "不合格": "見送り",
    "インタビュー": "面談", "面接": "面談", "アラインメント": "すり合わせシート", "ミーティング": "打ち合わせ", "タスク": "やること",
    "工数": "活動時間の記録", "認証コード": "確認番号", "OTP": "確認番号", "ワンタイムパスワード": "確認番号", "ダッシュボード": "マイページ",
    "通知センター": "お知らせ", "フィルター": "しぼり込み", "ステータス": "状態", "タイムゾーン": "日本時間 / 現地時間",
    "アップロード": "ファイルを送る", "ダウンロードする": "保存する", "サインイン": "ログイン", "いただけますと幸い": "ご確認ください",
    "簡単です": "(say nothing)", "シルバー": "参加者", "こちらをクリック": "say where the link leads", "！": "(no exclamation marks)",
}
# A longer word that only contains a forbidden one.
INNOCENT = re.compile(r"ネットワーカー|ソーシャルワーカー|FreeOTP")
LONGEST_SENTENCE = 80  # ux.md aims at 40 and never over 60; names filled in later leave some room


def bad_words(text: str) -> Iterator[str]:
    text = INNOCENT.sub("", text)
    yield from (f"{word} → {instead}" for word, instead in FORBIDDEN.items() if word in text)


def japanese() -> Iterator[tuple[str, str]]:
    """(where, words) for every Japanese text that we wrote for readers: catalogues, templates, notices and mails."""
    for app in catalogues.apps():
        for message in catalogues.entries(catalogues.read(app.catalogue)):
            said = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield from ((f"{app.label}: {catalogues.key(message)[0]!r}", words) for words in said if words)
    for path in house.templates():
        yield house.say(path), path.read_text(encoding="utf-8")


def test_everything_is_said_in_japanese_too():
    assert catalogues.run([], check=True) == []


def test_no_forbidden_word():
    assert [f"{where}: {bad}" for where, words in japanese() for bad in bad_words(words)] == []


def test_no_link_is_called_here():
    """A link says where it leads; read aloud alone, 「こちら」 says nothing."""
    here = re.compile(r">\s*こちら\s*<|^こちら$")
    assert [where for where, words in japanese() if here.search(words)] == []


def long_sentences(text: str) -> list[str]:
    text = re.sub(r"%\(\w+\)s|<[^>]+>", "", text)
    return [s for s in re.split(r"[。\n]", text) if len(s) > LONGEST_SENTENCE]


def test_sentences_are_short():
    wrong = [(where, s) for where, words in japanese() if not where.endswith((".html", ".txt", ".xml", ".svg"))
             for s in long_sentences(words)]
    assert wrong == []


@pytest.mark.parametrize("planted", ["ユーザーのみなさま", "次のミーティング", "ありがとうございます！", "不採用となりました"])
def test_this_test_sees_a_forbidden_word(planted):
    assert list(bad_words(planted))


def test_this_test_lets_the_right_words_pass():
    assert list(bad_words("参加者がマイページの募集に応募し、面談のあと、すり合わせシートに同意します。")) == []
    assert long_sentences("短い文です。" * 30) == []
    assert long_sentences("長" * 81 + "。") != []
