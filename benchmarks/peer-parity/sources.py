"""The databases that both programs read: made anew from the setup scripts before the first case."""

import os
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Postgres:
    name = "postgres"

    def __init__(self, options):
        self.options = options
        self.prefix = f"{options.database}/public"

    def prepare(self, folder):
        self._psql("postgres", "-c", f'drop database if exists "{self.options.database}" with (force)',
                   "-c", f'create database "{self.options.database}"')
        self._psql(self.options.database, "-f", HERE / "setup-postgres.sql")

    def configuration(self):
        o = self.options
        return (f"type: postgres\nname: parity\nconnection:\n  host: {o.host}\n  port: {o.port}\n"
                f"  database: {o.database}\n  user: {o.user}\n  password: {o.password}\n")

    def _psql(self, database, *arguments):
        o = self.options
        address = {"PGHOST": o.host, "PGPORT": str(o.port), "PGUSER": o.user, "PGPASSWORD": o.password,
                   "PGDATABASE": database, "PGOPTIONS": "-c client_min_messages=warning"}
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments], check=True,
                       env={**os.environ, **address}, stdin=subprocess.DEVNULL)


class DuckDb:
    name = "duckdb"
    prefix = "main"

    def __init__(self, options):
        self.python = options.duckdb_python

    def prepare(self, folder):
        self.file = folder / "parity.duckdb"
        program = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute(open(sys.argv[2]).read())"
        subprocess.run([self.python, "-c", program, self.file, HERE / "setup-duckdb.sql"], check=True)

    def configuration(self):
        return f"type: duckdb\nname: parity\nconnection:\n  database: {self.file}\n  read_only: true\n"


def sources(options):
    return {"postgres": Postgres(options), "duckdb": DuckDb(options)}
