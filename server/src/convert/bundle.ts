/** The entry of the bundle that the server loads when somebody first wants to convert a file. */
export { convertToMultiStage } from "./convert";
export { useTexts } from "./givenTexts";
