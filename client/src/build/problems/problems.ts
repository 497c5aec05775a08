/** What keeps a build from starting or from reaching its engine: a sentence, and buttons for the next step. */
import * as l10n from "@vscode/l10n";
import type { Engine } from "../../engine/engine";
import type { Probe } from "../../engine/probeEngine";

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

export function showOutput(): NextStep {
  return { title: l10n.t("Show Output"), command: "dockerfileStages.showOutput" };
}

export function restartServer(): NextStep {
  return { title: l10n.t("Restart Server"), command: "dockerfileStages.restartServer" };
}

export function openTasks(): NextStep {
  return { title: l10n.t("Open tasks.json"), command: "workbench.action.tasks.configureTaskRunner" };
}

/** Where builds run: the lists of builders and contexts. */
export function selectPlace(): NextStep {
  return { title: l10n.t("Select Builder"), command: "dockerfileStages.selectBuilder" };
}

/** The builds of a Dockerfile that other files describe: which one is in force. */
export function selectUse(): NextStep {
  return { title: l10n.t("Select Use"), command: "dockerfileStages.chooseUse" };
}

/** Compose and bake build what no single command can. */
export function buildWithTool(): NextStep {
  return { title: l10n.t("Build with Compose or Bake…"), command: "dockerfileStages.buildWithTool" };
}

function selectContext(): NextStep {
  return { title: l10n.t("Select Docker Context (Engine)"), command: "dockerfileStages.selectContext" };
}

/** A button that opens one setting. */
export function openSetting(id: string): NextStep {
  return { title: l10n.t("Open Settings"), command: "workbench.action.openSettings", argument: id };
}

function openPage(title: string, address: string): NextStep {
  return { title, command: "vscode.open", argument: address };
}

/** A task names a use that no file describes any more. */
export function noSuchUse(name: string, use: string): Problem {
  return {
    message: l10n.t('No file describes a build of {0} that is called "{1}".', name, use),
    steps: [selectUse(), openTasks()],
  };
}

export function untrusted(): Problem {
  return {
    message: l10n.t(
      "A build runs the instructions of the Dockerfile. Trust this workspace before you build.",
    ),
    steps: [{ title: l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" }],
  };
}

/** A file that lives where no engine can read it. */
export function notOnDisk(name: string, scheme: string): Problem {
  return {
    message: l10n.t(
      '{0} is not a file on this machine ("{1}:"), and an engine can read only files. Clone or copy the project to disk, open it there, and build.',
      name,
      scheme,
    ),
    steps: [],
  };
}

export function untitled(name: string): Problem {
  return {
    message: l10n.t(
      "{0} is not saved yet, and an engine can read only files. Save it as a file, then build.",
      name,
    ),
    steps: [{ title: l10n.t("Save As…"), command: "workbench.action.files.saveAs" }],
  };
}

/** Why there is no engine to ask; `program` is the one that the settings ask for. */
export function noEngine(probe: Exclude<Probe, { engine: Engine }>, program: string): Problem {
  if (probe.missing === "buildx") {
    return {
      message: l10n.t(
        '"{0}" does not have buildx, which is required by the setting dockerfileStages.build.engine. Install the buildx component, or set it to "auto".',
        program,
      ),
      steps: [openPage(l10n.t("Get Buildx"), GET_BUILDX), openSetting("dockerfileStages.build.engine")],
    };
  }
  if (probe.missing === "answer")
    return { message: probe.reason, steps: [openSetting("dockerfileStages.build")] };
  return {
    message: l10n.t(
      '"{0}" could not be started ({1}). Install Docker, podman or nerdctl, or set its path in the settings.',
      program,
      probe.reason,
    ),
    steps: [openPage(l10n.t("Get Docker"), GET_DOCKER), openSetting("dockerfileStages.build")],
  };
}

/** The builder or the context that was chosen once is not there any more; `undefined` if the engine says anything else. */
export function choiceIsGone(words: string): Problem | undefined {
  const [, builder] = /\bno builder "?([^"]+?)"? found/.exec(words) ?? [];
  if (builder !== undefined) {
    return {
      message: l10n.t('The builder "{0}" no longer exists. Select another one, and build again.', builder),
      steps: [selectPlace()],
    };
  }
  const [, context] = /\bcontext "?([^"]+?)"?:? (?:context )?(?:not found|does not exist)/.exec(words) ?? [];
  if (context === undefined) return undefined;
  return {
    message: l10n.t(
      'The Docker context "{0}" no longer exists. Select another one, and build again.',
      context,
    ),
    steps: [selectContext()],
  };
}

/** The engine's program ran, but nobody answered it; `words` are its own. */
export function engineDown(words: string, platform: NodeJS.Platform): Problem {
  const message =
    platform === "linux"
      ? l10n.t(
          "The Docker engine does not respond. Start it (for example with: sudo systemctl start docker) and build again. Message of Docker: {0}",
          words,
        )
      : l10n.t(
          "The Docker engine does not respond. Start Docker Desktop, wait until it is running, and build again. Message of Docker: {0}",
          words,
        );
  return { message, steps: [] };
}

/** The engine runs and this user may not talk to it. */
export function engineRefuses(words: string): Problem {
  return {
    message: l10n.t(
      'This user does not have permission to use the Docker engine. On Linux, members of the group "docker" have permission. Message of Docker: {0}',
      words,
    ),
    steps: [openPage(l10n.t("Show Instructions"), LINUX_AS_USER)],
  };
}
