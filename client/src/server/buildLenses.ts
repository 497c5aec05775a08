/** What the client adds to the lenses that build a stage: a text behind their titles. */
import type { CodeLens, TextDocument } from "vscode";
import { BUILD_COMMAND, type BuildArguments } from "../../../server/src/protocol";

export interface BuildLenses {
  /** The text behind the lens of a stage, with what parts it from the title; empty for none. */
  textOf: (argument: BuildArguments) => string;
  /** Has the editor ask again; the texts are others. */
  refresh: () => void;
}

/** No text, until somebody sets one. */
export function createBuildLenses(): BuildLenses {
  return { textOf: () => "", refresh: () => undefined };
}

/** The parts of the library's middleware that add the texts. `canBuild`: lenses that build may be shown for a document. */
export function buildLensMiddleware(lenses: BuildLenses) {
  const withText = <Lens extends CodeLens | null | undefined>(lens: Lens): Lens => {
    const command = lens?.command;
    const argument =
      command?.command === BUILD_COMMAND ? (command.arguments?.[0] as BuildArguments | undefined) : undefined;
    const text = argument === undefined ? "" : lenses.textOf(argument);
    if (lens && command && text !== "" && !command.title.endsWith(text))
      lens.command = { ...command, title: `${command.title}${text}` };
    return lens;
  };
  return {
    resolveCodeLens: async <Lens extends CodeLens, Token>(
      lens: Lens,
      token: Token,
      next: (lens: Lens, token: Token) => CodeLens | null | undefined | Thenable<CodeLens | null | undefined>,
    ) => withText(await next(lens, token)),
    provideCodeLenses: async <Token>(
      document: TextDocument,
      token: Token,
      next: (
        document: TextDocument,
        token: Token,
      ) => CodeLens[] | null | undefined | Thenable<CodeLens[] | null | undefined>,
    ) => (await next(document, token))?.map(withText),
  };
}
