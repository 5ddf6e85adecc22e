"""``dondoc read``, ``explain`` and ``evaluate`` as a user calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dondoc.cli.main import root
from tests.extraction.reading import letter

BODY = "1. Văn phòng Sở lập kế hoạch trực trước ngày 20/3/2026.\n\n2. Thanh tra Sở kiểm tra các điểm đón khách."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "cong-van.txt"
    path.write_text(letter(BODY), "utf-8")
    return path


def call(*arguments: str, width: int = 140) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(root, arguments)


def test_a_document_is_shown_as_a_table(paper: Path) -> None:
    result = call("read", str(paper))
    assert result.exit_code == 0
    for words in ("Công văn 415/SDL-VP", "ngày 12/3/2026", "Văn phòng Sở", "lập kế hoạch trực", "19/3/2026"):
        assert words in result.stdout


def test_a_narrow_terminal_gets_blocks_instead_of_columns(paper: Path) -> None:
    result = call("read", str(paper), width=60)
    assert "Chủ trì: Văn phòng Sở" in result.stdout
    assert all(len(line) <= 60 for line in result.stdout.splitlines())


def test_json_keeps_order_and_number_also_where_files_fail(paper: Path, tmp_path: Path) -> None:
    empty = tmp_path / "rong.txt"
    empty.write_bytes(b"")
    result = call("read", "--json", str(empty), str(paper), str(tmp_path / "khong-co.docx"))
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [Path(one["file"]).name for one in found] == ["rong.txt", "cong-van.txt", "khong-co.docx"]
    assert found[0]["error"]["reason"] == "empty" and "không có nội dung" in found[0]["error"]["message"]
    assert found[2]["error"]["reason"] == "missing"
    assert len(found[1]["tasks"]) == 2
    assert len(result.stderr.splitlines()) == 2


def test_the_contract_has_its_keys(paper: Path) -> None:
    found = json.loads(call("read", "--json", str(paper)).stdout)
    assert {"file", "document", "citations", "tasks"} <= set(found)
    assert {"kind", "code", "symbol", "issued_on", "issuer", "subject", "addressees", "signer"} <= set(
        found["document"]
    )
    task = found["tasks"][0]
    assert {"clause", "kind", "text", "lead", "coordinate", "direct", "deliverable", "time_text", "due"} <= set(task)
    assert task["time_text"] == "trước ngày 20/3/2026" and task["due"] == "2026-03-19"
    assert task["spans"]["text"] and task["rules"]["text"] and 0 < task["confidence"] <= 1


def test_a_folder_stands_for_its_documents(paper: Path) -> None:
    (paper.parent / "anh.gif").write_bytes(b"x")
    result = call("read", "--json", str(paper.parent))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_worker_processes_keep_the_order(paper: Path) -> None:
    copies = []
    for number in range(6):
        copy = paper.with_name(f"ban-{number}.txt")
        copy.write_text(letter(f"1. Văn phòng Sở lập danh sách số {number}."), "utf-8")
        copies.append(str(copy))
    found = [json.loads(line) for line in call("read", "--json", "--jobs", "2", *copies).stdout.splitlines()]
    assert [one["tasks"][0]["text"][-1] for one in found] == list("012345")


def test_an_empty_folder_and_no_argument_are_wrong_use(tmp_path: Path) -> None:
    assert call("read", str(tmp_path)).exit_code == 2
    assert call("read").exit_code == 2


def test_explain_names_rules_and_what_lost(paper: Path) -> None:
    paper.write_text(letter(BODY + "\n\nĐề nghị các phòng nghiêm túc triển khai thực hiện./."), "utf-8")
    result = call("explain", str(paper))
    assert result.exit_code == 0
    for words in ("head.number", "lead.subject", "time.before", "closing.carry-out"):
        assert words in result.stdout
    assert call("explain", str(paper.with_name("khong-co.txt"))).exit_code == 1


def test_evaluate_scores_a_folder(paper: Path) -> None:
    gold = json.loads(call("read", "--json", str(paper)).stdout)
    gold["tasks"] = gold["tasks"][:1]
    paper.with_suffix(".gold.json").write_text(json.dumps(gold), "utf-8")
    result = call("evaluate", str(paper.parent), "--write", str(paper.parent / "quality.md"))
    assert result.exit_code == 0
    assert "| tasks.found | 0.500 | 1.000 | 0.667 | 1 |" in result.stdout
    assert (paper.parent / "quality.md").read_text("utf-8") == result.stdout


def test_reading_needs_no_django(paper: Path) -> None:
    code = (
        "import sys; from dondoc.cli.main import root\n"
        f"root.main(['read', '--json', {str(paper)!r}], standalone_mode=False)\n"
    )
    check = "import atexit, sys; atexit.register(lambda: print('django' in sys.modules, file=sys.stderr))\n"
    done = subprocess.run([sys.executable, "-c", check + code], capture_output=True, text=True, check=False)
    assert done.stderr.strip().endswith("False")
