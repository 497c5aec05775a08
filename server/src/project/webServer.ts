/** The stage that serves pages: nginx, not root, with what its configuration needs for them. */
import type { StageText } from "./plan";

/**
 * `pages` is what COPY takes: their folder, in the stage `build` or in the build context. Where one page answers all addresses, whatever is no file is that page; else each
 * address is a file, or a folder with a page of its own, and the rest is not found.
 */
export function webServerStage(pages: string, isOnePage: boolean): StageText {
  const location = isOnePage
    ? ["        try_files $uri /index.html;"]
    : ["        try_files $uri $uri.html $uri/index.html =404;"];
  return {
    name: "runtime",
    what: "is the final image: static files served by nginx as a non-root user.",
    from: "nginxinc/nginx-unprivileged:stable-alpine",
    lines: [
      [
        "COPY <<'EOF' /etc/nginx/conf.d/default.conf",
        "server {",
        "    listen 8080;",
        "    root /usr/share/nginx/html;",
        ...(isOnePage ? [] : ["    error_page 404 /404.html;"]),
        "    location / {",
        ...location,
        "    }",
        "}",
        "EOF",
      ].join("\n"),
      `COPY ${pages} /usr/share/nginx/html`,
      "EXPOSE 8080",
    ],
  };
}
