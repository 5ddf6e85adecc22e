import stat
from pathlib import Path

import pytest

from dondoc import libreoffice
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.pdf import to_pdf
from dondoc.writing.word import docx_bytes
from tests.writing.samples import urging


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def refusal(script: str, folder: Path, *, seconds: float = 30) -> Fault:
    with pytest.raises(WritingError) as refused:
        to_pdf(b"", seconds=seconds, program=program(folder, script))
    return refused.value.fault


def test_failure_is_said_in_words(tmp_path: Path) -> None:
    assert refusal("exit 3", tmp_path) is Fault.CONVERSION_FAILED


def test_no_file_is_a_failure(tmp_path: Path) -> None:
    assert refusal("exit 0", tmp_path) is Fault.CONVERSION_FAILED


def test_a_hanging_program_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    assert (
        refusal(f"(read line < /dev/zero; touch {mark}) & cat /dev/zero > /dev/null", tmp_path, seconds=0.2)
        is Fault.TIME_OUT
    )
    assert not mark.exists()


def test_a_machine_without_libreoffice_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    with pytest.raises(WritingError, match="LibreOffice"):
        to_pdf(b"")
    with pytest.raises(WritingError, match="LibreOffice"):
        to_pdf(b"", program=str(tmp_path / "missing"))


@pytest.mark.load
@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_a_letter_becomes_a_pdf() -> None:
    assert to_pdf(docx_bytes(urging(3))).startswith(b"%PDF")
