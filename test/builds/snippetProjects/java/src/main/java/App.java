/** A program that says hello. */
public class App {
    public static void main(String[] arguments) {
        System.out.println("hello from Java");
    }
}
