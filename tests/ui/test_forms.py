"""What forms accept, say and show."""
import re
from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from engawa.base.ui.forms import DateField, EmailField, Form, LinesField, ModelForm, NativeDate, PhoneField, option
from engawa.base.ui.refusal import Refused, refuse_if
from engawa.base.ui.templatetags.ui import summary_of
from engawa.base.users.models import User


class Everything(Form):
    name = forms.CharField(label="氏名", max_length=10, min_length=2)
    email = EmailField(label="メールアドレス", help_text="確認番号をお送りします。")
    phone = PhoneField(label="電話番号", required=False)
    start = DateField(label="始めたい日", required=False)
    due = DateField(label="しめきり", required=False, widget=NativeDate)
    hours = forms.ChoiceField(label="時間", choices=[("2", "2時間まで"), ("4", "4時間まで")], widget=forms.RadioSelect)
    times = forms.MultipleChoiceField(label="候補", choices=[("a", "朝"), ("b", "夜")], required=False,
                                      widget=forms.CheckboxSelectMultiple)
    minutes = forms.IntegerField(label="分", required=False, min_value=5, max_value=60)
    rate = forms.DecimalField(label="時間数", required=False, max_digits=4, decimal_places=1)
    site = forms.URLField(label="ウェブサイト", required=False, assume_scheme="https")
    about = forms.CharField(label="自己紹介", required=False, widget=forms.Textarea)
    wants = LinesField(label="成果物", required=False, max_lines=3, max_line=20)
    area = forms.ChoiceField(label="分野", required=False, choices=[("", "未定"), ("data", "データ")])
    photo = forms.FileField(label="写真", required=False)
    read = forms.BooleanField(label="第2版を読みました")


GOOD = {"name": "佐伯和夫", "email": "kazuo@example.jp", "hours": "4", "read": "on"}


def form(**changes):
    return Everything({**GOOD, **changes})


def said(form_, name):
    return [str(words) for words in form_.errors.get(name, [])]


def cleaned(name, typed):
    made = form(**{name: typed})
    assert made.errors == {}
    return made.cleaned_data[name]


@pytest.mark.parametrize(("name", "typed", "clean"), [
    ("name", "　佐伯　和夫 ", "佐伯 和夫"), ("name", "ＳＡＥＫＩ１", "SAEKI1"), ("name", "ｻｴｷ ｶﾞ", "サエキ ガ"),
    ("name", "名簿（A4）①", "名簿（A4）①"), ("name", "か\u3099く", "がく"), ("name", "佐\u200b伯\x08", "佐伯"),
    ("email", " Ｋａｚｕｏ＠Example．ｊｐ ", "kazuo@example.jp"), ("email", "kazuo @example.jp", "kazuo@example.jp"),
    ("phone", "０３－００００－１２３４", "0300001234"), ("phone", "(03) 0000 1234", "0300001234"),
    ("phone", "+81 3-0000-1234", "+81300001234"), ("phone", "03ー0000ー1234", "0300001234"), ("phone", "", ""),
    ("start", "令和８年１０月１日", date(2026, 10, 1)), ("due", "2026-10-01", date(2026, 10, 1)), ("start", "", None),
    ("minutes", "１，０".replace("，", ""), 10), ("minutes", " 30 ", 30), ("rate", "２．５", 2.5), ("minutes", "", None),
    ("about", "一行目\r\n  二行目（Ａ）\n", "一行目\n  二行目（Ａ）"), ("about", "ﾊﾝｶｸ", "ハンカク"),
    ("wants", "・名簿（Excel）\n\n- 手順書\n", ["名簿（Excel）", "手順書"]), ("wants", "", []),
    ("site", "ｅｘａｍｐｌｅ．ｊｐ", "https://example.jp"), ("times", ["a", "b"], ["a", "b"]),
])
def test_accepts(name, typed, clean):
    assert cleaned(name, typed) == clean


def test_three_date_fields():
    made = form(start_year="令和8年", start_month="１０", start_day="1日")
    assert made.is_valid()
    assert made.cleaned_data["start"] == date(2026, 10, 1)


def test_half_a_date_is_an_error_and_stays_typed():
    made = form(start_year="令和8", start_month="", start_day="1")
    assert said(made, "start") == ["始めたい日は、2026年10月1日のように入力してください。"]
    html = str(made["start"])
    assert 'name="start_year" id="id_start_year" value="令和8" aria-invalid="true"' in html
    assert 'id="id_start_day" value="1"' in html
    assert made["start"].focus_id == "id_start_year"


@pytest.mark.parametrize(("name", "typed", "words"), [
    ("name", "", "氏名を入力してください。"),
    ("name", "あ", "氏名は、2字以上で入力してください。"),
    ("name", "あ" * 11, "氏名が長すぎます。いま11字あります。10字までにしてください。"),
    ("name", "a\0b", "使えない文字が入っています。貼り付けずに、もう一度入力してください。"),
    ("about", "a\ud800b", "使えない文字が入っています。貼り付けずに、もう一度入力してください。"),
    ("email", "", "メールアドレスを入力してください。例：taro@example.jp"),
    ("email", "kazuo@", "メールアドレスを入力してください。例：taro@example.jp"),
    ("phone", "あとで", "電話番号を市外局番から入力してください。例：03-0000-1234"),
    ("phone", "1234", "電話番号を市外局番から入力してください。例：03-0000-1234"),
    ("start", "来月", "始めたい日は、2026年10月1日のように入力してください。"),
    ("hours", "", "時間を選んでください。"),
    ("hours", "9", "時間を、並んでいる中から選んでください。"),
    ("times", ["z"], "候補を、並んでいる中から選んでください。"),
    ("minutes", "たくさん", "分は、3のように数字で入力してください。"),
    ("minutes", "61", "分は、60以下で入力してください。"),
    ("minutes", "4", "分は、5以上で入力してください。"),
    ("rate", "12.34", "時間数の小数点より下のけた数が多すぎます。"),
    ("site", "ない", "URLを入力してください。例：https://example.jp/"),
    ("wants", "a\nb\nc\nd", "3行までにしてください。"),
    ("wants", "あ" * 21, "「あああああああああああああああ…」の行が長すぎます。一行を20字までにしてください。"),
])
def test_says(name, typed, words):
    assert said(form(**{name: typed}), name) == [words]


def test_unticked_box_and_empty_file():
    made = Everything({k: v for k, v in GOOD.items() if k != "read"}, {"photo": SimpleUploadedFile("a.png", b"")})
    assert said(made, "read") == ["「第2版を読みました」に印を付けてください。"]
    assert said(made, "photo") == ["「写真」のファイルは中身が空です。別のファイルを選んでください。"]


def test_every_sentence_in_english():
    with translation.override("en"):
        assert said(form(name=""), "name") == ["Enter “氏名”."]
        assert said(form(hours=""), "hours") == ["Choose “時間”."]


def test_own_messages_win_and_a_late_label_counts():
    class Own(Form):
        name = forms.CharField(label="氏名", error_messages={"required": "お名前をお書きください。"})
        group = forms.CharField()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["group"].label = "団体の名前100%"
    made = Own({})
    assert (said(made, "name"), said(made, "group")) == (["お名前をお書きください。"], ["団体の名前100%を入力してください。"])


def test_a_form_speaks_each_readers_language():
    class Plain(Form):
        name = forms.CharField()
    for language, words in (("ja", "Nameを入力してください。"), ("en", "Enter “Name”."), ("ja", "Nameを入力してください。")):
        with translation.override(language):
            assert said(Plain({}), "name") == [words]


def test_model_forms_do_the_same():
    class NameOf(ModelForm):
        class Meta:
            model = User
            fields = ["name"]
            labels = {"name": "氏名"}
    assert NameOf({"name": "　ｻｴｷ "}, instance=User()).data["name"] == "　ｻｴｷ "
    made = NameOf({"name": "あ" * 81}, instance=User())
    assert said(made, "name") == ["氏名が長すぎます。いま81字あります。80字までにしてください。"]


# ------------------------------------------------------------------- the row
def test_row_order_and_links_between_its_parts():
    html = form(email="kazuo＠")["email"].as_field_group()
    order = [html.index(part) for part in ("<label", "（必須）", "id_email_helptext", "id_email_error", "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="kazuo@"' in html
    assert 'autocomplete="email"' in html
    assert 'class="input"' in html
    assert "required" not in re.sub("（必須）", "", html)
    assert "maxlength" not in str(form()["name"])


def test_optional_is_said_and_filters_say_neither():
    assert "（任意）" in form()["phone"].as_field_group()

    class Filter(Form):
        needs_words = False
        q = forms.CharField(label="ことば", required=False)
    assert "（" not in Filter()["q"].as_field_group()


def test_groups_are_fieldsets_with_rows():
    html = form(hours="")["hours"].as_field_group()
    assert html.startswith('<fieldset class="field field--err" id="id_hours" aria-describedby="id_hours_error"><legend')
    assert html.count('<label class="opt"') == 2
    assert form(hours="")["hours"].focus_id == "id_hours_0"


def test_a_choice_may_have_a_second_line():
    class Pick(Form):
        slot = forms.ChoiceField(choices=[("a", option("午前<10時", "現地 9時"))], widget=forms.RadioSelect)
    assert "<span>午前&lt;10時<small>現地 9時</small></span>" in str(Pick()["slot"])
    assert option("朝") == "朝"


def test_numbers_are_text_controls():
    assert 'type="text"' in str(form()["minutes"])
    assert 'inputmode="numeric"' in str(form()["minutes"])
    assert 'inputmode="decimal"' in str(form()["rate"])


def test_one_box_is_a_row():
    html = form()["read"].as_field_group()
    assert 'class="opt" for="id_read"' in html
    assert 'type="checkbox"' in html
    assert "第2版を読みました" in html


def test_initial_values():
    made = Everything(initial={"start": date(2026, 10, 1), "wants": ["名簿", "手順書"], "due": date(2026, 10, 1)})
    assert 'value="2026"' in str(made["start"])
    assert "名簿\n手順書" in str(made["wants"])
    assert 'type="date"' in str(made["due"])
    assert 'value="2026-10-01"' in str(made["due"])


def test_whole_form():
    html = str(form(name=""))
    assert html.count("class=\"field") == len(Everything.base_fields)
    assert "<c-" not in html


def test_has_changed():
    made = Everything(GOOD | {"start": "2026/10/1", "wants": "名簿"},
                      initial=GOOD | {"start": date(2026, 10, 1), "wants": ["名簿"], "read": True})
    assert made.changed_data == []


# --------------------------------------------------------------- the actions
def test_attempt_returns_what_the_action_returns():
    made = form()
    assert made.is_valid()
    assert made.attempt(lambda **k: k, by="x") == {"by": "x"}
    assert made.attempt(lambda: None) is True


def test_attempt_shows_a_refusal_and_keeps_the_text():
    def action():
        refuse_if(None)
        refuse_if("しめきりを過ぎています。")
    made = form()
    assert made.is_valid()
    assert made.attempt(action) is None
    assert summary_of(made) == [("", "しめきりを過ぎています。")]
    assert 'value="佐伯和夫"' in str(made["name"])


def test_refused_carries_its_reason():
    with pytest.raises(Refused) as caught:
        refuse_if("できません。")
    assert caught.value.reason == str(caught.value) == "できません。"


def test_summary_lists_every_error_in_order():
    made = form(name="", hours="", start="来月")
    assert [target for target, _words in summary_of(made)] == ["id_name", "id_start_year", "id_hours_0"]
    assert summary_of(Everything()) == []


def test_summary_of_several_forms():
    many = forms.formset_factory(Everything, extra=1, min_num=1, validate_min=True)
    made = many({"f-TOTAL_FORMS": "1", "f-INITIAL_FORMS": "0", "f-0-name": "x"}, prefix="f")
    assert ("id_f-0-name", "氏名は、2字以上で入力してください。") in summary_of(made)
    assert summary_of(many(prefix="f")) == []
