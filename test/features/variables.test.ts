/**
 * Variables inside stages: what gives each its value at every place, held against files with marks. A mark of letters is what
 * sets a variable, the same with a number uses it there, and those with `x` lead nowhere.
 */
import assert from "node:assert/strict";
import type { Range } from "vscode-languageserver-protocol";
import type { Span } from "../../server/src/dockerfile/source";
import { definition } from "../../server/src/features/definition";
import { documentHighlights } from "../../server/src/features/highlight";
import { references } from "../../server/src/features/references";
import type { FeatureContext } from "../../server/src/features/context";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";
import { marked } from "../support/marked";
import { DRESSES } from "./places";

const GIVERS: Record<string, string> = {
  "an ARG of the base stage": "FROM alpine AS a\nARG «a:X»=1\nFROM a AS b\nRUN echo $«a1:X»\n",
  "an ENV through a chain":
    "FROM x AS a\nENV «a:X»=1\nFROM a AS b\nFROM b AS c\nWORKDIR /${«a1:X»}/$«a2:X»\n",
  "the last line before it":
    "FROM x\nARG «a:X»=1\nRUN $«a1:X»\nENV «b:X»=$«a2:X»/b\nUSER $«b1:X»\nARG «c:X»=3\nUSER $«c1:X»\n",
  "an ENV in its old form":
    'FROM x\nENV «a:X» a b\nLABEL y=$«a1:X» z="${«a2:X»:-1}"\nENV «b:X» $«a3:X» c\nUSER ${«b1:X»}\n',
  "keys of one ENV, which see what was before":
    "FROM x\nENV «a:X»=1\nENV «b:X»=2 Y=$«a1:X» Z=${«a2:X»}\nUSER $«b1:X»\n",
  "arguments of one ARG, which see each other": "FROM x\nARG «a:X»=1 «b:X»=$«a1:X» Y=$«b1:X»\nUSER $«b2:X»\n",
  "an ARG in its own default": "FROM x\nARG «a:X»=1\nARG «b:X»=${«a1:X»}2\nUSER $«b1:X»\n",
  "every instruction that the builder expands":
    "FROM x\nENV «a:X»=1\nADD --chown=$«a1:X» --chmod=${«a2:X»} --checksum=sha256:$«a3:X» $«a4:X» ${«a5:X»}/\nCOPY --chown=$«a6:X» $«a7:X» /$«a8:X»\nEXPOSE $«a9:X»/tcp\nVOLUME /$«a10:X» $«a11:X»\nSTOPSIGNAL $«a12:X»\nLABEL $«a13:X»=$«a14:X»\nUSER $«a15:X»\nWORKDIR $«a16:X»\n",
  "items of arrays":
    'FROM x\nENV «a:X»=1\nCOPY ["$«a1:X»", "\\u0061\\t${«a2:X»}", "/d/"]\nVOLUME ["/$«a3:X»"]\n',
  "mounts, but for from":
    'FROM x\nENV «a:X»=1\nRUN --mount=type=cache,target=/$«a1:X»,id=${«a2:X»} --mount=type=bind,"source=$«a3:X»",from=$X,target=/y true\n',
  "heredocs of COPY":
    'FROM x\nENV «a:X»=1\nCOPY <<E <<-F <<"G" /d/\n\'$«a1:X»\' "${«a2:X»}" \\$X\nE\n\t$«a3:X»\n\tF\n$X\nG\n',
  "a line that goes on":
    "FROM x\nENV «a:XY»=1\nENV Y=${«a1:X\\\nY»} \\\n# $XY\n  Z=$«a2:XY» \\\n\n  «b:XY»=2\nRUN a \\\n  $«b1:XY»\n",
  "nothing that is no variable":
    "FROM x\nENV «a:X»=1\nCOPY --from=$X --exclude=$X '$X' \\$X /$«a1:X»\nLABEL $1=$XY\nRUN echo '$X' \\$X $$X ${XY} $1\n",
  "the shell of a RUN":
    'FROM x\nENV «a:X»=1\nRUN echo $«a1:X» "${«a2:X»%.*}" ${Y:-$«a3:X»} $(cat $«a4:X») `ls $«a5:X»` # $X\n',
  "the script of a RUN in a heredoc":
    "FROM x\nENV «a:X»=1\nRUN <<E\necho $«a1:X»\ncat <<I\n${«a2:X»}\nI\ncat <<'I'\n$X\nI\nE\n",
  "the input of a command":
    "FROM x\nENV «a:X»=1\nRUN cat <<E > /$«a1:X» && cat <<'F'\n$«a2:X» \\$X '$«a3:X»'\nE\n$X\nF\n",
  "a script for another program":
    "FROM x\nENV «a:X»=1\nRUN <<E\n#!/usr/bin/env python3\nprint('$X')\nE\nRUN <<E python3\nprint('$«a1:X»')\nE\n",
  "a shell that is called by its name":
    'FROM x\nENV «a:X»=1\nRUN ["/bin/bash", "-ec", "echo \\"$«a1:X»\\" \'$X\'"]\nRUN ["echo", "$X"]\nCMD ["sh", "-c", "exec $«a2:X»"]\n',
  "what a script has not set itself":
    "FROM x\nENV «a:X»=1\nRUN X=$«a1:X»/b && echo $X\nRUN for X in $«a2:X»; do echo $X; done\nRUN export X=2; $X\nRUN read X; echo $X\n",
  "the stage where a script sets it for one command alone":
    "FROM x\nENV «a:X»=1\nRUN X=$«a1:X»/b make X=3 && echo $«a2:X»\nRUN A=1 X=$(ls $«a3:X») make; echo $«a4:X»\n",
  "the stage, before a script sets it in its own ways":
    "FROM x\nENV «a:X»=1\nRUN echo $«a1:X» && printf -v X y; echo $X\nRUN : ${«a2:X»:=2}; echo $X\nRUN X[1]=2; echo $X\nRUN let X+=1; $X\n",
  "the stage, and not from a secret of the same name":
    "FROM x\nENV «a:X»=1\nRUN --mount=type=secret,id=a,env=X --mount=type=cache,target=/c echo $X\nRUN --mount=type=secret,id=X echo $«a1:X»\n",
  "a shell that SHELL names":
    'FROM x\nENV «a:X»=1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo $«a1:X»\nSHELL ["python3"]\nRUN print("$X")\n',
  PowerShell:
    'FROM x\nENV «a:X»=1\nSHELL ["pwsh", "-Command"]\nRUN echo $env:«a1:X» "${env:«a2:X»}" \'$env:X\' `$env:X $X\nRUN $env:X = 3; echo $env:X\nWORKDIR $«a3:X»\n',
  "the command line of Windows":
    "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nENV «a:X»=1\nRUN echo %«a1:X»% $X & `\n  echo %«a2:X»:a=b%\nRUN set X=2 & echo %X%\n",
  "the shell of an image of Windows, whichever it is":
    "FROM golang:1.22-nanoserver-1809\nENV «a:X»=1\nRUN echo $env:«a1:X» %«a2:X»% $X\n",
  "containers, which have ENV alone":
    "FROM x\nARG «b:X»=0\nENV «a:X»=1\nARG «c:X»=2\nRUN $«c1:X»\nCMD run $«a1:X»\nENTRYPOINT run ${«a2:X»}\nHEALTHCHECK --timeout=3s CMD curl $«a3:X» || exit 1\n",
  "what a container has at the end": "FROM x\nENV «b:X»=1\nCMD run $«a1:X»\nUSER $«b1:X»\nENV «a:X»=2\n",
  "no ARG, in a container":
    'FROM x\nARG «a:X»=1\nUSER $«a1:X»\nCMD run $«x1:X»\nHEALTHCHECK CMD ["a", "$X"]\n',
  "an ENV that an ARG leaves alone": "FROM x AS a\nENV «a:X»=1\nFROM a\nARG «a1:X»\nRUN $«a2:X»\n",
  "an ENV that an ARG hides up to the end of its stage":
    "FROM x AS a\nENV «a:X»=1\nARG «b:X»=2\nUSER $«b1:X»\nONBUILD USER $«a1:X»\nFROM a AS b\nUSER $«a2:X»\nARG «c:X»=3\nUSER $«c1:X»\nFROM b\nUSER $«a3:X»\n",
  "an ARG that only a build gives a value": "FROM x\nARG «a:X»\nRUN $«a1:X»\n",
  "what ONBUILD holds back, where a stage triggers it":
    "FROM x AS a\nENV «b:X»=1\nONBUILD ENV «a:X»=$«b1:X»/2\nONBUILD RUN echo $«a1:X»\nRUN $«b2:X»\nFROM a AS b\nRUN $«a2:X»\nFROM b\nRUN $«a3:X»\n",
  "what ONBUILD holds back, where nobody triggers it":
    "FROM x AS a\nONBUILD ARG «a:X»=1\nONBUILD WORKDIR /$«a1:X»\n",
  "what ONBUILD sets first":
    "FROM x AS a\nONBUILD ARG «a:X»=1\nFROM a\nUSER $«a1:X»\nFROM a\nUSER $«a2:X»\nONBUILD USER $«a3:X»\n",
  "a default that a build does not look at": "FROM x\nARG «a:X»=1\nARG GIVEN=$«a1:X»\n",
};

/** Places that are of other variables than the others: each family is held by itself. */
const FAMILIES: Record<string, string> = {
  "stages that have nothing of each other":
    "FROM x AS a\nARG «a:X»=1\nRUN $«a1:X»\nFROM x AS b\nARG «b:X»=2\nRUN $«b1:X»\nCOPY --from=a /a /$«b2:X»\n",
  "what a stage hands on, and a stage that is not based on it":
    "FROM x AS a\nRUN $«c1:X»\nFROM a AS b\nENV «a:X»=1\nFROM b AS c\nENV «a:X»=$«a1:X»\nFROM a AS d\nENV «b:X»=1\nRUN $«b1:X»\n".replace(
      "ENV «a:X»=$",
      "ENV Y=$",
    ),
  "names in another case": "FROM x\nENV «a:X»=1 «b:x»=2\nRUN $«a1:X» $«b1:x»\n",
};

const spanOf = ({ document }: FeatureContext, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});
const setterOf = (mark: string) => mark.replace(/\d+$/, "");
const GIVEN: Settings = { ...DEFAULT_SETTINGS, buildArgs: { GIVEN: "g" } };

/** Asks at every mark; `isFamily` says which marks are of one variable. */
function hold(file: string, isFamily: (mark: string, other: string) => boolean): void {
  const { text, spans } = marked(file);
  const context = contextOf(text, GIVEN);
  for (const [mark, span] of spans)
    for (const offset of [span.start, span.end]) {
      const position = context.document.positionAt(offset);
      const where = `${mark} at ${offset}`;
      const [link, ...more] = definition(context, position);
      assert.equal(more.length, 0);
      const setter = spans.get(setterOf(mark));
      assert.deepEqual(link && spanOf(context, link.targetSelectionRange), setter, where);
      const found = references(context, position, true).map(({ range }) => spanOf(context, range));
      const family = [...spans].filter(([other]) => isFamily(mark, other));
      const inText = (all: readonly Span[]) => [...all].sort((a, b) => a.start - b.start);
      assert.deepEqual(inText(found), inText(family.map(([, other]) => other)), where);
      const marks = documentHighlights(context, position) ?? [];
      for (const { range, kind } of marks) {
        const [other] = [...spans].find(([, { start }]) => start === spanOf(context, range).start) ?? [""];
        const isSetter =
          /^[a-w]+$/.test(other) || /^ARG\s/i.test(lineOf(text, context.document.offsetAt(range.start)));
        assert.equal(
          kind,
          isSetter && !/[$%{:]$/.test(text.slice(0, spans.get(other)?.start)) ? 3 : 2,
          `${where}: ${other}`,
        );
      }
      assert.equal(marks.length, found.length);
    }
}

function lineOf(text: string, offset: number): string {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1).replace(/^ONBUILD /, "");
}

describe("variables of stages", () => {
  for (const [dress, wear] of Object.entries(DRESSES)) {
    for (const [title, file] of Object.entries(GIVERS))
      it(`have their value from ${title}: ${dress}`, () => {
        // They have an escape character of their own, which is no longer the first line.
        if (file.startsWith("# escape") && !/^(?:plain|CRLF|BOM|no last)/.test(dress)) return;
        if (dress.includes("backtick") && /\\[^\n]/.test(file)) return;
        hold(wear(file), () => true);
      });
    for (const [title, file] of Object.entries(FAMILIES))
      it(`are not those of others: ${title}: ${dress}`, () => {
        hold(wear(file), (mark, other) => setterOf(mark) === setterOf(other));
      });
  }
});
