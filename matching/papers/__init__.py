"""Everything on paper about a result: call list, overview, letters, comparison. Bytes out.

A trial run is printed across every page; the short hash of the result stands on every page.
"""

from matching.papers.call_pages import call_list_pdf
from matching.papers.comparison import comparison_pdf
from matching.papers.letters import letter_paragraphs, letters_pdf
from matching.papers.options import ReportOptions
from matching.papers.overview import overview_pdf

__all__ = [
    "ReportOptions",
    "call_list_pdf",
    "comparison_pdf",
    "letter_paragraphs",
    "letters_pdf",
    "overview_pdf",
]
