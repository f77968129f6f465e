"""Texts that bear a marking of state secrets, and ordinary ones that only speak of such things."""

from __future__ import annotations

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


def texts() -> list[str]:
    """Lines that bear a marking."""
    kept = [f"{level}★{period}" for level, period in product(LEVELS, PERIODS)]
    kept += [f"机密{star}10年" for star in STARS]
    kept += [f"某局文件 秘密 {star} 一年" for star in STARS]
    kept += [f"{level}★1年" for level in OTHER_LETTERS]
    kept += [f"{level}☆" for level in OTHER_LETTERS]
    kept += [form.format(m) for form in WITH_WORDS for m in ("机密★10年", "秘密☆", "绝 密 ✱ 长期")]
    return list(dict.fromkeys([*kept, *SPELLED, *LABELLED]))


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
                f"某局\n\n| {' | '.join(stack)} |\n|{'---|' * len(stack)}\n| 甲 |{' |' * (len(stack) - 1)}\n",
            )
        )
        down = "".join(f"<tr><td>{text}</td><td></td></tr>" for text in stack)
        made.append(("列.html", f"<html><table>{down}</table></html>"))
        if all(stack):
            made.append(
                ("边.txt", "\n".join(f"{text}    这一行是正文，写在标志的右边" for text in stack))
            )
    return [*made, *_hidden(), *_file_names()]


def _hidden() -> list[tuple[str, str]]:
    """In the parts of a page of HTML that are not its running text."""
    body = "<html><head>{}</head><body>{}<p>某局2024年度部门决算</p></body></html>"
    found = []
    for mark in ("机密★10年", "密级：秘密", "绝 密 ☆ 长期"):
        found += [body.format(f"<title>{mark}</title>", ""), body.format(f"<!-- {mark} -->", "")]
        found += [body.format(f'<meta name="keywords" content="决算 {mark}">', "")]
        found += [
            body.format("", f'<img src="x.png" alt="{mark}">'),
            body.format("", f"<!--{mark}-->"),
        ]
        found += [
            body.format("", f'<a title="{mark}">下载</a>'),
            body.format("", f"<svg><text>{mark}</text></svg>"),
        ]
        found += [
            body.format("", f'<input type="text" value="{mark}">'),
            body.format("", f"<noscript>{mark}</noscript>"),
        ]
        found += [body.format("", f"<select><option>{mark}</option></select>")]
        found += [body.format(f"<style>body::before {{ content: '{mark}' }}</style>", "")]
        found += [
            body.format("", "".join(f"<span>{letter}</span>" for letter in mark)),
            body.format("", f"<header>{mark}</header>"),
        ]
        found += [
            body.format("", f"<div>正文</div><footer>{mark}</footer>"),
            f"<!-- {mark} -->" + body.format("", ""),
        ]
        found += [
            body.format("", "") + f"<!-- {mark} -->",
            f"某局文件\n\n<!-- {mark} -->\n\n正文\n",
            f"某局\n\n![{mark}](x.png)\n",
        ]
    return [("页.html", text) for text in found]


def _file_names() -> list[tuple[str, str]]:
    names = (
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
    )
    return [(name, "某局2024年度部门决算\n") for name in names]


ORDINARY = (
    "国家秘密：关系国家安全和利益，依照法定程序确定，在一定时间内只限一定范围的人员知悉的事项。",
    "保密审查情况：已审查",
    "保密审查情况：已审查，不涉及国家秘密",
    "本文件不涉及国家秘密",
    "本文件不属于国家秘密，可以公开。",
    "机要通信用车",
    "机要通信用车 1 辆、应急保障用车 2 辆",
    "机要交通经费 3.20 万元",
    "学习贯彻《中华人民共和国保守国家秘密法》",
    "保守国家秘密",
    "保守国家秘密，人人有责",
    "保护商业秘密和个人隐私",
    "商业秘密",
    "涉及商业秘密的内容不予公开",
    "密级：无",
    "密级：公开",
    "密级：非密",
    "密级：内部",
    "密级：不涉密",
    "密级：—",
    "密级：",
    "密级：　　　　保密期限：",
    "密级：一般",
    "密级：非涉密",
    "密级：□绝密 □机密 □秘密 ☑公开",
    "密级：绝密□ 机密□ 秘密□ 公开■",
    "密级：绝密/机密/秘密/公开（按实际填写）",
    "密级：绝密、机密、秘密三级",
    "密级：公开 保密期限：无",
    "密级是指国家秘密的等级，分为绝密、机密、秘密三级。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
    "机密级国家秘密是重要的国家秘密。",
    "秘密级国家秘密是一般的国家秘密。",
    "绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年。",
    "保密期限：绝密级 30 年、机密级 20 年、秘密级 10 年",
    "绝密30年、机密20年、秘密10年为最长期限",
    "绝密★30年、机密★20年、秘密★10年是三种标志",
    "标志的形式为“机密★10年”。",
    "涉密载体应当标注“秘密★1年”字样。",
    "“秘密★1年”为标志",
    "国家秘密标志由密级、★和保密期限组成，如机密★5年",
    "例如“绝密★长期”标在首页左上角，这里只是举例说明",
    "秘密★的标志应当标在首页",
    "★机密",
    "机密*通信",
    "机密文件管理办法已修订",
    "机密级信息系统分级保护测评费 12.00 万元",
    "秘密级以上会议室改造",
    "绝密件、机密件的传递由机要部门承担",
    "密级为机密以上的文件由专人保管",
    "密级为秘密的文件，应当在清退时登记。",
    "涉密信息系统集成资质",
    "涉密人员脱密期管理",
    "涉密人员：核心涉密人员脱密期为3年，重要涉密人员2年",
    "机密（3年）、秘密（2年）的脱密期限",
    "涉密网络运行维护费",
    "涉密单位：否",
    "是否涉密：否",
    "其他国家保密支出",
    "保密技术",
    "保密管理",
    "2040904 保密技术 12.50",
    "国家保密 20409",
    "国家秘密*（见注1）",
    "商业秘密* 个人隐私*",
    "国家秘密★重点工作之一",
    "保守秘密10年",
    "秘密工作经费 5 万元",
    "秘密",
    "奥秘密码箱 10 个",
    "打开司机密码锁 2024年",
    "计算机密钥10年有效",
    "计算机密级评测 1 项",
    "信息系统安全等级：三级",
    "密级确定、变更和解除情况：无",
    "密级和保密期限由定密责任人确定",
    "定密责任人培训 2 次",
    "保密期限：无",
    "保密期限届满的，自行解密。",
    "本年未发生失泄密事件",
    "保密工作责任制落实率 100%",
    "保密自查自评 1 次，得分 98 分",
    "保密室建设项目★★★★★",
    "满意度★★★★☆",
    "★ 重点项目",
    "机关密码设备购置 2.00 万元",
    "密码管理经费",
    "密切联系群众，机构改革平稳有序",
    "绝密",
    "神秘密林景区 5A★",
    "《秘密花园》3 册",
    "图书《绝密档案》★ 采购",
    "密级标识管理系统采购",
    "涉密计算机 3 台、非涉密计算机 20 台",
    "不得在非涉密网络中处理、存储国家秘密",
    "国家秘密载体销毁 12 次",
    "国家工作秘密管理办法",
    "工作秘密",
    "工作秘密是指机关单位在履行职能过程中产生的不属于国家秘密的事项。",
    "依法不予公开的国家秘密、商业秘密、个人隐私",
    "依申请公开 3 件，其中涉及国家秘密 0 件",
    "政府信息公开：属于国家秘密 0 件",
    "1.属于国家秘密 | 0 | 0",
    "机密性、完整性、可用性三项指标",
    "数据机密性保护 10年规划",
    "绝密性测试",
    "机要密码 3年规划",
    "公开时间：2025年8月，保密期限为公开前",
    "密级变更通知书 3 份",
    "解密审核 10 件",
    "机关事业单位秘书密集培训 10年",
    "“绝密★”“机密★”“秘密★”三种标志",
    "本文件不得含有机密内容",
    "不公开理由：属于国家秘密",
    "本文件为公开文件，密级为公开。",
    "本单位保密委员会办公室与机要室合署",
    "不属于机密",
    "本表为部门决算公开表，不含机密信息。",
    "有关规定要求：机密、秘密级文件须登记",
    "三公经费中机要文件交换 10 次",
    "注：* 秘密类科目不公开",
    "绝密、机密、秘密",
)
ORDINARY_ROWS = (
    ("密级", "公开"),
    ("密级", "无", "保密期限", "无"),
    ("密级", "绝密", "机密", "秘密"),
    ("密级", "绝密", "机密", "秘密", "合计"),
    ("国家秘密", "★ 重点工作"),
    ("定密情况", "秘密", "0"),
    ("项目", "机要通信用车", "1"),
    ("保密审查", "已审查"),
)


def ordinary() -> list[tuple[str, str]]:
    """Name and text of documents that bear no marking."""
    made = [
        (f"{n:03}.md", f"某局2024年度部门决算\n\n{text}\n\n正文一段。\n")
        for n, text in enumerate(ORDINARY)
    ]
    for text in ORDINARY:
        made.append(
            (
                "页.html",
                f"<html><head><title>决算</title></head><body><p>某局</p><p>{text}</p></body></html>",
            )
        )
        made.append(
            (
                "表.html",
                f"<html><body><table><tr><td>项目</td><td>{text}</td></tr><tr><td>一</td><td>2</td></tr></table>",
            )
        )
    for row in ORDINARY_ROWS:
        cells = "".join(f"<td>{text}</td>" for text in row)
        made.append(
            ("表.html", f"<html><table><tr>{cells}</tr><tr><td>项目</td><td>金额</td></tr></table>")
        )
        made.append(("行.txt", "某局文件\n" + "\n".join(row) + "\n正文。\n"))
    statistics = "".join(f"<tr><td>{level}</td><td>0</td></tr>" for level in LEVELS)
    made.append(
        ("表.html", f"<html><table><tr><td>密级</td><td>件数</td></tr>{statistics}</table>")
    )
    made.append(
        (
            "表.html",
            "<html><table><tr><td>密级</td><td>件数</td></tr><tr><td>秘密</td><td>0</td></tr></table>",
        )
    )
    names = (
        "保守国家秘密法学习情况.md",
        "机密文件销毁情况.md",
        "商业秘密保护.md",
        "涉密人员经费决算.pdf.md",
        "秘密花园.md",
        "保密局决算.md",
    )
    return [*made, *((name, "某局2024年度部门决算\n\n正文。\n") for name in names)]
