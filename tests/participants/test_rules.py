"""When a participant may do what, and the sentence that says why not."""
from engawa.journey.participants import actions, drafts, rules
from engawa.journey.participants.models import Career
from tests.people import make_participant

OWNER_ONLY = "棚卸しは、本人だけが直せます。"


def test_only_the_owner_edits(saeki, stranger):
    assert rules.why_not_edit(saeki.user, saeki) is None
    assert rules.why_not_edit(stranger.user, saeki) == OWNER_ONLY


def test_thirty_experiences_are_the_limit(saeki, stranger):
    assert rules.why_not_add_career(saeki.user, saeki) is None
    assert rules.why_not_add_career(stranger.user, saeki) == OWNER_ONLY
    Career.objects.bulk_create(Career(participant=saeki, did=f"仕事{n}", position=n) for n in range(1, 29))
    assert rules.why_not_add_career(saeki.user, saeki) is None
    actions.save_career(by=saeki.user, participant=saeki, did="三十番目")
    assert rules.why_not_add_career(saeki.user, saeki).startswith("経験は30件までです。")


def test_one_skill_and_one_experience_are_enough_to_finish(saeki, stranger):
    assert rules.why_not_finish(saeki.user, saeki) is None
    assert rules.why_not_finish(stranger.user, saeki) == OWNER_ONLY
    bare = make_participant("bare@example.jp", "新田 進", skills={}, careers=(), finish=False)
    assert rules.why_not_finish(bare.user, bare).startswith("スキルがまだ選ばれていません。")
    actions.save_skills(by=bare.user, participant=bare, held={"cobol": (3, "current")}, offered=["cobol"])
    assert rules.why_not_finish(bare.user, bare).startswith("経験がまだ書かれていません。")


def test_experiences_are_moved_by_their_owner(saeki, stranger):
    assert rules.why_not_move(saeki.user, saeki.careers.get()) is None
    assert rules.why_not_move(stranger.user, saeki.careers.get()) == OWNER_ONLY


def test_one_text_of_some_length_tells_a_career_too(saeki):
    saeki.careers.all().delete()
    saeki.career_text = "あ" * 99
    assert rules.why_not_finish(saeki.user, saeki).startswith("経験がまだ書かれていません。")
    saeki.career_text += "い"
    assert rules.why_not_finish(saeki.user, saeki) is None


def test_what_a_page_never_showed_is_not_overwritten():
    saved = {"zoom": "able"}
    assert rules.why_not_overwrite("", saved) is None                     # a caller without a page
    assert rules.why_not_overwrite(drafts.mark_of({"zoom": "able"}), saved) is None
    assert rules.why_not_overwrite(drafts.mark_of({"zoom": "some"}), saved).startswith("この間に、")
