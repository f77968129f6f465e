"""The patterns of markings (GB/T 9704: 密级★保密期限), for plain texts that name a level."""

from __future__ import annotations

import re

from juesuan.secrecy.level import EACH_LEVEL, LEVEL, level_of

AROUND = 8  # letters around a quoted marking that make it part of a sentence
NUMBER = r"[\d〇零一二三四五六七八九十百半两壹贰叁肆伍陆柒捌玖拾]"
PERIOD = (
    rf"(?:长 ?期|永 ?久|(?:启用|公布|公开|发布|解密|公告)之?前|解密|至?(?:{NUMBER} ?){{1,5}}"
    r"(?:年|个? ?月|天|日)|至?\d{4} ?[-./年])"
)
OPEN, CLOSE = r"[(\[{<【〔〖『「《〈]", r"[)\]}>】〕〗』」》〉]"
STAR = "[★*]"
STARRED = re.compile(
    rf"(?P<before>(?:国 ?家|商 ?业|个 ?人|工 ?作|通 ?信|技 ?术)? ?)(?P<level>{LEVEL}) ?级? ?"
    rf"{CLOSE}? ?(?:\([a-z ]{{1,20}}\) ?)?(?P<colon>[:·\-] ?)?{OPEN}? ?"
    rf"(?P<star>{STAR}(?: ?{STAR})*|五角星)"
    rf" ?{CLOSE}? ?(?P<period>{PERIOD})?(?=(?P<after>.{{0,8}}))",
    re.IGNORECASE,
)
DATED = re.compile(
    rf"(?:^|[ ★>|)\]】〕》:;,。;]|{OPEN})(?P<level>{LEVEL}) ?级? ?"
    rf"(?P<sign>[^\w\s,。、;!\u4e00-\u9fff]{{0,3}}|[xXkK大女]) ?(?:保密)? ?(?:期限)?[ :]?{PERIOD}"
    rf" ?(?=(?P<after>.{{0,2}}))"
)
LABEL = re.compile(
    r"(?:(?<![绝机秘原统络备质员])密 ?[级等别]|[定标] ?密(?= ?:)|(?:文件|文档|资料|材料)等级"
    r"|(?:涉密|保密|定密|秘密|机密|国密)(?:等级|级别|程度|类别))"
    r"(?: ?(?:标志|标识|标注|标记|等级|类别|情况))?(?: ?[(及和与、/] ?保密期限 ?\)?)?"
    r"(?: ?\([^()密]{1,12}\))?"
    r"(?P<sign>[:=/\\·为是系属—\-|\]】)_. ]*)"
    r"(?=(?P<rest>.{0,60}))"
)
FIRST = re.compile(
    rf"(?:{OPEN}|[“‘\"'])? ?(?:国家)?(?P<level>{LEVEL})(?: ?级)?(?:文件|资料|件)?(?P<after>.*)"
)
LISTED = re.compile(
    rf" ?[、,/或|及和与到至~] ?(?:国家)?(?:{LEVEL}|内部|公开|非密|无)| {LEVEL}|[□○◯☐]"
    r"| ?\[ ?\]| ?\( ?\)"
)
ENDED = re.compile(
    rf"(?: |$|[,。;:!()\[\]【】〔〕<>《》\"'“”★|_/—\-.]|{PERIOD}|保 ?密"
    r"|期 ?限|编 ?号|份 ?号|文 ?号|签 ?发|紧|缓|特急|加急|平急|第)"
)
UNSIGNED = re.compile(rf"{LEVEL} ?级? ?[,;、 ] ?(?:保密)?期限 ?[:为]? ?{PERIOD}")
TICKED = re.compile(rf"(?:[☑☒■√✓✔✅●◉⊠⊙]|\[ ?[xX√vV] ?\]|\( ?[xX√vV✓] ?\)) ?{LEVEL}")
TICKED_AFTER = re.compile(rf"{LEVEL} ?(?:[☑☒■√✓✔✅●◉⊠⊙]|\[ ?[xX√vV] ?\]|\( ?[xX√vV✓] ?\))")
CHOICE = re.compile(r"[□☐○◯☑☒■√✓✔✅●◉⊠⊙]|\[ ?[xX√vV]? ?\]|\( ?[xX√vV✓]? ?\)")
BOX = re.compile(r" ?[□○◯☐☑☒■√✓✔✅●◉⊠⊙\[(]")
THING = (
    r"(?:(?:部门)?决算(?:报告|草案|报表|说明|书|表)?|报表|表格|附件|附表|附录|汇编|清单|说明|通知|档案|数据|信息|内容"
    r"|文件|报告|材料|资料|文稿|文本|件|文|表|册|页|函|卷)"
)
SELF = re.compile(
    rf"(?:本|此|该) ?{THING} ?(?:密级|涉密等级|内容)? ?"
    rf"(?:已|被|均)?(?:为|是|属于?|系|列为|定为|标为|确定为|:|涉密 ?\()? ?(?:国家)?"
    rf" ?(?P<level>{LEVEL})(?P<after>.*)"
)
SO_CALLED = re.compile(r" ?级?(?:国家秘密)?(?:文件|文档|资料|材料|载体|信息|内容|事项|件)?")
NO_CLAIM = re.compile(r" ?(?:[、或和及与/] ?(?:" + LEVEL + r")|以上|以下|及以|的|级?的|级以)")
FRAME = r"[()\[\]{}<>【】〔〕〖〗『』]"
SIGN = r"[^\w\s,.。、;:!?%“”‘’'\"《》〈〉「」□○◯☐☑☒■√✓✔✅◉⊠⊙]"
SIGNED = re.compile(rf"{SIGN}{{1,8}} ?{LEVEL} ?(?:级|件|文件|资料)? ?{SIGN}{{1,8}}")
PAGED = r"第 ?\d{1,4} ?页 ?(?:[/,|·\-]? ?共 ?\d{1,4} ?页)?"
URGENT = "特急|特提|加急|平急"
NUMBERED = r"[\u4e00-\u9fff]{1,8} ?[〔(\[【]\d{4}[〕)\]】] ?第?\d{1,5} ?号"
WHOLE = re.compile(
    rf"(?:[>#*_`~+\-|.:·]|\d{{6}}|份号 ?:? ?\d{{1,12}}|{URGENT}|{PAGED}|{NUMBERED}"
    rf"|涉密(?:文件|资料|材料)|国家秘密|{FRAME}| ){{0,24}}+"
    rf"(?P<level>{LEVEL}) ?(?:级|级?文件|级?资料|级?材料|件)? ?"
    rf"(?P<period>(?:[^\w\s]|五角星| )*{PERIOD} ?内?)?"
    rf"(?:[ *_`~|.:!。·/]|{FRAME}|{PAGED}|{URGENT}|{NUMBERED})*"
    r"(?P<warned>[,。;]? ?(?:(?:请|严禁|不得|禁止|注意|切勿|妥善).{0,12}"
    r"|[阅会用]后 ?(?:收回|清退|退还|归还|归档|销毁)[。!]?))?"
)
BESIDE = re.compile(  # 某局 机密 第3页; 保密期限：10年（机密）
    rf"(?:^|.* ){LEVEL} ?级? ?{PAGED}|{PAGED} ?{LEVEL}(?: .*)?"
    rf"|保密期限 ?:? ?{PERIOD} ?[,;]?{OPEN}? ?{LEVEL} ?级? ?{CLOSE}?"
)
TAIL = re.compile(rf"(?:^|[ >|)\]】〕》:;,。;]|{OPEN})(?P<level>{LEVEL})$")
HEAD = re.compile(rf"{OPEN}? ?{STAR} ?{CLOSE}? ?(?:{PERIOD}.{{0,8}})?$")
QUOTED = re.compile(r"[“‘\"'「『《〈][^”’\"'」』》〉]*$")
ABOUT = re.compile(
    r"(?:如|例如|比如|譬如|形式|格式|样式|标注|标明|标志|标示|标有|标|注明|字样|加盖|盖有|印有|带有?|含有?|凡|含义)"
    r"[为是有:“‘\"'「『(]*\s*$"
)
LEAVING = re.compile(r"脱密[^,。;]{0,12}$")  # how long a person who leaves is bound
FLUENT = re.compile(r"[\w(]")
TOLD = re.compile(
    r"[”’\"'」』》〉)]? ?(?:的|是|为?标志|为?标识|为?标记|字样|样式|样例|等|[一两二三]种)"
)
OWN = re.compile(r"(?:本|此|该) ?(?:文件|报告|材料|资料|文稿|文本|件|文|表|册|决算)")


def bears(text: str) -> bool:
    """Whether a text, in its plain form, bears a marking, and does not only speak of one."""
    return (
        bears_star(text)
        or _dated(text)
        or _labelled(text)
        or _says_so(text)
        or bool(BESIDE.fullmatch(text))
    )


def is_whole(text: str) -> bool:
    """Whether a text, in its plain form, is a marking and nothing else, be it without a star."""
    return bool(WHOLE.fullmatch(text) or SIGNED.fullmatch(text))


def is_broken(first: str, second: str) -> bool:
    """Whether a marking is broken over two lines in their plain forms."""
    return bool(TAIL.search(first) and HEAD.match(second))


def bears_star(text: str) -> bool:
    """Whether a text bears a level with its star."""
    matches = list(STARRED.finditer(text))
    single = len({level_of(each["level"]) for each in matches}) == 1
    return single and any(not _spoken_of(text, each) for each in matches)


def _spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether the text only tells what a marking looks like, or speaks of other secrets."""
    bare = not match["period"]
    if bare and (
        match["before"].strip() or ("★" not in match["star"] and FLUENT.match(match["after"]))
    ):
        return True
    before, after = text[: match.start("level")], text[match.end() :]
    if OWN.search(before):
        return False
    quoted = QUOTED.search(before)
    around = len(before) + len(after) if quoted else 0
    return bool(around > AROUND or TOLD.match(after) or _told_before(before))


def _told_before(before: str) -> bool:
    """Whether the words before say that a marking is only shown; the label 标志： does not."""
    match = ABOUT.search(before)
    return bool(match) and not (match and match.start() == 0 and before.rstrip().endswith(":"))


def _dated(text: str) -> bool:
    """A marking with a period and any sign, or none, for the star, standing for itself."""
    if len({level_of(one) for one in EACH_LEVEL.findall(text)}) != 1:
        return False
    return any(_alone(text, one) for one in DATED.finditer(text))


def _alone(text: str, match: re.Match[str]) -> bool:
    if LEAVING.search(text[: match.start("level")]):
        return False
    if match["sign"] not in "(:[" and not match["sign"].isalpha():
        return not _told_before(text[: match.start("level")])
    return match.end() >= len(text.rstrip(" )]】.。")) or (
        match.start() == 0 and match["after"][:1] in ("", " ", ")", "]", "】")
    )


def _labelled(text: str) -> bool:
    return any(_valued(match) for match in LABEL.finditer(text))


def _valued(match: re.Match[str]) -> bool:
    """Whether what follows the words 密级 is a level that was chosen."""
    rest = match["rest"]
    if not match["sign"]:
        # 密级机密 without any sign between
        text, at = match.string, match.start()
        begins = at == 0 or text[at - 1] in ",。;: ("
        return begins and bool(WHOLE.fullmatch(rest) or UNSIGNED.match(rest))
    if CHOICE.search(rest):
        ticked = TICKED if BOX.match(rest) else TICKED_AFTER
        return bool(ticked.search(rest)) or bool(_chosen(rest))
    return _chosen(rest)


def _chosen(rest: str) -> bool:
    if rest.strip(" )]】。") == "密":
        return True
    first = FIRST.match(rest)
    if first is None or LISTED.match(first["after"]):
        return False
    return bool(ENDED.match(first["after"]))


def _says_so(text: str) -> bool:
    return any(map(_claimed, SELF.finditer(text)))


def _claimed(match: re.Match[str]) -> bool:
    """Whether the sentence ends with the level: 本表为机密文件, not 本表为秘密级以上人员统计."""
    after = match["after"]
    called = SO_CALLED.match(after)
    return not NO_CLAIM.match(after) and bool(ENDED.match(after, called.end() if called else 0))
