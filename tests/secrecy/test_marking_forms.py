"""The patterns of markings by themselves, and that a plain document does without them."""

import subprocess
import sys

import pytest

from juesuan.secrecy.marking_forms import bears, bears_star, is_broken, is_whole


@pytest.mark.parametrize(
    "text", ["机密★10年", "密级:绝密", "本表为机密文件", "某局 机密 第3页", "秘密(长期)"]
)
def test_a_marking_is_borne(text: str) -> None:
    assert bears(text)


def test_each_pattern_looks_at_its_own() -> None:
    assert bears_star("绝密★长期")
    assert not bears_star("绝密 长期")
    assert is_whole("[机密]")
    assert not is_whole("机密文件管理")
    assert is_broken("某局 机密", "★10年")
    assert not is_broken("某局", "★10年")


def test_what_names_no_level_is_refused_without_them() -> None:
    code = (
        "import sys\nfrom juesuan.model.page import Aside\n"
        "from juesuan.secrecy.document import refuse_marked\n"
        "refuse_marked(Aside(texts=('保密审查', '决算')), '某局2023年度部门决算.pdf')\n"
        "sys.exit('juesuan.secrecy.marking_forms' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
