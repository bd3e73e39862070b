"""Words that say nothing about a matter by themselves, in both languages: they lead nowhere and are never shown as evidence.

As written and as the dictionary has them, in small letters. Particles and endings are told by their kind and need no list.
"""
JAPANESE = frozenset("""
    まま 侭 こと 事 もの 物 とき 時 ところ 所 ため 為 よう 様 ほう 方 うち 内 中 前 後 あと 今 いま 先 上 下 間 際 点 件 側 辺 次 度 人 者 達 たち
    場合 感じ 様子 状態 状況 問題 必要 全部 一部 全体 皆 みんな 誰 だれ 何 なに どれ どこ いつ これ それ あれ ここ そこ 此れ 其れ 此処 其処 私 私達
    自分 其々 それぞれ 色々 ほか 他 以上 以下 今回 最近 現在 普段 いつも 思う 言う 知る 困る 苦労 分かる 致す 頂く
""".split())
ENGLISH = frozenset("""
    a an the and or but if so as at by for from in into of off on onto out over to up with without about after before between through during under
    i me my we us our ours you your yours he him his she her it its they them their theirs this that these those there here who whom whose which
    what when where why how all any both each every few many more most much no none not nor only other others own same some such than too very
    am is are was were be been being do does did done doing have has had having can could may might must shall should will would cannot
    don't doesn't didn't can't couldn't won't isn't aren't wasn't weren't it's we're we've i'm i've that's there's let's
    one ones thing things something anything nothing everything somebody anybody nobody everybody someone anyone people person just also again
    always never often now then still yet already ever even well way ways like want wants need needs would please know think say says said tell
    get gets got go goes going come comes make makes made take takes keep keeps give gives use uses used using help helps because while until
    since once twice although though unless however therefore whether along among around across against behind beside besides beyond despite except
    within upon onto toward towards per instead quite rather really almost already maybe perhaps else
""".split())
STOPS = JAPANESE | ENGLISH


def says_nothing(word: str) -> bool:
    """Whether a word, as written or as the dictionary has it, is one of those that say nothing by themselves."""
    return word.casefold() in STOPS
