"""How a sheet comes out of a printer: turned, fitted, its heading on every page, numbered.

A sheet as Excel leaves it prints on seven pages, each with three columns of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_PORTRAIT: Final = 125.0
"""So many characters across still read well on an upright A4, made a little smaller."""
_LANDSCAPE: Final = 215.0
"""The same for a sheet on its side; what is wider continues on a page beside it."""
_MARGIN: Final = 0.5
"""Inches."""


def set_pages(
    page: Worksheet, widths: Sequence[float], *, keep: int = 0, last_line: int = 0
) -> None:
    """Set up a sheet of these column widths (characters) for A4.

    ``keep`` columns are repeated where the sheet is more than one page wide. ``last_line`` is
    where the print area ends; 0 leaves it open, for a sheet that people go on filling in.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    from bureau.workbook.files.cells import column_letters

    across = sum(widths)
    beside = -(-across // _LANDSCAPE)
    setup = page.page_setup
    setup.orientation = "portrait" if across <= _PORTRAIT else "landscape"
    setup.paperSize = page.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = max(1, int(beside)), 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = False
    page.page_margins.left = page.page_margins.right = _MARGIN
    page.page_margins.top, page.page_margins.bottom = _MARGIN, 0.75
    page.page_margins.header = page.page_margins.footer = 0.3
    page.print_title_rows = "1:1"
    if keep and beside > 1:
        page.print_title_cols = f"A:{column_letters(keep)}"
    if last_line:
        page.print_area = f"A1:{column_letters(len(widths))}{last_line}"


def number_pages(book: Workbook, title: str) -> None:
    """At the foot of every page: the title, the sheet, and which page of how many."""
    for page in book.worksheets:
        foot: Any = page.oddFooter  # the stubs allow a foot without sides
        foot.left.text = title.replace("&", "&&")
        foot.center.text = "&A"
        foot.right.text = "&P / &N"
