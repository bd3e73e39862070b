"""The sentence that holds the words, the words marked."""
from engawa.journey.matching import normaliser
from engawa.journey.matching.excerpts import excerpt, highlighted


def marked(pieces):
    return "".join(f"[{piece.text}]" if piece.is_word else piece.text for piece in pieces)


def tokens(text):
    return [token for unit in normaliser.units(text) for token in unit.tokens]


def test_words_are_marked_in_the_text_as_it_is_written():
    assert marked(highlighted(" ＨＰとＥｘｃｅｌ、Webサイトの 住所録 ", tokens("ホームページ エクセル 名簿"))) == "[ＨＰ]と[Ｅｘｃｅｌ]、[Webサイト]の [住所録]"
    assert marked(highlighted("ｻｲﾄを見積もった会員リスト", tokens("ウェブサイト 見積書 名簿"))) == "[ｻｲﾄ]を見積もった[会員リスト]"
    assert marked(highlighted("何もない", tokens("名簿"))) == "何もない"


def test_the_sentence_with_most_of_the_words():
    texts = ["会報を送ります。名簿が古いです。\n名簿をExcelで直したい！ そのあと写真を。", "エクセル"]
    assert marked(excerpt(texts, tokens("名簿 エクセル"))) == "[名簿]を[Excel]で直したい！"
    assert (excerpt(texts, tokens("豆腐")), excerpt(texts, [])) == ([], [])


def test_a_long_sentence_is_cut_around_the_first_word():
    long = "あ" * 80 + "名簿" + "い" * 200
    shown = excerpt([long], tokens("名簿"))
    assert marked(shown) == "…" + "あ" * 30 + "[名簿]" + "い" * (110 - 33) + "…"
    assert marked(excerpt(["名簿" + "い" * 200], tokens("名簿"))) == "[名簿]" + "い" * 108 + "…"
