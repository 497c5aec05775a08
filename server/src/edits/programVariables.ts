/** Names of variables that programs in an image read from the environment, so that another name would change what they do. */
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";

/** Names that systems and shells read from the environment. */
const READ_BY_SYSTEMS =
  /^(?:\w*PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|USER|HOSTNAME|SHELL|PWD|TERM|EDITOR|IFS|ENV|BASH_ENV|TMPDIR|LD_\w+|XDG_\w+|\w*FLAGS|CC|CXX|MAKEFLAGS|DEBIAN_(?:FRONTEND|PRIORITY)|DEBCONF_\w+|S6_\w+)$/i;
/** Names that languages, their package managers and common tools read, by what their documentation lists. */
const READ_BY_TOOLS =
  /^(?:NODE_(?:ENV|OPTIONS|DEBUG|NO_WARNINGS|EXTRA_CA_CERTS|TLS_\w+)|NPM_CONFIG_\w+|YARN_\w+|PNPM_HOME|NEXT_TELEMETRY_DISABLED|PYTHON[A-Z]+|PIP_\w+|UV_\w+|POETRY_\w+|VIRTUAL_ENV|CONDA_\w+|GO(?:OS|ARCH|ARM|BIN|CACHE|MODCACHE|PROXY|PRIVATE|SUMDB|ROOT|EXPERIMENT|TOOLCHAIN|111MODULE|MAXPROCS)|GO111MODULE|CGO_\w+|CARGO_\w+|RUST(?:C|UP|C_\w+|UP_\w+|_LOG|_BACKTRACE|FLAGS)|(?:JAVA|JRE|JDK|MAVEN|GRADLE|ANDROID|CATALINA)_(?:HOME|OPTS|OPTIONS|TOOL_OPTIONS|JAVA_OPTIONS|USER_HOME|BASE|SDK_ROOT)|DOTNET_\w+|ASPNETCORE_\w+|NUGET_\w+|COMPOSER_\w+|RAILS_\w+|RACK_ENV|GEM_HOME|BUNDLE_\w+|MIX_ENV|GIT_(?:SSH\w*|ASKPASS|CONFIG\w*|DIR|AUTHOR_\w+|COMMITTER_\w+|TERMINAL_PROMPT)|DOCKER_(?:HOST|CONFIG|BUILDKIT|CERT_PATH|TLS\w*|CONTEXT)|NVIDIA_\w+|AWS_\w+|SSL_CERT_\w+)$/i;

/** Whether programs are likely to read a name: those of every system, and those of the image that one of the stages begins with. */
export function isReadByPrograms({ evaluation }: Analysis, stages: readonly Stage[], name: string): boolean {
  if (READ_BY_SYSTEMS.test(name) || READ_BY_TOOLS.test(name)) return true;
  return stages.some(stage => {
    const prefix = evaluation(stage)?.inherited.imageVariables.prefix ?? null;
    return prefix !== null && name.startsWith(prefix) && !name.endsWith("_VERSION");
  });
}
