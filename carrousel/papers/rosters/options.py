"""What every paper of the carrousel and the visits needs besides the plan itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.ronde import Koppelronde
from koppelronde.press.house_style import TRIAL, Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """``short_hash`` names the plan on every page; ``trial`` prints PROEF across it."""

    lang: Lang = "nl"
    short_hash: str = ""
    trial: bool = False


def imprint(
    title: Text, ronde: Koppelronde, version: int, made_at: datetime, options: PaperOptions
) -> Imprint:
    """What stands at the foot of a paper of this plan."""
    return Imprint(
        title=Text(f"{title.nl} – {ronde.name}", f"{title.en} – {ronde.name}"),
        ronde=ronde.name,
        version=version,
        made_at=made_at,
        short_hash=options.short_hash,
        watermark=TRIAL if options.trial else None,
    )
