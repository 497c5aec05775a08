/** What an argument of the global scope stands for, and who says so. */
import type { GlobalArg } from "../../stages/scope";
import { descriptionOf } from "../../stages/stageName";
import { variableValue } from "../../stages/variables";
import type { VariableValue } from "../../stages/variables";
import type { FeatureContext } from "../context";
import { code, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { described, lineNumber, meant } from "./words";
import type { Stage } from "../../stages/model";

/**
 * The card of an argument where `declaration` is the `ARG` that counts, or null. `from` is the stage whose base it is part
 * of, or null.
 */
export function argumentCard(
  context: FeatureContext,
  name: string,
  declaration: GlobalArg | null,
  from: Stage | null,
): Block[] {
  const { model } = context;
  const value = variableValue(model, name, declaration);
  const { expanded = "", expansion, to = null } = from?.base ?? {};
  const base: Line[] =
    from && expanded !== "" && !expansion?.conditional
      ? [["The base comes to ", ...meant(model, { to, text: expanded })]]
      : [];
  return [
    title(name, value),
    ...described(declaration && descriptionOf(declaration.line.comments, name)),
    { kind: "list", items: [origin(context, name, value), ...base] },
  ];
}

function title(name: string, { value }: VariableValue): Block {
  if (value === null) return paragraph(strong(name), " — no value");
  return value === "" ? paragraph(strong(name), " — empty") : paragraph(strong(name), " = ", code(value));
}

function origin(context: FeatureContext, name: string, { origin, declaration }: VariableValue): Line {
  const line = declaration ? lineNumber(context, declaration.line.start) : 0;
  const written = declaration?.defaultText ?? null;
  switch (origin) {
    case "given":
      return [
        "Build argument of the settings",
        ...(written === null ? [] : [", in place of the default ", code(written), ` in line ${line}`]),
      ];
    case "default":
      return [
        `Default in line ${line}`,
        ...(declaration?.value === written || written === null ? [] : [": ", code(written)]),
        ...(declaration?.isOpen ? [", which hangs on an argument that a build has to give"] : []),
      ];
    case "predefined":
      return ["Set by the builder, for each build anew: this value stands for it while you edit"];
    case "open":
      return [
        `Declared in line ${line} without a default: a build gives it, with `,
        code(`--build-arg ${name}=…`),
      ];
    case "undeclared":
      return ["No ", code("ARG"), " above declares it, so nothing stands for it"];
  }
}
