"""Runs one file of tests and tells the count as tests/run reads it: `N passed, N failed`, alone on the last line."""
import sys

import pytest


class Count:
    def __init__(self):
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and report.passed:
            self.passed += 1
        elif report.failed:
            self.failed += 1

    def pytest_collectreport(self, report):
        self.failed += report.failed


if __name__ == "__main__":
    count = Count()
    code = pytest.main(["-q", "-p", "no:cacheprovider", "--tb=short", *sys.argv[1:]], plugins=[count])
    print(f"{count.passed} passed, {max(count.failed, int(code != 0))} failed", flush=True)
    sys.exit(code)
