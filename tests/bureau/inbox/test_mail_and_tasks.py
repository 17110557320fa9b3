"""Mail leaves once and in the end; long work is done once, is heard of, or is said to be broken."""

from __future__ import annotations

from email import message_from_bytes
from typing import Any

import pytest

from bureau.actions.posting import mail_bytes, send_outbox
from bureau.actions.working import Job, Stopped, work_once
from bureau.inbox.outbox import due_mails, mails, post_mail, stuck_mails
from bureau.inbox.records import TaskState
from bureau.inbox.tasks import LEASE, ask_task, ask_to_stop, end_task, heard_of, take_task, task
from bureau.mailing.sending import MailServer
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text
from tests.bureau.inbox.conftest import Office
from tests.cli.post_office import PostOffice

NOBODY = MailServer("127.0.0.1", 1, "portaal@instituut.example", starttls=False)


def posted(office: Office, **more: Any) -> Any:
    given = {"kind": "test", "address": "imke@aios.example", "subject": "Dag\nBcc: x",
             "body": "Łucja", **more}  # fmt: skip
    return post_mail(office.inbox, **given)


def test_a_mail_cannot_grow_a_heading_and_keeps_its_letters(office: Office) -> None:
    message = message_from_bytes(mail_bytes(posted(office), "Portaal <p@instituut.example>"))
    assert message["Bcc"] is None
    assert message["Subject"] == "Dag Bcc: x"
    assert message.get_payload(decode=True).decode() == "Łucja\n"  # type: ignore[union-attr]


def test_a_mail_waits_until_it_may_leave(office: Office) -> None:
    from datetime import timedelta

    posted(office, not_before=office.clock() + timedelta(hours=1))
    assert due_mails(office.inbox) == ()
    office.clock.later(hours=1)
    assert len(due_mails(office.inbox)) == 1


def test_a_server_that_is_down_is_tried_again_later_and_each_time_less_often(
    office: Office,
) -> None:
    posted(office)
    assert send_outbox(office.inbox, NOBODY) == 0
    assert due_mails(office.inbox) == ()
    office.clock.later(minutes=1.1)
    send_outbox(office.inbox, NOBODY)
    office.clock.later(minutes=1.1)
    assert due_mails(office.inbox) == ()
    assert stuck_mails(office.inbox) == 1
    assert mails(office.inbox)[0].trouble == "StoreTrouble"
    assert mails(office.inbox)[0].tried == 2


def test_a_mail_is_sent_once_and_a_refused_address_does_not_stop_the_others(
    office: Office,
) -> None:
    posted(office, address="nobody@aios.example")
    posted(office)
    there = PostOffice()
    there.refused.add("nobody@aios.example")
    try:
        server = MailServer("127.0.0.1", there.port, "p@instituut.example", starttls=False)
        assert send_outbox(office.inbox, server) == 1
        assert send_outbox(office.inbox, server) == 0
    finally:
        there.close()
    assert there.addresses == ["imke@aios.example"]
    kept = {mail.address: (mail.sent_at is None, mail.trouble) for mail in mails(office.inbox)}
    assert kept == {"imke@aios.example": (False, ""), "nobody@aios.example": (True, "refused")}


def test_long_work_is_done_once_and_its_progress_can_be_seen(office: Office) -> None:
    asked = ask_task(office.inbox, "plan", {"n": 3}, ronde="R", by="Koppelaar")

    def plan(job: Job) -> dict[str, Any]:
        assert job.report(0.5, Text("half", "half"))
        seen = task(office.inbox, asked.id)
        assert seen is not None
        assert (seen.progress, seen.says_nl, seen.state) == (0.5, "half", TaskState.RUNNING)
        return {"visits": job.task.arguments["n"]}

    done = work_once(office.store, office.inbox, "w1", {"plan": plan})
    assert done is not None
    assert (done.state, done.result, done.progress) == (TaskState.DONE, {"visits": 3}, 1.0)
    assert work_once(office.store, office.inbox, "w1", {"plan": plan}) is None


def test_long_work_can_be_stopped(office: Office) -> None:
    asked = ask_task(office.inbox, "plan", {}, ronde="R", by="K")

    def plan(job: Job) -> dict[str, Any]:
        ask_to_stop(office.inbox, asked.id)
        if not job.report(0.1, None):
            raise Stopped
        return {}

    stopped = work_once(office.store, office.inbox, "w1", {"plan": plan})
    assert stopped is not None
    assert stopped.state is TaskState.STOPPED
    waiting = ask_task(office.inbox, "plan", {}, ronde="R", by="K")
    ask_to_stop(office.inbox, waiting.id)
    assert work_once(office.store, office.inbox, "w1", {"plan": plan}) is None


def test_a_mistake_is_told_and_a_bug_is_not_hidden(office: Office) -> None:
    def refuses(_job: Job) -> dict[str, Any]:
        raise OutOfOrder(Text("Eerst inlezen.", "Read in first."))

    def breaks(_job: Job) -> dict[str, Any]:
        raise ZeroDivisionError

    ask_task(office.inbox, "refuses", {}, ronde="R", by="K")
    jobs = {"refuses": refuses, "breaks": breaks}
    refused = work_once(office.store, office.inbox, "w1", jobs)
    assert refused is not None
    assert (refused.state, refused.says_nl) == (TaskState.FAILED, "Eerst inlezen.")
    broken = ask_task(office.inbox, "breaks", {}, ronde="R", by="K")
    with pytest.raises(ZeroDivisionError):
        work_once(office.store, office.inbox, "w1", jobs)
    seen = task(office.inbox, broken.id)
    assert seen is not None
    assert seen.state is TaskState.FAILED


def test_work_of_a_server_that_was_killed_is_said_to_be_broken(office: Office) -> None:
    asked = ask_task(office.inbox, "plan", {}, ronde="R", by="K")
    assert take_task(office.inbox, "w1") is not None
    office.clock.later(seconds=LEASE.total_seconds() + 1)
    seen = task(office.inbox, asked.id)
    assert seen is not None
    assert seen.state is TaskState.BROKEN
    assert not heard_of(office.inbox, asked.id, "w1", 0.9)
    ended = end_task(office.inbox, asked.id, "w1", TaskState.DONE, Text("", ""), {"x": 1})
    assert (ended.state, ended.result) == (TaskState.BROKEN, {})
