"""The short lines that name an entry: its workplace, its role; how they are told from lines that tell of work."""
import re

from engawa.journey.participants.imports import workplaces
from engawa.journey.participants.imports.headings import BULLET, ORGANIZATION, TRACES, compact, labelled
from engawa.journey.participants.imports.periods import LENGTH, narrow

TITLE_LENGTH = 60
NUMBER = re.compile(r"^\s*[(（]?(?:\d{1,2}|[０-９]{1,2})[)）.．]\s*(?!\d)")
LINKED = re.compile("[のをにとで]")
ITEM = re.compile(r"\s*[・･\-*•]")
SENTENCE = re.compile(r"[。．]|^\s*[・･\-*•]|(?:た|する|です|ます)$|(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)(?<!plc)\.$")
# 同社, 同学園: the workplace of the entry before. Not 同社会福祉協議会 or 同行した.
SAME = re.compile(r"^\W*(?:同社(?!会)|〃(?=\s)|同(?:上|行|庁|校|所|院|会|局|省|店|市|町|区|県|学園|大学|病院|銀行|法人|財団|協会|組合|機構|学校|団体|事務所|研究所|センター)"
                  r"(?=\W|$))[\s　、，,/／・:：]*")
# 東京本社, 名古屋営業所, 川崎工場: a place of the employer, not the employer.
BRANCH = re.compile(r"\W*[^\W\d_]{0,8}(?:本社|支社|支店|本店|本部|支部|支所|営業所|事業所|事業部|出張所|工場|本庁|庁舎|オフィス|事務センター)\W*")
# Leeds, United Kingdom below a period; 神奈川県横浜市.
TOWN = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
LOCATION = re.compile(TOWN + rf"(?:, {TOWN}){{1,3}}" r"|(?:日本\W*)?[^\W\da-z]{1,4}[都道府県市区](?:[^\W\da-z]{1,6}[市区町村郡])*")
TASK = "開発|設計|構築|保守|運用|導入|業務|管理|対応|支援|作成|移行|更改|刷新|統合|改修|製造|テスト|分析|サポート|担当|整備|普及|監視"
# 銀行のオンラインシステムの開発 tells of work, whatever organization stands in it.
WORK = re.compile(rf"[のをへにで向].*(?:{TASK})\W*(?:[(（].*)?$")
TASKED = re.compile(rf"(?:{TASK}|システム|プロジェクト)\W*$|^\W*(?:Project|System)\b")
WORKED_AT = re.compile(r"^(?P<place>[^のをへに]{2,30}?)(?:にて|において|で)、?(?P<did>.+)$")
POST = (r"[部次課係室局所店班]長|主任|主査|主事|主幹|参事|参与|理事|顧問|取締役|社長|リーダー?|マネージャー?|マネジャー|エンジニア|プログラマー?|オペレーター?|アナリスト|コンサルタント"
        r"|アーキテクト|ディレクター|デザイナー|インストラクター|スペシャリスト|アドバイザー|(?<![A-Za-z])(?:SE|PG|PM|PL|PMO|CIO|CTO)")
OFFICE = ("manager engineer analyst programmer director officer consultant architect developer administrator specialist leader lead trainee operator "
          "technician designer coordinator supervisor clerk assistant instructor teacher lecturer tester advisor adviser president cto cio volunteer "
          "intern").replace(" ", "|")
ROLE = re.compile(rf"(?:{POST})(?:代理|補佐|心得)?$|\b(?i:(?:head|director|manager|chief|president|vp) of\b.*|{OFFICE})(?:,? (?:I{{1,3}}|Sr|Jr)\.?)?$")
EMPLOYED = re.compile(rf"[(（]{LENGTH}+[)）]\s*$")  # （正社員）
SIZE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
# What stands between an employer and a role on one line.
BETWEEN = re.compile(r"\s*[|｜／—–·•\t]\s*|\s+[-/]\s+|,\s+|\s+at\s+|　+| {2,}")
UNIT = re.compile(r"[部課室係局]$")


def bare(words: str) -> str:
    """What stands beside or above a period without its number, bullet, brackets and contacts: (1) 【株式会社みほん】."""
    words = BULLET.sub("", NUMBER.sub("", TRACES.sub("", words)))
    return EMPLOYED.sub("", words).strip(" 　:：/／、,|｜·【】［］[]〔〕〈〉《》")


def is_short(text: str) -> bool:
    """Whether a line may be a name or a title: no sentence, no item of a list, no words with a label."""
    text = NUMBER.sub("", text)
    return len(text) <= TITLE_LENGTH and bool(compact(text)) and not (SENTENCE.search(text) or ITEM.match(text) or labelled(text))


def is_name(text: str) -> bool:
    """Whether a line is the name of a workplace: short, no sentence, no item of a list, no work."""
    text = NUMBER.sub("", text)
    return len(text) <= TITLE_LENGTH and not (SENTENCE.search(text) or WORK.search(text)) and bool(ORGANIZATION.search(text) or SAME.match(text))


def is_role(text: str) -> bool:
    """Whether a line says what somebody was: IT Manager, Head of Operations, 開発部　主任."""
    return is_short(text) and not (is_name(text) or LINKED.search(text)) and bool(ROLE.search(narrow(SIZE.sub("", text))))


def is_location(text: str) -> bool:
    """Whether a line below a period says only where on the map."""
    return bool(LOCATION.fullmatch(text)) and not (is_name(text) or parted(text)[1])


def is_branch(text: str) -> bool:
    """Whether words name only a place of an employer: 東京本社."""
    return bool(BRANCH.fullmatch(text))


def may_be_place(text: str) -> bool:
    """Whether words that stand with a role may be its employer, though nothing in them says so."""
    return bool(compact(text)) and not (LINKED.search(text) or TASKED.search(text) or is_role(text))


def is_employer(text: str) -> bool:
    """Whether a line tells the workplace by its name or by its kind."""
    return is_name(text) or bool(workplaces.kind_of(text) and not LINKED.search(text))


def parted(words: str) -> tuple[str, str]:
    """(employer or work, role) of one line that may tell both: Head of IT, Northern Sample plc; みほん商事／情報システム課長."""
    if is_role(words) and not BETWEEN.search(words):
        return "", words
    cuts = [0, *(place for found in BETWEEN.finditer(words) for place in found.span()), len(words)]
    pieces = [(cuts[n], cuts[n + 1]) for n in range(0, len(cuts), 2)]
    if len(pieces) > 1 and is_role(words[slice(*pieces[0])]):
        return words[pieces[1][0]:], words[slice(*pieces[0])]
    if len(pieces) > 1 and is_role(words[slice(*pieces[-1])]):
        first = len(pieces) - 1
        while first and UNIT.search(words[slice(*pieces[first - 1])]):  # 情報システム部　課長 is one role
            first -= 1
        return words[:pieces[first - 1][1]] if first else "", words[pieces[first][0]:]
    return words, ""
