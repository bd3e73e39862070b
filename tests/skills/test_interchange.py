"""Lists as files: what goes out comes in again; whatever is wrong is said with its line and nothing is believed."""
import pytest
import yaml

from engawa.journey.skills.actions import CAUSE, SKILL, TOOL
from engawa.journey.skills.interchange import MAX_BYTES, read, write
from engawa.journey.skills.reference import Loader

ONE = """# tools
version: 1
kinds: KINDS
tools:
  - slug: zoom
    ja: "Zoom"
    en: "Zoom"
    kind: meeting
    in_article: true
    skill: null
    desc_ja: "話す"
    desc_en: "Talk"
"""


def file(text=ONE, **changes):
    for old, new in changes.items():
        text = text.replace({"zoom": "slug: zoom", "article": "true", "skill": "null", "ja": 'desc_ja: "話す"', "en": 'desc_en: "Talk"'}[old], new)
    kinds = yaml.safe_dump(TOOL.document()["kinds"], default_flow_style=True, width=100_000, allow_unicode=True).strip()
    return text.replace("KINDS", kinds).encode()


def wrong(data, kind=TOOL):
    found = read(data, kind)
    assert found.rows == []
    return [(problem.line, problem.words) for problem in found.problems]


@pytest.mark.parametrize("kind", [SKILL, CAUSE, TOOL], ids=lambda kind: kind.name)
def test_what_goes_out_comes_in_again(kind):
    rows = list(kind.rows().values())
    text = write(kind, rows)
    assert text.split("\n", 1)[0].startswith("# ")
    assert yaml.load(text, Loader=Loader) == kind.document()
    found = read(text.encode(), kind)
    assert (found.rows, found.problems) == (rows, [])
    assert write(kind, [dict(reversed(row.items())) for row in rows]) == text      # the order of a database does not matter


def test_a_good_file():
    found = read(file(), TOOL)
    assert [(row["slug"], row["in_article"], row["skill"]) for row in found.rows] == [("zoom", True, None)]
    assert (found.lines[("tools", 0)], found.lines[("tools", 0, "desc_en")]) == (5, 12)


@pytest.mark.parametrize(("data", "line", "said"), [
    (b"", 0, "空"), (b"x" * (MAX_BYTES + 1), 0, "大きい"), (b"a: 1\nb: \xff\xfe", 2, "UTF-8"), (b"a: 1\nb: \x07", 2, "読めない記号"),
    (b"a: 1\nb: [1, 2\nc: 3\n", 3, "くずれ"), (b"a: 1\n\tb: 2\n", 2, "くずれ"), (b"a: &x [1]\nb: *x\n", 1, "&a"), (b"a: 1\nb: *x\n", 2, "&a"),
    (b"a: !!python/object/apply:os.system ['ls']\n", 1, "!!str"), (b"a: 1\n---\nb: 2\n", 2, "一覧では"),
    (b"[" * 100_000, 1, "くずれ"), (b"[" * 12 + b"]" * 12, 1, "一覧では"),
    (b"just words", 0, "tools"), (b"tools: 3", 0, "tools"), (b"skills: []", 0, "tools"),
    (b"a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n", 1, "&a")])
def test_files_that_are_none(data, line, said):
    problems = wrong(data)
    assert len(problems) == 1
    assert (problems[0][0], problems[0][1].count(said)) == (line, 1)


@pytest.mark.parametrize(("data", "line", "words"), [
    (file(en="desk_en: x"), 12, "「desk_en」という項目は、ここにはありません。"), (file(article="1"), 9, "「in_article」は、trueかfalseで書いてください。"),
    (file(skill="3"), 10, "「skill」は、文字で書いてください。"), (file(ja="ja: \"二\""), 11, "「ja」が2回書いてあります。"),
    (file(zoom="slug: Zoom!"), 5, "「slug」に使えるのは、英小文字と数字とハイフン（-）だけです。"),
    (file(skill=".0"), 10, "「skill」は、文字で書いてください。"), (file(skill="9" * 5000), 10, "この数は読めません。"),
    (file() + b"  - 3\n", 13, "ここには、次の項目を書いてください：slug, ja, en, kind, in_article, skill, desc_ja, desc_en"),
    (file().replace(b"version: 1", b"version: 2"), 2, "「version」は、ここでは変えられません。"),
    (file() + file().split(b"tools:\n")[1], 13, "「zoom」が2回書いてあります。")])
def test_what_is_wrong_is_said_with_its_line(data, line, words):
    assert (line, words) in wrong(data)


def test_what_is_missing():
    assert wrong(file(en="")) == [(5, "「desc_en」がありません。")]


@pytest.mark.parametrize(("text", "words"), [
    ("related: {jcl: 2}", "「related」は、名前と、0より大きく1までの数で書いてください。"), ("related: {jcl: true}", "「related」は、名前と、0より大きく1までの数で書いてください。"),
    ("related: 3", "「related」は、名前と、0より大きく1までの数で書いてください。"), ("aliases: COBOL", "「aliases」は、一覧の形で書いてください。"),
    ("aliases: [1]", "「aliases」は、文字で書いてください。"), ("npo_use: \"1\"", "「npo_use」は、整数で書いてください。"), ("npo_use: true", "「npo_use」は、整数で書いてください。")])
def test_skills_have_words_and_weights(text, words):
    assert [problem for _line, problem in wrong(f"skills:\n  - slug: x\n    {text}\n".encode(), SKILL) if "ありません" not in problem] == [words]


def test_many_mistakes_are_told_in_part():
    assert len(wrong(b"tools:\n" + b"  - 1\n" * 100)) == 20
