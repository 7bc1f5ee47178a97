import type { CauseAdvice, IncidentExample, IncidentReport } from "../contract";
import type { Language, Who } from "./causes";
import { snapshotListCommand } from "./cli-command";
import { knownNames, nameMask, type SnapshotNames } from "./known-names";
import type { PartKind } from "./part";
import { maskForShare, maskImage, namesPerson, redacted } from "./redact";
import { removeSecrets } from "./redact-secrets";
import { namesSecret } from "./without-secrets";

const mostExamples = 3;
const longestReason = 2000;

/** A group of failures, or one snapshot as a group of one, as the page shows it. */
export interface IncidentReportInput {
  /** The group's masked message, or the snapshot's name. */
  title: string;
  fingerprint: string;
  reasonCode: string | null;
  /** With what to try on the instances that it is about. */
  cause: CauseAdvice | null;
  count: number;
  instances: number;
  firstSeen: string | null;
  lastSeen: string | null;
  period: { from: string; to: string };
  /** How much of the account the numbers cover, as the page says it. */
  coverage: string;
  /** The group's address in Snapdeck. */
  link: string;
  /** The first are told; whose names they have is masked in all of the report. */
  examples: ReportExample[];
  /** When the report is made, ISO 8601. */
  madeAt: string;
}

/** A snapshot with the owner of its instance, whose names are masked and never told. */
export type ReportExample = IncidentExample & Pick<SnapshotNames, "userId" | "userName">;

export interface IncidentReportOutputOptions {
  language?: Language;
  /** Take out whose snapshots they are and where they are kept; true unless switched off. Secrets are always taken out. */
  masked?: boolean;
}

/** Who can do a step of the advice. */
const whoCan: Record<Language, Record<Who, string>> = {
  en: { user: "User", registryAdmin: "Registry admin", platformTeam: "Platform team" },
  "zh-CN": { user: "用户", registryAdmin: "镜像仓库管理员", platformTeam: "平台团队" },
};

/** How the variable parts of a title are called where it is not in English. */
const kindNames: Record<Exclude<PartKind, "text">, string> = {
  id: "ID",
  number: "数字",
  digest: "摘要",
  path: "路径",
  host: "主机",
  time: "时间",
  image: "镜像",
  address: "地址",
  quoted: "引号内容",
  size: "大小",
  uuid: "UUID",
};

/** A group's masked message as one line: its variable parts by their kinds. */
export const titleOf = (
  parts: readonly { kind: string; text: string }[],
  language: Language,
): string =>
  parts
    .map(({ kind, text }) =>
      kind === "text" ? text : `<${(language === "en" ? null : nameOfKind(kind)) ?? kind}>`,
    )
    .join("");

const nameOfKind = (kind: string): string | undefined =>
  new Map(Object.entries(kindNames)).get(kind);

/** Takes out of a text what a report must not have. */
type Mask = (text: string) => string;

/** Secrets help nobody. A ticket is read by people of other teams: whose it is, and where it is kept, is not for them. */
function maskOf(examples: readonly ReportExample[], masked: boolean): Mask {
  if (!masked) return removeSecrets;
  const maskNames = nameMask(examples.flatMap(knownNames));
  // Names go before what has a shape, and behind it once more: a part of one may have looked like something else.
  return (text) => maskNames(maskForShare(maskNames(removeSecrets(text))));
}

/** The incident report of a group or a snapshot. Pure: the same input gives the same report. */
export function incidentReport(
  input: IncidentReportInput,
  options: IncidentReportOutputOptions = {},
): IncidentReport {
  const { language = "en", masked = true } = options;
  const mask = maskOf(input.examples, masked);
  const { cause } = input;
  return {
    snapdeck: "incident/1",
    madeAt: utc(input.madeAt),
    masked,
    title: mask(input.title),
    fingerprint: input.fingerprint,
    reasonCode: orNull(input.reasonCode, mask),
    // The words of the catalogue are nobody's but the team's own.
    cause: cause && {
      id: cause.id,
      adviceOf: cause.origin,
      title: cause.title[language],
      why: cause.why?.[language] ?? null,
      advice: cause.advice[language].map(({ who, text }) =>
        who === null ? text : `${whoCan[language][who]}${language === "en" ? ": " : "："}${text}`,
      ),
      sources: cause.sources,
    },
    count: input.count,
    instances: input.instances,
    firstSeen: utcOrNull(input.firstSeen),
    lastSeen: utcOrNull(input.lastSeen),
    period: { from: utc(input.period.from), to: utc(input.period.to) },
    coverage: mask(input.coverage),
    link: input.link,
    examples: input.examples
      .slice(0, mostExamples)
      .map((example) => exampleOf(example, mask, masked)),
  };
}

/** A request's id as the service makes them, which support asks for. */
const requestIdShape = /^(?!\d{16,20}$)[0-9A-Fa-f-]{16,40}$/;

function exampleOf(
  { userId: _userId, userName: _userName, ...example }: ReportExample,
  mask: Mask,
  masked: boolean,
): IncidentReport["examples"][number] {
  const { requestId, imageUrl, labels } = example;
  const reason = orNull(example.reasonMessage, mask);
  return {
    ...example,
    instanceName: orNull(example.instanceName, mask),
    snapshotName: orNull(example.snapshotName, mask),
    status: orNull(example.status, mask),
    imageUrl: orNull(imageUrl, (image) => mask(masked ? maskImage(image) : image)),
    reasonCode: orNull(example.reasonCode, mask),
    reasonMessage:
      reason !== null && reason.length > longestReason
        ? `${reason.slice(0, longestReason)}…`
        : reason,
    labels: labels.map((label) => ({
      key: mask(label.key),
      value:
        namesSecret(label.key) || (masked && namesPerson(label)) ? redacted : mask(label.value),
    })),
    requestId: requestIdShape.test(requestId ?? "") ? requestId : orNull(requestId, mask),
    gmtCreateTime: utcOrNull(example.gmtCreateTime),
    gmtModifiedTime: utcOrNull(example.gmtModifiedTime),
    command: snapshotListCommand(example),
  };
}

const orNull = (text: string | null, mask: Mask) => (text === null ? null : mask(text));

/** ISO 8601 in UTC to the second. What is not a time is left out: it may be anything. */
function utc(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().replace(/\.\d{3}Z$/, "Z");
}

const utcOrNull = (time: string | null) => (time === null ? null : utc(time));
