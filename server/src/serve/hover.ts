import { MarkupKind } from "vscode-languageserver-types";
import type { CancellationToken, HoverParams } from "vscode-languageserver-protocol";
import { hover, hoverCard } from "../features/hover";
import type { GivenBuild, GivenCommand } from "../features/hover/buildCommand";
import { BUILD_COMMAND_LINE_REQUEST, CARD_REQUEST } from "../protocol";
import type { BuildArguments, BuildCommandLineAnswer, CardAnswer, CardParams } from "../protocol";
import { withinTime } from "../transport/withinTime";
import type { Serve } from "./service";

/** People wait for a hover: a client that has to look for its engine first is not waited for. */
const LONGEST_MS = 400;

export const serveHover: Serve = ({
  connection,
  handleLinked,
  client,
  clientOptions,
  aroundFiles,
  basics,
}) => {
  // The client's own order is not ours: Markdown says more, where it is known.
  const isMarkdown = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true;
  const kind = isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  const answerWith = (given?: GivenCommand) => async (params: HoverParams, token: CancellationToken) => {
    const loaded = await basics.of(params.textDocument.uri);
    const answer = handleLinked(null, (context, { position }: HoverParams, linked) => {
      const ours = hover(context, position, kind, given, linked);
      return loaded ? loaded.withExplanation(context, position, kind, ours) : ours;
    });
    return answer(params, token);
  };

  const commands = Array.isArray(clientOptions.commands) ? clientOptions.commands : [];

  function askClient(question: BuildArguments): Promise<GivenBuild | null> {
    const asked = connection.sendRequest<BuildCommandLineAnswer>(BUILD_COMMAND_LINE_REQUEST, question);
    return withinTime(
      asked.then(answer => givenBuild(answer, commands)),
      LONGEST_MS,
      null,
    );
  }

  /** Asks first which stage the answer has a command of, then the client for that, then again. */
  async function withCommand<Params extends HoverParams, Answer>(
    params: Params,
    token: CancellationToken,
    answerWith: (given?: GivenCommand) => (params: Params, token: CancellationToken) => Promise<Answer>,
  ): Promise<Answer> {
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
  }

  connection.onHover(async (params, token) =>
    (await aroundFiles.takesAt(params))
      ? aroundFiles.hover(params, kind)
      : withCommand(params, token, answerWith),
  );
  connection.onRequest(CARD_REQUEST, (params: CardParams, token: CancellationToken): Promise<CardAnswer> =>
    withCommand(params, token, given =>
      handleLinked({ blocks: [] }, (context, { position }: CardParams, linked) => ({
        blocks: hoverCard(context, position, given, linked),
      })),
    ),
  );
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
