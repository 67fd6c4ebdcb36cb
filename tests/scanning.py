"""A phone's camera: what the square codes in a picture of a page say."""

import struct
import zlib

import zxingcpp

SIGNATURE = 8
GRAY = (299, 587, 114)


def scanned(png: bytes) -> list[str]:
    """The texts of all square codes in a picture as Chromium takes it (PNG, 8 bits, no interlacing; ISO/IEC 15948)."""
    width, height, channels, packed = _chunks(png)
    gray = bytearray()
    before = bytearray(width * channels)
    raw = zlib.decompress(packed)
    for start in range(0, len(raw), width * channels + 1):
        before = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * channels]), before, channels)
        for dot in range(0, len(before), channels):
            gray.append(sum(part * share for part, share in zip(before[dot : dot + 3], GRAY, strict=True)) // 1000)
    picture = memoryview(bytes(gray)).cast("B", (height, width))
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def _chunks(png: bytes) -> tuple[int, int, int, bytes]:
    place, packed, width, height, channels = SIGNATURE, b"", 0, 0, 0
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, height, _depth, colours = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colours]
        elif kind == b"IDAT":
            packed += body
        place += length + 12
    return width, height, channels, packed


def _unfiltered(how: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for at, sign in enumerate(line):
        left = line[at - step] if at >= step else 0
        up, corner = above[at], above[at - step] if at >= step else 0
        guess = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[how]
        line[at] = (sign + guess) & 255
    return line


def _nearest(left: int, up: int, corner: int) -> int:
    towards = left + up - corner
    return min((left, up, corner), key=lambda each: abs(towards - each))
