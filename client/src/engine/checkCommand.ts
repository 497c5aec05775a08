/** The command that asks the builder what it thinks of a Dockerfile, and builds nothing. */
import { ability } from "./capabilities";
import type { BuildRequest } from "./buildRequest";
import type { EngineCommand } from "./engine";
import { engineCommand } from "./engineCommand";

/**
 * With the same file, context and arguments as the build of `request`; the answer is JSON on stdout. `undefined` where
 * the builder cannot check.
 */
export function checkCommand(request: BuildRequest): EngineCommand | undefined {
  if (ability(request.engine, "check") !== true) return undefined;
  const { engine, dockerfile, context, target, image, buildArgs, buildContexts } = request;
  const { environmentArgs, platforms, builderName } = request;
  const { file, args, env } = engineCommand(
    {
      engine,
      dockerfile,
      context,
      target,
      image,
      buildArgs,
      buildContexts,
      ...(environmentArgs !== undefined && { environmentArgs }),
      ...(platforms !== undefined && { platforms }),
      ...(builderName !== undefined && { builderName }),
    },
    "shown",
  );
  return { file, args: [...args.slice(0, -1), "--call=check,format=json", ...args.slice(-1)], env };
}
