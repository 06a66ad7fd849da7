"""The pixels target against truth that it has no part in: truth.py, cutouts.py and the few lines of arithmetic here.

    python -m unittest discover -s Tests/ImageAssetsPixelsTests"""
import os
import subprocess
import tempfile
import unittest

import numpy as np

import cutouts
import fixtures
import pixels
import png
import truth

HERE = os.path.dirname(os.path.abspath(__file__))
FITS = ["inside", "outside", "cover", "contain", "fill"]
lib = pixels.Pixels(pixels.load())


def opaque(rgb):
    most = np.full(rgb.shape[:2] + (1,), np.iinfo(rgb.dtype).max, rgb.dtype)
    return np.ascontiguousarray(np.concatenate([rgb, most], -1))


def differences(made, wanted):
    """Of samples that somebody sees: a pixel whose alpha is 0 has no colour."""
    seen = (wanted[..., 3:] > 0) | (np.arange(4) == 3)
    return np.abs(made.astype(int) - wanted.astype(int)) * seen


class Resizing(unittest.TestCase):
    def pairs(self):
        for name, _, _, _, targets in fixtures.RESIZES:
            for target in targets:
                yield name, png.read(fixtures.resize_path(name)), target, png.read(fixtures.resize_path(name, target))

    def test_no_sample_differs_by_more_than_1_from_the_reference(self):
        for name, source, target, wanted in self.pairs():
            with self.subTest(name, target=target):
                made = differences(lib.resize(source, *target), wanted)
                self.assertLessEqual(made.max(), 1)
                # Rounding alone: where values are dark a step of light is a part of a sample.
                self.assertLess((made > 0).mean(), 0.03)

    def test_mirrored_then_resized_is_resized_then_mirrored(self):
        for name, source, target, _ in self.pairs():
            made = lib.resize(source, *target)
            for axis in (0, 1):
                with self.subTest(name, target=target, axis=axis):
                    mirrored = np.flip(lib.resize(np.flip(source, axis).copy(), *target), axis)
                    difference = np.abs(made.astype(int) - mirrored)
                    self.assertLessEqual(difference.max(), 1)
                    self.assertLessEqual((difference > 0).sum(), 2)

    def test_a_window_is_a_part_of_the_whole(self):
        for name, source, target, _ in self.pairs():
            width, height = target
            window = (width // 3, height // 4, width - width // 3 - width // 5, height - height // 4 - height // 5)
            x, y, w, h = window
            with self.subTest(name, target=target):
                whole = lib.resize(source, width, height)
                np.testing.assert_array_equal(lib.resize(source, width, height, window), whole[y:y + h, x:x + w])

    def test_a_part_of_a_picture_does_not_see_its_neighbours(self):
        source = png.read(fixtures.resize_path("rgba"))
        part = source[5:30, 7:33]
        np.testing.assert_array_equal(lib.resize(part, 11, 40), lib.resize(part.copy(), 11, 40))

    def test_the_same_size_changes_nothing_that_is_seen(self):
        source = png.read(fixtures.resize_path("rgba"))
        made = lib.resize(source, 40, 41)
        self.assertEqual(differences(made, source).max(), 0)
        self.assertEqual(made[source[..., 3] == 0].max(), 0)

    def test_one_colour_stays_that_colour(self):
        for value in range(256):
            flat = np.full((9, 7, 4), value, np.uint8)
            flat[..., 3] = 255
            self.assertEqual(np.abs(lib.resize(flat, 4, 13).astype(int) - flat[0, 0]).max(), 0)

    def test_nothing_of_the_colour_below_transparent_pixels_is_seen(self):
        a = np.zeros((20, 20, 4), np.uint8)
        a[:, :10] = (255, 255, 255, 255)
        b = a.copy()
        b[:, 10:, :3] = (255, 0, 0)
        np.testing.assert_array_equal(lib.resize(a, 7, 7), lib.resize(b, 7, 7))


class Geometry(unittest.TestCase):
    def test_words_of_a_recipe(self):
        # Source, request, then: what it is scaled to, the window, what is made, where the window goes.
        for source, request, wanted in [
            ((4000, 3000), (400, 0, "inside"), (400, 300, 0, 0, 400, 300, 400, 300, 0, 0)),
            ((4000, 3), (100, 0, "inside"), (100, 1, 0, 0, 100, 1, 100, 1, 0, 0)),
            ((1333, 1000), (400, 0, "inside"), (400, 300, 0, 0, 400, 300, 400, 300, 0, 0)),
            ((3, 2), (0, 3, "inside"), (5, 3, 0, 0, 5, 3, 5, 3, 0, 0)),
            ((400, 300), (0, 0, "cover"), (400, 300, 0, 0, 400, 300, 400, 300, 0, 0)),
            ((400, 300), (100, 100, "inside"), (100, 75, 0, 0, 100, 75, 100, 75, 0, 0)),
            ((400, 300), (100, 100, "outside"), (133, 100, 0, 0, 133, 100, 133, 100, 0, 0)),
            ((400, 300), (100, 100, "cover", 1, 1), (133, 100, 16, 0, 100, 100, 100, 100, 0, 0)),
            ((400, 300), (100, 100, "cover", 0, 1), (133, 100, 0, 0, 100, 100, 100, 100, 0, 0)),
            ((400, 300), (100, 100, "cover", 2, 0), (133, 100, 33, 0, 100, 100, 100, 100, 0, 0)),
            ((300, 400), (100, 100, "cover", 1, 2), (100, 133, 0, 33, 100, 100, 100, 100, 0, 0)),
            ((400, 300), (100, 100, "contain", 1, 1), (100, 75, 0, 0, 100, 75, 100, 100, 0, 12)),
            ((400, 300), (100, 100, "contain", 1, 2), (100, 75, 0, 0, 100, 75, 100, 100, 0, 25)),
            ((300, 400), (100, 100, "contain", 2, 0), (75, 100, 0, 0, 75, 100, 100, 100, 25, 0)),
            ((400, 300), (100, 100, "fill"), (100, 100, 0, 0, 100, 100, 100, 100, 0, 0)),
        ]:
            with self.subTest(source=source, request=request):
                width, height, fit = request[:3]
                _, l = lib.lay_out(*source, width, height, FITS.index(fit), *request[3:])
                w = l.window
                got = (l.scaled_width, l.scaled_height, w.x, w.y, w.width, w.height, l.width, l.height, l.left, l.top)
                self.assertEqual(got, wanted)
                self.assertEqual(l.enlarges, got[0] > source[0] or got[1] > source[1])

    def test_the_second_side_is_rounded_half_up(self):
        for width, height, wanted in [(2, 1, 1), (2, 3, 2), (4, 6, 2), (4, 5, 1), (1000, 1, 1)]:
            self.assertEqual(lib.lay_out(width, height, 1, 0)[1].height, wanted, (width, height))

    def test_a_side_that_is_too_long_is_told_with_what_it_would_be(self):
        fits, layout = lib.lay_out(1, 4000, 1000, 0)
        self.assertFalse(fits)
        self.assertEqual((layout.width, layout.height), (1000, 4_000_000))


class Flattening(unittest.TestCase):
    def test_every_alpha_over_every_background(self):
        colors, alphas = np.meshgrid(np.arange(0, 256, 5), np.arange(256))
        a = np.stack([colors, 255 - colors, colors // 2, alphas], -1).astype(np.uint8)
        for below in [(255, 255, 255, 255), (0, 0, 0, 255), (13, 200, 77, 255), (200, 100, 50, 128), (9, 9, 9, 0)]:
            top, bottom = a[..., 3:] / 255, below[3] / 255
            alpha = top + bottom * (1 - top)
            color = (a[..., :3] * top + np.array(below[:3]) * bottom * (1 - top)) / np.maximum(alpha, 1e-9)
            wanted = np.where(alpha > 0, np.concatenate([color, alpha * 255], -1), 0)
            got = lib.flatten(a, below)
            self.assertLessEqual(np.abs(got - wanted).max(), 0.5 + 1e-6, below)


class Grey(unittest.TestCase):
    def test_the_luminance_of_every_kind_of_colour(self):
        steps = np.arange(0, 256, 5)
        colors = np.stack(np.meshgrid(steps, steps, steps, steps[::17]), -1).reshape(len(steps), -1, 4)
        a = np.ascontiguousarray(colors.astype(np.uint8))
        samples = a[..., :3] / 255
        light = np.where(samples <= 0.04045, samples / 12.92, ((samples + 0.055) / 1.055) ** 2.4)
        sum_of_light = light @ np.array([0.2126, 0.7152, 0.0722])
        low = sum_of_light <= 0.0031308
        wanted = 255 * np.where(low, sum_of_light * 12.92, 1.055 * sum_of_light ** (1 / 2.4) - 0.055)
        got = lib.make_grey(a)
        # Half a sample by rounding, and what a step of light is where values are dark.
        self.assertLessEqual(np.abs(got[..., :3] - wanted[..., None]).max(), 0.6)
        np.testing.assert_array_equal(got[..., 3], a[..., 3])

    def test_greys_stay_as_they_are(self):
        a = np.repeat(np.arange(256, dtype=np.uint8).reshape(16, 16, 1), 4, -1)
        np.testing.assert_array_equal(lib.make_grey(a), a)


class Content(unittest.TestCase):
    def test_the_part_that_is_seen_and_a_margin_as_far_as_there_is_one(self):
        for dtype in (np.uint8, np.uint16):
            a = np.full((20, 30, 4), 77, dtype)
            a[..., 3] = 0
            self.assertIsNone(lib.find_content(a))
            a[7, 11, 3] = 1
            a[12, 5, 3] = 256 if dtype == np.uint16 else 255
            self.assertEqual(lib.find_content(a), (5, 7, 7, 6))
            self.assertEqual(lib.find_content(a, 2), (3, 5, 11, 10))
            self.assertEqual(lib.find_content(a, 6), (0, 1, 18, 18))
            self.assertEqual(lib.find_content(a, 4_000_000_000), (0, 0, 30, 20))


class SmallestForm(unittest.TestCase):
    def unpack(self, form, rows, width):
        if form.bit_depth < 8 or form.kind in (0, 3):
            bits = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), -1), axis=1)
            values = bits[:, :width * form.bit_depth].reshape(len(rows), width, form.bit_depth)
            values = (values * (1 << np.arange(form.bit_depth)[::-1])).sum(-1)
            if form.kind == 3:
                return np.array(form.colors, np.uint8)[values]
            grey = (values * 255 // (2 ** form.bit_depth - 1)).astype(np.uint8)[..., None]
            return opaque(np.concatenate([grey] * 3, -1))
        channels = {2: 3, 4: 2, 6: 4}[form.kind]
        a = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), width, channels)
        if form.kind == 6:
            return a
        return opaque(a) if form.kind == 2 else np.concatenate([a[..., :1]] * 3 + [a[..., 1:]], -1)

    def test_each_kind_of_picture_gets_its_form_and_loses_nothing(self):
        rng = np.random.default_rng(4)
        grey = np.repeat(rng.integers(0, 256, (60, 70, 1)), 3, -1).astype(np.uint8)
        two = np.repeat(rng.integers(0, 2, (60, 70, 1)) * 255, 3, -1).astype(np.uint8)
        four = np.repeat(rng.integers(0, 4, (60, 70, 1)) * 85, 3, -1).astype(np.uint8)
        sixteen = np.repeat(rng.integers(0, 16, (60, 70, 1)) * 17, 3, -1).astype(np.uint8)
        odd = np.repeat(rng.integers(0, 5, (60, 70, 1)) * 40 + 3, 3, -1).astype(np.uint8)
        rgb = rng.integers(0, 256, (60, 70, 3)).astype(np.uint8)
        few = rng.integers(0, 256, (200, 4)).astype(np.uint8)
        few[:, 3] = np.where(np.arange(200) < 9, few[:, 3], 255)
        indexed = few[rng.integers(0, 200, (60, 70))]
        clear = np.concatenate([grey, rng.integers(0, 3, (60, 70, 1)).astype(np.uint8) * 100], -1)
        many = np.concatenate([rgb, rng.integers(0, 256, (60, 70, 1)).astype(np.uint8)], -1)
        for name, a, kind, bits in [
            ("grey", opaque(grey), 0, 8), ("two greys", opaque(two), 0, 1), ("four greys", opaque(four), 0, 2),
            ("sixteen greys", opaque(sixteen), 0, 4), ("five odd greys", opaque(odd), 3, 4), ("rgb", opaque(rgb), 2, 8),
            ("indexed", indexed, 3, 8), ("grey and alpha", clear, 4, 8), ("rgba", many, 6, 8),
        ]:
            with self.subTest(name):
                form, rows = lib.form(np.ascontiguousarray(a))
                self.assertEqual((form.kind, form.bit_depth), (kind, bits))
                self.assertEqual(differences(self.unpack(form, rows, 70), a).max(), 0)

    def test_what_is_not_allowed_is_not_used(self):
        a = opaque(np.repeat(np.arange(1600).reshape(40, 40, 1) % 256, 3, -1).astype(np.uint8))
        self.assertEqual(lib.form(a)[0].kind, 0)
        self.assertEqual(lib.form(a, grey=False)[0].kind, 3)
        self.assertEqual(lib.form(a, grey=False, palette=False)[0].kind, 2)

    def test_colours_that_nobody_sees_are_one(self):
        a = np.random.default_rng(5).integers(0, 256, (50, 50, 4)).astype(np.uint8)
        a[..., 3] = 0
        form, _ = lib.form(a)
        self.assertEqual((form.kind, form.bit_depth, form.color_count, form.transparent_count), (3, 1, 1, 1))

    def test_a_palette_has_what_is_not_opaque_first(self):
        a = np.zeros((30, 30, 4), np.uint8)
        a[..., 3] = 255
        a[3, 3] = (200, 10, 10, 128)
        a[4, 4] = (90, 9, 200, 255)
        form, _ = lib.form(a)
        self.assertEqual((form.color_count, form.transparent_count), (3, 1))
        self.assertEqual([bytes(color)[3] for color in form.colors[:3]], [128, 255, 255])


# Mean error of alpha over edge pixels, and mean ΔE76 at the edges over the worst of black, white and magenta. Six pixels from
# any edge alpha has to be exactly right.
CONTRACT = {"hard": (0.01, 1.5), "hole": (0.01, 1.5), "hair": (0.04, 7), "soft": (0.05, 8), "noise": (0.03, 4)}
OURS = {
    "outline": (0.01, 1.5), "thin outline": (0.02, 5), "fur": (0.04, 10), "fur jpeg": (0.1, 16),
    "soft fur": (0.1, 16), "text": (0.03, 6),
    "vignette": (0.01, 1.5), "vignette jpeg": (0.07, 10), "near hue": (0.01, 1.5), "green subject": (0.01, 1.5),
    "shadow": (0.01, 1.5), "white": (0.01, 1.5), "black": (0.01, 1.5), "magenta": (0.01, 1.5), "blue": (0.01, 1.5),
    "fur on white": (0.07, 8), "border": (0.01, 1.5),
}
INSIDE = {"hole", "text", "fur", "fur jpeg", "soft fur", "fur on white"}


class CuttingOut(unittest.TestCase):
    def holds(self, name, image, alpha, fg, limits):
        got, report = lib.cut_out(opaque(image), inside=name in INSIDE)
        self.assertEqual(report.border, 0)
        error, difference, inside, outside = truth.alpha_report(got.astype(float), alpha, fg)
        print(f"{name:14} {image.shape[1]} alpha {error:.4f} of {limits[0]}  ΔE {difference:.2f} of {limits[1]}")
        self.assertLessEqual(error, limits[0])
        self.assertLessEqual(difference, limits[1])
        self.assertTrue(inside and outside)
        return got, report

    def fixture(self, name):
        wanted = png.read(fixtures.cutout_path(name, "truth")).astype(float)
        return png.read(fixtures.cutout_path(name, "image"))[..., :3], wanted[..., 3] / 255, wanted[..., :3]

    def test_the_limits_of_the_contract(self):
        for name, limits in CONTRACT.items():
            with self.subTest(name):
                self.holds(name, *truth.composite_case(name), limits)

    def test_cases_of_our_own(self):
        for name, limits in OURS.items():
            with self.subTest(name):
                self.holds(name, *self.fixture(name), limits)

    def test_sixteen_bits_are_cut_out_alike(self):
        image, alpha, fg = self.fixture("outline")
        eight, _ = lib.cut_out(opaque(image))
        sixteen, _ = lib.cut_out(opaque(image.astype(np.uint16) * 257))
        self.assertLessEqual(np.abs(sixteen / 257 - eight).max(), 1.01)

    def test_a_painted_checkerboard_is_named(self):
        image, _, _ = self.fixture("checkerboard")
        got, report = lib.cut_out(opaque(image))
        self.assertEqual(report.border, 3)
        np.testing.assert_array_equal(got, opaque(image))

    def test_a_border_that_is_not_plain_leaves_the_picture_and_says_how_far_from_plain_it_is(self):
        y, x = np.mgrid[0:100, 0:120]
        image = np.stack([x * 2, y * 2, (x * y) % 256], -1).astype(np.uint8)
        got, report = lib.cut_out(opaque(image))
        self.assertEqual(report.border, 2)
        self.assertGreater(report.distance, 20)
        self.assertLess(report.plain_share, 0.5)
        np.testing.assert_array_equal(got, opaque(image))

    def test_the_key_is_what_is_there_near_the_colour_that_was_asked_for(self):
        image, alpha, fg = self.fixture("vignette")
        _, report = lib.cut_out(opaque(image), color=(0, 255, 0))
        self.assertEqual(report.border, 0)
        _, report = lib.cut_out(opaque(image), color=(255, 0, 255))
        self.assertEqual(report.border, 4)

    def test_a_hole_stays_unless_it_is_asked_for(self):
        image, alpha, _ = self.fixture("hole")
        middle = image.shape[0] // 2
        self.assertEqual(lib.cut_out(opaque(image))[0][middle, middle].tolist(), image[middle, middle].tolist() + [255])
        self.assertEqual(lib.cut_out(opaque(image), inside=True)[0][middle, middle].tolist(), [0, 0, 0, 0])

    def test_alpha_that_is_there_is_multiplied(self):
        image, alpha, _ = self.fixture("hard")
        a = opaque(image)
        a[..., 3] = 128
        plain, _ = lib.cut_out(opaque(image))
        got, report = lib.cut_out(a)
        self.assertEqual(report.border, 0)
        self.assertLessEqual(np.abs(got[..., 3] - plain[..., 3] * (128 / 255)).max(), 0.76)

    def test_a_picture_that_is_cut_out_already_stays(self):
        image, _, _ = self.fixture("hard")
        cut, _ = lib.cut_out(opaque(image))
        again, report = lib.cut_out(cut)
        self.assertEqual(report.border, 1)
        np.testing.assert_array_equal(again, cut)

    def test_an_empty_background_is_all_gone(self):
        a = opaque(np.full((50, 60, 3), (9, 240, 11), np.uint8))
        got, report = lib.cut_out(a)
        self.assertEqual((got.max(), report.removed), (0, 3000))

    def test_a_subject_near_the_key_is_told(self):
        for name, told in [("glass", True), ("white", True), ("hard", False), ("outline", False)]:
            image, _, _ = self.fixture(name)
            _, report = lib.cut_out(opaque(image))
            self.assertEqual(report.near_key > image.shape[0] * image.shape[1] / 1000, told, name)

    def test_tolerance_takes_more(self):
        y, x = np.mgrid[0:80, 0:80]
        image = np.full((80, 80, 3), (10, 240, 10), np.uint8)
        image[30:50, 30:50] = (10, 200, 10)
        self.assertEqual(lib.cut_out(opaque(image))[0][40, 40, 3], 255)
        self.assertEqual(lib.cut_out(opaque(image), tolerance=40)[0][40, 40, 3], 0)


class Everywhere(unittest.TestCase):
    def test_every_build_makes_the_same_pixels(self):
        with open(os.path.join(HERE, "digests.txt")) as file:
            wanted = file.read()
        source = os.path.join(HERE, "digests.c")
        with tempfile.TemporaryDirectory() as folder:
            for name, command in pixels.compilers().items():
                for level in (["-O0"], ["-O2"], ["-O3", "-march=native"]):
                    with self.subTest(name, level=level):
                        program = pixels.compile_c(command, os.path.join(folder, "digests"), *level, source)
                        got = subprocess.run([program], check=True, capture_output=True, text=True).stdout
                        self.assertEqual(got, wanted)


if __name__ == "__main__":
    unittest.main()
