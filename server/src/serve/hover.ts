import { MarkupKind } from "vscode-languageserver-types";
import type { HoverParams } from "vscode-languageserver-protocol";
import { hover } from "../features/hover";
import type { GivenBuild, GivenCommand } from "../features/hover/buildCommand";
import { BUILD_COMMAND_LINE_REQUEST } from "../protocol";
import type { BuildArguments, BuildCommandLineAnswer } from "../protocol";
import { withinTime } from "../transport/withinTime";
import type { Serve } from "./service";

/** People wait for a hover: a client that has to look for its engine first is not waited for. */
const LONGEST_MS = 400;

export const serveHover: Serve = ({ connection, handleLinked, client, clientOptions, aroundFiles }) => {
  // The client's own order is not ours: Markdown says more, where it is known.
  const isMarkdown = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true;
  const kind = isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  const answerWith = (given?: GivenCommand) =>
    handleLinked(null, (context, { position }: HoverParams, linked) =>
      hover(context, position, kind, given, linked),
    );

  const commands = Array.isArray(clientOptions.commands) ? clientOptions.commands : [];

  function askClient(question: BuildArguments): Promise<GivenBuild | null> {
    const asked = connection.sendRequest<BuildCommandLineAnswer>(BUILD_COMMAND_LINE_REQUEST, question);
    return withinTime(
      asked.then(answer => givenBuild(answer, commands)),
      LONGEST_MS,
      null,
    );
  }

  connection.onHover(async (params, token) => {
    if (await aroundFiles.takesAt(params)) return aroundFiles.hover(params, kind);
    const isInside = aroundFiles.takes(params.textDocument.uri);
    if (clientOptions.tellsBuildCommands !== true || isInside) return answerWith()(params, token);
    const wanted: number[] = [];
    const first = await answerWith(stage => {
      wanted.push(stage);
      return null;
    })(params, token);
    const [stage] = wanted;
    if (stage === undefined) return first;
    const given = await askClient({ uri: params.textDocument.uri, stage });
    return given === null ? first : answerWith(() => given)(params, token);
  });
};

/** What a client answers may be anything. */
function givenBuild(answer: BuildCommandLineAnswer, commands: readonly string[]): GivenBuild | null {
  const { command, context, canBuild } = answer;
  if (typeof command !== "string") return null;
  return {
    command,
    commands,
    canBuild: canBuild === true,
    ...(typeof context?.path === "string" && {
      context: { path: context.path, isChosen: context.isChosen },
    }),
  };
}
