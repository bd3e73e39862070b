"""Editing with an eye on reach: who can take up which work, and what free text is read as.

A plain model, not the product's matching: the skill itself, else its transfer weight, else 0.8 of the nearness,
each scaled by the level held over the level asked.
"""
import statistics

import pytest

from engawa.journey.skills.extraction import Kind, extract_skills, summed
from engawa.journey.skills.extraction.sources import vocabulary_from_files
from tests.skills.data import files

SKILLS = {row["slug"]: row for row in files.read("skills")["skills"]}
TEMPLATES, ROLES = files.read("templates")["templates"], files.read("roles")
COMMON = {row["skill"]: row["level"] for row in ROLES["common_skills"]}
ENOUGH = 0.6


def served(skill: str, asked: str) -> float:
    row = SKILLS[skill]
    return 1.0 if skill == asked else max(row.get("transfers_to", {}).get(asked, 0), 0.8 * row["related"].get(asked, 0))


def coverage(held: dict[str, int], asked: list[dict]) -> float:
    best = [max(served(skill, row["skill"]) * min(1.0, level / row["level"]) for skill, level in held.items())
            for row in asked]
    return sum(best) / len(asked)


def test_every_career_reaches_work_and_every_work_is_reached():
    reach = {}
    for role in ROLES["roles"]:
        held = COMMON | {row["skill"]: row["level"] for row in role["skills"]}
        reach[role["slug"]] = {t["slug"] for t in TEMPLATES if coverage(held, t["required_skills"]) >= ENOUGH}
    assert [role for role, found in reach.items() if len(found) < 3] == []
    assert statistics.median(len(found) for found in reach.values()) >= 6
    assert {t["slug"] for t in TEMPLATES} - set().union(*reach.values()) == set()


def own(text: str) -> list[str]:
    return [found.skill for found in summed(extract_skills(text, vocabulary_from_files())) if found.kind is Kind.OWN]


@pytest.mark.parametrize(("text", "certain"), [
    ("汎用機でCOBOLとJCLを20年、DB2の設計もしていました。", ["mainframe-ops", "cobol", "jcl", "db2"]),
    ("VB6とAccessで社内ツールを作り、ExcelのVBAも得意です。", ["vb6", "access", "excel-vba"]),
    ("ホームページはワードプレスで作れます。SEOとGA4も少し。", ["wordpress", "seo", "ga4"]),
    ("AS/400のRPGと販売管理、オフコンの保守をしていました。",
     ["rpg-as400", "sales-inventory-system", "office-computer"]),
    ("ＨＰ－ＵＸとＳｏｌａｒｉｓのサーバー、HULFT。", ["unix", "eai-hulft"]),
])
def test_what_people_write_is_understood(text, certain):
    assert own(text) == certain


# Words inside words and everyday words: nothing may be taken for granted here.
@pytest.mark.parametrize("text", [
    "ネパールの子どもを支援しています。", "サスペンスが好きです。", "サンフランシスコに駐在しました。", "カードリーダーを使います。",
    "地域のネットワークづくりに関心があります。", "福祉に関心があります。", "駅からのアクセスがよい事務所です。",
    "日程の調整をお願いします。", "営業時間は9時からです。", "プロゴルフの観戦が趣味です。", "気圧はヘクトパスカルで表します。",
    "キャンバスに絵を描きます。", "パスワードとキーワードを覚えます。", "Visual Studioを開きます。",
    "Tanaka-san led sign-ups with square tables and a note.", "弥生時代の遺跡を案内します。", "PMです。",
])
def test_false_friends(text):
    assert own(text) == []
