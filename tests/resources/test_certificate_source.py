import struct
import zipfile
from pathlib import Path

import pytest

from resources import certificate_source
from resources.certificate_source import (
    ArchiveLimits,
    ArchiveSource,
    FolderSource,
    open_source,
)
from resources.errors import PermanentFailure


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_folder_and_archive_give_the_same_documents(tmp_path: Path) -> None:
    members = {"b/2.json": b"{}", "a.xml": b"<a/>", "b/1.XML": b"<b/>"}
    folder = tmp_path / "folder"
    for name, data in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "notes.txt").write_text("not a certificate")
    path = archive(tmp_path / "a.zip", members | {"notes.txt": b"not a certificate"})
    found = list(open_source(folder).documents())
    assert [document.source_file for document in found] == ["a.xml", "b/1.XML", "b/2.json"]
    assert {document.source_file: document.data for document in found} == members
    assert list(open_source(path).documents()) == found


def test_a_document_that_is_too_large_is_named_but_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate_source, "MAX_DOCUMENT_BYTES", 4)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.xml").write_bytes(b"<long/>")
    sources = [
        FolderSource(tmp_path / "folder"),
        ArchiveSource(archive(tmp_path / "a.zip", {"a.xml": b"<long/>"})),
    ]
    for source in sources:
        (document,) = source.documents()
        assert (document.source_file, document.size_bytes, document.data) == ("a.xml", 7, None)


@pytest.mark.parametrize(
    "name", ["../a.xml", "/etc/a.xml", "a/../../b.xml", "..\\a.xml", "C:\\a.xml", "C:/a.xml"]
)
def test_a_member_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PermanentFailure, match="leads out of the archive"):
        list(ArchiveSource(archive(tmp_path / "a.zip", {name: b"<a/>"})).documents())


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<a/>")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.xml").symlink_to(tmp_path / "secret.xml")
    with pytest.raises(PermanentFailure, match="link out of the folder"):
        list(FolderSource(tmp_path / "folder").documents())


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ArchiveLimits(members=1), "2 members, more than 1"),
        (ArchiveLimits(total_bytes=10), "unpacked, more than 10"),
        (ArchiveLimits(ratio=5), "unpacks to more than 5 times"),
    ],
)
def test_an_archive_over_a_limit_is_refused(
    tmp_path: Path, limits: ArchiveLimits, reason: str
) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"<a/>" * 100, "b.xml": b"<b/>"})
    with pytest.raises(PermanentFailure, match=reason):
        list(ArchiveSource(path, limits).documents())


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"<a/>" * 1000})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 4000), struct.pack("<L", 4)))
    with pytest.raises(PermanentFailure, match="cannot be read"):
        list(ArchiveSource(path).documents())


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_truncated_archive_is_refused(tmp_path: Path, cut: int) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"<a/>"})
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(PermanentFailure, match=r"a\.zip"):
        list(open_source(path).documents())


def test_what_is_neither_folder_nor_archive_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path / "a.xml"):
        with pytest.raises(PermanentFailure, match="neither a folder nor a ZIP"):
            open_source(path)
