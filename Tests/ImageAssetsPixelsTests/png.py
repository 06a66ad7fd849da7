"""PNG files as the fixtures need them, also of 16 bits and with palettes, which Pillow does not give or take whole."""
import struct
import zlib

import numpy as np

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write(path, samples, kind, palette=None):
    """`samples` are rows x columns x channels of that colour type, uint8 or uint16; a palette has four values a colour."""
    height, width = samples.shape[:2]
    assert samples.shape[2] == CHANNELS[kind]
    depth = samples.dtype.itemsize * 8
    rows = samples.astype(f">u{depth // 8}").reshape(height, -1).view(np.uint8).reshape(height, -1)
    step = CHANNELS[kind] * depth // 8
    sub = rows.copy()
    if kind != 3:
        sub[:, step:] = rows[:, step:] - rows[:, :-step]
    raw = b"".join((b"\0" if kind == 3 else b"\1") + row.tobytes() for row in sub)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    if kind == 3:
        data += chunk(b"PLTE", palette[:, :3].tobytes()) + chunk(b"tRNS", palette[:, 3].tobytes())
    data += chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    with open(path, "wb") as file:
        file.write(data)


def read(path):
    """Four channels, uint8 or uint16, whatever the colour type."""
    with open(path, "rb") as file:
        data = file.read()
    at, chunks = 8, {}
    while at < len(data):
        count, name = struct.unpack(">I4s", data[at:at + 8])
        chunks[name] = chunks.get(name, b"") + data[at + 8:at + 8 + count]
        at += 12 + count
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    step = CHANNELS[kind] * depth // 8
    raw = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    rows = raw[:, 1:].copy()
    assert set(raw[:, 0]) <= {0, 1}
    for y in np.flatnonzero(raw[:, 0] == 1):
        rows[y] = np.cumsum(rows[y].reshape(-1, step), 0, dtype=np.uint64).astype(np.uint8).reshape(-1)
    dtype = np.uint8 if depth == 8 else np.uint16
    samples = rows.reshape(-1).view(f">u{depth // 8}").astype(dtype).reshape(height, width, CHANNELS[kind])
    if kind == 3:
        colors = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
        alpha = np.full(len(colors), 255, np.uint8)
        clear = np.frombuffer(chunks.get(b"tRNS", b""), np.uint8)
        alpha[:len(clear)] = clear
        return np.concatenate([colors, alpha[:, None]], 1)[samples[..., 0]]
    opaque = np.full(samples.shape[:2] + (1,), np.iinfo(dtype).max, dtype)
    if kind == 0:
        return np.concatenate([samples] * 3 + [opaque], -1)
    if kind == 2:
        return np.concatenate([samples, opaque], -1)
    return samples if kind == 6 else np.concatenate([samples[..., :1]] * 3 + [samples[..., 1:]], -1)
