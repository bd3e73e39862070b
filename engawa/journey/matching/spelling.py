"""What somebody meant who mistyped a word or wrote it by its sound: 「javasript」「ぱわーぽいんと」「homupeji」.

Every known word is kept as it is written in Latin letters and as it sounds, in a coarse romaji in which long vowels,
double letters and the ways of writing し or つ do not count. Pure; words come from outside.
"""
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import jaconv

from engawa.base.text import tokens
from engawa.base.text.normal import katakana, key, normal
from engawa.base.text.stops import says_nothing
from engawa.journey.matching.synonyms import MARK, synonyms
from engawa.journey.skills.reference import read_data

# A run of one script, as people type a word. Hiragana behind a word is grammar, before it too: runs are looked at alone.
RUN = re.compile(r"[A-Za-z][A-Za-z0-9+#.'-]*(?:ー[A-Za-z'-]+)*|[ァ-ヺ][ァ-ヺー]*|[ぁ-ゖ][ぁ-ゖー]*|[一-鿿々ヶ]+")
KANA, LATIN, HIRAGANA = re.compile(r"[ぁ-ゖァ-ヺー]+"), re.compile(r"[a-z0-9+#.' -]+"), re.compile(r"[ぁ-ゖー]+")
KATAKANA = re.compile(r"[ァ-ヺー]+")
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
PARTICLES = re.compile(r"(?<=..)(?:について|のため|から|まで|など|とか|の|を|が|に|は|で|と|も|へ|や)$")
ROMAJI = [(re.compile(one), other) for one, other in (
    ("[-'ー ]", ""), ("x", "ks"), ("c(?=[eiy])", "s"), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("cc", "tt"), ("j", "z"), ("f", "h"), ("l", "r"), ("v", "b"),
    ("dz", "z"), ("c(?=[aou])", "k"),
    ("(?<=[stzkgnhbpmrd])y(?=[aueo])", ""), ("w(?=[ieo])", ""), ("m(?=[bpm])", "n"), ("ou|oo", "o"), ("uu", "u"), ("ei|ee", "e"), ("aa", "a"), ("ii", "i"),
    (r"([a-z])\1+", r"\1"))]
SYLLABLES = re.compile(r"(?:(?:[kstnhmyrwgzdbpjfcv]|sh|ch|ts|th|dz|([kstpcgbdz])\1|[tc]ch|ssh|tts|[kstnhmrgbpzdjfc]y)?[aeiou]|n|-)+")
INFLECTED = [(re.compile(f"{one}$"), other) for one, other in (
    ("ies", "y"), ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""))]
# So long a word may have one slip, two; more where only its sound is known, for vowels are everywhere.
SHORTEST, HEARD, LONG, LONG_SOUND = 4, 6, 8, 11
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
            if sound not in self.by_sound or self.by_sound[sound].weight < weight:
                self.by_sound[sound] = one

    def heard(self, typed: str) -> str | None:
        """Return the word that sounds like what was typed in kana or romaji."""
        if same := self.keys.get(key(katakana(typed))):
            return same if key(same) != key(typed) else None
        sounds = [sound for sound in _sounds_of(typed) if len(sound) >= SHORTEST - 1]
        known = next((self.by_sound[sound] for sound in sounds if sound in self.by_sound), None)
        return known.word if known and key(known.word) != key(typed) else None

    def meant(self, typed: str, most: int = 2) -> str | None:
        """Return the nearest known word within one slip, or two (but not more than `most`) in a long one; the commoner among equals."""
        name = key(typed)
        plain, sound = (name if LATIN.fullmatch(name) else ""), _sound_of(typed)
        best: tuple[int, float, str] | None = None
        for spelled, by_sound in ((plain, False), ("" if plain and not SYLLABLES.fullmatch(plain) else sound, True)):
            # A loan word stands in katakana; other sounds are near to many words.
            short, long = (HEARD, LONG_SOUND) if by_sound and not KATAKANA.fullmatch(name) else (SHORTEST, LONG)
            limit = min(most, 2) if len(spelled) >= long else 1 if len(spelled) >= short else 0
            letters = _letters(spelled)
            for known in self.every if limit else ():
                other = known.sound if by_sound else known.latin
                if len(other) < SHORTEST or abs(len(other) - len(spelled)) > limit or (known.letters ^ letters).bit_count() > 2 * limit:
                    continue
                if (far := distance(spelled, other, limit)) <= limit and other[0] == spelled[0]:
                    best = min(best or (9, 0.0, ""), (far, -known.weight, known.word))
        return best[2] if best else None


@lru_cache(maxsize=100_000)
def _spelled(word: str, name: str) -> tuple[str, str, int]:
    """How a word is typed in Latin letters, else how it sounds; and the letters of it. Kept: every index has the vocabulary."""
    latin = name if LATIN.fullmatch(name) else ""
    heard = "" if latin else coarse(jaconv.kata2alphabet(katakana(word) if KANA.fullmatch(word) else tokens.readings(word)))
    return latin, heard, _letters(latin or heard)


def _letters(spelled: str) -> int:
    found = 0
    for letter in spelled:
        found |= 1 << (ord(letter) & 63)
    return found


def coarse(romaji: str) -> str:
    """Return romaji in which only what one hears counts: hoomupeeji, ho-mupe-ji and homupeji are one."""
    for pattern, other in ROMAJI:
        romaji = pattern.sub(other, romaji)
    return romaji


def _sound_of(typed: str) -> str:
    low = normal(typed).lower()
    if KANA.fullmatch(low):
        return coarse(jaconv.kata2alphabet(katakana(low)))
    if LATIN.fullmatch(low.replace("ー", "-")):
        return coarse(low)
    return coarse(jaconv.kata2alphabet(tokens.readings(low)))


def _sounds_of(typed: str) -> tuple[str, ...]:
    """How it may sound: Latin letters by their syllables (a last consonant gets the vowel it has here), and any word of five and more."""
    sound = _sound_of(typed)
    low = normal(typed).lower()
    if not LATIN.fullmatch(low):
        return (sound,)
    whole = low if low[-1] in "aeioun" else low + ("o" if low[-1] in "td" else "u")
    return tuple(dict.fromkeys([*([coarse(whole)] if SYLLABLES.fullmatch(whole) else []), *([sound] if len(low) > SHORTEST else [])]))


def distance(one: str, other: str, limit: int) -> int:
    """Count the slips between two spellings (a letter wrong, missing, added, or swapped with its neighbour), up to a limit."""
    before, row = [], list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


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


def corrected(text: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return the question with its mistyped words put right; None when there is nothing to put right.

    Args:
        text: what was typed, without conditions.
        finds: says whether a piece of it finds anything as it is.
        known: gives the lexicon; asked only when a word finds nothing.
    """
    pieces: list[str] = []
    end, typed = 0, normal(text)
    text = LOOKING.sub(lambda found: _in_one_script(found[0], known), typed)
    text = MIXED.sub(lambda found: _of_two_scripts(found[0], finds, known), text)
    changes = int(text != typed)
    for match in list(RUN.finditer(text))[:MOST_WORDS * 2]:
        pieces.append(text[end:match.start()])
        # Hiragana behind other letters is grammar: 困っている, 更新したい.
        is_grammar = HIRAGANA.fullmatch(match[0]) and match.start() and LETTER.fullmatch(text[match.start() - 1])
        better = None if is_grammar else _put_right(match[0], finds, known)
        if better and key(_word_around(match)) in known().keys:
            better = None
        changes += better is not None
        pieces.append(better or match[0])
        end = match.end()
    return "".join([*pieces, text[end:]]) if changes and key(typed) not in known().keys else None


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
    sounds = ["" if KANJI.fullmatch(part) else _sound_of(part) for part in parts]
    heard = re.compile(".+".join(re.escape(one) for one in sounds if one))
    found = [one for one in known().every if shape.fullmatch(one.word) and heard.search(one.sound)
             and one.sound.startswith(sounds[0]) and one.sound.endswith(sounds[-1])]
    return max(found, key=lambda one: one.weight).word if found else chunk


def _put_right(run: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return what one run of letters means; None when it is right or unknown."""
    if KANJI.fullmatch(run):
        return _in_right_letters(run, known()) if len(run) > 1 else None
    return _by_sound(run, known) or _better(run, finds, known)


def _in_right_letters(run: str, known: Lexicon) -> str | None:
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
    sound = _sound_of(letter)
    if len(sound) < 2:
        return False
    return known.sound.endswith(sound) if at == len(known.word) - 1 else known.sound.startswith(_sound_of(known.word[:at]) + sound)


def _with_a_letter_alike(run: str, known: Lexicon) -> str | None:
    for at, letter in enumerate(run):
        for other in dict.fromkeys("".join(group for group in ALIKE if letter in group)):
            word = run[:at] + other + run[at + 1:]
            if word != run and (key(word) in known.keys or tokens.is_known(word)):
                return word
    return None


def _by_sound(run: str, known: Callable[[], Lexicon]) -> str | None:
    """Return the word that a run of hiragana sounds like, when the run is no word itself; whether it finds anything says nothing."""
    if not HIRAGANA.fullmatch(run) or len(run) < SHORTEST or tokens.is_known(run) or key(run) in known().keys:
        return None
    return known().heard(run)


def _better(run: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return what one run of letters means, its particle kept; None when it is right or unknown."""
    is_hiragana = HIRAGANA.fullmatch(run)
    if (len(run) < 3 and not is_hiragana) or finds(run) or (run.isascii() and _is_english(run, known())) or (
            KATAKANA.fullmatch(run) and tokens.is_known(run)):
        return None
    found = PARTICLES.search(run) if is_hiragana else None
    tails = [found[0], ""] if found else [""]
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


def _is_english(run: str, known: Lexicon) -> bool:
    """Whether it is a usual English word, or a form of a word that is known."""
    low = run.lower()
    stems = {pattern.sub(other, low) for pattern, other in INFLECTED} - {low}
    return says_nothing(low) or any(len(stem) > 2 and (key(stem) in known.keys or tokens.is_known(stem)) for stem in stems)
