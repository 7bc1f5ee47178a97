import { TrieRouter } from "hono/router/trie-router";
import type { PagePlace } from "../../web/paths/first-reads";
import { patterns } from "../../web/paths/paths";
import { idSchema } from "../contract";

/** Which page an address names, as far as its path tells; ids are the address's own. */
export type Place = PagePlace;

/** What the account calls one of the things of an address. */
export interface PreviewName {
  name: string | null;
  status: string | null;
}
export interface PreviewNames {
  instance?: PreviewName | undefined;
  snapshot?: PreviewName | undefined;
}

export type PreviewLanguage = "en" | "zh-CN";

/** A section of the app by the pattern of its addresses. Where two fit, the first one counts, as in the browser. */
const sections: readonly (readonly [Place["section"], string])[] = [
  ["operations", patterns.operations],
  ["failures", patterns.failures],
  ["instances", patterns.connection],
  ["instances", `${patterns.connection}/${patterns.instances}`],
  ["failures", `${patterns.connection}/${patterns.failures}`],
  ["atRisk", `${patterns.connection}/${patterns.atRisk}`],
  ["atRisk", `${patterns.connection}/${patterns.formerAtRisk}`],
  ["compare", `${patterns.connection}/${patterns.compare}`],
  ["instance", `${patterns.connection}/${patterns.instance}`],
  ["snapshot", `${patterns.connection}/${patterns.instance}/${patterns.snapshot}`],
];

const router = new TrieRouter<Place["section"]>();
for (const [section, pattern] of sections) router.add("GET", anyCase(pattern), section);

/**
 * Reads an address as the browser's router does.
 * @param pathname percent-encoded, as it was asked for
 * @returns null for an address without a page, and for ids that the API would refuse
 */
export function placeOf(pathname: string): Place | null {
  const [found] = router.match("GET", pathname.replace(/\/+$/, ""))[0];
  if (found === undefined) return null;
  const [section, given] = found;
  const ids: Record<string, string> = {};
  for (const [name, part] of Object.entries(given)) {
    const id = idSchema.safeParse(decode(String(part)));
    if (!id.success) return null;
    ids[name] = id.data;
  }
  const { connection = null, instanceId = null, snapshotId = null } = ids;
  return { section, connection, instanceId, snapshotId };
}

/** A pattern whose fixed words fit in any case, as they do in the browser; the router itself compares letter by letter. */
function anyCase(pattern: string): string {
  const parts = pattern.split("/").map((part, at) => {
    if (part.startsWith(":")) return part;
    const letters = [...part].map((letter) => `[${letter}${letter.toUpperCase()}]`);
    return `:word${at}{${letters.join("")}}`;
  });
  return `/${parts.join("/")}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Broken encoding stays as it is, and is no id then.
    return part;
  }
}

interface Words {
  product: string;
  everywhere: string;
  title: Record<Place["section"], (where: string, instance: string, snapshot: string) => string>;
  hint: Record<Place["section"], string>;
  status: (name: string, status: string) => string;
}

const words: Record<PreviewLanguage, Words> = {
  en: {
    product:
      "Image snapshots of Alibaba Cloud PAI-DSW instances: what was saved, what failed, and why.",
    everywhere: "all connections",
    title: {
      operations: () => "Operations",
      instances: (where) => `Instances in ${where}`,
      instance: (where, instance) => `Instance ${instance} in ${where}`,
      snapshot: (where, instance, snapshot) =>
        `Snapshot ${snapshot} of instance ${instance} in ${where}`,
      compare: (where, instance) => `Compare snapshots of instance ${instance} in ${where}`,
      failures: (where) => `Failures in ${where}`,
      atRisk: (where) => `Instances at risk in ${where}`,
    },
    hint: {
      operations: "Health of the server and its connections.",
      instances: "The PAI-DSW instances and their image snapshots.",
      instance: "The image snapshots of this PAI-DSW instance.",
      snapshot: "An image snapshot of a PAI-DSW instance.",
      compare: "Differences between two image snapshots.",
      failures: "Failed and stuck image pushes, grouped by cause.",
      atRisk: "Instances whose latest push failed, and the last good image of each.",
    },
    status: (name, status) => `${name} (${status})`,
  },
  "zh-CN": {
    product: "阿里云 PAI-DSW 实例的镜像快照：查看已保存的镜像、推送失败及其原因。",
    everywhere: "全部连接",
    title: {
      operations: () => "运行状况",
      instances: (where) => `实例 · ${where}`,
      instance: (where, instance) => `实例 ${instance} · ${where}`,
      snapshot: (where, instance, snapshot) => `快照 ${snapshot} · 实例 ${instance} · ${where}`,
      compare: (where, instance) => `对比快照 · 实例 ${instance} · ${where}`,
      failures: (where) => `推送失败 · ${where}`,
      atRisk: (where) => `恢复风险 · ${where}`,
    },
    hint: {
      operations: "服务器及其连接的运行状况。",
      instances: "PAI-DSW 实例及其镜像快照。",
      instance: "该 PAI-DSW 实例的镜像快照。",
      snapshot: "PAI-DSW 实例的一个镜像快照。",
      compare: "两个镜像快照的差异。",
      failures: "失败和长时间未完成的镜像推送，按原因分组。",
      atRisk: "最近一次推送失败的实例，以及仍可拉取的镜像。",
    },
    status: (name, status) => `${name}（${status}）`,
  },
};

/** A page's title and one line about it; both plain text. */
export interface LinkPreview {
  title: string;
  description: string;
}

/**
 * What a link says of itself when it is pasted somewhere.
 * @param place null for an address without a page: the product says its name
 * @param names what the account calls things, where that may be shown; an id stands in for what is absent
 */
export function linkPreview(
  place: Place | null,
  language: PreviewLanguage,
  names: PreviewNames = {},
): LinkPreview {
  const { product, title, hint, everywhere, status } = words[language];
  if (place === null) return { title: "Snapdeck", description: product };
  const { section, instanceId, snapshotId } = place;
  const call = (id: string | null, known: PreviewName | undefined) => {
    const name = short(known?.name) || (id ?? "");
    const word = short(known?.status);
    return word === "" ? name : status(name, word);
  };
  // The id that a name replaces is still shown, for people search for it and quote it.
  const ids = [names.snapshot?.name && snapshotId, names.instance?.name && instanceId].filter(
    Boolean,
  );
  return {
    title: title[section](
      place.connection ?? everywhere,
      call(instanceId, names.instance),
      call(snapshotId, names.snapshot),
    ),
    description: [hint[section], ...ids].join(" · "),
  };
}

/** Names are free text of any length; a preview has room for a line. */
const short = (text: string | null | undefined) => (text ?? "").trim().slice(0, 120);

/** The head's elements that tell it: a title and Open Graph, every value escaped. */
export function linkPreviewHead({ title, description }: LinkPreview): string {
  const meta = (property: string, content: string) =>
    `<meta property="${property}" content="${escapeHtml(content)}" />`;
  return [
    `<title>${escapeHtml(title === "Snapdeck" ? title : `${title} · Snapdeck`)}</title>`,
    meta("og:title", title),
    meta("og:description", description),
    meta("og:site_name", "Snapdeck"),
    meta("og:type", "website"),
  ].join("\n    ");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in an element or an attribute's quotes. */
export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
