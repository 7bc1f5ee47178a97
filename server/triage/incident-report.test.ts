import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInCauses } from "./causes-catalogue";
import { type IncidentReportInput, incidentReport } from "./incident-report";
import { incidentReportMarkdown } from "./incident-report-markdown";

const example = {
  instanceId: "dsw-730abcdef",
  instanceName: "nb-one",
  snapshotId: "snp-abc123",
  snapshotName: "nightly",
  status: "Failed",
  imageUrl: "registry.cn-hangzhou.aliyuncs.com/team-a/trainer:v1",
  reasonCode: "PushFailed",
  reasonMessage:
    "denied: account 1234567890123456 may not push to registry.cn-hangzhou.aliyuncs.com/team-a/trainer",
  gmtCreateTime: "2024-05-01T20:30:00.123+08:00",
  gmtModifiedTime: null,
  labels: [
    { key: "stsTokenOwner", value: "zhang.san" },
    { key: "stage", value: "dev" },
  ],
  requestId: "0A1B2C3D-1111-2222-3333-444455556666",
  link: "https://snapdeck.example.com/cn-hangzhou/instances/dsw-730abcdef/snapshots/snp-abc123",
  region: "cn-hangzhou",
};
const input: IncidentReportInput = {
  title: "denied: account <number> may not push to <image>",
  fingerprint: "f1-0123456789abcdef",
  reasonCode: "PushFailed",
  cause: builtInCauses.find(({ id }) => id === "access-denied") ?? null,
  count: 12,
  instances: 3,
  firstSeen: "2024-05-01T00:00:00Z",
  lastSeen: "2024-05-02T00:00:00Z",
  period: { from: "2024-04-25T00:00:00Z", to: "2024-05-02T00:00:00Z" },
  coverage: "118 of 120 instances read, oldest reading 40 s ago; 2 throttled",
  link: "https://snapdeck.example.com/cn-hangzhou/failures?group=f1-0123456789abcdef",
  examples: [example, example, example, example],
  madeAt: "2024-05-02T08:00:01+08:00",
};

describe("the report as JSON", () => {
  it("masks owners, accounts and namespaces unless masking is off", () => {
    const written = JSON.stringify(incidentReport(input));
    for (const secret of ["zhang.san", "1234567890123456", "team-a"])
      expect(written).not.toContain(secret);
    expect(written).toContain("dev");
    expect(incidentReport(input).masked).toBe(true);
    const open = JSON.stringify(incidentReport(input, { masked: false }));
    for (const word of ["zhang.san", "1234567890123456", "team-a"]) expect(open).toContain(word);
  });

  it("has three examples, UTC times, whose advice it is, and the command", () => {
    const report = incidentReport(input, { language: "zh-CN" });
    expect(report.examples).toHaveLength(3);
    expect(report.examples[0]).toMatchObject({
      gmtCreateTime: "2024-05-01T12:30:00Z",
      gmtModifiedTime: null,
      requestId: example.requestId,
      command:
        "aliyun pai-dsw list-instance-snapshot --instance-id dsw-730abcdef --region cn-hangzhou --api-version 2022-01-01",
    });
    expect(report.madeAt).toBe("2024-05-02T00:00:01Z");
    expect(report.cause).toMatchObject({
      adviceOf: "snapdeck",
      title: "账号没有推送到该仓库的权限",
    });
  });
});

describe("the report as Markdown", () => {
  it("reads as a ticket", async () => {
    await expect(
      incidentReportMarkdown(incidentReport({ ...input, examples: [example] })),
    ).toMatchFileSnapshot("incident-report.test.md.snap");
  });

  it("says so where no cause is known, and in Chinese", () => {
    const text = incidentReportMarkdown(
      incidentReport({ ...input, cause: null }, { language: "zh-CN", masked: false }),
      "zh-CN",
    );
    expect(text).toContain("没有匹配的已知原因");
    expect(text).toContain("内容未脱敏");
  });

  it("gives nothing from upstream an effect: no heading, fence, link, tag, mention or hidden character", () => {
    const sign = fc.constantFrom(
      "`",
      "```",
      "~~~",
      "\n",
      "\r",
      "\u2028",
      "# ",
      "|",
      "<img src=x onerror=1>",
      "](javascript:x)",
      "@all",
      "https://evil.example",
      "\u202e",
      "\\",
      "- ",
      "a",
      " ",
    );
    const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(""));
    fc.assert(
      fc.property(text, (wild) => {
        const hostile = {
          ...example,
          snapshotName: wild,
          status: wild,
          reasonCode: wild,
          reasonMessage: wild,
          requestId: wild,
          link: `https://snapdeck.example.com/?${wild}`,
          instanceId: wild,
          imageUrl: wild,
          labels: [{ key: wild, value: wild }],
        };
        const written = incidentReportMarkdown(
          incidentReport(
            {
              ...input,
              cause: null,
              title: wild,
              coverage: wild,
              link: `javascript:${wild}`,
              reasonCode: wild,
              examples: [hostile],
            },
            { masked: false },
          ),
        );
        const visible = withoutCode(written).replace(
          /\]\(<https:\/\/snapdeck\.example\.com\/[^<>\s]*>\)/g,
          "]",
        );
        expect(written).not.toMatch(/[\u202a-\u202e]/);
        expect(visible).not.toMatch(
          /(?<!\\)<img|(?<!\\)\]\(javascript:|https:\/\/evil|@all|\u2028/,
        );
        expect(visible.match(/^#{1,6} /gm)).toHaveLength(3);
      }),
      { numRuns: 300 },
    );
  });
});

/** The Markdown without its fenced blocks and code spans, read as CommonMark reads them. */
function withoutCode(markdown: string): string {
  const kept: string[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const opening = /^ {0,3}(`{3,})/.exec(line)?.[1] ?? "";
    if (fence === "" && opening !== "") fence = opening;
    else if (fence !== "" && opening.length >= fence.length && line.trim() === opening) fence = "";
    else if (fence === "") kept.push(line);
  }
  expect(fence).toBe("");
  return kept.map((line) => line.replace(/(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, "")).join("\n");
}
