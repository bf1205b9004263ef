"""The wanted differences: rows of differences.md, each with a glob of cases and a glob of fields."""

import fnmatch
from dataclasses import dataclass


@dataclass
class Explanation:
    case: str
    field: str
    reason: str
    met: bool = False

    def covers(self, case, source, field):
        return (fnmatch.fnmatchcase(case.name, self.case) or fnmatch.fnmatchcase(f"{case.name}@{source.name}", self.case)) \
            and fnmatch.fnmatchcase(field, self.field)


class Explanations:
    def __init__(self, rows):
        self.rows = rows

    @classmethod
    def read(cls, file):
        rows = []
        for line in file.read_text().splitlines():
            cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
            if line.startswith("|") and len(cells) == 3 and cells[0] != "case" and not cells[0].startswith("-"):
                rows.append(Explanation(*cells))
        return cls(rows)

    def split(self, case, source, differences):
        explained, unexplained = [], []
        for difference in differences:
            row = next((row for row in self.rows if row.covers(case, source, difference[0])), None)
            if row:
                row.met = True
            (explained if row else unexplained).append(difference)
        return explained, unexplained

    def stale(self):
        return [f"{row.case} | {row.field}" for row in self.rows if not row.met]
