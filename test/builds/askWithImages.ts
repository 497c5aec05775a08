/** What the real builder says of a file in its check, with images that stand in for those that the file names. */
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS, readStages } from "../../server/src/stages/model";
import type { Answer, Builder } from "../oracle/differential/ask";
import { imageName, imageNames } from "../oracle/differential/images";
import type { StandIns } from "../oracle/differential/images";

/** The builder reads what images say of themselves, so all that the text names has to be there. */
export async function askWithImages(text: string, builder: Builder, standIns: StandIns): Promise<Answer> {
  await standIns.provide(imageNames(readStages(readDockerfile(text), NO_OPTIONS)));
  const answer = await builder.ask(text);
  const missing = answer.kind === "image" ? imageName(answer.image) : null;
  if (missing === null) return answer;
  // Others may use the engine, too, and have taken the name away meanwhile.
  await standIns.provideAgain(missing);
  return builder.ask(text);
}
