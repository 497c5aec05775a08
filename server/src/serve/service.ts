/** What serves a group of requests. */
import type { AroundChecks } from "./aroundChecks";
import type { AroundFiles } from "./aroundFiles";
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import type { KnownCosts } from "../workspace/buildCosts";
import type { BasicFeatures } from "./basics";
import type { ContextFiles } from "../workspace/contextFiles";
import type { Uses } from "../workspace/uses";
import type { UsesInForce } from "../workspace/usesInForce";
import type { Conversions } from "../workspace/conversions";
import type { Documents } from "../workspace/documents";
import type { LinkedDockerfiles } from "../features/linkedStages";
import type { AroundDockerfiles } from "../workspace/aroundDockerfiles";
import type { HandleLinked } from "./linkedDockerfiles";
import type { OnThrow } from "../rules/run/judges";
import type { Host, IgnoreFiles } from "../workspace/ignoreFiles";
import type { ClientOptions } from "../protocol";
import type { InlineDockerfiles } from "../workspace/inlineDockerfiles";
import type { Requests } from "../transport/requests";
import type { SnippetFiles } from "../workspace/snippetFiles";
import type { Connection } from "vscode-languageserver";

/** What there is to serve with. */
export interface Service {
  readonly connection: Connection;
  /** Reads files; null where nobody does but the client. */
  readonly host: Host | null;
  readonly requests: Requests;
  readonly documents: Documents;
  readonly ignoreFiles: IgnoreFiles;
  readonly contextFiles: ContextFiles;
  readonly snippetFiles: SnippetFiles;
  readonly conversions: Conversions;
  readonly uses: Uses;
  readonly usesInForce: UsesInForce;
  /** Like {@link Requests.handle}, with the Dockerfiles that have to do with the one that is asked about. */
  readonly handleLinked: HandleLinked;
  /** What has to do with a Dockerfile that need not be open. */
  readonly linkedWith: (uri: string) => Promise<LinkedDockerfiles>;
  /** The Dockerfiles that are written in other files. */
  readonly inline: InlineDockerfiles;
  /** The Dockerfiles behind uses. */
  readonly dockerfiles: AroundDockerfiles;
  /** To be called when another use of a Dockerfile is chosen. */
  readonly choicesChanged: (uri: string) => void;
  /** What clients have told of kept builds. */
  readonly costs: KnownCosts;
  /** To be called when they have told something else. */
  readonly costsChanged: (uri: string) => void;
  /** Answers about the files around a Dockerfile. */
  readonly aroundFiles: AroundFiles;
  /** Keywords and the like, where no other extension has them. */
  readonly basics: BasicFeatures;
  /** The problems of those files. */
  readonly aroundChecks: AroundChecks;
  /** What the client can do. */
  readonly client: ClientCapabilities;
  /** What it has said of itself beside that. */
  readonly clientOptions: Partial<ClientOptions>;
  /** Hears of a rule that throws. */
  readonly onThrow: OnThrow;
}

/** Sets the handlers of a group of requests, by what the client can do. `features/capabilities.ts` says what is offered. */
export type Serve = (service: Service) => void;
