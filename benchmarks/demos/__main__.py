"""Measure the public calculators alone and put them in their place of RESULTS.md."""

from benchmarks.__main__ import RESULTS
from benchmarks.demos import TITLE, section

if __name__ == "__main__":
    measured = section()
    print(measured)
    before, _, after = RESULTS.read_text(encoding="utf-8").partition(f"## {TITLE}\n")
    _, separator, following = after.partition("\n## ")
    rest = f"\n## {following}" if separator else ""
    RESULTS.write_text(f"{before.rstrip()}\n\n{measured}{rest}", encoding="utf-8")
