/** The commands behind what is shown of builds. */

/** What can be done with builds that run; the argument says which file they are of. */
export const SHOW_BUILD_COMMAND = "dockerfileStages.showBuild";

/** The report of a build; its argument is that of the lenses that build. */
export const REPORT_COMMAND = "dockerfileStages.showBuildReport";
/** The kept builds of a Dockerfile; its argument names it. */
export const HISTORY_COMMAND = "dockerfileStages.showBuildHistory";
/** Why the steps of the last build ran; its argument names the Dockerfile, and may name a line. */
export const WHY_COMMAND = "dockerfileStages.whyDidThisRun";
export const BUILD_UP_TO_COMMAND = "dockerfileStages.buildUpToInstruction";
export const SHELL_AFTER_COMMAND = "dockerfileStages.openShellAfterInstruction";

/** What is in the image of a stage; its argument is that of the lenses that build. */
export const CONTENT_COMMAND = "dockerfileStages.showImageContent";

/** The build context of a Dockerfile. */
export const CONTEXT_COMMAND = "dockerfileStages.showBuildContext";

/** Ends the watch of a stage. */
export const STOP_WATCH_COMMAND = "dockerfileStages.stopWatching";
/** Ends the program of a stage that runs; its argument names the run. */
export const STOP_RUN_COMMAND = "dockerfileStages.stopRun";
