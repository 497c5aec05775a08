/**
 * Remembers which engine a machine has, so that a build starts at once. What was found holds for one set of settings, and only while
 * the programs are the same files as before; after a few minutes it is looked for again, beside the build that still uses it. What
 * was not found is looked for again each time. Whoever asks while an answer is on its way gets that one.
 */
import { stat } from "node:fs/promises";
import { programFiles } from "./findProgram";
import { probeEngine, type EngineChoice, type Probe, type Programs } from "./probeEngine";

export interface ProbeCache {
  probe: (programs: Programs, choice: EngineChoice) => Promise<Probe>;
  /** To be called when what was found did not do: it could not be started, or refused an option. */
  forget: () => void;
}

const HOLDS_MS = 5 * 60_000;

/** `probe` and `now` are others in tests. */
export function createProbeCache(probe = probeEngine, now = Date.now): ProbeCache {
  const known = new Map<string, { files: string; until: number; found: Probe }>();
  const asked = new Map<string, { files: string; answer: Promise<Probe> }>();

  function ask(key: string, files: string, programs: Programs, choice: EngineChoice): Promise<Probe> {
    const before = asked.get(key);
    if (before?.files === files) return before.answer;
    const answer = probe(programs, choice).then(found => {
      // It was forgotten meanwhile, or other programs were asked.
      if (asked.get(key)?.answer !== answer) return found;
      asked.delete(key);
      if ("engine" in found) known.set(key, { files, until: now() + HOLDS_MS, found });
      else known.delete(key);
      return found;
    });
    asked.set(key, { files, answer });
    return answer;
  }

  return {
    async probe(programs, choice) {
      const key = JSON.stringify([programs.docker, programs.podman, programs.nerdctl, choice]);
      const files = await fileMarks(programs);
      const before = known.get(key);
      if (before?.files !== files) return ask(key, files, programs, choice);
      if (now() >= before.until) void ask(key, files, programs, choice);
      return before.found;
    },
    forget() {
      known.clear();
      asked.clear();
    },
  };
}

/** Which files the programs are, and when they were written: a text that changes when one is installed, removed or replaced. */
async function fileMarks({ docker, podman, nerdctl }: Programs): Promise<string> {
  const marks = await Promise.all([docker, podman, nerdctl].map(fileMark));
  return marks.join("\n");
}

async function fileMark(program: string): Promise<string> {
  for (const file of programFiles(program)) {
    try {
      const found = await stat(file);
      if (found.isFile()) return `${file} ${found.mtimeMs}`;
    } catch {
      // Not in this folder.
    }
  }
  return "";
}
