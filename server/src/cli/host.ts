/** The files of this machine, as all of this run knows them; each thread has its own. */
import { createHostNow } from "../node/hostNow";

export const host = createHostNow();
