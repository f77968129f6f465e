"""`juesuan serve`: what it says, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")

from juesuan.cli import main
from juesuan.portal.portal_settings import PortalSettings


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[PortalSettings]:
    """What a portal was started with that listens to nobody."""
    settings: list[PortalSettings] = []

    def listen(given: PortalSettings, _: object, ready: Callable[[PortalSettings], object]) -> None:
        settings.append(given)
        ready(given)

    monkeypatch.setattr("juesuan.portal.listening.listen", listen)
    return settings


def test_one_command_says_what_to_open(
    started: list[PortalSettings], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve"]) == 0
    assert capsys.readouterr() == (
        "请在浏览器里打开 http://127.0.0.1:8000/\n",
        "按 Ctrl+C 结束\n",
    )
    assert main(["serve", "--host", "10.0.0.1", "--port", "81", "--max-bytes", "2M"]) == 0
    assert "不只是本机" in capsys.readouterr().err
    assert (started[1].port, started[1].limits.bytes) == (81, 2 * 2**20)


def test_an_archive_is_opened_and_must_be_one(
    started: list[PortalSettings], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["serve", "--archive", str(tmp_path)]) == 2
    assert "不是档案" in capsys.readouterr().err
    assert main(["serve", "--read-only"]) == 2
    assert "--read-only 要有 --archive" in capsys.readouterr().err
    assert started == []
    pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
    (tmp_path / "events.jsonl").touch()
    assert main(["serve", "--archive", str(tmp_path), "--read-only"]) == 0
    assert started[0].read_only


@pytest.mark.parametrize(
    "words", [("--port", "x"), ("--port", "70000"), ("--port", "³"), ("--host", "http://a")]
)
def test_a_wrong_place_is_refused(
    started: list[PortalSettings], capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert main(["serve", *words]) == 2
    assert f"{words[0]} 要写" in capsys.readouterr().err
    assert started == []


def test_a_port_that_is_taken_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def listen(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("juesuan.portal.listening.listen", listen)
    assert main(["serve", "--port", "80"]) == 2
    assert "80 端口用不了（没有权限）：请用 --port 换一个" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words, reason",
    [
        (["--user-header", "X-Remote-User"], "要一起写"),
        (["--proxy", "10.0.0.5"], "要一起写"),
        (["--user-header", "X-Remote-User", "--proxy", "10.0.0.5"], "要有 --archive"),
        (["--user-header", "X Y", "--proxy", "10.0.0.5"], "请求头的名称"),
        (["--user-header", "X", "--proxy", "nginx", "--archive", "a"], "IP 地址"),
    ],
)
def test_a_proxy_is_named_whole_or_not_at_all(
    started: list[PortalSettings],
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    reason: str,
) -> None:
    assert main(["serve", *words]) == 2
    assert reason in capsys.readouterr().err
    assert started == []


def test_a_proxy_that_signs_people_in_is_off_unless_asked_for(
    started: list[PortalSettings], tmp_path: Path
) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
    (tmp_path / "events.jsonl").touch()
    words = ["serve", "--archive", str(tmp_path)]
    assert main(words) == 0
    assert main([*words, "--user-header", "X-U", "--proxy", "10.0.0.5", "--proxy", "::1"]) == 0
    assert [one.proxies for one in started] == [(), ("10.0.0.5", "::1")]


def test_prepared_folders_must_be_such_and_are_never_public(
    started: list[PortalSettings], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
    (tmp_path / "events.jsonl").touch()
    words = ["serve", "--prepared", str(tmp_path / "x")]
    assert main(words) == 2
    assert main([*words, "--archive", str(tmp_path), "--read-only"]) == 2
    assert capsys.readouterr().err.count("--prepared 要有 --archive") == 2
    assert main([*words, "--archive", str(tmp_path)]) == 2
    assert "不是 juesuan prepare 写出的文件夹" in capsys.readouterr().err
    assert started == []
