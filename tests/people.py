"""Named persons, and the builders of the told story under one roof."""
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.people import make_desk, make_superuser, make_user

__all__ = ["make_desk", "make_participant", "make_superuser", "make_user"]

SAEKI = {"email": "saeki@example.jp", "name": "佐伯 和夫", "furigana": "さえき かずお"}  # a retired engineer
KOBAYASHI = {"email": "kobayashi@example.jp", "name": "小林 由美", "furigana": "こばやし ゆみ"}  # an NPO clerk
TAKADA = {"email": "takada@example.jp", "name": "高田 一郎", "furigana": "たかだ いちろう"}  # an NPO owner
STRANGER = {"email": "stranger@example.jp", "name": "見知らぬ 人", "furigana": "みしらぬ ひと"}  # belongs to nothing
