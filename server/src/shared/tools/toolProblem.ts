/** Why a tool answers nothing, in a sentence for the model: a wrong input, a file that is not there. */
export class ToolProblem extends Error {}
