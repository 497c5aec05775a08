package sudoku;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A grid of 81 cells, row by row: 1 to 9, or 0 where nothing stands yet. Never changes. */
public final class Grid {
    private final int[] cells;

    private Grid(int[] cells) {
        this.cells = cells;
    }

    /** Reads 81 characters, a digit for a given cell and a dot or 0 for an empty one; spaces do not count. */
    public static Grid parse(String text) {
        int[] cells = text.chars().filter(c -> !Character.isWhitespace(c)).map(c -> c == '.' ? 0 : c - '0').toArray();
        if (cells.length != 81 || Arrays.stream(cells).anyMatch(cell -> cell < 0 || cell > 9)) {
            throw new IllegalArgumentException("a grid is 81 characters, each a digit or a dot");
        }
        return new Grid(cells);
    }

    /** The first solution, if there is one. */
    public Optional<Grid> solve() {
        for (int cell = 0; cell < 81; cell++) {
            int value = cells[cell];
            if (value != 0 && !with(cell, 0).candidates(cell).get(value)) {
                return Optional.empty();
            }
        }
        return search();
    }

    private Optional<Grid> search() {
        Optional<Integer> next = IntStream.range(0, 81)
            .filter(cell -> cells[cell] == 0)
            .boxed()
            .min((a, b) -> candidates(a).cardinality() - candidates(b).cardinality());
        if (next.isEmpty()) {
            return Optional.of(this);
        }
        int cell = next.get();
        return candidates(cell).stream()
            .mapToObj(value -> with(cell, value).search())
            .flatMap(Optional::stream)
            .findFirst();
    }

    /** The values that row, column and box leave for a cell. */
    private BitSet candidates(int cell) {
        BitSet left = new BitSet(10);
        left.set(1, 10);
        int row = cell / 9;
        int column = cell % 9;
        for (int i = 0; i < 9; i++) {
            left.clear(cells[row * 9 + i]);
            left.clear(cells[i * 9 + column]);
            left.clear(cells[(row / 3 * 3 + i / 3) * 9 + column / 3 * 3 + i % 3]);
        }
        return left;
    }

    private Grid with(int cell, int value) {
        int[] changed = cells.clone();
        changed[cell] = value;
        return new Grid(changed);
    }

    @Override
    public String toString() {
        return IntStream.range(0, 9)
            .mapToObj(row -> Arrays.stream(cells, row * 9, row * 9 + 9)
                .mapToObj(cell -> cell == 0 ? "." : Integer.toString(cell))
                .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"));
    }
}
