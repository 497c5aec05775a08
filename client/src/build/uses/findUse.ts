/** Finds a use among those of a Dockerfile. Pure. */
import { NO_USE, type UseInfo, type UsesAnswer } from "../../../../server/src/protocol";

/** No use at all. */
export const NO_USES: UsesAnswer = { uses: [], needed: [], chosen: null, inForce: null, isKnown: true };

/** The use of that id or label; undefined for {@link NO_USE}, and where there is none. */
export function useNamed({ uses }: UsesAnswer, name: string): UseInfo | undefined {
  return name === NO_USE ? undefined : uses.find(({ id, label }) => id === name || label === name);
}

/** The use in force. */
export function useInForce({ uses, inForce }: UsesAnswer): UseInfo | undefined {
  return inForce === null ? undefined : uses.find(({ id }) => id === inForce);
}

/** Whether a person has chosen the use in force; another one is in force because it is the only one. */
export function isChosen({ chosen, inForce }: UsesAnswer): boolean {
  return inForce !== null && chosen === inForce;
}
