/** What keeps a build from starting or from reaching its engine: a sentence, and buttons for the next step. */
import type { Engine } from "../engine/engine";
import type { Probe } from "../engine/probeEngine";

export interface Problem {
  message: string;
  steps: NextStep[];
}

/** A button and the command behind it. */
export interface NextStep {
  title: string;
  command: string;
  argument?: string;
}

const GET_DOCKER = "https://docs.docker.com/get-started/get-docker/";
const GET_BUILDX = "https://docs.docker.com/go/buildx/";
const LINUX_AS_USER = "https://docs.docker.com/engine/install/linux-postinstall/";

export const showOutput: NextStep = { title: "Show Output", command: "dockerfileStages.showOutput" };
export const restartServer: NextStep = { title: "Restart Server", command: "dockerfileStages.restartServer" };

export const openTasks: NextStep = {
  title: "Open tasks.json",
  command: "workbench.action.tasks.configureTaskRunner",
};
/** Where builds run: the lists of builders and contexts. */
export const selectPlace: NextStep = { title: "Select Builder", command: "dockerfileStages.selectBuilder" };
const selectContext: NextStep = { title: "Select Context", command: "dockerfileStages.selectContext" };

/** A button that opens one setting. */
export function openSetting(id: string): NextStep {
  return { title: "Open Settings", command: "workbench.action.openSettings", argument: id };
}

function openPage(title: string, address: string): NextStep {
  return { title, command: "vscode.open", argument: address };
}

export const untrusted: Problem = {
  message: "A build runs what the Dockerfile says. Trust this workspace first, then build.",
  steps: [{ title: "Manage Workspace Trust", command: "workbench.trust.manage" }],
};

/** A file that lives where no engine can read it. */
export function notOnDisk(name: string, scheme: string): Problem {
  return {
    message:
      `${name} is not a file on this machine ("${scheme}:"), and an engine reads files only. ` +
      "Clone or copy the project to disk, open it there, and build.",
    steps: [],
  };
}

export function untitled(name: string): Problem {
  return {
    message: `${name} is not saved yet, and an engine reads files only. Save it as a file, then build.`,
    steps: [{ title: "Save As…", command: "workbench.action.files.saveAs" }],
  };
}

/** Why there is no engine to ask; `program` is the one that the settings ask for. */
export function noEngine(probe: Exclude<Probe, { engine: Engine }>, program: string): Problem {
  if (probe.missing === "buildx") {
    return {
      message: `"${program}" has no buildx, which the setting dockerfileStages.build.engine asks for. Install the buildx component, or set it to "auto".`,
      steps: [openPage("Get Buildx", GET_BUILDX), openSetting("dockerfileStages.build.engine")],
    };
  }
  return {
    message: `"${program}" could not be started (${probe.reason}). Install Docker, podman or nerdctl, or say in the settings where it is.`,
    steps: [openPage("Get Docker", GET_DOCKER), openSetting("dockerfileStages.build")],
  };
}

/** The builder or the context that was chosen once is not there any more; `undefined` if the engine says anything else. */
export function choiceIsGone(words: string): Problem | undefined {
  const [, builder] = /\bno builder "?([^"]+?)"? found/.exec(words) ?? [];
  if (builder !== undefined) {
    return {
      message: `There is no builder "${builder}" any more. Choose another one, and build again.`,
      steps: [selectPlace],
    };
  }
  const [, context] = /\bcontext "?([^"]+?)"?:? (?:context )?(?:not found|does not exist)/.exec(words) ?? [];
  if (context === undefined) return undefined;
  return {
    message: `There is no Docker context "${context}" any more. Choose another one, and build again.`,
    steps: [selectContext],
  };
}

/** The engine's program ran, but nobody answered it; `words` are its own. */
export function engineDown(words: string, platform: NodeJS.Platform): Problem {
  const start =
    platform === "linux"
      ? "Start it (for example with: sudo systemctl start docker)"
      : "Start Docker Desktop and wait until it runs";
  return {
    message: `The Docker engine does not answer. ${start}, then build again. Docker says: ${words}`,
    steps: [],
  };
}

/** The engine runs and this user may not talk to it. */
export function engineRefuses(words: string): Problem {
  return {
    message: `This user may not talk to the Docker engine. On Linux, members of the group "docker" may. Docker says: ${words}`,
    steps: [openPage("Show How", LINUX_AS_USER)],
  };
}
