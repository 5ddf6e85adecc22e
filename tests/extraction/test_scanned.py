"""Documents that come as scans are read nearly as well as files of words."""

from __future__ import annotations

import zlib

import pytest
from bench.scans import LOSS, as_scan, documents, found

from dondoc.extraction.scoring import Score, compare
from dondoc.reading import read, read_path
from dondoc.reading.pdf.scans import can_recognise


@pytest.mark.load
@pytest.mark.skipif(not can_recognise(), reason="Tesseract's Vietnamese data are not installed")
def test_little_is_lost_on_crooked_noisy_sealed_scans():
    words, scanned = Score(), Score()
    samples = [(path, gold) for path, gold in documents() if path.suffix == ".pdf" and "sample" in path.parts]
    assert len(samples) >= 4
    for path, gold in samples:
        spoilt = as_scan(path.read_bytes(), zlib.crc32(path.name.encode()))
        words.merge(compare(gold, found(read_path(path), path.name)))
        scanned.merge(compare(gold, found(read(spoilt, "scan.pdf"), path.name)))
    assert scanned.overall >= words.overall - LOSS
