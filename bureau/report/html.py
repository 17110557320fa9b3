"""The report as one HTML file: pictures inside, nothing fetched, no script; dark, light, print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bureau.report.content import Block, Figures, Paragraph, Picture, Report, Section, Table
from koppelronde.domain.language import Text
from koppelronde.domain.times import AMSTERDAM, clock, long_date
from koppelronde.press.drawing import Room
from koppelronde.press.drawing_svg import literal, svg
from koppelronde.press.house_style import TRIAL
from koppelronde.press.templates import fill, template_file

PAGE: Final = 720.0
WIDE: Final = 1400.0
"""Points of width for pictures; the page scales them down and lets wide ones scroll."""


def report_html(report: Report) -> str:
    """The whole page as text (UTF-8). The same report gives the same page."""
    lang = report.lang
    made = report.made_at.astimezone(AMSTERDAM)
    stamp = Text(
        f"{report.ronde} · planversie {report.version} · gemaakt {long_date(made.date()).nl} "
        f"{clock(made)} · {report.short_hash}",
        f"{report.ronde} · plan version {report.version} · made {long_date(made.date()).en} "
        f"{clock(made)} · {report.short_hash}",
    )
    links = [f'<a href="#{s.code}">{literal(s.title)}</a>' for s in report.sections]
    trial = literal(TRIAL.say(lang))
    return fill(
        template_file("report", "report.html"),
        {
            "lang": lang,
            "title": literal(f"{report.title.say(lang)} · {report.ronde}"),
            "style": template_file("report", "report.css").rstrip(),
            "heading": literal(report.title.say(lang)),
            "subtitle": literal(report.subtitle),
            "auto": Text("vanzelf", "automatic").say(lang),
            "light": Text("licht", "light").say(lang),
            "dark": Text("donker", "dark").say(lang),
            "trial": f'<p class="trial" aria-hidden="true">{trial}</p>' if report.trial else "",
            "banner": f'<p class="banner">{trial}</p>' if report.trial else "",
            "contents": "\n".join(links),
            "contents_label": Text("Inhoud", "Contents").say(lang),
            "sections": "\n".join(_section(section) for section in report.sections),
            "stamp": literal(stamp.say(lang)),
        },
    )


def _section(section: Section) -> str:
    blocks = "\n".join(_block(block) for block in section.blocks)
    wide = any(isinstance(block, Picture) and block.wide for block in section.blocks)
    return (
        f'<section id="{section.code}"{" class=wide" if wide else ""}>\n'
        f"<h2>{literal(section.title)}</h2>\n{blocks}\n</section>"
    )


def _block(block: Block) -> str:
    writers: dict[type, Callable[..., str]] = {
        Paragraph: _paragraph, Figures: _figures, Table: _table, Picture: _picture,
    }  # fmt: skip
    return writers[type(block)](block)


def _paragraph(block: Paragraph) -> str:
    return f"<p{' class=small' if block.small else ''}>{literal(block.says)}</p>"


def _figures(block: Figures) -> str:
    made = [
        f"<div><b>{literal(one.number)}</b><span>{literal(one.says)}</span></div>"
        for one in block.figures
    ]
    return '<div class="figures">\n' + "\n".join(made) + "\n</div>"


def _classes(number: bool, strong: bool) -> str:
    names = [*(["n"] if number else []), *(["own"] if strong else [])]
    return f' class="{" ".join(names)}"' if names else ""


def _table(block: Table) -> str:
    own = block.strong_column

    def cells(kind: str, row: tuple[str, ...]) -> str:
        return "".join(
            f"<{kind}{_classes(at >= block.left, at == own)}>{literal(cell)}</{kind}>"
            for at, cell in enumerate(row)
        )

    rows = [
        f"<tr{' class=strong' if at == block.strong else ''}>{cells('td', row)}</tr>"
        for at, row in enumerate(block.rows)
    ]
    head = f"<thead><tr>{cells('th', block.headers)}</tr></thead>"
    return (
        f'<div class="scroll"><table>{head}\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def _picture(block: Picture) -> str:
    drawings = block.draw(Room(WIDE if block.wide else PAGE, 0))
    if not drawings:
        return ""
    made = "\n".join(svg(drawing, block.says) for drawing in drawings)
    key = "" if block.key is None else f'\n<div class="key">{svg(block.key, "")}</div>'
    return f'<figure><div class="scroll">{made}</div>{key}</figure>'
