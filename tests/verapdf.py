"""veraPDF, the validator of PDF/A and PDF/UA, run on finished files. It needs a Java compiler."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

import tools

_SOURCE = """\
import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

public class Check {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < arguments.length; i += 2) {
            var flavour = PDFAFlavour.byFlavourId(arguments[i + 1]);
            try (var parser = Foundries.defaultInstance().createParser(new File(arguments[i]), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                var id = flavour.getId();
                System.out.println(id + " " + result.isCompliant() + " " + result.getTotalAssertions());
                for (var rule : result.getFailedChecks().keySet())
                    System.out.println("  " + id + " " + rule.getClause() + "-" + rule.getTestNumber());
            }
        }
    }
}
"""


def faults(*asked: tuple[Path, str]) -> list[list[str]]:
    """The clauses that each PDF breaks of a flavour ('ua1', '2a'), as 'ua1 7.18.5-1'; none if it conforms.

    All in one run, for most of the time goes to starting it.
    """
    command = ["java", "-Xmx1500m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", _classes(), "Check"]
    pairs = [said for path, flavour in asked for said in (str(path), flavour)]
    run = subprocess.run([*command, *pairs], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    told = [line.split() for line in lines if not line.startswith(" ")]
    assert [flavour for flavour, _, _ in told] == [flavour for _, flavour in asked], run.stdout
    assert all(int(assertions) > 100 for _, _, assertions in told), run.stdout  # it was read
    found: list[list[str]] = []
    for line in lines:
        if line.startswith(" "):
            found[-1].append(line.strip())
        else:
            found.append([])
    for (_, conforms, _), broken in zip(told, found, strict=True):
        assert (conforms == "true") == (not broken), run.stdout
    return found


@cache
def _classes() -> str:
    """The class path with the compiled check on it."""
    jar = tools.find("verapdf")
    assert jar, 'mark the test with needs("verapdf")'
    folder = Path(tempfile.mkdtemp(prefix="verapdf-"))
    (folder / "Check.java").write_text(_SOURCE, encoding="utf-8")
    javac = ["javac", "-nowarn", "-cp", jar, "-d", str(folder), str(folder / "Check.java")]
    subprocess.run(javac, check=True, capture_output=True)
    return ":".join((str(folder), jar, *map(str, tools.JAXB)))
