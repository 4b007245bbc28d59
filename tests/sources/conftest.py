"""Archives made by the standard library, and what is found in them."""

from __future__ import annotations

import io
import tarfile

import pytest

from fraudnews.sources import Reading, Source, find_sources


def _tar(members, form=tarfile.PAX_FORMAT, end=True):
    out = io.BytesIO()
    archive = tarfile.open(fileobj=out, mode="w", format=form, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    for name, data in members:
        info = tarfile.TarInfo(name)
        if isinstance(data, bytes):
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        else:
            info.type = data.encode()
            info.linkname = "/etc/passwd"
            archive.addfile(info)
    if end:
        archive.close()
    return out.getvalue()


@pytest.fixture
def tar():
    """Make a tar archive of pairs: a name, and its bytes, or (a str) the type of something that is no file."""
    return lambda *members, **more: _tar(members, **more)


@pytest.fixture
def found(tmp_path):
    """Write bytes to a file of this name; give what is found in it: each name with its data, or what is wrong."""

    def find(name, data, include=(), exclude=(), **reading):
        path = tmp_path / name
        path.write_bytes(data)
        items = find_sources([str(path)], Reading(include, exclude, **reading))
        return [
            (item.relative, item.data)
            if isinstance(item, Source)
            else (item.name.removeprefix(str(tmp_path) + "/"), str(item.error))
            for item in items
        ]

    return find
