"""Cuts a sentence where its statements change: at contrasts, at finished statements, around brackets."""
import itertools
import re
from dataclasses import dataclass, field

from engawa.journey.skills.extraction.finding import Sight

NAME, INSIDE = "◇", "〓"
NAMES = re.compile(f"{NAME}+")
# Each begins with a plain letter: so `re` passes over all others at once.
TURN = re.compile(
    r"が(?=[、,])(?<=[うくすつぬむるいただぶぐん]が)|"
    r"が(?![るり、,])(?:(?<=[でま]すが)|(?<=[でま]したが)|(?<=ませんが)|(?<=[っい]たが)|(?<=[一-鿿ん]だが)|(?<=ないが)|(?<=ているが)|(?<=できるが))|けれども?|"
    r"けど(?<=[だすたるい]けど)|ものの(?=[、,◇一-鿿])|"
    r"に対し(?:て)?(?=、)|反面|のに(?<=[るたいすん]のに)(?=、)|一方(?<=[るたいすん]一方)(?:で)?|どころか|より(?:も)?(?:むしろ)?(?=、)|;")
OPENING = re.compile(r"一方(?:で?、|、|で|は)|しかし|ただし|でも、|ただ、|とはいえ、?|逆に、?|反対に、?|むしろ|その代わり|それ以外|他方|もっとも、|いっぽう、")
CHAIN = re.compile(r"ので|ため(?:に)?(?=、)|から(?<=[すたいだん]から)(?=、)|し(?<=[すたいん]し)(?=、)|ながら(?=、)|から(?<=[んい]から)(?![のもはが])")
COMMA = re.compile(r"[、,;。?？/\s](?:(?<=[、,;])(?!\d)|(?<=[。?？])(?=.)|(?<=/)(?![0-9a-z])|(?<=[^0-9a-z◇ ]/)|(?<=\s)(?=◇))")
# Behind the last name nothing is said yet: the statement comes later.
PENDING = re.compile(
    r"^[\s」』)〓\"”:|=]*(?:(?:など|等|とか|や|と|も|及び|および|並びに|ならびに|または|又は|か|の|言語|系|さらに|版|シリーズ|も含め|関連|関係|方面|全般|あたり|だの|やら|たとえば|例えば|特に|、|とも|"
    r"\d[\d.]*|[をに](?=、|$))[\s」』〓]*)*(?:は|が|を|で|に|では|には|とは|も|についてはも?|について|に関して(?:は)?|なら|だと|といった|という(?:もの|の)?(?:を|は|が)?|"
    r"のような|のほうは|の方は|に至っては|と違って|同様|並み)?"
    r"(?:、?(?:全部|すべて|全て|ほとんど|ほぼ|いつも|毎[年月日週回朝晩]|何度か|\d+ ?[回度](?:ほど)?|もちろん|残念ながら|正直|実は|まだ|全く|まったく|主に|昔|以前|今は|今も|特に|一応|多少は|少しは|恥ずかしながら))?[\s、,]*$")
# A topic waits for what is said of it: ◇プログラムの修正は、
TOPIC_ONLY = re.compile(r"^[^はがを、]{0,12}(?:は|には|では)[、,]\s*$")
SPLIT_INSIDE = re.compile(r"^(?:ばかり|だけ|一筋|一本|のみ|専門|中心)で$|[はも:].+?(?:で|し|て|く|り|ず|だし|ですし|年|のみ|だけ|[一-鿿])\s*$")
BRACKETS = re.compile(r"\([^()]*\)")


@dataclass
class Clause:
    """One statement: `text[start:end]`, the sights in it, and whether it turns against the one before."""

    start: int
    end: int
    turns: bool
    sights: list[Sight] = field(default_factory=list)


def masked(low: str, sights: list[Sight], actors: set[int]) -> str:
    """The text with every name replaced by a sign of the same length.

    `sights` are in the order of the text; `actors` are sights of people who act.
    """
    parts: list[str] = []
    behind = 0
    for sight in sights:
        # A description is made of the very words that decide; people who act must stay visible.
        if sight.is_described or sight.start in actors:
            continue
        parts += (low[behind:sight.start], NAME * (sight.end - sight.start))
        behind = sight.end
    return "".join(parts) + low[behind:]


def brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands inside brackets, without the brackets."""
    return [(found.start() + 1, found.end() - 1) for found in BRACKETS.finditer(text, start, end)]


def without_brackets(text: str, inside: list[tuple[int, int]]) -> str:
    """The text with what stands in brackets blotted out, brackets included."""
    for start, end in inside:
        text = text[:start - 1] + INSIDE * (end - start + 2) + text[end + 1:]
    return text


def clauses(text: str, start: int, end: int, sights: list[Sight]) -> list[Clause]:
    """The statements of `text[start:end]` (names masked, brackets blotted out) in order."""
    cuts = {end: False}
    for pattern, turns in ((COMMA, False), (CHAIN, False), (TURN, True)):
        for found in pattern.finditer(text, start, end):
            cut = found.end()
            if pattern is TURN and text[cut:cut + 1] in {"、", ","}:
                cuts.pop(cut + 1, None)
                cut += 1
            cuts[cut] = turns or cuts.get(cut, False)
    for found in OPENING.finditer(text, start, end):
        if found.start() > start:
            cuts[found.start()] = True
            cuts.pop(found.end(), None)
    for one, other in itertools.pairwise(sights):
        if SPLIT_INSIDE.search(text[one.end:other.start]) and (
                text[other.end:other.end + 1] in {"は", "も", ":"} or text[one.end:other.start].endswith("で")):
            cuts.setdefault(other.start, False)
    return _joined(text, start, cuts, sights)


def _joined(text: str, start: int, cuts: dict[int, bool], sights: list[Sight]) -> list[Clause]:
    found: list[Clause] = []
    turns = False
    open_clause: Clause | None = None
    for cut, is_turn in sorted(cuts.items()):
        here = [sight for sight in sights if start <= sight.start < cut]
        if open_clause is not None:
            open_clause.end = cut
            open_clause.sights += here
        else:
            open_clause = Clause(start, cut, turns, here)
            turns = False
        if is_turn or not _is_pending(text, open_clause):
            found.append(open_clause)
            open_clause, turns = None, is_turn
        start = cut
    if open_clause is not None:
        found.append(open_clause)
    return found


def _is_pending(text: str, clause: Clause) -> bool:
    if clause.sights and TOPIC_ONLY.match(text[clause.sights[-1].end:clause.end]):
        return True
    return bool(clause.sights) and PENDING.match(text[clause.sights[-1].end:clause.end]) is not None
