"""Letters as people type them. Fonts draw some signs with one glyph (⽉ and 月), and a PDF may name the wrong one of them.

JSON Resume is left as it is: no program that draws letters has made it, and what we wrote comes back unchanged.
"""
import unicodedata

# Radical and letter, in pairs: which of U+2E80-2EFF Noto Sans CJK JP draws with the glyph of a letter, and those of one meaning.
RADICALS = ("⺅亻⺉刂⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺲罒⺹耂⺺肀⺼月⺾艹⺿艹⻀艹"
            "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻐钅⻑長⻒镸⻓长⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐"
            "⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟")
KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
TABLE = str.maketrans({**dict(zip(RADICALS[::2], RADICALS[1::2], strict=True)), "‧": "・", "⋯": "…", "\u2011": "-", "\u2003": "\u3000"}) | KANGXI


def plain(text: str) -> str:
    """The same text in ordinary letters, one for one; doing it twice changes nothing."""
    return text.translate(TABLE)
