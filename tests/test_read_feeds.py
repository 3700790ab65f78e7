"""Feeds in their dialects: whatever their encoding, their version, their slips."""

from __future__ import annotations

import base64

import pytest

from book.model import Seed
from book.project.files import unpack_seed
from book.read import read
from book.read.feedparts import day, people
from book.read.unpack import Unpacked

TEXT = "De molen draait weer, zei de molenaar, en niemand in het dorp geloofde hem."


def unpack(data: str | bytes) -> Unpacked:
    return unpack_seed(Seed("a.xml", data if isinstance(data, bytes) else data.encode(), "feed"))


def only(data: str | bytes) -> Seed:
    ((_, seed),) = unpack(data).pieces
    return seed


def says(seed: Seed, field: str, *, sure: bool = True) -> list[str]:
    return [fact.value for fact in seed.hints if fact.field == field and fact.sure is sure]


def texts(seed: Seed) -> list[str]:
    return [line.text for line in read(seed).lines]


def rss(item: str, head: str = "", attributes: str = "") -> str:
    channel = f"<title>De Dorpspomp</title>{head}<item>{item}</item>"
    return f'<rss version="2.0" {attributes}><channel>{channel}</channel></rss>'


def atom(entry: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{entry}</entry></feed>'


def old_atom(entry: str) -> str:
    return f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>{entry}</entry></feed>'


DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


# --------------------------------------------------------------------------- encodings

CAFE = "<title>Café De Zon</title><description>Één glas – “voor onderweg”. De cafébaas zweeg.</description>"


@pytest.mark.parametrize(
    ("told", "really"),
    [
        ("", "windows-1252"),
        ("utf-8", "windows-1252"),
        ("iso-8859-1", "windows-1252"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("no-such-code", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-8", "utf-16"),
        ("", "utf-16-le"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_is_in(told: str, really: str) -> None:
    declared = f'<?xml version="1.0" encoding="{told}"?>\n' if told else ""
    found = unpack((declared + rss(CAFE)).encode(really))
    ((_, seed),) = found.pieces
    assert says(seed, "title") == ["Café De Zon"]
    assert texts(seed) == ["Één glas – “voor onderweg”. De cafébaas zweeg."]
    assert found.left == ()


@pytest.mark.parametrize(
    ("told", "really"), [("shift_jis", "cp932"), ("gb2312", "gb18030"), ("koi8-r", "koi8_r")]
)
def test_an_encoding_stands_for_the_larger_one_that_it_is_part_of(told: str, really: str) -> None:
    word = {"cp932": "①日本語", "gb18030": "国東", "koi8_r": "Ёжик"}[really]
    data = f'<?xml version="1.0" encoding="{told}"?>{rss(f"<description>{word}</description>")}'
    assert texts(only(data.encode(really))) == [word]


# --------------------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Brood & boter", "Brood & boter"),
        ("Brood &boter; kaas", "Brood &boter; kaas"),
        ("3 < 5 <3", "3 < 5 <3"),
        ("caf&eacute; &hellip;", "café …"),
        ("caf&#XE9;", "café"),
        ("&#55356;&#57216;", "\U0001f380"),
        ("een\x0btwee", "eentwee"),
        ("a ]]> b", "a ]]> b"),
        ("een<!-- niets --> twee", "een twee"),
    ],
)
def test_nothing_is_lost_of_what_xml_forbids(written: str, shown: str) -> None:
    found = unpack(rss(f"<title>{written}</title><description>{TEXT}</description>"))
    ((_, seed),) = found.pieces
    assert says(seed, "title") == [shown]
    assert found.left == ()


def test_names_of_letters_are_those_of_html_whatever_the_document_type() -> None:
    netscape = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">'
    seed = only(netscape + rss(f"<title>Caf&eacute; &mdash; dicht</title><description>{TEXT}</description>"))
    assert says(seed, "title") == ["Café — dicht"]


def test_a_declaration_that_does_not_come_first_and_a_prefix_that_nobody_declared() -> None:
    item = f"<dc:creator>Ann Lee</dc:creator><other:mood>x</other:mood><description>{TEXT}</description>"
    found = unpack('\n\n<?xml version="1.0"?>\n' + rss(item))
    assert says(found.pieces[0][1], "author") == ["Ann Lee"]
    assert found.left == ()


# --------------------------------------------------------------------------- RSS


@pytest.mark.parametrize(
    "item",
    [
        f"<description>{TEXT} <b>Heus</b> <i>waar</i>.</description>",
        "<description>Kort.</description>"
        f'<body xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT} <b>Heus</b> waar.</p></body>',
        f'<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>{TEXT} <x:b>Heus</x:b> waar.</x:p></x:div>',
    ],
)
def test_markup_that_was_not_escaped_is_text_too(item: str) -> None:
    assert texts(only(rss(item))) == [f"{TEXT} Heus waar."]


def test_rss_may_stand_in_a_namespace_with_a_prefix() -> None:
    plain = rss(f"<title>De molen</title><description>{TEXT}</description>")
    prefixed = plain.replace("</", "</r:").replace("<", "<r:").replace("<r:/r:", "</r:")
    seed = only(prefixed.replace('version="2.0"', 'xmlns:r="http://backend.userland.com/rss2"', 1))
    assert says(seed, "title") == ["De molen"]
    assert texts(seed) == [TEXT]


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("<dc:title>De molen</dc:title>", "title", "De molen"),
        ("<dc:author>Ann Lee</dc:author>", "author", "Ann Lee"),
        ("<author>Ann Lee (ann@lock.example)</author>", "author", "Ann Lee"),
        ('<a:author xmlns:a="http://www.w3.org/2005/Atom"><a:name>Ann Lee</a:name></a:author>',
         "author", "Ann Lee"),
        ("<dcterms:issued>1999-03-01T08:00:00Z</dcterms:issued>", "date", "1999-03-01"),
        ("<pubDate>1999-03-01</pubDate>", "date", "1999-03-01"),
        ("<pubDate>Thu, 01 Jan 1970 00:00 GMT</pubDate><dc:date>1999-03-01</dc:date>", "date", "1999-03-01"),
    ],
)  # fmt: skip
def test_the_dialects_of_rss(item: str, field: str, value: str) -> None:
    assert says(only(rss(f"{item}<description>{TEXT}</description>", attributes=DC)), field) == [value]


def test_whom_a_feed_names_as_its_own_may_have_written_it() -> None:
    head = "<managingEditor>ann@lock.example (Ann Lee)</managingEditor>"
    seed = only(rss(f"<description>{TEXT}</description>", head))
    assert says(seed, "author") == []
    assert says(seed, "author", sure=False) == ["Ann Lee"]


# --------------------------------------------------------------------------- WordPress

WP = ('xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
      ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"')  # fmt: skip


def posted(content: str) -> str:
    body = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    kind = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_id>3</wp:post_id>"
    return rss(f"<title>De molen</title>{kind}{body}</item>{''.join(map(attached, (9, 8, 7)))}<item>", "", WP)


def attached(number: int) -> str:
    return (
        f"<item><title>M</title><excerpt:encoded>De &lt;i&gt;wiek&lt;/i&gt; {number}</excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_parent>{3 if number > 7 else 1}</wp:post_parent>"
        f"<wp:menu_order>0</wp:menu_order><wp:post_type>attachment</wp:post_type>"
        f"<wp:attachment_url>https://lock.example/m{number}.jpg</wp:attachment_url></item>"
    )


@pytest.mark.parametrize(
    ("gallery", "pictures"),
    [
        ('[gallery ids="7,9"]', ["m7.jpg", "m9.jpg"]),
        ('[gallery columns="2" include="9"]', ["m9.jpg"]),
        ("[gallery]", ["m8.jpg", "m9.jpg"]),  # what was added to the post
        ('[gallery exclude="8"]', ["m9.jpg"]),
        ('[gallery ids="4"]', ["attachment-4"]),  # of which the export has no more than a number
        ("<code>[gallery]</code>", []),
    ],
)
def test_a_gallery_shows_its_pictures_with_their_captions(gallery: str, pictures: list[str]) -> None:
    lines = read(unpack(posted(f"{TEXT}\n\n{gallery}\n\nEn zo voort.")).pieces[0][1]).lines
    assert [line.image.name.rpartition("/")[2] for line in lines if line.image] == pictures
    captions = [f"De wiek {name[1]}" for name in pictures if name.endswith("jpg")]
    assert [line.text for line in lines if line.tag == "figcaption"] == captions
    assert ("[gallery]" in [line.text for line in lines]) is not pictures


# --------------------------------------------------------------------------- Atom


def test_atom_0_3() -> None:
    entry = (
        '<title type="text/html" mode="escaped">De &lt;i&gt;molen&lt;/i&gt; &amp;amp; de wind</title>'
        '<link rel="alternate" type="text/html" href="http://lock.example/molen.html"/>'
        "<author><name>Ann Lee</name><email>ann@lock.example</email></author>"
        "<issued>2003-12-31T08:00:00Z</issued><modified>2004-02-01T08:00:00Z</modified>"
        f'<content type="text/html" mode="escaped">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;Ja.&lt;/p&gt;</content>'
    )
    seed = only(old_atom(entry))
    assert says(seed, "title") == ["De molen & de wind"]
    assert says(seed, "author") == ["Ann Lee"]
    assert says(seed, "date") == ["2003-12-31"]
    assert says(seed, "url") == ["http://lock.example/molen.html"]
    assert texts(seed) == [TEXT, "Ja."]


PACKED = base64.b64encode(f"<p>{TEXT}</p>".encode()).decode()


@pytest.mark.parametrize(
    "feed",
    [
        old_atom(f'<content mode="base64">{PACKED}</content>'),
        atom(f'<content type="application/octet-stream">\n {PACKED}\n</content>'),
        atom(f"<content>&lt;p&gt;{TEXT}&lt;/p&gt;</content>"),  # HTML that is told as text
        atom(f'<content type="text"><p xmlns="http://www.w3.org/1999/xhtml">{TEXT}</p></content>'),
        atom(f'<content type="html"/><summary type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</summary>'),
        atom(
            f'<content type="xhtml">De molen <b xmlns="http://www.w3.org/1999/xhtml">draait</b>{TEXT[15:]}</content>'
        ),
    ],
)
def test_how_atom_holds_a_text(feed: str) -> None:
    assert texts(only(feed)) == [TEXT]


def test_plain_text_of_atom_may_speak_of_markup() -> None:
    said = "Wie <blink> schrijft, krijgt <blink>."
    feed = atom(f"<title>Over <blink></title><content>{said}</content>".replace("<blink>", "&lt;blink>"))
    assert texts(only(feed)) == [said]
    assert says(only(feed), "title") == ["Over <blink>"]


def test_relative_links_start_from_what_the_feed_says() -> None:
    entry = (
        '<link href="molen.html"/><content type="xhtml" xml:base="beelden/">'
        f'<p xmlns="http://www.w3.org/1999/xhtml">{TEXT} <a href="wiek.html">Wiek.</a></p></content>'
    )
    seed = only(atom(entry, 'xml:base="http://lock.example/stukken/"'))
    assert says(seed, "url") == ["http://lock.example/stukken/molen.html"]
    assert "http://lock.example/stukken/beelden/wiek.html" in str(read(seed).lines[0].inlines)


def test_an_entry_taken_from_another_feed_is_by_that_feeds_author() -> None:
    entry = f"<source><author><name>Ann Lee</name></author></source><content>{TEXT}</content>"
    feed = atom(entry).replace("<entry>", "<author><name>Bob Cole</name></author><entry>")
    assert says(only(feed), "author") == ["Ann Lee"]


# --------------------------------------------------------------------------- people and days


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("ann@lock.example (Ann Lee)", ["Ann Lee"]),
        ("Ann Lee <ann@lock.example>", ["Ann Lee"]),
        ('"Ann Lee" <mailto:ann@lock.example>', ["Ann Lee"]),
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Bob Cole", ["Ann Lee", "Bob Cole"]),
        ("Ann Lee, Bob van der Cole en Jan Vos", ["Ann Lee", "Bob van der Cole", "Jan Vos"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Lee, Ann", ["Lee, Ann"]),
        ("Ann and Bob Lee", ["Ann and Bob Lee"]),
        ("ann@lock.example", ["ann@lock.example"]),
    ],
)
def test_who_is_named(said: str, who: list[str]) -> None:
    assert people(said) == who


@pytest.mark.parametrize(("said", "person"), [("田中花子", True), ("annlee", False), ("redactie", False)])
def test_a_name_may_have_no_space(said: str, person: bool) -> None:
    feed = rss(f"<dc:creator>{said}</dc:creator><description>{TEXT}</description>", attributes=DC)
    assert says(only(feed), "author", sure=person) == [said]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("Wed, 31 Dec 2003 23:30:00 -0500", "2003-12-31"),
        ("31 Dec 03 10:00 GMT", "2003-12-31"),
        ("2003-12-31T23:30:00-05:00", "2003-12-31"),
        ("Mon, 30 Nov -0001 00:00:00 +0000", ""),
        ("0000-00-00 00:00:00", ""),
        ("gisteren", ""),
    ],
)
def test_a_day_is_where_it_was_said(stated: str, told: str) -> None:
    assert day(stated) == told
