"""A portal with invented people in this process; Django can be set up once, so all share it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.portal.opened import Portal, opened


@pytest.fixture(scope="session")
def shared_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Opened once for all tests of this process."""
    with opened(Path(tmp_path_factory.mktemp("portal"))) as portal:
        yield portal


@pytest.fixture
def portal(shared_portal: Portal) -> Portal:
    """The portal, nobody logged in, an empty log and no limits used up."""
    shared_portal.begin()
    return shared_portal


@pytest.fixture
def client(portal: Portal) -> Client:
    """A browser of an outsider."""
    return portal.outsider()


@pytest.fixture
def log(portal: Portal) -> io.StringIO:
    """What the portal logged during this test."""
    return portal.log
