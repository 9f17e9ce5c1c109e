# SPDX-License-Identifier: MIT
"""The strips and tiles of a TIFF, decoded: tifffile tells where they are, libtiff inside Pillow unpacks them.

Each packed piece is handed to Pillow as a TIFF of its own with one strip of bytes, which works for every
kind of sample that Pillow has no picture for: 16 bits in three bands, 64-bit heights.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from tifffile import TiffPage

_NONE, _JPEG, _WEBP = 1, 7, 50001
_FAX = (2, 3, 4)
_DEFLATE = (8, 32946, 50013)
_BY_LIBTIFF = (5, 32773, 34925, 50000)  # LZW, PackBits, LZMA, Zstandard
_DIFFERENCE, _FLOAT_DIFFERENCE = 2, 3
_RGB, _YCBCR = 2, 6
_JPEG_START = 2
# Tells a JPEG decoder that three bands are what they are, and no brightness with two colour differences.
_ADOBE_RGB = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"


def is_known(page: TiffPage) -> bool:
    """Return whether segments of this page can be decoded."""
    compression = int(page.compression)
    return compression in (_NONE, _JPEG, _WEBP, *_FAX, *_DEFLATE, *_BY_LIBTIFF)


def decoded(page: TiffPage, data: bytes, shape: tuple[int, int, int]) -> np.ndarray:
    """Return one strip or tile as samples.

    Parameters
    ----------
    page : TiffPage
    data : bytes
        As they stand in the file.
    shape : tuple of int
        Rows, columns and samples in a pixel of the segment.

    Returns
    -------
    ndarray, shape (rows, columns, samples)
        YCbCr comes as RGB. Fewer rows when the file ends early.

    Raises
    ------
    ValueError, OSError
        When the bytes are not what they should be.
    """
    compression = int(page.compression)
    if compression == _JPEG:
        return _picture(_with_tables(page, data, shape[2]), shape)
    if compression == _WEBP:
        return _picture(data, shape)
    if compression in _FAX:
        return _fax(page, data, shape)
    bits = _bits(page)
    row_bytes = (shape[1] * shape[2] * bits + 7) // 8
    if compression == _NONE:
        unpacked = data
    elif compression in _DEFLATE:
        unpacked = zlib.decompress(data)
    else:
        unpacked = _unpacked(data, row_bytes, shape[0], compression)
    if int(page.fillorder) == 2 and bits < 8:
        unpacked = np.packbits(np.unpackbits(np.frombuffer(unpacked, np.uint8), bitorder="little")).tobytes()
    return _samples(page, unpacked, shape, bits, row_bytes)


def _bits(page: TiffPage) -> int:
    """Return the bits of one sample; all samples of a pixel have as many in what is read here."""
    said: Any = page.bitspersample
    return int(said if isinstance(said, int) else said[0])


def _samples(page: TiffPage, data: bytes, shape: tuple[int, int, int], bits: int, row_bytes: int) -> np.ndarray:
    rows = min(shape[0], len(data) // row_bytes)
    data = data[: rows * row_bytes]
    _, columns, samples = shape
    if bits not in (8, 16, 32, 64):
        ones = np.unpackbits(np.frombuffer(data, np.uint8).reshape(rows, row_bytes), axis=1)
        ones = ones[:, : columns * samples * bits].reshape(rows, columns, samples, bits)
        weights = (1 << np.arange(bits)[::-1]).astype(np.uint16)
        return (ones * weights).sum(axis=-1, dtype=np.uint16)
    dtype = np.dtype(page.dtype).newbyteorder(page.parent.byteorder)
    if int(page.predictor) == _FLOAT_DIFFERENCE:
        return _float_sums(data, (rows, columns, samples), dtype.itemsize)
    found = np.frombuffer(data, dtype).reshape(rows, columns, samples).astype(dtype.newbyteorder("="))
    if int(page.predictor) == _DIFFERENCE:
        whole = np.dtype(f"u{dtype.itemsize}")
        return np.cumsum(found.view(whole), axis=1, dtype=whole).view(found.dtype)
    return found


def _float_sums(data: bytes, shape: tuple[int, int, int], size: int) -> np.ndarray:
    """Undo the predictor of floats: the bytes of a row sorted by weight, each a difference to the one before."""
    rows, columns, samples = shape
    steps = np.frombuffer(data, np.uint8).reshape(rows, -1, samples)
    planes = np.cumsum(steps, axis=1, dtype=np.uint8).reshape(rows, size, columns * samples)
    joined = np.ascontiguousarray(planes.transpose(0, 2, 1)).view(f">f{size}")
    return joined.reshape(shape).astype(f"=f{size}")


def _picture(data: bytes, shape: tuple[int, int, int]) -> np.ndarray:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        found = np.asarray(opened)
    found = found.reshape(*found.shape[:2], -1)
    if found.shape[2] != shape[2] or found.shape[1] < shape[1]:
        raise ValueError("not the picture that was announced")
    return found[: shape[0], : shape[1]]


def _with_tables(page: TiffPage, data: bytes, samples: int) -> bytes:
    """Return a JPEG that is whole: TIFF keeps the tables that all pieces share apart."""
    shared = page.jpegtables or b""
    body = data[_JPEG_START:]
    tables = shared[_JPEG_START:-2]
    own_colours = samples == 3 and int(page.photometric) != _YCBCR
    return data[:_JPEG_START] + (_ADOBE_RGB if own_colours else b"") + tables + body


def _fax(page: TiffPage, data: bytes, shape: tuple[int, int, int]) -> np.ndarray:
    """Return a piece of a fax-packed drawing, 0 and 1 as the file means them."""
    from PIL import Image

    rows, columns, _ = shape
    options = {tag: int(page.tags[tag].value) for tag in (292, 293) if tag in page.tags and int(page.compression) != 2}
    order = int(page.fillorder)
    tiff = _one_strip(data, columns, rows, int(page.compression), bits=1, more={**options, 266: order})
    with Image.open(io.BytesIO(tiff)) as opened:
        return np.asarray(opened).astype(np.uint8).reshape(rows, columns, 1)


def _unpacked(data: bytes, row_bytes: int, rows: int, compression: int) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(_one_strip(data, row_bytes, rows, compression))) as opened:
        return opened.tobytes()


def _one_strip(
    data: bytes, width: int, rows: int, compression: int, *, bits: int = 8, more: dict[int, int] | None = None
) -> bytes:
    """Return a TIFF of one strip of grey around packed bytes."""
    values = {256: width, 257: rows, 258: bits, 259: compression, 262: 1, 273: 0, 277: 1, 278: rows, 279: len(data)}
    values |= more or {}
    values[273] = 8 + 2 + 12 * len(values) + 4
    head = struct.pack("<2sHIH", b"II", 42, 8, len(values))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, values[tag]) for tag in sorted(values))
    return head + entries + b"\0\0\0\0" + data
