"""What every test may use.

`@pytest.mark.needs("chromium", "mutool")` on a test (or `pytestmark = ...` in a file) skips it where a
program is missing; the run's summary lists what was skipped and the command that would change that.
`tools.find("chromium")` gives the program's path. The names are those of `tests/tools.py`.
The fixture `epubcheck` gives a function from an EPUB's path to EPUBCheck's messages.
The fixture `browser` is Chromium, driven by Playwright, for a test marked as needing "chromium".
The fixture `made` is a small anthology whose plan's editions were made, to be altered; it takes Pango.
`pytest --need-all` fails when anything was skipped for want of a program. Both hold under `-n` as well: what
was skipped travels with a test's report, from the process that ran it to the one that sums up.
"""

from __future__ import annotations

import gc
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bookcase
import pytest
import tools
import validator
from hypothesis import settings

# A shared machine is no stopwatch, and a run of the tests is to be repeatable.
settings.register_profile("press", deadline=None, derandomize=True)
settings.load_profile("press")

_MISSING = "missing program"
_SKIPPED = pytest.StashKey["Skipped"]()


class Skipped:
    """The tests that were skipped in this run, by the program that each lacked."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup":
            for what, name in report.user_properties:
                if what == _MISSING:
                    self.tests[str(name)].append(report.nodeid)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--need-all", action="store_true", help="fail when a program is missing")


def pytest_configure(config: pytest.Config) -> None:
    names = ", ".join(tools.NAMES)
    config.addinivalue_line("markers", f"needs(*names): programs that the test drives, out of {names}")
    config.stash[_SKIPPED] = Skipped()
    config.pluginmanager.register(config.stash[_SKIPPED], "skipped for want of a program")


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: nobody need look for garbage in so much."""
    gc.collect()
    gc.freeze()


def _need(request_or_item: pytest.FixtureRequest | pytest.Item, *names: str) -> None:
    """Skip, and say so for the summary, where one of the programs is missing."""
    missing = [name for name in names if tools.find(name) is None]
    node = request_or_item.node if isinstance(request_or_item, pytest.FixtureRequest) else request_or_item
    node.user_properties.extend((_MISSING, name) for name in missing)
    if missing:
        pytest.skip(f"{' and '.join(missing)} missing")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    names = [name for mark in item.iter_markers("needs") for name in mark.args]
    unknown = set(names) - set(tools.NAMES)
    if unknown:
        raise pytest.UsageError(
            f"{item.nodeid}: needs({', '.join(sorted(unknown))}) is not in tests/tools.py"
        )
    _need(item, *dict.fromkeys(names))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.getoption("--need-all") and session.config.stash[_SKIPPED].tests:
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = config.stash[_SKIPPED].tests
    if not skipped:
        return
    terminalreporter.section("skipped: programs that this machine lacks")
    for name, tests in skipped.items():
        terminalreporter.write_line(f"{name}: get it with   {tools.how_to_get(name)}", yellow=True)
        for test in tests:
            terminalreporter.write_line(f"    {test}")


@pytest.fixture(scope="session")
def small_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bookcase.Ran]:
    """The small anthology of tests/bookcase.py with its editions, to be looked at only; and what was said."""
    root = bookcase.small(tmp_path_factory.mktemp("made") / "small")
    ran = bookcase.book("build", cwd=root)
    assert ran.code == 0, ran.err
    return root, ran


@pytest.fixture
def made(small_made: tuple[Path, bookcase.Ran], tmp_path: Path) -> Path:
    """That anthology in a folder of its own, to be altered."""
    return Path(shutil.copytree(small_made[0], tmp_path / "small"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=tools.find("chromium"),
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
            ],
        )  # fmt: skip
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """The browser, in which no page is open and nothing is kept of another test's."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def epubcheck(request: pytest.FixtureRequest) -> Callable[[Path], tuple[validator.Message, ...]]:
    """EPUBCheck: an EPUB's path in, its messages out (`assert epubcheck(path) == ()`)."""
    _need(request, "java")
    return validator.check
