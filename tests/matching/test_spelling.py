"""What somebody meant who mistyped."""
import pytest

from engawa.journey.matching import normaliser, sounds, spelling

TEXTS = ("ホームページの更新", "会員名簿の整理", "エクセルの集計", "パワーポイントの資料", "アンケートの集計", "セキュリティの研修", "ズームの使い方",
         "バックアップ", "JavaScript", "会計ソフト", "助成金の報告", "引き継ぎの手順書", "ボランティアのシフト表", "福祉の事務", "spreadsheet")


@pytest.fixture(scope="module")
def words():
    counts: dict[str, float] = {}
    for text in TEXTS:
        for token in normaliser.index_words(text).split():
            counts[token] = counts.get(token, 0) + 1
    return counts


@pytest.fixture(scope="module")
def known(words):
    return spelling.lexicon(words)


def better(text, words, known):
    def finds(piece):
        asked = normaliser.units(piece)
        return bool(asked) and all(any(all(token in words for token in way) for way in unit.ways) for unit in asked)
    return spelling.corrected(text, finds, lambda: known)


@pytest.mark.parametrize(("typed", "meant"), [
    ("javasript", "JavaScript"), ("ぱわーぽいんと", "パワーポイント"), ("ほーむぺーじ", "ホームページ"), ("homupeji", "ホームページ"),
    ("hoomupeeji", "ホームページ"), ("ほうむぺえじ", "ホームページ"), ("ほーむぺーじの更新", "ホームページの更新"), ("えくせる", "エクセル"),
    ("ekuseru", "エクセル"), ("アンケト集計", "アンケート集計"), ("ankeeto", "アンケート"), ("バックアプ", "バックアップ"),
    ("zuumu", "ズーム"), ("hikitsugi", "引き継ぎ"), ("会系ソフト", "会計ソフト"), ("しふと表", "シフト表"), ("fukushi jimu", "福祉 事務"),
    ("spreadsheat", "spreadsheet"), ("パスワドの管理", "パスワードの管理"), ("Pyhton", "Python"), ("wordpess", "WordPress"), ("databse", "database"),
    ("めいぼ", "名簿"), ("すまほ", "スマホ"),
    # Letters of another script that look alike, and words of two scripts.
    ("ホームぺージ", "ホームページ"), ("ホ-ムペ-ジ", "ホームページ"), ("データーべースの移行", "データーベースの移行"), ("工クセル", "エクセル"), ("名ボ", "名簿"),
    ("名ぼ", "名簿"), ("助せい金", "助成金"),
    # Letters that look or sound alike.
    ("会員名薄", "会員名簿"), ("議事禄", "議事録"), ("請求所", "請求書"), ("寄府", "寄付"), ("募禁", "募金"), ("助成金申清", "助成金申請"), ("個人情報保後", "個人情報保護"),
    ("オンライン会義", "オンライン会議"),
    # By ear, in any script.
    ("eksel", "Excel"), ("exsel", "Excel"), ("pawapo", "パワポ"), ("わーど", "ワード"), ("ぐーぐるどらいぶ", "グーグルドライブ"), ("きんとーん", "キントーン"),
    ("zuum", "ズーム"), ("insutagramu", "Instagram"), ("feisubukku", "フェイスブック"), ("すぷれっどしーと", "スプレッドシート"), ("ちゃっとgpt", "チャットgpt"),
    ("パソコンのせきゅりてぃ", "パソコンのセキュリティ"), ("書類のせいきゅうしょ", "書類の請求書"),
    ("ぱそこん", "パソコン"), ("ふぇいすぶっく", "フェイスブック"), ("ゆーちゅーぶ", "ユーチューブ"), ("せいきゅうしょ", "請求書"), ("gijiroku", "議事録"), ("さいぼうず", "サイボウズ"),
    ("キントン", "キントーン"), ("ホームペイジ", "ホームページ"), ("googel drive", "Google drive"), ("chatgtp", "ChatGPT"), ("wordpres", "WordPress"),
])
def test_what_was_meant(typed, meant, words, known):
    assert better(typed, words, known) == meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("ちゃっとわーく", "チャットワーク"), ("ばっくあっぷ", "バックアップ"), ("しすてむ", "システム"), ("おんらいん", "オンライン"), ("えくせる 名簿", "エクセル 名簿"),
    ("googleふぉーむ", "googleフォーム"), ("会員のえくせるの表", "会員のエクセルの表"), ("ほーむぺーじをつくりたい", "ホームページをつくりたい"), ("わーどとえくせるの表", "ワードとエクセルの表"),
    # A particle is no part of the word: さいとの sounds like サイト運用.
    ("さいとの更新", "サイトの更新"), ("でーたべーすの整理", "データベースの整理"), ("ゆーちゅーぶの動画編集", "ユーチューブの動画編集"), ("いんすたぐらむの", "インスタグラムの"),
    ("ねっとわーくの", "ネットワークの"), ("しすてむの", "システムの"), ("わーどを", "ワードを"), ("えくせるを", "エクセルを"), ("りすと", "リスト")])
def test_what_was_written_by_its_sound_is_put_right_whatever_it_finds(typed, meant, known):
    assert (spelling.by_ear(typed, lambda: known), spelling.corrected(typed, lambda _piece: True, lambda: known)) == (meant, meant)


@pytest.mark.parametrize("typed", ["名簿", "会計ソフト", "ゆっくり", "更新したい", "エクセルが重くて困っている", "りすの会"])
def test_what_the_dictionary_knows_does_not_ask_the_lexicon(typed):
    assert spelling.by_ear(typed, dict) is None


@pytest.mark.parametrize("typed", [
    "会計", "名簿", "こんにゃく", "豆腐", "ズーム", "COBOL", "困っている", "更新してほしい", "エクセルが重くて困っている", "手書きの記録を書き写すのが大変",
    "を、", "", "🙂", "xyzzyq", "C++"])
def test_what_is_right_or_unknown_stays(typed, words, known):
    assert better(typed, words, known) is None


# Ordinary right words; hardly one of them is in the index.
RIGHT = """
    会員名称 研修所 相談所 印刷物 印刷代 翻訳機 観察会 保存会 看護記録 介護記録 通信会社 管理台帳 編集会議 職業訓練校 自由回答 負荷試験 賞味期限管理 車載機器 部品工場 写真枠 図書館用
    操作係 性能調整 回収率 三年分 事業所 各地区 固定長 復旧訓練 会議所 作業所 集会所 避難所 案内所 観光氏 里親 町内会 自治会 民生委員 保護者会 傾聴 手話 点訳 朗読 紙芝居 盆踊り 炊き出し
    見守り 居場所 不登校 学童 保育 療育 難病 遺族 更生 里山 間伐 河川 干潟 野鳥 古民家 空き家 伝統芸能 太鼓 陶芸 囲碁 将棋 俳句 短歌 合唱 演劇 映画祭 文化財 史料 古文書 郷土史
    ピアノ コーラス サロン カフェ フードバンク リサイクル バザー キャンプ ハイキング ヨガ ダンス アート ギャラリー ワゴン テント スロープ トイレ ベンチ ポンプ センサー ドローン
    ゆっくり あたたかい つながり ひとり親 ふれあい みんな おはなし ありがとう そういう こころの どうか
    point send sent meet taken took came care four hour rain shot adds asks past everyone accountant practise menu tokyo
    answers tables images costs some most done choose persona calendars printed followed translated wants cells since although along quite towards""".split()


@pytest.mark.parametrize("typed", RIGHT)
def test_right_words_are_left_alone(typed, words, known):
    assert better(typed, words, known) is None


def test_every_word_of_the_vocabulary_is_right(words, known):
    assert {one: other for one in list(known.keys.values())[::9] if (other := better(one, words, known))} == {}


def test_of_two_words_that_sound_the_same_the_japanese_one_is_meant():
    assert [spelling.lexicon(dict.fromkeys(words, 1.0)).heard("おおさか") for words in (("osaka", "大阪"), ("大阪", "osaka"))] == ["大阪"] * 2


def test_slips_are_counted_up_to_a_limit():
    assert [sounds.distance(one, other, 2) for one, other in (
        ("excel", "excel"), ("excl", "excel"), ("excell", "excel"), ("exxel", "excel"), ("ecxel", "excel"), ("exl", "excel"), ("word", "excel"))] == [
        0, 1, 1, 1, 1, 2, 3]
    assert sounds.coarse("hoomu-peeji") == sounds.coarse("homupezi") == "homupezi"
