"""A career text is read as a careful person reads it: what was done, by whom, or not at all."""
from itertools import chain, product
from pathlib import Path

import pytest

from engawa.journey.skills.extraction import Kind, extract_skills, summed
from engawa.journey.skills.extraction.reasons import SENTENCES, Reason
from engawa.journey.skills.extraction.sources import vocabulary_from_files

SAID = [[part.strip() for part in line.split("|")] for line in
        (Path(__file__).parent / "said.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
YEAR = 2026


def read(text):
    return extract_skills(text, vocabulary_from_files(), this_year=YEAR)


def kinds(text):
    return {found.skill: found.kind for found in summed(read(text))}


def one(text, skill):
    return next(mention for mention in read(text) if mention.skill == skill)


@pytest.mark.parametrize("line", SAID, ids=lambda line: line[0])
def test_what_people_say(line):
    text, own, others = line
    found = kinds(text.replace("\\n", "\n"))
    held = {skill for skill, kind in found.items() if kind is Kind.OWN}
    assert set(own.split()) - held == set()
    assert {other.partition(":")[0] for other in others.split()} & held == set()


# Every way of saying no, in every place where a statement can stand.
STATEMENTS = {
    Kind.NEGATED: ["未経験です", "経験なし", "触ったことがない", "分かりません", "苦手です", "やっていません", "縁がありませんでした", "自信がない", "書けません"],
    Kind.OTHER: ["部下が担当しました", "協力会社です", "ベンダー任せでした", "同僚がやっていました", "後輩に任せました", "業者に頼みました"],
    Kind.WISHED: ["これから習いたいです", "興味があります", "挑戦してみたい", "今後の課題です", "覚えたいです"],
    Kind.PRESENT: ["本を読んだだけです", "講座に通い始めたばかりです", "勉強中です", "研修を受けただけです"],
}
PLACES = [
    "Javaは{}", "COBOLは20年、Javaは{}", "COBOLを20年やりましたが、Javaは{}", "COBOLを20年担当。Javaは{}。", "COBOLは得意でJavaは{}", "COBOL（20年）、Java（{}）",
    "JavaやPythonは{}", "・COBOL 20年\n・Java：{}", "COBOLは長いものの、Javaは{}", "COBOLは20年書きました。一方、Javaは{}", "オープン系（Java、Python）は{}",
    "要件定義と設計は私、Javaは{}", "Javaは、残念ながら{}", "Javaを使った開発は{}",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_statement_reaches_its_skill_and_no_other(place):
    said = [(kind, words) for kind, many in STATEMENTS.items() for words in many]
    wrong = [(words, kinds(place.format(words))) for _, words in said
             if kinds(place.format(words))["java"] is Kind.OWN
             or ("COBOL" in place and kinds(place.format(words))["cobol"] is not Kind.OWN)]
    assert wrong == []


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, many in STATEMENTS.items() for words in many])
def test_the_kind_is_told(kind, words):
    assert kinds(f"Javaは{words}")["java"] is kind


@pytest.mark.parametrize("text", [
    "使わない日はなかったのがExcelです。", "Excelを使わない日はありませんでした。", "Excelが苦手なわけではありません。", "Excelはできないことはないです。",
    "Excelなしでは仕事になりませんでした。", "Excelしか使ったことがありません。", "Excelは誰にも負けません。", "Excelの集計で困ったことはありません。",
])
def test_two_denials_affirm(text):
    assert kinds(text)["excel-basic"] is Kind.OWN


@pytest.mark.parametrize(("text", "skills"), [
    ("サーバ監視", {"network-monitoring"}), ("サーバー監視", {"network-monitoring"}), ("ｻｰﾊﾞ監視", {"network-monitoring"}),
    ("ユーザサポート", {"helpdesk"}), ("汎用コンピューター", {"mainframe-ops"}), ("汎用コンピュータ", {"mainframe-ops"}),
    ("Ｇｏｏｇｌｅ　Ａｎａｌｙｔｉｃｓ", {"ga4"}), ("google-analytics", {"ga4"}), ("Power Point", {"presentation-design"}), ("My SQL", {"mysql"}),
    ("Oracle9i", {"oracle"}), ("Excel2003", {"excel-basic"}), ("ＣＯＢＯＬ／ＰＬ／Ｉ", {"cobol", "pl1"}), ("UNIX+Informix", {"unix", "other-rdb"}),
    ("1.COBOL", {"cobol"}), ("業務フローを整理", {"business-process-mapping"}), ("見積もり", {"estimation"}), ("Ｃ＋＋、Ｃ＃", {"cpp", "csharp"}),
    ("Node.js", {"javascript"}), ("えくせる", {"excel-basic"}),
])
def test_one_name_in_many_spellings(text, skills):
    assert set(kinds(text)) == skills


@pytest.mark.parametrize(("typed", "skill"), [
    ("Wordpres", "wordpress"), ("Javascirpt", "javascript"), ("Pyhton", "python"), ("Dockr", "container"), ("ワードプレズ", "wordpress"),
])
def test_one_slip_of_the_finger(typed, skill):
    mention = one(f"{typed}を使っていました。", skill)
    assert (mention.kind, mention.reason) == (Kind.OWN, Reason("typed", (typed,)))


@pytest.mark.parametrize("text", ["Canvasに描く", "Terms of use", "キャンバスに描く", "Motion", "Excess", "Javanese", "S38年入社", "http://www.oracle.com/java を見た"])
def test_known_words_are_no_slips(text):
    assert kinds(text) == {}


@pytest.mark.parametrize(("text", "skill", "kind"), [
    ("CとJavaで開発しました。", "c-lang", Kind.OWN), ("C、C++、C#", "c-lang", Kind.OWN), ("使用言語：C", "c-lang", Kind.OWN),
    ("C案を採用しました。", "c-lang", Kind.UNCERTAIN), ("Rで統計解析をしていました。", "r-lang", Kind.OWN), ("Rを使いました。", "r-lang", Kind.UNCERTAIN),
    ("PMとして10人をまとめました。", "project-management", Kind.OWN), ("PMです。", "project-management", Kind.UNCERTAIN),
    ("DBはOracleです。", "database-design", Kind.OWN), ("Accessで台帳を作りました。", "access", Kind.OWN), ("バスのアクセスを調べました。", "access", Kind.UNCERTAIN),
    ("AD、DNSの構築", "active-directory", Kind.OWN),
])
def test_names_with_many_meanings_need_support(text, skill, kind):
    assert kinds(text)[skill] is kind


@pytest.mark.parametrize(("text", "held", "others"), [
    ("【使用技術】COBOL、JCL\n【未経験】Python、Ruby\n", {"cobol", "jcl"}, {"python": Kind.NEGATED, "ruby": Kind.NEGATED}),
    ("■やってみたいこと\n・動画編集\n・Canva\n■できること\n・議事録", {"meeting-minutes"}, {"video-editing": Kind.WISHED, "canva": Kind.WISHED}),
    ("未経験：Python\nCOBOLは20年", {"cobol"}, {"python": Kind.NEGATED}),
    ("得意：COBOL　苦手：SNS運用", {"cobol"}, {"sns-strategy": Kind.NEGATED}),
    ("取引先：オラクル、シスコシステムズ", set(), {"oracle": Kind.PRESENT, "router-switch": Kind.PRESENT}),
    ("今後学びたいこと：Python。COBOLは15年担当しました。", {"cobol"}, {"python": Kind.WISHED}),
    ("DB：Oracle、Sybase", {"oracle", "other-rdb"}, {}),
    ("Java：10年\nPython：未経験", {"java"}, {"python": Kind.NEGATED}),
    ("COBOL ○\nPython ×", {"cobol"}, {"python": Kind.NEGATED}),
])
def test_headings_reach_the_lines_below(text, held, others):
    found = kinds(text)
    assert {skill for skill, kind in found.items() if kind is Kind.OWN} == held
    assert {skill: found[skill] for skill in others} == others


@pytest.mark.parametrize(("text", "strength"), [
    ("COBOLで開発しました。", 2), ("COBOLを少し書きました。", 1), ("COBOLの開発を補助しました。", 1), ("COBOL（少々）", 1), ("COBOLをかじりました。", 1),
    ("COBOLの基準を設計しました。", 3), ("COBOLの開発を統括しました。", 3), ("COBOLを主導しました。", 3), ("COBOLは得意です。", 3), ("COBOLの講師", 3),
    ("I wrote COBOL.", 2), ("I designed the COBOL standards.", 3), ("A little COBOL.", 1),
])
def test_strength(text, strength):
    assert one(text, "cobol").strength == strength


@pytest.mark.parametrize(("text", "years", "last"), [
    ("COBOLを20年書きました。", 20, None), ("COBOLを二十年書きました。", 20, None), ("COBOL 15 years", 15, None), ("COBOLを1998年まで書きました。", None, 1998),
    ("98年までCOBOLを書きました。", None, 1998), ("昭和60年から平成10年までCOBOLを書きました。", 13, 1998), ("S60.4〜H10.3 COBOL", 13, 1998),
    ("平成元年〜8年 COBOL", 7, 1996), ("2015年頃までCOBOLを担当", None, 2015), ("2010年から現在までCOBOLを担当", 16, 2026), ("COBOL（1985-2001）", 16, 2001),
    ("最近もCOBOLを書いています。", None, 2026), ("昔COBOLを書きました。", None, None), ("COBOLを2000年問題で直しました。", None, None),
    ("Javaを3年、COBOLを20年書きました。", 20, None),
])
def test_years_and_last_use(text, years, last):
    mention = one(text, "cobol")
    assert (mention.years, mention.last_year) == (years, last)


def test_a_skill_is_summed_up_over_its_mentions():
    found = {one.skill: one for one in summed(read(
        "COBOLは研修で少し習いました。その後COBOLを15年担当。COBOLの標準も設計しました。Javaは部下が書き、Javaは分かりません。"))}
    cobol = found["cobol"]
    assert (cobol.kind, cobol.strength, cobol.years, cobol.words) == (Kind.OWN, 3, 15, ("COBOL",))
    assert {mention.kind for mention in cobol.mentions} == {Kind.OWN}
    assert (found["java"].kind, len(found["java"].mentions)) == (Kind.NEGATED, 1)


@pytest.mark.parametrize(("text", "sentence"), [
    ("COBOLを書きました。", "文章に「COBOL」とあります。"), ("Pythonは未経験です。", "経験がない、または苦手と読めます（Python … 未経験）。"),
    ("【未経験】Python", "「未経験」という見出しの下にあります。"), ("Ｊａｖａは部下が担当", "ほかの人がしたと読めます（Ｊａｖａ … 部下が）。"),
])
def test_a_reason_is_a_sentence_with_the_words(text, sentence, settings):
    settings.LANGUAGE_CODE = "ja"
    assert read(text)[0].reason.sentence == sentence


def test_every_reason_has_its_sentence():
    texts = [line[0] for line in SAID] + [place.format(words) for place, words in product(PLACES, chain(*STATEMENTS.values()))]
    assert {mention.reason.code for text in texts for mention in read(text)} - set(SENTENCES) == set()
