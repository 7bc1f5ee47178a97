import type { IncidentReport } from "../contract";
import type { Language } from "./causes";
import { codeBlock, codeSpan, escapeMarkdown, link } from "./markdown";

const texts = {
  en: {
    heading: "Snapdeck incident",
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
      snapdeck: "Snapdeck's advice, not the vendor's",
      team: "Advice of the platform team",
    },
    noCause: "No known cause matches. The raw reasons are with the examples.",
    sources: "Sources",
    example: "Example",
    created: "Created, changed (UTC)",
    status: "Status",
    image: "Image",
    labels: "Labels",
    request: "RequestId",
    reason: "Reason",
    command: "Same reading by command line",
    masked: "Account ids, owners and registry namespaces are masked.",
    unmasked: "Nothing is masked.",
    made: "Made",
  },
  "zh-CN": {
    heading: "Snapdeck 故障",
    failures: (count: number, instances: number) => `${instances} 个实例，${count} 个失败快照`,
    count: "数量",
    code: "原因代码",
    seen: "首次与最近出现（UTC）",
    period: "时间范围（UTC）",
    coverage: "覆盖范围",
    open: "在 Snapdeck 中打开",
    group: "分组",
    cause: "可能原因",
    advice: { snapdeck: "Snapdeck 的建议，并非云厂商官方说明", team: "平台团队的建议" },
    noCause: "没有匹配的已知原因，原始原因见下方示例。",
    sources: "来源",
    example: "示例",
    created: "创建与变更时间（UTC）",
    status: "状态",
    image: "镜像",
    labels: "标签",
    request: "RequestId",
    reason: "原因",
    command: "等效命令行",
    masked: "账号 ID、负责人和镜像命名空间已脱敏。",
    unmasked: "内容未脱敏。",
    made: "生成时间",
  },
} satisfies Record<Language, unknown>;

/** The report as Markdown for a ticket or a chat. Whatever came from upstream is written as code, so that it has no effect. */
export function incidentReportMarkdown(report: IncidentReport, language: Language = "en"): string {
  const t = texts[language];
  const item = (name: string, value: string) => `- ${name}: ${value}`;
  const lines = [
    `## ${t.heading}: ${codeSpan(report.title)}`,
    "",
    item(t.count, t.failures(report.count, report.instances)),
    item(t.code, codeSpan(report.reasonCode ?? "")),
    item(t.seen, `${codeSpan(report.firstSeen ?? "")} / ${codeSpan(report.lastSeen ?? "")}`),
    item(t.period, `${codeSpan(report.period.from)} / ${codeSpan(report.period.to)}`),
    item(t.coverage, escapeMarkdown(report.coverage)),
    item(t.group, `${codeSpan(report.fingerprint)} · ${link(t.open, report.link)}`),
    "",
    ...causeLines(report, t),
  ];
  for (const [index, example] of report.examples.entries()) {
    lines.push(
      "",
      `### ${t.example} ${index + 1}: ${codeSpan(example.snapshotName ?? example.snapshotId)}`,
      "",
    );
    const ids = `${codeSpan(example.instanceId)} / ${codeSpan(example.snapshotId)}`;
    lines.push(
      `- ${ids} · ${link(t.open, example.link)}`,
      item(t.status, codeSpan(example.status ?? "")),
      item(
        t.created,
        `${codeSpan(example.gmtCreateTime ?? "")} / ${codeSpan(example.gmtModifiedTime ?? "")}`,
      ),
      item(t.image, codeSpan(example.imageUrl ?? "")),
      item(t.request, codeSpan(example.requestId ?? "")),
    );
    const labels = example.labels.map(({ key, value }) => codeSpan(`${key}=${value}`));
    if (labels.length > 0) lines.push(item(t.labels, labels.join(" ")));
    const reason = [example.reasonCode, example.reasonMessage].filter(Boolean).join(": ");
    lines.push(`- ${t.reason}:`, "", codeBlock(reason, "  "), "");
    lines.push(`- ${t.command}:`, "", codeBlock(example.command, "  "));
  }
  const masking = report.masked ? t.masked : t.unmasked;
  lines.push("", `${t.made}: ${codeSpan(report.madeAt)}. ${masking}`, "");
  return lines.join("\n");
}

function causeLines({ cause }: IncidentReport, t: (typeof texts)[Language]): string[] {
  if (!cause) return [`### ${t.cause}`, "", t.noCause];
  return [
    `### ${t.cause}: ${escapeMarkdown(cause.title)}`,
    "",
    `*${t.advice[cause.adviceOf]}*`,
    ...(cause.why === null ? [] : ["", escapeMarkdown(cause.why)]),
    "",
    ...cause.advice.map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`),
    ...(cause.sources.length === 0
      ? []
      : [
          "",
          `${t.sources}: ${cause.sources.map(({ title, url }) => link(title, url)).join(" · ")}`,
        ]),
  ];
}
