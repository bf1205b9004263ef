"""A PostgreSQL of one's own for a benchmark: the one that Seltzer brings along, in a temporary folder."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


class Server:
    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.password = secrets.token_hex(16)
        self.user = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def start(self):
        port = free_port()
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        password_file.chmod(0o600)
        if self.user:
            os.chown(password_file, self.user["user"], self.user["group"])
        self.environment = {
            "PATH": os.environ["PATH"], "PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "postgres",
            "PGDATABASE": "postgres", "PGPASSWORD": self.password}
        self.run("initdb", "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8",
                 "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self.run("pg_ctl", "start", "--wait", "-l", self.folder / "log", "-o",
                 f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
                 " -c wal_level=minimal -c max_wal_senders=0")

    def stop(self):
        self.run("pg_ctl", "stop", "--mode=fast")

    def cpu_seconds(self):
        """Of all backends that have ended."""
        pid = int((self.folder / "cluster" / "postmaster.pid").read_text().split()[0])
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def run(self, program, *arguments):
        subprocess.run(
            [self.programs / program, "-D", self.folder / "cluster", *arguments], check=True, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            **self.user)

    def psql(self, *arguments, rows=None):
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments]
        if rows is None:
            subprocess.run(command, check=True, env=self.environment, stdin=subprocess.DEVNULL)
            return
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE)
        shutil.copyfileobj(rows, process.stdin, 1 << 16)
        process.stdin.close()
        if process.wait() != 0:
            sys.exit("psql failed.")


def postgres_programs():
    home = Path(os.environ.get("SELTZER_CACHE")
                or ("/var/cache/seltzer" if os.getuid() == 0 else Path.home() / ".cache" / "seltzer"))
    unpacked = sorted(home.glob("postgres-*/bin"), key=os.path.getmtime)
    if not unpacked:
        sys.exit(f"The demo left no PostgreSQL in {home}.")
    return unpacked[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class data_folder(tempfile.TemporaryDirectory):
    """As root, the server is another user, who has to get in and to write."""

    def __enter__(self):
        folder = Path(super().__enter__())
        folder.chmod(0o777 if os.getuid() == 0 else 0o700)
        return folder
