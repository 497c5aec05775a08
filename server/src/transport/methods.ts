/** The requests and notifications of the protocol by method, typed as vscode-languageserver-protocol declares them. Types alone. */
import type * as protocol from "vscode-languageserver-protocol";

type Protocol = typeof protocol;

interface Declared {
  method: string;
  type: unknown;
}

type RequestOf<Type> =
  Type extends protocol.ProtocolRequestType<infer Params, infer Answer, unknown, unknown, unknown>
    ? { params: Params; answer: Answer }
    : Type extends protocol.ProtocolRequestType0<infer Answer, unknown, unknown, unknown>
      ? { params: undefined; answer: Answer }
      : never;

type NotificationOf<Type> =
  Type extends protocol.ProtocolNotificationType<infer Params, unknown>
    ? { params: Params }
    : Type extends protocol.ProtocolNotificationType0<unknown>
      ? { params: undefined }
      : never;

/** The method of what declares one, where `Shape` is not `never`. */
type MethodOf<Known, Shape> = Known extends Declared
  ? [Shape] extends [never]
    ? never
    : Known["method"]
  : never;
type TypeOf<Known> = Known extends Declared ? Known["type"] : never;

/** Each request: its parameters, and its answer. */
export type Requests = {
  [Name in keyof Protocol as MethodOf<Protocol[Name], RequestOf<TypeOf<Protocol[Name]>>>]: RequestOf<
    TypeOf<Protocol[Name]>
  >;
};

/** Each notification: its parameters. */
export type Notifications = {
  [
    Name in keyof Protocol as MethodOf<Protocol[Name], NotificationOf<TypeOf<Protocol[Name]>>>
  ]: NotificationOf<TypeOf<Protocol[Name]>>;
};
