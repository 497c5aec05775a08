/** What stands behind the names of variables: `${X:-…}`, `${X#…}`, `${X/…/…}`. */
import { expand } from "../../dockerfile/shellLexer";

/** A modifier (`:-`, `#`, `/`), and the offset of the `$` of its variable in the text. */
export interface Modifier {
  readonly modifier: string;
  readonly start: number;
}

/** A variable with a value lets the lexer go on where one without would be refused: `${X:?}`. */
const ANY_VALUE = "x";

/** The modifiers of a text that is expanded, in their order, up to the first that no frontend knows. */
export function modifiersIn(text: string, escape: string, plainQuotes = false): Modifier[] {
  const found: Modifier[] = [];
  if (!text.includes("${")) return found;
  expand(text, () => ANY_VALUE, {
    escape,
    plainQuotes,
    onModifier: (modifier, start) => {
      found.push({ modifier, start });
    },
  });
  return found;
}
