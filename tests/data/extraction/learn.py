"""Learns the weights of `extraction/weighing.py` from the labelled building texts beside this file.

    pip install scikit-learn
    python tests/data/extraction/learn.py        (writes engawa/journey/skills/data/weights.json)

The measured part is never read here. The same texts give the same weights.
"""
import json
import os
import sys
from collections import Counter
from math import sqrt
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))
os.environ |= {"ENGAWA_MODE": "test", "ENGAWA_DATA_DIR": "/nowhere", "DJANGO_SETTINGS_MODULE": "engawa.config.settings"}
TARGET = ROOT / "engawa/journey/skills/data/weights.json"
STRENGTH = 8.0   # the inverse of the penalty on large weights
RULE = 4         # how much a sentence of the tests counts: it stands for a rule
SEEN = 2         # a sign met only once says nothing
SMALLEST = 0.02  # weights below this are left out
SAID = ROOT / "tests/skills/said.txt"
FILES = sorted({*HERE.glob("building*.jsonl"), HERE / "more.jsonl"})


def statements():
    """(signs, whether the writer has the skill, weight) of every statement whose skill is labelled one way or the other."""
    from engawa.journey.skills.extraction import reading, weighing
    from engawa.journey.skills.extraction.sources import vocabulary_from_files
    vocabulary, seen = vocabulary_from_files(), []

    class Recorder(reading.Reader):
        def _weighed(self, kind, reason, sight, around, spans):
            if any(start < end for start, end in spans):
                seen.append((sight.skill, weighing.signs(self.masked, self.pieces, spans)))
            return kind, reason

    reading.Reader = Recorder
    for text, label, weight in texts():
        seen.clear()
        reading.extract_skills(text, vocabulary)
        yield from ((signs, label[skill], weight) for skill, signs in seen if skill in label)


def texts():
    """(text, {skill: whether the writer has it}, weight) of the labelled files and of the sentences of the tests."""
    for line in (line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield row["text"], dict.fromkeys(row["skills"], True) | {trap["slug"]: False for trap in row.get("not_skills", [])}, 1
    for line in SAID.read_text(encoding="utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            text, own, traps = (part.strip() for part in line.split("|"))
            yield text.replace("\\n", "\n"), dict.fromkeys(own.split(), True) | {trap.split(":")[0]: False for trap in traps.split()}, RULE


def main():
    import django
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    django.setup()
    rows = list(statements())
    often = Counter(sign for signs, _own, _weight in rows for sign in signs)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{sign: 1 / sqrt(len(signs)) for sign in sorted(signs) if often[sign] >= SEEN} for signs, *_rest in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        matrix, [own for _signs, own, _weight in rows], sample_weight=[weight for *_rest, weight in rows])
    weights = {name: round(float(weight), 3) for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
               if abs(weight) >= SMALLEST}
    content = {"bias": round(float(model.intercept_[0]), 4), "weights": dict(sorted(weights.items()))}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} statements of {len(FILES)} files, {len(weights)} weights\n")


if __name__ == "__main__":
    main()
