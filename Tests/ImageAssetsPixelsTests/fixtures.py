"""Makes Fixtures/Pixels: sources of all kinds beside what truth.py makes of them, and the cases of cutouts.py.

    python fixtures.py            makes those that are missing
    python fixtures.py --check    says which truth a file no longer is"""
import os
import sys

import numpy as np

import cutouts
import png
import truth

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Fixtures", "Pixels")
SIDE = 192

# Name, colour type, bits, sides, and the sides that it is resized to.
RESIZES = [
    ("rgb", 2, 8, (61, 47), [(17, 13), (120, 95), (61, 46), (20, 90), (1, 1)]),
    ("rgba", 6, 8, (40, 41), [(13, 9), (77, 80), (39, 41)]),
    ("rgb16", 2, 16, (31, 29), [(12, 40), (31, 29)]),
    ("rgba16", 6, 16, (31, 29), [(10, 10), (64, 30)]),
    ("grey", 0, 8, (50, 30), [(21, 19), (51, 31)]),
    ("grey-alpha", 4, 8, (23, 37), [(9, 14)]),
    ("palette", 3, 8, (32, 32), [(15, 45), (8, 8)]),
    ("dark", 2, 8, (33, 33), [(50, 20)]),
    ("faint", 6, 8, (33, 33), [(20, 50)]),
    ("row", 2, 8, (300, 1), [(7, 1), (100, 1), (301, 2)]),
    ("flat", 6, 8, (400, 3), [(100, 1)]),
    ("column", 6, 8, (1, 90), [(3, 20)]),
    ("dot", 6, 16, (1, 1), [(8, 5)]),
]


def source(name, kind, bits, sides, rng):
    """Waves, hard edges and noise; palette and alpha with holes."""
    width, height = sides
    y, x = np.mgrid[0:height, 0:width]
    channels = png.CHANNELS[kind]
    waves = np.stack([np.sin(x / (2 + c) + y / (5 - c)) for c in range(channels)], -1)
    most = 2 ** bits - 1
    a = (waves * 0.4 + 0.5) * most + rng.normal(0, most * 0.1, waves.shape)
    a[(x + 2 * y) % 23 < 6] = rng.integers(0, 2, channels) * most
    if name == "dark":
        a /= 20
    if kind in (4, 6):
        hole = (x * 7 + y * 3) % 31
        a[..., -1] = np.where(hole < 9, 0, np.where(hole < 20, most, a[..., -1]))
    if name == "faint":
        a[..., -1] = a[..., -1] // 80
    a = a.clip(0, most).round()
    if kind == 3:
        return (a[..., :1] // 16).astype(np.uint8)
    return a.astype(np.uint8 if bits == 8 else np.uint16)


def expected(rgba, width, height):
    scale = 1 if rgba.dtype == np.uint8 else 257
    return truth.lanczos(rgba / scale, width, height).astype(np.uint8)


def resize_path(name, sides=None):
    return os.path.join(FOLDER, "resize", name + (".png" if sides is None else ".%dx%d.png" % sides))


def cutout_path(name, part):
    return os.path.join(FOLDER, "cutout", f"{name.replace(' ', '-')}.{part}.png")


def case(name):
    return truth.composite_case(name, SIDE) if name in cutouts.CONTRACT else cutouts.make(name, SIDE)


def edges(alpha, fg):
    """Alpha everywhere, colours at the edges, which are all that is measured."""
    shown = ((alpha > 0) & (alpha < 1))[..., None]
    return np.concatenate([np.where(shown, fg, 0).clip(0, 255), alpha[..., None] * 255], -1).round().astype(np.uint8)


def make():
    rng = np.random.default_rng(18)
    for part in ("resize", "cutout"):
        os.makedirs(os.path.join(FOLDER, part), exist_ok=True)
    for name, kind, bits, sides, targets in RESIZES:
        path = resize_path(name)
        samples = source(name, kind, bits, sides, rng)
        if not os.path.exists(path):
            palette = rng.integers(0, 256, (16, 4)).astype(np.uint8) if kind == 3 else None
            if kind == 3:
                palette[:, 3] = np.where(np.arange(16) < 4, palette[:, 3], 255)
                palette[1, 3] = 0
            png.write(path, samples, kind, palette)
        for target in targets:
            if not os.path.exists(resize_path(name, target)):
                png.write(resize_path(name, target), expected(png.read(path), *target), 6)
    for name in cutouts.CASES:
        if not os.path.exists(cutout_path(name, "image")):
            image, alpha, fg = case(name)
            png.write(cutout_path(name, "image"), image, 2)
            png.write(cutout_path(name, "truth"), edges(alpha, fg), 6)


def check():
    """JPEG decoders differ, so of those cases the image is taken as it is."""
    wrong = []
    for name, _, _, _, targets in RESIZES:
        rgba = png.read(resize_path(name))
        for target in targets:
            difference = np.abs(png.read(resize_path(name, target)).astype(int) - expected(rgba, *target))
            if difference.max() > 1 or (difference > 0).mean() > 0.001:
                wrong.append(resize_path(name, target))
    for name in cutouts.CASES:
        image, alpha, fg = case(name)
        pairs = [("truth", edges(alpha, fg))]
        if name not in cutouts.JPEGS:
            pairs.append(("image", np.concatenate([image, np.full(alpha.shape + (1,), 255, np.uint8)], -1)))
        for part, made in pairs:
            if np.abs(png.read(cutout_path(name, part)).astype(int) - made).max() > 1:
                wrong.append(cutout_path(name, part))
    for path in wrong:
        print(f"{os.path.relpath(path)} is not what truth.py and cutouts.py make.")
    return not wrong


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if check() else 1)
    make()
