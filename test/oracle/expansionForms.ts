/** Texts with forms of `${…}`, drawn from a seed, in every instruction that the builder expands and some that it does not. */
import { random } from "../support/random";
import type { Random } from "../support/random";

/** The default of an `ARG` may be replaced by a build, so what it asks for (`${X:?no}`) is no error of ours: `U` is not asked for there. */
const NAMES = ["D", "H", "U", "PATH", "1", "@", "env", "", "#"];
const MODIFIERS =
  ":= = :- - :+ + :? ? :1 :1:5 :0:-1 :# # ## :## % %% :% :%% / // :/ /# /% , ,, ^ ^^ @Q [0] [@] ! * : :Path \\ . ~ :: {".split(
    " ",
  );
const WORDS =
  "dev * a/b $D ${H} ${U:-z} ${V:=q} ${D:1} \\} \\$x \"q\" 's' a}b ${U:+no} ? [ / ${D/1/b} \\ ${ $".split(
    " ",
  );
const PLACES: readonly ((form: string) => string)[] = [
  form => `ENV A=${form}`,
  form => `ENV ${form}=a`,
  form => `ENV A ${form}`,
  form => `LABEL a=${form}`,
  form => `ARG A=${form}`,
  form => `COPY ${form} /x`,
  form => `ADD a ${form}`,
  form => `COPY --chown=${form} a b`,
  form => `COPY ["${form.replace(/["\\]/g, "\\$&")}", "b"]`,
  form => `USER ${form}`,
  form => `WORKDIR /a${form}`,
  form => `VOLUME /a${form}`,
  form => `EXPOSE 80${form}`,
  form => `RUN --mount=type=cache,target=/x${form} true`,
  form => `COPY <<EOF /h\n${form}\nEOF`,
  form => `ADD <<-EOF /h\n\tx ${form}\n\tEOF`,
  form => `RUN echo ${form}`,
  form => `CMD echo ${form}`,
  form => `HEALTHCHECK CMD echo ${form}`,
  form => `ONBUILD ENV A=${form}`,
];

/** Texts, the same for the same seed. */
export function expansionForms(count: number, seed: number): string[] {
  const dice = random(seed);
  return Array.from({ length: count }, () => {
    const form = drawForm(dice, 0);
    const place = dice.below(10);
    if (place === 0) return `ARG D=1.2.3\nFROM scratch AS a${form}\n`;
    if (place === 1) return `ARG D=1.2.3\nARG H=hh\nFROM a${form}\n`;
    const base = dice.below(4) === 0 ? "scratch AS b\nFROM b" : "scratch";
    return `FROM ${base}\nARG D=1.2.3\nENV H=hh\n${dice.pick(PLACES)(form)}\n`;
  });
}

function drawForm(dice: Random, depth: number): string {
  const kind = dice.below(12);
  if (kind === 0) return `$${dice.pick(NAMES)}`;
  if (kind === 1) return `\${${dice.pick(NAMES)}}`;
  const inner = depth < 2 && dice.below(4) === 0 ? drawForm(dice, depth + 1) : "";
  const word = dice.below(6) === 0 ? "" : dice.pick(WORDS);
  const form = `\${${dice.pick(NAMES)}${dice.pick(MODIFIERS)}${word}${inner}}`;
  return dice.pick([form, form, form, form, `"${form}"`, `'${form}'`, `\\${form}`, `a${form}b`]);
}
