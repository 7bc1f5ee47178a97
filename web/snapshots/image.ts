export interface ImageParts {
  /** The registry's host, with its port; empty where the address names none. */
  registry: string;
  /** Namespace, repository, and tag or digest. */
  name: string;
}

/** Splits an image's address into where it lives and what it is called. */
export function imageParts(url: string): ImageParts {
  const bare = url.replace(/^https?:\/\//, "");
  const slash = bare.indexOf("/");
  const first = slash === -1 ? "" : bare.slice(0, slash);
  // A registry's host has a dot or a port, or is localhost; anything else is a namespace (the
  // distribution project's reference grammar).
  return /[.:]|^localhost$/.test(first)
    ? { registry: first, name: bare.slice(slash + 1) }
    : { registry: "", name: bare };
}

/** The command that pulls an image; null where the address holds anything a shell could act on. */
export function pullCommand(url: string | null): string | null {
  return url !== null && /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/.test(url) && !url.includes("://")
    ? `docker pull ${url}`
    : null;
}

/** The address as a link, only when it is plainly an `https:` one. */
export function httpsLink(url: string): string | null {
  return URL.canParse(url) && new URL(url).protocol === "https:" ? url : null;
}
