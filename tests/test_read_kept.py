"""What programs keep texts in: mailboxes, Evernote's exports, Joplin's files."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from savedpages import drawn

from book.errors import SeedError
from book.intake import mark
from book.model import Galley, Piece, Role, Seed
from book.project.files import format_of, unpack_seed
from book.read import read
from book.recover import lift

TEXT = (
    "Every morning the baker of Bath opens his shop at six, and every morning there is a queue.",
    "I asked him why he does it. He said that he does not know how to do anything else.",
    "From far they come for his bread. They say that it tastes as it did when they were children.",
)
ADDRESS = "https://bath.example/columns/the-bread"


def made(seed: Seed) -> tuple[Galley, Piece]:
    galley = mark(seed, read(seed))
    return galley, lift(galley)


def kept(galley: Galley) -> list[str]:
    return [v.line.text for v in galley.verdicts if v.kept and v.line.text.strip()]


def message(subject: str, *text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Anna Baker <anna@bath.example>", "bob@lock.example", subject
    if text:
        mail.set_content("\n\n".join(text), cte="8bit")
    else:
        mail.add_attachment(b"\0", maintype="audio", subtype="mpeg")
    return mail.as_bytes().replace(b"\nFrom far", b"\n>From far")


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From - Tue Mar 12 10:04:00 2019\n" + one.rstrip() + b"\n\n" for one in messages)


def test_a_mailbox_is_its_messages_named_by_their_subjects() -> None:
    data = mailbox(message("The bread", *TEXT), message("A sound"), message("Re: The oven", *TEXT))
    assert {format_of("Inbox", data), format_of("a.mbox", data)} == {"mailbox"}
    found = unpack_seed(Seed("Inbox", data, "mailbox"))
    assert [name for name, _ in found.pieces] == ["the-bread", "re-the-oven"]
    assert found.left == ("1 × message without a text (‘A sound’)",)
    for (_, seed), title in zip(found.pieces, ("The bread", "The oven"), strict=True):
        galley, piece = made(seed)
        assert piece.title == title
        assert kept(galley) == list(TEXT)


def test_a_mailbox_in_which_no_message_begins_is_told() -> None:
    with pytest.raises(SeedError, match="no piece in it"):
        unpack_seed(Seed("a.mbox", b"From far they come.\n", "mailbox"))


def enex(*notes: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export export-date="20230101T100000Z" application="Evernote" version="10.50.0">{"".join(notes)}
</en-export>""".encode()


def note(title: str, markup: str, more: str = "") -> str:
    return f"""<note><title>{title}</title><created>20190312T100400Z</created>
<note-attributes><author>bob</author><source-url>{ADDRESS}</source-url></note-attributes>
<content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{markup}</en-note>]]></content>
{more}</note>"""


def test_an_export_of_evernote_is_its_notes() -> None:
    picture = drawn("oven", (300, 200))
    digest = hashlib.md5(picture, usedforsecurity=False).hexdigest()
    body = "".join(f"<div>{text}</div><div><br/></div>" for text in TEXT)
    shown = f'<div><en-media type="image/png" alt="An oven" hash="{digest}"/></div>'
    resource = f"""<resource><data encoding="base64">{base64.b64encode(picture).decode()}</data>
<mime>image/png</mime></resource>"""
    data = enex(note("The bread", body + shown + body, resource), note("Empty", "<div><br/></div>"))
    assert {format_of("notes.enex"), format_of("notes", data)} == {"evernote"}
    found = unpack_seed(Seed("notes.enex", data, "evernote"))
    assert found.left == ("1 × note without a text (‘Empty’)",)
    ((name, seed),) = found.pieces
    galley, piece = made(seed)
    assert (name, piece.title, piece.url, piece.date) == ("the-bread", "The bread", ADDRESS, "")
    assert kept(galley)[:3] == list(TEXT)
    assert [v.line.image.alt for v in galley.verdicts if v.line.image] == ["An oven"]
    assert not piece.authors  # whose note it is did not write what it keeps


JOPLIN = """

id: 0f1e2d3c4b5a69788796a5b4c3d2e1f0
parent_id: 1a2b3c4d5e6f70818293a4b5c6d7e8f9
created_time: 2019-03-12T10:04:00.000Z
updated_time: 2019-03-12T10:04:00.000Z
is_conflict: 0
author: Anna Baker
source_url: {}
source: joplin-desktop
application_data:
markup_language: 1
deleted_time: 0
type_: {}"""


def test_what_joplin_keeps_of_a_note_is_no_text_of_it() -> None:
    text = "The bread\n\n" + "\n\n".join(TEXT) + JOPLIN.format(ADDRESS, 1)
    galley, piece = made(Seed("0f1e.md", text.encode(), "markdown"))
    assert kept(galley) == list(TEXT)
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "")
    assert [author.display for author in piece.authors] == ["Anna Baker"]


def test_what_notion_keeps_of_a_page_is_no_text_of_it() -> None:
    rows = (
        f"Author: Anna Baker\nURL: {ADDRESS}\nTags: bread, ovens\nCreated: March 12, 2019 10:04 AM\nRead: Yes"
    )
    text = f"# The bread\n\n{rows}\n\n" + "\n\n".join(TEXT)
    galley, piece = made(Seed("The bread 0f1e.md", text.encode(), "markdown"))
    assert kept(galley) == list(TEXT)
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "")
    assert [author.display for author in piece.authors] == ["Anna Baker"]


NOTION = f"""<html><head><title>The bread</title></head><body>
<article id="0f1e2d3c" class="page sans"><header>
<div class="page-header-icon undefined"><span class="icon">🍞</span></div>
<h1 class="page-title">The bread</h1><p class="page-description"></p>
<table class="properties"><tbody>
<tr class="property-row"><th><span class="icon property-icon"></span>Author</th><td>Anna Baker</td></tr>
<tr class="property-row"><th>URL</th><td><a href="{ADDRESS}" class="url-value">{ADDRESS}</a></td></tr>
<tr class="property-row"><th>Tags</th><td><span>bread</span><span>ovens</span></td></tr>
<tr class="property-row"><th>Created</th><td><time>@March 12, 2019 10:04 AM</time></td></tr>
</tbody></table></header><div class="page-body"><p>{TEXT[0]}
</p><p>{TEXT[1]}
</p><figure class="callout" style="display:flex"><div><span class="icon">💡</span></div>
<div style="width:100%">The oven is from 1911.</div></figure><p>{TEXT[2]}
</p><ul class="bulleted-list"><li>of rye;</li></ul><ul class="bulleted-list"><li>of wheat.</li></ul>
</div></article><span class="sans"></span></body></html>"""


def test_a_page_of_notions_is_all_that_stands_in_it() -> None:
    galley, piece = made(Seed("The bread 0f1e.html", NOTION.encode(), "html"))
    assert kept(galley) == [*TEXT[:2], "The oven is from 1911.", TEXT[2], "of rye;", "of wheat."]
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "")
    assert [author.display for author in piece.authors] == ["Anna Baker"]


def test_an_article_that_notion_did_not_export_is_a_page() -> None:
    page = NOTION.replace('class="page-title"', "").replace("page-body", "body")
    facts = read(Seed("a.html", page.encode(), "html")).facts
    assert not any(fact.rule.startswith("notion.") for fact in facts)


def test_what_readwise_keeps_of_an_article_is_no_text_of_it() -> None:
    said = ("Author: [[Anna Baker]]", "Full Title: The bread", "Category: #articles", f"URL: {ADDRESS}")
    rows = "\n".join(f"- {one}" for one in said)
    text = f"# The bread\n\n## Metadata\n{rows}\n\n## Full Document\n" + "\n\n".join(TEXT)
    galley, piece = made(Seed("The bread.md", text.encode(), "markdown"))
    assert kept(galley) == list(TEXT)
    assert (piece.title, piece.url) == ("The bread", ADDRESS)
    assert [author.display for author in piece.authors] == ["Anna Baker"]


def test_a_list_of_fields_below_a_text_stays() -> None:
    text = "# The bread\n\n" + "\n\n".join(TEXT) + "\n\nid: 12\nname: bread\ntype_: 1\n"
    assert kept(made(Seed("a.md", text.encode(), "markdown"))[0])[:3] == list(TEXT)
    assert "bread" in kept(made(Seed("a.md", text.encode(), "markdown"))[0])[-1]


def test_a_note_that_evernote_exports_as_a_page_has_its_title_in_the_head() -> None:
    page = f"""<html><head><meta name="exporter-version" content="Evernote Mac 9.7.14 (474683)"/>
<meta name="created" content="2019-03-12 10:04:00 +0000"/><meta name="source-url" content="{ADDRESS}"/>
<title>The bread</title></head><body>{"".join(f"<div>{text}</div>" for text in TEXT)}</body></html>"""
    galley, piece = made(Seed("a.html", page.encode(), "html"))
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "")
    assert kept(galley) == list(TEXT)


def test_the_reader_view_of_firefox_leads_to_the_page() -> None:
    page = f"""<html><head><title>The bread</title></head><body><div class="container"><div class="header">
<a class="domain reader-domain" href="{ADDRESS}">bath.example</a><h1 class="reader-title">The bread</h1>
<div class="credits reader-credits">Anna Baker</div></div><div class="moz-reader-content">
{"".join(f"<p>{text}</p>" for text in TEXT)}</div></div></body></html>"""
    galley, piece = made(Seed("a.html", page.encode(), "html"))
    assert (piece.title, piece.url, kept(galley)) == ("The bread", ADDRESS, list(TEXT))


def test_a_post_that_wordpress_prints() -> None:
    head = "The bread\nPosted By Anna Baker On March 12, 2019 @ 10:04 am In Columns | No Comments"
    printed = f"Article printed from The Weekly: https://bath.example\n\nURL to article: {ADDRESS}"
    foot = f"{printed}\n\nClick here to print."
    text = head + "\n\n" + "\n\n".join(TEXT) + "\n\n" + foot
    galley, piece = made(Seed("a.txt", text.encode(), "text"))
    assert kept(galley) == list(TEXT)
    assert (piece.title, piece.date) == ("The bread", "2019-03-12")
    assert [author.display for author in piece.authors] == ["Anna Baker"]


def test_a_text_of_an_old_macintosh_is_in_its_code_page() -> None:
    text = "Het café\r\r‘Eén koffie,’ zei hij.\r"
    assert read(Seed("a.txt", text.encode("mac_roman"), "text")).lines[0].text == "Het café"


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("tags", ["#bread #bath #ovens", "#bread, #bath", "Tags: #bread #bath/ovens"])
def test_a_line_of_hashtags_is_no_text_and_no_title(tags: str, above: bool) -> None:
    head, text = "The bread\n\nBy Anna Baker", "\n\n".join(TEXT)
    parts = (tags, head, text) if above else (head, text, tags)
    galley, piece = made(Seed("a.txt", "\n\n".join(parts).encode(), "text"))
    assert (piece.title, kept(galley)) == ("The bread", list(TEXT))


def test_a_hashtag_that_the_author_writes_of_stays() -> None:
    text = ("The bread", "By Anna Baker", TEXT[0], "#bread", *TEXT[1:])
    galley, _ = made(Seed("a.txt", "\n\n".join(text).encode(), "text"))
    assert kept(galley) == [TEXT[0], "#bread", *TEXT[1:]]


def test_fields_that_mailchimp_did_not_fill_in_are_no_text() -> None:
    above = "*|MC:SUBJECT|*\n\n*|IFNOT:ARCHIVE_PAGE|*\nView this email in your browser\n*|END:IF|*"
    below = "*|IF:REWARDS|* *|HTML:REWARDS|*\n*|LIST:DESCRIPTION|*\n*|HTML:LIST_ADDRESS_HTML|*"
    parts = (above, "The bread", "By Anna Baker", TEXT[0], "*|DATE:d/m/y|*", *TEXT[1:], below)
    galley, piece = made(Seed("a.txt", "\n\n".join(parts).encode(), "text"))
    assert (piece.title, kept(galley)) == ("The bread", list(TEXT))


KEEP = """<?xml version="1.0" ?><!DOCTYPE html><html><head><title>{}</title></head>
<body><div class="note"><div class="heading"><div class="meta-icons">
<span class="archived" title="Note archived"></span></div>
Apr 15, 2021, 7:07:43 PM</div>
{}<div class="content">{}</div>

<div class="chips"><span class="chip label"><span class="label-name">bread</span></span></div>
</div></body></html>"""


def test_a_note_of_google_keep_has_no_day_of_its_text() -> None:
    page = KEEP.format("The bread", '<div class="title">The bread</div>\n', "<br><br>".join(TEXT))
    galley, piece = made(Seed("The bread.html", page.encode(), "html"))
    assert (piece.title, piece.date, kept(galley)) == ("The bread", "", list(TEXT))


def test_a_note_of_google_keep_without_a_title() -> None:
    galley, piece = made(
        Seed("a.html", KEEP.format("2021-04-15T19_07_43", "", "<br>".join(TEXT)).encode(), "html")
    )
    assert (piece.date, " ".join(kept(galley))) == ("", " ".join(TEXT))


def test_a_list_of_google_keep_stays_a_list() -> None:
    item = '<li class="listitem"><span class="bullet">&#9744;</span><span class="text">{}</span></li>'
    items = "".join(item.format(text) for text in TEXT)
    page = KEEP.format("x", '<div class="title">The bread</div>\n', f'<ul class="list">{items}</ul>')
    galley, _ = made(Seed("a.html", page.encode(), "html"))
    assert [v.role for v in galley.verdicts if v.kept] == [Role.LISTITEM] * 3
    assert kept(galley) == list(TEXT)


def test_what_markdownload_sums_up_is_printed_once() -> None:
    above = f"---\ncreated: 2024-01-02T10:00:00\ntags: [bread]\nsource: {ADDRESS}\nauthor: Anna Baker\n---\n"
    text = f"{above}\n# The bread\n\n> ## Excerpt\n> {TEXT[0]}\n\n---\n" + "\n\n".join(TEXT)
    galley, piece = made(Seed("The bread.md", text.encode(), "markdown"))
    assert (piece.title, piece.url, piece.date, kept(galley)) == ("The bread", ADDRESS, "", list(TEXT))
    assert [author.display for author in piece.authors] == ["Anna Baker"]


def test_what_obsidian_clips_says_whose_it_is() -> None:
    above = f"""---
title: "The bread"
source: "{ADDRESS}"
author:
  - "[[Anna Baker]]"
published: 2019-03-12
created: 2024-01-02
description: "{TEXT[0]}"
tags:
  - "clippings"
---
"""
    galley, piece = made(Seed("The bread.md", (above + "\n\n".join(TEXT)).encode(), "markdown"))
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "2019-03-12")
    assert ([author.display for author in piece.authors], kept(galley)) == (["Anna Baker"], list(TEXT))


def test_the_items_of_a_page_of_logseq_are_paragraphs() -> None:
    head = f"title:: The bread\nauthor:: [[Anna Baker]]\nurl:: {ADDRESS}\ntags:: [[bread]], ovens\n"
    kinds = "  id:: 0f1e2d3c\n  collapsed:: true\n\t- Rye\n\t- Wheat"
    text = f"{head}\n- {TEXT[0]}\n- {TEXT[1]}\n{kinds}\n- {TEXT[2]}\n"
    galley, piece = made(Seed("The bread.md", text.encode(), "markdown"))
    assert (piece.title, piece.url) == ("The bread", ADDRESS)
    assert [author.display for author in piece.authors] == ["Anna Baker"]
    assert kept(galley) == [TEXT[0], TEXT[1], "Rye", "Wheat", TEXT[2]]
    assert [v.role for v in galley.verdicts if v.kept] == [
        Role.BODY, Role.BODY, Role.LISTITEM, Role.LISTITEM, Role.BODY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", [f"- {TEXT[0]}\n- {TEXT[1]}\n- {TEXT[2]}", "See std::vector and id:: of it.\n\nMore."]
)
def test_what_is_no_page_of_logseq_stays(text: str) -> None:
    galley, _ = made(Seed("a.md", f"# The bread\n\n{text}\n".encode(), "markdown"))
    roles = {v.role for v in galley.verdicts if v.kept}
    assert roles == ({Role.LISTITEM} if text.startswith("-") else {Role.BODY})


def entry(title: str, content: str, **more: object) -> dict[str, object]:
    return {
        "is_archived": 1, "is_starred": 0, "tags": ["bread"], "id": 7, "uid": None, "title": title,
        "url": ADDRESS, "content": content, "created_at": "2024-01-02T10:00:00+00:00",
        "updated_at": "2024-01-02T10:00:00+00:00", "published_at": None, "published_by": None,
        "annotations": [], "mimetype": "text/html", "language": "en", "reading_time": 1,
        "domain_name": "bath.example", **more,
    }  # fmt: skip


def test_an_export_of_wallabag_is_its_entries() -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    entries = [
        entry("The bread", body, published_at="2019-03-12T10:04:00+00:00", published_by=["Anna Baker"]),
        entry(
            "Gone",
            "<p>wallabag can't retrieve contents for this article. Please troubleshoot this issue.</p>",
        ),
    ]
    data = json.dumps(entries).encode()
    assert format_of("All articles.json", data) == "saved"
    found = unpack_seed(Seed("All articles.json", data, "saved"))
    assert found.left == ("1 × entry without a text (‘Gone’)",)
    ((name, seed),) = found.pieces
    galley, piece = made(seed)
    assert (name, piece.title, piece.url, piece.date) == ("the-bread", "The bread", ADDRESS, "2019-03-12")
    assert ([author.display for author in piece.authors], kept(galley)) == (["Anna Baker"], list(TEXT))


def keep_note(title: str, text: str, *, trashed: bool = False) -> bytes:
    note = {
        "color": "DEFAULT", "isTrashed": trashed, "isPinned": False, "isArchived": False, "textContent": text,
        "title": title, "userEditedTimestampUsec": 1618513663000000, "createdTimestampUsec": 1618513663000000,
    }  # fmt: skip
    return json.dumps(note).encode()


def test_a_note_of_google_keep_as_json_is_its_text() -> None:
    data = keep_note("The bread", "\n\n".join(TEXT))
    ((name, seed),) = unpack_seed(Seed("a.json", data, "saved")).pieces
    galley, piece = made(seed)
    assert (name, piece.title, piece.date, kept(galley)) == ("the-bread", "The bread", "", list(TEXT))
    with pytest.raises(SeedError, match="note in the bin"):
        unpack_seed(Seed("a.json", keep_note("The bread", TEXT[0], trashed=True), "saved"))


def test_takeout_has_each_note_of_keep_once() -> None:
    page = KEEP.format("The bread", '<div class="title">The bread</div>', "<br><br>".join(TEXT))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Takeout/Keep/The bread.json", keep_note("The bread", "\n\n".join(TEXT)))
        archive.writestr("Takeout/Keep/The bread.html", page)
        archive.writestr("Takeout/Keep/Labels.json", "{}")
    found = unpack_seed(Seed("takeout.zip", buffer.getvalue(), "zip"))
    assert [name for name, _ in found.pieces] == ["Takeout/Keep/The bread.html"]
    assert found.left == ("Takeout/Keep/Labels.json",)


def test_a_backup_of_standard_notes_is_its_notes() -> None:
    def item(kind: str, **content: object) -> dict[str, object]:
        return {
            "uuid": "1f",
            "content_type": kind,
            "content": content,
            "created_at": "2021-02-20T18:20:24.915Z",
        }

    items = [
        item("Note", title="The bread", text="\n\n".join(TEXT), references=[]),
        item("Note", title="The oven", text="# The oven\n\n*Rye.*\n", noteType="markdown"),
        item("Note", title="Old", text="x", trashed=True),
        item("Note", title="New", text='{"root": {}}', noteType="super"),
        item("Tag", title="bread"),
        {"uuid": "2e", "content_type": "Note", "content": "004:abc"},
    ]
    data = json.dumps({"version": "004", "items": items}).encode()
    found = unpack_seed(Seed("backup.json", data, "saved"))
    assert [(name, seed.format) for name, seed in found.pieces] == [
        ("the-bread", "text"),
        ("the-oven", "markdown"),
    ]
    assert found.left == (
        "1 × note in the bin (‘Old’)", "1 × note of the editor ‘super’ (‘New’)", "1 × note that is encrypted",
    )  # fmt: skip
    galley, piece = made(found.pieces[0][1])
    assert (piece.title, kept(galley)) == ("The bread", list(TEXT))


def test_other_json_is_data() -> None:
    assert format_of("a.json", b'{"name": "bread"}') == "text"
    with pytest.raises(SeedError, match="JSON"):
        read(Seed("a.json", b'{"name": "bread"}', "text"))


def test_an_archive_of_omnivore_says_whose_its_articles_are() -> None:
    said = {
        "id": "1f", "slug": "the-bread-1", "title": "The bread", "description": "x", "author": "Anna Baker",
        "url": ADDRESS, "state": "Active", "readingProgress": 0, "labels": ["bread"],
        "savedAt": "2024-01-02T10:00:00.000Z", "publishedAt": "2019-03-12T10:04:00.000Z",
    }  # fmt: skip
    body = f'<div class="page" id="readability-page-1">{"".join(f"<p>{text}</p>" for text in TEXT)}</div>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("metadata_0_to_1.json", json.dumps([said]))
        archive.writestr("content/the-bread-1.html", body)
        archive.writestr("highlights/the-bread-1.md", "> The oven")
    found = unpack_seed(Seed("omnivore.zip", buffer.getvalue(), "zip"))
    assert found.left == ("1 × table", "1 × file of highlights")
    ((name, seed),) = found.pieces
    galley, piece = made(seed)
    assert name == "content/the-bread-1.html"
    assert (piece.title, piece.url, piece.date) == ("The bread", ADDRESS, "2019-03-12")
    assert ([author.display for author in piece.authors], kept(galley)) == (["Anna Baker"], list(TEXT))


LISTS = {
    "pocket.csv": f"title,url,time_added,tags,status\nThe bread,{ADDRESS},1728576752,,unread\n",
    "instapaper.csv": f"URL,Title,Selection,Folder,Timestamp\n{ADDRESS},The bread,,Unread,1728576752\n",
    "raindrop.csv": f"title,note,excerpt,url,folder,tags,created\nThe bread,,,{ADDRESS},,,2024\n",
    "ril_export.html": "<!DOCTYPE html>\n<html>\n<head><title>Pocket Export</title></head>\n"
    f'<body><h1>Unread</h1><ul><li><a href="{ADDRESS}" time_added="1">The bread</a></li></ul></body></html>',
    "bookmarks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n"
    f'<DL><p><DT><A HREF="{ADDRESS}" ADD_DATE="1">The bread</A></DL>',
    "library.ris": f"TY  - NEWS\nAU  - Baker, Anna\nTI  - The bread\nUR  - {ADDRESS}\nER  - \n",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_what_somebody_kept_is_no_text(name: str) -> None:
    data = LISTS[name].encode()
    with pytest.raises(SeedError, match="this is a list of") as told:
        read(Seed(name, data, format_of(name, data)))
    assert "save them" in told.value.hint


ONENOTE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=ProgId content=OneNote.File><meta name=Generator content="Microsoft OneNote 15"></head>
<body lang=en-US style='font-size:11.0pt'><div><div>
<div><p style='margin:0in;font-family:"Calibri Light";font-size:20.0pt'>The bread</p></div>
<div><p style='margin:0in;font-size:10.0pt;color:#767676'>Tuesday, March 12, 2019</p>
<p style='margin:0in;font-size:10.0pt;color:#767676'>10:04 AM</p></div>
<div>{}</div></div></div><div><p style='font-size:9.0pt;color:#969696'>{}</p></div></body></html>"""


@pytest.mark.parametrize("foot", ["Created with OneNote.", "Gemaakt met Microsoft OneNote 2016."])
def test_a_page_of_onenote_has_no_day_of_its_text(foot: str) -> None:
    body = "".join(f"<p style='margin:0in;font-size:11.0pt'>{text}</p>" for text in TEXT)
    galley, piece = made(Seed("a.html", ONENOTE.format(body, foot).encode(), "html"))
    assert (piece.title, piece.date, kept(galley)) == ("The bread", "", list(TEXT))


def test_what_an_author_writes_of_onenote_at_the_end_stays() -> None:
    text = (
        *TEXT,
        "I wrote all of this down in OneNote, in the queue, while the others told me what they came for.",
    )
    body = "".join(f"<p style='margin:0in;font-size:11.0pt'>{one}</p>" for one in text)
    page = ONENOTE.format(body, "Created with OneNote.")
    assert kept(made(Seed("a.html", page.encode(), "html"))[0]) == list(text)
