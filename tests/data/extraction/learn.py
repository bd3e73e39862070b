"""Learns the weights of `extraction/weighing.py` and `extraction/describing.py` from the labelled building texts.

    pip install scikit-learn
    python tests/data/extraction/learn.py        (writes weights.json and describing.npz of the step's data)

The measured part is never read here. The same texts give the same weights.
"""
import json
import os
import re
import sys
from collections import Counter
from math import sqrt
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))
os.environ |= {"ENGAWA_MODE": "test", "ENGAWA_DATA_DIR": "/nowhere", "DJANGO_SETTINGS_MODULE": "engawa.config.settings"}
DATA = ROOT / "engawa/journey/skills/data"
STRENGTH = 30.0  # the inverse of the penalty on large weights
RULE = 4         # how much a sentence of the tests counts: it stands for a rule
AGAINST = 2      # how much a statement counts that does not speak for the writer: to believe wrongly is worse than to ask
SEEN = 2         # a sign met only once says nothing
SMALLEST, SMALLEST_TELLING = 0.02, 0.4  # weights below these are left out
EXACT = 1e-3     # where the search for the best weights of a description ends
SAYS_NOTHING = re.compile(r"[ぁ-ん、 ・()]+")  # letters in a row
EXAMPLES = 3     # a skill told in fewer sentences is not learnt
SAID = ROOT / "tests/skills/said.txt"
FILES = sorted({*HERE.glob("building*.jsonl"), HERE / "more.jsonl"})
# Only for describing: their statements speak for the writer more often than people do.
TELLING = sorted(HERE.glob("telling*.jsonl"))


def labelled(files):
    """(row, weight) of labelled files and of the sentences of the tests."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line), 1
    for line in SAID.read_text(encoding="utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            text, own, traps = (part.strip() for part in line.split("|"))
            yield {"text": text.replace("\\n", "\n"), "kind": "sentence", "skills": own.split(), "not_skills": [
                dict(zip(("slug", "kind"), trap.split(":"), strict=True)) for trap in traps.split()]}, RULE


def statements():
    """(signs, whether the writer has the skill, weight) of every statement whose skill is labelled one way or the other."""
    from engawa.journey.skills.extraction import describing, reading, weighing
    from engawa.journey.skills.extraction.sources import vocabulary_from_files
    vocabulary, seen = vocabulary_from_files(), []

    class Recorder(reading.Reader):
        def _weighed(self, kind, reason, sight, _around, _sentence, spans):
            if any(start < end for start, end in spans):
                seen.append((sight.skill, weighing.signs(self.words, spans)))
            return kind, reason

    reading.Reader = Recorder
    describing.Telling.told = lambda *_: iter(())  # learnt from the same sentences, so it would look too certain
    for row, weight in labelled(FILES):
        label = dict.fromkeys(row["skills"], True) | {trap["slug"]: False for trap in row.get("not_skills", [])}
        seen.clear()
        reading.extract_skills(row["text"], vocabulary)
        yield from ((signs, label[skill], weight) for skill, signs in seen if skill in label)


def sentences():
    """(signs, skills told, skills that may be told) of every labelled sentence, then of every name of a skill."""
    from engawa.base.text import tokens
    from engawa.journey.skills.extraction import describing
    from engawa.journey.skills.extraction.writing import written
    from engawa.journey.skills.reference import read_data

    def signs(text):
        writing = written(text)
        words = describing.stems(writing.low, tokens.pieces(writing.text))
        found = set()
        for stretch in describing.STRETCH.finditer(writing.low):
            here = [word for word in words if stretch.start() <= word.start < stretch.end()]
            found |= {sign for sign in describing.signs(stretch[0], here) if len(sign) > 3 or " " in sign or not SAYS_NOTHING.fullmatch(sign)}
        return sorted(found)

    for row, weight in labelled([*FILES, *TELLING]):
        if row["kind"] == "sentence":
            told = {*row["skills"], *(trap["slug"] for trap in row.get("not_skills", []) if trap["kind"] != "present")}
            yield from [(signs(row["text"]), told, set(row.get("may", [])))] * weight
    for row in read_data("engawa.journey.skills", "skills.yaml")["skills"]:
        for name in sorted({row["ja"], *row["aliases"]}):
            yield signs(name), {row["slug"]}, None


def matrix_of(rows, smooth):
    """(names of the columns, one row of weights for each list of signs)."""
    from sklearn.feature_extraction import DictVectorizer
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([
        {sign: count / sqrt(len(signs) + smooth) for sign, count in sorted(Counter(signs).items())} for signs in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return vectorizer.feature_names_, matrix


def weigh():
    """How statements speak for the writer: one weight a line, so that two versions can be compared."""
    from sklearn.linear_model import LogisticRegression
    rows = list(statements())
    often = Counter(sign for signs, *_rest in rows for sign in set(signs))
    names, matrix = matrix_of([[" ".join(sign) for sign in signs if often[sign] >= SEEN] for signs, *_rest in rows], smooth=0)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        matrix, [own for _signs, own, _weight in rows], sample_weight=[weight * (1 if own else AGAINST) for _signs, own, weight in rows])
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= SMALLEST}
    content = {"bias": round(float(model.intercept_[0]), 4), "weights": weights}
    (DATA / "weights.json").write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def describe():
    """Which words tell which skill: a regression for every skill that enough sentences tell."""
    import numpy
    from sklearn.linear_model import LogisticRegression

    from engawa.journey.skills.extraction.describing import SMOOTH
    rows = list(sentences())
    often = Counter(sign for signs, *_rest in rows for sign in signs)
    names, matrix = matrix_of([[sign for sign in signs if often[sign] >= SEEN] for signs, *_rest in rows], smooth=SMOOTH)
    examples = Counter(skill for _signs, told, may in rows if may is not None for skill in told)
    skills = sorted(skill for skill, count in examples.items() if count >= EXAMPLES)
    weights, bias = numpy.zeros((len(names), len(skills)), "float32"), numpy.zeros(len(skills), "float32")
    for column, skill in enumerate(skills):
        model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=EXACT).fit(
            matrix, numpy.array([skill in told for _signs, told, _may in rows]),
            sample_weight=[float(skill not in (may or ())) for *_rest, may in rows])
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    write_describing(names, skills, weights, bias)


def write_describing(names, skills, weights, bias):
    """The large weights in whole steps, sign by sign, as `describing.learnt` reads them."""
    import numpy
    step = abs(weights).max() / 127
    steps = numpy.where(abs(weights) >= SMALLEST_TELLING, numpy.rint(weights / step), 0).astype("int8")
    numpy.savez_compressed(
        DATA / "describing.npz", step=step, bias=bias, columns=steps.nonzero()[1].astype("uint16"), weights=steps[steps.nonzero()],
        counts=numpy.count_nonzero(steps, axis=1).astype("uint16"),
        signs=numpy.frombuffer("\n".join(names).encode(), "uint8"), skills=numpy.frombuffer("\n".join(skills).encode(), "uint8"))


def main():
    import django
    django.setup()
    for part in sys.argv[1:] or ("describe", "weigh"):
        {"describe": describe, "weigh": weigh}[part]()


if __name__ == "__main__":
    main()
