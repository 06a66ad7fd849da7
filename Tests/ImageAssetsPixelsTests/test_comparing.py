"""Comparing two pictures as the eye does: colours against OKLab in double precision, edges against pairs whose
difference is known.

    python -m unittest discover -s Tests/ImageAssetsPixelsTests"""
import unittest

import numpy as np

import pixels
import truth

lib = pixels.Pixels(pixels.load())
SIDE, FINE = 64, 8
MOVED, MOST = 1, 7
# Foreground and background.
COLORS = [((0, 0, 0), (255, 255, 255)), ((255, 255, 255), (0, 0, 0)), ((230, 20, 20), (20, 40, 220)),
          ((120, 140, 100), (180, 170, 190))]
EDGES = {
    "upright": lambda x, y: x < 30.25,
    "slant": lambda x, y: x * 0.94 + y * 0.34 < 40,
    "disc": lambda x, y: np.hypot(x - 32, y - 32) < 20.3,
}
STROKES = {
    "upright": lambda x, y: np.abs(x - 30.5) < 0.5,
    "between pixels": lambda x, y: np.abs(x - 30.75) < 0.5,
    "hair": lambda x, y: np.abs(x - 30.5) < 0.25,
    "slant": lambda x, y: np.abs(x * 0.94 + y * 0.34 - 40.1) < 0.5,
    "ring": lambda x, y: np.abs(np.hypot(x - 32, y - 32) - 20.3) < 0.5,
    "dot": lambda x, y: (np.abs(x - 30.5) < 0.5) & (np.abs(y - 20.5) < 0.5),
    "text": lambda x, y: ((np.abs(x % 8 - 3.2) < 0.5) & (y % 12 < 8)) | ((np.abs(y % 12 - 4) < 0.5) & (x % 8 > 3)
                                                                        & (x % 8 < 6)),
}


def flat(*color, sides=(SIDE, SIDE)):
    return np.full(sides[::-1] + (4,), color + (255,) * (4 - len(color)), np.uint8)


def draw(shape, foreground, background, by=0.0, linear=False):
    """A shape moved to the right, with edges of as much as they cover, blended as browsers do or in linear light."""
    y, x = (np.mgrid[0:SIDE * FINE, 0:SIDE * FINE] + 0.5) / FINE
    cover = shape(x - by, y).astype(float).reshape(SIDE, FINE, SIDE, FINE).mean((1, 3))[..., None]
    blend = lambda fg, bg: fg * cover + bg * (1 - cover)
    foreground, background = np.array(foreground, float), np.array(background, float)
    rgb = truth.srgb(blend(truth.lin(foreground), truth.lin(background))) if linear else blend(foreground, background)
    picture = flat(0)
    picture[..., :3] = rgb.round()
    return picture


def oklab(rgb):
    """Of light with the ICC's black point below it."""
    light = (truth.lin(rgb) + 0.0034731) / 1.0034731
    cones = np.cbrt(light @ np.array([[0.4122214708, 0.2119034982, 0.0883024619],
                                      [0.5363325363, 0.6806995451, 0.2817188376],
                                      [0.0514459929, 0.1073969566, 0.6299787005]]))
    return cones @ np.array([[0.2104542553, 1.9779984951, 0.0259040371], [0.7936177850, -2.4285922050, 0.7827717662],
                             [-0.0040720468, 0.4505937099, -0.8086757660]])


def distance(before, after):
    """The larger one of those on black and on white."""
    def on(ground, a):
        alpha = a[..., 3:].astype(float) / 255
        return np.floor(a[..., :3] * alpha + 0.5 - 1e-9) + ground * (255 - a[..., 3:].astype(float)) / 255
    return np.max([np.linalg.norm(oklab(on(g, before)) - oklab(on(g, after)), axis=-1) for g in (0, 255)], axis=0)


class Noticing(unittest.TestCase):
    def test_colours_are_as_far_apart_as_in_oklab(self):
        rng = np.random.default_rng(20)
        for alpha in (False, True):
            before = rng.integers(0, 256, (200, 203, 4)).astype(np.uint8)
            after = before.astype(int) + rng.integers(-1, 2, before.shape) * rng.integers(0, 60, (200, 203, 1))
            after = after.clip(0, 255).astype(np.uint8)
            if not alpha:
                before[..., 3] = after[..., 3] = 255
            doublings = np.log2(distance(before, after).clip(1e-9) / 0.02)
            wanted = np.where(doublings < 0, 0, np.minimum(np.floor(doublings) + 2, MOST))
            made = lib.compare(before, after)[0].astype(int)
            # Nobody can tell on which side of a step it is; an edge may explain one of them by chance.
            clear = (np.abs(doublings - np.round(doublings)) > 1e-3) & (made != MOVED)
            self.assertGreater(clear.mean(), 0.7)
            np.testing.assert_array_equal(made[clear], wanted[clear])

    def test_a_shift_below_notice_is_none_and_one_above_is_all(self):
        for color, unseen, seen in [((128, 128, 128), (131, 131, 131), (140, 140, 140)),
                                    ((0, 0, 0), (3, 3, 3), (9, 9, 9)),
                                    ((200, 40, 40), (203, 40, 40), (215, 40, 40)),
                                    ((20, 40, 220), (20, 42, 220), (20, 60, 220))]:
            self.assertEqual(lib.compare(flat(*color), flat(*unseen))[1:], (0, 0))
            self.assertEqual(lib.compare(flat(*color), flat(*seen))[1:], (SIDE * SIDE, 0))

    def test_the_same_picture_does_not_differ(self):
        noise = np.random.default_rng(1).integers(0, 256, (50, 70, 4)).astype(np.uint8)
        made, differing, moved = lib.compare(noise, noise.copy())
        self.assertEqual((made.max(), differing, moved), (0, 0, 0))

    def test_one_pixel(self):
        for x, y in [(0, 0), (31, 17), (63, 63), (63, 0)]:
            after = flat(90, 120, 60)
            after[y, x, :3] = (255, 0, 255)
            made, differing, moved = lib.compare(flat(90, 120, 60), after)
            self.assertEqual((differing, moved), (1, 0))
            self.assertEqual(np.argwhere(made).tolist(), [[y, x]])

    def test_black_and_white_are_as_far_apart_as_can_be(self):
        self.assertEqual(set(lib.compare(flat(0, 0, 0), flat(255, 255, 255))[0].flat), {MOST})


class Alpha(unittest.TestCase):
    def test_white_on_nothing_is_not_opaque_white(self):
        self.assertEqual(lib.compare(flat(255, 255, 255, 0), flat(255, 255, 255))[1:], (SIDE * SIDE, 0))
        self.assertEqual(lib.compare(flat(0, 0, 0, 0), flat(0, 0, 0))[1:], (SIDE * SIDE, 0))

    def test_colours_that_nobody_sees_are_the_same(self):
        self.assertEqual(lib.compare(flat(255, 0, 0, 0), flat(0, 255, 0, 0))[1:], (0, 0))

    def test_alpha_alone(self):
        self.assertEqual(lib.compare(flat(200, 30, 30, 255), flat(200, 30, 30, 254))[1:], (0, 0))
        self.assertEqual(lib.compare(flat(200, 30, 30, 255), flat(200, 30, 30, 200))[1:], (SIDE * SIDE, 0))

    def test_an_edge_to_nothing_moves_like_any_other(self):
        def cut(by):
            picture = flat(240, 240, 240)
            picture[..., 3] = draw(EDGES["disc"], (255,) * 3, (0,) * 3, by)[..., 0]
            return picture
        self.assertEqual(lib.compare(cut(0), cut(0.5))[1], 0)
        self.assertGreater(lib.compare(cut(0), cut(3))[1], 200)


class Edges(unittest.TestCase):
    def cases(self, shapes):
        for name, shape in shapes.items():
            for colors in COLORS:
                for linear in (False, True):
                    with self.subTest(name, colors=colors, linear=linear):
                        yield shape, lambda by: draw(shape, *colors, by, linear)

    def test_half_a_pixel_does_not_count(self):
        for shape, at in self.cases({**EDGES, **STROKES}):
            for by in (0.25, 0.5):
                _, differing, moved = lib.compare(at(0), at(by))
                self.assertLessEqual(differing, moved / 100 + 1)

    def test_three_pixels_count(self):
        for shape, at in self.cases(EDGES):
            _, differing, moved = lib.compare(at(0), at(3))
            self.assertGreater(differing, 4 * moved)
        # No pixel but those three columns, and all of them.
        black, white = COLORS[0]
        upright = lambda by: draw(lambda x, y: x < 30, black, white, by)
        self.assertEqual(lib.compare(upright(0), upright(3))[1:], (3 * SIDE, 0))

    def test_a_stroke_that_is_gone_counts_to_its_last_pixel(self):
        for shape, at in self.cases(STROKES):
            gone = at(0)
            gone[:] = gone[0, 0] if (gone[0, 0] == gone[0, 10]).all() else gone[10, 0]
            for pair in ((at(0), gone), (gone, at(0))):
                _, differing, moved = lib.compare(*pair)
                self.assertGreater(differing, 0)
                self.assertEqual(moved, 0)

    def test_a_stroke_three_pixels_further_counts_where_it_was_and_where_it_is(self):
        black, white = COLORS[0]
        at = lambda by: draw(STROKES["upright"], black, white, by)
        self.assertEqual(lib.compare(at(0), at(3))[1:], (2 * SIDE, 0))

    def test_a_pattern_that_was_drawn_anew_counts(self):
        rng = np.random.default_rng(3)
        before, after = flat(0), flat(0)
        for channels in (1, 3):
            before[..., :3], after[..., :3] = rng.integers(0, 256, (2, SIDE, SIDE, channels))
            self.assertGreater(lib.compare(before, after)[1], 0.95 * SIDE * SIDE)

    def test_before_and_after_may_be_exchanged(self):
        for shape, at in self.cases(STROKES):
            np.testing.assert_array_equal(lib.compare(at(0), at(1))[0], lib.compare(at(1), at(0))[0])


class Sides(unittest.TestCase):
    def test_rows_and_columns_of_one_pixel(self):
        for width in (1, 2, 3, 15, 16, 17, 63, 64, 65, 129):
            for sides in ((width, 1), (1, width)):
                before, after = flat(0, 0, 0, sides=sides), flat(255, 255, 255, sides=sides)
                self.assertEqual(lib.compare(before, after)[1:], (width, 0))
                after = before.copy()
                after[-1, -1, :3] = 255
                self.assertEqual(lib.compare(before, after)[1:], (1, 0))

    def test_an_edge_in_a_row_of_one_pixel_may_move(self):
        row = lambda *greys: np.ascontiguousarray(np.array([[(g, g, g, 255) for g in greys]], np.uint8))
        before, after = row(*[0] * 8, 128, *[255] * 8), row(*[0] * 9, *[255] * 8)
        self.assertEqual(lib.compare(before, after)[1:], (0, 1))

    def test_a_part_of_a_picture_does_not_see_its_neighbours(self):
        rng = np.random.default_rng(9)
        before, after = rng.integers(0, 256, (2, 60, 80, 4)).astype(np.uint8)
        after[::3] = before[::3]
        made = lib.compare(before[5:50, 7:72], after[5:50, 7:72])
        alone = lib.compare(before[5:50, 7:72].copy(), after[5:50, 7:72].copy())
        np.testing.assert_array_equal(made[0], alone[0])


if __name__ == "__main__":
    unittest.main()
