package sudoku;

/** Solves the puzzle that the arguments spell. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            Grid puzzle = Grid.parse(String.join("", arguments));
            Grid solution = puzzle.solve().orElseThrow(() -> new IllegalArgumentException("this grid has no solution"));
            System.out.println(solution);
        } catch (IllegalArgumentException problem) {
            System.err.println("sudoku: " + problem.getMessage());
            System.exit(1);
        }
    }
}
