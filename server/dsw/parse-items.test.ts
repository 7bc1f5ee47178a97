import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instanceSchema, upstreamSnapshotSchema } from "../contract";
import { readInstance, readSnapshot } from "./parse-items";
import { readLabels, readNumber, readText, readTexts } from "./parse-values";

describe("values", () => {
  it.each([null, undefined, "null", "", {}, []])("reads %j as no text", (value) => {
    expect(readText(value)).toBeNull();
  });

  it("reads numbers as text and text as numbers", () => {
    expect(readText(35)).toBe("35");
    expect(readNumber("35")).toBe(35);
    expect(readNumber(3)).toBe(3);
    expect([readNumber(""), readNumber("x"), readNumber(null), readNumber({})]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("reads the documented empty exclude path as none", () => {
    expect(readTexts([""])).toEqual([]);
    expect(readTexts(["/mnt/data", "", null, "/root/.cache"])).toEqual([
      "/mnt/data",
      "/root/.cache",
    ]);
    expect(readTexts("x")).toEqual([]);
  });

  it.each([
    ["pairs", [{ Key: "foo", Value: "bar" }]],
    ["lower-case pairs", [{ key: "foo", value: "bar" }]],
    ["tags", [{ TagKey: "foo", TagValue: "bar" }]],
    ["an object", { foo: "bar" }],
    ["a JSON string of an object", '{"foo":"bar"}'],
    ["a JSON string of pairs", '[{"Key":"foo","Value":"bar"}]'],
  ])("reads labels from %s", (_, labels) => {
    expect(readLabels(labels)).toEqual([{ key: "foo", value: "bar" }]);
  });

  it("reads no labels where there are none", () => {
    for (const value of [null, undefined, "", "{", '"{}"', 7, [null, 1, { Value: "x" }]]) {
      expect(readLabels(value)).toEqual([]);
    }
    expect(readLabels({ "k\0": "v" })).toEqual([{ key: "k\u2400", value: "v" }]);
    expect(readLabels([{ Key: "gpu" }])).toEqual([{ key: "gpu", value: "" }]);
  });
});

describe("a snapshot", () => {
  it("is read from the documented example", () => {
    const documented = {
      InstanceId: "dsw-730xxxxxxxxxx",
      SnapshotId: "snp-05cexxxxxxxxx",
      SnapshotName: "training_data_env",
      Status: "Pushing",
      ImageId: "image-05cefd0be2exxxx",
      ImageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu",
      ReasonCode: "Internal Error",
      ReasonMessage: "ImagePullBackOff",
      GmtCreateTime: "2021-01-12T14:36:01Z",
      GmtModifiedTime: "2021-01-12T14:36:01Z",
      Labels: [{ Key: "foo", Value: "bar" }],
      ExcludePaths: [""],
    };
    expect(readSnapshot(documented, "other")).toEqual({
      instanceId: "dsw-730xxxxxxxxxx",
      snapshotId: "snp-05cexxxxxxxxx",
      snapshotName: "training_data_env",
      status: "Pushing",
      imageId: "image-05cefd0be2exxxx",
      imageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu",
      reasonCode: "Internal Error",
      reasonMessage: "ImagePullBackOff",
      gmtCreateTime: "2021-01-12T14:36:01Z",
      gmtModifiedTime: "2021-01-12T14:36:01Z",
      labels: [{ key: "foo", value: "bar" }],
      excludePaths: [],
    });
  });

  it("without an id has no address and is left out", () => {
    for (const row of [null, "x", [], {}, { SnapshotId: null }, { SnapshotId: "" }]) {
      expect(readSnapshot(row, "dsw-1")).toBeNull();
    }
  });

  it("fits the contract whatever is in the service's fields", () => {
    const fields = [
      "InstanceId",
      "SnapshotName",
      "Status",
      "ImageUrl",
      "ReasonMessage",
      "Labels",
      "ExcludePaths",
      "NewField",
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (row) => {
        const snapshot = readSnapshot({ ...row, SnapshotId: "snp-1" }, "dsw-1");
        expect(upstreamSnapshotSchema.strict().parse(snapshot)).toEqual(snapshot);
      }),
    );
  });
});

describe("an instance", () => {
  const secret = "do-not-hand-on";
  const row = {
    InstanceId: "dsw-1",
    InstanceName: "trainer",
    Status: "SomethingNew",
    RequestedResource: { CPU: "8", GPU: 1, Memory: "32", Secret: secret },
    Priority: "3",
    Tags: [{ TagKey: "team", TagValue: "vision" }],
    ImageAuth: secret,
    EnvironmentVariables: { TOKEN: secret },
    CredentialConfig: { Configs: [secret] },
    DynamicMount: { Options: secret },
    UserVpc: { VpcId: secret },
    TerminalUrl: secret,
    Datasets: [{ Options: secret }],
    LatestSnapshot: { Status: "Failed", ReasonCode: "PushFailed", RepositoryUrl: secret },
  };

  it("passes by the allow-list only", () => {
    const instance = readInstance(row);
    expect(JSON.stringify(instance)).not.toContain(secret);
    expect(instanceSchema.strict().parse(instance)).toEqual(instance);
    expect(instance).toMatchObject({
      status: "SomethingNew",
      requestedResource: { cpu: "8", gpu: "1", gpuType: null, memory: "32", sharedMemory: null },
      priority: 3,
      tags: [{ key: "team", value: "vision" }],
      latestSnapshot: { status: "Failed", reasonCode: "PushFailed" },
    });
  });

  it("takes the newest of the list where the latest snapshot is left out", () => {
    const list = [
      { Status: "Saved", GmtCreateTime: "2024-01-01T00:00:00Z" },
      { Status: "Failed", GmtCreateTime: "2024-03-01T00:00:00Z" },
      { Status: "Pushing", GmtCreateTime: "2024-02-01T00:00:00Z" },
    ];
    const instance = readInstance({ InstanceId: "dsw-1", InstanceSnapshotList: list });
    expect(instance?.latestSnapshot?.status).toBe("Failed");
  });

  it("has no latest snapshot where the service sends an empty one", () => {
    expect(readInstance({ InstanceId: "dsw-1", LatestSnapshot: {} })?.latestSnapshot).toBeNull();
  });
});
