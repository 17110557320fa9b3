"""Filters: ``{{ text|say }}``, ``{{ day|day }}``, ``{{ moment|moment }}``, in the page's language.

The language is that of the visitor, set for the time of one request (:mod:`portal.site.visits`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from koppelronde.domain.language import Lang, Text
from koppelronde.domain.phones import dialled
from koppelronde.domain.steps import Step, word_steps
from koppelronde.domain.times import AMSTERDAM, Weekday, clock, long_date, month_name
from portal.step_words import route_of, words_of

F = TypeVar("F", bound=Callable[..., object])

register = template.Library()
as_filter: Callable[[F], F] = register.filter


def page_language() -> Lang:
    """The language of the page that is being made."""
    return "en" if get_language() == "en" else "nl"


@as_filter
def say(text: Text | str | None) -> str:
    """The text in the language of the page; escaped like every other value.

    A step in it becomes a link to the page where it is done.
    """
    said = text.say(page_language()) if isinstance(text, Text) else (text or "")
    worded = word_steps(str(escape(said)), _link)
    return mark_safe(worded) if worded != said else said  # every part is escaped above


def _link(step: Step) -> str:
    route, words = route_of(step), escape(words_of(step, page_language()))
    try:
        return f'<a href="{reverse(route)}">{words}</a>' if route else f"<b>{words}</b>"
    except NoReverseMatch:
        return f"<b>{words}</b>"


@as_filter
def day(value: date | datetime | None) -> str:
    """``maandag 18 januari`` / ``Monday 18 January``: for sentences."""
    if value is None:
        return ""
    local = _local_day(value)
    return long_date(local).say(page_language()).rsplit(" ", 1)[0]


@as_filter
def short_day(value: date | datetime | None) -> str:
    """``ma 18 jan`` / ``Mon 18 Jan``: for columns."""
    if value is None:
        return ""
    local, lang = _local_day(value), page_language()
    weekday = Weekday(local.weekday()).short.say(lang)
    return f"{weekday} {local.day} {month_name(local.month).say(lang)[:3].replace('maa', 'mrt')}"


@as_filter
def moment(value: datetime | None) -> str:
    """``maandag 18 januari, 12:00``, always Dutch time."""
    return "" if value is None else f"{day(value)}, {clock(value.astimezone(AMSTERDAM))}"


@as_filter
def at(value: datetime | None) -> str:
    """``12:00``, always Dutch time."""
    return "" if value is None else clock(value.astimezone(AMSTERDAM))


@as_filter
def telephone(number: str) -> str:
    """The number as a ``tel:`` address wants it."""
    return dialled(number)


@as_filter
def item(mapping: Any, key: Any) -> Any:
    """What a mapping has under that key, or None."""
    return mapping.get(key)


def _local_day(value: date | datetime) -> date:
    return value.astimezone(AMSTERDAM).date() if isinstance(value, datetime) else value
