"""Every kind of message, written out in both languages."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.template.loader import get_template

from certificates.states import CertificateState
from mail import letters, registry
from mail.letters import Envelope
from mail.states import MessageTopic

if TYPE_CHECKING:
    from mail.registry import Notice

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICES = {notice.purpose: notice for notice in registry.notices()}
UNSUBSCRIBE = "https://doorgeven.example/afmelden/1.digests:sign"
GREETING = {"nl": ("Dag ", "Hello "), "en": ("Hello ",)}
_URL = re.compile(r"https?://[^\s\"<>]+")
# A purpose as the code writes it: the room's word, a dot, and what happened.
_ROOMS_WORDS = "appointment|enrolment|log_entry|placement|certificate|intervision"
_PURPOSE = re.compile(rf"\"((?:{_ROOMS_WORDS})\.[a-z_]+)\"")
_QUEUED = ROOT.glob("*/notices*/**/*.py"), ROOT.glob("*/notices.py")

every_notice = pytest.mark.parametrize("notice", NOTICES.values(), ids=lambda one: one.purpose)
both_languages = pytest.mark.parametrize("language", ["nl", "en"])


def _said(notice: Notice, language: str) -> letters.Words:
    facts = dict(notice.sample_facts())
    if not notice.is_essential:
        facts["unsubscribe"] = UNSUBSCRIBE
    return letters.words(notice.template, facts, language)


def _mail(said: letters.Words) -> EmailMessage:
    envelope = Envelope(
        address="anna@example.org",
        name="Anna",
        message_id="1@doorgeven.example",
        date=dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC),
    )
    made = message_from_bytes(letters.compose(said, envelope), policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    assert part is not None
    content: str = part.get_content()
    return content


@both_languages
@every_notice
def test_letter_is_whole(notice: Notice, language: str) -> None:
    said = _said(notice, language)

    assert 0 < len(said.subject) <= 78
    assert said.text.startswith(GREETING[language])
    assert said.text.count("\nDoorgeven\n") == 1
    for sign in ("{{", "{%", "None", "  ", "\n\n\n", "()", "“”"):
        assert sign not in said.text, sign
        assert sign not in said.subject, sign
    for part in said.paragraphs:
        assert part.text or part.url or all(part.items), part


@both_languages
@every_notice
def test_mail_says_in_html_what_it_says_in_text(notice: Notice, language: str) -> None:
    mail = _mail(_said(notice, language))
    text, html = _part(mail, "plain"), _part(mail, "html")

    assert mail["Content-Language"] == language
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f'<html lang="{language}"' in html
    assert set(_URL.findall(html)) == set(_URL.findall(text))
    assert max(map(len, mail.as_bytes().splitlines())) <= 998


@every_notice
def test_way_out_stands_only_below_what_can_be_done_without(notice: Notice) -> None:
    assert (UNSUBSCRIBE in _said(notice, "en").text) is bool(notice.topic)


@every_notice
def test_notice_is_named_and_has_its_parts(notice: Notice) -> None:
    assert str(notice.label)
    assert notice.topic in ("", *MessageTopic.values)
    assert get_template(notice.template, using="letters") is not None
    assert notice.sample_facts()


def test_everything_that_is_queued_is_registered() -> None:
    texts = [path.read_text(encoding="utf-8") for found in _QUEUED for path in found]
    purposes = {purpose for text in texts for purpose in _PURPOSE.findall(text)}

    # The purpose of a certificate that moved is made from its state; who gets another certificate
    # instead is told of that one.
    moved = set(CertificateState) - {CertificateState.REPLACED}
    purposes |= {f"certificate.{state}" for state in moved}
    assert len(purposes) > len(moved)
    assert purposes - NOTICES.keys() == set()


def test_every_template_of_a_notice_is_used() -> None:
    written = {path.stem for path in ROOT.glob("*/templates/mail/*.*.txt")}

    assert written - NOTICES.keys() == set()
