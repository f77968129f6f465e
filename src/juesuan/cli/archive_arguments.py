"""The arguments and options of the commands of an archive and of batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juesuan.cli.inputs import Documents, OutputOption, TextOption
from juesuan.cli.parsing import Add, command, count, limited, shown

if TYPE_CHECKING:
    from juesuan.cli.parsing import Commands


def add_all(commands: Commands) -> None:
    """Add the commands."""
    for add in (_archive, _history, _peers, _batch):
        add(commands)


def _archive(commands: Commands) -> None:
    more = (
        "原件按 SHA-256 存，一经写入不再改动；数按年度、地区存成 Parquet；"
        "登记簿是 SQLite 或 PostgreSQL；每件事记一笔，环环相扣，改过、删过都查得出。"
    )
    add = command(commands, "archive", "建档案：收文件、列出、查验、重建、合并", more)
    actions = (
        "add 审核并收下文件；list 列出；verify 查验是否完好；rebuild 由原件和事件重建登记簿和各数；"
        "compact 合并小文件；rename 登记部门更名（原名 新名）"
    )
    names = ("add", "list", "verify", "rebuild", "compact", "rename")
    add("action", choices=names, metavar="做什么", help=actions)
    given = "add：文件、文件夹或 ZIP；rename：原来的名称和现在的名称"
    add("words", nargs="*", type=Documents, metavar="文件或名称", help=given)
    _archived(add)
    add("--source", type=TextOption, metavar="网址", help="文件公开在哪里")
    add("--published", type=TextOption, metavar="日期", help="公开日期，例如 2024-08-30")
    edition = "指定版本，例如 2024-310000；默认由文件的年度和地区决定"
    add("--edition", type=TextOption, metavar="版本", help=edition)
    add("--jobs", type=count, default=0, metavar="N", help="同时审核几份，默认与处理器个数相同")
    limited(add)


def _history(commands: Commands) -> None:
    more = "更名前后连在一起；同一年公布几次的，以最新一次为准；次年的文件所说与当年不符的标明。"
    add = command(commands, "history", "档案里一个部门的一个数，历年各是多少", more)
    add("address", type=TextOption, metavar="地址", help="例如 03:合计:1")
    add("--unit", type=TextOption, required=True, metavar="部门", help="部门的名称，新旧都可以")
    _archived(add)
    shown(add)


def _peers(commands: Commands) -> None:
    more = "只列位次、中位数和四分位，不足 5 份不作统计；与同类不同不是错误，不作为审核结果。"
    add = command(commands, "peers", "档案里同年同类文件的同一个数", more)
    add("address", type=TextOption, metavar="地址", help="例如 03:合计:1")
    add("--year", type=TextOption, required=True, metavar="年度", help="例如 2023")
    add("--unit", type=TextOption, metavar="部门", help="另说明这个部门的位次")
    add("--kind", type=TextOption, metavar="种类", help="部门决算（默认）、单位决算等")
    add("--region", type=TextOption, metavar="地区", help="只比这个地区的，例如 370102 或 37")
    _archived(add)
    shown(add)


def _batch(commands: Commands) -> None:
    more = (
        "做过的（同样的字节、程序和规则）跳过；使程序崩溃、超时、耗尽内存的再试一次，仍不行就隔离，"
        "不影响其他文件；不论分几次、几个进程，写出的字节相同。"
    )
    add = command(commands, "batch", "成批审核一个文件夹，数按年度、地区存成 Parquet", more)
    add("folder", type=Documents, metavar="文件夹", help="要审核的文件夹，连同下级")
    add("--out", type=OutputOption, required=True, metavar="文件夹", help="写到这个文件夹")
    engine = "在哪里做：local 本机各处理器；spark 环境里配好的 Spark，需另装"
    add("--engine", choices=("local", "spark"), default="local", help=engine)
    workers = "在本机同时审核几份，默认与处理器个数相同"
    add("--workers", type=count, default=0, metavar="N", help=workers)
    limited(add)


def _archived(add: Add) -> None:
    """The archive that a command opens."""
    add("--archive", type=TextOption, required=True, metavar="文件夹", help="档案所在的文件夹")
    register = "登记簿的地址 postgresql://…；默认是档案里的 SQLite；也可设 JUESUAN_REGISTER"
    add("--register", type=TextOption, metavar="地址", help=register)
