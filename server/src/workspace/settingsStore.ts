/** The settings of each document, asked of the client once and kept until it says that they changed. */
import { DEFAULT_SETTINGS, SECTION, parseSettings } from "./settings";
import { withinTime } from "../transport/withinTime";
import type { Settings } from "./settings";
import type { Client } from "../transport/client";

export interface SettingsStore {
  /** To be called once the client has said what it can do. */
  readonly start: (asks: boolean, initializationOptions: unknown) => void;
  readonly of: (uri: string) => Promise<Settings>;
  readonly changed: (sent: unknown) => void;
  readonly forget: (uri: string) => void;
}

/** A client that does not answer is not waited for: until it does, a document has the settings that it had, or the defaults. */
const LONGEST_MS = 2_000;

/**
 * A store that asks clients which can be asked (`workspace/configuration`), by document; from others it takes what they
 * send with `initialize` (`{ dockerfileStages: … }`) or with `workspace/didChangeConfiguration`. `onLateAnswer` hears of a
 * document whose settings came after they were waited for.
 */
export function createSettingsStore(connection: Client, onLateAnswer: (uri: string) => void): SettingsStore {
  const perDocument = new Map<string, Promise<Settings>>();
  /** What a document had last. */
  const last = new Map<string, Settings>();
  let shared = DEFAULT_SETTINGS;
  let canAsk = false;

  function take(sent: unknown): void {
    if (typeof sent === "object" && sent !== null && SECTION in sent) shared = parseSettings(sent[SECTION]);
  }

  async function ask(uri: string): Promise<Settings> {
    try {
      const items = [{ scopeUri: uri, section: SECTION }];
      const [settings] = await connection.sendRequest<unknown[]>("workspace/configuration", { items });
      return parseSettings(settings);
    } catch (error) {
      connection.console.warn(`The settings of ${uri} could not be read: ${String(error)}`);
      return last.get(uri) ?? DEFAULT_SETTINGS;
    }
  }

  /** Asks, and waits for the answer no longer than {@link LONGEST_MS}; a later one counts from then on. */
  function askInTime(uri: string): Promise<Settings> {
    let isLate = false;
    const asked = ask(uri);
    const inTime = withinTime<Settings | null>(asked, LONGEST_MS, null).then(answer => {
      isLate = answer === null;
      return answer ?? last.get(uri) ?? DEFAULT_SETTINGS;
    });
    void asked.then(answer => {
      // Another question may have been asked meanwhile, or the document closed.
      if (perDocument.get(uri) !== inTime) return;
      last.set(uri, answer);
      if (!isLate) return;
      perDocument.set(uri, Promise.resolve(answer));
      onLateAnswer(uri);
    });
    return inTime;
  }

  return {
    start: (asks, initializationOptions) => {
      canAsk = asks;
      take(initializationOptions);
    },
    of: uri => {
      if (!canAsk) return Promise.resolve(shared);
      const known = perDocument.get(uri) ?? askInTime(uri);
      perDocument.set(uri, known);
      return known;
    },
    changed: sent => {
      take(sent);
      perDocument.clear();
    },
    forget: uri => {
      perDocument.delete(uri);
      last.delete(uri);
    },
  };
}
