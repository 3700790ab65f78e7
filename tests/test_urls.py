"""Addresses as a book may print and link them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.urls import clean


@pytest.mark.parametrize(
    ("given_", "cleaned"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  HTTPS://example.org/a  ", "https://example.org/a"),
        ("https://example.org/een artikel", "https://example.org/een%20artikel"),
        ("https://example.org/caf%C3%A9/é", "https://example.org/caf%C3%A9/%C3%A9"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
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
