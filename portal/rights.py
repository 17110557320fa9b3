"""Who may do what to whose things: one table, and a gate that every page passes.

A view says with ``@who(Act.…)`` what it does; the gate opens it for whoever has that act for
anybody at all, and the view asks :func:`theirs_or_404` for the one person whose things it shows.
What is not yours does not exist: 404, never 403. A view without a declaration is refused when the
portal starts (:func:`undeclared`), and again by the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode

from koppelronde.domain.people import Side
from portal.visitor import Role, Visitor, visitor_of


class Act(StrEnum):
    """What is done. One row of the table each."""

    OWN = "own"
    """Read and write what is one's own: profile, files, notes, drafts, hand-ins, result."""
    READ_PROFILE = "read_profile"
    """Read what the other side tells about itself."""
    SEE_CONTACT = "see_contact"
    """Addresses and telephone numbers."""
    SEE_PROGRESS = "see_progress"
    """Who was invited, activated, handed in, and when."""
    SEE_LIST = "see_list"
    """What is on somebody's list, after the deadline; each look is logged and shown."""
    ENTER_FOR = "enter_for"
    """Admit a late list, enter something on somebody's behalf."""
    RUN = "run"
    """Plan, seal, match, settle, read workbooks in, undo."""
    RECORD_CALL = "record_call"
    ANNOUNCE = "announce"
    WRITE_TO = "write_to"
    """Mail people."""
    KEEP_ACCOUNT = "keep_account"
    """Invite, reset a factor, end an account."""
    KEEP_STAFF = "keep_staff"
    """Accounts and roles of the office."""
    KEEP_PORTAL = "keep_portal"
    """Settings, copies, erasing, tasks and the outbox."""


class Reach(StrEnum):
    """Whose things an act reaches."""

    OWN = "own"
    OTHER_SIDE = "other_side"
    AIOS = "aios"
    HAO = "hao"
    BOTH = "both"
    NOBODY_S = "nobody_s"
    """The act is not about one person."""


def _row(**reaches: Reach) -> Mapping[Role, Reach]:
    return MappingProxyType({Role(role): reach for role, reach in reaches.items()})


_OWN, _OTHER, _AIOS, _HAO = Reach.OWN, Reach.OTHER_SIDE, Reach.AIOS, Reach.HAO
_BOTH, _IT = Reach.BOTH, Reach.NOBODY_S

TABLE: Final[Mapping[Act, Mapping[Role, Reach]]] = MappingProxyType(
    {
        Act.OWN: _row(aios=_OWN, hao=_OWN),
        Act.READ_PROFILE: _row(
            aios=_OTHER, hao=_OTHER, a_team=_BOTH, o_team=_BOTH, koppelaar=_BOTH
        ),
        Act.SEE_CONTACT: _row(a_team=_AIOS, o_team=_HAO, koppelaar=_BOTH),
        Act.SEE_PROGRESS: _row(a_team=_AIOS, o_team=_HAO, koppelaar=_BOTH),
        Act.SEE_LIST: _row(a_team=_AIOS, o_team=_HAO, koppelaar=_BOTH),
        Act.ENTER_FOR: _row(a_team=_AIOS, o_team=_HAO),
        Act.RUN: _row(koppelaar=_IT),
        Act.RECORD_CALL: _row(a_team=_AIOS, o_team=_HAO, koppelaar=_BOTH),
        Act.ANNOUNCE: _row(a_team=_IT, o_team=_IT),
        Act.WRITE_TO: _row(a_team=_AIOS, o_team=_HAO),
        Act.KEEP_ACCOUNT: _row(a_team=_AIOS, o_team=_HAO),
        Act.KEEP_STAFF: _row(beheer=_IT),
        Act.KEEP_PORTAL: _row(beheer=_IT),
    }
)  # fmt: skip
"""Beheer keeps the portal and sees no list and no profile: who runs the server does not match."""


class _Door(StrEnum):
    ANYBODY = "anybody"
    ENTERING = "entering"
    ACTS = "acts"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a view said about itself."""

    door: _Door
    acts: tuple[Act, ...]
    methods: frozenset[str]


View = TypeVar("View", bound=Callable[..., Any])


def who(*acts: Act, post: bool = False) -> Callable[[View], View]:
    """For whoever has one of these acts; ``post`` where the view also changes something."""
    return _declare(_Door.ACTS, acts, post)


def anybody(view: View) -> View:
    """For outsiders too, reading only."""
    return _declare(_Door.ANYBODY, (), False)(view)


def anybody_posts(view: View) -> View:
    """For outsiders too, with a form."""
    return _declare(_Door.ANYBODY, (), True)(view)


def entering(view: View) -> View:
    """For who is logged in, also before a second factor is set up; with a form."""
    return _declare(_Door.ENTERING, (), True)(view)


def _declare(door: _Door, acts: tuple[Act, ...], post: bool) -> Callable[[View], View]:
    methods = frozenset({"GET", "HEAD", "POST"} if post else {"GET", "HEAD"})

    def declare(view: View) -> View:
        view.declared = Declared(door, acts, methods)  # type: ignore[attr-defined]
        return view

    return declare


def may(visitor: Visitor, act: Act) -> bool:
    """Whether the visitor has that act for anybody at all."""
    return any(role in TABLE[act] for role in visitor.roles)


def reaches(visitor: Visitor, act: Act, side: Side, code: str) -> bool:
    """Whether the visitor has that act for this person of the current round."""
    for role in visitor.roles & TABLE[act].keys():
        reach = TABLE[act][role]
        if reach is Reach.BOTH or reach.value == side.value:
            return True
        own = visitor.person
        if own is None:
            continue
        if reach is Reach.OWN and (own.side, own.code) == (side, code):
            return True
        if reach is Reach.OTHER_SIDE and own.side is side.other:
            return True
    return False


def theirs_or_404(request: HttpRequest, act: Act, side: Side, code: str) -> None:
    """Go on only where the visitor has that act for this person."""
    if not reaches(visitor_of(request), act, side, code):
        raise Http404


class Gate:
    """Middleware: nobody reaches a view that does not declare them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """None lets the request through."""
        declared = getattr(view, "declared", None)
        if not isinstance(declared, Declared):
            raise RuntimeError("a view without @who")
        visitor = visitor_of(request)
        if declared.door is _Door.ACTS and visitor.account is not None and visitor.factor:
            if not any(may(visitor, act) for act in declared.acts):
                raise Http404
        elif declared.door is not _Door.ANYBODY and visitor.account is None:
            return _log_in_first(request)
        elif declared.door is _Door.ACTS:
            return HttpResponseRedirect(reverse("factor"))
        if request.method not in declared.methods:
            return HttpResponseNotAllowed(sorted(declared.methods))
        return None


def _log_in_first(request: HttpRequest) -> HttpResponse:
    """To the login page; a script gets 401, so that what was typed stays on the page."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"logged_out": True}, status=401)
    after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse('account_login')}?{after}".rstrip("?"))


def routes() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every route: its name, its pattern and its view."""

    def walk(resolver: Any, before: str) -> Iterator[tuple[str, str, Callable[..., Any]]]:
        for pattern in resolver.url_patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, path)
            elif isinstance(pattern, URLPattern):
                yield pattern.name or "", path, pattern.callback

    return walk(get_resolver(), "")


def undeclared() -> tuple[str, ...]:
    """The routes whose view says nothing about who may see it; must be empty."""
    declared = [(path, getattr(view, "declared", None)) for _, path, view in routes()]
    return tuple(path for path, said in declared if not isinstance(said, Declared))
