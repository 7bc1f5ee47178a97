import { existsSync } from "node:fs";
import type { Environment } from "../config/config";
import { type Finding, finding } from "./finding";

const addresses = ["HTTPS_PROXY", "HTTP_PROXY"];

/** Which proxy settings the environment has. A user and a password in an address are not shown. */
export function checkProxy(env: Environment): Finding[] {
  const found: string[] = [];
  const mistakes: string[] = [];
  for (const name of [...addresses, "NO_PROXY"].flatMap((one) => [one, one.toLowerCase()])) {
    const value = env[name]?.trim();
    if (!value) continue;
    const shown = name.toUpperCase() === "NO_PROXY" ? value : addressOf(value);
    if (shown === null) mistakes.push(name);
    else found.push(`${name} ${shown}`);
  }
  const unused = ["ALL_PROXY", "all_proxy"].filter((name) => env[name]?.trim());
  const certificates = env.NODE_EXTRA_CA_CERTS?.trim();
  return [
    finding("proxy", "ok", found.length > 0 ? found.join(", ") : "no proxy is set"),
    ...mistakes.map((name) =>
      finding("proxy", "warning", `${name} is set, but to no address of a proxy`, {
        remedy: `Set ${name} to an address such as http://proxy.example.com:3128.`,
      }),
    ),
    ...unused.map((name) =>
      finding("proxy", "warning", `${name} is set, which Snapdeck does not read`, {
        remedy: "Set HTTPS_PROXY instead.",
      }),
    ),
    ...(certificates && !existsSync(certificates)
      ? [
          finding(
            "proxy",
            "warning",
            `NODE_EXTRA_CA_CERTS names ${certificates}, which is not there`,
            {
              remedy: "Name a file of PEM certificates, or unset it.",
            },
          ),
        ]
      : []),
  ];
}

function addressOf(value: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
