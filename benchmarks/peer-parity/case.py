"""The cases: a contract each, with further arguments of the command line in NAME.args."""

import fnmatch
import shlex
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
FOLDERS = {"both": ("postgres", "duckdb"), "postgres": ("postgres",), "duckdb": ("duckdb",)}


@dataclass
class Case:
    name: str
    sources: tuple
    contract: str
    arguments: list

    def lay_out(self, source, below):
        """A folder of its own, with the contract for that source: SCHEMA stands for the middle of a dataset's name."""
        folder = (below / f"{self.name}-{source.name}").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "contract.yml").write_text(self.contract.replace("parity/SCHEMA/", f"parity/{source.prefix}/"))
        (folder / "source.yml").write_text(source.configuration())
        return folder


def all_cases(glob):
    found = []
    for folder, where in FOLDERS.items():
        for file in (CASES / folder).glob("*.yml"):
            more = file.with_suffix(".args")
            arguments = shlex.split(more.read_text(), comments=True) if more.exists() else []
            if fnmatch.fnmatchcase(file.stem, glob):
                found.append(Case(file.stem, where, file.read_text(), arguments))
    return sorted(found, key=lambda case: (case.name, case.sources))
