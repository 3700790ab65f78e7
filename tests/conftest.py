"""What every test may use.

`@pytest.mark.needs("chromium", "pdftoppm")` on a test (or `pytestmark = ...` in a file) skips it where a
program is missing; the run's summary lists what was skipped and the command that would change that.
`tools.find("chromium")` gives the program's path. The names are those of `tests/tools.py`.
The fixture `epubcheck` gives a function from an EPUB's path to EPUBCheck's messages.
`pytest --need-all` fails when anything was skipped for want of a program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import tools
import validator
from hypothesis import settings

# A shared machine is no stopwatch, and a run of the tests is to be repeatable.
settings.register_profile("press", deadline=None, derandomize=True)
settings.load_profile("press")

_SKIPPED = pytest.StashKey[dict[str, list[str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--need-all", action="store_true", help="fail when a program is missing")


def pytest_configure(config: pytest.Config) -> None:
    names = ", ".join(tools.NAMES)
    config.addinivalue_line("markers", f"needs(*names): programs that the test drives, out of {names}")
    skipped: dict[str, list[str]] = defaultdict(list)
    config.stash[_SKIPPED] = skipped


def _need(request_or_item: pytest.FixtureRequest | pytest.Item, *names: str) -> None:
    """Skip, and remember for the summary, where one of the programs is missing."""
    missing = [name for name in names if tools.find(name) is None]
    node = request_or_item.node if isinstance(request_or_item, pytest.FixtureRequest) else request_or_item
    for name in missing:
        node.config.stash[_SKIPPED][name].append(node.nodeid)
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
    if session.config.getoption("--need-all") and session.config.stash[_SKIPPED]:
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = config.stash[_SKIPPED]
    if not skipped:
        return
    terminalreporter.section("skipped: programs that this machine lacks")
    for name, tests in skipped.items():
        terminalreporter.write_line(f"{name}: get it with   {tools.how_to_get(name)}", yellow=True)
        for test in tests:
            terminalreporter.write_line(f"    {test}")


@pytest.fixture
def epubcheck(request: pytest.FixtureRequest) -> Callable[[Path], tuple[validator.Message, ...]]:
    """EPUBCheck: an EPUB's path in, its messages out (`assert epubcheck(path) == ()`)."""
    _need(request, "java")
    return validator.check
