import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentedInstanceId, documentedSnapshotId, type Emulator, startEmulator } from ".";
import { callOfficially } from "./official-client.testing";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ instances: 20 });
});
afterAll(() => emulator.close());

const instances = "/api/v2/instances";
const one = `${instances}/${documentedInstanceId}`;
const list = {
  action: "ListInstanceSnapshot",
  pathname: `${one}/snapshots`,
  query: { PageNumber: "4", PageSize: "10", SortBy: "gmtCreate", Order: "DESC" },
};
/** The one snapshot of the documented example. */
const documented = {
  InstanceId: "dsw-730xxxxxxxxxx",
  SnapshotId: "snp-05cexxxxxxxxx",
  SnapshotName: "training_data_env",
  Status: "Pushing",
  ImageId: "image-05cefd0be2exxxx",
  ImageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu_tf1.12_ubuntu",
  ReasonCode: "Internal Error",
  ReasonMessage: "ImagePullBackOff",
  GmtCreateTime: "2021-01-12T14:36:01Z",
  GmtModifiedTime: "2021-01-12T14:36:01Z",
  Labels: [{ Key: "stsTokenOwner", Value: "123xxxxxxxx" }],
  ExcludePaths: [""],
};

describe("the vendor's own client", () => {
  it("lists instances", async () => {
    const { statusCode, body } = await callOfficially(emulator, {
      action: "ListInstances",
      pathname: instances,
      query: {
        WorkspaceId: "ALL",
        ResourceId: "ALL",
        PageNumber: "2",
        PageSize: "15",
        SortBy: "GmtModifiedTime",
        Order: "DESC",
      },
    });
    expect(statusCode).toBe(200);
    expect(body).toMatchObject({ Success: true, TotalCount: 20 });
    expect(body.Instances).toHaveLength(5);
    expect(body.Instances[0]).toMatchObject({
      InstanceId: expect.stringMatching(/^dsw-/),
      Accessibility: expect.stringMatching(/^(PRIVATE|PUBLIC)$/),
      InstanceUrl: expect.stringMatching(/\/notebook\.htm\?instance=\d+#\/$/),
    });
  });

  it("reads one instance, its fields beside the envelope", async () => {
    const { statusCode, body } = await callOfficially(emulator, {
      action: "GetInstance",
      pathname: one,
    });
    expect(statusCode).toBe(200);
    expect(body).toMatchObject({
      Success: true,
      RequestId: expect.any(String),
      InstanceId: documentedInstanceId,
      RequestedResource: { Memory: expect.stringMatching(/^\d+GB$/) },
      LatestSnapshot: { RepositoryUrl: expect.stringContaining("//cr.console.aliyun.com/") },
    });
    expect(body.InstanceSnapshotList).toHaveLength(35);
  });

  it("lists an instance's snapshots", async () => {
    const { statusCode, body } = await callOfficially(emulator, list);
    expect(statusCode).toBe(200);
    expect(body).toMatchObject({ Success: true, Code: "null", HttpStatusCode: 0, TotalCount: 35 });
    expect(body.Snapshots).toHaveLength(5);
    expect(body.Snapshots.at(-1)).toEqual(documented);
  });

  it("reads one snapshot, its fields beside the envelope", async () => {
    const { statusCode, body } = await callOfficially(emulator, {
      action: "GetInstanceSnapshot",
      pathname: `${one}/snapshots/${documentedSnapshotId}`,
    });
    expect(statusCode).toBe(200);
    expect(body).toEqual({
      RequestId: expect.any(String),
      Success: true,
      Code: "null",
      Message: '"XXX"',
      HttpStatusCode: 0,
      ...documented,
    });
  });

  it("is refused with a wrong key", async () => {
    await expect(callOfficially(emulator, list, "wrong")).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });

  it("gets an error for an unknown instance", async () => {
    const pathname = `${instances}/dsw-none/snapshots`;
    await expect(callOfficially(emulator, { ...list, pathname })).rejects.toMatchObject({
      code: "ValidationError",
    });
  });
});
