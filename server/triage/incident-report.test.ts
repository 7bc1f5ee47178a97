import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInCauses } from "./causes-catalogue";
import { type IncidentReportInput, incidentReport, titleOf } from "./incident-report";
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
  userId: "204512",
  userName: "zhang.san",
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
  coverage: "118 of 120 instances read, oldest data: 40 s ago; 2 throttled",
  link: "https://snapdeck.example.com/cn-hangzhou/failures?group=f1-0123456789abcdef",
  examples: [example, example, example, example],
  madeAt: "2024-05-02T08:00:01+08:00",
};

describe("the report as JSON", () => {
  it("masks owners, accounts, namespaces and repositories unless masking is off", () => {
    const written = JSON.stringify(incidentReport(input));
    for (const secret of ["zhang.san", "1234567890123456", "team-a", "trainer"])
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
      title: "没有推送到该仓库的权限",
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
    expect(text).toContain("仅密钥等敏感信息已脱敏");
  });

  it("is Chinese throughout in Chinese, but for what came from the service and for sources", async () => {
    const title = titleOf(
      [
        { kind: "text", text: "无权推送到 " },
        { kind: "image", text: "registry.example/a/b" },
      ],
      "zh-CN",
    );
    const report = incidentReport(
      { ...input, title, coverage: "共 3 个实例，已读取 3 个", examples: [example] },
      { language: "zh-CN" },
    );
    await expect(incidentReportMarkdown(report, "zh-CN")).toMatchFileSnapshot(
      "incident-report.zh-CN.test.md.snap",
    );
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
        expect(visible).not.toMatch(/<img|\]\(javascript:|https:\/\/evil|@all|\u2028/);
        expect(visible.match(/^#{1,6} /gm)).toHaveLength(3);
      }),
      { numRuns: 300 },
    );
  });
});

describe("whatever stands in whichever field", () => {
  /** Something that nobody may guess, and that no rule of letters and digits knows. */
  const word = fc.stringMatching(/^[a-z]{3}[0-9][a-z0-9]{4}$/);
  const secret = word.chain((hidden) =>
    fc
      .constantFrom(
        `password=${hidden}`,
        `密码：${hidden}`,
        `{"token":"${hidden} ${hidden}"}`,
        `Authorization: Bearer ${hidden}`,
        `Cookie: a=1; sid=${hidden}`,
        `docker login -u me -p ${hidden}`,
        `https://me:${hidden}@r.example/v2/`,
        `https://o.example/x?Signature=abc%2F&Expires=${hidden}`,
        `LTAI5t${hidden}${hidden}`,
        `STS.${hidden}${hidden}`,
        `eyJhbGciOiJIUzI1NiJ9.${hidden}.${hidden}`,
      )
      .map((text) => ({ hidden, text })),
  );
  const texts = [
    ...["instanceName", "snapshotName", "status", "imageUrl", "reasonCode", "reasonMessage"],
    ...["requestId", "gmtCreateTime", "gmtModifiedTime"],
  ] as const;
  const fields = fc.array(secret, { minLength: texts.length + 4, maxLength: texts.length + 4 });
  const language = fc.constantFrom("en" as const, "zh-CN" as const);
  const written = (from: IncidentReportInput, masked: boolean, inLanguage: "en" | "zh-CN") => {
    const report = incidentReport(from, { masked, language: inLanguage });
    return JSON.stringify(report) + incidentReportMarkdown(report, inLanguage);
  };
  const withTexts = (found: readonly string[]): IncidentReportInput => {
    const [title = "", coverage = "", key = "", value = "", ...rest] = found;
    const planted = Object.fromEntries(texts.map((field, at) => [field, rest[at]]));
    const labels = [...example.labels, { key, value }, { key: "password", value: `${value} x` }];
    return { ...input, title, coverage, examples: [{ ...example, ...planted, labels }] };
  };

  it("has no secret in it, masked or not", () => {
    fc.assert(
      fc.property(fields, fc.boolean(), language, (found, masked, inLanguage) => {
        const report = written(withTexts(found.map(({ text }) => text)), masked, inLanguage);
        for (const { hidden } of found) expect(report).not.toContain(hidden);
      }),
    );
  });

  it("tells no name of its owner, its namespace and its repository, nor a private address", () => {
    const around = fc.constantFrom(
      (name: string) => `denied for ${name}`,
      (name: string) => `registry.example.com/v2/x/${name}/manifests/1: EOF`,
      (name: string) => `scope=repository%3A${encodeURIComponent(name)}%3Apull`,
      (name: string) => `推送${name}失败`,
      (name: string) => `"${name}"-1 on 10.1.2.3:5000, of 20451234567890123456`,
    );
    const texts = fc.array(around, { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(word, word, word, texts, language, (owner, namespace, repository, wild, lang) => {
        const names = [owner, namespace, repository];
        const planted = withTexts(wild.map((put, at) => put(names[at % names.length] ?? "")));
        const examples = planted.examples.map((one) => ({
          ...one,
          imageUrl: `registry.example.com/${namespace}/${repository}:1`,
          userName: owner,
        }));
        const report = written({ ...planted, examples }, true, lang);
        for (const name of [...names, "10.1.2.3", "20451234567890123456"])
          expect(report).not.toContain(name);
      }),
    );
  });
});

/** The Markdown without its fenced blocks, code spans and escaped characters, read as CommonMark reads them. */
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
  const inert = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g;
  return kept.map((line) => line.replace(inert, "")).join("\n");
}
