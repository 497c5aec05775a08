/** One text, asked of both sides. */
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { readStages } from "../../../server/src/stages/model/model";
import type { StageModel } from "../../../server/src/stages/model/model";
import { withoutSyntax } from "./ask";
import type { Builder, BuilderSays } from "./ask";
import { compare } from "./compare";
import type { Difference } from "./compare";
import { optionsOf, withoutPlatform } from "./given";
import type { Question } from "./given";
import { askWithImages, imageName, imageNames } from "./images";
import type { StandIns } from "./images";
import { meantBecause } from "./meant";
import type { OurServer, Said } from "./ours";

/** What came of a text. `meant` names the reasons of differences that are meant. */
export type Judgement =
  | { readonly kind: "agree" }
  | { readonly kind: "meant"; readonly meant: readonly string[] }
  | { readonly kind: "undecided"; readonly reason: string }
  | {
      readonly kind: "disagree";
      readonly differences: readonly Difference[];
      readonly builder: BuilderSays | string;
      readonly ours: readonly Said[];
    };

/** Both sides and the images between them. */
export interface Sides {
  readonly builder: Builder;
  readonly standIns: StandIns;
  readonly server: OurServer;
}

/** Asks both sides about a text with what its build is given, and compares what they say. */
export async function judge(question: Question, { builder, standIns, server }: Sides): Promise<Judgement> {
  const isHeeded = question.given.platform === null || (await builder.heedsPlatform());
  const given = isHeeded ? question.given : withoutPlatform(question.given);
  // The builder asked has one frontend, whatever a file names.
  const text = withoutSyntax(question.text);
  if (text === null)
    return { kind: "undecided", reason: "its syntax directive cannot be taken out unnoticed" };
  const model = readStages(readDockerfile(text), optionsOf(given));
  const names = imageNames(model);
  await standIns.provide(names);
  const [ours, answer] = await Promise.all([
    server.ask({ text, given }),
    askWithImages(text, names, builder, standIns, given),
  ]);
  if (answer.kind === "none") return { kind: "undecided", reason: answer.reason };
  if (answer.kind === "image") {
    if (answer.image.includes("@")) return { kind: "undecided", reason: "an image named by its digest" };
    if (names.includes(imageName(answer.image) ?? ""))
      return { kind: "undecided", reason: "an image for another platform" };
    const message = `the builder asks for the image ${answer.image}`;
    const difference: Difference = { kind: "another image", rule: "", lines: [], message };
    return verdict([difference], model, message, ours);
  }
  return verdict(compare(text, model, answer.says, ours), model, answer.says, ours);
}

function verdict(
  differences: readonly Difference[],
  model: StageModel,
  builder: BuilderSays | string,
  ours: readonly Said[],
): Judgement {
  if (differences.length === 0) return { kind: "agree" };
  const says = typeof builder === "string" ? null : builder;
  const reasons = differences.map(difference => meantBecause(difference, model, says));
  const unexplained = differences.filter((_, index) => reasons[index] === null);
  if (unexplained.length > 0) return { kind: "disagree", differences: unexplained, builder, ours };
  return { kind: "meant", meant: [...new Set(reasons.flatMap(reason => reason?.id ?? []))] };
}
