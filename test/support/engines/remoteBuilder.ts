/**
 * A builder of buildx that is somewhere else: the BuildKit of a second engine, behind a socket as the driver `remote` wants
 * it. What it builds comes back to the engine that runs here.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { runProgram } from "../engine";
import { startSecondEngine, type SecondEngine } from "./dockerEngines";
import type { OtherEngine, Started } from "./otherEngine";

const CREATE_WITHIN = 30_000;

export interface RemoteBuilder extends OtherEngine {
  /** Its name, for `--builder`. */
  builder: string;
}

/** A second engine whose BuildKit is a builder by a name; `load` and `ask` are those of that engine. */
export async function startRemoteBuilder(): Promise<Started<RemoteBuilder>> {
  // Only this store of images has the exporter that hands an image back.
  const started = await startSecondEngine("containerd");
  if ("missing" in started) return started;
  const { engine } = started;
  const folder = dirname(engine.env["DOCKER_CONFIG"] ?? "");
  const socket = join(folder, "buildkit.sock");
  const connections: Socket[] = [];
  const relay = createServer(connection => {
    connections.push(connection);
    connect(connection, engine, join(folder, `relay-${connections.length}`));
  });
  const stop = async () => {
    relay.close();
    // Buildx leaves them open, and each has a program behind it.
    for (const connection of connections) connection.destroy();
    await engine.stop();
  };
  try {
    await listen(relay, socket);
    const builder = `${engine.dockerContext}-remote`;
    const create = ["buildx", "create", "--name", builder, "--driver", "remote"];
    const args = [...create, "--driver-opt", "default-load=true", `unix://${socket}`];
    const { status, stderr } = await runProgram(engine.program, args, {
      timeout: CREATE_WITHIN,
      env: engine.env,
    });
    assert.equal(status, 0, stderr);
    return { engine: { ...engine, builder, stop } };
  } catch (error) {
    await stop();
    return { missing: `no remote builder can be made: ${(error as Error).message}` };
  }
}

async function listen(relay: Server, socket: string): Promise<void> {
  relay.listen(socket);
  await once(relay, "listening");
  // It holds no process open that is done.
  relay.unref();
}

/** One connection to the engine's BuildKit. Settings of its own for each, since buildx locks them while it waits for an answer. */
function connect(connection: Socket, { program, env, dockerContext }: SecondEngine, settings: string): void {
  const args = ["--context", dockerContext, "buildx", "dial-stdio"];
  const child = spawn(program, args, {
    env: { ...process.env, ...env, BUILDX_CONFIG: settings },
    stdio: ["pipe", "pipe", "ignore"],
  });
  connection.pipe(child.stdin);
  child.stdout.pipe(connection);
  // Either side may be gone first.
  for (const side of [connection, child, child.stdin]) side.on("error", () => undefined);
  // It goes on reading for as long as there is something to read from, even when it is asked to end.
  connection.on("close", () => {
    child.stdin.destroy();
    child.kill();
  });
}
