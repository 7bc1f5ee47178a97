import type { InstanceLinks } from "../contract";
import { isRecord, readText } from "./parse-values";

/** Longer than any address of these forms is. */
const longest = 2_000;
const segment = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
const repositoryPath = new RegExp(`^/repository(/${segment}){1,8}/?$`);
const aliyunHost = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,6}aliyun\.com$/;
const instanceNumber = /^[A-Za-z0-9-]{1,64}$/;

/** The address, where it is https on the standard port and names no user. */
function httpsAddress(value: unknown): URL | null {
  const text = readText(value);
  if (text === null || text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === "https:" && url.port === "" && url.username + url.password === "";
  return plain ? url : null;
}

/**
 * A repository's page in the registry's console, `https://cr.console.aliyun.com/repository/…`
 * (docs/dsw-api.md, "Latest snapshot"). It is written anew from host and path; any other address is null.
 */
export function readRepositoryUrl(value: unknown): string | null {
  const url = httpsAddress(value);
  if (url?.hostname !== "cr.console.aliyun.com" || !repositoryPath.test(url.pathname)) return null;
  return `https://cr.console.aliyun.com${url.pathname}`;
}

/**
 * The page that opens an instance, `https://….aliyun.com/notebook.htm?instance=39772#/` (docs/dsw-api.md,
 * "Ways out"). It is written anew with this one parameter, so that no token goes along; any other address is null.
 */
export function readInstanceUrl(value: unknown): string | null {
  const url = httpsAddress(value);
  if (url === null || !aliyunHost.test(url.hostname) || url.pathname !== "/notebook.htm")
    return null;
  const [instance, ...more] = url.searchParams.getAll("instance");
  if (instance === undefined || more.length > 0 || !instanceNumber.test(instance)) return null;
  return `https://${url.hostname}/notebook.htm?instance=${instance}#/`;
}

/** The pages that an instance of `GetInstance` names; its images are told apart by `ImageId`. */
export function readInstanceLinks(body: Record<string, unknown>): InstanceLinks {
  const list: unknown[] = Array.isArray(body.InstanceSnapshotList) ? body.InstanceSnapshotList : [];
  const imageIds = new Map<string, Set<string>>();
  for (const entry of [body.LatestSnapshot, ...list]) {
    if (!isRecord(entry)) continue;
    const imageId = readText(entry.ImageId);
    const url = readRepositoryUrl(entry.RepositoryUrl);
    if (imageId === null || url === null) continue;
    const ids = imageIds.get(url) ?? new Set();
    imageIds.set(url, ids.add(imageId));
  }
  return {
    instance: readInstanceUrl(body.InstanceUrl),
    repositories: [...imageIds].map(([url, ids]) => ({ url, imageIds: [...ids] })),
  };
}
