"""The arguments and options of the commands of an archive and of batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juesuan.cli.inputs import Documents, OutputOption, TextOption
from juesuan.cli.parsing import Add, command, count, limited, shown

if TYPE_CHECKING:
    from juesuan.cli.parsing import Commands


def add_all(commands: Commands) -> None:
    """Add the commands."""
    for add in (_archive, _history, _peers, _batch, _account, _serve):
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


def _account(commands: Commands) -> None:
    more = (
        "有了账号，网页就要登录才看得到未公开的文件：填报只看本部门，审核看所管的，"
        "管理员只管账号，审计员只看日志；没有登录的只看已公开的。需要可选组件 portal 和 archive。"
    )
    add = command(commands, "account", "给网页开账号、换口令、停用", more)
    add("name", type=TextOption, metavar="名称", help="登录用的名称")
    roles = "填报、审核、管理员或审计员；已有的账号换成这个角色，并换口令"
    add("--role", choices=("填报", "审核", "管理员", "审计员"), help=roles)
    unit = "填报的部门；审核所管的部门或地区（370102），几个用顿号隔开，默认全部"
    add("--unit", type=TextOption, metavar="部门", help=unit)
    add("--close", action="store_true", help="停用这个账号")
    _archived(add)


def _serve(commands: Commands) -> None:
    more = (
        "打开网页，选一份文件就审，结果当场看，什么也不保存；不用再打命令。"
        "默认只有本机能打开。需要可选组件 portal。"
    )
    add = command(commands, "serve", "在浏览器里用：一条命令打开网页", more)
    add("--archive", type=TextOption, metavar="文件夹", help="另把这个档案打开来查阅")
    _register(add)
    books = "juesuan prepare 写出的文件夹，或装着几个的：网页上可以看一个数的分录；可以写几次"
    add("--prepared", type=TextOption, metavar="文件夹", action="append", default=[], help=books)
    only = "只供查阅：不收上传的文件"
    add("--read-only", action="store_true", help=only)
    user = "由反向代理登录时，代理写明用户名称的请求头，例如 X-Remote-User；要有 --proxy"
    add("--user-header", type=TextOption, metavar="名称", help=user)
    proxy = "只信从这个地址来的 --user-header；可以写几次"
    add("--proxy", type=TextOption, metavar="地址", action="append", default=[], help=proxy)
    host = "在哪个地址上听，默认 127.0.0.1（只有本机）"
    add("--host", type=TextOption, metavar="地址", help=host)
    port = "端口，默认 8000；0 是任选一个空的"
    add("--port", type=TextOption, metavar="端口", help=port)
    jobs = "同时审核几份，默认与处理器个数相同"
    add("--jobs", type=count, default=0, metavar="N", help=jobs)
    limited(add)


def _archived(add: Add) -> None:
    """The archive that a command opens."""
    add("--archive", type=TextOption, required=True, metavar="文件夹", help="档案所在的文件夹")
    _register(add)


def _register(add: Add) -> None:
    register = "登记簿的地址 postgresql://…；默认是档案里的 SQLite；也可设 JUESUAN_REGISTER"
    add("--register", type=TextOption, metavar="地址", help=register)
