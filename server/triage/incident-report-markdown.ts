import type { Language } from "./causes";
import type { IncidentReport } from "./incident-report";
import { codeBlock, codeSpan, escapeMarkdown, link } from "./markdown";

const words = {
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
    noCause: "No known cause matches. The raw reasons stand with the examples.",
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

/** The bundle as Markdown for a ticket or a chat. Whatever came from upstream stands in code and cannot act. */
export function incidentReportMarkdown(bundle: IncidentReport, language: Language = "en"): string {
  const say = words[language];
  const item = (name: string, value: string) => `- ${name}: ${value}`;
  const lines = [
    `## ${say.heading}: ${codeSpan(bundle.title)}`,
    "",
    item(say.count, say.failures(bundle.count, bundle.instances)),
    item(say.code, codeSpan(bundle.reasonCode ?? "")),
    item(say.seen, `${codeSpan(bundle.firstSeen ?? "")} / ${codeSpan(bundle.lastSeen ?? "")}`),
    item(say.period, `${codeSpan(bundle.period.from)} / ${codeSpan(bundle.period.to)}`),
    item(say.coverage, escapeMarkdown(bundle.coverage)),
    item(say.group, `${codeSpan(bundle.fingerprint)} · ${link(say.open, bundle.link)}`),
    "",
    ...causeLines(bundle, say),
  ];
  for (const [index, example] of bundle.examples.entries()) {
    lines.push(
      "",
      `### ${say.example} ${index + 1}: ${codeSpan(example.snapshotName ?? example.snapshotId)}`,
      "",
    );
    const ids = `${codeSpan(example.instanceId)} / ${codeSpan(example.snapshotId)}`;
    lines.push(
      `- ${ids} · ${link(say.open, example.link)}`,
      item(say.status, codeSpan(example.status ?? "")),
      item(
        say.created,
        `${codeSpan(example.gmtCreateTime ?? "")} / ${codeSpan(example.gmtModifiedTime ?? "")}`,
      ),
      item(say.image, codeSpan(example.imageUrl ?? "")),
      item(say.request, codeSpan(example.requestId ?? "")),
    );
    const labels = example.labels.map(({ key, value }) => codeSpan(`${key}=${value}`));
    if (labels.length > 0) lines.push(item(say.labels, labels.join(" ")));
    const reason = [example.reasonCode, example.reasonMessage].filter(Boolean).join(": ");
    lines.push(`- ${say.reason}:`, "", codeBlock(reason, "  "), "");
    lines.push(`- ${say.command}:`, "", codeBlock(example.command, "  "));
  }
  const masking = bundle.masked ? say.masked : say.unmasked;
  lines.push("", `${say.made}: ${codeSpan(bundle.madeAt)}. ${masking}`, "");
  return lines.join("\n");
}

function causeLines({ cause }: IncidentReport, say: (typeof words)[Language]): string[] {
  if (!cause) return [`### ${say.cause}`, "", say.noCause];
  return [
    `### ${say.cause}: ${escapeMarkdown(cause.title)}`,
    "",
    `*${say.advice[cause.adviceOf]}*`,
    ...(cause.why === null ? [] : ["", escapeMarkdown(cause.why)]),
    "",
    ...cause.advice.map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`),
    ...(cause.sources.length === 0
      ? []
      : [
          "",
          `${say.sources}: ${cause.sources.map(({ title, url }) => link(title, url)).join(" · ")}`,
        ]),
  ];
}
