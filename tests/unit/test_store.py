"""The store on disk: what is damaged, half written or in the way is as if it were not there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.locks import mark
from press.store import FORMAT, Store, hashed

KEY, OTHER = (hashlib.sha256(text).hexdigest() for text in (b"a", b"b"))


def file_of(folder: Path, key: str) -> Path:
    return folder / FORMAT / key[:2] / key[2:]


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"content")
    assert Store(tmp_path).get(KEY) == b"content"
    assert Store(tmp_path).get(OTHER) is None


def test_empty_content_is_content(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"")
    assert Store(tmp_path).get(KEY) == b""


@given(data=st.data())
def test_a_damaged_file_is_absent_and_goes(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("store")
    Store(folder).put(KEY, b"some content")
    path = file_of(folder, KEY)
    whole = bytearray(path.read_bytes())
    cut = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(whole[:cut])
    else:
        whole[cut] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
    assert Store(folder).get(KEY) is None
    assert not path.exists()
    Store(folder).put(KEY, b"again")
    assert Store(folder).get(KEY) == b"again"


def test_a_half_written_file_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Store(tmp_path).put(KEY, b"content")
    assert Store(tmp_path).get(KEY) is None
    assert list(file_of(tmp_path, KEY).parent.iterdir()) == []


def test_a_folder_that_is_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("in the way", "utf-8")
    store = Store(tmp_path / "store")
    store.put(KEY, b"content")
    assert store.get(KEY) is None
    store.trim()


def test_what_was_used_last_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1000)
    keys = [hashlib.sha256(bytes([n])).hexdigest() for n in range(10)]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 100)
        os.utime(file_of(tmp_path, key), (1000 + age, 1000 + age))
    assert store.get(keys[0]) == b"x" * 100
    store.trim()
    kept = [key for key in keys if file_of(tmp_path, key).exists()]
    assert keys[0] in kept
    assert keys[1] not in kept
    assert sum(file_of(tmp_path, key).stat().st_size for key in kept) <= 800


def test_nothing_is_removed_below_the_limit(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=10_000)
    store.put(KEY, b"x" * 100)
    store.trim()
    assert store.get(KEY) == b"x" * 100


def test_versions_share_a_limit_and_nobody_elses_files_go(tmp_path: Path) -> None:
    old, other = tmp_path / "0" / KEY[:2] / KEY[2:], tmp_path / "photographs" / "ab" / "holiday.jpg"
    for path in (old, other):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x" * 900)
        os.utime(path, (1, 1))
    store = Store(tmp_path, limit=1000)
    store.put(OTHER, b"x" * 500)
    store.trim()
    assert (old.exists(), other.exists(), store.get(OTHER)) == (False, True, b"x" * 500)


def test_what_a_killed_build_was_writing_goes_and_what_another_writes_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"content")
    left, written = (file_of(tmp_path, KEY).parent / name for name in (".left", ".written"))
    left.write_bytes(b"half")
    with written.open("wb") as file:
        mark(file.fileno())
        store.tidy()
        assert (left.exists(), written.exists()) == (False, True)
    assert store.get(KEY) == b"content"


def test_a_name_that_is_no_text_is_part_of_a_key() -> None:
    assert hashed("a\udcffb") != hashed("a\udcfeb")
