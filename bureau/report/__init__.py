"""The report of a whole round: what a coordinator puts in an evaluation.

Built once as sections (:mod:`bureau.report.build`), written as one HTML file
(:func:`report_html`) and as one PDF (:func:`report_pdf`).
"""

from bureau.report.build import build_report
from bureau.report.given import ReportInput
from bureau.report.html import report_html
from bureau.report.paper import report_pdf

__all__ = ["ReportInput", "build_report", "report_html", "report_pdf"]
