"""One run of one program on one case: its exit code, what it printed, what it sent."""

import json
import os
import signal
import subprocess
import time
from dataclasses import dataclass

# The zone is neither UTC nor the database's, so that a time read in the wrong one shows.
ENVIRONMENT = {
    "SODA_CORE_TELEMETRY_ENABLED": "false", "TZ": "America/New_York",
    "PARITY_STATUS": "paid", "PARITY_LIMIT": "3"}


@dataclass
class Run:
    exit_code: int
    output: str
    requests: list
    # Seconds since 1970 at the start.
    at: float

    def document(self):
        found = [request for request in self.requests if request["type"] == "sodaCoreInsertScanResults"]
        return found[-1] if found else None

    def keep(self, folder, name):
        (folder / f"{name}.txt").write_text(self.output)
        kept = {"exit": self.exit_code, "at": self.at, "requests": self.requests}
        (folder / f"{name}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


class Kept:
    """The runs of a program that an earlier --keep left behind: a change of the other one is compared in half the time."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder

    def verify(self, case, source, folder):
        below = self.folder / folder.name
        if (below / "contract.yml").read_text() != (folder / "contract.yml").read_text():
            raise SystemExit(f"{below} holds another contract by now: run {case.name} anew.")
        kept = json.loads((below / f"{self.name}.json").read_text())
        return Run(kept["exit"], (below / f"{self.name}.txt").read_text(), kept["requests"], kept["at"])


class Program:
    def __init__(self, name, command, cloud):
        self.name = name
        self.command = command
        self.cloud = cloud

    def warm_up(self):
        """One run that is not counted, as it may build the program first."""
        subprocess.run([self.command, "--help"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def verify(self, case, source, folder):
        """`folder` holds contract.yml and source.yml; the paths are relative, so that both programs see the same."""
        run = f"{self.name}-{case.name}-{source.name}"
        (folder / f"cloud-{self.name}.yml").write_text(self.cloud.configuration(run))
        start = time.time()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("SODA_", "PG"))}
        process = subprocess.Popen(
            [self.command, "contract", "verify", "-c", "contract.yml", "-ds", "source.yml",
             "-sc", f"cloud-{self.name}.yml", "-p", *case.arguments],
            cwd=folder, env={**environment, **ENVIRONMENT}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        try:
            output, _ = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            # A launcher's children too: they hold the pipe.
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
        return Run(process.returncode, output, self.cloud.requests_of(run), start)
