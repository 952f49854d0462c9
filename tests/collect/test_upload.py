"""What a browser sends is written beside the originals, never elsewhere."""

import os
from datetime import timedelta

from contrechamp.collect.upload import Spool, make_captures, sweep_spools


def test_a_file_sent_in_blocks_becomes_a_capture(tmp_path, now):
    spool = Spool(tmp_path, "..\\dossier/../été/lettre.pdf")
    for block in (b"one ", b"two ", b"three"):
        spool.write(block)
    spool.close()
    (capture,) = make_captures([spool], collection="team", received_at=now, receiver="camille")
    assert capture.source.read_bytes() == b"one two three"
    assert capture.source.parent == tmp_path
    provenance = capture.provenance
    assert (provenance.way_in, provenance.untrusted_path) == ("upload", "dossier/été/lettre.pdf")
    assert (provenance.receiver, provenance.collection) == ("camille", "team")
    spool.discard()
    assert os.listdir(tmp_path) == []


def test_a_file_without_a_name_gets_one(tmp_path):
    spool = Spool(tmp_path, "..")
    assert spool.untrusted_path == "upload"
    spool.discard()


def test_the_name_is_never_used_to_open_anything(tmp_path):
    spool = Spool(tmp_path, "/etc/passwd")
    assert "passwd" not in spool.path.name
    spool.discard()


def test_others_on_the_machine_cannot_read_a_spool(tmp_path):
    spool = Spool(tmp_path, "a")
    assert not spool.path.stat().st_mode & 0o077
    spool.discard()


def test_spools_of_broken_uploads_are_swept_after_a_day(tmp_path, now):
    old, young = Spool(tmp_path, "old"), Spool(tmp_path, "young")
    (tmp_path / "1-2.part").write_bytes(b"of an accession")
    for spool, age in ((old, timedelta(hours=25)), (young, timedelta(hours=1))):
        spool.close()
        at = (now - age).timestamp()
        os.utime(spool.path, (at, at))
    assert sweep_spools(tmp_path, now=now) == 1
    assert sorted(os.listdir(tmp_path)) == sorted(["1-2.part", young.path.name])
