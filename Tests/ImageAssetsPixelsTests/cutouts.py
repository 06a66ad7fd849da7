"""Pictures over a plain background with known alpha and foreground, beside those of truth.py: drawn four times as fine
and averaged, so that edges have true partial alpha. Each case gives image, alpha, foreground."""
import io

import numpy as np
from PIL import Image

from truth import composite_case

FINE = 4
GREEN = (4, 246, 10)


def grid(n):
    y, x = np.mgrid[0:n * FINE, 0:n * FINE] / FINE
    return x, y


def average(a):
    h, w = a.shape[0] // FINE, a.shape[1] // FINE
    return a.reshape(h, FINE, w, FINE, -1).mean((1, 3))


def compose(covered, color, key):
    """From a fine mask and fine colours to a picture of 8 bits, its alpha and the colour of what covers."""
    alpha = average(covered.astype(float))[..., 0]
    fg = average(covered[..., None] * color) / np.maximum(alpha, 1e-9)[..., None]
    key = np.broadcast_to(np.asarray(key, float), fg.shape)
    return finish(alpha, fg, key)


def finish(alpha, fg, key):
    image = alpha[..., None] * fg + (1 - alpha[..., None]) * key
    return image.clip(0, 255).round().astype(np.uint8), alpha, np.where(alpha[..., None] > 0, fg, 0)


def blur(a, times):
    """By the weights 1, 2, 1 across and down, again and again."""
    for _ in range(times):
        for axis in (0, 1):
            a = (np.roll(a, 1, axis) + 2 * a + np.roll(a, -1, axis)) / 4
    return a


def jpeg(image, quality, subsampling=0):
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality, subsampling=subsampling)
    return np.asarray(Image.open(out).convert("RGB"))


def body(n=384):
    """A round body with two ears and a spot, in fine resolution: mask and colours."""
    x, y = grid(n)
    u, v = (x - n / 2) / n, (y - n / 2) / n
    head = np.hypot(u, v - 0.05) < 0.3
    ears = sum((np.hypot((u - s * 0.2) * 1.6, v + 0.22) < 0.15) for s in (-1, 1)) > 0
    color = np.stack([205 + 30 * np.sin(6 * u), 120 + 40 * v, 50 + 30 * u], -1)
    color[np.hypot(u, v - 0.14) < 0.14] = (240, 232, 220)
    color[np.hypot(u - 0.26, v) < 0.09] = (40, 30, 30)
    for s in (-1, 1):
        color[np.hypot(u - s * 0.11, v + 0.02) < 0.025] = (20, 20, 24)
    return head | ears, color


def outline(n=384, width=1.5):
    """The body as a cartoon, with a dark line along its edge."""
    covered, color = body(n)
    inner = covered.copy()
    for _ in range(int(width * FINE)):
        inner = inner & np.roll(inner, 1, 0) & np.roll(inner, -1, 0) & np.roll(inner, 1, 1) & np.roll(inner, -1, 1)
    color[covered & ~inner] = (24, 16, 20)
    return covered, color


def fur(n=384, seed=5):
    """A body whose edge is hundreds of tapering hairs."""
    rng = np.random.default_rng(seed)
    x, y = grid(n)
    u, v = x - n / 2, y - n / 2
    r = np.hypot(u, v)
    covered = r < n * 0.27
    wave = np.sin(u / 9 + v / 31)
    color = np.stack([150 + 40 * wave, 105 + 30 * wave, 70 + 20 * np.cos(v / 13)], -1)
    for _ in range(420):
        a = rng.uniform(0, 2 * np.pi)
        bend, length, width = rng.normal(0, 0.004), rng.uniform(0.06, 0.15) * n, rng.uniform(0.5, 1.1)
        start = n * 0.25
        along = u * np.cos(a) + v * np.sin(a) - start
        across = -u * np.sin(a) + v * np.cos(a) - bend * along ** 2
        hair = (along > 0) & (along < length) & (np.abs(across) < width * (1 - along / length * 0.8))
        covered |= hair
        color[hair] = np.array([150, 105, 70]) * rng.uniform(0.6, 1.4)
    return covered, color.clip(0, 255)


def text(n=384):
    """Strokes of half a pixel to five, straight, slanted and round, in three colours."""
    x, y = grid(n)
    covered, color = np.zeros(x.shape, bool), np.zeros(x.shape + (3,))
    inks = [(250, 250, 250), (18, 18, 30), (200, 30, 40)]
    for row in range(9):
        width, top = 0.6 + row * 0.55, 22 + row * 39
        for column in range(9):
            left, ink = 20 + column * 39, inks[column % 3]
            u, v = x - left, y - top
            box = (u > 0) & (u < 26) & (v > 0) & (v < 28)
            shape = [
                np.minimum(np.minimum(u, np.abs(v)), np.abs(v - 14)) < width,
                np.abs(np.hypot(u - 13, v - 14) - 11) < width / 2,
                (np.abs(u - v * 0.45) < width / 2) | (np.abs(u - 26 + v * 0.45) < width / 2),
            ][(row + column) % 3] & box
            covered |= shape
            color[shape] = ink
    return covered, color


def glass(n=384):
    """A pane of alpha 0.35 in an opaque ring: what one key cannot solve."""
    x, y = grid(n)
    r = np.hypot(x - n / 2, y - n / 2)
    a = np.where(r < n * 0.36, 1.0, 0.0)
    a[r < n * 0.3] = 0.35
    color = np.zeros(x.shape + (3,)) + (180, 200, 230)
    color[r >= n * 0.3] = (60, 60, 80)
    alpha = average(a)[..., 0]
    fg = average(a[..., None] * color) / np.maximum(alpha, 1e-9)[..., None]
    return alpha, fg


def vignette(n, key, by=0.3):
    y, x = np.mgrid[0:n, 0:n]
    r2 = ((x - n / 2) ** 2 + (y - n / 2) ** 2) / (n * n / 2)
    return np.array(key, float) * (1 - by * r2 - by * 0.3 * r2 ** 2)[..., None]


def shadow(n, key, by=0.45):
    """The key with a soft shadow on it, which the body stands in."""
    y, x = np.mgrid[0:n, 0:n]
    r2 = ((x - n / 2) / (n * 0.36)) ** 2 + ((y - n * 0.83) / (n * 0.09)) ** 2
    return np.array(key, float) * (1 - by * np.exp(-r2 * 1.5))[..., None]


def checkerboard(n, light=255, dark=204, square=16):
    y, x = np.mgrid[0:n, 0:n] // square
    return np.where(((x + y) % 2)[..., None] == 0, light, dark) * np.ones(3)


def make(name, n=384):
    if name in CONTRACT:
        return composite_case(name)
    if name == "outline":
        return compose(*outline(n), GREEN)
    if name == "thin outline":
        return compose(*outline(n, 0.75), GREEN)
    if name == "fur":
        return compose(*fur(n), GREEN)
    if name == "fur jpeg":
        image, alpha, fg = compose(*fur(n), (8, 162, 24))
        return jpeg(image, 90), alpha, fg
    if name == "soft fur":
        covered, color = fur(n)
        alpha, fg = blur(average(covered.astype(float)), 2), blur(average(covered[..., None] * color), 2)
        return finish(alpha[..., 0], fg / np.maximum(alpha, 1e-9), np.array((20, 30, 230), float))
    if name == "text":
        return compose(*text(n), GREEN)
    if name == "glass":
        alpha, fg = glass(n)
        return finish(alpha, fg, np.array(GREEN, float))
    if name == "vignette":
        return compose(*body(n), vignette(n, (8, 190, 24)))
    if name == "vignette jpeg":
        image, alpha, fg = compose(*body(n), vignette(n, (8, 190, 24)))
        rng = np.random.default_rng(3)
        return jpeg((image + rng.normal(0, 2, image.shape)).clip(0, 255).round().astype(np.uint8), 88), alpha, fg
    if name == "near hue":
        covered, color = body(n)
        return compose(covered, color * 0.25 + np.array([120, 200, 40]) * 0.75, GREEN)
    if name == "green subject":
        covered, color = body(n)
        return compose(covered, color[..., [1, 0, 2]] * (0.45, 0.75, 0.6), GREEN)
    if name == "shadow":
        return compose(*body(n), shadow(n, GREEN))
    if name in ("white", "black", "magenta", "blue"):
        key = {"white": (254, 254, 253), "black": (3, 2, 4), "magenta": (250, 6, 246), "blue": (10, 20, 240)}[name]
        return compose(*body(n), key)
    if name == "fur on white":
        return compose(*fur(n), (252, 252, 250))
    if name == "border":
        covered, color = body(n)
        return compose(np.roll(covered, 100 * FINE, 0), np.roll(color, 100 * FINE, 0), GREEN)
    if name == "subsampled":
        image, alpha, fg = compose(*outline(n), GREEN)
        return jpeg(image, 85, 2), alpha, fg
    if name == "checkerboard":
        return compose(*body(n), checkerboard(n))
    raise KeyError(name)


CONTRACT = ["hard", "hole", "hair", "soft", "noise"]
JPEGS = ["noise", "fur jpeg", "vignette jpeg", "subsampled"]
CASES = CONTRACT + [
    "outline", "thin outline", "fur", "fur jpeg", "soft fur", "text", "glass", "vignette", "vignette jpeg", "near hue",
    "green subject", "shadow", "white", "black", "magenta", "blue", "fur on white", "border", "subsampled", "checkerboard",
]
