import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Prints how many days lie between two dates. */
public final class Days {
  public static void main(String[] args) {
    LocalDate from = LocalDate.parse(args[0]);
    LocalDate to = LocalDate.parse(args[1]);
    System.out.println(ChronoUnit.DAYS.between(from, to));
  }
}
