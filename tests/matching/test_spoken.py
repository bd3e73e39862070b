"""Conditions as people type them, in both languages."""
from datetime import date

import pytest
from django.utils.translation import override

from engawa.journey.matching.spoken import Spoken, understand
from engawa.journey.matching.times_of_week import blocks_of, blocks_of_all, is_code, words_of

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(("typed", "rest", "parts"), [
    ("夜だけ ホームページ", "ホームページ", {"times": ("any-eve",)}),
    ("土日", "", {"times": ("weekend",)}),
    ("月10時間まで", "", {"hours": 2}),
    ("月に十五時間以内", "", {"hours": 3}),
    ("月2時間", "", {"hours": 1}),
    ("週3時間", "", {"hours": 3}),
    ("週に2〜3時間くらいでSNS", "SNS", {"hours": 3}),
    ("週二十時間", "", {"hours": 20}),
    ("少しの時間で名簿", "名簿", {"hours": 2}),
    ("週90時間", "週90時間", {}),
    ("水曜の午後にできるエクセル", "できるエクセル", {"times": ("wed-pm",)}),
    ("火・木の夜", "", {"times": ("tue-eve", "thu-eve")}),
    ("火曜日と木曜日の夜", "", {"times": ("tue-eve", "thu-eve")}),
    ("月水金の午前", "", {"times": ("mon-am", "wed-am", "fri-am")}),
    ("平日の夜だけできる動画編集", "できる動画編集", {"times": ("weekday-eve",)}),
    ("平日は無理", "", {"times": ("weekend",)}),
    ("土日以外", "", {"times": ("weekday",)}),
    ("仕事の後に", "", {"times": ("any-eve",)}),
    ("英語で名簿の整理", "名簿の整理", {"language": "en"}),
    ("英語が苦手でもできる", "できる", {"language": "ja"}),
    ("個人情報なし", "", {"data": "internal"}),
    ("公開情報だけ", "", {"data": "none"}),
    ("急がない 名簿", "名簿", {"calm": True}),
    ("急がないもの、のんびり", "", {"calm": True}),
    ("来月から", "", {"start": date(2026, 12, 1)}),
    ("再来月から", "", {"start": date(2027, 1, 1)}),
    ("来週から", "", {"start": date(2026, 11, 30)}),
    ("年明けから", "", {"start": date(2027, 1, 1)}),
    ("4月から", "", {"start": date(2027, 4, 1)}),
    ("12月から", "", {"start": date(2026, 12, 1)}),
    ("3か月以内", "", {"weeks": 12}),
    ("半月以内", "", {"weeks": 2}),
    ("6週間まで", "", {"weeks": 6}),
    ("短期の名簿", "名簿", {"weeks": 8}),
    ("在宅でできるデータ入力", "データ入力", {}),
    ("個人情報を扱わない Excel 夜だけ 週2時間", "Excel", {"hours": 2, "times": ("any-eve",), "data": "internal"}),
    ("website in English", "website", {"language": "en"}),
    ("evenings only, Excel", "Excel", {"times": ("any-eve",)}),
    ("up to 10 hours a month", "", {"hours": 2}),
    ("3 hours a week", "", {"hours": 3}),
    ("Wednesday afternoon data cleaning", "data cleaning", {"times": ("wed-pm",)}),
    ("no personal data", "", {"data": "internal"}),
    ("no rush video editing from next month", "video editing", {"start": date(2026, 12, 1), "calm": True}),
    ("within 2 months", "", {"weeks": 8}),
    ("週3時間 週5時間", "週3時間", {"hours": 5}),
])
def test_conditions_are_taken_out_of_the_words(typed, rest, parts):
    assert understand(typed, FRIDAY) == Spoken(rest=rest, **parts)


# What people type, by the conditions it gives; what stands behind the arrow is left of the words, else nothing.
TYPED = [
    ({"hours": 10}, ["10時間まで", "10時間以内で", "10時間", "10時間くらいの仕事 → 仕事"]),
    ({"hours": 5}, ["月20h", "週5時間くらい", "月に二十時間以下", "最大5時間", "５時間いない", "5 hrs/week", "max 5 hours", "5 hours max"]),
    ({"hours": 3}, ["週3h", "１日３０分", "週二、三時間", "週2,3時間", "二三時間くらい", "3時間/週", "2-3 hours per week", "half an hour a day", "30 minutes a day",
        "no more than 3 hours a week"]),
    ({"hours": 7}, ["1日1時間", "毎日1時間", "an hour a day"]),
    ({"hours": 6}, ["1日2時間、週3日"]),
    ({"hours": 2}, ["週2回1時間ずつ", "週に2回、1時間", "月十時間まで", "週２時間", "月10じかん", "１０時間／月", "月に10時間しか使えない", "1か月10時間", "一ヶ月に10時間 名簿 → 名簿", "月10時間までです",
        "すきま時間に", "短時間でできるもの → できるもの", "10h/month", "10 hours monthly", "two hours a week", "spare time"]),
    ({"hours": 1}, ["月２回２時間", "週1時間半まで", "月に数時間", "a few hours a month"]),
    ({"hours": 4}, ["四時間まで", "一週間に4時間まで"]),
    ({"weeks": 12}, ["3か月間", "三ヶ月以内"]),
    ({"weeks": 26}, ["半年以内"]),
    ({"weeks": 52}, ["1年以内"]),
    ({"weeks": 4}, ["一か月だけ", "1か月くらい", "1 month only"]),
    ({"weeks": 2}, ["2週間で終わる"]),
    ({"weeks": 8}, ["単発", "one-off task → task"]),
    ({"times": ("wed-pm",)}, ["水午後"]),
    ({"times": ("wed-eve",)}, ["水曜 夜"]),
    ({"times": ("sat-pm",)}, ["土曜 午後 スマホ教室 → スマホ教室"]),
    ({"times": ("wed-am",)}, ["水曜日、午前"]),
    ({"times": ("weekday-eve",)}, ["平日夜", "平日夜の打ち合わせ → 打ち合わせ", "平日の夜しか時間がない", "weekday evenings", "weeknights only"]),
    ({"times": ("weekday-day",)}, ["平日の9時から17時", "平日の昼間にできるIT支援 → できるIT支援"]),
    ({"times": ("weekend",)}, ["土・日", "土日祝日", "土日希望", "土日の仕事 → 仕事", "土曜日曜", "どにち", "しゅうまつだけ", "平日は仕事なので", "weekends", "weekends only"]),
    ({"times": ("weekday",)}, ["月〜金", "月曜日～金曜日", "土日は無理です", "Mon-Fri", "Monday to Friday", "no weekends"]),
    ({"times": ("weekday-am",)}, ["月曜から金曜の午前"]),
    ({"times": ("tue-eve", "thu-eve")}, ["火木の夜", "火、木曜の夜", "Tue/Thu evenings"]),
    ({"times": ("tue-pm", "thu-pm")}, ["火曜か木曜の午後"]),
    ({"times": ("mon", "wed", "fri")}, ["月・水・金"]),
    ({"times": ("sat",)}, ["毎週土曜"]),
    ({"times": ("sun-late",)}, ["日曜日の午後2時から"]),
    ({"times": ("any-am",)}, ["朝だけ", "早朝だけ", "朝のうちに", "before noon"]),
    ({"times": ("any-day",)}, ["お昼だけ", "昼休み", "夜は難しい", "夜以外", "daytime only", "no evenings"]),
    ({"times": ("any-eve",)}, ["よるだけ", "夕方以降", "夜遅くでも", "18時以降", "夜7時以降", "夜九時以降", "仕事帰りに", "夜しか空いていない", "夜は空いています", "打合せは夜 → 打合せ", "evening",
        "after work", "at night"]),
    ({"times": ("any-pm",)}, ["午後から", "in the afternoon"]),
    ({"times": ("any-eve", "weekend")}, ["夜か週末", "evenings and weekends"]),
    ({"times": ("weekday-eve", "weekend")}, ["平日夜か土日"]),
    ({"times": ("not-sun",)}, ["日曜はだめ", "日曜以外"]),
    ({"times": ("not-wed",)}, ["水曜は避けたい"]),
    ({"times": ("not-mon-thu",)}, ["月曜と木曜以外", "not on Mondays and Thursdays"]),
    ({"times": ("not-mon", "not-thu")}, ["月曜以外 木曜以外"]),
    ({"times": ("any-eve", "not-mon")}, ["夜だけ 月曜以外", "月曜以外の夜"]),
    ({"language": "en"}, ["英語だけ", "英語で参加", "英語でやりとり → やりとり", "英語での打ち合わせ → 打ち合わせ", "英語の会議 → 会議", "英語OKの案件 → 案件", "日本語ができなくても", "English only",
        "with English meetings", "Japanese not required", "I don't speak Japanese"]),
    ({"language": "ja"}, ["英語不要", "英語抜き", "英語は苦手", "英語わかりません", "英語ができなくてもいい", "日本語だけで大丈夫", "日本語のみ", "日本語OK", "no English"]),
    ({"data": "internal"}, ["個人情報が無い", "個人情報がない", "個人情報は扱わない", "個人情報は扱いません", "個人情報を扱いたくない", "個人情報に触れない仕事 → 仕事", "個人情報が含まれない", "個人情報抜き", "個人情報NG",
        "個人情報は無理", "顧客情報なし", "会員の情報を扱わない", "no personal information", "no customer data", "doesn't involve personal data"]),
    ({"data": "none"}, ["機密情報なし", "public data only"]),
    ({"start": date(2026, 11, 1)}, ["今月から"]),
    ({"start": date(2026, 11, 28)}, ["明日から", "あしたから", "from tomorrow"]),
    ({"start": date(2026, 11, 27)}, ["今日から", "すぐ", "今すぐ", "すぐに始めたい", "すぐに手伝える → 手伝える", "immediately", "asap"]),
    ({"start": date(2026, 12, 7)}, ["再来週から"]),
    ({"start": date(2026, 12, 1)}, ["来月スタート", "来月の初めから", "来月から始めたい", "12月1日から", "start next month", "starting December 1st"]),
    ({"start": date(2027, 4, 1)}, ["四月から", "来年4月から", "新年度から", "来春から", "from April"]),
    ({"start": date(2026, 12, 10)}, ["12/10から"]),
    ({"start": date(2026, 12, 11)}, ["12月中旬から"]),
    ({"calm": True}, ["急ぎでない", "急ぎじゃない", "急ぎません", "急がなくていい", "急いでいない", "焦らず", "マイペースで", "自分のペースで", "締切なし", "〆切に余裕", "期限のない", "ゆっくりやりたい",
        "not urgent", "nothing urgent", "no deadline", "at my own pace", "relaxed"]),
    ({"times": ("sat-am",)}, ["Saturday mornings"]),
    ({"times": ("mon", "wed")}, ["mondays and wednesdays"]),
    ({"times": ("mon-am", "wed-am", "fri-am")}, ["Mon, Wed and Fri mornings"]),
    ({"times": ("not-mon",)}, ["except Mondays"]),
    ({"hours": 2, "times": ("any-eve",)}, ["excel evenings only up to 10 hours a month → excel"]),
    ({"times": ("weekend",), "data": "internal", "calm": True}, ["website help on weekends, no personal data, not urgent → website help"]),
    ({"times": ("any-eve",)}, ["夜だけOK", "夜の時間帯 → 時間帯", "昼間は働いているので夜", "日中は仕事をしています", "仕事が終わってから", "子どもが寝たあと", "定時後", "夜8時から10時", "after 18:00"]),
    ({"times": ("weekday-eve",)}, ["平日の夕方以降"]),
    ({"times": ("weekday-eve", "weekend")}, ["平日の夜や土日"]),
    ({"times": ("weekend",)}, ["土日祝のみ", "not available on weekdays", "can't do weekdays", "I work weekdays"]),
    ({"times": ("weekend-pm",)}, ["土日祝 午後"]),
    ({"times": ("wed", "fri")}, ["水曜と金曜"]),
    ({"times": ("wed", "thu")}, ["水木"]),
    ({"times": ("any-late",)}, ["朝以外"]),
    ({"times": ("not-any-pm",)}, ["午後以外", "no afternoons"]),
    ({"times": ("not-sat-eve",)}, ["土曜の夜以外", "土曜の夜は無理", "not on Saturday evenings"]),
    ({"times": ("not-weekday-day",)}, ["平日の昼以外"]),
    ({"times": ("any-eve", "not-sat-eve")}, ["夜 土曜の夜以外"]),
    ({"times": ("weekday",)}, ["週末は無理なので平日"]),
    ({"times": ("any-am",)}, ["朝9時から12時"]),
    ({"times": ("any-day",)}, ["10時〜15時", "午後3時まで", "before 5pm"]),
    ({"hours": 5}, ["最大で週5時間", "週5時間が限度"]),
    ({"hours": 10}, ["上限10時間"]),
    ({"hours": 3}, ["毎日30分"]),
    ({"hours": 2}, ["月5-10h", "a couple hours a week"]),
    ({"weeks": 12}, ["3か月以内で終わる"]),
    ({"weeks": 26}, ["半年くらい"]),
    ({"weeks": 8}, ["短期のみ", "短期間で終わるもの", "1回だけ"]),
    ({"language": "en"}, ["英語を使って", "日本語が苦手", "English spoken"]),
    ({"language": "ja"}, ["英語が苦手です", "英語は使いたくない", "日本語だけの団体 → 団体", "with Japanese meetings"]),
    ({"data": "internal"}, ["個人情報が必要ない", "個人情報を見なくていい", "プライバシー情報なし", "don't want to handle personal data", "personal data not required"]),
    ({"calm": True}, ["急いでいません", "ゆっくりペース", "のんびりペースで", "not rushed"]),
    ({"start": date(2027, 1, 1)}, ["1月以降に始めたい"]),
    ({"start": date(2026, 11, 27)}, ["すぐ参加したい"]),
    ({}, ["オンライン完結"]),
    ({"data": "none"}, ["not confidential"]),
    ({"start": date(2026, 12, 1)}, ["from next month onwards"]),
    ({"weeks": 4}, ["for a few weeks"]),
    ({"times": ("weekend",)}, ["週末にしかできない"]),
    ({"times": ("any-eve",)}, ["夜しか無理"]),
    ({"hours": 2, "times": ("any-day",)}, ["昼の空き時間"]),
    ({"times": ("tue-am",)}, ["火曜AM"]),
    ({"times": ("fri-pm",)}, ["金曜PM"]),
    ({"times": ("mon-am",)}, ["月曜の10時から12時"]),
    ({"times": ("any-am", "any-eve")}, ["朝か夜"]),
    ({"times": ("weekday-am",)}, ["平日の早朝"]),
    ({"hours": 2}, ["1週間に1時間か2時間", "ひとつき10時間", "月10時間弱", "1〜2時間/週"]),
    ({"hours": 14}, ["一日二時間"]),
    ({"data": "internal"}, ["個人情報 なし", "個人情報 扱わない", "個人情報を扱う仕事は避けたい"]),
    ({"calm": True}, ["締切 なし", "締め切りに追われない"]),
    ({"start": date(2027, 1, 1)}, ["1月始まり"]),
    ({"start": date(2026, 12, 1)}, ["来月〜", "12月〜"]),
    ({"start": date(2026, 11, 29)}, ["明後日から"]),
    ({"start": date(2027, 4, 1)}, ["来年の春から"]),
    ({"weeks": 12}, ["三か月"]),
    ({"weeks": 4}, ["一ヶ月で終わるもの → もの"]),
    ({"hours": 2, "start": date(2026, 12, 1)}, ["動画編集 月10時間 来月から → 動画編集"]),
    ({"hours": 2, "times": ("any-eve",)}, ["月10時間くらいまでで夜だけの仕事 → 仕事"]),
    ({"times": ("wed-eve",), "language": "en"}, ["毎週水曜日の夜 英語で会議 → 会議"]),
    ({}, ["自宅でできる", "オンラインだけ", "外出なし", "from home", "家でできる仕事 → 仕事"]),
    ({"times": ("weekend",), "data": "internal"}, ["名簿 土日 個人情報なし → 名簿"]),
    ({"hours": 1, "times": ("weekend",), "data": "internal"}, ["土日だけで月4時間まで 個人情報なし エクセル → エクセル"]),
    ({"hours": 2, "language": "en"}, ["SNS 週2時間 英語で → SNS"]),
    # How often is no condition.
    ({}, ["月に一回だけ", "週に一回だけ", "月1回だけ 名簿 → 名簿", "週1回だけでもできる → できる", "月に2、3回くらいの仕事 → 仕事", "once a week only", "only twice a month"]),
    # The clock.
    ({"times": ("tue-pm",)}, ["火曜日 午後1時から3時", "火曜 14:00-16:00", "Tuesday 1-3pm", "Tue 14:00-16:00", "火曜の1時から3時", "かようび 14時〜16時"]),
    ({"times": ("any-am",)}, ["午前10時ごろ", "9-12時", "昼前", "until noon", "朝7時から9時"]),
    ({"times": ("any-pm",)}, ["お昼過ぎ", "昼すぎ", "午後二時から四時まで", "between 1 and 3pm"]),
    ({"times": ("any-day",)}, ["9時から5時", "10:00〜15:30", "17時以降は無理"]),
    ({"times": ("any-eve",)}, ["夕方5時ごろから", "夜8時以降なら電話できる → 電話できる", "from 6pm", "夜10時から12時"]),
    ({"times": ("any-late",)}, ["午後2時以降", "正午から", "午前中は無理です", "15時から20時"]),
    ({"times": ("wed-pm",)}, ["(水)午後", "水曜日の13時〜15時"]),
    ({"times": ("sat-day",)}, ["土曜の午前9時から午後5時"]),
    ({"times": ("wed-am",)}, ["Wednesdays 10am-12pm"]),
    ({"times": ("weekday-am",)}, ["平日10-12時", "月曜から金曜まで10時〜12時", "from 9am to 12pm on weekdays"]),
    ({"times": ("weekday-eve",)}, ["平日18:00〜20:00", "evenings on weekdays", "へいじつのよる"]),
    ({"times": ("tue-eve", "thu-eve")}, ["(火)(木)の夜"]),
    ({"times": ("sat",)}, ["土曜日終日"]),
    ({"times": ("weekday",)}, ["月曜から金曜まで毎日できる → できる"]),
    ({"times": ("weekday-day",)}, ["Weekdays 9-5", "平日 夕方まで"]),
    ({"times": ("tue-am",)}, ["I can help on Tuesday mornings → I can help"]),
    ({"calm": True}, ["無理のない範囲で"]),
    ({}, ["終日", "8時から22時", "70歳でもできる → できる", "資格がなくてもできる → できる"]),
    # In kana, and whole classes.
    ({"language": "en"}, ["えいごで", "えいごでできるもの", "英語の仕事 → 仕事", "英語を生かしたい", "英語力を活かせるもの", "語学を活かしたい"]),
    ({"language": "ja"}, ["にほんごだけ", "日本語の仕事 → 仕事"]),
    ({"data": "internal"}, ["こじんじょうほうなし", "こじんじょうほうを扱わない", "個人じょうほうは扱いたくない"]),
    ({"start": date(2026, 12, 1)}, ["らいげつから"]),
    ({"hours": 2}, ["しゅう2じかんまで", "つき10じかん"]),
    ({"times": ("mon-eve",)}, ["げつようびの夜"]),
    ({"weeks": 4}, ["年内に終わる", "年内に終わるもの", "年末まで", "今年中に終わる", "ねんないに終わる", "finished by the end of the year", "一月くらいの仕事 → 仕事"]),
    ({"weeks": 17}, ["年度内に終わる", "3月末までに終わる", "来年3月に終わるもの"]),
    ({"weeks": 26}, ["半年ぐらいの仕事 → 仕事", "はんとしぐらいの軽い仕事 → 軽い仕事"]),
    ({"weeks": 12}, ["3ヶ月くらいの短い仕事 → 仕事", "3か月間の仕事 → 仕事", "三ヶ月程度の簡単な作業 → 簡単な作業"]),
    ({"weeks": 3}, ["3週間ぐらいの仕事 → 仕事"]),
    ({"weeks": 8}, ["1日だけ", "短い仕事 → 仕事", "短い期間で名簿の整理 → 名簿の整理"]),
]


@pytest.mark.parametrize(("parts", "typed", "rest"), [
    (parts, *(f"{one} → ".split(" → ")[:2])) for parts, several in TYPED for one in several])
def test_conditions_in_many_spellings(parts, typed, rest):
    assert understand(typed, FRIDAY) == Spoken(rest=rest, **parts)


@pytest.mark.parametrize("typed", [
    "英語のホームページ", "夜間中学の名簿", "土曜教室", "日曜大工", "毎月の集計", "月1回", "週1回の会議", "月5000円", "オンライン会議", "を、", "会費", "", "個人情報の取り扱い", "短期大学", "英語でメールを書く",
    "英語のメールを直す", "英語で翻訳する", "英語の会議の議事録", "英語が話せない外国人", "英語教室", "やさしい日本語で書く", "日本語教室", "夜間学校", "夜勤のシフト", "夜桜の会", "朝市", "朝礼の議事録", "昼食会の案内", "土日祝の案内",
    "午後の茶会のチラシ", "夜の会議の議事録", "日曜版の会報", "土曜日の子ども食堂のチラシ", "日曜に開く子ども食堂", "夜だけWi-Fiが切れる", "昨夜", "今夜", "毎朝", "一日中", "定休日", "第2土曜", "日中友好", "土木の測量", "水道",
    "日報", "月例会", "金曜日までに", "週10時間以上", "週10時間は無理", "週1時間もかからない", "合計10時間まで", "24時間以内に返事", "1回2時間", "2時間の動画の編集", "毎日二時間もかかる", "3月まで", "2週間以内に返事がほしい",
    "個人情報を扱わないといけない", "個人情報がないか確認する", "個人情報の漏えい", "個人情報を持ち出さないルール", "急ぎの仕事", "急がないといけない", "パソコンがゆっくり動く", "すぐ切れるWi-Fi", "もうすぐ終わる", "4月から担当者がいない",
    "来年の予算", "来月の会報", "講座をオンラインで開きたい", "night school", "evening class list", "Sunday school", "Saturday morning market flyer", "weekend flyer",
    "write emails in English", "translate into English", "English homepage", "at least 5 hours a week", "more than 5 hours a week", "may help",
    "march for peace", "urgent", "the sun",
    "14時の会議の議事録", "20時に始まる番組のちらし", "9:00-17:00の受付当番表", "土曜10時開催のイベント", "15時までに提出する書類", "1時間の動画", "31時から", "えいごのほーむぺーじ", "えいご教室",
    "たんきだいがく", "短い動画", "from Monday", "Friday prayer", "weekend retreat program", "月曜から", "ある朝", "この春から", "全部で10時間", "すぐに返事"])
def test_what_is_no_condition_stays_a_word(typed):
    assert understand(typed, FRIDAY) == Spoken(rest=typed)


def test_something_was_understood_or_not():
    assert [understand(typed, FRIDAY).is_anything for typed in ("夜だけ", "名簿", "在宅で")] == [True, False, False]


def test_times_of_the_week():
    assert blocks_of("evening") == blocks_of("weekday-eve") == frozenset(d * 12 + b for d in range(5) for b in (9, 10, 11))
    assert blocks_of("wed-pm") == {30, 31, 32}
    assert blocks_of("any-am") == frozenset(d * 12 + b for d in range(7) for b in (4, 5))
    assert (blocks_of("nothing"), blocks_of("any-day") == blocks_of("any-am") | blocks_of("any-pm")) == (frozenset(), True)
    assert [code for code in ("day", "wed-pm", "weekend", "any", "any-eve", "sat-late", "x", "") if not is_code(code)] == ["any", "x", ""]
    assert [words_of(code) for code in ("day", "wed-pm", "sat", "any-eve", "weekend-am", "any-late", "sat-late")] == [
        "平日の昼", "水曜日の午後", "土曜日", "夜", "土日の午前", "午後と夜", "土曜日の午後と夜"]
    assert blocks_of("any-late") == blocks_of("any-pm") | blocks_of("any-eve")


def test_every_day_but_some_is_one_condition():
    assert blocks_of("not-mon") == frozenset(d * 12 + b for d in range(1, 7) for b in range(4, 12))
    codes = ("not-mon", "not-mon-sun", "not-sun-mon", "not", "not-any", "not-mon-tue-wed-thu-fri-sat-sun")
    assert [is_code(code) for code in codes] == [True, True, False, False, False, False]
    assert [words_of(code) for code in codes[:2]] == ["月曜日以外の曜日", "月曜日・日曜日以外の曜日"]
    with override("en"):
        assert words_of("not-mon-sun") == "Any day but Monday, Sunday"
        assert words_of("not-sat-eve") == "Saturday evening excepted"
    assert blocks_of_all(["wed-pm", "sat-am"]) == {30, 31, 32, 64, 65}
    assert blocks_of_all(["not-mon", "not-tue"]) == blocks_of("not-mon-tue")
    assert [is_code(code) for code in ("not-sat-eve", "not-any-pm", "not-any", "not-sat-night")] == [True, True, False, False]
    assert [words_of(code) for code in ("not-sat-eve", "not-any-pm")] == ["土曜日の夜以外", "午後以外"]
    assert blocks_of("not-any-pm") == blocks_of("any-am") | blocks_of("any-eve")
    assert blocks_of_all(["any-eve", "not-sat-eve"]) == blocks_of("any-eve") - blocks_of("sat-eve")
    assert blocks_of_all(["any-eve", "not-mon"]) == blocks_of("any-eve") - blocks_of("mon-eve")
    assert blocks_of_all([]) == frozenset()
