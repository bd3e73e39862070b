"""Decides how one skill stands in its statement: done by the writer, by others, not at all, wished, or only named."""
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from engawa.journey.skills.extraction import cues, people
from engawa.journey.skills.extraction.clauses import Clause
from engawa.journey.skills.extraction.finding import Sight
from engawa.journey.skills.extraction.mentions import Kind

# Behind the deciding word only endings may follow: what comes after a noun is about that noun.
FINAL = re.compile(
    r"^(?:[ぁ-んー、。,\s」』〓()!＋/]|思|考え|感じ|状況|状態|次第|所|程度|段階|方(?!法)|人間|身|分野|気持|現在|正直|部分|言|始末|有様|口|側|者|事|訳|今|出|恐縮|残念|困|自信|何)*$")
COPULA = re.compile(r"^(?:まま|で(?=[、すあ。し]|も[あな]|$|[^もはきをには])|だ(?:[。、がけし]|と|った(?:[。、がの]|$))|な(?:ので|のが|の[でだ])|につき|のため|[、。」)〓]|です)")
# ない before such a word is about that word.
ELSEWHERE = re.compile(r"^(?:とき|場合|よう|ところ|うち|なら|もの(?!で|の)|部分|人|方[はがに々]|時(?!代)|こと(?:を|に|で|の(?!な))|(?!世代|人間|質|性分|口|立場|部類|状態|状況|人生|生活|年代|組|身|側|有様|始末|"
    r"次第)[一-鿿ァ-ヶa-z◇])")
TOPIC = re.compile(r"(?P<noun>[一-鿿ァ-ヶーa-z]+)(?:については|に関しては|には|では|は|が|も)")
ABOUT_ME = re.compile(
    r"誰|だれ|皆|みんな|実務|経験|自信|業務|仕事|今|現在|最近|得意|使用|実績|知識|本番|商用|開発|現場|腕前|程度|実際|人前|自分|私|詳細|中身|内容|基本|簡単|作業|操作|それ以上|身|頭|"
    r"機会|出番|本格|期待|独学|理解|腕|仕組|使い方|設定|プログラム|こと|事|どちら|興味|正直|一度|全部|一切|昔|当時|後半|前半|定年|退職|役|部分|結果|残念|結局")
# Only what was learnt, not what was done, is undone by what follows.
LEARNT = re.compile(r"始めたものの|習[いっ]|学[びん]|かじ[りっ]|勉強|研修|講習|講座|触り|触っ|資格|覚え|読[んみ]|聞|言われ|勧め|試し|登録し|入れ|買[いっ]|挑戦|作ったもの|授業|独学|体験")
AFTER_ALL = re.compile(r"(?:でき(?:ます|る)|出来(?:ます|る)|使え|読め|書け|分かり(?:ます)|わかり(?:ます)|少し|程度|なら(?!な)|何とか|なんとか|直せ|やりました|やっていま|していま|だいじょうぶ|大丈夫|はずで)")
NOT_I = re.compile(r"[^、。]{0,6}では?な[くい]|[^。]*、(?:私|自分|こちら)(?:は|が)")  # no leisure, or somebody else's: 妻が点訳、私は
MY_TURN = re.compile(r"、[^。]*?(?:私|わたし|自分|当方|こちら)(?:は|が|で|の)")  # behind somebody else's part
FILL = "＋"
ABOUT = re.compile(r"[はをもの、がで:]")
ASKING = 30  # letters before a name in which somebody is asked to do it
NEAR = 8  # letters between the work and whose it is
OTHER_NAME = re.compile(r"◇(?:[はも]|なら|の(?:ほう|方))")
NOTHING = "、。・,/ \n"


class Name(NamedTuple):
    """What the name of a skill itself tells of it."""

    is_help: bool
    is_school: bool
    is_department: bool
    is_paper: bool
    is_work: bool  # no product's or company's name has kanji


@lru_cache(maxsize=4096)
def name_of(key: str) -> Name:
    """What a name tells, which is asked again wherever it stands."""
    return Name(*(pattern.search(key) is not None for pattern in (people.HELPED, cues.SCHOOL, cues.DEPARTMENT, cues.PAPER, cues.KANJI)))


@dataclass(frozen=True)
class Verdict:
    """A kind with the code of its reason and the words that decided."""

    kind: Kind
    code: str
    words: str = ""


@dataclass(eq=False)
class Place:
    """Where a sight stands: its clause, the text before the turn, what follows, its own list."""

    text: str
    sight: Sight
    clause: Clause
    scope_start: int
    follow: str
    list_start: int
    list_end: int
    note: str
    has_people: bool = True  # other people are named around it
    subjects: tuple[tuple[int, int], ...] = ()  # and act, see people.subjects
    is_everyday: bool = False  # Zoom, LINE, a printer: using it is no skill yet
    turned: bool = False  # what follows turns against this statement

    def __post_init__(self) -> None:
        # Asked for many times over, so cut once.
        text, end = self.text, self.clause.end
        self.before = text[self.scope_start:self.list_start]  # from the last turn to the list
        self.head = text[self.clause.start:self.list_start]  # the statement itself up to the list
        self.tail = text[self.list_end:end]  # the statement behind the list
        self.own_tail = text[self.sight.end:end]  # the statement behind this very name


def judged(place: Place) -> Verdict | None:
    """The verdict on a sight, or None when its statement leaves it to the writer."""
    if place.note and (verdict := _of_note(place.note)):
        return verdict
    tail = place.tail
    if not (tail.strip(NOTHING) or place.before.strip(NOTHING) or place.follow):
        return None  # a bare list
    if cues.MARKED.match(place.own_tail):
        return None
    if (verdict := _of_exception(place, tail)) is not None:
        return verdict if verdict.kind is not Kind.OWN else None
    if verdict := _of_names(place, tail) or _of_actors(place) or _of_others(
            place.before, tail, place.has_people, name_of(place.sight.key).is_help) or _of_use(place):
        return verdict
    if _is_overtaken(place):
        return None
    return (_of_statement(place.before, place.head, tail, place.follow) or _of_no_work(place, tail)
            or _of_leisure(place) or _of_what_follows(place))


# The names of a list share their statement, so what was found for one holds for the others.
@lru_cache(maxsize=4096)
def negation(text: str) -> str:
    """The words by which a statement denies itself; empty when it does not (double denials do not)."""
    has_denial = cues.ANY_DENIAL.search(text) is not None
    if has_denial and cues.TWICE.search(text):
        return ""
    if found := cues.NEVER.search(text):
        return found[0]
    if has_denial:
        text = cues.HARMLESS.sub(lambda found: FILL * len(found[0]), text)
        if words := _denial(text):
            return words
    for found in cues.CANNOT.finditer(text):
        rest = text[found.end():]
        if (FINAL.match(rest) and not re.match(r"(?:では|じゃ|で)(?:なか|ない|あり)|者|の[一-鿿ァ-ヶ]|から", rest)) or COPULA.match(rest):
            return found[0]
    return ""


def _denial(text: str) -> str:
    """Verbs with ない or ず, experience that is not there."""
    for pattern in (cues.HAS_NOT, cues.DID_NOT):
        for found in pattern.finditer(text):
            if pattern is cues.HAS_NOT and found[0][-1] in "くずし":
                return found[0]
            if not ELSEWHERE.match(text[found.end():]):
                return found[0]
    last = cues.ANY_NOT.search(text)
    return last[0] if last else ""


def _of_note(note: str) -> Verdict | None:
    """A remark in brackets right behind the name."""
    if words := negation(note):
        return Verdict(Kind.NEGATED, "negated", words)
    if (found := cues.BEGUN.search(note)) or (found := cues.ONLY_NOTED.search(note)):
        return Verdict(Kind.PRESENT, "begun", found[0])
    if (found := people.BELONGS.search(note)) or (found := people.HANDED.search(note)) or (found := people.SUBJECT.search(note)) or (
            found := people.ONLY_SOMEBODY.search(note)):
        return Verdict(Kind.OTHER, "other", found[0])
    if (found := cues.WANTS.search(note)) or (found := re.search(r"希望|勉強した", note)):
        return Verdict(Kind.WISHED, "wished", found[0])
    return None


def _of_exception(place: Place, tail: str) -> Verdict | None:
    """A以外, Aではなく B, Aを除く turn the statement round for A alone; Aしか…ない affirms it."""
    if not cues.TURNED_ROUND.match(tail):
        return None
    for pattern in (cues.EXCEPT, cues.WITHOUT):
        if found := pattern.match(tail):
            denied = negation(tail[found.end():]) or negation(place.follow)
            if re.match(r"(?:に)?も", tail[found.end():]) or denied:
                return Verdict(Kind.OWN, "named")
            return Verdict(Kind.NEGATED, "negated", found[0])
    for pattern in (cues.NOT_BUT, cues.INSTEAD):
        if found := pattern.match(tail):
            return Verdict(Kind.NEGATED, "negated", found[0])
    return Verdict(Kind.OWN, "named") if cues.ONLY.match(tail) else None


def _of_names(place: Place, tail: str) -> Verdict | None:
    """A company, a customer, a thing that only bears the name."""
    own_tail = place.own_tail
    direct = place.text[max(place.scope_start, place.sight.start - 12):place.sight.start]
    if place.sight.key.isascii() and own_tail.startswith("出身"):
        return Verdict(Kind.PRESENT, "company", "出身")
    name = name_of(place.sight.key)
    if found := (
            (cues.COMPANY_AFTER.match(own_tail) if not (name.is_work and cues.IN_CHARGE.match(own_tail)) else None)
            or cues.PLACE_INSIDE.match(own_tail) or cues.CUSTOMERS.match(tail) or cues.THING_AFTER.match(own_tail)
            or cues.COMPANY_BEFORE.search(direct) or cues.THING_BEFORE.search(direct)
            or (name.is_school and cues.WENT_THERE.match(own_tail)) or (name.is_department and cues.WITH_THEM.match(own_tail))):
        return Verdict(Kind.PRESENT, "company", found[0])
    if cues.PUBLIC_PLACE.search(direct) and not cues.MAKING.search(tail + place.follow):
        return Verdict(Kind.PRESENT, "company", direct)
    if (found := cues.BUSINESS_LIST.search(place.before)) and not re.search(r"を|で(?!す|し)", tail[:12]):
        return Verdict(Kind.PRESENT, "company", found[0])
    return None


def _of_actors(place: Place) -> Verdict | None:
    """Somebody else who acts in this statement."""
    text, sight, end = place.text, place.sight, place.clause.end
    for subject in place.subjects:
        reach = people.reach_of(text, subject, end)
        if reach.start <= sight.start < reach.end:
            if not people.RELATIVE.search(text, max(reach.start, sight.start - 3), sight.start + 1):
                return Verdict(Kind.OTHER, "other", reach.words)
        elif sight.end <= reach.found and reach.whole and ABOUT.search(text, place.list_end, reach.found):
            return Verdict(Kind.OTHER, "other", reach.words)
    return None


@lru_cache(maxsize=4096)
def _of_others(before: str, tail: str, has_people: bool, cares: bool) -> Verdict | None:
    """Somebody else to whom it was given, or belongs; `cares` when the name itself means helping (家族のパソコンの面倒)."""
    if people.GIVING.search(tail) and not cues.SERVES.search(tail):
        asked = people.ASKED.search(before[-ASKING:])
        if asked and (found := people.GETS_DONE.search(tail)) and FINAL.match(tail[found.end():]):
            return Verdict(Kind.OTHER, "other", asked[0])
        if words := _handed(tail):
            return Verdict(Kind.OTHER, "other", words)
    belongs = people.BELONGS if has_people else people.BELONGS_ELSEWHERE
    if (found := belongs.search(tail)) and (FINAL.match(tail[found.end():]) or MY_TURN.match(tail[found.end():])) and (
            re.search(r"[はも:、.→=]|^[ -]*$", tail[:found.start()]) and not people.TRADE.match(tail)):
        return Verdict(Kind.OTHER, "other", found[0])
    if (found := people.OF_WHOM.match(tail)) and not cues.SERVES.search(tail):
        return Verdict(Kind.OTHER, "other", found[0])
    found = people.OF_SOMEBODY.search(before) if has_people else None
    if found and not cares and not people.HELPED.search(tail):
        return Verdict(Kind.OTHER, "other", found[0])
    return None


def _of_use(place: Place) -> Verdict | None:
    """A course attended, a thing bought or looked at."""
    if (asked := cues.ORDERED.match(place.own_tail)) and not cues.PASSIVE.search(place.own_tail):
        return Verdict(Kind.OTHER, "other", asked[0])
    found = cues.ATTENDED.match(place.own_tail) or (place.tail != place.own_tail and cues.ATTENDED.match(place.tail)) or cues.CONSUMED.match(place.own_tail)
    if not found and (matter := cues.MATTER.match(place.own_tail)) and not (
            cues.MAKING.search(matter["rest"]) or cues.MAKING.search(place.follow)):
        found = matter
    if not found and name_of(place.sight.key).is_paper:
        found = cues.READS.match(place.own_tail)
    return Verdict(Kind.PRESENT, "begun", found[0]) if found and not negation(place.tail) else None


@lru_cache(maxsize=4096)
def _of_statement(before: str, head: str, tail: str, follow: str) -> Verdict | None:
    """What the statement says at its end, or before the name (苦手なのはJava)."""
    if (found := cues.CANNOT_FIRST.search(before)) and not cues.TWICE.search(before):
        return Verdict(Kind.NEGATED, "negated", found[0])
    if found := cues.SHUNNED.match(tail):
        return Verdict(Kind.NEGATED, "negated", found[0])
    if (found := cues.TO_BECOME.search(tail)) or (found := cues.IF.search(head + FILL + tail)):
        return Verdict(Kind.WISHED, "wished", found[0])
    if found := cues.WANTS_FIRST.search(before):
        return Verdict(Kind.WISHED, "wished", found[0])
    if words := negation(tail):
        if follow and AFTER_ALL.search(follow) and not negation(follow) and not _has_topic(follow):
            return None
        return Verdict(Kind.NEGATED, "negated", words)
    if not cues.SERVES.search(tail):
        for found in cues.WANTS.finditer(tail):
            if FINAL.match(tail[found.end():]) or re.match(r"と[^、。]*$", tail[found.end():].rstrip("。、")):
                return Verdict(Kind.WISHED, "wished", found[0])
        if found := cues.HOPES.search(tail):
            return Verdict(Kind.WISHED, "wished", found[0])
        if (found := cues.NEXT.search(before)) and not re.search(r"した|ました|[0-9]年", tail):
            return Verdict(Kind.WISHED, "wished", found[0])
    met = cues.REACTED.search(tail) or cues.HEARD_LATER.search(tail)
    if (found := cues.ONLY_LEARNT.search(head + FILL + tail)) or (found := met if met and not cues.MAKING.search(tail) else None):
        return Verdict(Kind.PRESENT, "begun", found[0].strip(FILL))
    if once := cues.SEEN_ONLY.search(tail):
        return Verdict(Kind.PRESENT, "begun", once[0])
    for found in cues.BEGUN.finditer(tail):
        if not re.search(r"修了|合格|取得|講師|開[いきく催]|企画|主催|担当|作[っりる]", tail[found.end():]):
            return Verdict(Kind.PRESENT, "begun", found[0])
    if found := cues.HEARD_FIRST.search(before):
        return Verdict(Kind.PRESENT, "begun", found[0])
    for found in cues.HEARD.finditer(tail):
        if FINAL.match(tail[found.end():]):
            return Verdict(Kind.PRESENT, "begun", found[0])
    if found := cues.ALREADY_THERE.match(tail):
        return Verdict(Kind.UNCERTAIN, "unsure", found[0])
    if (found := cues.EXISTS.match(tail)) and not cues.OF_SKILL.search(found["what"]) and not (
            cues.WORK.search(follow) and not negation(follow) and not people.SUBJECT.search(follow)):
        return Verdict(Kind.UNCERTAIN, "unsure", found[0])
    return _of_comment(tail) or _of_naming(head, tail)


def _is_overtaken(place: Place) -> bool:
    """分からないと言いつつ、5台立てた; 関心があって、今は毎日使う: what the statement says is overtaken by the next."""
    is_conceded = cues.CONCEDED.search(place.tail) is not None and negation(place.tail) != ""
    if not is_conceded and not cues.LIKED.search(place.tail):
        return False
    end = place.text.find("。", place.clause.end)
    rest = place.text[place.clause.end:end + 1 if end >= 0 else len(place.text)].partition("\n")[0]
    if "◇" in rest and (not is_conceded or OTHER_NAME.search(rest)):
        return False
    return (cues.ACTED.search(rest) is not None and not negation(rest) and not cues.WANTS.search(rest) and not cues.HOPES.search(rest)
            and not cues.BEGUN.search(rest) and not people.SUBJECT.search(rest) and not _handed(rest))


def _of_naming(head: str, tail: str) -> Verdict | None:
    """犬の名前はルビーです: something is called so, and it is nothing of work."""
    found = cues.NAMES.search(head)
    if found and re.match(r"(?:です|でした|だ|である)?[。、」]*$", tail) and not cues.OF_WORK.search(found["topic"]):
        return Verdict(Kind.UNCERTAIN, "unsure", found[0])
    return None


def _of_no_work(place: Place, tail: str) -> Verdict | None:
    """Something happened, but nothing that people call work: チラシを配っていました."""
    if place.sight.is_described or name_of(place.sight.key).is_help or not cues.ACTED.search(tail):
        return None
    if place.is_everyday and not cues.SERVING.search(place.text[place.scope_start:place.clause.end] + place.follow):
        return Verdict(Kind.PRESENT, "leisure", tail.strip("。、 "))
    if cues.WORK.search(tail) or cues.WORK.search(place.head) or cues.WORK.search(place.follow):
        return None
    return Verdict(Kind.UNCERTAIN, "unsure", tail.strip("。、 "))


def _of_comment(tail: str) -> Verdict | None:
    """Javaは聞きかじりです: what is said of the skill itself must speak for it, unless something was done."""
    said = tail.rstrip(NOTHING)
    if said.endswith(cues.JOINTS):
        said = said.removesuffix(next(joint for joint in cues.JOINTS if said.endswith(joint)))
    found = cues.COMMENT.match(said)
    if found and re.search(r"[いきしちりえけせてねめれみびっ][てで]$", found[1]):
        return None  # something was done, and more follows
    if not found or cues.HARMLESS.search(found[1]) or cues.HAPPENED.search(found[1]) or cues.SPEAKS_FOR.search(found[1]):
        return None
    return Verdict(Kind.UNCERTAIN, "unsure", found[1])


def _of_leisure(place: Place) -> Verdict | None:
    text = place.text[place.scope_start:place.clause.end]
    found = cues.LEISURE.search(text)
    if found and not NOT_I.match(text[found.end():]) and not place.sight.is_described and not cues.MAKES.search(text + place.follow):
        return Verdict(Kind.PRESENT, "leisure", found[0])
    return None


def _has_topic(follow: str) -> bool:
    """Whether what follows speaks of something else."""
    return any(not ABOUT_ME.search(found["noun"]) for found in TOPIC.finditer(follow))


def _of_what_follows(place: Place) -> Verdict | None:
    """The next statement names no skill and speaks of this one: Javaは習いましたが、実務では使っていません."""
    follow = place.follow
    if follow and (words := _part_of_others(follow)):
        return Verdict(Kind.OTHER, "other", words)
    if follow and (found := cues.NO_MAKER.search(follow)):
        return Verdict(Kind.NEGATED, "negated", found[0])
    if not follow or _has_topic(follow) or (place.turned and cues.HAPPENED.search(place.tail) and not LEARNT.search(place.tail)):
        return None
    if words := negation(follow):
        return Verdict(Kind.NEGATED, "negated", words)
    for found in cues.WANTS.finditer(follow):
        if FINAL.match(follow[found.end():]) and not cues.SERVES.search(follow):
            return Verdict(Kind.WISHED, "wished", found[0])
    if undecided := cues.TO_BECOME.search(follow):
        return Verdict(Kind.WISHED, "wished", undecided[0])
    if once := cues.ONLY_LEARNT.search(follow) or cues.SEEN_ONLY.search(follow) or cues.HEARD_LATER.search(follow):
        return Verdict(Kind.PRESENT, "begun", once[0])
    if words := _handed(follow):
        return Verdict(Kind.OTHER, "other", words)
    return None


def _part_of_others(follow: str) -> str:
    """導入プロジェクトでしたが、設定はすべてコンサル会社: the making itself was somebody else's; empty when it was not."""
    if not (found := cues.THE_MAKING.search(follow)):
        return ""
    belongs = people.BELONGS.search(follow, found.end())
    return belongs[0] if belongs and belongs.start() - found.end() < NEAR else ""


def _handed(text: str) -> str:
    """The words by which a statement gives the work to others; empty when it does not."""
    if people.GIVING.search(text):
        for found in people.HANDED.finditer(text):
            if FINAL.match(text[found.end():]):
                return found[0]
    return ""

