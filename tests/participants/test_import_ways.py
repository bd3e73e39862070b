"""Twenty-five ways to write a working life as lines: Japanese forms of every kind, English ones with their dates below, LinkedIn's PDF."""
import pytest

from engawa.journey.participants.imports.names import is_role, parted
from engawa.journey.participants.imports.resume import lines_in
from engawa.journey.participants.imports.workplaces import kind_of
from tests.data.imports.ways import WAYS
from tests.participants.test_import_layouts import told


@pytest.mark.parametrize("name", WAYS)
def test_a_working_life_is_read_however_it_is_written(name):
    text, careers = WAYS[name]
    assert told(lines_in(text.splitlines())) == careers


@pytest.mark.parametrize(("line", "parts"), [
    ("Head of IT, Northern Sample plc", ("Northern Sample plc", "Head of IT")),
    ("Acme Widgets – IT Manager", ("Acme Widgets", "IT Manager")), ("IT Manager at Acme", ("Acme", "IT Manager")),
    ("みほん商事／情報システム部　課長", ("みほん商事", "情報システム部　課長")), ("IT Manager", ("", "IT Manager")), ("システム部　主任", ("", "システム部　主任")),
    ("株式会社みほん　営業部", ("株式会社みほん　営業部", "")), ("生産管理システムの設計 プログラマー", ("生産管理システムの設計 プログラマー", ""))])
def test_employer_and_role_of_one_line_are_told_apart(line, parts):
    assert parted(line) == parts


@pytest.mark.parametrize(("line", "is_one"), [
    ("Software Engineer II", True), ("Vice President of Operations", True), ("Director of Operations", True), ("課長代理", True),
    ("SE", True), ("運用SE", True), ("BASE", False),
    ("プログラマーの指導", False), ("Managed engineers", False), ("・主任", False), ("販売管理の開発リーダー", False), ("株式会社エンジニア", False)])
def test_what_somebody_was_is_known_by_its_last_word(line, is_one):
    assert is_role(line) is is_one


def test_a_short_line_with_another_sign_than_the_names_is_an_item():
    lines = ["職務経歴", "■株式会社みほん", "1985年～1990年", "●設計", "●製造", "■サンプル", "1990年～1995年", "●保守"]
    assert told(lines_in(lines)) == [(1985, 1990, "", "株式会社みほん", "●設計\n●製造"), (1990, 1995, "", "サンプル", "●保守")]
    first = ["職務経歴", "株式会社みほん", "1985年～1990年", "◆設計", "◆製造", "サンプル", "1990年～1995年", "◆保守"]
    assert told(lines_in(first))[1] == (1990, 1995, "", "サンプル", "◆保守")


def test_another_word_for_the_workplace_inside_an_employment_begins_none():
    lines = ["会社名：株式会社みほん", "期間：1985年～1990年", "勤務先：みほん銀行 電算センター", "業務内容：設計", "会社名：みほん市", "期間：1990年～1995年"]
    assert told(lines_in(lines)) == [(1985, 1990, "", "株式会社みほん", "みほん銀行 電算センター\n設計"), (1990, 1995, "", "みほん市", "")]


def test_a_project_inside_an_employment_takes_its_employer():
    lines = ["職歴", "1985年～1999年　株式会社みほん", "・開発", "1990年～1995年　在庫管理", "2001年～2003年　窓口"]
    assert [row[3] for row in told(lines_in(lines))] == ["株式会社みほん", "株式会社みほん", ""]


def test_a_servant_of_a_city_worked_at_its_hall():
    assert [kind_of(name) for name in ("みほん市事務吏員", "みほん県技師", "みほん町職員", "市職員組合員")] == ["市役所", "県庁", "町役場", ""]


def test_pages_and_lengths_are_no_work():
    lines = ["Experience", "Sample Computing", "22 years", "Project Manager", "April 1990 - March 2005 (15 years)",
             "Leeds, United Kingdom", "Page 1 of 2", "Led a team.", "Analyst", "1983 - 1990"]
    assert told(lines_in(lines)) == [
        (1990, 2005, "Project Manager", "Sample Computing", "Leeds, United Kingdom\nLed a team."), (1983, 1990, "Analyst", "Sample Computing", "")]
