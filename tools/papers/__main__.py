"""Make the files of the sample documents: ``python -m tools.papers [NAME…]``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.papers import plain, word
from tools.papers.gold import expected
from tools.papers.source import Paper, read

SOURCES = Path(__file__).parent / "sources"
FILES = Path(__file__).resolve().parents[2] / "src" / "dondoc" / "sample" / "files"


def make(paper: Paper, files: Path) -> None:
    """Write one document in its format and its expected result beside it."""
    target = files / f"{paper.name}.{paper.get('file')}"
    if target.suffix == ".txt":
        target.write_text(plain.render(paper), "utf-8")
    elif target.suffix == ".docx":
        word.write(paper, target)
    else:
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / f"{paper.name}.docx"
            word.write(paper, draft)
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            subprocess.run([*command, "--outdir", str(files), str(draft)], check=True, capture_output=True)
    gold = json.dumps(expected(paper), ensure_ascii=False, indent=1)
    (files / f"{paper.name}.gold.json").write_text(gold + "\n", "utf-8")


def main(*wanted: str) -> None:
    FILES.mkdir(exist_ok=True)
    for path in sorted(SOURCES.glob("*.txt")):
        if not wanted or path.stem in wanted:
            make(read(path), FILES)
            sys.stdout.write(f"{path.stem}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
