"""An e-mail (RFC 5322, MIME) -> lines: a newsletter as it was sent, or a page that was mailed.

Its headers tell the title, who sent it and when; none of it is sure, for a newsletter's subject may be no
title and its sender no author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import DateHeader
from email.message import EmailMessage, Message
from email.utils import parseaddr

from book.errors import Place, SeedError
from book.model import Fact, Reading, Seed
from book.read.html import read_html
from book.read.mhtml import as_utf8, pictures
from book.read.text import read_text

_SENT_ON = re.compile(r"\s*(?:(?:re|fwd?|fw|aw|wg|antw|doorst|tr|rv|vs|vb|i|r)\s*:\s*)+", re.IGNORECASE)
"""What programs set before the subject of what they answer or send on."""


def read_mail(seed: Seed) -> Reading:
    """The lines of its page, or of its plain text where it has no page.

    Raises SeedError where there is neither.
    """
    message = message_of(seed.data)
    found = body_of(message)
    if found is None:
        raise SeedError(
            "there is no text in this e-mail",
            where=Place(seed.name),
            hint="save what is attached to it, and add that",
        )
    body, data = found
    data = as_utf8(body, data)
    if body.get_content_type() == "text/html":
        reading = read_html(replace(seed, data=data, beside=pictures(message, data, "", seed.name)))
    else:
        reading = read_text(replace(seed, data=data))
    return replace(reading, facts=(*reading.facts, *_facts(message)))


def message_of(data: bytes) -> EmailMessage:
    """The message that these bytes are."""
    return message_from_bytes(data, _class=EmailMessage, policy=policy.default)


def body_of(message: EmailMessage) -> tuple[Message, bytes] | None:
    """The part of a message with its text, a page rather than plain text, and what it holds; None without."""
    body = message.get_body(("html", "plain"))
    data = body.get_payload(decode=True) if body is not None else None
    return (body, data) if body is not None and isinstance(data, bytes) and data.strip() else None


def _facts(message: EmailMessage) -> Iterator[Fact]:
    if subject := _SENT_ON.sub("", str(message.get("Subject") or ""), count=1).strip():
        yield Fact("title", " ".join(subject.split()), "mail.subject", sure=False)
    sender, address = parseaddr(str(message.get("From") or ""))
    if sender and sender != address:
        yield Fact("author", " ".join(sender.split()), "mail.from", sure=False)
    sent = message.get("Date")
    if isinstance(sent, DateHeader) and sent.datetime is not None:
        yield Fact("date", sent.datetime.date().isoformat(), "mail.date", sure=False)
