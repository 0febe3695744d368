// The matrix product for one kind of processor. matrix.c includes this once for each, and says before:
//
//   TARGET      the attribute of the functions
//   NAME(name)  their names
//   LANES       how many doubles a vector has: a multiple of four
//   ROWS        how many rows of C are computed together: up to eight
//   TIMES_PLUS  a·b + c of vectors, fused where the processor does that
//
// ROWS × 2 sums, and what goes into them, fill the registers. In which order they are taken, adrepl_gemm says.

typedef double NAME(vector) __attribute__((vector_size(8 * LANES)));
// As it stands in memory, on any boundary.
typedef double NAME(stored) __attribute__((vector_size(8 * LANES), aligned(8), may_alias));

// The sums of ROWS × count vectors over one block of k, put into C or added to it. Of A all ROWS are there; B is packed, count
// vectors for each step of k. Only rows × columns of C are written.
INLINE TARGET void NAME(tile)(
    int count, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *b, double *c, ptrdiff_t c_row,
    ptrdiff_t rows, ptrdiff_t columns, int adds) {
  NAME(vector) sums[ROWS][2];
  UNROLLED for (int i = 0; i < ROWS; i++) {
    UNROLLED for (int j = 0; j < count; j++) sums[i][j] = (NAME(vector)){0};
  }
  // Two pointers and two distances, since an address may have a factor of two, but not of three. The compiler would rather go
  // from row to row, each step waiting for the one before.
  const double *fifth = a + (ROWS > 4 ? 4 * a_row : 0);
  ptrdiff_t third = 3 * a_row;
  OPAQUE(fifth);
  OPAQUE(third);
  for (ptrdiff_t p = 0; p < k; p++, a += a_col, fifth += a_col, b += LANES * count) {
    NAME(vector) right[2];
    UNROLLED for (int j = 0; j < count; j++) right[j] = *(const NAME(stored) *)(b + LANES * j);
    UNROLLED for (int i = 0; i < ROWS; i++) {
      const double *row = i < 4 ? a : fifth;
      NAME(vector) left = row[i % 4 == 3 ? third : i % 4 * a_row] - (NAME(vector)){0};
      UNROLLED for (int j = 0; j < count; j++) sums[i][j] = TIMES_PLUS(left, right[j], sums[i][j]);
    }
  }
  if (rows == ROWS && columns == LANES * count) {
    UNROLLED for (int i = 0; i < ROWS; i++) {
      UNROLLED for (int j = 0; j < count; j++) {
        NAME(stored) *target = (NAME(stored) *)(c + i * c_row + LANES * j);
        *target = adds ? *target + sums[i][j] : sums[i][j];
      }
    }
    return;
  }
  double whole[ROWS][2 * LANES];
  UNROLLED for (int i = 0; i < ROWS; i++) {
    UNROLLED for (int j = 0; j < count; j++) *(NAME(stored) *)&whole[i][LANES * j] = sums[i][j];
  }
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = 0; j < columns; j++) {
      c[i * c_row + j] = adds ? c[i * c_row + j] + whole[i][j] : whole[i][j];
    }
  }
}

// Four numbers of each of four rows as columns. Halves are put together as they are loaded, which costs half the moves.
INLINE TARGET void NAME(columns_of)(const double *const rows[4], four columns[4]) {
  four halves[4];
  UNROLLED for (int i = 0; i < 4; i++) {
    stored_two upper = *(const stored_two *)(rows[i % 2] + i / 2 * 2);
    stored_two lower = *(const stored_two *)(rows[i % 2 + 2] + i / 2 * 2);
    halves[i] = __builtin_shufflevector(upper, lower, 0, 1, 2, 3);
  }
  UNROLLED for (int i = 0; i < 2; i++) {
    columns[2 * i] = __builtin_shufflevector(halves[2 * i], halves[2 * i + 1], 0, 4, 2, 6);
    columns[2 * i + 1] = __builtin_shufflevector(halves[2 * i], halves[2 * i + 1], 1, 5, 3, 7);
  }
}

// packed[p, j] = source[p, j] for p < k and j < width, and 0 for j up to size, which is a constant.
INLINE TARGET void NAME(pack)(
    int size, ptrdiff_t k, ptrdiff_t width, const double *source, ptrdiff_t row, ptrdiff_t column, double *packed) {
  if (width < size) {
    for (ptrdiff_t p = 0; p < k; p++) {
      for (int j = 0; j < size; j++) packed[p * size + j] = j < width ? source[p * row + j * column] : 0;
    }
    return;
  }
  ptrdiff_t p = 0;
  if (column == 1) {
    for (; p < k; p++) {
      UNROLLED for (int j = 0; j < size; j++) packed[p * size + j] = source[p * row + j];
    }
  } else if (row == 1) {
    for (; p + 4 <= k; p += 4) {
      UNROLLED for (int j = 0; j + 4 <= size; j += 4) {
        const double *rows[4];
        four columns[4];
        UNROLLED for (int i = 0; i < 4; i++) rows[i] = source + p + (j + i) * column;
        NAME(columns_of)(rows, columns);
        UNROLLED for (int i = 0; i < 4; i++) *(stored_four *)(packed + (p + i) * size + j) = columns[i];
      }
      UNROLLED for (int j = size / 4 * 4; j < size; j++) {
        UNROLLED for (int i = 0; i < 4; i++) packed[(p + i) * size + j] = source[p + i + j * column];
      }
    }
  }
  for (; p < k; p++) {
    UNROLLED for (int j = 0; j < size; j++) packed[p * size + j] = source[p * row + j * column];
  }
}

// B, k × columns, as strips of two vectors, each of them step by step of k. The last strip may have one vector, and is filled
// up with zeros. Some steps of all strips are taken together, so that they are read as they lie.
TARGET static void NAME(pack_right)(
    ptrdiff_t k, ptrdiff_t columns, const double *b, ptrdiff_t b_row, ptrdiff_t b_col, double *packed) {
  for (ptrdiff_t step = 0, steps; step < k; step += steps) {
    steps = smaller(k - step, b_col == 1 ? 8 : DEPTH);
    for (ptrdiff_t start = 0; start < columns; start += 2 * LANES) {
      ptrdiff_t width = smaller(columns - start, 2 * LANES);
      const double *source = b + step * b_row + start * b_col;
      double *strip = packed + k * start;
      if (width > LANES) {
        NAME(pack)(2 * LANES, steps, width, source, b_row, b_col, strip + 2 * LANES * step);
      } else {
        NAME(pack)(LANES, steps, width, source, b_row, b_col, strip + LANES * step);
      }
    }
  }
}

// Rows of A, in strips of ROWS, in the same way.
TARGET static void NAME(pack_left)(
    ptrdiff_t k, ptrdiff_t rows, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, double *packed) {
  for (ptrdiff_t step = 0, steps; step < k; step += steps) {
    steps = smaller(k - step, a_row == 1 ? 8 : DEPTH);
    for (ptrdiff_t start = 0; start < rows; start += ROWS) {
      NAME(pack)(
          ROWS, steps, smaller(rows - start, ROWS), a + start * a_row + step * a_col, a_col, a_row,
          packed + k * start + ROWS * step);
    }
  }
}

TARGET static void NAME(product)(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *b, ptrdiff_t b_row,
    ptrdiff_t b_col, double *c, ptrdiff_t c_row, int accumulate, double *workspace) {
  // Rows of A whose numbers lie side by side are read where they are, unless that is often.
  int is_packed = a_col != 1 || n > 256;
  for (ptrdiff_t column = 0; column < n; column += COLUMNS_OF_PANEL) {
    ptrdiff_t columns = smaller(n - column, COLUMNS_OF_PANEL);
    for (ptrdiff_t step = 0; step < k; step += DEPTH) {
      ptrdiff_t depth = smaller(k - step, DEPTH);
      int adds = accumulate || step > 0;
      double *right = workspace, *left = workspace + depth * (columns + LANES);
      NAME(pack_right)(depth, columns, b + step * b_row + column * b_col, b_row, b_col, right);
      for (ptrdiff_t row = 0, rows; row < m; row += rows) {
        rows = smaller(m - row, ROWS_OF_PANEL / ROWS * ROWS);
        const double *block = a + row * a_row + step * a_col;
        // The last rows of all are packed if they are fewer.
        ptrdiff_t there = is_packed ? 0 : rows / ROWS * ROWS;
        NAME(pack_left)(depth, rows - there, block + there * a_row, a_row, a_col, left);
        for (ptrdiff_t j = 0; j < columns; j += 2 * LANES) {
          ptrdiff_t width = smaller(columns - j, 2 * LANES);
          const double *strip = right + depth * j;
          for (ptrdiff_t i = 0; i < rows; i += ROWS) {
            double *target = c + (row + i) * c_row + column + j;
            ptrdiff_t height = smaller(rows - i, ROWS);
            const double *source = i < there ? block + i * a_row : left + (i - there) * depth;
            ptrdiff_t down = i < there ? a_row : 1, along = i < there ? 1 : ROWS;
            if (width > LANES) {
              NAME(tile)(2, depth, source, down, along, strip, target, c_row, height, width, adds);
            } else {
              NAME(tile)(1, depth, source, down, along, strip, target, c_row, height, width, adds);
            }
          }
        }
      }
    }
  }
}

// The sums of sixteen rows of A times x over one block of k. Rows whose numbers lie side by side are turned into columns, four by
// four, so that each row has its sum in a place of a vector.
INLINE TARGET void NAME(sums_of_sixteen)(ptrdiff_t k, const double *a, ptrdiff_t a_row, const double *x, four sums[4]) {
  const double *quarters[4];
  ptrdiff_t third = 3 * a_row, p = 0;
  UNROLLED for (int i = 0; i < 4; i++) {
    sums[i] = (four){0};
    quarters[i] = a + 4 * i * a_row;
    OPAQUE(quarters[i]);
  }
  OPAQUE(third);
  for (; p + 4 <= k; p += 4) {
    UNROLLED for (int i = 0; i < 4; i++) {
      const double *rows[4];
      four columns[4];
      UNROLLED for (int j = 0; j < 4; j++) rows[j] = quarters[i] + (j == 3 ? third : j * a_row);
      NAME(columns_of)(rows, columns);
      UNROLLED for (int j = 0; j < 4; j++) sums[i] = TIMES_PLUS(columns[j], x[p + j] - (four){0}, sums[i]);
      quarters[i] += 4;
    }
  }
  for (; p < k; p++) {
    UNROLLED for (int i = 0; i < 4; i++) {
      const double *rest = a + 4 * i * a_row + p;
      four column = {rest[0], rest[a_row], rest[2 * a_row], rest[3 * a_row]};
      sums[i] = TIMES_PLUS(column, x[p] - (four){0}, sums[i]);
    }
  }
}

// The same of one to four rows, with any strides.
INLINE TARGET void NAME(sums_of_four)(
    ptrdiff_t count, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *x, four *sums) {
  // The last row stands for those that are not there.
  const double *rows[4];
  UNROLLED for (int i = 0; i < 4; i++) rows[i] = a + smaller(i, count - 1) * a_row;
  *sums = (four){0};
  ptrdiff_t p = 0;
  for (; a_col == 1 && p + 4 <= k; p += 4) {
    const double *place[4];
    four columns[4];
    UNROLLED for (int j = 0; j < 4; j++) place[j] = rows[j] + p;
    NAME(columns_of)(place, columns);
    UNROLLED for (int j = 0; j < 4; j++) *sums = TIMES_PLUS(columns[j], x[p + j] - (four){0}, *sums);
  }
  for (; p < k; p++) {
    four column = {rows[0][p * a_col], rows[1][p * a_col], rows[2][p * a_col], rows[3][p * a_col]};
    *sums = TIMES_PLUS(column, x[p] - (four){0}, *sums);
  }
}

// y = A·x for A with any strides, best if the numbers of a row lie side by side.
TARGET static void NAME(rows_times_vector)(
    ptrdiff_t m, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *x, ptrdiff_t x_step, double *y,
    ptrdiff_t y_step, int accumulate) {
  double copy[DEPTH];
  for (ptrdiff_t row = 0; row < m; row += 16) {
    ptrdiff_t count = smaller(m - row, 16);
    double *target = y + row * y_step;
    for (ptrdiff_t step = 0; step < k; step += DEPTH) {
      ptrdiff_t depth = smaller(k - step, DEPTH);
      const double *factors = x + step;
      if (x_step != 1) {
        for (ptrdiff_t i = 0; i < depth; i++) copy[i] = x[(step + i) * x_step];
        factors = copy;
      }
      four sums[4];
      const double *block = a + row * a_row + step * a_col;
      if (count == 16 && a_col == 1) {
        NAME(sums_of_sixteen)(depth, block, a_row, factors, sums);
      } else {
        for (ptrdiff_t i = 0; i < count; i += 4) {
          NAME(sums_of_four)(
              smaller(count - i, 4), depth, block + i * a_row, a_row, a_col, factors, sums + i / 4);
        }
      }
      for (ptrdiff_t i = 0; i < count; i++) {
        double sum = sums[i / 4][i % 4];
        target[i * y_step] = accumulate || step > 0 ? target[i * y_step] + sum : sum;
      }
    }
  }
}

// y = A·x where the numbers of a column lie side by side, 1024 rows at a time: eight columns are added to what is in the nearest
// cache.
TARGET static void NAME(columns_times_vector)(
    ptrdiff_t m, ptrdiff_t k, const double *a, ptrdiff_t a_col, const double *x, ptrdiff_t x_step, double *y, ptrdiff_t y_step,
    int accumulate) {
  double sums[1024];
  for (ptrdiff_t row = 0; row < m; row += 1024) {
    ptrdiff_t count = smaller(m - row, 1024);
    double *target = y + row * y_step;
    for (ptrdiff_t step = 0; step < k; step += DEPTH) {
      ptrdiff_t end = smaller(k, step + DEPTH), p = step;
      for (ptrdiff_t i = 0; i < count; i++) sums[i] = 0;
      for (; p + 8 <= end; p += 8) {
        const double *columns = a + row + p * a_col;
        double factors[8];
        UNROLLED for (int j = 0; j < 8; j++) factors[j] = x[(p + j) * x_step];
        ptrdiff_t i = 0;
        for (; i + LANES <= count; i += LANES) {
          NAME(vector) sum = *(const NAME(stored) *)(sums + i);
          UNROLLED for (int j = 0; j < 8; j++) {
            NAME(vector) column = *(const NAME(stored) *)(columns + j * a_col + i);
            sum = TIMES_PLUS(column, factors[j] - (NAME(vector)){0}, sum);
          }
          *(NAME(stored) *)(sums + i) = sum;
        }
        for (; i < count; i++) {
          double sum = sums[i];
          UNROLLED for (int j = 0; j < 8; j++) sum = TIMES_PLUS(columns[j * a_col + i], factors[j], sum);
          sums[i] = sum;
        }
      }
      for (; p < end; p++) {
        const double *column = a + row + p * a_col;
        double factor = x[p * x_step];
        for (ptrdiff_t i = 0; i < count; i++) sums[i] = TIMES_PLUS(column[i], factor, sums[i]);
      }
      int adds = accumulate || step > 0;
      for (ptrdiff_t i = 0; i < count; i++) target[i * y_step] = adds ? target[i * y_step] + sums[i] : sums[i];
    }
  }
}

TARGET static void NAME(times_vector)(
    ptrdiff_t m, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *x, ptrdiff_t x_step, double *y,
    ptrdiff_t y_step, int accumulate) {
  if (a_row == 1 && a_col != 1 && m > 1) {
    NAME(columns_times_vector)(m, k, a, a_col, x, x_step, y, y_step, accumulate);
  } else {
    NAME(rows_times_vector)(m, k, a, a_row, a_col, x, x_step, y, y_step, accumulate);
  }
}

#undef TARGET
#undef NAME
#undef LANES
#undef ROWS
#undef TIMES_PLUS
