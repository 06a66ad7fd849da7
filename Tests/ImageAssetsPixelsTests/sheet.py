"""Draws all cases of the cut-out to look at: the picture, its alpha, the subject on black, white and magenta, and where
alpha is wrong (grey is right, lighter is too much).

    python sheet.py ../../Documentation/CutOut.png [CASE ...]"""
import sys

import numpy as np
from PIL import Image, ImageDraw

import cutouts
import fixtures
import pixels
import png
from test_pixels import INSIDE, lib, opaque

SIDE, GAP = 192, 6


def row(name):
    image = png.read(fixtures.cutout_path(name, "image"))[..., :3]
    truth = png.read(fixtures.cutout_path(name, "truth"))[..., 3].astype(int)
    got, report = lib.cut_out(opaque(image), inside=name in INSIDE)
    alpha = got[..., 3:] / 255
    tiles = [image, np.repeat(got[..., 3:], 3, -1)]
    for below in [(0, 0, 0), (255, 255, 255), (255, 0, 255)]:
        tiles.append((alpha * got[..., :3] + (1 - alpha) * np.array(below)).round().astype(np.uint8))
    wrong = (128 + (got[..., 3].astype(int) - truth) // 2).clip(0, 255).astype(np.uint8)
    tiles.append(np.repeat(wrong[..., None], 3, -1))
    borders = ["", "transparent border", "border not plain", "checkerboard", "other colour"]
    return tiles, name + (": " + borders[report.border] if report.border else "")


def main(path, names):
    sheet = Image.new("RGB", (6 * (SIDE + GAP) + GAP, len(names) * (SIDE + GAP + 14) + GAP), (70, 70, 74))
    draw = ImageDraw.Draw(sheet)
    for y, name in enumerate(names):
        tiles, label = row(name)
        top = GAP + y * (SIDE + GAP + 14)
        draw.text((GAP, top), label, fill=(255, 255, 255))
        for x, tile in enumerate(tiles):
            sheet.paste(Image.fromarray(tile), (GAP + x * (SIDE + GAP), top + 14))
    sheet.quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or cutouts.CASES)
