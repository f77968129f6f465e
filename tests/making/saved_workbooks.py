"""Workbooks as older programs save them: Excel 2003 XML, and tables of HTML; mostly named .xls."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from juesuan.sources.workbook.worksheet import Display, Merge, Worksheet

HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"\n'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"\n'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
)
BORDERS = "".join(
    f'<Border ss:Position="{side}" ss:LineStyle="Continuous" ss:Weight="1"/>'
    for side in ("Left", "Right", "Top", "Bottom")
)
STYLES = (
    '<Style ss:ID="Default" ss:Name="Normal"><Borders/><NumberFormat/></Style>'
    '<Style ss:ID="s1"><NumberFormat ss:Format="Standard"/></Style>'
    f'<Style ss:ID="s2"><Borders>{BORDERS}</Borders></Style>'
    f'<Style ss:ID="s3" ss:Parent="s2"><NumberFormat ss:Format="Standard"/></Style>'
)
EXCEL_HTML = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head>\n'
    '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
    "<meta name=ProgId content=Excel.Sheet>\n"
    "<style>\n.xl1\n\t{{border:.5pt solid windowtext;}}\n</style>\n"
    "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{names}</x:ExcelWorksheets>"
    "</x:ExcelWorkbook></xml><![endif]-->\n</head>\n<body>\n{tables}\n</body>\n</html>\n"
)


def spreadsheet_xml(sheets: str, *, styles: str = STYLES, more: str = "") -> bytes:
    """A workbook of Excel 2003 XML, made of the XML of its sheets."""
    return f"{HEAD}{more}<Styles>{styles}</Styles>{sheets}</Workbook>\n".encode()


def saved_as_xml(sheets: Sequence[Worksheet]) -> bytes:
    """Sheets as Excel 2003 saves them; what stores a number shows two places."""
    return spreadsheet_xml("".join(map(_xml_sheet, sheets)))


def _xml_sheet(sheet: Worksheet) -> str:
    rows: dict[int, str] = {}
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows[row] = rows.get(row, "") + _xml_cell(column, cell, merges.get((row, column)))
    inner = "".join(f'<Row ss:Index="{at + 1}">{cells}</Row>' for at, cells in rows.items())
    return f'<Worksheet ss:Name="{escape(sheet.name)}"><Table>{inner}</Table></Worksheet>'


def _xml_cell(column: int, cell: Display, merge: Merge | None) -> str:
    style = 1 + 2 * cell.ruled if cell.exact else 2 * cell.ruled
    look = f' ss:StyleID="s{style}"' if style else ""
    if merge:
        look += f' ss:MergeAcross="{merge.right - merge.left}"'
        look += f' ss:MergeDown="{merge.bottom - merge.top}"'
    kind = "Number" if cell.exact else "String"
    data = f'<Data ss:Type="{kind}">{escape(cell.exact or cell.text)}</Data>'
    return f'<Cell ss:Index="{column + 1}"{look}>{data}</Cell>'


def saved_as_html(sheets: Sequence[Worksheet]) -> bytes:
    """Sheets as Excel saves them for the web, in the letters of its day."""
    names = "".join(
        f"<x:ExcelWorksheet><x:Name>{escape(sheet.name)}</x:Name></x:ExcelWorksheet>"
        for sheet in sheets
    )
    tables = "\n".join(html_table(sheet) for sheet in sheets)
    return EXCEL_HTML.format(names=names, tables=tables).encode("gb18030")


def html_table(sheet: Worksheet) -> str:
    """A sheet as a table of HTML, with what its cells store."""
    hidden = {
        (row, column)
        for merge in sheet.merges
        for row in range(merge.top, merge.bottom + 1)
        for column in range(merge.left, merge.right + 1)
    } - {(merge.top, merge.left) for merge in sheet.merges}
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    height = max(row for row, _ in sheet.cells) + 1
    width = max(column for _, column in sheet.cells) + 1
    rows = []
    for row in range(height):
        fields = [(row, column) for column in range(width) if (row, column) not in hidden]
        cells = (_html_cell(sheet.cells.get(at, Display("")), merges.get(at)) for at in fields)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=0>\n{chr(10).join(rows)}\n</table>"


def _html_cell(cell: Display, merge: Merge | None) -> str:
    look = " class=xl1" if cell.ruled else ""
    look += f' x:num="{cell.exact}"' if cell.exact else ""
    if merge:
        look += f" rowspan={merge.bottom - merge.top + 1} colspan={merge.right - merge.left + 1}"
    return f"<td{look}>{escape(cell.text)}</td>"
