import type { IncidentReport } from "../contract";
import type { Language } from "./causes";
import { codeBlock, codeSpan, escapeMarkdown, link } from "./markdown";

const texts = {
  en: {
    heading: "Incident summary",
    failures: (count: number, instances: number) =>
      `${count} failed ${count === 1 ? "snapshot" : "snapshots"} of ${instances} ${instances === 1 ? "instance" : "instances"}`,
    count: "Count",
    code: "Reason code",
    seen: "First and last seen (UTC)",
    period: "Period (UTC)",
    coverage: "Coverage",
    open: "Open in Snapdeck",
    group: "Group",
    cause: "Likely cause",
    advice: {
      snapdeck: "Snapdeck's advice, not from Alibaba Cloud",
      team: "Your team's advice",
    },
    noCause: "No known cause matches. See the original reasons in the examples.",
    sources: "Sources",
    example: "Example",
    created: "Created, modified (UTC)",
    status: "Status",
    image: "Image",
    labels: "Labels",
    // Of the reading of the list: the push itself has none that the service tells.
    request: "Request ID (ListInstanceSnapshot)",
    reason: "Reason",
    command: "Equivalent command",
    masked:
      "Owners, account IDs, namespaces, repositories, private addresses and secrets are masked.",
    unmasked: "Only secrets are masked.",
    made: "Created (UTC)",
    colon: ": ",
    stop: ". ",
  },
  "zh-CN": {
    heading: "故障摘要",
    failures: (count: number, instances: number) => `${instances} 个实例，${count} 个失败快照`,
    count: "数量",
    code: "原因代码",
    seen: "首次和最近出现（UTC）",
    period: "时间范围（UTC）",
    coverage: "覆盖范围",
    open: "在 Snapdeck 中打开",
    group: "分组",
    cause: "可能原因",
    advice: { snapdeck: "Snapdeck 的建议，非阿里云官方说明", team: "团队的建议" },
    noCause: "没有匹配的已知原因，请查看下方示例中的原始原因。",
    sources: "来源",
    example: "示例",
    created: "创建与更新时间（UTC）",
    status: "状态",
    image: "镜像",
    labels: "标签",
    request: "请求 ID（ListInstanceSnapshot）",
    reason: "原因",
    command: "等效命令",
    masked: "所有者、账号 ID、镜像命名空间与仓库名、内网地址和密钥等敏感信息已脱敏。",
    unmasked: "仅密钥等敏感信息已脱敏。",
    made: "生成时间（UTC）",
    colon: "：",
    stop: "。",
  },
} satisfies Record<Language, unknown>;

/** The report as Markdown for a ticket or a chat. Whatever came from upstream is written as code, so that it has no effect. */
export function incidentReportMarkdown(report: IncidentReport, language: Language = "en"): string {
  const t = texts[language];
  const item = (name: string, value: string) => `- ${name}${t.colon}${value}`;
  const lines = [
    `## ${t.heading}${t.colon}${codeSpan(report.title)}`,
    "",
    item(t.count, t.failures(report.count, report.instances)),
    item(t.code, codeSpan(report.reasonCode ?? "")),
    item(t.seen, times(report.firstSeen, report.lastSeen)),
    item(t.period, times(report.period.from, report.period.to)),
    item(t.coverage, escapeMarkdown(report.coverage)),
    item(t.group, `${codeSpan(report.fingerprint)} · ${link(t.open, report.link)}`),
    "",
    ...causeLines(report, t),
  ];
  for (const [index, example] of report.examples.entries()) {
    lines.push(
      "",
      `### ${t.example} ${index + 1}${t.colon}${codeSpan(example.snapshotName ?? example.snapshotId)}`,
      "",
    );
    const ids = `${codeSpan(example.instanceId)} / ${codeSpan(example.snapshotId)}`;
    lines.push(
      `- ${ids} · ${link(t.open, example.link)}`,
      item(t.status, codeSpan(example.status ?? "")),
      item(t.created, times(example.gmtCreateTime, example.gmtModifiedTime)),
      item(t.image, codeSpan(example.imageUrl ?? "")),
      item(t.request, codeSpan(example.requestId ?? "")),
    );
    const labels = example.labels.map(({ key, value }) => codeSpan(`${key}=${value}`));
    if (labels.length > 0) lines.push(item(t.labels, labels.join(" ")));
    const reason = [example.reasonCode, example.reasonMessage].filter(Boolean).join(": ");
    if (reason === "") lines.push(item(t.reason, codeSpan(reason)));
    else lines.push(`- ${t.reason}${t.colon.trim()}`, "", codeBlock(reason, "  "), "");
    lines.push(`- ${t.command}${t.colon.trim()}`, "", codeBlock(example.command, "  "));
  }
  const masking = report.masked ? t.masked : t.unmasked;
  lines.push("", `${t.made}${t.colon}${codeSpan(readable(report.madeAt))}${t.stop}${masking}`, "");
  return lines.join("\n");
}

/** A time in UTC as people write it; the heading says which zone it is. */
const readable = (time: string) => time.replace(/^([\d-]{10})T([\d:]{8})Z$/, "$1 $2");

const times = (first: string | null, second: string | null) =>
  [first, second].map((time) => codeSpan(readable(time ?? ""))).join(" / ");

function causeLines({ cause }: IncidentReport, t: (typeof texts)[Language]): string[] {
  if (!cause) return [`### ${t.cause}`, "", t.noCause];
  return [
    `### ${t.cause}${t.colon}${escapeMarkdown(cause.title)}`,
    "",
    `*${t.advice[cause.adviceOf]}*`,
    ...(cause.why === null ? [] : ["", escapeMarkdown(cause.why, true)]),
    "",
    ...cause.advice.map((line, index) => `${index + 1}. ${escapeMarkdown(line, true)}`),
    ...(cause.sources.length === 0
      ? []
      : [
          "",
          `${t.sources}${t.colon}${cause.sources.map(({ title, url }) => link(title, url)).join(" · ")}`,
        ]),
  ];
}
