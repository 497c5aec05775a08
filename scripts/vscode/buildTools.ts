/** What must be on the machine before VS Code's native modules can be compiled, looked at before anything is fetched. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Throws a message that names the packages to install when a compiler or a header is missing. */
export function requireBuildTools(platform = process.platform): void {
  if (platform === "win32") {
    throw new Error(
      "VS Code's server cannot be installed from the npm registry on Windows.\n" +
        "Install the desktop VS Code (https://code.visualstudio.com), so that `code` is on the PATH, and try again.",
    );
  }
  const missing = [
    ...(runs("g++", "--version") || runs("c++", "--version") ? [] : ["a C++ compiler"]),
    ...(runs("make", "--version") ? [] : ["make"]),
    ...(runs("python3", "--version") ? [] : ["python3"]),
    ...(platform === "linux" && !hasKerberosHeaders() ? ["the Kerberos headers (gssapi/gssapi.h)"] : []),
  ];
  if (missing.length === 0) return;
  throw new Error(
    `To run VS Code in the browser its native modules are compiled once, and this machine lacks ${missing.join(", ")}.\n` +
      (platform === "darwin"
        ? "Install Apple's command line tools: xcode-select --install"
        : "Debian, Ubuntu: sudo apt-get install -y g++ make python3 pkg-config libkrb5-dev\n" +
          "Fedora: sudo dnf install -y gcc-c++ make python3 pkgconf krb5-devel") +
      "\nOr install the desktop VS Code, so that `code` is on the PATH. Then try again.",
  );
}

function hasKerberosHeaders(): boolean {
  return (
    runs("pkg-config", "--exists", "krb5-gssapi") ||
    runs("krb5-config", "--version") ||
    existsSync("/usr/include/gssapi/gssapi.h")
  );
}

function runs(command: string, ...parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: "ignore" }).status === 0;
}
