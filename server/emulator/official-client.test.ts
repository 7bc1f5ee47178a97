import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  documentedInstanceId,
  documentedSnapshotId,
  type Emulator,
  startEmulator,
  stepAt,
} from ".";
import { imageAt } from "./images";
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

  it("reads an instance's events, which are plain texts", async () => {
    const { body } = await callOfficially(emulator, {
      action: "GetInstanceEvents",
      pathname: `${one}/events`,
      query: {
        StartTime: "2020-01-01T00:00:00Z",
        EndTime: "2100-01-01T00:00:00Z",
        MaxEventsNum: "3",
      },
    });
    expect(body).toMatchObject({ Success: true, Code: "None", InstanceId: documentedInstanceId });
    expect(body.Events).toHaveLength(3);
    expect(body.TotalCount).toBeGreaterThan(3);
    for (const event of body.Events) expect(event).toMatch(/^\[20\S+Z\] (Normal|Warning) \w+ /);
  });

  it("reads an instance's lifecycle, which is sessions of steps", async () => {
    const { body } = await callOfficially(emulator, {
      action: "GetLifecycle",
      pathname: `${one}/lifecycle`,
      query: { Order: "ASC", Limit: "2" },
    });
    expect(body.Success).toBe(true);
    expect(body.Lifecycle).toHaveLength(2);
    expect(body.Lifecycle[0][0]).toEqual({
      LifecycleId: "1-1",
      Status: "Creating",
      ReasonCode: "",
      ReasonMessage: "",
      GmtCreateTime: expect.stringMatching(/^20\S+Z$/),
      GmtEndTime: expect.stringMatching(/^20\S+Z$/),
    });
    expect(body.Lifecycle[1][0].Status).toBe("Starting");
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

  describe("of AIWorkSpace", () => {
    const getImage = (imageId: string, version = "2021-02-04") =>
      callOfficially(emulator, {
        action: "GetImage",
        version,
        pathname: `/api/v1/images/${imageId}`,
      });
    const sizes = () =>
      emulator.data
        .snapshots(documentedInstanceId)
        .map(({ imageId }) => imageAt(emulator.data, imageId, Date.now())?.sizeGb)
        .filter((size) => size !== undefined);

    it("reads an image, and is told of one that is gone", async () => {
      const saved = emulator.data
        .snapshots(documentedInstanceId)
        .find((state) => stepAt(state, Date.now())?.status === "Saved");
      const imageId = saved?.imageId ?? "";
      const { statusCode, body } = await getImage(imageId);
      expect(statusCode).toBe(200);
      expect(body).toMatchObject({ ImageUri: saved?.imageUrl, Size: expect.any(Number) });
      expect(body.GmtCreateTime).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
      emulator.data.deleteImage(imageId);
      await expect(getImage(imageId)).rejects.toMatchObject({ code: "ImageNotExist" });
      await expect(getImage(imageId, "2022-01-01")).rejects.toMatchObject({
        code: "InvalidVersion",
      });
    });

    it("finds that images grow within an instance", () => {
      expect(sizes()).toEqual(sizes().toSorted((a, b) => a - b));
      expect(sizes().at(-1)).toBeGreaterThan(sizes()[0] ?? 0);
    });
  });
});
