/** How soon a stage graph of two hundred stages shows an edit: the server's answer, and the layout of the page. */
import { estimatedWidth } from "../server/src/shared/graph/measure";
import { layoutGraph } from "../server/src/shared/graph/layout";
import { GRAPH_REQUEST, type GraphAnswer } from "../server/src/protocol";
import { startServer, type ServerCommand } from "./client";
import type { Verdict } from "./goals";
import { median, timed } from "./rounds";
import { milliseconds, table } from "./table";

/** Medians in milliseconds. */
export interface GraphFigure {
  /** An edit inside of a stage: the page keeps its places. */
  answer: number;
  /** An edit that adds an edge: everything is laid out again. */
  layout: number;
}

const STAGES = 200;
const ROUNDS = 11;
const MOST_MS = 300;
const URI = "file:///bench/graph.Dockerfile";
const SPACE = { width: 700, height: 900 };

/** As a monorepo has them: services of four stages each on common tools. */
function dockerfile(): string {
  const services = Array.from(
    { length: (STAGES - 2) / 4 },
    (_, i) => `FROM tools AS deps-${i}
RUN install
FROM deps-${i} AS build-${i}
RUN --mount=from=tools,target=/t make
FROM build-${i} AS test-${i}
RUN check
FROM alpine AS service-${i}
COPY --from=build-${i} /out /app
`,
  );
  return `FROM golang AS tools\nRUN true\n${services.join("")}FROM alpine AS all\nCOPY --from=service-0 / /\n`;
}

/** Measures one server. */
export async function measureGraph(command: ServerCommand): Promise<GraphFigure> {
  const client = await startServer(command);
  const text = dockerfile();
  client.open(URI, text);
  const line = text.split("\n").length - 1;
  const at = { line, character: 0 };
  const answers: number[] = [];
  const layouts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    client.change(URI, [{ range: { start: at, end: at }, text: "#" }]);
    answers.push(
      await timed(async () => {
        await client.ask(GRAPH_REQUEST, URI, {});
      }),
    );
    client.change(URI, [
      {
        range: { start: at, end: { line, character: 1 } },
        text: `COPY --from=service-${round + 1} / /\n`,
      },
    ]);
    layouts.push(
      await timed(async () => {
        const { answer } = await client.ask(GRAPH_REQUEST, URI, {});
        layoutGraph(answer as GraphAnswer, { measure: estimatedWidth, hasStates: true, space: SPACE });
      }),
    );
    client.change(URI, [{ range: { start: at, end: { line: line + 1, character: 0 } }, text: "" }]);
  }
  await client.stop();
  return { answer: median(answers), layout: median(layouts) };
}

/** The verdict on the goal. */
export function graphVerdicts(figure: GraphFigure | null): Verdict[] {
  if (figure === null) return [];
  return [
    {
      goal: `a graph of ${STAGES} stages laid out within ${MOST_MS} ms of an edit`,
      reached: `${figure.layout.toFixed(0)} ms`,
      met: figure.layout <= MOST_MS,
    },
  ];
}

/** The figures as a part of the page. */
export function graphTable(figure: GraphFigure | null): string[] {
  if (figure === null) return [];
  return [
    "## Stage graph",
    "",
    `A Dockerfile of ${STAGES} stages, an edit, and the answer to the page; where edges change, with the layout of the page.`,
    "",
    ...table(
      ["edit", "ms"],
      [
        ["inside of a stage", milliseconds(figure.answer)],
        ["another edge, laid out", milliseconds(figure.layout)],
      ],
      [1],
    ),
    "",
  ];
}
