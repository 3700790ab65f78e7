"""E-mails: newsletters as they were sent, and pages that were mailed."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from savedpages import drawn

from book.errors import SeedError
from book.intake import mark
from book.model import KEPT, Role, Seed
from book.read import read
from book.recover import lift

TEXT = (
    "Every morning the baker of Bath opens his shop at six, and every morning there is a queue that reaches "
    "to the corner of the street. I asked him why he does it.",
    "People come from far for his bread. They say that it tastes as it did when they were children.",
    "The oven is from 1911. It takes an hour to heat, and it holds its heat until noon.",
)


def mail(*, subject: str = "The bread of the baker", sender: str = "Bath Weekly <news@example.org>",
         text: str = "", page: str = "", picture: bytes = b"") -> bytes:  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "reader@example.org", subject
    message["Date"] = "Tue, 20 Jan 2026 14:03:11 +0000"
    if text:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    if picture:
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/html"]
        part.add_related(picture, "image", "png", cid="<oven@example.org>")
    return message.as_bytes()


def cell(inner: str) -> str:
    """What programs that make newsletters set everything in."""
    return f'<table role="presentation"><tbody><tr><td></td><td>{inner}</td><td></td></tr></tbody></table>'


NEWSLETTER = cell(
    cell('<a href="https://example.org/s">View this email in your browser</a>')
    + cell(f"<h1>The bread of the baker</h1><p>By Anna Baker</p><p>{'</p><p>'.join(TEXT)}</p>")
    + cell('<a href="https://example.org/f">Share</a>')
    + cell(
        "You are receiving this email because you opted in via our website.<br><br>"
        "Want to change how you receive these emails?<br>"
        'You can <a href="https://example.org/p">update your preferences</a> or '
        '<a href="https://example.org/u">unsubscribe from this list</a>.'
    )
)


def test_a_newsletter_is_its_text_without_what_the_mail_says_of_itself() -> None:
    seed = Seed("a.eml", mail(text="View this online.", page=NEWSLETTER), "mail")
    galley = mark(seed, read(seed))
    assert tuple(v.line.text for v in galley.verdicts if v.role in KEPT) == TEXT
    piece = lift(galley)
    said = (piece.title, [name.display for name in piece.authors], piece.date)
    assert said == ("The bread of the baker", ["Anna Baker"], "2026-01-20")


def test_who_sent_it_is_no_author_by_that() -> None:
    seed = Seed("a.eml", mail(text="\n\n".join(TEXT)), "mail")
    galley = mark(seed, read(seed))
    assert lift(galley).authors == ()
    assert ("author", "Bath Weekly", False) in {(f.field, f.value, f.sure) for f in galley.facts}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("The bread of the baker", "The bread of the baker"),
        ("Fwd: RE: The bread of the baker", "The bread of the baker"),
        ("Le pain du boulanger à l’été", "Le pain du boulanger à l’été"),
        ("Re: ", ""),
    ],
)
def test_its_subject_is_its_title_where_nothing_in_it_is(subject: str, title: str) -> None:
    seed = Seed("a.eml", mail(subject=subject, text="\n\n".join(TEXT)), "mail")
    galley = mark(seed, read(seed))
    assert lift(galley).title == title
    assert [v.line.text for v in galley.verdicts if v.role is not Role.BLANK] == list(TEXT)


def test_the_pictures_come_along_that_are_in_it() -> None:
    page = (
        f'<h1>The bread</h1><p>{TEXT[0]}</p><img src="cid:oven@example.org" alt="The oven"><p>{TEXT[1]}</p>'
    )
    reading = read(Seed("a.eml", mail(text="x", page=page, picture=drawn("oven")), "mail"))
    (line,) = [line for line in reading.lines if line.image]
    assert line.image is not None
    assert line.image.alt == "The oven"
    assert [name.partition("#")[0] for name in (p.name for p in reading.pictures)] == ["a.eml"]


@pytest.mark.parametrize(
    "data", [b"", b"Subject: x\n\n", b"Subject: x\nContent-Type: application/pdf\n\nJVBERi0=\n"]
)
def test_one_without_a_text_is_refused(data: bytes) -> None:
    with pytest.raises(SeedError):
        read(Seed("a.eml", data, "mail"))


@given(st.binary(max_size=300))
def test_any_bytes_are_lines_or_refused(data: bytes) -> None:
    head = b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
    for bytes_ in (data, head + data):
        try:
            assert read(Seed("a.eml", bytes_, "mail")).lines
        except SeedError:
            continue
