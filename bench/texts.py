"""Made-up Japanese postings and questions: always the same for the same seed. Their small vocabulary flatters every index."""
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sudachipy import Dictionary, SplitMode

from engawa.journey.matching.normaliser import index_words
from engawa.journey.skills.reference import read_data

# What is asked about; four of them have two letters, which trigrams cannot find.
WORDS = ("会計 名簿 集計 研修 ホームページ データベース セキュリティ サーバー バックアップ 会員管理 寄付者 メールマガジン アンケート オンライン会議 "
         "パソコン ネットワーク ボランティア 引き継ぎ 予約受付 チラシ 助成金 表計算 個人情報 スマートフォン クラウド 自動化 マニュアル ブログ 動画配信 "
         "ワードプレス").split()
THINGS = [*WORDS, *(str(row["ja"]) for row in read_data("engawa.journey.skills", "skills.yaml")["skills"])]
SAY_NOTHING = ("助詞", "助動詞", "補助記号", "空白")
SENTENCES = 4_000      # of each kind: splitting them is not what is measured
TROUBLES = ("{0}の担当者が変わり、やり方が分からなくなりました。", "{0}と{1}が別々の場所にあり、探すのに時間がかかっています。",
            "{0}を紙で続けてきましたが、{1}とつなげたいと考えています。", "{0}が古くなり、{1}の更新が止まったままです。",
            "毎月の{0}に丸一日かかり、{1}まで手が回りません。", "{0}について相談できる人がいません。")
TASKS = ("{0}の今のやり方を聞き取り、{1}まで含めた手順書にまとめてください。", "{0}を整理し、だれでも直せる形にしてください。",
         "{0}と{1}の使い方を、職員三人に二回に分けて教えてください。", "{0}の設定を見直し、{1}を続けられるようにしてください。",
         "{0}を一緒に選び、{1}を移すところまでお願いします。", "{0}の点検表を作り、一度いっしょに試してください。")
TITLES = ("{0}を一つにまとめたい", "{0}と{1}の見直しを手伝ってほしい", "{0}を続けられる形にしたい", "{0}の使い方を教えてほしい")


@dataclass(frozen=True)
class Text:
    """One posting: the sentences of its three parts, and the number of area and organization."""

    title: str
    need: tuple[str, ...]
    task: tuple[str, ...]
    area: int
    organization: int
    hours: int

    @property
    def whole(self) -> str:
        """All of it, as peers that split nothing read it."""
        return "\n".join((self.title, *self.need, *self.task))

    @property
    def body_tokens(self) -> str:
        """The tokens of need and task; every sentence is split once only, since this is no measure of the tokenizer."""
        return " ".join(map(split, (*self.need, *self.task)))

    @property
    def plain_tokens(self) -> str:
        """The tokens of all of it as a plain index would hold them."""
        return " ".join(map(split_plain, (self.title, *self.need, *self.task)))


@cache
def split(sentence: str) -> str:
    """Return the tokens of a sentence."""
    return index_words(sentence)


@cache
def split_plain(sentence: str) -> str:
    """Return the shortest units of Sudachi (A) in their normal form, without particles, auxiliaries and signs; nothing of ours."""
    return " ".join(unit.normalized_form().lower().replace(" ", "") for unit in _shortest().tokenize(sentence, SplitMode.A)
                    if unit.part_of_speech()[0] not in SAY_NOTHING)


@cache
def _shortest() -> Any:
    return Dictionary(dict="core").tokenizer()


def texts(count: int, areas: int, seed: int = 4) -> Iterator[Text]:
    """Make postings of about 300 letters from some thousand sentences."""
    rnd = random.Random(seed)
    titles, troubles, tasks = (
        [rnd.choice(patterns).format(rnd.choice(THINGS), rnd.choice(THINGS)) for _n in range(SENTENCES)] for patterns in (TITLES, TROUBLES, TASKS))
    for _n in range(count):
        yield Text(rnd.choice(titles), tuple(rnd.sample(troubles, 5)), tuple(rnd.sample(tasks, 5)), rnd.randrange(areas),
                   rnd.randrange(max(1, count // 10)), rnd.randint(1, 8))


@dataclass(frozen=True)
class Question:
    """One to three words, an area or none, at most so many hours or any."""

    words: tuple[str, ...]
    area: int | None
    hours: int | None


def questions(count: int, areas: int, seed: int = 5) -> list[Question]:
    """Make questions."""
    rnd = random.Random(seed)
    return [Question(tuple(rnd.sample(WORDS, rnd.randint(1, 3))), rnd.choice([None, rnd.randrange(areas)]), rnd.choice([None, 2, 4]))
            for _n in range(count)]
