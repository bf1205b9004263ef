"""All parts of Seltzer as processes of their own, for a benchmark: control plane, agent, and the scans that it starts."""

import base64
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from postgres import free_port
from table import CHECKOUT

SELTZER = CHECKOUT / "seltzer"


class System:
    """Over a server of `postgres`, on which it makes a database `cloud`; what scans need of its password is in
    BENCHMARK_PASSWORD."""

    def __init__(self, server, folder, capacity):
        self.server = server
        self.folder = folder
        self.capacity = capacity
        self.key = ("benchmark", secrets.token_hex(16))
        self.cloud = None
        self.agent = None

    def start_cloud(self):
        role = secrets.token_hex(16)
        self.server.psql("-c", f"create role cloud login password '{role}'", "-c", "create database cloud owner cloud")
        self.url = f"http://127.0.0.1:{free_port()}"
        self.cloud = self.process(
            "cloud", ["cloud", "--port", self.url.rpartition(":")[2], "--db",
                      f"postgresql://127.0.0.1:{self.server.environment['PGPORT']}/cloud"],
            {"SELTZER_BOOTSTRAP_API_KEY_ID": self.key[0], "SELTZER_BOOTSTRAP_API_KEY_SECRET": self.key[1],
             "SELTZER_DB_USER": "cloud", "SELTZER_DB_PASSWORD": role})
        self.until(lambda: self.answers("/health/ready"), "the control plane is ready")

    def start_agent(self):
        self.agent = self.process(
            "agent", ["agent", "--control-plane", self.url, "--data", self.folder / "agent", "--capacity",
                      str(self.capacity), "--per-source", str(self.capacity), "--health-port", "0",
                      "--pass-env", "BENCHMARK_PASSWORD"],
            {"SELTZER_API_KEY_ID": self.key[0], "SELTZER_API_KEY_SECRET": self.key[1],
             "BENCHMARK_PASSWORD": self.server.password})

    def file(self, name, database):
        """A data source file."""
        return (f"{{type: postgres, name: {name}, connection: {{host: 127.0.0.1, port: {self.server.environment['PGPORT']}, "
                f"database: {database}, user: postgres, password: '${{env.BENCHMARK_PASSWORD}}'}}}}")

    def process(self, name, arguments, environment):
        with open(self.folder / f"{name}.log", "ab") as log:
            return subprocess.Popen([SELTZER, *arguments], env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=log)

    def running_scans(self):
        """As their folders say; the second number is the scan's."""
        pids = []
        for file in (self.folder / "agent" / "jobs").glob("*/pids"):
            try:
                pids.append(int(file.read_text().split()[1]))
            except (OSError, IndexError, ValueError):
                pass
        return [pid for pid in pids if Path(f"/proc/{pid}").exists()]

    def control_plane(self, sql):
        return self.query("cloud", sql)

    def query(self, database, sql):
        return subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-d", database, "-c", sql], check=True, env=self.server.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout.strip()

    def post(self, path, message):
        request = urllib.request.Request(
            self.url + "/api/v1" + path, json.dumps(message).encode(),
            {"Content-Type": "application/json",
             "Authorization": "Basic " + base64.b64encode(":".join(self.key).encode()).decode()})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def answers(self, path):
        try:
            with urllib.request.urlopen(self.url + path, timeout=2):
                return True
        except OSError:
            return False

    @staticmethod
    def until(condition, what, patience=60.0, pause=1.0):
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                sys.exit(f"\nIn vain waited until {what}.")
            time.sleep(pause)

    def stop(self):
        for process in (self.agent, self.cloud):
            if process is not None:
                process.send_signal(signal.SIGTERM)
                process.wait()
        for pid in self.running_scans():
            os.kill(pid, signal.SIGKILL)


def line(label, number):
    return f"{label:<52}{number:>8}"


def say(progress):
    print(progress, end="", file=sys.stderr, flush=True)
