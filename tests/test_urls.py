"""Addresses as a book may print and link them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.urls import absolute, clean, original, printed, says


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://example.org/" + "a" * 140, "https://example.org/" + "a" * 140),
        ("https://example.org/" + "a" * 141, "https://example.org/…"),
        ("https://example.org/2019/03/stuk?id=" + "9f" * 80, "https://example.org/2019/03/stuk?…"),
        ("https://example.org/" + "een/" * 60, "https://example.org/" + "een/" * 15 + "…"),
        ("https://" + "a" * 170 + ".example", "https://" + "a" * 72 + "…"),
        ("tel:+31201234567", "+31201234567"),
        ("mailto:jan@example.org", "jan@example.org"),
    ],
)
def test_a_page_shows_the_beginning_of_an_address_that_nobody_types(href: str, shown: str) -> None:
    assert printed(href) == shown


def test_a_mail_address_is_said_by_its_words_however_long_its_message() -> None:
    assert says("jan@example.org", "mailto:jan@example.org?body=" + "dag%20" * 50)


@pytest.mark.parametrize(
    ("given_", "cleaned"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  HTTPS://example.org/a  ", "https://example.org/a"),
        ("https://example.org/een artikel", "https://example.org/een%20artikel"),
        ("https://example.org/caf%C3%A9/é", "https://example.org/caf%C3%A9/%C3%A9"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("https://m%C3%BCnchen.example/", "https://xn--mnchen-3ya.example/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://user@example.org/", "https://user@example.org/"),
        ("https://example.org/?id=7&utm_source=x&utm_medium=y", "https://example.org/?id=7"),
        ("https://example.org/?fbclid=1", "https://example.org/"),
        ("https://example.org/?q=utm", "https://example.org/?q=utm"),
        ("https://example.org:8080/?a=b%20c#d", "https://example.org:8080/?a=b%20c#d"),
        ("mailto:redactie@example.org", "mailto:redactie@example.org"),
        # Addresses that only count who goes to another.
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&data=04%7C01%7Cx",
            "https://example.org/a?b=1",
        ),
        (
            "https://www.google.co.uk/url?sa=t&q=https://example.org/a%3Futm_source%3Dx",
            "https://example.org/a",
        ),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=AT0", "https://example.org/"),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fwww.youtube.com%2Fredirect%3Fq%3Dhttps%253A%252F%252Fexample.org",
            "https://example.org",
        ),
        # Not these: a search, a page of a host that has one too, one that leads to no page.
        (
            "https://www.google.com/search?q=https://example.org",
            "https://www.google.com/search?q=https://example.org",
        ),
        (
            "https://www.youtube.com/watch?v=a&q=https://b.example",
            "https://www.youtube.com/watch?v=a&q=https://b.example",
        ),
        ("https://l.facebook.com/l.php?u=javascript:x", "https://l.facebook.com/l.php?u=javascript:x"),
    ],
)
def test_addresses_are_made_valid_and_lose_their_tracking(given_: str, cleaned: str) -> None:
    assert clean(given_) == cleaned


@pytest.mark.parametrize(
    "href",
    [
        "",
        "artikel.html",
        "/artikel",
        "javascript:alert(1)",
        "file:///etc/hosts",
        "https:",
        "http://[::1",
        "http://wiki%20https://example.org/",
        "http://wiki https://example.org/",
        "http://ex%41mple%2Forg/",
        "data:,x",
    ],
)
def test_what_no_book_can_link_to_is_no_address(href: str) -> None:
    assert clean(href) == ""


@given(st.text(max_size=80))
def test_any_address_is_plain_ascii_and_cleaning_it_again_changes_nothing(text: str) -> None:
    once = clean(f"https://example.org/{text}")
    assert once.isascii()
    assert " " not in once
    assert clean(once) == once


_SAID = (
    "/ // . .. a B-c é ? ?x=1 # #y ; ;p : :80 @ %20 http: https:// HTTP:// mailto: example.org [::1] & = \\"
)
PIECES = st.lists(st.sampled_from([*_SAID.split(), " ", "\n"]), max_size=7).map("".join)
BASES = """
https://example.org/a/b.html http://example.org https://example.org:8080/a/?q=/x https://me@example.org/a
file:///a/b /a/b https://example.org?q
"""


@given(st.sampled_from([*BASES.split(), ""]), PIECES)
def test_an_absolute_address_is_what_the_standard_library_says(base: str, href: str) -> None:
    try:
        joined = urljoin(base, href)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            absolute(base, href)
    else:
        assert absolute(base, href) == joined


@pytest.mark.parametrize("stuff", ["/a", "/", "/.", "a/", "?a=", ":"])
def test_an_address_takes_no_more_than_linear_time(stuff: str) -> None:
    def work(size: int) -> None:
        absolute("https://example.org/a", "/a" + stuff * size + " ")

    assert growth(work, 10_000, 100_000) < 4


@pytest.mark.parametrize(
    ("url", "was"),
    [
        ("https://web.archive.org/web/20120503101112/http://example.org/a?b=1", "http://example.org/a?b=1"),
        ("http://web.archive.org/web/2012id_/https://example.org/", "https://example.org/"),
        ("https://web.archive.org/web/2012*/example.org", "https://web.archive.org/web/2012*/example.org"),
        (
            "https://example.org/web/2012/http://example.com/",
            "https://example.org/web/2012/http://example.com/",
        ),
    ],
)
def test_a_page_that_the_wayback_machine_keeps_was_somewhere_else(url: str, was: str) -> None:
    assert original(url) == was
