"""A mailbox (mbox, RFC 4155) -> its messages, each an e-mail by itself."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from book.model import Seed
from book.read.pieces import Unpacked, counted, distinct, fragment

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n(?=[\w-]+:|>From )")
"""What begins a message: who sent it, and when; above its own headers."""
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def unpack_mailbox(seed: Seed) -> Unpacked:
    """The messages of a mailbox, in its order, named by their subjects; what has no text is told."""
    starts = [*_FROM.finditer(seed.data)]
    ends = [*(start.start() for start in starts[1:]), len(seed.data)][: len(starts)]
    found: list[tuple[str, bytes]] = []
    left: list[tuple[str, str, str]] = []
    for start, end in zip(starts, ends, strict=True):
        data = _QUOTED.sub(rb"\1", seed.data[start.end() : end])
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        subject = " ".join(str(message.get("Subject") or "").split())
        body = message.get_body(("html", "plain"))
        if body is None or not body.get_payload(decode=True):
            left.append(("message without a text", subject, ""))
            continue
        found.append((fragment(subject, str(message.get("Message-ID") or "")), data))
    names = distinct(name for name, _ in found)
    pieces = tuple(
        (name, Seed(f"{seed.name}#{name}", data, "mail"))
        for name, (_, data) in zip(names, found, strict=True)
    )
    return Unpacked(pieces, counted(left))
