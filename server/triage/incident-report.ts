import type { IncidentExample, IncidentReport } from "../contract";
import { type Cause, type Language, stepsFor, type Who } from "./causes";
import { snapshotListCommand } from "./cli-command";
import { maskForShare, maskImage, maskLabels } from "./redact";
import { removeSecrets } from "./redact-secrets";

/** A ticket is read by people of other teams: neither identities nor secrets that a reason may quote are for them. */
const forShare = (text: string) => maskForShare(removeSecrets(text));

const mostExamples = 3;
const longestReason = 2000;

/** A group of failures, or one snapshot as a group of one, as the page shows it. */
export interface IncidentReportInput {
  /** The group's masked message, or the snapshot's name. */
  title: string;
  fingerprint: string;
  reasonCode: string | null;
  cause: Cause | null;
  count: number;
  instances: number;
  firstSeen: string | null;
  lastSeen: string | null;
  period: { from: string; to: string };
  /** How much of the account the numbers cover, as the page says it. */
  coverage: string;
  /** The group's address in Snapdeck. */
  link: string;
  examples: IncidentExample[];
  /** When the report is made, ISO 8601. */
  madeAt: string;
}

export interface IncidentReportOutputOptions {
  language?: Language;
  /** Take out account ids, owners and registry namespaces; true unless switched off. */
  masked?: boolean;
}

/** Who can do a step of the advice. */
const whoCan: Record<Language, Record<Who, string>> = {
  en: { user: "User", registryAdmin: "Registry admin", platformTeam: "Platform team" },
  "zh-CN": { user: "用户", registryAdmin: "镜像仓库管理员", platformTeam: "平台团队" },
};

/** The incident report of a group or a snapshot. Pure: the same input gives the same report. */
export function incidentReport(
  input: IncidentReportInput,
  options: IncidentReportOutputOptions = {},
): IncidentReport {
  const { language = "en", masked = true } = options;
  const share = (text: string) => (masked ? forShare(text) : text);
  const { cause } = input;
  return {
    snapdeck: "incident/1",
    madeAt: utc(input.madeAt),
    masked,
    title: share(input.title),
    fingerprint: input.fingerprint,
    reasonCode: input.reasonCode,
    cause: cause && {
      id: cause.id,
      adviceOf: cause.origin,
      title: cause.title[language],
      why: cause.why?.[language] ?? null,
      advice: stepsFor(cause, { pathExclusion: false })[language].map(({ who, text }) =>
        who === null ? text : `${whoCan[language][who]}: ${text}`,
      ),
      sources: cause.sources,
    },
    count: input.count,
    instances: input.instances,
    firstSeen: utcOrNull(input.firstSeen),
    lastSeen: utcOrNull(input.lastSeen),
    period: { from: utc(input.period.from), to: utc(input.period.to) },
    coverage: share(input.coverage),
    link: input.link,
    examples: input.examples.slice(0, mostExamples).map((example) => exampleOf(example, masked)),
  };
}

function exampleOf(example: IncidentExample, masked: boolean): IncidentReport["examples"][number] {
  const share = (text: string | null) => (masked && text !== null ? forShare(text) : text);
  const reason = share(example.reasonMessage);
  return {
    ...example,
    instanceName: share(example.instanceName),
    snapshotName: share(example.snapshotName),
    imageUrl: masked && example.imageUrl ? maskImage(example.imageUrl) : example.imageUrl,
    reasonMessage:
      reason !== null && reason.length > longestReason
        ? `${reason.slice(0, longestReason)}…`
        : reason,
    labels: masked ? maskLabels(example.labels) : example.labels,
    gmtCreateTime: utcOrNull(example.gmtCreateTime),
    gmtModifiedTime: utcOrNull(example.gmtModifiedTime),
    command: snapshotListCommand(example),
  };
}

/** ISO 8601 in UTC to the second; what is not a time is returned unchanged. */
function utc(time: string): string {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? time : at.toISOString().replace(/\.\d{3}Z$/, "Z");
}

const utcOrNull = (time: string | null) => (time === null ? null : utc(time));
