"""How fast pixels are resized and cut out, beside Pillow, ImageMagick and libvips where they are installed, all on one
core and in turns, by the processor's time.

    python Benchmarks/pixels.py      (numpy and Pillow; pyvips and ImageMagick if there)

The milliseconds are this machine's at this moment; the ratios hold. `linear` means in linear light, which is what is made
here; the others resize the curve's values unless they are told."""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

os.environ["VIPS_CONCURRENCY"] = "1"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Tests", "ImageAssetsPixelsTests"))

import numpy as np
from PIL import Image

import pixels

ROUNDS = 5


def photograph(width, height):
    """Octaves of noise, a gradient and grain."""
    rng = np.random.default_rng(1)
    a = np.zeros((height, width, 3))
    for octave in range(7):
        small = rng.normal(0, 1, (2 + 2 ** octave * 2, 2 + 2 ** octave * 3, 3))
        for i in range(3):
            plane = Image.fromarray(small[..., i].astype(np.float32)).resize((width, height), Image.BICUBIC)
            a[..., i] += np.asarray(plane) * 40 / (octave + 1)
    a += np.linspace(60, 190, width)[None, :, None] + rng.normal(0, 3, a.shape)
    return a.clip(0, 255).astype(np.uint8)


def with_alpha(rgb):
    y, x = np.mgrid[0:rgb.shape[0], 0:rgb.shape[1]]
    alpha = (np.sin(x / 90) * np.sin(y / 70) * 400 + 128).clip(0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.concatenate([rgb, alpha[..., None]], -1))


def opaque(rgb):
    return np.ascontiguousarray(np.concatenate([rgb, np.full(rgb.shape[:2] + (1,), 255, np.uint8)], -1))


def subject(rgb):
    """The photograph in a disc with a soft edge and spokes, on a shaded, noisy key."""
    height, width = rgb.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    r, angle = np.hypot(x - width / 2, y - height / 2), np.arctan2(y - height / 2, x - width / 2)
    alpha = np.clip((height * 0.36 - r) / 2, 0, 1)
    alpha = np.maximum(alpha, np.clip(2 - np.abs(np.sin(angle * 60)) * r / 60, 0, 1) * (r < height * 0.43))[..., None]
    key = np.array([4, 240, 10]) * (1 - 0.1 * (r / r.max()) ** 2)[..., None]
    image = alpha * np.minimum(rgb, (255, 150, 255)) + (1 - alpha) * key
    return (image + np.random.default_rng(2).normal(0, 1, image.shape)).clip(0, 255).round().astype(np.uint8)


def pillow_linear(a, size):
    """What is done here, by the same library's means: three or four planes of floats."""
    curve = np.arange(256) / 255
    curve = np.where(curve <= 0.04045, curve / 12.92, ((curve + 0.055) / 1.055) ** 2.4).astype(np.float32)
    planes = [Image.fromarray(curve[a[..., i]]).resize(size, Image.LANCZOS) for i in range(3)]
    light = np.stack([np.asarray(p) for p in planes], -1).clip(0, 1)
    curved = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return (curved * 255 + 0.5).astype(np.uint8)


def imagemagick(path, size, linear):
    command = shutil.which("magick") or shutil.which("convert")
    if command is None:
        return None
    space = ["-colorspace", "RGB"] if linear else []
    back = ["-colorspace", "sRGB"] if linear else []
    limit = ["-limit", "thread", "1"]

    def run(*steps):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([command, *limit, path, *steps, "null:"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    resized = [*space, "-filter", "Lanczos", "-resize", "%dx%d!" % size, *back]
    # Without reading the file, as of the others.
    return lambda: run(*resized) - run()


def vips(a, size, linear):
    try:
        import pyvips
    except (ImportError, OSError):
        return None
    image = pyvips.Image.new_from_memory(a.tobytes(), a.shape[1], a.shape[0], a.shape[2], "uchar")
    image = image.copy(interpretation="srgb")

    def run():
        start = time.process_time()
        source = image.colourspace("scrgb") if linear else image
        made = source.resize(size[0] / a.shape[1], vscale=size[1] / a.shape[0], kernel="lanczos3")
        (made.colourspace("srgb") if linear else made).write_to_memory()
        return time.process_time() - start
    return run


def timed(work):
    def run():
        start = time.process_time()
        work()
        return time.process_time() - start
    return run


def compare(title, works):
    works = {name: work for name, work in works.items() if work is not None}
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], work())
    first = next(iter(best.values()))
    print(title)
    for name, seconds in best.items():
        print(f"    {name:28} {seconds * 1000:8.1f} ms   {seconds / first:5.2f}")


def peak(code):
    """What a call takes above what was there before it, in a process of its own."""
    script = f"""
import os, sys, threading
sys.path[:0] = {sys.path[:1]!r}
import numpy as np, pixels
lib = pixels.Pixels(pixels.load("-O0"))
a = np.zeros((2160, 3840, 4), np.uint8); a[..., 3] = 255
x, y = np.meshgrid(np.arange(3840), np.arange(2160))
disc = (np.hypot(x - 1920, y - 1080) < 700)[..., None]
a[..., :3] = np.where(disc, np.stack([x % 200, y % 100, x % 50 + 50], -1), (4, 246, 10))
del x, y
def now(key):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(key))
open("/proc/self/clear_refs", "w").write("5")
before = now("VmRSS")
{code}
print((now("VmHWM") - before) / 1024)
"""
    return float(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout)


def main():
    release, debug = pixels.Pixels(pixels.load("-O2")), pixels.Pixels(pixels.load("-O0"))
    rgb = photograph(3840, 2160)
    with tempfile.TemporaryDirectory() as folder:
        for kind, a in [("RGB", rgb), ("RGBA", with_alpha(rgb))]:
            path = os.path.join(folder, f"{kind}.miff")
            image = Image.fromarray(a)
            png = os.path.join(folder, f"{kind}.png")
            image.save(png, compress_level=1)
            converter = shutil.which("magick") or shutil.which("convert")
            if converter:
                subprocess.run([converter, png, path], check=True)
            ours = opaque(rgb) if kind == "RGB" else a
            for size in [(1280, 720), (640, 360), (1920, 1080), (100, 56), (5760, 3240)]:
                compare(f"{kind} 3840x2160 to {size[0]}x{size[1]}", {
                    "here": timed(lambda: release.resize(ours, *size)),
                    "here, built for debugging": timed(lambda: debug.resize(ours, *size)),
                    "Pillow": timed(lambda: image.resize(size, Image.LANCZOS)),
                    "Pillow, linear": timed(lambda: pillow_linear(a, size)) if kind == "RGB" else None,
                    "ImageMagick": imagemagick(path, size, False),
                    "ImageMagick, linear": imagemagick(path, size, True),
                    "libvips": vips(a, size, False),
                    "libvips, linear": vips(a, size, True),
                })
        cut = opaque(subject(rgb))
        compare("Cut-out of 3840x2160", {
            "here": timed(lambda: release.cut_out(cut)),
            "here, built for debugging": timed(lambda: debug.cut_out(cut)),
        })
    print("Memory above the picture's own 33 MB:")
    print(f"    resize to 1280x720 {peak('lib.resize(a, 1280, 720)'):.1f} MB")
    print(f"    cut-out {peak('lib.cut_out(a)') - 33:.1f} MB")


if __name__ == "__main__":
    main()
