"""`juesuan serve`: the portal, until Ctrl+C."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from juesuan.cli.bounds import limits_of
from juesuan.cli.keeping import archive_of
from juesuan.cli.streams import CLEAN, Trouble, say, tell
from juesuan.portal import listening
from juesuan.portal.application import portal
from juesuan.portal.guarded_portal import GuardedPortal
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.prepared_books import prepared_folders
from juesuan.preparing.prepared_folder import Untraceable
from juesuan.sources.regular import why

HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
PORT = re.compile(r"[0-9]{1,5}")
HEADER = re.compile(r"[A-Za-z0-9-]{1,100}")
READY = "请在浏览器里打开 {}\n"
END = "按 Ctrl+C 结束"
OPEN = "注意：{} 不只是本机，同一网络上的人都能打开；不要放到互联网上"
TAKEN = "“{}”的 {} 端口用不了（{}）：请用 --port 换一个"


def run(words: Namespace) -> int:
    """Serve until it is ended."""
    host, port = _host(words.host), _port(words.port)
    jobs = words.jobs or os.cpu_count() or 1
    settings = PortalSettings(
        *(host, port, limits_of(words), jobs, words.read_only),
        *_signing_in(words),
        _prepared(words),
    )
    if words.archive:
        with archive_of(words) as archive:
            return _listen(settings, partial(portal, archive=archive))
    if words.read_only:
        raise Trouble("--read-only 要有 --archive：没有档案，就没有可查阅的")
    return _listen(settings, portal)


def _signing_in(words: Namespace) -> tuple[str, tuple[str, ...]]:
    """The header in which a proxy names who asks, and the proxies that are believed."""
    header, proxies = words.user_header or "", tuple(words.proxy)
    if bool(header) != bool(proxies):
        raise Trouble("--user-header 和 --proxy 要一起写：只信指明的代理，只认指明的请求头")
    if header and not HEADER.fullmatch(header):
        raise Trouble("--user-header 要写请求头的名称，例如 X-Remote-User")
    if header and not words.archive:
        raise Trouble("--user-header 要有 --archive：账号在档案里")
    try:
        return header, tuple(str(ip_address(proxy)) for proxy in proxies)
    except ValueError as error:
        raise Trouble("--proxy 要写代理的 IP 地址，例如 127.0.0.1") from error


def _prepared(words: Namespace) -> tuple[Path, ...]:
    """The folders of prepared accounts, each of which is one, or holds some."""
    paths = tuple(map(Path, words.prepared))
    if paths and (not words.archive or words.read_only):
        raise Trouble("--prepared 要有 --archive，不能和 --read-only 一起用：分录不对外")
    try:
        prepared_folders(paths)
    except Untraceable as error:
        raise Trouble(str(error)) from error
    return paths


def _listen(settings: PortalSettings, pages: Callable[[PortalSettings], GuardedPortal]) -> int:
    try:
        listening.listen(settings, pages, _ready)
    except OSError as error:
        raise Trouble(TAKEN.format(settings.host, settings.port, why(error))) from error
    return CLEAN


def _host(text: str | None) -> str:
    host = text or PortalSettings().host
    if not HOST.fullmatch(host):
        raise Trouble("--host 要写本机的地址或名称，例如 127.0.0.1；不带 http:// 和端口")
    return host


def _port(text: str | None) -> int:
    port = text or str(PortalSettings().port)
    if not PORT.fullmatch(port) or int(port) > 65535:
        raise Trouble("--port 要写 0 到 65535 的整数")
    return int(port)


def _ready(settings: PortalSettings) -> None:
    say(READY.format(settings.address))
    if not settings.local:
        tell(OPEN.format(settings.host))
    tell(END)
