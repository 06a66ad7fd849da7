#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

enum { TERMS = 6 };

static void powers(double x, double y, double terms[TERMS])
{
    terms[0] = 1;
    terms[1] = x;
    terms[2] = y;
    terms[3] = x * x;
    terms[4] = x * y;
    terms[5] = y * y;
}

color key_shape_at(const key_shape *shape, float x, float y)
{
    double terms[TERMS], r = 0, g = 0, b = 0;
    powers(x, y, terms);
    for (int i = 0; i < TERMS; i++) {
        r += shape->terms[i][0] * terms[i];
        g += shape->terms[i][1] * terms[i];
        b += shape->terms[i][2] * terms[i];
    }
    return (color){(float)r, (float)g, (float)b};
}

/// Gauss with the symmetric, positive matrix that least squares have: no pivots are needed.
static void solve(double m[TERMS][TERMS + 3], int count)
{
    for (int i = 0; i < count; i++)
        for (int k = i + 1; k < count; k++) {
            double by = m[k][i] / m[i][i];
            for (int j = i; j < TERMS + 3; j++) m[k][j] -= by * m[i][j];
        }
    for (int i = count - 1; i >= 0; i--)
        for (int j = TERMS; j < TERMS + 3; j++) {
            for (int k = i + 1; k < count; k++) m[i][j] -= m[i][k] * m[k][j];
            m[i][j] /= m[i][i];
        }
}

void key_shape_fit(
    key_shape *shape, const color *colors, const float (*places)[2], const uint8_t *weights, size_t count, int terms)
{
    double m[TERMS][TERMS + 3] = {{0}}, total = 0;
    for (size_t n = 0; n < count; n++) {
        if (weights[n] == 0) continue;
        double at[TERMS];
        powers(places[n][0], places[n][1], at);
        for (int i = 0; i < terms; i++) {
            for (int k = 0; k < terms; k++) m[i][k] += at[i] * at[k];
            m[i][TERMS] += at[i] * colors[n][0];
            m[i][TERMS + 1] += at[i] * colors[n][1];
            m[i][TERMS + 2] += at[i] * colors[n][2];
        }
        total++;
    }
    if (total == 0) return;
    // Where the samples leave a term open (one plain side only) it stays small.
    for (int i = 1; i < terms; i++) m[i][i] += total * 1e-4;
    solve(m, terms);
    for (int i = 0; i < TERMS; i++) {
        shape->terms[i] = i < terms ? (color){(float)m[i][TERMS], (float)m[i][TERMS + 1], (float)m[i][TERMS + 2]}
                                    : (color){};
    }
}
