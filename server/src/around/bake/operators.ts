/** What the operators of an expression come to. */
import { openData } from "./data";
import type { Data } from "./data";

/** What an operator makes of two numbers, of which undefined is none; open where that is no number. */
export function arithmetic(operator: string, left: number | undefined, right: number | undefined): Data {
  if (left === undefined || right === undefined) return openData();
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return openData();
  }
}
