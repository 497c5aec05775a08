/** Runs the rules about the files around a Dockerfile on all files of a folder, in tests. */
import { isDockerfileName } from "../../server/src/shared/filePatterns";
import type { Files } from "../../server/src/around/files";
import { folderOf } from "../../server/src/around/paths";
import { mayDescribeBuilds } from "../../server/src/around/readUsesIn";
import type { Use } from "../../server/src/around/use";
import { checkAround } from "../../server/src/rules/around/registry";
import type { AroundFinding, KnownBuild } from "../../server/src/rules/around/registry";
import { DEFAULT_RULE_SETTINGS } from "../../server/src/rules/run/ruleSettings";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../server/src/stages/analysis/analysis";
import { readFile } from "./read";

/** What is found in each file, by its path; `paths` are all files. */
export async function findingsIn(
  paths: readonly string[],
  files: Files,
): Promise<Map<string, AroundFinding[]>> {
  const dockerfiles = paths.filter(isDockerfileName);
  const analyses = new Map<string, Analysis | null>();
  const analysisOf = ({ dockerfile: { path, isInline, isOpen, text } }: Use): Analysis | null => {
    if (isInline) return isOpen ? null : analyzeText(text);
    if (path === null) return null;
    const known = analyses.get(path);
    if (known !== undefined) return known;
    const read = files.text(path);
    const analysis = read === null ? null : analyzeText(read);
    analyses.set(path, analysis);
    return analysis;
  };
  const hasBeside = (path: string) => paths.some(each => folderOf(each) === folderOf(path));
  const described = paths.filter(mayDescribeBuilds);
  const readings = await Promise.all(described.map(path => readFile(path, files)));
  const builds = readings
    .flatMap(({ uses }) => uses)
    .map((use): KnownBuild => {
      const { path } = use.dockerfile;
      return {
        use,
        analysis: analysisOf(use),
        missing: path === null || files.text(path) !== null ? null : hasBeside(path) ? "file" : "folder",
        dockerfiles,
      };
    });
  return new Map(
    described.flatMap(path => {
      const found = checkAround(path, builds, files.text, DEFAULT_RULE_SETTINGS, (_, error) => {
        throw error;
      });
      return found.length > 0 ? [[path, found]] : [];
    }),
  );
}
