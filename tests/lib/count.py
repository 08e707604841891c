"""Counts the test cases in a ctest JUnit report: `count.py FILE` prints PASSED FAILED.

A doctest program counts with its test cases, a script that ends with `N passed, N failed` with these, anything else as
one. A suite that ctest calls failed always counts at least one failure: a crash, a time-out and a sanitizer's report at
exit leave no failed case behind.
"""
import re
import sys
import xml.etree.ElementTree as xml

DOCTEST = re.compile(r"^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed", re.MULTILINE)
SCRIPT = re.compile(r"^(\d+) passed, (\d+) failed\s*\Z", re.MULTILINE)


def count(suite):
    output = suite.findtext("system-out") or ""
    if suite.get("status") == "disabled" or suite.find("skipped") is not None:
        return 0, 0
    found = DOCTEST.findall(output) or SCRIPT.findall(output)
    passed = sum(int(case[0]) for case in found)
    failed = sum(int(case[1]) for case in found)
    if suite.get("status") != "run":
        return passed, max(failed, 1)
    return (passed, failed) if found else (1, 0)


def main(path):
    counts = [count(suite) for suite in xml.parse(path).getroot().iter("testcase")]
    print(sum(passed for passed, _ in counts), sum(failed for _, failed in counts))


if __name__ == "__main__":
    main(sys.argv[1])
