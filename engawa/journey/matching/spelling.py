"""What somebody meant who mistyped a word or wrote it by its sound: 「javasript」「ぱわーぽいんと」「homupeji」.

Every known word is kept as it is written in Latin letters and as it sounds, in a coarse romaji in which long vowels,
double letters and the ways of writing し or つ do not count. Pure; words come from outside.
"""
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import jaconv

from engawa.base.text import tokens
from engawa.base.text.normal import katakana, key, normal
from engawa.journey.matching.english_words import is_english
from engawa.journey.matching.sounds import (
    KANA,
    LATIN,
    SHORTEST,
    SYLLABLES,
    coarse,
    distance,
    letters_of,
    sound_of,
    sounds_of,
)
from engawa.journey.matching.synonyms import MARK, synonyms
from engawa.journey.skills.reference import read_data

# A run of one script, as people type a word. Hiragana behind a word is grammar, before it too: runs are looked at alone.
RUN = re.compile(r"[A-Za-z][A-Za-z0-9+#.'-]*(?:ー[A-Za-z'-]+)*|[ァ-ヺ][ァ-ヺー]*|[ぁ-ゖ][ぁ-ゖー]*|[一-鿿々ヶ]+")
HIRAGANA, KATAKANA = re.compile(r"[ぁ-ゖー]+"), re.compile(r"[ァ-ヺー]+")
LETTER = re.compile(r"\w")
# Verbs: nobody types 取る for とる, and their stems sound like everything.
VERB = re.compile(r".*[一-鿿々][ぁ-ん]*[うくぐすつぬぶむる]")
KANJI = re.compile(r"[一-鿿々]+")
# A word begun in one script and ended in another: ホームぺージ (its ぺ is hiragana), 名ボ, 助せい金.
LOOKS = dict(zip("へべぺり一二力口工夕卜八-‐−–—―─~", "ヘベペリーニカロエタトハーーーーーーーー", strict=True))
LOOKING = re.compile(rf"(?=[^ァ-ヺ]*[ァ-ヺ])(?=[ァ-ヺー]*[{re.escape(''.join(LOOKS))}])[ァ-ヺー{re.escape(''.join(LOOKS))}]{{3,}}")
MIXED = re.compile(r"[一-鿿々]+[ァ-ヺ][ァ-ヺー]{0,3}(?![ァ-ヺー])[一-鿿々]*|(?<![ァ-ヺー])[ァ-ヺ][ァ-ヺー]{0,3}[一-鿿々]+"
                   r"|(?<!\S)(?:[一-鿿々]+[ぁ-ゖ]{1,4}[一-鿿々]*|[ぁ-ゖ]{1,4}[一-鿿々]+)(?!\S)")
SCRIPTS = re.compile(r"[一-鿿々]+|[ァ-ヺーぁ-ゖ]+")
# Letters that are taken for each other: 会員名薄, 議事禄.
ALIKE = """簿薄 録禄緑縁 議義儀 請清晴情 績積 講構購溝 険検験剣 募墓幕暮慕 復複腹 遺遣 徴微 偏編遍 貨貸賃 徹撤 析折祈 適敵摘滴 福副幅 護獲穫
           障章 援緩 寄奇 祉社 官管菅 製制 収拾 因困 末未 土士 延廷 輪輸 持待侍 担坦 設説 像象 提堤 粉紛 綱網 弧孤 壁璧 郎朗 候侯 率卒
           師帥 防坊妨 仮板 宛苑 季委 借惜 識職織 陪倍部 環還 歓勧観 掛排""".split()
PARTICLE = re.compile("について|のため|から|まで|など|とか|[のをがにはでともへや]")
LAST_PARTICLE = re.compile(f"(?<=..)(?:{PARTICLE.pattern})$")
INFLECTED = [(re.compile(f"{one}$"), other) for one, other in (
    ("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""))]
# So long a word may have one slip, two; more where only its sound is known, for vowels are everywhere.
HEARD, LONG, LONG_SOUND = 6, 8, 11
LONGEST = 24
MOST_WORDS, MOST_KANJI = 6, 8


@dataclass(frozen=True)
class Known:
    """A word that can be meant: as written, how it is typed in Latin letters, how it sounds; how common it is."""

    word: str
    latin: str
    sound: str
    weight: float
    letters: int


@dataclass
class Lexicon:
    """The words one may mean, by key and by sound."""

    keys: dict[str, str] = field(default_factory=dict)
    by_sound: dict[str, Known] = field(default_factory=dict)
    every: list[Known] = field(default_factory=list)

    def add(self, word: str, weight: float) -> None:
        """Know a word; twice is harmless, the first weight counts."""
        name = key(word)
        if name in self.keys or not 2 <= len(name) <= LONGEST:
            return
        self.keys[name] = word
        latin, heard, letters = _spelled(word, name)
        one = Known(word, latin, heard, weight, letters)
        if len(latin or heard) >= SHORTEST - 1:
            self.every.append(one)
        for sound in filter(None, {heard, coarse(latin) if len(latin) >= SHORTEST else ""}):
            if sound not in self.by_sound or _goes_before(one, self.by_sound[sound]):
                self.by_sound[sound] = one

    def heard(self, typed: str) -> str | None:
        """Return the word that sounds like what was typed in kana or romaji."""
        if same := self.keys.get(key(katakana(typed))):
            return same if key(same) != key(typed) else None
        sounds = [sound for sound in sounds_of(typed) if len(sound) >= SHORTEST - 1]
        known = next((self.by_sound[sound] for sound in sounds if sound in self.by_sound), None)
        return known.word if known and key(known.word) != key(typed) else None

    def meant(self, typed: str, most: int = 2) -> str | None:
        """Return the nearest known word within one slip, or two (but not more than `most`) in a long one; the commoner among equals."""
        name = key(typed)
        plain, sound = (name if LATIN.fullmatch(name) else ""), sound_of(typed)
        best: tuple[int, float, str] | None = None
        for spelled, by_sound in ((plain, False), ("" if plain and not SYLLABLES.fullmatch(plain) else sound, True)):
            # A loan word stands in katakana; other sounds are near to many words.
            short, long = (HEARD, LONG_SOUND) if by_sound and not KATAKANA.fullmatch(name) else (SHORTEST, LONG)
            limit = min(most, 2) if len(spelled) >= long else 1 if len(spelled) >= short else 0
            letters = letters_of(spelled)
            for known in self.every if limit else ():
                other = known.sound if by_sound else known.latin
                if len(other) < SHORTEST or abs(len(other) - len(spelled)) > limit or (known.letters ^ letters).bit_count() > 2 * limit:
                    continue
                if (far := distance(spelled, other, limit)) <= limit and other[0] == spelled[0]:
                    best = min(best or (9, 0.0, ""), (far, -known.weight, known.word))
        return best[2] if best else None


def _goes_before(one: Known, other: Known) -> bool:
    """Whether a word is meant rather than another that sounds the same: the commoner, else the one in Japanese (大阪 before osaka)."""
    return (one.weight, not one.latin) > (other.weight, not other.latin)


@lru_cache(maxsize=100_000)
def _spelled(word: str, name: str) -> tuple[str, str, int]:
    """How a word is typed in Latin letters, else how it sounds; and the letters of it. Kept: every index has the vocabulary."""
    latin = name if LATIN.fullmatch(name) else ""
    heard = "" if latin else coarse(jaconv.kata2alphabet(katakana(word) if KANA.fullmatch(word) else tokens.readings(word)))
    return latin, heard, letters_of(latin or heard)


@cache
def _shipped() -> tuple[str, ...]:
    rows = read_data("engawa.journey.skills", "skills.yaml")["skills"]
    named = [str(word) for row in rows for word in (row["ja"], row["en"], *row["aliases"])]
    return tuple(dict.fromkeys([word for group in synonyms().spellings.values() for word in group] + named))


def lexicon(words: Mapping[str, float]) -> Lexicon:
    """Make the lexicon of an index (word -> how many texts have it) and of the vocabulary as shipped."""
    made = Lexicon()
    for word, count in sorted(words.items(), key=lambda one: -one[1]):
        for spelling in synonyms().spellings.get(word, ()) if word.startswith(MARK) else (word,):
            if not VERB.fullmatch(spelling):
                made.add(spelling, 1.0 + count)
    for word in _shipped():
        made.add(word, 0.5)
    return made


_kept: dict[str, tuple[object, Lexicon]] = {}


def kept_lexicon(index: str, state: object, texts: Callable[[], Iterable[str]]) -> Lexicon:
    """Return the lexicon of an index, made once for each state of it in this process.

    Args:
        index: its name.
        state: anything that is another value when the index has other words.
        texts: gives the words of each row, a space between them; asked only when the state is another.
    """
    if index not in _kept or _kept[index][0] != state:
        _kept[index] = state, lexicon(Counter(word for text in texts() for word in set(text.split())))
    return _kept[index][1]


def by_ear(text: str, known: Callable[[], Lexicon]) -> str | None:
    """Return the question with what was written by its sound put right; None when there is nothing to put right.

    Such words (しすてむ, googleふぉーむ) find things by their splinters, so whether they find anything says nothing.

    Args:
        text: what was typed, without conditions.
        known: gives the lexicon; asked only for what the dictionary does not know.
    """
    typed = normal(text)
    better = LOOKING.sub(lambda found: _in_one_script(found[0], known), typed)
    better = _each_run(better, lambda run: _by_sound(run, known), known)
    return better if better != typed and key(typed) not in known().keys else None


def corrected(text: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return the question with its mistyped words put right, by ear or else; None when there is nothing to put right.

    Args:
        text: what was typed, without conditions.
        finds: says whether a piece of it finds anything as it is.
        known: gives the lexicon; asked only when a word finds nothing.
    """
    typed = normal(text)
    better = MIXED.sub(lambda found: _of_two_scripts(found[0], finds, known), by_ear(text, known) or typed)
    better = _each_run(better, lambda run: _put_right(run, finds, known), known)
    return better if better != typed and key(typed) not in known().keys else None


def _each_run(text: str, better_of: Callable[[re.Match[str]], str | None], known: Callable[[], Lexicon]) -> str:
    """Return a text with its first runs of letters put right, except in a word that is known as a whole."""
    def one(run: re.Match[str]) -> str:
        better = better_of(run)
        return run[0] if better is None or key(_word_around(run)) in known().keys else better
    return RUN.sub(one, text, count=MOST_WORDS * 2)


def _is_grammar(run: re.Match[str]) -> bool:
    """Whether it is hiragana behind other letters: 困っている, 更新したい."""
    return bool(HIRAGANA.fullmatch(run[0]) and run.start() and LETTER.fullmatch(run.string[run.start() - 1]))


def begun(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of letters that begin a word."""
    return (run for run in RUN.finditer(normal(text)) if not _is_grammar(run))


def _word_around(match: re.Match[str]) -> str:
    """Return what stands between spaces around a run of letters."""
    return match.string[:match.start()].rpartition(" ")[2] + match[0] + match.string[match.end():].partition(" ")[0]


def _in_one_script(chunk: str, known: Callable[[], Lexicon]) -> str:
    """Return katakana for the letters that only look so, where that makes a word."""
    meant = "".join(LOOKS.get(letter, letter) for letter in chunk)
    return meant if tokens.is_known(meant) or key(meant) in known().keys else chunk


def _of_two_scripts(chunk: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str:
    """Return the word in kanji of which a part was written by its sound."""
    if tokens.is_known(chunk) or finds(chunk) or key(chunk) in known().keys:
        return chunk
    parts = SCRIPTS.findall(chunk)
    shape = re.compile("".join(part if KANJI.fullmatch(part) else f"[一-鿿々]{{1,{len(part)}}}" for part in parts))
    sounds = ["" if KANJI.fullmatch(part) else sound_of(part) for part in parts]
    heard = re.compile(".+".join(re.escape(one) for one in sounds if one))
    found = [one for one in known().every if shape.fullmatch(one.word) and heard.search(one.sound)
             and one.sound.startswith(sounds[0]) and one.sound.endswith(sounds[-1])]
    return max(found, key=lambda one: one.weight).word if found else chunk


def _put_right(run: re.Match[str], finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return what one run of letters means; None when it is right or unknown."""
    if KANJI.fullmatch(run[0]):
        return _in_rightletters_of(run[0], known()) if len(run[0]) > 1 else None
    if not _is_grammar(run):
        return _better(run[0], finds, known)
    lead = PARTICLE.match(run[0])    # ビデオのへんしゅう
    better = _like(run[0][lead.end():], known) if lead else None
    return lead[0] + better if lead and better else None


def _in_rightletters_of(run: str, known: Lexicon) -> str | None:
    """Return the word for a run of kanji that is none, or for one part of it when the other is a word.

    Such a run finds things by its splinters, so whether it finds anything says nothing.
    """
    for cut in (len(run), *range(2, len(run) - 1)):
        head, tail = run[:cut], run[cut:]
        if (not tail or tokens.is_known(tail)) and (better := _other_letter(head, known)):
            return better + tail
        if tail and tokens.is_known(head) and (better := _other_letter(tail, known)):
            return head + better
    return None


def _other_letter(run: str, known: Lexicon) -> str | None:
    """Return the word for kanji that are none: by their whole sound, else with one letter of the same sound or look."""
    if not 2 <= len(run) <= MOST_KANJI or tokens.is_known(run) or key(run) in known.keys:
        return None
    heard = known.heard(run)
    if heard and KANJI.fullmatch(heard) and len(heard) == len(run) and set(heard) & set(run):
        return heard
    return _with_one_letter(run, known) or _with_a_letter_alike(run, known)


def _with_one_letter(run: str, known: Lexicon) -> str | None:
    """Return the commonest known word of which one letter is another, when the letter sounds like a part of the word."""
    found = []
    for one in known.every:
        wrong = [at for at, letter in enumerate(run) if one.word[at] != letter] if len(one.word) == len(run) else []
        if len(wrong) == 1 and KANJI.fullmatch(one.word) and _sounds_there(run[wrong[0]], wrong[0], one):
            found.append(one)
    return max(found, key=lambda one: one.weight).word if found else None


def _sounds_there(letter: str, at: int, known: Known) -> bool:
    """Whether a letter sounds like the one that stands there in a known word: at its end, else behind what is before."""
    sound = sound_of(letter)
    if len(sound) < 2:
        return False
    return known.sound.endswith(sound) if at == len(known.word) - 1 else known.sound.startswith(sound_of(known.word[:at]) + sound)


def _with_a_letter_alike(run: str, known: Lexicon) -> str | None:
    for at, letter in enumerate(run):
        for other in dict.fromkeys("".join(group for group in ALIKE if letter in group)):
            word = run[:at] + other + run[at + 1:]
            if word != run and (key(word) in known.keys or tokens.is_known(word)):
                return word
    return None


def _by_sound(run: re.Match[str], known: Callable[[], Lexicon]) -> str | None:
    """Return the word that a run of hiragana sounds like, its particles kept; None when it is a word itself, or grammar."""
    typed = run[0]
    if not HIRAGANA.fullmatch(typed) or len(typed) < SHORTEST - 1 or tokens.is_known(typed) or key(typed) in synonyms().tokens:
        return None
    return _in_katakana(typed, _loan_words()) or (None if _is_grammar(run) else _like(typed, known))


def _in_katakana(run: str, words: Container[str]) -> str | None:
    """Return hiragana with the words in katakana that stand in it from its beginning or a particle to a particle or its end: わーどとえくせるの."""
    particles = list(PARTICLE.finditer(run))
    ends = [len(run), *(one.start() for one in reversed(particles))]
    made, done = "", 0
    for begin in (0, *(one.end() for one in particles)):
        found = (end for end in ends if begin >= done and end - begin >= SHORTEST - 1)
        if end := next((end for end in found if katakana(run[begin:end]) in words and not tokens.is_known(run[begin:end])), 0):
            made, done = made + run[done:begin] + katakana(run[begin:end]), end
    return made + run[done:] if made else None


def _like(run: str, known: Callable[[], Lexicon]) -> str | None:
    """Return the known word that sounds so, first without the particle: さいとの is no サイト運用; None when that is a word."""
    words = [(run[:len(run) - len(tail)], tail) for tail in _tails(run)]
    if any(tokens.is_known(word) for word, _tail in words) or any(key(word) in known().keys for word, _tail in words):
        return None
    heard = ((known().heard(word), tail) for word, tail in words if len(word) >= SHORTEST)
    return _in_katakana(run, known().keys) or next((word + tail for word, tail in heard if word), None)


def _tails(run: str) -> list[str]:
    """The particle that hiragana may end in, and none."""
    found = LAST_PARTICLE.search(run)
    return [found[0], ""] if found else [""]


@cache
def _loan_words() -> frozenset[str]:
    return frozenset(run[0] for word in _shipped() for run in RUN.finditer(word) if KATAKANA.fullmatch(run[0]))


def _better(run: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return what one run of letters means, its particle kept; None when it is right or unknown."""
    is_hiragana = HIRAGANA.fullmatch(run)
    if (len(run) < 3 and not is_hiragana) or finds(run) or (run.isascii() and (is_english(run) or _is_form_of_known(run, known()))) or (
            KATAKANA.fullmatch(run) and tokens.is_known(run)):
        return None
    tails = _tails(run) if is_hiragana else [""]
    for tail in reversed(tails):
        word = run[:len(run) - len(tail)]
        if len(word) < 2 or key(word) in known().keys or (tail and (finds(word) or tokens.is_known(word))):
            return None
        heard = known().heard(word)
        if heard and key(heard).rstrip("ー") == key(word).rstrip("ー"):
            return None
        if heard and (len(word) > 3 or finds(heard) or key(heard) == key(katakana(word))) and (
                not word.isascii() or KATAKANA.fullmatch(heard) or not tokens.is_known(word)):
            return heard + tail
    is_of_loans = _is_of_loan_words(run)
    for tail in tails:
        word = run[:len(run) - len(tail)]
        near = None if tokens.is_known(word) else known().meant(word, 1 if is_of_loans else 2)
        if near and (not is_of_loans or KATAKANA.fullmatch(near)):
            return near + tail
    return None


def _is_of_loan_words(run: str) -> bool:
    """Whether a run of katakana is made of words in the dictionary: it is hardly mistyped."""
    return bool(KATAKANA.fullmatch(run)) and all(len(word.surface) > 2 and tokens.is_known(word.surface) for word in tokens.words(run))


def _is_form_of_known(run: str, known: Lexicon) -> bool:
    """Whether it is a form of a word that is known."""
    low = run.lower()
    stems = {pattern.sub(other, low) for pattern, other in INFLECTED} - {low}
    return any(len(stem) > 2 and (key(stem) in known.keys or tokens.is_known(stem)) for stem in stems)
