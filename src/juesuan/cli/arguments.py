"""The arguments and options of every command, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from juesuan.cli import archive_arguments
from juesuan.cli.catalogue import chinese
from juesuan.cli.inputs import BooksInput, Documents, Given, OutputOption, TextOption
from juesuan.cli.parsing import EXITS, Add, Parser, command, count, limited, reading, shown

if TYPE_CHECKING:
    from juesuan.cli.parsing import Commands

DESCRIPTION = "读懂、审核部门决算公开文件（PDF、DOCX、HTML、Markdown、文本），由账编出各表。"


def parsed(version: str, words: Sequence[str] | None) -> argparse.Namespace:
    """The words of a command line, told apart; a wrong one, and `--help`, end the program."""
    with chinese():
        return parser(version).parse_args(words)


def parser(version: str) -> argparse.ArgumentParser:
    """The parser of all commands; `command` is the name of the one chosen."""
    whole = Parser(prog="juesuan", description=DESCRIPTION, epilog=EXITS)
    whole.add_argument("--version", action="version", version=version, help="显示版本号")
    commands = whole.add_subparsers(
        title="命令", metavar="命令", dest="command", required=True, parser_class=Parser
    )
    for add in (_audit, _mark, _letter, _pack, _replies, _read, _score):
        add(commands)
    for add in (_prepare, _publish, _template, _trace, _show, _rules):
        add(commands)
    archive_arguments.add_all(commands)
    return whole


def _audit(commands: Commands) -> None:
    add = command(
        commands,
        "audit",
        "审核文件，列出其中不可能成立的数字和说法",
        "结果写到标准输出，进度与故障写到标准错误。",
    )
    files = "要审核的文件；文件夹、ZIP 会连同下级一起审核；- 是标准输入"
    add("files", nargs="+", type=Documents, metavar="文件", help=files)
    _joining(add)
    _formats(add)
    out = "写到这个文件；多种格式或多个网页时写到这个文件夹，按输入的文件名命名"
    add("--out", type=OutputOption, metavar="路径", help=out)
    reading(add)
    add(
        "--prior",
        action="append",
        type=Given,
        metavar="文件",
        help="上一年度的决算公开文件：其中的数作为上年数，一并核对；可以写多次，也可以是文件夹，"
        "按部门和年度配对",
    )
    add("--renamed", action="store_true", help="上年文件是同一部门更名之前的")
    _since(add)
    explained = (
        "说明一个数：它的出处、所涉的算式、文中的说法和审核结果；写地址（03:2010301:1、"
        "01:收入总计:1@上年）、名称（“行政运行 基本支出”）、印出的数（758.39）、"
        "页码（第8页）或审核结果的编号"
    )
    add("--explain", type=TextOption, metavar="数", help=explained)
    _settled(add)
    _chosen(add)
    order = "审核结果的次序：轻重（默认；同样轻重的按页码），或只按页码"
    add("--order", choices=("轻重", "页码"), default="轻重", help=order)
    _working(add)
    limited(add)


def _working(add: Add) -> None:
    """How the work is done: kept to be taken up again, so many at once."""
    kept = (
        "审完一份就把结果存进这个文件夹：停下以后用同样的命令接着审，没有变的文件不再审；"
        "里面有读到的内容，用完可以删"
    )
    add("--cache", type=OutputOption, metavar="文件夹", help=kept)
    add("--jobs", type=count, default=0, metavar="N", help="同时审核几份，默认与处理器个数相同")


def _mark(commands: Commands) -> None:
    does = "审核一份文件，在它的副本上逐条加批注：PDF 加高亮和批注，DOCX 加批注，XLSX 加一张表"
    add = command(commands, "mark", does, "每条批注带着编号，部门的回复用 juesuan replies 读回。")
    add("file", type=Given, metavar="文件", help="要加批注的 PDF、DOCX 或 XLSX；原件不会被改动")
    out = "批注版写到这个文件，结尾与原件相同"
    add("--out", type=OutputOption, metavar="文件", required=True, help=out)
    reading(add)
    _settled(add)
    limited(add)


def _letter(commands: Commands) -> None:
    does = "由一次审核的结果写审核意见，一个部门一份 DOCX"
    add = command(commands, "letter", does, "列出错误和提示，逐条带编号；没有意见的部门不写。")
    results = "审核时 --out 的文件夹，或其中的 审核结果.json"
    add("results", type=Given, metavar="结果", help=results)
    add("--out", type=OutputOption, metavar="文件夹", required=True, help="写到这个文件夹")


def _pack(commands: Commands) -> None:
    does = "审核一份 PDF，写成一个网页：各页的图、审核结果和答复栏，断网也能用"
    more = "网页里的“导出答复”存成 JSON，用 juesuan replies 读回。"
    add = command(commands, "pack", does, more)
    add("file", type=Given, metavar="文件", help="要打包的 PDF")
    out = "审核包写到这个文件，结尾是 .html"
    add("--out", type=OutputOption, metavar="文件", required=True, help=out)
    reading(add)
    _settled(add)
    limited(add)


def _replies(commands: Commands) -> None:
    does = "读回部门的答复：填好的汇总工作簿、批注版的 PDF 和 DOCX、审核包导出的 JSON"
    more = "答复按编号归到审核结果；下一次审核用 --replies 写进汇总。"
    add = command(commands, "replies", does, more)
    files = "收回来的文件，或放着它们的文件夹"
    add("files", nargs="+", type=Given, metavar="文件", help=files)
    shown(add)
    add("--out", type=OutputOption, metavar="文件", help="写到这个文件，而不是标准输出")
    limited(add)


def _since(add: Add) -> None:
    """The round before, and what came back of it."""
    since = (
        "与上次相比：上次 --out 的文件夹，或其中的 审核结果.json；汇总写明每条已改、仍在还是新增，"
        "上次的答复留在它的审核结果旁边"
    )
    add("--since", type=Given, metavar="上次", help=since)
    replies = (
        "部门的答复：填好的汇总工作簿、批注版的 PDF 和 DOCX、审核包导出的 JSON，"
        "或放着它们的文件夹；可以写多次"
    )
    add("--replies", action="append", type=Given, metavar="文件", help=replies)


def _formats(add: Add) -> None:
    """In which formats an audit is told."""
    add(
        "--format",
        action="append",
        choices=("text", "json", "html", "sarif"),
        help="结果的格式，可以写多次：text 给人看（默认），json 给程序用（一份文件一个对象，"
        "多份则一行一个），html 一个自成一体的网页，"
        "sarif 给能看检查结果的程序用（SARIF 2.1.0，一份文件一个 run）",
    )


def _settled(add: Add) -> None:
    """What an office has settled before."""
    settings = (
        "审核的设置：版本、不审的规则、豁免、限度；不写时用所审文件夹里的 juesuan.toml，"
        "没有就用当前文件夹里的；用了哪一份会说明"
    )
    add("--settings", type=Given, metavar="文件", help=settings)
    day = "豁免是否到期按这一天算，例如 2026-12-31；默认今天"
    add("--date", type=TextOption, metavar="日期", help=day)


def _chosen(add: Add) -> None:
    """By which rules nothing is checked this time."""
    select = "只按这些规则审核：规则或组的名称（见 juesuan rules），用逗号隔开，可以写多次"
    add("--select", action="append", type=TextOption, metavar="规则", help=select)
    ignore = "不按这些规则审核，写法同上；没有审核的规则写在结果里"
    add("--ignore", action="append", type=TextOption, metavar="规则", help=ignore)


def _joining(add: Add) -> None:
    joined = (
        "把给出的全部文件当作一份公开文件：正文、工作簿、自评表合在一起核对；不写时，文件夹或 ZIP "
        "里只有表或自评表的文件归入同一部门、年度的正文，合并了什么会说明"
    )
    add("--together", action="store_true", help=joined)


def _read(commands: Commands) -> None:
    add = command(commands, "read", "读出每个数、每个说法，连同出处")
    add(
        "file",
        type=Documents,
        metavar="文件",
        help="要读的文件，或文件夹、ZIP（json 只读合为一份的）；- 是标准输入",
    )
    choices = ("json", "csv", "parquet", "xlsx", "sqlite")
    formats = (
        "结果的格式：json（默认）含数与说法；csv 只含数，可用 Excel 打开；"
        "读文件夹、ZIP 的 csv 和 parquet、xlsx、sqlite 是许多份合成的一张表：部门、年度、地区、"
        "文件、表、科目、金额、状态（一致、矛盾、未核），说法另成一张表"
    )
    add("--format", choices=choices, default="json", help=formats)
    out = "写到这里，而不是标准输出：json、xlsx、sqlite 和一份的 csv 是文件，其余是新文件夹"
    add("--out", type=OutputOption, metavar="位置", help=out)
    reading(add)
    add(
        "--draw",
        type=OutputOption,
        metavar="文件夹",
        help="另把 PDF 各页画成图片，标出认出的格子，写到这个文件夹",
    )
    limited(add)


def _score(commands: Commands) -> None:
    does = "按公布的评分办法为账套的项目评分，或复算公开文件中的绩效自评表，逐项对照填报的分数"
    more = (
        "须由人评分的（定性指标）标 ？，不一致的标 ×。账套可以没有账簿；有则与账上的项目支出核对。"
    )
    add = command(commands, "score", does, more)
    books = "账套（XLSX 工作簿、CSV 或 Parquet 文件夹、postgresql:// 连接）"
    file = f"{books}，或含有绩效自评表的公开文件；- 是标准输入"
    add("file", type=BooksInput, metavar="账套或文件", help=file)
    add(
        "--edition",
        type=TextOption,
        metavar="版本",
        help="评分口径取自这个版本的地区；默认由账套或文件决定",
    )
    shown(add)
    draft = "账套：得分还没有定、有“错误”也写出，标明是草稿"
    add("--draft", action="store_true", help=draft)
    folder = "账套：把自评表 cards.md 和 scores.json 写到这个文件夹，须不存在或为空"
    out = f"{folder}；公开文件：结果写到这个文件，而不是标准输出"
    add("--out", type=OutputOption, metavar="路径", help=out)
    limited(add)


def _prepare(commands: Commands) -> None:
    more = "账套有问题时逐条列出，不写任何文件。"
    add = command(commands, "prepare", "由一年的账编出各单位和部门的九张表", more)
    books = "账套：XLSX 工作簿、CSV 或 Parquet 文件夹，或 postgresql:// 连接"
    add("books", type=BooksInput, metavar="账套", help=books)
    add(
        "--out",
        type=OutputOption,
        metavar="文件夹",
        required=True,
        help="写到这个文件夹，须不存在或为空",
    )
    add("--edition", type=TextOption, metavar="版本", help="例如 2024-310000；默认由账套的年度决定")
    rounding = "舍入：each 逐格四舍五入，balanced 使各合计在印出的数上也成立；不写照“年度信息”"
    add("--rounding", choices=("each", "balanced"), default="", help=rounding)
    engine = "汇总所用的引擎：duckdb（默认），spark 用于全省的账，需另装"
    add("--engine", choices=("duckdb", "spark"), default="duckdb", help=engine)
    prior = "上年的编制结果（文件夹）或上年的公开文件；账套里的上年决算优先"
    add("--prior", type=Given, metavar="上年", help=prior)
    mapping = "列名对照的文件（CSV 或工作簿）：导出表的列名各是账套的哪一列，每年接着用"
    add("--mapping", type=Given, metavar="文件", help=mapping)
    practice = "口径，写作“名称=取值”，例如 债务预算收入=不计入；可以写多次"
    add("--practice", type=TextOption, action="append", metavar="名称=取值", help=practice)
    accept = "接受一个已知的问题，名称见报出的问题；可以写多次"
    add("--accept", type=TextOption, action="append", metavar="名称", help=accept)
    draft = "编出的表审核有“错误”也写出来，各处标明草稿；草稿不得公开"
    add("--draft", action="store_true", help=draft)
    limited(add)


def _publish(commands: Commands) -> None:
    add = command(
        commands,
        "publish",
        "由编出的文件夹写成可以公开的整份文件",
        "封面、目录、概况、各表、情况说明和图、绩效自评、名词解释、附件；每种格式都由同一份内容写出，"
        "没有填的原因和说明在草稿里标明〔待填〕。",
    )
    add("folder", type=BooksInput, metavar="文件夹", help="juesuan prepare 写出的文件夹")
    add("--out", required=True, type=OutputOption, metavar="文件夹", help="写到这个文件夹")
    formats = "只写这些格式，用逗号隔开：docx,pdf,xlsx,html,md,data；默认全部"
    add("--format", type=TextOption, metavar="格式", help=formats)
    add("--edition", type=TextOption, metavar="版本", help="按哪个版本的次序和句式；默认同编制")
    add("--date", type=TextOption, metavar="日期", help="公开日期，如 2024-08-30；默认取自账套")
    add("--fonts", type=Given, metavar="文件夹", help="办公室自己的字体，排 PDF 时先用")
    add("--units", action="store_true", help="各单位的也写，放在“单位”文件夹里")
    add("--final", action="store_true", help="定稿：有待填或有“错误”就不写，退出码 1")
    limited(add)


def _template(commands: Commands) -> None:
    does = "写出一个空的账套工作簿，每一列都有说明、示例和下拉选项"
    add = command(commands, "template", does)
    add("out", type=OutputOption, metavar="文件.xlsx", help="写到这个文件，须还不存在")
    add("--edition", type=TextOption, metavar="版本", help="例如 2024；默认最近一年")


def _trace(commands: Commands) -> None:
    add = command(commands, "trace", "由编出的一个数追溯到它背后的记账")
    add("folder", type=BooksInput, metavar="文件夹", help="juesuan prepare 写出的文件夹")
    add("address", type=TextOption, nargs="?", metavar="地址", help="例如 03:2010301:2")
    entered = "反过来：一张凭证（凭证号）或一行（文件名:行号）进了哪些数"
    add("--posting", type=TextOption, metavar="凭证", help=entered)
    add(
        "--unit",
        type=TextOption,
        metavar="单位编码",
        default="",
        help="某个单位的数；默认是部门的数",
    )
    shown(add)
    limited(add)


def _show(commands: Commands) -> None:
    add = command(commands, "show", "显示一个版本（年度与地区口径）对各表的声明")
    add(
        "edition",
        type=TextOption,
        nargs="?",
        metavar="版本",
        help="例如 2024、2024-310000；不写则列出全部版本",
    )
    add("form", type=TextOption, nargs="?", metavar="表", help="例如 03；不写则列出各表")
    add("--sources", action="store_true", help="这张表的各格从账簿的哪些科目、哪张表取数")
    shown(add)


def _rules(commands: Commands) -> None:
    add = command(commands, "rules", "列出全部检查，或说明其中一条")
    add("rule", type=TextOption, nargs="?", metavar="编号", help="要说明的检查；不写则列出全部")
    add("--edition", type=TextOption, metavar="版本", help="勾稽关系取自这个版本，默认最近一年")
    shown(add)
