"""``dondoc check-layout`` says in words, and by its exit status, what is wrong with a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from dondoc.cli.main import root
from dondoc.writing.letter import Signature
from dondoc.writing.word import docx_bytes
from tests.writing.samples import plan, urging


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(root, ["check-layout", *map(str, arguments)])


def test_a_right_document_passes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(plan()))
    result = run(path)
    assert result.exit_code == 0
    assert "đúng thể thức." in result.output


def test_a_wrong_document_is_told_what_and_where_the_rule_is(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(replace(urging(1), signature=Signature(("GIÁM ĐỐC",), "TS. Lê Minh Thảo"))))
    result = run(path)
    assert result.exit_code == 1
    assert "không ghi học hàm, học vị" in result.output
    assert "mục II.7.c" in result.output


def test_json_has_one_object_a_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.docx", tmp_path / "b.docx"
    good.write_bytes(docx_bytes(plan()))
    bad.write_bytes(b"%PDF-1.7")
    result = run("--json", good, bad, tmp_path / "none.docx")
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert lines[0]["findings"] == []
    assert ".docx" in lines[1]["error"]["message"]
    assert "Không tìm thấy" in lines[2]["error"]["message"]
