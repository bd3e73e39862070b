"""The words by which a Japanese résumé is ordered: headings of its parts, labels inside an entry, verbs of joining and leaving."""
import re
from typing import NamedTuple

from engawa.journey.participants.imports.periods import narrow

ORNAMENT = re.compile(r"[\s■□▪●○◎◆◇▼▽★☆【】\[\]<>〈〉《》「」『』()（）・･:：.．,、。/／\-=＝―─＿_*#|0-9]+")
# Longer beginnings first: 職歴要約 is a summary, 職歴 a list.
HEADINGS = {
    "about": "職務要約 職歴要約 経歴要約 経歴概要 職務概要 要約 自己pr 自己紹介 自己アピール summary profile aboutme objective",
    "skip": "志望動機 志望の動機 趣味 特技 本人希望 通勤時間 扶養家族 配偶者 家族 賞罰 健康状態 連絡先 interests hobbies references contact",
    "both": "学歴職歴 学歴および職歴 学歴と職歴 略歴",
    "school": "学歴 education",
    "languages": "語学 外国語 languages",
    "skills": "免許資格 資格免許 保有資格 取得資格 資格 免許 スキル テクニカルスキル 技術スキル itスキル pcスキル パソコンスキル 活かせる経験 "
              "生かせる経験 経験知識技術 得意分野 得意とする 使用可能な言語 習得技術 保有技術 主なスキル skills topskills technicalskills keyskills certifications",
    "work": "職歴 職務経歴 職務履歴 職員履歴 人事履歴 異動履歴 発令 勤務先企業 勤務先一覧 在籍企業 業務経歴 業務経験 経歴詳細 経歴 勤務歴 開発経歴 プロジェクト経歴 プロジェクト歴 主なプロジェクト "
            "workexperience professionalexperience experience employmenthistory employment workhistory careerhistory",
}
SECTIONS = sorted(((word, section) for section, words in HEADINGS.items() for word in words.split()), key=lambda one: -len(one[0]))
# Labels inside an entry that begin a part before the first one.
OUTSIDE = {"概要": "about"}
# Titles, ends and heads of columns: they begin no part.
TITLES = {"履歴書", "職務経歴書", "業務経歴書", "スキルシート", "以上", "現在に至る", "resume", "curriculumvitae", "年", "月", "日", "年月", "no", "備考"}
LABELS = {
    "role": "職種 役職 役職名 役割 ポジション 職位 職名 肩書 立場 担当 役割規模 部署役職 所属役職 role position title jobtitle",
    "place": "業種 業界 事業内容 事業概要 業態 industry",
    "title": "会社 会社名 会社名称 企業 企業名 社名 勤務先 勤務先名 勤務先名称 勤務会社 勤務会社名 勤務先会社名 就業先 就業先名 就職先 法人名 団体名 屋号 "
             "company companyname employer organization",
    "unit": "所属 所属先 所属部署 所属部門 部署 部署名 部門 配属 配属先 配属部署 department division",
    "project": "案件名 案件 プロジェクト名 プロジェクト名称 プロジェクト システム名 システム名称 業務名 件名 project projectname",
    "did": "発令事項 発令内容 異動内容 辞令 職務の内容 業務の内容 仕事の内容 業務内容 担当業務 職務内容 仕事内容 作業内容 活動内容 実施内容 主な業務 主な業務内容 主な担当業務 主な職務 主な職務内容 業務概要 業務詳細 職務 職務詳細 職務概要 業務 内容 "
           "概要 案件概要 案件内容 システム概要 プロジェクト内容 プロジェクト概要 担当業務内容 担当内容 担当職務 担当作業 詳細 responsibilities duties description",
    "result": "実績 成果 業績 主な実績 主な成果 主な業績 実績成果 成果実績 業務実績 実績取り組み 取り組みと成果 achievements results",
    "kept": "環境 開発環境 使用環境 技術環境 動作環境 使用技術 利用技術 技術 使用言語 開発言語 言語 os 使用os サーバos サーバーos サーバ サーバー db 使用db データベース fw mw "
            "フレームワーク ミドルウェア ツール 使用ツール 開発ツール 機種 使用機種 機器 使用機器 ハードウェア ソフトウェア 使用ソフト 開発手法 工程 担当工程 作業工程 担当フェーズ フェーズ "
            "規模 人数 チーム チーム規模 プロジェクト規模 開発規模 開発人数 チーム人数 参画人数 体制 メンバー 環境規模 言語os osdb technologies environment tools team",
    "period": "発令年月日 発令日 異動年月日 年月 年月日 勤務年月 在職年月 在籍年月 就業年月 期間年月 時期 period dates",
    "from": "自 開始 開始年 開始年月 開始日 入社年 入社年月 入社年月日 入社日 入社時期 入職年月 入職日 就職年月 from",
    "until": "至 終了 終了年 終了年月 終了日 退社年 退社年月 退社年月日 退社日 退社時期 退職年 退職年月 退職年月日 退職日 to",
    "skip": "従業員数 従業員 社員数 資本金 売上高 売上 売上規模 年商 設立 設立年 所在地 勤務地 本社 本社所在地 雇用形態 雇用区分 契約形態 勤務形態 上場 株式公開 代表者 "
            "退職理由 退社理由 離職理由 年齢 任命権者 発令者 発令庁 備考",
    "number": "no № 項番 項 番号",
}
LABEL = {word: label for label, words in LABELS.items() for word in words.split()}
# 在籍期間, 作業期間, 参画期間: whatever the word before it, but no length of time (経験期間) and no time on trial.
PERIOD_HEAD = re.compile(r"(?!経験|試用|保存|有効)\w{0,6}期間")
# A head of two words says what the first of these says: 部署・役職 is a role, 業務内容・実績 is work.
STRONGEST = ("period", "did", "role", "title", "project", "result", "unit", "place", "kept")
PERSONAL = re.compile(
    r"^\W*(?:〒|満?\s*\d{1,2}\s*[歳才]|男\s*・\s*女|(?:氏\s*名|お?名\s*前|ふりがな|フリガナ|生\s*年\s*月\s*日|現?\s*住\s*所|本\s*籍|電\s*話|携\s*帯(?:電話)?|"
    r"tel|fax|e-?mail|メール|性\s*別|年\s*齢|写\s*真|最寄り?駅|name|address|phone|mobile|birth|date of birth)(?:番号|アドレス)?[\s:：(（\d])", re.IGNORECASE)
# How old somebody was then: （23歳）, or 23歳 in a column that was lost.
AGE = re.compile(r"[(（]\s*(?:(?:満|当時)\s*)?\d{1,2}\s*[歳才]\s*[)）]|(?<!\S)満?\s?\d{1,2}\s?[歳才](?!\S)")
PAGE = re.compile(r"^\W*(?:page\W*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*of\s*\d+|\d+\s*(?:ページ|頁))\W*$", re.IGNORECASE)
# Personal data inside a line: mail, phone, postal code.
TRACES = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|(?:〒\s{0,4})?(?<!\d)\d{3}-\d{4}(?!\d)|(?<!\d)\(?0\d{1,4}\)?-\d{1,4}-\d{3,4}(?!\d)"
    r"|\+\d{1,3}[- ]\d[\d -]{6,14}\d", re.ASCII)
SCHOOL = re.compile(r"(?:入学|卒業|修了|中退|中途退学|編入|在学|留学)(?:見込み?)?\W*$")
JOIN = re.compile(r"(?:に|へ|を|として)?\s*(?:中途)?(?:再就職|就職|転職|転籍|入社|入庁|入行|入職|入省|入局|入所|入団|入組|着任|採用|開業|独立|設立|創業)")
LEAVE = re.compile(r"(?:を|より)?\s*(?:一身上の都合により|契約満了により|会社都合により|定年により)?\s*"
                   r"(?:早期退職|定年退職|退職|退社|退庁|退行|退任|退所|離職|廃業|閉業|契約満了|契約終了|定年)")
APPOINTED = re.compile(r"[にを](?:任命|命|採用|任用|補)(?:する|ずる|じる|された)?\W*$")
AGAIN = re.compile(r"^\W*(?:再任用|再雇用)")
STILL = re.compile(r"現在に?\s*至る?|在職中|現職")
ORGANIZATION = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|\((?:株|有)\)|（(?:株|有)）|㈱|㈲|法人|銀行|金庫|市役所|区役所|県庁|都庁|府庁|役場|大学|病院|協会|組合|センター|"
    r"研究所|事務所|製作所|会社|商店|商会|[^\W\d]社(?:\W|$)|\b(?:(?i:Inc|Ltd|Corp|LLC|LLP|plc|GmbH|Limited|Corporation)|Company|Bank|University|College|Council|K\.K|S\.A)\b"
    r"|\bCo(?:[.,]|$)|& (?:Co|Sons)\b")
# An employer whose name heads a cell of 業務内容: a legal form, and no customer (甲株式会社様向け).
EMPLOYER = re.compile(r"^(?!.*(?:様|殿|御中|向け|の|[へで])).*(?:株式会社|有限会社|合同会社|合資会社|\([株有]\)|（[株有]）|㈱|㈲|法人)")
BULLET = re.compile(r"^\s*[・･●○■□◆◇▪▸►＊*\-‐－–•※✓➢]\s*")


def compact(text: str) -> str:
    """A heading or label without its ornaments."""
    return ORNAMENT.sub("", narrow(text)).lower()


def section_of(text: str) -> str | None:
    """Which part begins with this line; "" for the title of the whole, None when it is no heading."""
    bare = compact(text)
    if len(text) > 40 or not bare or re.match(r"\s*[・･*•\-]", text):
        return None
    if bare in TITLES:
        return ""
    for word, section in SECTIONS:
        if bare.startswith(word):
            # 資格・免許等 is a heading, 資格の取得を支援 is a sentence.
            tail = bare[len(word):]
            is_heading = not tail or section in ("skip", "both") or (len(tail) <= 6 and not re.search("[をがでにはもた]", tail))
            return section if is_heading else None
    return None


ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def label_of(text: str) -> str | None:
    """What a short cell says about the cell or lines after it. 言語・ツール says what its words say, 部署・役職 what the stronger one says."""
    if len(text) > 16:  # 期間（年月～年月）, and below it what else stands in the column
        text = ASIDE.sub("", text).strip().partition("\n")[0]
    if len(text) > 16:
        return None
    if whole := _label(compact(text)):
        return whole
    parts = {_label(compact(part)) for part in re.split(r"[・･/／、,&＆\s()（）]+|(?<=\w)と(?=\w)", text) if part}
    return next((label for label in STRONGEST if label in parts), None) if None not in parts else None


def _label(bare: str) -> str | None:
    return LABEL.get(bare) or ("period" if PERIOD_HEAD.fullmatch(bare) else None)


def opened(text: str) -> tuple[str, str] | None:
    """(part, what follows) of a line that opens a part and goes on, such as 【資格】 第二種情報処理技術者."""
    found = OPENED.match(text)
    section = section_of(found["head"]) if found and not labelled(text) else None
    return (section, found["tail"]) if found and section else None


OPENED = re.compile(r"^\s*[【\[［〔〈《](?P<head>[^】\]］〕〉》]{2,16})[】\]］〕〉》]\s*[:：]?\s*(?P<tail>\S.*)$", re.DOTALL)
LABELLED = re.compile(
    r"^\W*(?P<label>[^\s:：【】\[\]]{1,12}?)\s{0,8}[】\]>〉]?\s{0,8}[:：]\s*(?P<words>.+)$"
    r"|^\s*[【\[<〈■◆●○◇□]\s*(?P<alone>[^\s【】\[\]:：]{1,12})\s*[】\]>〉]?\s*[:：]?\s*(?P<more>.*)$")


# Without a colon: 職務内容　POSの導入, 部署　　情報システム部; not "Team of five" or 業務 改善.
SPACED = re.compile(r"^\W*(?P<label>(?:[^\s\x00-\x7f]{3,12}(?=\s)|[^\s]{2,12}(?=\s{2})))\s+(?P<words>\S.*)$", re.DOTALL)


def labelled(text: str) -> tuple[str, str, str] | None:
    """(label, its words as written, what follows) of a line such as 役割：リーダー or 【実績】; None without a known label."""
    if alone := label_of(text):
        return alone, text.strip(), ""
    for found in (LABELLED.match(narrow(text)), SPACED.match(text)):
        named = next((name for name in ("label", "alone") if found and found.groupdict().get(name)), None)
        if found and named and (label := label_of(found[named])):
            return label, found[named], text[found.start(FOLLOWS[named]):].strip()
    return None


class Asked(NamedTuple):
    """会社名：… in one cell or two. `label`: what the words before it ask for, `word`: as they stand there."""

    label: str | None
    word: str
    words: str


def asked_in(row: list[tuple[int, str]]) -> Asked:
    """What a row asks for by its label, and the answer beside it."""
    told = labelled(row[0][1]) if len(row) == 1 else None
    return Asked(told[0], compact(told[1]), told[2]) if told else Asked(label_of(row[0][1]), compact(row[0][1]), " ".join(text for _, text in row[1:]))


def is_period_label(before: str) -> bool:
    """Whether the words before a period only say that it is one: 期間：, 【在籍期間】."""
    found = labelled(before.rstrip(":： ") + "：…") if before else None
    return bool(found and found[0] == "period")


FOLLOWS = {"label": "words", "alone": "more"}
