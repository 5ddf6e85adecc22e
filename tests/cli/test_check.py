"""``dondoc check`` says in words, JSON and SARIF, and by its exit status, what is wrong with documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dondoc.checking import RULES
from dondoc.cli.main import root
from tests.checking.letters import framed

WRONG = framed("1. Sở Y tế rà soát kho thuốc xong trước ngày 31/11/2026.")
NOTED = framed("1. Sở Y tế rà soát kho thuốc, hoàn thành chậm nhất ngày 18/10/2026.")
RIGHT = framed("1. Sở Y tế rà soát kho thuốc xong trước ngày 30/11/2026.")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(root, ["check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in (("a-sai.txt", WRONG), ("b-nhac.txt", NOTED), ("c-dung.txt", RIGHT)):
        (tmp_path / name).write_text(words, "utf-8")
    return tmp_path


def test_a_finding_is_told_with_place_reason_and_law(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 1
    assert "a-sai.txt: 1 lỗi" in result.output
    assert "Tháng 11/2026 không có ngày 31." in result.output
    assert "[time.impossible] Bộ luật Dân sự 2015, Điều 147" in result.output
    assert "c-dung.txt: không có gì phải xem lại." in result.output


def test_the_exit_status_tells_notes_faults_and_unread_files_apart(folder: Path) -> None:
    assert run(folder / "c-dung.txt").exit_code == 0
    assert run(folder / "b-nhac.txt").exit_code == 0
    assert run("--strict", folder / "b-nhac.txt").exit_code == 1
    assert run("--skip", "time.impossible", folder / "a-sai.txt").exit_code == 0
    unread = run(folder, folder / "khong-co.txt")
    assert unread.exit_code == 2
    assert "Không tìm thấy tệp" in unread.stderr
    refused = run("--only", "khong.co", folder)
    assert refused.exit_code == 2
    assert "dondoc check --rules" in refused.stderr


def test_json_has_one_object_a_file_with_spans_in_the_text(folder: Path) -> None:
    lines = [json.loads(line) for line in run("--json", folder).output.splitlines()]
    assert [Path(line["file"]).name for line in lines] == ["a-sai.txt", "b-nhac.txt", "c-dung.txt"]
    [found] = lines[0]["findings"]
    assert (found["rule"], found["severity"], found["words"]) == ("time.impossible", "error", "ngày 31/11/2026")
    assert found["span"][1] - found["span"][0] == len("ngày 31/11/2026")


def test_sarif_has_what_the_standard_requires(folder: Path) -> None:
    log = json.loads(run("--sarif", folder, folder / "khong-co.txt").stdout)
    assert log["version"] == "2.1.0"
    [made] = log["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert made["tool"]["driver"]["name"] == "dondoc"
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    assert len(made["results"]) == 2
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note", "none")
        assert result["message"]["text"]
        [location] = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"].endswith(".txt")
        assert physical["region"]["startLine"] >= 1
        assert physical["region"]["charOffset"] >= 0
    [invocation] = made["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "Không tìm thấy" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_the_rules_are_listed_with_their_law() -> None:
    listed = run("--rules")
    assert listed.exit_code == 0
    assert all(rule.id in listed.output and rule.basis in listed.output for rule in RULES)
