"""``koppel report`` on the example round: twice the same, and nobody in the anonymous one."""

from __future__ import annotations

import re
from pathlib import Path

from tests.carrousel.papers.pdf_reading import all_text
from tests.cli.koppel import Koppel
from tests.cli.test_whole_round import matched


def test_the_report_comes_as_a_page_and_as_a_pdf(maastricht: Koppel) -> None:
    matched(maastricht).data("calls")
    files = [Path(file) for file in maastricht.data("report")["files"]]
    assert sorted(file.name for file in files) == ["verslag.html", "verslag.pdf"]
    before = [file.read_bytes() for file in files]
    maastricht.data("report")
    assert [file.read_bytes() for file in files] == before
    assert "24 van 24" in before[0].decode()


def test_nobody_stands_in_the_anonymous_report(maastricht: Koppel) -> None:
    matched(maastricht).data("calls")
    mark = maastricht.data("results")["matching"]["result_hash"]
    page, paper = (
        Path(file).read_bytes() for file in maastricht.data("report", "--anonymous")["files"]
    )
    for text in (page.decode(), all_text(paper)):
        assert not re.search(r"\b[AHP]\d\d\b", text)
        assert "@" not in text.replace("@media", "").replace("@page", "")
        assert mark[:8] in text
        assert mark not in text


def test_before_there_is_a_result_it_says_what_comes_first(maastricht: Koppel) -> None:
    said = maastricht("report")
    assert said.code == 4
    assert "koppel import deelnemers.xlsx" in said.err


def test_a_trial_is_marked_as_one(maastricht: Koppel) -> None:
    matched(maastricht)
    maastricht.data("seal", "--break", "nog een lijst")
    maastricht.data("match", "--trial")
    page, paper = (Path(file).read_bytes() for file in maastricht.data("report")["files"])
    assert "PROEF" in page.decode()
    assert "PROEF" in all_text(paper)
