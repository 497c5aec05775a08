package sudoku;

/** Run with assertions on: java -ea sudoku.GridTest */
public final class GridTest {
    private static final String PUZZLE = """
        53..7....
        6..195...
        .98....6.
        8...6...3
        4..8.3..1
        7...2...6
        .6....28.
        ...419..5
        ....8..79
        """;

    private GridTest() {}

    public static void main(String[] arguments) {
        solves();
        leavesAnImpossibleGridAlone();
        refusesWhatIsNoGrid();
        System.out.println("GridTest: all is well");
    }

    private static void solves() {
        String solution = Grid.parse(PUZZLE).solve().orElseThrow().toString();
        assert solution.startsWith("5 3 4 6 7 8 9 1 2\n6 7 2 1 9 5 3 4 8\n") : solution;
        assert solution.endsWith("\n3 4 5 2 8 6 1 7 9") : solution;
    }

    private static void leavesAnImpossibleGridAlone() {
        assert Grid.parse("11" + ".".repeat(79)).solve().isEmpty();
    }

    private static void refusesWhatIsNoGrid() {
        for (String text : new String[] {"", "1".repeat(80), "x".repeat(81)}) {
            try {
                Grid.parse(text);
            } catch (IllegalArgumentException expected) {
                continue;
            }
            throw new AssertionError("taken for a grid: " + text);
        }
    }
}
