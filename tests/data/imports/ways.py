"""Twenty-five ways to write a working life as lines, each with what it says: (from, until, role, workplace, what was done)."""

WAYS = {
    "English: employer, role, dates, sentences and items": ("""\
JOHN SAMPLE
12 High Street, Leeds
Tel: 0113 496 0000

PROFESSIONAL EXPERIENCE

Northern Sample plc, Leeds
Head of IT
March 1998 – June 2019
Responsible for a team of 24.
• Moved payroll to Oracle
• Wrote the recovery plan

Mihon Shipping Co., London
Systems Analyst
1984 – 1998
• Built stock control in COBOL

EDUCATION
BSc Mathematics, University of Leeds, 1981""", [
        (1998, 2019, "Head of IT", "Northern Sample plc, Leeds", "Responsible for a team of 24.\n• Moved payroll to Oracle\n• Wrote the recovery plan"),
        (1984, 1998, "Systems Analyst", "Mihon Shipping Co., London", "• Built stock control in COBOL")]),
    "English: nothing but lines, names nobody knows": ("""\
Work Experience
Mihon Shipping
Systems Analyst
Jan 1990 - Dec 1999
Designed the stock control system. Ran a team of six.
Northern Sample
Programmer
Apr 1982 - Dec 1989
Wrote COBOL programs for the payroll. Looked after the night batch.
Skills
COBOL, JCL, Oracle""", [
        (1990, 1999, "Systems Analyst", "Mihon Shipping", "Designed the stock control system. Ran a team of six."),
        (1982, 1989, "Programmer", "Northern Sample", "Wrote COBOL programs for the payroll. Looked after the night batch.")]),
    "English: the town below the dates": ("""\
EXPERIENCE
Acme Widgets
IT Manager
June 2005 – Present
Leeds, United Kingdom
- Managed infrastructure
- Migrated to Microsoft 365
Foo Bar
Network Engineer
May 1995 – May 2005
Bradford, United Kingdom
- Installed Cisco routers""", [
        (2005, None, "IT Manager", "Acme Widgets", "Leeds, United Kingdom\n- Managed infrastructure\n- Migrated to Microsoft 365"),
        (1995, 2005, "Network Engineer", "Foo Bar", "Bradford, United Kingdom\n- Installed Cisco routers")]),
    "English: dates at the right edge, the role below": ("""\
EMPLOYMENT HISTORY
Acme Widgets Ltd	June 2005 – Present
IT Manager
- Managed infrastructure
Foo Bar Ltd	May 1995 – May 2005
Network Engineer
- Installed Cisco routers""", [
        (2005, None, "IT Manager", "Acme Widgets Ltd", "- Managed infrastructure"),
        (1995, 2005, "Network Engineer", "Foo Bar Ltd", "- Installed Cisco routers")]),
    "English: role, employer and dates on one line": ("""\
Professional Experience
IT Manager | Acme Widgets | 06/2005 – Present
- Managed infrastructure
Network Engineer | Foo Bar | 05/1995 – 05/2005
- Installed Cisco routers""", [
        (2005, None, "IT Manager", "Acme Widgets", "- Managed infrastructure"),
        (1995, 2005, "Network Engineer", "Foo Bar", "- Installed Cisco routers")]),
    "English: functional": ("""\
Jane Sample
SUMMARY
Forty years in computing.
KEY SKILLS
Project Management
- Led a merger of two data centres
Technical
- COBOL, JCL, DB2
CAREER HISTORY
2001 – 2018   Programme Manager, Acme Bank
1985 – 2001   Analyst Programmer, Foo Insurance
EDUCATION
1981 BSc""", [
        (2001, 2018, "Programme Manager", "Acme Bank", ""),
        (1985, 2001, "Analyst Programmer", "Foo Insurance", "")]),
    "LinkedIn as PDF": ("""\
Contact
taro@example.com
www.linkedin.com/in/taro-mihon (LinkedIn)
Top Skills
COBOL
Project Management
Db2
Languages
Japanese (Native or Bilingual)
English (Limited Working)
Taro Mihon
Retired IT architect
Yokohama, Kanagawa, Japan
Summary
I have worked in banking systems for 35 years.
Experience
Mihon Bank Systems
Senior Architect
April 2005 - March 2020 (15 years)
Tokyo, Japan
Designed the core banking renewal.
Page 1 of 2
Sample Computing
Project Manager
April 1990 - March 2005 (15 years)
Led a team of 30 people.
Programmer
April 1983 - March 1990 (7 years)
COBOL
Education
Mihon University
Bachelor, Economics · (1979 - 1983)
Page 2 of 2""", [
        (2005, 2020, "Senior Architect", "Mihon Bank Systems", "Tokyo, Japan\nDesigned the core banking renewal."),
        (1990, 2005, "Project Manager", "Sample Computing", "Led a team of 30 people."),
        (1983, 1990, "Programmer", "Sample Computing", "COBOL")]),
    "LinkedIn as PDF, in Japanese": ("""\
連絡先
taro@example.com
主なスキル
COBOL
プロジェクト管理
言語
Japanese (Native or Bilingual)
見本 太郎
退職した SE
概要
銀行のシステムに35年かかわりました。
職歴
みほん銀行システム
シニアアーキテクト
2005年4月 - 2020年3月 (15年)
東京都
勘定系の更改を設計した。
サンプル計算
プロジェクトマネージャー
1990年4月 - 2005年3月 (15年)
30名のチームを率いた。
プログラマー
1983年4月 - 1990年3月 (7年)
COBOL
学歴
みほん大学
学士、経済学 · (1979年 - 1983年)
Page 1 of 1""", [
        (2005, 2020, "シニアアーキテクト", "みほん銀行システム", "東京都\n勘定系の更改を設計した。"),
        (1990, 2005, "プロジェクトマネージャー", "サンプル計算", "30名のチームを率いた。"),
        (1983, 1990, "プログラマー", "サンプル計算", "COBOL")]),
    "編年体, 勤務先 inside": ("""\
職務経歴書
2020年4月1日現在
氏名：見本 太郎
■職務要約
銀行向けシステムの開発に30年従事。
■職務経歴
株式会社みほんシステム
営業統括部　主任
1985年4月～1999年3月
勤務先：東京本社
・販売管理システムの設計
・部下5名の指導

みほん情報株式会社
システム部　課長
1999年4月～2015年3月
勤務先：大阪支社
・基幹システムの刷新
勤務先：名古屋営業所
・サーバーの保守
■資格
基本情報技術者""", [
        (1985, 1999, "営業統括部\u3000主任", "株式会社みほんシステム", "東京本社\n・販売管理システムの設計\n・部下5名の指導"),
        (1999, 2015, "システム部\u3000課長", "みほん情報株式会社", "大阪支社\n・基幹システムの刷新\n名古屋営業所\n・サーバーの保守")]),
    "blocks of labels, 勤務先 inside": ("""\
■職務経歴
会社名：株式会社みほん
期間：1985年4月～1999年3月
勤務先：東京本社
・設計
勤務先：大阪支店
・保守
会社名：みほん市
期間：1999年4月～2010年3月
勤務先：本庁舎
・窓口""", [
        (1985, 1999, "", "株式会社みほん", "東京本社\n・設計\n大阪支店\n・保守"),
        (1999, 2010, "", "みほん市", "本庁舎\n・窓口")]),
    "勤務先 is the employer": ("""\
職務経歴
勤務先：株式会社みほん
期間：1985年4月～1999年3月
・設計
勤務先：みほん市役所
期間：1999年4月～2010年3月
・窓口""", [
        (1985, 1999, "", "株式会社みほん", "・設計"),
        (1999, 2010, "", "みほん市役所", "・窓口")]),
    "勤務先 above the period": ("""\
職務経歴
株式会社みほん
勤務先：東京本社
期間：1985年4月～1999年3月
・設計
株式会社サンプル
勤務先：大阪支店
期間：1999年4月～2010年3月
・保守""", [
        (1985, 1999, "", "株式会社みほん", "東京本社\n・設計"),
        (1999, 2010, "", "株式会社サンプル", "大阪支店\n・保守")]),
    "逆編年体": ("""\
職 務 経 歴 書
■ 職務経歴
【2010年4月～現在】　株式会社サンプル（従業員300名）
役職：部長
◆業務内容
・情報システム部門の統括
◆実績
・コストを2割減らした
【1985年4月～2010年3月】　みほん電機株式会社（従業員5,000名）
役職：課長
◆業務内容
・汎用機の運用""", [
        (2010, None, "部長", "株式会社サンプル（従業員300名）", "・情報システム部門の統括"),
        (1985, 2010, "課長", "みほん電機株式会社（従業員5,000名）", "・汎用機の運用")]),
    "キャリア式": ("""\
職務経歴書
■職務要約
汎用機からサーバーまで経験。
■活かせる経験・知識・技術
・プロジェクト管理
■職務経歴
【システム開発】（1985年4月～1995年3月）
株式会社みほん
・販売管理の開発
【プロジェクト管理】（1995年4月～2010年3月）
株式会社みほん
・10名のチームを率いた
■勤務先企業
1985年4月～2010年3月　株式会社みほん""", [
        (1985, 1995, "", "株式会社みほん", "システム開発\n・販売管理の開発"),
        (1995, 2010, "", "株式会社みほん", "プロジェクト管理\n・10名のチームを率いた")]),
    "箇条書き": ("""\
経歴
・1985年〜1995年　銀行のオンラインシステムの開発（COBOL）
・1995年〜2005年　生命保険会社の契約管理
・2005年〜2015年　社内SEとしてヘルプデスク""", [
        (1985, 1995, "", "", "銀行のオンラインシステムの開発（COBOL）"),
        (1995, 2005, "", "", "生命保険会社の契約管理"),
        (2005, 2015, "", "", "社内SEとしてヘルプデスク")]),
    "職員履歴": ("""\
職員履歴書
昭和58年4月1日　みほん市事務吏員に採用
総務部電子計算課勤務を命ずる
昭和62年4月1日　企画部情報管理課主事
平成5年4月1日　総務部情報政策課係長
・住民基本台帳ネットワークの導入
平成15年4月1日　情報政策課長
平成25年3月31日　定年退職
平成25年4月1日　再任用　市民課
平成30年3月31日　退職""", [
        (1983, 2013, "", "みほん市事務吏員", "総務部電子計算課勤務を命ずる\n1987年 企画部情報管理課主事\n1993年 総務部情報政策課係長\n・住民基本台帳ネットワークの導入\n2003年 情報政策課長"),
        (2013, 2018, "", "みほん市事務吏員", "再任用\u3000市民課")]),
    "eras and ages": ("""\
職歴
昭和58年4月（23歳）　株式会社みほん入社
昭和63年4月（28歳）　システム課主任
平成10年3月（37歳）　同社退社
平成10年4月（38歳）　サンプル工業株式会社入社　情報システム課
令和2年3月（60歳）　定年退職""", [
        (1983, 1998, "", "株式会社みほん", "1988年 システム課主任"),
        (1998, 2020, "", "サンプル工業株式会社", "情報システム課")]),
    "blank lines around the work": ("""\
経歴

情報システム部長
みほん電機株式会社
2005/04 - 2018/03

全社の情報システムを統括しました。

システムエンジニア
サンプル情報サービス株式会社
1985/04 - 2005/03

流通業向けの開発を担当しました。""", [
        (2005, 2018, "情報システム部長", "みほん電機株式会社", "全社の情報システムを統括しました。"),
        (1985, 2005, "システムエンジニア", "サンプル情報サービス株式会社", "流通業向けの開発を担当しました。")]),
    "a blank line between all lines": ("""\
Experience

Acme Widgets

IT Manager

June 2005 – Present

Managed infrastructure for 400 users.

Moved everything to Microsoft 365.

Foo Bar

Network Engineer

May 1995 – May 2005

Installed Cisco routers.""", [
        (2005, None, "IT Manager", "Acme Widgets", "Managed infrastructure for 400 users.\nMoved everything to Microsoft 365."),
        (1995, 2005, "Network Engineer", "Foo Bar", "Installed Cisco routers.")]),
    "English: work without any sign": ("""\
Experience
Acme Widgets
IT Manager
June 2005 – Present
Managed infrastructure
Moved everything to Microsoft 365
Foo Bar
Network Engineer
May 1995 – May 2005
Installed Cisco routers
Looked after telephones
Baz Trading
Trainee
1990 – 1995
Typing""", [
        (2005, None, "IT Manager", "Acme Widgets", "Managed infrastructure\nMoved everything to Microsoft 365"),
        (1995, 2005, "Network Engineer", "Foo Bar", "Installed Cisco routers\nLooked after telephones"),
        (1990, 1995, "Trainee", "Baz Trading", "Typing")]),
    "English: dates in brackets below": ("""\
Employment
IT Manager, Acme Widgets
(June 2005 – Present)
Managed infrastructure.
Network Engineer, Foo Bar
(May 1995 – May 2005)
Installed Cisco routers.""", [
        (2005, None, "IT Manager", "Acme Widgets", "Managed infrastructure."),
        (1995, 2005, "Network Engineer", "Foo Bar", "Installed Cisco routers.")]),
    "English: dates and town on one line below": ("""\
Employment
Acme Widgets Ltd
IT Manager
June 2005 – Present | Leeds
• Managed infrastructure.
Foo Bar Ltd
Network Engineer
May 1995 – May 2005 | Bradford
• Installed Cisco routers.""", [
        (2005, None, "IT Manager", "Acme Widgets Ltd", "Leeds\n• Managed infrastructure."),
        (1995, 2005, "Network Engineer", "Foo Bar Ltd", "Bradford\n• Installed Cisco routers.")]),
    "bracketed names": ("""\
■職務経歴
【株式会社みほんシステム】
1985年4月～1999年3月
・販売管理
【サンプル情報】
1999年4月～2015年3月
・基幹系""", [
        (1985, 1999, "", "株式会社みほんシステム", "・販売管理"),
        (1999, 2015, "", "サンプル情報", "・基幹系")]),
    "numbered names": ("""\
■職務経歴
1．株式会社みほんシステム　開発部
1985年4月～1999年3月（14年）
・販売管理
2．サンプル情報　運用課
1999年4月～2015年3月（16年）
・基幹系""", [
        (1985, 1999, "", "株式会社みほんシステム\u3000開発部", "・販売管理"),
        (1999, 2015, "", "サンプル情報\u3000運用課", "・基幹系")]),
    "names with a sign, 期間 below": ("""\
■職務経歴
◆株式会社みほんシステム
　開発部　主任
　期間：1985年4月～1999年3月
　・販売管理
◆サンプル情報
　運用課　課長
　期間：1999年4月～2015年3月
　・基幹系""", [
        (1985, 1999, "開発部\u3000主任", "株式会社みほんシステム", "・販売管理"),
        (1999, 2015, "運用課\u3000課長", "サンプル情報", "・基幹系")]),
}
