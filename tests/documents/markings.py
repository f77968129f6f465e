"""Texts that bear a marking of state secrets, in every spelling and place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

LEVELS = ("绝密", "机密", "秘密")
PERIODS = ("10年", "长期", "6个月", "三年", "启用前", "")
STARS = "★☆⋆✡∗✱⭐✩✪✭✯✰🌟*＊﹡✶✴❂⛤"
OTHER_LETTERS = (
    "機密",
    "絕密",
    "祕密",
    "絶密",
    "機 密",
    "极机密",
    "極機密",
    "秘　密",
    "机\u200b密",
    "机\u00ad密",
)

WITH_WORDS = (
    "某局文件 {}",
    "某局二〇二四年度部门决算{}",
    "{} 某局文件",
    "（{}）",
    "【{}】",
    "〔{}〕某局决算报告",
    "[{}] 决算说明",
    "000001 {} 特急",
    "特急 {}",
    "# {}",
    "**{}**",
    "> {}",
    "密级：{}",
    "密 级 ： {}",
    "文件密级 {}",
    "本件 {} 请妥善保管",
    "页眉 {} 第1页",
    "份号 000012 {}",
    "- {}",
    "《某局决算》（{}）",
    "注意：{}，不得复制",
    "〖{}〗",
    "“{}”",
    "某局 2024 · {}",
)
SPELLED = (
    "机密★★10年",
    "★机密★10年",
    "机密 (★) 10年",
    "机密【★】10年",
    "【机密】★10年",
    "机密：★10年",
    "机密★：10年",
    "机密★至2030年",
    "机密★2030-12-31",
    "秘密★公布前",
    "秘密★公开前",
    "绝密★永久",
    "机密★解密",
    "机密★十五年",
    "机密★拾年",
    "机密五角星10年",
    "机密※10年",
    "机密●10年",
    "机密◆10年",
    "机密·10年",
    "机密?10年",
    "机密\uf0ab10年",
    "机密&#9733;10年",
    "机密 10年",
    "机密10年",
    "秘密（5年）",
    "秘密：5年",
    "绝密—长期",
    "某局 机密 10年",
    "某局决算报告 绝密 30年",
    "机密级★10年",
    "機密★10年",
    "絕密☆長期",
    "祕密★1年",
    "機 密 ★ 十 年",
    "机　密　★　１０　年",
    "机·密·★",
    "机.密★1年",
    "机-密★1年",
    "机_密★1年",
    "机\u200b密\u200b★\u200b10年",
    "\u202e年01★密机",
    "机密★️10年",
    "机密 ⋆ 10 年",
    "秘密★ 1 年 0 个月",
    "Ａ 秘密★１年",
    "秘密★壹年",
)
LABELLED = (
    "密级：机密",
    "密级:秘密 保密期限:10年",
    "密级：绝密 保密期限：长期",
    "密 级：机 密",
    "密　　级：秘　　密",
    "密级 机密",
    "密级　秘密",
    "密级（机密）",
    "密级【机密】",
    "【密级】机密",
    "密级——机密",
    "密级＝机密",
    "密级为机密。",
    "密级：机密级",
    "密级：____机密____",
    "密级：机密；编号：001",
    "密级：机密 编号：2024-001",
    "密级：机密，期限10年",
    "密级标识：秘密",
    "密级及保密期限：秘密 1年",
    "密级（保密期限）：机密 10年",
    "涉密等级：机密",
    "涉密级别：秘密",
    "保密等级：机密",
    "保密级别：绝密",
    "秘密等级：机密",
    "定密等级：秘密",
    "文件密级：机密 缓急：特急",
    "文号：某财〔2024〕1号 密级：秘密",
    "某局 密级:机密 2024年",
    "密級：機密",
    "密等：機密",
    "密级：☑机密 □秘密",
    "密级：□公开 □内部 ☑秘密 □机密",
    "密级：公开□ 秘密■ 机密□",
    "密级：[x]机密 [ ]秘密",
    "密级：√机密",
    "密级：秘密（内部文件）",
    "密级：“机密”",
    "密级 ： 秘密 签发人：某某",
    "本文件为机密，不得公开。",
    "本报告属机密文件",
    "此件密级为秘密，请妥善保管",
    "本件系绝密",
    "该材料列为机密",
)
FURTHER = (
    "机密 ★10年 某局",
    "特急 机密★ 10年",
    "某局〔2024〕1号 机密★",
    "2024年度部门决算（秘密★1年）",
    "密级 :秘密",
    "密级:秘密\t保密期限:10年",
    "密级  机密  保密期限  10年",
    "机 密 ★ 1 0 年",
    "★★★ 机密★ ★★★",
    "机密✱10年",
    "机密∗10年",
    "機密✡",
    "絕密⋆",
    "绝密☆☆☆",
    "机密★（10年）",
    "机密 ★ （长期）",
    "〖机密〗",
    "【机密】",
    "[绝密]",
    "（秘密）",
    "机密级",
    "本文密级：机密",
    "机密★10年 第1页 共30页",
    "— 机密★10年 —",
    "机密＊10年",
    "机密*10年",
    "机密*",
    "密级：机密★",
    "密级:机 密",
    "文件密级：绝密",
    "密\u3000级\u3000机\u3000密",
    "Secret 机密★",
    "机密 ☆ 10 年",
    "标志：机密★10年",
    "此页机密★",
    "机密 ※ 10年",
    "机密✪",
    "机密❋",
    "机密❅5年",
    "机密✵",
    "某局文件机密★10年",
    "附件：机密★10年",
    "打印 2024 机密★十年 内部",
    "机密☆至2034年",
    "秘密★2年6个月",
    "秘密★一年",
    "密级：秘密级",
    "密级：秘密 ",
    "密级——秘密",
    "密级/机密",
    "密级\\机密",
    "密级>机密",
    "密级·机密",
    "密级-机密",
    "密级=机密",
    "密级是机密",
    "本件密级：机密",
    "定密：机密",
    "机密文件",
    "机密文件 严禁外传",
    "绝密文件，不得外传",
    "机密资料",
    "（机密文件）",
    "机密 不得公开",
    "机密，不得公开",
    "内部机密★",
    "国家机密★10年",
    "国家秘密★10年",
    "机密⭑10年",
    "机密⭒",
    "机密⍟",
    "机密✰",
    "机密﹡",
    "机密٭",
    "机密⚹10年",
    "机密✤",
    "机密(五角星)10年",
    "机密（★）",
    "机密\u3000★",
    "密級：極機密",
    "密級﹕機密",
    "密级︰机密",
    "密级∶机密",
    "密级ː机密",
    "密级꞉ 机密",
    "密級:密",
    "密级：密",
    "**密级**：机密",
    "**机密**★",
    "# 机密★",
    "机密 \\★10年",
    "<b>机密</b>★10年",
    "<font>机</font><font>密</font>★",
    "机密&starf;10年",
    "機&#23494;★",
    "机密&#x2605;",
    "机密&#9733;",
    "密级:<u>机密</u>",
    "密级：<b>秘密</b>",
    "★秘密　5年",
    "某局　机密　第3页　共10页",
    "第 3 页　机密　某局",
    "密级（请勾选）：绝密（ ）机密（√）秘密（ ）",
    "密级（按规定填写）：秘密",
    "机密✰１０年",
    "机密·特急",
    "机密/特急",
    "机密 平急",
    "国家秘密·机密级",
    "本件涉密（机密）",
    "此件机密",
    "机密x10年",
    "保密期限：10年（机密级）",
    "机密，阅后收回",
    "秘密 会后清退",
    "某财〔2024〕3号　秘密",
    "原密级：机密★5年",
    "*** 机密 ***",
    "＊＊机密＊＊",
    "*机密*10年",
    "绝　密",
)
BROKEN = (
    "机密\n★\n10年",
    "机\n密\n★",
    "密级\n：\n机密",
    "| 密级 | 秘密 |\n|---|---|\n| 保密期限 | 10年 |",
    "秘\n密\n☆\n长\n期",
)
ROWS = (
    ("密级", "机密"),
    ("密级：", "秘密"),
    ("密级", "机密", "保密期限", "10年"),
    ("文号", "某财1号", "密级", "秘密"),
    ("机密", "★", "10年"),
    ("机密", "★10年"),
    ("机", "密", "★", "10年"),
    ("机", "密★1年"),
    ("密", "级", "：", "机", "密"),
    ("某局文件", "机密★10年"),
    ("某局文件", "秘密 ★ 长期", "特急"),
    ("機", "密", "★"),
    ("绝密★", "30年"),
    ("涉密等级", "秘密"),
    ("密级", "", "机密"),
    ("密级及保密期限", "机密★10年"),
)


PAGE = "<html><body><p>某局2024年度部门决算</p></body></html>"


def texts() -> list[str]:
    """Lines that bear a marking."""
    kept = [f"{level}★{period}" for level, period in product(LEVELS, PERIODS)]
    kept += [f"机密{star}10年" for star in STARS]
    kept += [f"某局文件 秘密 {star} 一年" for star in STARS]
    kept += [f"{level}★1年" for level in OTHER_LETTERS]
    kept += [f"{level}☆" for level in OTHER_LETTERS]
    kept += [form.format(m) for form in WITH_WORDS for m in ("机密★10年", "秘密☆", "绝 密 ✱ 长期")]
    return list(dict.fromkeys([*kept, *SPELLED, *LABELLED, *FURTHER]))


def stacks() -> list[tuple[str, ...]]:
    """Markings over several lines, one letter or one word a line."""
    upright = [tuple(text) for text in ("机密★", "絕密☆", "秘密★1年", "机密★十年")]
    upright += [("机", "密", "★", "10年"), ("机", "密", "★", "长期"), ("机", "密", "★10年")]
    return [*upright, *ROWS]


def marked() -> list[tuple[str, str]]:
    """Name and text of a document for every marking: in Markdown, HTML and tables."""
    made = [
        (f"{n:03}.md", f"某局2024年度部门决算\n\n{text}\n\n正文一段。\n")
        for n, text in enumerate(texts())
    ]
    made += [("后面.md", "正文。\n\n" * 150 + f"{text}\n\n正文。\n") for text in texts()[::6]]
    for stack in stacks():
        made.append(("行.txt", "某局文件\n" + "\n".join(stack) + "\n正文一段，较长的一行文字。\n"))
        made.append(
            (
                "行.html",
                "<html><body>"
                + "".join(f"<p>{t}</p>" for t in stack)
                + "<p>正文</p></body></html>",
            )
        )
        cells = "".join(f"<td>{text}</td>" for text in stack)
        made.append(
            ("表.html", f"<html><table><tr>{cells}</tr><tr><td>项目</td><td>金额</td></tr></table>")
        )
        made.append(
            (
                "表.md",
                f"某局\n\n| {' | '.join(stack)} |\n|{'---|' * len(stack)}\n| 甲 |\n",
            )
        )
        down = "".join(f"<tr><td>{text}</td><td></td></tr>" for text in stack)
        made.append(("列.html", f"<html><table>{down}</table></html>"))
        if all(stack):
            made.append(
                ("边.txt", "\n".join(f"{text}    这一行是正文，写在标志的右边" for text in stack))
            )
    made += [("断.md", f"某局\n\n{text}\n\n正文一段。\n") for text in BROKEN]
    return [*made, *_hidden(), *_file_names()]


HEADS = (
    "<title>{}</title>",
    "<!-- {} -->",
    '<meta name="keywords" content="决算 {}">',
    "<style>body::before {{ content: '{}' }}</style>",
)
BODIES = (
    '<img src="x.png" alt="{}">',
    "<!--{}-->",
    '<a title="{}">下载</a>',
    "<svg><text>{}</text></svg>",
    '<input type="text" value="{}">',
    "<noscript>{}</noscript>",
    "<select><option>{}</option></select>",
    "<header>{}</header>",
    "<div>正文</div><footer>{}</footer>",
    "<template><p>{}</p></template>",
)
PLACES = ("<!-- {} -->" + PAGE, PAGE + "<!-- {} -->")
PLACES += ("某局文件\n\n<!-- {} -->\n\n正文\n", "某局\n\n![{}](x.png)\n")


def _hidden() -> Iterator[tuple[str, str]]:
    """In the parts of a page of HTML that are not its running text."""
    heads = ['<meta name="密级" content="机密">']
    bodies = []
    for mark in ("机密★10年", "密级：秘密", "绝 密 ☆ 长期"):
        heads += [head.format(mark) for head in HEADS]
        heads.append(f"<style>p::before {{ content: '{_escaped(mark, '')}' }}</style>")
        bodies += [body.format(mark) for body in BODIES]
        bodies.append(f'<script>var 标题 = "{_escaped(mark, "u")}"</script>')
        bodies.append("".join(f"<span>{letter}</span>" for letter in mark))
        yield from (("页.html", place.format(mark)) for place in PLACES)
    yield from (("页.html", f"<html><head>{head}</head>{PAGE}") for head in heads)
    yield from (("页.html", f"<html><body>{body}</body>{PAGE}") for body in bodies)


def _escaped(text: str, sign: str) -> str:
    """A text as a style sheet or, with u, a script may spell it."""
    return "".join(f"\\{sign}{ord(letter):04x}" for letter in text)


def _file_names() -> list[tuple[str, str]]:
    names: tuple[str, ...] = (
        "机密.md",
        "机密_某局决算.md",
        "某局决算（机密）.md",
        "【秘密】某局决算.md",
        "某局 机密★10年.md",
    )
    names += (
        "绝密-某局.md",
        "某局决算-秘密.md",
        "密级：机密 某局.md",
        "機密.md",
        "某局决算 秘密 10年.md",
        "某局☆机密☆长期.md",
        "机密★10年/某局决算.md",
        "来文\\秘密☆\\某局决算.md",
    )
    return [(name, "某局2024年度部门决算\n") for name in names]
