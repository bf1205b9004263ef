"""The table of the runs."""

import datetime
import json
import os
import platform
import subprocess
import sys

from comparison import NOTHING


class Report:
    def __init__(self, peer_only, verbose):
        self.verbose = verbose
        self.lines = []
        self.names = set()
        self.counts = {"equal": 0, "explained": 0, "DIFFERENT": 0}
        self.stale_rows = []

    def peer(self, case, source, run):
        document = run.document()
        print(f"== {case.name} @ {source.name}: exit {run.exit_code}")
        if document is None:
            print("   no results sent")
            return
        shown = {key: document.get(key) for key in ("hasErrors", "hasFailures", "hasWarnings", "resultsIngestionMode")}
        print("   " + " ".join(f"{key}={value}" for key, value in shown.items()))
        for check in document.get("checks", []):
            print(f"   {check['checkPath']}: {check['outcome']} {json.dumps(check['diagnostics'], ensure_ascii=False)}")

    def pair(self, case, source, peer, ours, explained, unexplained):
        verdict = "DIFFERENT" if unexplained else "explained" if explained else "equal"
        self.counts[verdict] += 1
        self.names.add((case.name, case.sources))
        first = ""
        if unexplained:
            field, theirs, own = unexplained[0]
            first = f"  {field}: {short(theirs)} / {short(own)}"
            if len(unexplained) > 1:
                first += f" (and {len(unexplained) - 1} more)"
        line = f"{case.name:<44}{source.name:<10}{peer.exit_code:>4}{ours.exit_code:>5}  {verdict}{first}"
        self.lines.append(line)
        print(line, file=sys.stderr, flush=True)
        for field, theirs, own in unexplained if self.verbose else []:
            print(f"    {field}: {short(theirs, 400)} / {short(own, 400)}", file=sys.stderr, flush=True)

    def stale(self, rows):
        self.stale_rows = rows

    def failures(self):
        return self.counts["DIFFERENT"]

    def contracts(self):
        return len(self.names)

    def text(self, checkout):
        commit = subprocess.run(["git", "-C", checkout, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
        head = (f"peer-parity: {self.contracts()} contracts, {sum(self.counts.values())} pairs of runs, "
                f"{datetime.date.today()}, commit {commit.stdout.strip()}, {platform.system()} {platform.machine()}, "
                f"{os.cpu_count()} CPUs")
        title = f"{'case':<44}{'source':<10}{'peer':>4}{'ours':>5}"
        totals = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())
        stale = [f"listed, but no longer seen: {row}" for row in self.stale_rows]
        return "\n".join([head, "", title, *self.lines, "", totals, *stale]) + "\n"


def short(value, limit=60):
    text = "absent" if value is NOTHING else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[:limit - 3] + "..."
