/** The settings of each document, asked of the client once and kept until it says that they changed. */
import { DEFAULT_SETTINGS, SECTION, parseSettings } from "./settings";
import type { Settings } from "./settings";
import type { Connection } from "../transport/connection";

export interface SettingsStore {
  /** To be called once the client has said what it can do. */
  readonly start: (asks: boolean, initializationOptions: unknown) => void;
  readonly of: (uri: string) => Promise<Settings>;
  readonly changed: (sent: unknown) => void;
  readonly forget: (uri: string) => void;
}

/**
 * A store that asks clients which can be asked (`workspace/configuration`), by document; from others it takes what they
 * send with `initialize` (`{ dockerfileStages: … }`) or with `workspace/didChangeConfiguration`.
 */
export function createSettingsStore(connection: Connection): SettingsStore {
  const perDocument = new Map<string, Promise<Settings>>();
  let shared = DEFAULT_SETTINGS;
  let canAsk = false;

  function take(sent: unknown): void {
    if (typeof sent === "object" && sent !== null && SECTION in sent) shared = parseSettings(sent[SECTION]);
  }

  async function ask(uri: string): Promise<Settings> {
    try {
      const items = [{ scopeUri: uri, section: SECTION }];
      const [settings] = (await connection.sendRequest("workspace/configuration", { items })) as unknown[];
      return parseSettings(settings);
    } catch (error) {
      connection.console.warn(`The settings of ${uri} could not be read: ${String(error)}`);
      return DEFAULT_SETTINGS;
    }
  }

  return {
    start: (asks, initializationOptions) => {
      canAsk = asks;
      take(initializationOptions);
    },
    of: uri => {
      if (!canAsk) return Promise.resolve(shared);
      const known = perDocument.get(uri) ?? ask(uri);
      perDocument.set(uri, known);
      return known;
    },
    changed: sent => {
      take(sent);
      perDocument.clear();
    },
    forget: uri => {
      perDocument.delete(uri);
    },
  };
}
